import { describe, expect, test } from "vitest";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { largestError } from "../support/largest-error.ts";
import { runShipped, shipped, shippedScenarioNames } from "../support/shipped.ts";

/** The steps that the default method took at its default tolerance when this was written: a guard with head-room. */
const steps: Readonly<Record<string, number>> = {
	acetaminophen: 825,
	anakinra: 684,
	"bulky-untreated": 646,
	"checkpoint-colitis": 4348,
	"checkpoint-inhibitor": 190,
	"death-averted": 815,
	"death-untreated": 380,
	demonstration: 547,
	"demonstration-without-tocilizumab": 739,
	"dexamethasone-stopped-early": 648,
	"dexamethasone-tapered": 749,
	hyperinflammation: 589,
	"hyperinflammation-anakinra": 929,
	"hyperinflammation-etoposide": 640,
	"hyperinflammation-ruxolitinib": 2110,
	"hyperinflammation-tocilizumab": 612,
	"hypoxia-oxygen-ladder": 862,
	"icans-absent-with-severe-crs": 647,
	"icans-cerebral-edema": 372,
	"icans-dexamethasone": 714,
	"icans-methylprednisolone": 610,
	"icans-seizure": 647,
	"icans-seizure-levetiracetam": 1884,
	"icans-severe-with-mild-crs": 543,
	"icans-steroid-stopped-early": 652,
	"icans-steroid-tapered": 749,
	"icans-tocilizumab": 601,
	"icans-ventilated": 798,
	"icans-without-tocilizumab": 567,
	"kidney-injury": 613,
	"marrow-aplastic": 1908,
	"marrow-filgrastim": 1219,
	"marrow-transfusions": 2026,
	"marrow-two-hits": 643,
	"no-tumor": 249,
	"response-none-after-severe-crs": 645,
	"response-steroid-cost": 1094,
	"response-without-severe-crs": 542,
	"sepsis-cefepime": 944,
	"sepsis-hidden-by-tocilizumab": 620,
	"sepsis-looks-like-crs": 681,
	"sepsis-resistant-meropenem": 1050,
	"severity-ladder": 813,
	"shock-albumin": 678,
	"shock-epinephrine": 881,
	"shock-norepinephrine": 766,
	"shock-vasopressin": 804,
	siltuximab: 569,
	"tocilizumab-at-grade-2": 591,
	"tocilizumab-too-late": 660,
	"treat-both": 939,
	"treat-both-tocilizumab-alone": 531,
	untreated: 542,
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
