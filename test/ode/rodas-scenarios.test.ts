import { describe, expect, test } from "vitest";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { largestError } from "../support/largest-error.ts";
import { runShipped, shipped, shippedScenarioNames } from "../support/shipped.ts";

/** The steps that the default method took at its default tolerance when this was written: a guard with head-room. */
const steps: Readonly<Record<string, number>> = {
	acetaminophen: 742,
	anakinra: 654,
	"bulky-untreated": 608,
	"checkpoint-colitis": 3939,
	"checkpoint-inhibitor": 179,
	"death-averted": 751,
	"death-untreated": 359,
	demonstration: 502,
	"demonstration-without-tocilizumab": 703,
	"dexamethasone-stopped-early": 599,
	"dexamethasone-tapered": 675,
	hyperinflammation: 553,
	"hyperinflammation-anakinra": 898,
	"hyperinflammation-etoposide": 604,
	"hyperinflammation-ruxolitinib": 1946,
	"hyperinflammation-tocilizumab": 583,
	"hypoxia-oxygen-ladder": 818,
	"icans-absent-with-severe-crs": 604,
	"icans-cerebral-edema": 375,
	"icans-dexamethasone": 666,
	"icans-methylprednisolone": 562,
	"icans-seizure": 607,
	"icans-seizure-levetiracetam": 1750,
	"icans-severe-with-mild-crs": 510,
	"icans-steroid-stopped-early": 598,
	"icans-steroid-tapered": 675,
	"icans-tocilizumab": 565,
	"icans-ventilated": 753,
	"icans-without-tocilizumab": 536,
	"kidney-injury": 579,
	"marrow-aplastic": 2060,
	"marrow-filgrastim": 1139,
	"marrow-transfusions": 2172,
	"marrow-two-hits": 602,
	"no-tumor": 222,
	"response-none-after-severe-crs": 607,
	"response-steroid-cost": 996,
	"response-without-severe-crs": 506,
	"sepsis-cefepime": 866,
	"sepsis-hidden-by-tocilizumab": 569,
	"sepsis-looks-like-crs": 638,
	"sepsis-resistant-meropenem": 971,
	"severity-ladder": 794,
	"shock-albumin": 629,
	"shock-epinephrine": 837,
	"shock-norepinephrine": 708,
	"shock-vasopressin": 793,
	siltuximab: 526,
	"tocilizumab-at-grade-2": 546,
	"tocilizumab-too-late": 624,
	"treat-both": 864,
	"treat-both-tocilizumab-alone": 517,
	untreated: 506,
};

/** One of each kind, for what takes long. */
const sampled: readonly string[] = [
	"checkpoint-inhibitor",
	"death-untreated",
	"demonstration",
	"dexamethasone-tapered",
	"hyperinflammation-etoposide",
	"icans-seizure",
	"marrow-transfusions",
	"marrow-two-hits",
	"no-tumor",
	"sepsis-cefepime",
	"severity-ladder",
	"shock-epinephrine",
	"treat-both",
	"untreated",
];

const asText = ({ events, changes, grades }: Run) => JSON.stringify([events, changes, grades]);
/** A hazard strikes at a time that a method finds to some 1e-6 h. */
const nearly = ({ events, changes, grades }: Run) =>
	JSON.stringify([events, changes, grades], (_, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value));

/** Known misses: where organ injury begins, and an hour of falling oxygenation; a share of next to nothing is told less exactly there. */
const lessExact: Readonly<Record<string, number>> = { anakinra: 5e-5, demonstration: 5e-5, "shock-epinephrine": 2e-4 };

describe.each(shippedScenarioNames)("scenario %s", (name) => {
	const usual = runShipped(name);
	const tight = runShipped(name, { relativeTolerance: 1e-10 });

	test("the default method at its default tolerance is within 1e-5 of a tight run, in every column at every row", () => {
		expect(usual.solver.method).toBe("rodas5p");
		expect(largestError(usual, tight).error).toBeLessThan(lessExact[name] ?? 1e-5);
	});

	test("the work stays what it was", () => {
		const { steps: taken, evaluations, rejected } = usual.solver;
		expect(taken).toBeLessThan(1.25 * (steps[name] ?? Number.POSITIVE_INFINITY));
		expect(evaluations).toBeLessThan(9.5 * taken + 50);
		expect(rejected).toBeLessThan(20 + 0.2 * taken);
	});
});

describe.each(sampled)("scenario %s, at length", (name) => {
	const tight = runShipped(name, { method: "rodas5p", relativeTolerance: 1e-11 });
	const usual = runShipped(name);

	test("odex, which shares no code with it, gives the same run", () => {
		const other = runShipped(name, { method: "odex", relativeTolerance: 1e-9 });
		expect(largestError(other, tight).error).toBeLessThan(2e-6);
		expect(nearly(other)).toBe(nearly(tight));
	});

	test("nothing depends on the output grid", () => {
		const coarse = runShipped(name, { every: 6 });
		expect(coarse.solver).toEqual(usual.solver);
		expect(asText(coarse)).toBe(asText(usual));
		for (const [row, time] of coarse.trajectory.times.entries()) {
			const same = usual.trajectory.times.indexOf(time);
			if (same < 0 || usual.trajectory.times.lastIndexOf(time) !== same) continue;
			for (const [column, { values }] of coarse.trajectory.columns) {
				expect([column, time, values[row]]).toEqual([column, time, usual.trajectory.columns.get(column)!.values[same]]);
			}
		}
	});
});

test("a run that is repeated gives the same numbers to the last bit", () => {
	const { scenario } = shipped("demonstration");
	const [first, second] = [simulate(scenario), simulate(scenario)];
	for (const [name, { values }] of first.trajectory.columns) expect(second.trajectory.columns.get(name)!.values).toEqual(values);
});
