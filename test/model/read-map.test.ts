import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/input/located-yaml.ts";
import { throwIfAny } from "../../src/input/problem.ts";
import { readMap } from "../../src/model/read-map.ts";
import type { ModelReading } from "../../src/model/read-model.ts";
import { aModel, toldOf } from "./a-model.ts";

const page = `
slots: { block: { unit: "1", rest: 0, join: any } }
states:
  fever: { unit: degC, start: 37 degC, rate: "(1 - block) * 0 degC/h", display: { axis: { from: 36 degC, to: 41 degC, step: 1 degC } } }
  counts: { unit: cells/nL, start: 3 cells/nL, rate: 0 cells/nL/h, display: { axis: { from: 0.01 cells/nL, to: 10 cells/nL, log: true }, summary: lowest } }
  drive: { unit: "1", start: 0, rate: 0 /h }
flows:
  push: { unit: /h, is: 0.1 /h * drive }
`;
const pages = aModel({ page }).modules;

function mapOf(text: string) {
	const problems: ModelReading["problems"] = [];
	const files = { name: "paper", folder: "paper", texts: new Map([["map.yaml", `about: A map.\n${text}`]]) };
	const map = readMap({ files, yaml: readYaml, problems }, pages);
	throwIfAny(problems);
	return map;
}

const groups = "groups: { blood: { label: Blood } }\n";
const box = (name: string, row: string) => `  ${name}: { group: blood, ${row} }\n`;
const two = `${groups}boxes:\n${box("drive", "at: [0, 0], shows: [drive], full: 2")}${box("fever", "at: [1, 0], shows: [fever]")}`;

describe("the map of a model", () => {
	test("a model without the file has none", () => {
		const files = { name: "paper", folder: "paper", texts: new Map() };
		expect(readMap({ files, yaml: readYaml, problems: [] }, pages)).toBeNull();
	});

	test("a box knows the page of its first column, and is full at the end of its axis that tells a course", () => {
		const map = mapOf(`${two}${box("counts", "at: [2, 0], shows: [counts, drive]")}arrows: []`)!;
		expect(map.boxes.map(({ page: own, swells }) => [own, swells])).toEqual([
			["page", { empty: null, full: 2, logFrom: null }],
			["page", { empty: null, full: 41, logFrom: null }],
			["page", { empty: null, full: 0.01, logFrom: 0.01 }],
		]);
	});

	test("an arrow gets stronger with more of what it goes through", () => {
		const { arrows } = mapOf(
			`${two}arrows: [ { from: drive, to: fever, say: raises it, through: push, full: 1 /day, weaker_with: [fever] } ]`,
		)!;
		expect(arrows[0]).toMatchObject({
			through: { column: "push", range: { empty: null, full: 1 / 24 } },
			brakes: false,
			struckAt: 0.5,
			actedOn: [
				{ equation: "push", more: "stronger" },
				{ equation: "fever", more: "weaker" },
			],
		});
	});

	test("what is wrong is told with its place, all at once", () => {
		const faulty = `short: { fevr: F }
${groups}boxes:
${box("a", "at: [0, 0], shows: [fevr]")}${box("b", "at: [0, 0], shows: [drive]")}${box("c", "at: [1, 0], shows: [counts], full: 0 cells/nL")}  d: { group: bloood, at: [2, 0], shows: [fever], empty: 41 degC, stronger_with: [block] }
arrows:
  - { from: a, to: a, say: x }
  - { from: b, to: e, say: x, full: 3 }
  - { from: b, to: c, say: x, through: push }`;
		expect(toldOf(() => mapOf(faulty)).filter((line) => line.includes("map.yaml") || line.includes("allowed"))).toMatchInlineSnapshot(`
			[
			  "paper/map.yaml:2:10  short.fevr  unknown state or flow "fevr"",
			  "  allowed: fever, counts, drive, push, block. Did you mean "fever"?",
			  "paper/map.yaml:5:42  boxes.a.shows[0]  unknown state or flow "fevr"",
			  "  allowed: fever, counts, drive, push, block. Did you mean "fever"?",
			  "paper/map.yaml:6:6  boxes.b  the key "full" is missing",
			  "paper/map.yaml:6:26  boxes.b.at  "a" stands there already",
			  "paper/map.yaml:7:57  boxes.c.full  only numbers above zero have a place on a scale of equal factors",
			  "paper/map.yaml:8:6  boxes.d.full  it is full where it is empty",
			  "paper/map.yaml:8:15  boxes.d.group  unknown group "bloood"",
			  "  allowed: blood. Did you mean "blood"?",
			  "paper/map.yaml:8:83  boxes.d.stronger_with[0]  unknown state or flow "block"",
			  "  allowed: fever, counts, drive, push.",
			  "paper/map.yaml:10:20  arrows[0].to  an arrow goes from one box to another",
			  "paper/map.yaml:11:20  arrows[1].to  unknown box "e"",
			  "  allowed: a, b, c, d.",
			  "paper/map.yaml:11:37  arrows[1].full  it has no use without through:",
			  "paper/map.yaml:12:5  arrows[2]  the key "full" is missing",
			]
		`);
	});
});
