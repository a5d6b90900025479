import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runScenario, runStudy } from "../../src/node/index.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import { aFolder, crsim } from "./crsim.ts";

/** As much as can be doubted in one patient. */
const body = `patient: { disease: MM, product: axi-cel, age: 3 year, weight: 70 kg }
until: 1 day
set: { anakinra_absorption: 2x }
treatments:
  - { give: filgrastim, dose: 9 ug/kg, at: 1 h }
  - { give: tocilizumab, when: since(meropenem) >= 2 h }
  - { give: oxygen, device: nasal_cannula, flow: 2 L/min, at: 2 h }
`;
const outcomes = "patients: 1\nseed: 1\noutcomes:\n  fever: peak(temperature) >= 38 degC\n";
const protocol = `about: Drugs of another model, and a rule that can never act.
optional: true
rules:
  - { name: of another model, when: crs >= 1, give: prednisone }
  - { name: in vain, when: crs > 5, give: tocilizumab }
  - { name: at once, when: doses(dexamethasone) < 1, give: dexamethasone }
`;

const cwd = aFolder();
const inFolder = (name: string) => join(cwd, name);
const files = {
	"doubts.yaml": `about: Doubts.\n${body}`,
	"calm.yaml": "about: Nothing is doubtful.\nuntil: 1 day\n",
	"study.yaml": `about: Doubts of a study.\n${body}${outcomes}`,
	"study-with-care.yaml": `about: Doubts of a study.\ncare: team\n${body}${outcomes}`,
};

const type = (...words: string[]) => crsim(words, { cwd });
const jsonOf = (text: string) => JSON.parse(text) as { warnings: string[] };
/** What a list of warnings or a text lacks of what is expected. */
const lacking = (expected: readonly string[], told: string | readonly string[]) =>
	expected.filter((words) => !(typeof told === "string" ? told.replaceAll(/\s+/g, " ") : told).includes(words));

beforeAll(async () => {
	for (const [name, text] of Object.entries(files)) writeFileSync(inFolder(name), text);
	const { mkdirSync } = await import("node:fs");
	mkdirSync(inFolder("protocols"));
	writeFileSync(inFolder("protocols/team.yaml"), protocol);
});

describe("what one path warns of, every path warns of", () => {
	const planned = (care?: string) =>
		loadScenario(inFolder("doubts.yaml"), modelsAtHand(), care === undefined ? {} : { care }).plan.warnings;

	test("of a scenario: check, run, compare, the library", async () => {
		const expected = planned();
		for (const words of ["anakinra_absorption", "cut at 480 ug", "no for:", "not meant for MM", "weight 70 kg", "true from the start"])
			expect(expected.filter((one) => one.includes(words))).toHaveLength(1);
		expect(lacking(expected, (await type("check", "doubts.yaml")).stderr)).toEqual([]);
		expect(lacking(expected, (await type("run", "doubts.yaml")).stdout)).toEqual([]);
		expect(lacking(expected, jsonOf((await type("run", "doubts.yaml", "--format", "json")).stdout).warnings)).toEqual([]);
		expect(lacking(expected, (await type("compare", "doubts.yaml", "calm.yaml")).stdout)).toEqual([]);
		expect(lacking(expected, (await runScenario(inFolder("doubts.yaml"))).summary.warnings)).toEqual([]);
	});

	test("of a care team: check of its file, run --care, compare --care, the library", async () => {
		const expected = planned("team").filter((one) => one.includes("team.yaml"));
		expect(expected).toHaveLength(3);
		const words = ["is left out: the model has no prednisone", "can never act", "is true from the start"];
		for (const [i, one] of words.entries()) expect(expected[i]).toContain(one);
		const checked = (await type("check", "protocols/team.yaml")).stderr;
		for (const one of words) expect(checked).toContain(one);
		expect(lacking(words, (await type("run", "doubts.yaml", "--care", "team")).stdout.replaceAll(/\s+/g, " "))).toEqual([]);
		const compared = (await type("compare", "doubts.yaml", "--care", "none,team")).stdout;
		expect(compared).toContain("warning: B: ");
		for (const one of words) expect(compared).toContain(one);
		const { summary } = await runScenario(inFolder("doubts.yaml"), { care: "team" });
		for (const one of words) expect(summary.warnings.some((told) => told.includes(one))).toBe(true);
	});

	test("of a study: check, sweep, its summary, the library", async () => {
		const expected = planned();
		expect(lacking(expected, (await type("check", "study.yaml")).stderr)).toEqual([]);
		const swept = await type("sweep", "study.yaml", "--workers", "1", "--format", "json");
		expect(lacking(expected, swept.stderr)).toEqual([]);
		expect(lacking(expected, jsonOf(swept.stdout).warnings)).toEqual([]);
		const { study, summary } = await runStudy(inFolder("study-with-care.yaml"), { workers: 1 });
		for (const told of [study.warnings, summary.warnings]) {
			expect(lacking(expected, told)).toEqual([]);
			expect(told.some((one) => one.includes("has no prednisone"))).toBe(true);
		}
	});
});
