import { describe, expect, test } from "vitest";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { largestError } from "../support/largest-error.ts";
import { runShipped, shipped, shippedScenarioNames } from "../support/shipped.ts";

/** The steps that the default method took at its default tolerance when this was written: a guard with head-room. */
const steps: Readonly<Record<string, number>> = {
	acetaminophen: 630,
	anakinra: 513,
	"bulky-untreated": 463,
	"checkpoint-colitis": 3475,
	"checkpoint-inhibitor": 171,
	"death-averted": 646,
	"death-untreated": 295,
	demonstration: 408,
	"demonstration-without-tocilizumab": 534,
	"dexamethasone-stopped-early": 481,
	"dexamethasone-tapered": 607,
	hyperinflammation: 373,
	"hyperinflammation-anakinra": 723,
	"hyperinflammation-etoposide": 427,
	"hyperinflammation-ruxolitinib": 1559,
	"hyperinflammation-tocilizumab": 418,
	"hypoxia-oxygen-ladder": 654,
	"icans-absent-with-severe-crs": 463,
	"icans-cerebral-edema": 280,
	"icans-dexamethasone": 559,
	"icans-methylprednisolone": 467,
	"icans-seizure": 465,
	"icans-seizure-levetiracetam": 1473,
	"icans-severe-with-mild-crs": 392,
	"icans-steroid-stopped-early": 482,
	"icans-steroid-tapered": 607,
	"icans-tocilizumab": 433,
	"icans-ventilated": 597,
	"icans-without-tocilizumab": 403,
	"kidney-injury": 436,
	"marrow-aplastic": 1438,
	"marrow-filgrastim": 929,
	"marrow-transfusions": 1538,
	"marrow-two-hits": 473,
	"no-tumor": 205,
	"response-none-after-severe-crs": 463,
	"response-steroid-cost": 878,
	"response-without-severe-crs": 393,
	"sepsis-cefepime": 746,
	"sepsis-hidden-by-tocilizumab": 480,
	"sepsis-looks-like-crs": 517,
	"sepsis-resistant-meropenem": 845,
	"severity-ladder": 609,
	"shock-albumin": 482,
	"shock-epinephrine": 647,
	"shock-norepinephrine": 558,
	"shock-vasopressin": 578,
	siltuximab: 423,
	"tocilizumab-at-grade-2": 441,
	"tocilizumab-too-late": 481,
	"treat-both": 739,
	"treat-both-tocilizumab-alone": 401,
	untreated: 393,
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

describe.each(shippedScenarioNames)("scenario %s", (name) => {
	const usual = runShipped(name);
	const tight = runShipped(name, { relativeTolerance: 1e-10 });

	test("the default method at its default tolerance is within 1e-5 of a tight run, in every column at every row", () => {
		expect(usual.solver.method).toBe("rodas5p");
		expect(largestError(usual, tight).error).toBeLessThan(1e-5);
	});

	test("the work stays what it was", () => {
		const { steps: taken, evaluations, rejected } = usual.solver;
		expect(taken).toBeLessThan(1.25 * (steps[name] ?? Number.POSITIVE_INFINITY));
		expect(evaluations).toBeLessThan(9 * taken);
		expect(rejected).toBeLessThan(20 + 0.12 * taken);
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
