import { describe, expect, test } from "vitest";
import { InputError } from "../../src/input/problem.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import { outcomeOf } from "../../src/population/read-outcomes.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Run } from "../../src/simulate/run.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { tinyModel } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";

/** The model of paper has fever from hour 10 to hour 60; a culture is positive at `result`, and for two days. */
const bodyWith = (result: string) =>
	`${tinyModel().texts.get("modules/body.yaml")!.replace("  seizing:", '  culture: { unit: "1", rest: 0 }\n  seizing:')}
hazards:
  report: { about: A result., rate: log(2) / ${result}, then: { set: { culture: 1 }, for: 100 h } }
`;
const main = tinyModel().texts.get("model.yaml")!.replace("ice: ice,", "ice: ice, blood_culture: culture,");

const rules = (begins: string, { ends = "held(not (sign)) >= 24 h", more = "" } = {}) => `about: Causes.
signs:
  fever: temperature >= 38 degC
  hypoxia: on(oxygen)
rules:
  - { cause: an infection, signs: [fever, hypoxia], begins: "${begins}", ends: "${ends}", source: assumed, evidence: assumed${more} }
`;

interface Wishes {
	/** From the start of the run, a day before the infusion. */
	readonly result?: string;
	readonly treatments?: string;
}

const libraryWith = (attribution: string, result = "44 h") =>
	readLibrary(tinyModel({ "model.yaml": main, "modules/body.yaml": bodyWith(result), "attribution.yaml": attribution }));

function run(attribution: string, { result = "44 h", treatments = "" }: Wishes = {}): Run {
	const models = new Map([["tiny", libraryWith(attribution, result)]]);
	return runPlan(parseScenario(`about: Try.\nmodel: tiny\nuntil: 96 h\n${treatments}`, { file: "s.yaml", models }));
}

/** The hours at which a column of grades changes, with what it is from then on. */
function turns({ trajectory: { times, columns } }: Run, name: string): string[] {
	const column = columns.get(name);
	if (column?.kind !== "number") return ["none"];
	return Array.from(column.values).flatMap((grade, row) =>
		times[row]! >= 0 && grade !== column.values[row - 1] && (row > 0 || grade > 0) ? [`${times[row]!.toFixed(0)}: ${grade}`] : [],
	);
}

const problemsOf = (attribution: string): string[] => {
	try {
		libraryWith(attribution);
		return [];
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
		throw error;
	}
};

describe("signs of other cause", () => {
	test("a sign is left out of the grade as attributed from the look at which that is said, and of no look before", () => {
		const found = run(rules("culture >= 1"));
		expect(turns(found, "crs_grade")).toEqual(["10: 1", "60: 0"]);
		expect(turns(found, "crs_grade_attributed")).toEqual(["10: 1", "20: 0"]);
		expect(found.attributed.said).toEqual([{ sign: "fever", cause: "an infection", counts: false, from: expect.closeTo(20, 4), to: 84 }]);
		expect(found.attributed.grades.crs).toMatchObject({ worst: 1, onset: 10, resolved: expect.closeTo(20, 4) });
	});

	test("a rule may ask how long before the sign came", () => {
		expect(turns(run(rules("culture >= 1 and held(sign) <= 12 h")), "crs_grade_attributed")).toEqual(["10: 1", "20: 0"]);
		expect(turns(run(rules("culture >= 1 and held(sign) <= 8 h")), "crs_grade_attributed")).toEqual(["10: 1", "60: 0"]);
	});

	test("each sign is judged by itself: oxygen that came before the fever counts, with a fever that another cause has not yet", () => {
		const treatments = "treatments:\n  - { give: oxygen, device: nasal_cannula, flow: 2 L/min, at: 12 h, for: 60 h }\n";
		const found = run(rules("culture >= 1 and held(sign) < 9 h"), { treatments });
		expect(turns(found, "crs_grade")).toEqual(["10: 1", "12: 2", "72: 0"]);
		expect(turns(found, "crs_grade_attributed")).toEqual(["10: 1", "12: 2", "20: 1", "60: 0"]);
	});

	test("a sign that counts all the same is told, and the grade stays", () => {
		const found = run(rules("culture >= 1", { more: ", counts: true" }));
		expect(found.attributed.grades).toBe(found.grades);
		expect(found.attributed.said).toMatchObject([{ sign: "fever", counts: true, from: expect.closeTo(20, 4) }]);
	});

	test("without a rule that holds both grades are one course", () => {
		const found = run(rules("culture >= 2"));
		expect(found.attributed.grades).toBe(found.grades);
		expect(found.attributed.said).toEqual([]);
		expect(turns(found, "crs_grade_attributed")).toEqual(turns(found, "crs_grade"));
	});

	test("a model without rules has no columns of grades as attributed, and attributed(crs) is the grade as charted", () => {
		const models = new Map([["tiny", readLibrary(tinyModel())]]);
		const text = 'about: Try.\nmodel: tiny\nuntil: 96 h\ntreatments:\n  - { give: pool, when: "attributed(crs) >= 1" }\n';
		const found = runPlan(parseScenario(text, { file: "s.yaml", models }));
		expect([...found.trajectory.columns.keys()].filter((name) => name.endsWith("_attributed"))).toEqual([]);
		expect(found.doses.filter(({ treatment }) => treatment === "pool").map(({ time }) => time)).toEqual([10]);
	});

	test("conditions may ask for either grade", () => {
		const treatments = `treatments:
  - { give: pool, when: "crs >= 1 and attributed(crs) < 1 and worst(attributed(crs)) >= 1 and held(attributed(crs) < 1) >= 3 h" }
`;
		const found = run(rules("culture >= 1"), { treatments });
		expect(found.doses.filter(({ treatment }) => treatment === "pool").map(({ time }) => time)).toEqual([24]);
	});
});

describe("outcomes", () => {
	test("ask of a grade as attributed what they ask of any, and conditions inside them too", () => {
		const models = new Map([["tiny", libraryWith(rules("culture >= 1"))]]);
		const outcomes = {
			worst: "worst(attributed(crs))",
			resolved: "resolved(attributed(crs))",
			charted: "resolved(crs)",
			other_scale: "time_at(attributed(penn_crs), 1)",
			held: "duration(crs >= 1 and attributed(crs) < 1)",
			first: "first(held(attributed(crs) < 1) >= 2 h, first(attributed(crs) >= 1))",
		};
		const lines = Object.entries(outcomes).map(([name, is]) => `  ${name}: ${is}\n`);
		const text = `about: Try.\nmodel: tiny\nuntil: 96 h\npatients: 2\noutcomes:\n${lines.join("")}`;
		const study = parseStudy(text, { file: "study.yaml", models });
		const found = run(rules("culture >= 1"));
		const days = study.outcomes.map((outcome) => [outcome.name, outcomeOf(found, outcome)] as const);
		expect(Object.fromEntries(days)).toEqual({
			worst: 1,
			resolved: expect.closeTo(20 / 24, 4),
			charted: 60 / 24,
			other_scale: expect.closeTo(10 / 24, 4),
			held: expect.closeTo(40 / 24, 4),
			first: expect.closeTo(22 / 24, 1),
		});
	});
});

describe("attribution.yaml", () => {
	test("may name what the model binds to clinical signs, and nothing else", () => {
		expect(problemsOf(rules("wave > 0.5"))).toEqual(['6:62 unknown name "wave"']);
		expect(problemsOf(rules("crs >= 1"))).toHaveLength(1);
	});

	test("refuses a sign that it does not say, and a unit that does not fit", () => {
		expect(problemsOf(rules("culture >= 1").replace("[fever, hypoxia]", "[brain]"))).toEqual([
			"6:36 signs: does not say when there is brain",
		]);
		expect(problemsOf(rules("held(sign) < 3 mmHg"))[0]).toContain("mmHg");
	});

	test("a blood culture is an input that a hazard sets: what is simulated cannot be bound to it", () => {
		const bound = main.replace("blood_culture: culture", "blood_culture: wave");
		expect(() => readLibrary(tinyModel({ "model.yaml": bound, "modules/body.yaml": bodyWith("44 h") }))).toThrow(
			'"wave" is a state; a blood culture is an input that a hazard sets',
		);
	});
});
