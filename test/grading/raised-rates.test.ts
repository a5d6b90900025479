import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChartedLook } from "../../src/chart/sight.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { leastOf } from "../../src/grading/scale.ts";
import { gradeStay, stayScales } from "../../src/grading/stay.ts";
import { aPressor, shippedFormulary } from "../support/formulary.ts";

const scales = stayScales.filter((id) => id.endsWith("_CRS"));

const agents = ["norepinephrine", "epinephrine", "vasopressin"] as const;
type Rates = Readonly<Record<(typeof agents)[number], number>>;
const units = { norepinephrine: "ug/min", epinephrine: "ug/min", vasopressin: "U/min" } as const;

const aRow = fc.record({
	step: fc.constantFrom(0.5, 1, 2, 3, 12, 24),
	map: fc.constantFrom(55, 75),
	rates: fc.record({
		norepinephrine: fc.constantFrom(0, 5, 12, 19, 20, 25, 40),
		epinephrine: fc.constantFrom(0, 0, 4, 8, 12),
		vasopressin: fc.constantFrom(0, 0, 0.03),
	}),
	/** By how much each is more in the other stay. */
	more: fc.record({
		norepinephrine: fc.constantFrom(0, 0, 1, 8, 20),
		epinephrine: fc.constantFrom(0, 0, 2, 6),
		vasopressin: fc.constantFrom(0, 0, 0.01),
	}),
});
type Rows = readonly { readonly step: number; readonly map: number; readonly rates: Rates; readonly more: Rates }[];

function stayOf(rows: Rows, ratesOf: (row: Rows[number], drug: keyof Rates) => number) {
	let time = 0;
	const looks = rows.map((row): ChartedLook => {
		time += row.step;
		const pressors = agents.map((drug) => aPressor({ drug, rate: ratesOf(row, drug), unit: units[drug] }));
		const sight = {
			time,
			signs: { temperature: 39, map: row.map, weight: 70 },
			supports: { boluses: [], pressors, oxygen: null, maskedBy: [] },
		};
		return { best: sight, worst: sight, gaps: [] };
	});
	return gradeStay(looks, scales);
}

describe("a vasopressor that is raised", () => {
	test("lowers no grade on any scale of CRS, then or later", () => {
		expect(scales.length).toBeGreaterThan(5);
		fc.assert(
			fc.property(fc.array(aRow, { minLength: 1, maxLength: 8 }), (rows) => {
				const given = stayOf(rows, ({ rates }, drug) => rates[drug]);
				const raised = stayOf(rows, ({ rates, more }, drug) => rates[drug] + more[drug]);
				given.looks.forEach(({ points }, i) => {
					for (const scale of scales)
						expect(leastOf(raised.looks[i]!.points[scale]!), `${scale} at look ${i}`).toBeGreaterThanOrEqual(leastOf(points[scale]!));
				});
			}),
			{ numRuns: 1000 },
		);
	});

	const graded = (text: string, scale: string) =>
		gradeStay(readChart(text, { file: "chart.csv", formulary: shippedFormulary }).looks, [scale]).looks.map(
			({ points }) => points[scale]!.grade,
		);
	const rows = (...lines: readonly string[]) => `time_h,temp_c,map,weight_kg,norepinephrine_ug_min\n${lines.join("\n")}\n`;

	test("is at a high dose for as long as it was at or above the line, whatever it was above it", () => {
		const text = rows("40,39,60,70,25", "50,39,60,70,25", "51,39,60,70,30", "52,39,60,70,40");
		expect(graded(text, "LEE2014_CRS")).toEqual([2, 3, 3, 3]);
		expect(graded(text, "PENN_CRS")).toEqual([3, 4, 4, 4]);
	});

	test("begins its hours anew where it was below the line before", () => {
		const text = rows("40,39,60,70,5", "50,39,60,70,5", "51,39,60,70,30", "54,39,60,70,40");
		expect(graded(text, "LEE2014_CRS")).toEqual([2, 2, 2, 3]);
	});

	test("loses its hours where it fell below the line in between", () => {
		const text = rows("40,39,60,70,25", "50,39,60,70,25", "51,39,60,70,5", "52,39,60,70,40");
		expect(graded(text, "LEE2014_CRS")).toEqual([2, 3, 2, 2]);
	});

	test("has run for a day, at whatever rate", () => {
		expect(graded(rows("40,39,75,70,5", "64,39,75,70,5", "65,39,75,70,8"), "MSKCC_CRS")).toEqual([2, 3, 3]);
	});

	test("keeps the hours that a chart says of the rate before", () => {
		const text =
			"time_h,temp_c,map,weight_kg,norepinephrine_ug_min,norepinephrine_hours\n40,39,60,70,25,10\n41,39,60,70,30,0.5\n42,39,60,70,30,0.5\n";
		expect(graded(text, "LEE2014_CRS")).toEqual([3, 3, 3]);
	});
});
