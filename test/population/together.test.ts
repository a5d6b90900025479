import { describe, expect, test } from "vitest";
import { timingMap } from "../../src/figures/timing-map.ts";
import { aStudy, refusalsOf, studyText } from "../support/a-study-text.ts";
import { runPlan } from "../support/run-plan.ts";

const both = (drug: string, pool: string) => `treatments: [ { give: drug, at: ${drug} }, { give: pool, at: ${pool} } ]\n`;
const cellsOf = (more: string) => aStudy(more).cells;
const places = (more: string) =>
	cellsOf(more).map(({ arm, vary }) =>
		[arm, ...vary.map(({ path, label, follows }) => `${path} ${label}${follows ? ` with ${follows}` : ""}`)].join(" | "),
	);

describe("paths that move together", () => {
	test("are the single scenarios, one after the other", () => {
		const linked = cellsOf(`${both("1 h", "1 h")}vary: { together: { drug.at: [2 h, 9 h], pool.at: [5 h, 7 h] } }\n`);
		const single = (
			[
				["2 h", "5 h"],
				["9 h", "7 h"],
			] as const
		).map(([drug, pool]) => cellsOf(both(drug, pool))[0]!);
		expect(linked.map(({ plan }) => plan.orders)).toEqual(single.map(({ plan }) => plan.orders));
		const [found, wanted] = [linked, single].map((cells) => cells.map(({ plan }) => runPlan(plan).changes));
		expect(found).toEqual(wanted);
	});

	test("are one axis beside the others, in each arm as far as it gives them", () => {
		const arms = `arms:\n  - { name: nobody }\n  - { name: alone, treatments: [ { give: pool, at: 1 h } ] }\n  - name: both\n    ${both("1 h", "1 h").replace("\n", "")}\n`;
		const vary = "vary:\n  together: { drug.at: [2 h, 9 h, 9.5 h], pool.at: { from: 1 h, to: 3 h, steps: 3 } }\n  until: [2 day, 4 day]\n";
		expect(places(arms + vary)).toEqual([
			"nobody | until 2 day",
			"nobody | until 4 day",
			...["2 day", "4 day"].flatMap((until) => ["1 h", "2 h", "3 h"].map((at) => `alone | until ${until} | pool.at ${at}`)),
			...["2 day", "4 day"].flatMap((until) =>
				[
					["2 h", "1 h"],
					["9 h", "2 h"],
					["9.5 h", "3 h"],
				].map(([drug, pool]) => `both | until ${until} | drug.at ${drug} | pool.at ${pool} with drug.at`),
			),
		]);
	});

	test("make a point once in an arm that gives only one of them", () => {
		const arms = `arms:\n  - { name: alone, treatments: [ { give: pool, at: 1 h } ] }\n  - name: both\n    ${both("1 h", "1 h").replace("\n", "")}\n`;
		expect(places(`${arms}vary: { together: { drug.at: [2 h, 9 h], pool.at: [5 h, 5 h] } }\n`)).toEqual([
			"alone | pool.at 5 h",
			"both | drug.at 2 h | pool.at 5 h with drug.at",
			"both | drug.at 9 h | pool.at 5 h with drug.at",
		]);
	});

	test("may stand in several blocks", () => {
		const vary =
			"vary:\n  together:\n    - { drug.at: [2 h, 9 h], pool.at: [5 h, 7 h] }\n    - { drug.dose: [1 mg, 0 mg], pool.dose: [3 mg, 4 mg] }\n";
		expect(cellsOf(both("1 h", "1 h") + vary)).toHaveLength(4);
	});

	test("are drawn as one axis, which says what moves with it", () => {
		const { cells } = aStudy(`${both("1 h", "1 h")}vary: { together: { drug.at: [2 h, 9 h], pool.at: [5 h, 7 h] } }\n`);
		const number = { value: 1, interval: [0, 2] as const, error: 0.1 };
		const outcomes = [{ kind: "number" as const, name: "final", is: "at(wave, 4 day)", unit: "1", patients: 12, mean: number }];
		const study = {
			title: "Paper",
			cells: cells.map(({ arm, vary }) => ({ arm, vary, outcomes })),
			patients: 12,
			seed: 1,
			failures: { count: 0 },
		};
		const text = JSON.stringify(timingMap(study as unknown as Parameters<typeof timingMap>[0]));
		expect(text).toContain("Pool at moves with drug at.");
		expect(text).toContain('"title":"Start of drug, hours"');
		expect(text).not.toContain("Start of pool");
	});

	const refused = (vary: string) => refusalsOf(studyText(`${both("1 h", "1 h")}vary: ${vary}\n`));

	test.each([
		[
			"{ together: { drug.at: [2 h, 9 h], pool.at: [5 h] } }",
			'11:42 "pool.at" has 1 values and "drug.at" has 2: paths that vary together need equally many',
		],
		["{ together: { drug.at: [2 h, 9 h] } }", "11:19 together: needs two paths or more"],
		["{ together: { drug.at: [2 h, 2 h], pool.at: [5 h, 300 min] } }", '11:30 the value "2 h" with "300 min" appears twice'],
		["{ together: { drug.at: [2 h, 3 h], pool.wait: [5 h, 6 h] } }", '11:42 "pool.wait" is not something that a study can vary'],
		["{ together: { drug.at: [2 h, 3 h], saline.at: [5 h, 6 h] } }", '11:42 no arm gives what "saline.at" varies'],
		[
			"{ together: { drug.at: [2 h, 3 h], pool.at: [5 h, 6 h] }, pool.when: [t > 1 h] }",
			'11:42 "pool.at" would overwrite what "pool.when" varies',
		],
		["{ together: { drug.at: [2 h, 3 h], pool.at: [5 h, 6 mg] } }", '11:57 expected a time (h), such as "5 day", found "6 mg" (a mass)'],
		["{ together: [drug.at, pool.at] }", "11:19 expected paths with lists of values"],
	])("%s is refused", (vary, told) => {
		expect(refused(vary).join("\n")).toContain(told);
	});
});
