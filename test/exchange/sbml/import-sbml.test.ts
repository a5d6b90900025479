import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importSbml } from "../../../src/exchange/sbml/import-sbml.ts";
import { InputError } from "../../../src/input/problem.ts";
import { flatten } from "../../../src/model/flatten.ts";
import { readModel } from "../../../src/model/read-model.ts";
import { aFolder, crsim } from "../../cli/crsim.ts";
import { anSbmlFile, math, twoSpecies } from "./an-sbml-file.ts";

const imported = (text: string) => importSbml(text, { file: "paper.xml", name: "paper" });
const flatOf = (text: string) => flatten(readModel(imported(text).texts));

function toldOf(text: string): string[] {
	try {
		imported(text);
		return [];
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		return error.problems.map(({ file, line, key, message }) => `${file}:${line} ${key} ${message}`);
	}
}

describe("a model from SBML", () => {
	test("species are concentrations or amounts as the file says, and rates are per hour from seconds", () => {
		const { states, flows } = flatOf(twoSpecies);
		expect(states.map(({ name, start }) => [name, start])).toEqual([
			["S1", 2],
			["cell_", 1],
		]);
		expect(flows.map(({ name }) => name)).toEqual(["loss"]);
		const page = imported(twoSpecies).texts.texts.get("modules/equations.yaml");
		expect(page).toContain('rate: "(-(2 * loss) / plasma) / 1 s"');
	});

	test("without a unit of time it says that it took an hour", () => {
		expect(imported(anSbmlFile("", 'id="paper"')).warnings).toEqual(["paper.xml does not say its unit of time: an hour is taken"]);
		expect(imported(twoSpecies).warnings).toEqual([]);
	});

	test("what is refused has its line, its element and the reason, all at once", () => {
		const delay = math(
			'<apply><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/delay">d</csymbol><ci>a</ci><cn>1</cn></apply>',
		);
		const file =
			anSbmlFile(`<listOfParameters><parameter id="a" value="1" constant="false"/><parameter id="b" constant="false"/></listOfParameters>
<listOfRules>
<assignmentRule variable="a">${delay}</assignmentRule>
</listOfRules>`);
		expect(toldOf(file)).toEqual([
			"paper.xml:6 <csymbol> a delay reads the past, which crsim does not keep",
			"paper.xml:4 <parameter> b it has no value at the start",
		]);
		const unknown = `<listOfEvents>\n<event id="e"><trigger>${math("<true/>")}</trigger><listOfEventAssignments><eventAssignment variable="x">${math("<cn>1</cn>")}</eventAssignment></listOfEventAssignments></event></listOfEvents>`;
		expect(toldOf(anSbmlFile(unknown))).toEqual(['paper.xml:5 <eventAssignment> x nothing is called "x"']);
		expect(toldOf(twoSpecies.slice(0, 300))[0]).toMatch(/^paper\.xml:\d+ {2}not XML: /);
	});

	test("kept in a folder it runs as a scenario, to the closed form", async () => {
		const folder = aFolder();
		writeFileSync(join(folder, "paper.xml"), twoSpecies);
		writeFileSync(join(folder, "s.yaml"), "about: A run.\nmodel: paper\nuntil: 4 s\n");
		const kept = await crsim(["model", "--from", "paper.xml", "--out", "models"], { cwd: folder });
		expect(kept.stderr).toContain("wrote models/paper/model.yaml");
		const run = await crsim(["run", "s.yaml", "--models", "models", "--rtol", "1e-9", "--out", "out"], { cwd: folder });
		expect(run.status).toBe(0);
		const rows = readFileSync(join(folder, "out/trajectory.csv"), "utf8").trim().split("\n");
		const last = Object.fromEntries(rows[0]!.split(",").map((name, i) => [name, Number(rows.at(-1)!.split(",")[i])]));
		// Times of a run are whole instants, so that 4 s is not met to the last digit.
		const time = 3600 * last["time_h"]!;
		expect(time).toBeCloseTo(4, 5);
		// The concentration falls by 2 k = 1 per second, and each 2 of its amount make one cell.
		expect(Math.abs(last["S1"]! / (2 * Math.exp(-time)) - 1)).toBeLessThan(1e-8);
		expect(Math.abs(last["cell_"]! / (1 + 3 * (1 - Math.exp(-time))) - 1)).toBeLessThan(1e-8);
	});
});
