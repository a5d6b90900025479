import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { scenarioPreparer, type Wishes } from "../../src/node/prepare-scenario.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import { simulate } from "../../src/simulate/simulate.ts";

let root = "";
let folder = "";

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "crsim-test-"));
	folder = join(root, "work");
	mkdirSync(join(folder, "protocols"), { recursive: true });
	vi.stubEnv("CRSIM_CACHE_DIR", join(root, "cache"));
});
afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(root, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const scenario = async (name: string, wishes: Wishes = {}, models?: string) =>
	(await scenarioPreparer(models)(join(folder, name), wishes)).plan;
const kept = () => readdirSync(join(root, "cache", "scenarios")).length;

describe("a prepared scenario", () => {
	test.each(["untreated", "demonstration", "death-averted", "severity-ladder", "icans-seizure", "checkpoint-colitis"])(
		"%s, found again, runs to the same numbers as one that is read",
		async (name) => {
			const file = join(home, "scenarios", `${name}.yaml`);
			const first = await scenarioPreparer()(file, {});
			const again = await scenarioPreparer()(file, {});
			const { plan, sha256, model } = loadScenario(file, modelsAtHand());
			expect([again.plan, again.program, again.patient]).toEqual([first.plan, first.program, first.patient]);
			expect(again.plan).toEqual(plan);
			expect({ sha256: again.sha256, model: again.model }).toEqual({ sha256, model });
			const fresh = compileProgram(plan);
			expect(simulate(again.engine, again.patient)).toEqual(simulate(loadProgram(fresh), nominalPatient(fresh)));
			expect(kept()).toBe(1);
		},
	);

	test("a virtual patient of one that is found again is the same patient", async () => {
		write("a.yaml", "about: A patient.\nuntil: 3 day\n");
		const individual = { seed: 7, patient: 4711 };
		const patient = async () => (await scenarioPreparer()(join(folder, "a.yaml"), { individual })).patient;
		const first = await patient();
		expect(await patient()).toEqual(first);
		expect(first.individual).toEqual(individual);
		expect(kept()).toBe(1);
	});

	test("a change of the scenario's own text is noticed", async () => {
		write("a.yaml", "about: First.\n");
		await scenario("a.yaml");
		write("a.yaml", "about: Other.\n");
		expect((await scenario("a.yaml")).title).toBe("Other");
	});

	test("a change of the file it extends is noticed, and its loss", async () => {
		write("base.yaml", "about: Base.\nuntil: 3 day\n");
		write("a.yaml", "about: A.\nextends: base.yaml\n");
		expect((await scenario("a.yaml")).until).toBe(72);
		write("base.yaml", "about: Base.\nuntil: 4 day\n");
		expect((await scenario("a.yaml")).until).toBe(96);
		rmSync(join(folder, "base.yaml"));
		await expect(scenario("a.yaml")).rejects.toThrow('there is no file "base.yaml"');
	});

	test("a change of its protocol is noticed, and a new one that goes before the one that was meant", async () => {
		write("a.yaml", "about: A.\ncare: p0\n");
		const shipped = await scenario("a.yaml");
		const own = (wait: string) =>
			`about: Own.\nrules:\n  - { name: fever, when: crs >= 1, wait: ${wait}, give: tocilizumab, dose: 8 mg/kg, at_most: 1 }\n`;
		write("protocols/p0.yaml", own("1 h"));
		const first = await scenario("a.yaml");
		write("protocols/p0.yaml", own("2 h"));
		const second = await scenario("a.yaml");
		expect(shipped.care!.rules.length).toBeGreaterThan(1);
		expect([first, second].map(({ care }) => care!.rules.map(({ wait }) => wait))).toEqual([[1], [2]]);
	});

	test("a change of a page of its model is noticed, and a new file in its folder", async () => {
		const models = join(root, "models");
		cpSync(join(home, "models", "checkpoint-inhibitor"), join(models, "checkpoint-inhibitor"), { recursive: true });
		write("a.yaml", "about: A.\nmodel: checkpoint-inhibitor\n");
		const first = await scenario("a.yaml", {}, models);
		const pages = join(models, "checkpoint-inhibitor", "modules");
		const page = readdirSync(pages).find((name) => /value: [\d.]+/.test(readFileSync(join(pages, name), "utf8")))!;
		const text = readFileSync(join(pages, page), "utf8");
		writeFileSync(
			join(pages, page),
			text.replace(/value: ([\d.]+)/, (_, value) => `value: ${Number(value) * 1.25}`),
		);
		const second = await scenario("a.yaml", {}, models);
		const differing = second.flat.parameters.filter(({ value }, i) => value !== first.flat.parameters[i]!.value);
		expect(differing.length).toBe(1);
		writeFileSync(join(pages, "..", "treatments", "more.yaml"), "about: One more.\nparameter: {}\n");
		await expect(scenario("a.yaml", {}, models)).rejects.toThrow("more.yaml");
	});

	test("what is asked for on the command line stands beside what is not", async () => {
		write("a.yaml", "about: A.\nuntil: 5 day\n");
		expect((await scenario("a.yaml", { until: 24 })).until).toBe(24);
		expect((await scenario("a.yaml", { care: "p0" })).care?.name).toBe("p0");
		expect((await scenario("a.yaml")).until).toBe(120);
		expect(kept()).toBe(3);
	});

	test("a scenario with problems is never kept: they are told each time", async () => {
		write("a.yaml", "abuot: A.\n");
		for (let i = 0; i < 2; i++) await expect(scenario("a.yaml")).rejects.toThrow("abuot");
		expect(kept()).toBe(0);
	});
});
