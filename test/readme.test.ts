import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { holdsIn } from "../src/lesson/answer.ts";
import type { Asked } from "../src/lesson/lesson.ts";
import { rightChoices, runLesson } from "../src/lesson/run-lesson.ts";
import { loadLesson } from "../src/node/lesson-files.ts";
import { makeTeachingFigure } from "../src/node/make-teaching-figure.ts";
import { home, readModelTexts } from "../src/node/model-files.ts";
import { protocolsFor } from "../src/node/protocol-files.ts";
import { modelsAtHand } from "../src/node/scenario-files.ts";
import { parseStudy } from "../src/population/parse-study.ts";
import { parseScenario } from "../src/scenario/parse-scenario.ts";
import { readLibrary } from "../src/treatment/library.ts";
import { parseTrial } from "../src/trial/parse-trial.ts";
import { aFolder, crsim, type Said } from "./cli/crsim.ts";
import { runPlan } from "./support/run-plan.ts";

const readme = readFileSync(join(home, "README.md"), "utf8");
const blocks = (language: string) =>
	[...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((match) => match[1]!);
const commands = blocks("sh").flatMap((block) => [...block.matchAll(/^npx crsim (.*)$/gm)].map((match) => match[1]!));
const partsOf = (command: string) => [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);

describe("the README", () => {
	const said = new Map<string, Said>();

	// As a reader types them: one after another, in a folder that has the scenarios and models and nothing else.
	beforeAll(async () => {
		const cwd = aFolder();
		for (const folder of ["scenarios", "models"]) symlinkSync(join(home, folder), join(cwd, folder));
		for (const command of commands) said.set(command, await crsim(partsOf(command), { cwd }));
	}, 900_000);

	test.each(commands)("npx crsim %s works as shown", (command) => {
		const { status, stdout, stderr } = said.get(command)!;
		const words =
			/^(wrote .*|\d+ of \d+ runs.*|part \d of .*|trial [\w-]+|(?:fit|validation): [\w-]+|\d of \d assimilations.*|going on after .*|not finished: .*|note: .*|stage \d+: .*|\d+ virtual patients against .*|what could follow under .*|FOR TEACHING ONLY.*)$/gm;
		expect(stderr.replace(words, "").trim()).toBe("");
		expect(status).toBe(0);
		if (!command.includes("--shard")) expect(stdout.length).toBeGreaterThan(20);
	});

	test("its npm commands exist", () => {
		const { scripts } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { scripts: Record<string, string> };
		const named = blocks("sh").flatMap((block) => [...block.matchAll(/^npm (?:run )?(\w+)/gm)].map((match) => match[1]!));
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
		expect(named).toContain("start");
	});

	const yaml = (holds: string) => blocks("yaml").filter((block) => block.includes(holds));

	test("its scenarios read without a problem, and run", () => {
		const models = new Map([["cart-crs", readLibrary(readModelTexts("cart-crs"))]]);
		const scenarios = yaml("about:").filter((block) => block.includes("\ntreatments:") && !block.includes("\npatients:"));
		const plans = scenarios.map((scenario) => parseScenario(scenario, { file: "readme.yaml", models }));
		expect(plans.map(({ until }) => until)).toEqual([480, 240]);
		for (const plan of plans) expect(runPlan(plan).outcome.kind).toBe("finished");
	});

	test("its lesson reads without a problem, and comes out in its runs", () => {
		const [text] = yaml("minutes:");
		const { steps } = runLesson(loadLesson(text!, modelsAtHand()));
		expect(steps.map(rightChoices)).toEqual([[], [1], []]);
		expect(
			steps.map(({ step: { task }, answer }) =>
				task?.kind === "ask" && task.is === null ? true : holdsIn((task as { readonly is: Asked }).is, answer),
			),
		).toEqual([true, true, true]);
	});

	test("its teaching figure reads without a problem, and is true", async () => {
		const [text] = yaml("claims:");
		const { broken, table } = await makeTeachingFigure(text!, { workers: 1 });
		expect(broken).toEqual([]);
		expect(table[0]).toEqual(["", "The usual tumor", "Three times the tumor"]);
	});

	test("its trial reads without a problem", () => {
		const models = new Map([["cart-crs", readLibrary(readModelTexts("cart-crs"))]]);
		const [text] = yaml("endpoints:");
		const protocols = protocolsFor("scenarios/trials/readme.yaml");
		const trial = parseTrial(text!, { file: "scenarios/trials/readme.yaml", models, protocols, patients: 2, seed: 1 });
		expect(trial.endpoints.map(({ unstated }) => unstated !== null)).toEqual([false, false, true]);
	});

	test("its study with paths that move together reads without a problem", () => {
		const models = new Map([["cart-crs", readLibrary(readModelTexts("cart-crs"))]]);
		const [vary] = yaml("together:");
		const given = "treatments: [ { give: tocilizumab, at: 1 day }, { give: dexamethasone, at: 1 day } ]";
		const study = parseStudy(`about: x\npatients: 2\n${given}\noutcomes: { severe: worst(crs) >= 3 }\n${vary}`, {
			file: "readme.yaml",
			models,
		});
		expect(study.cells).toHaveLength(6);
	});

	test("its protocol reads without a problem", () => {
		const models = new Map([["cart-crs", readLibrary(readModelTexts("cart-crs"))]]);
		const shipped = protocolsFor("scenarios/readme.yaml");
		const own = { file: "readme.yaml", text: yaml("\nrules:")[0]! };
		const protocols = { names: shipped.names, open: (name: string) => (name === "own" ? own : shipped.open(name)) };
		const { care } = parseScenario("about: x\ncare: own\n", { file: "x.yaml", models, protocols });
		expect(care?.rules.find((rule) => rule.name === "tocilizumab for grade 2 or more")?.wait).toBe(0.5);
	});

	test("each outcome of its table reads without a problem", () => {
		const models = new Map([["cart-crs", readLibrary(readModelTexts("cart-crs"))]]);
		const [, table = ""] = /\| an outcome \|.*\n\|.*\n((?:\|.*\n)+)/.exec(readme) ?? [];
		const cells = table.split("\n").map((row) => row.split(" | ")[0]!);
		const outcomes = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
		const lines = outcomes.map((text, i) => `  x${i}: ${text.startsWith("{") ? text : JSON.stringify(text)}\n`).join("");
		const text = `about: x\nuntil: 90 day\ncare: p4\npatients: 1\noutcomes:\n${lines}`;
		const file = "scenarios/studies/readme.yaml";
		expect(outcomes.length).toBeGreaterThan(20);
		expect(parseStudy(text, { file, models, protocols: protocolsFor(file) }).outcomes.length).toBe(outcomes.length);
	});

	test("its study reads without a problem", () => {
		const models = new Map([["cart-crs", readLibrary(readModelTexts("cart-crs"))]]);
		const study = parseStudy(yaml("\npatients:")[0]!, {
			file: "readme.yaml",
			models,
			protocols: protocolsFor("scenarios/readme.yaml"),
		});
		expect(study.cells.length).toBe(5);
	});

	test("its chart is the file that it names, and is graded by patient", () => {
		const shipped = ["charts", "events"].map((folder) => readFileSync(join(home, "scenarios", folder, "two-patients.csv"), "utf8"));
		expect(blocks("csv")).toEqual(shipped);
		const command = commands.find((one) => one.includes("two-patients"))!;
		expect(said.get(command)!.stdout).toMatch(/^A +ASTCT_CRS +at least 3 .*[\s\S]*^B +ASTCT_CRS +1 /m);
	});

	test("its population reads without a problem", () => {
		const files = readModelTexts("cart-crs");
		const text = blocks("yaml").find((block) => block.includes("groups:"))!;
		const texts = new Map([...files.texts, ["populations/hospital.yaml", text]]);
		const models = new Map([["cart-crs", readLibrary({ ...files, texts })]]);
		const plan = parseScenario("about: x\npopulation: hospital\n", { file: "x.yaml", models });
		expect(plan.population!.groups.map(({ share }) => share)).toEqual([0.75, 0.25]);
	});

	test("its picture exists, and every file that it names", () => {
		const named = [...readme.matchAll(/\]\(([^)#]+)\)|`((?:src|models|scenarios)\/[\w./-]+)`/g)].map((match) => match[1] ?? match[2]!);
		expect(named.filter((path) => !existsSync(join(home, path)))).toEqual([]);
	});
});
