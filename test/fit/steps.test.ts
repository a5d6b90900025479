import { describe, expect, test } from "vitest";
import type { Fit, FitState } from "../../src/fit/fit.ts";
import { multipleAt } from "../../src/fit/knob.ts";
import { firstState, isDone, nextState } from "../../src/fit/steps.ts";
import { targetOf } from "../../src/fit/target.ts";
import { normalProbability, normalQuantile } from "../../src/random/normal.ts";
import { uniform } from "../../src/random/stream.ts";
import type { Endpoint, Seen } from "../../src/trial/endpoint.ts";

const endpoint = (name: string, seen: Seen, statistic: "share" | "median"): Endpoint => ({
	name,
	id: null,
	kind: "CRS",
	use: "fit",
	evidence: "measured",
	source: "assumed",
	about: "",
	unit: statistic === "share" ? "1" : "day",
	seen,
	stated: { statistic, is: "", among: null },
	unstated: null,
});

const knob = (name: string) => ({ name, group: null, of: "value" as const, least: 0.25, most: 4, because: "assumed" });

const fit: Fit = {
	about: "A known truth",
	model: "none",
	seed: 3,
	patients: 400,
	lots: 1,
	members: 80,
	steps: 4,
	discrepancy: 0.02,
	knobs: [knob("dose"), knob("delay"), knob("idle")],
	trials: ["known"],
	uses: ["fit"],
};

/** A patient falls ill when his own threshold lies below the dose; an illness begins after a delay of his own. */
function patient(i: number, [dose, delay]: readonly [number, number]) {
	const z = normalQuantile(uniform({ seed: 9, patient: i }, "threshold"));
	const w = normalQuantile(uniform({ seed: 9, patient: i }, "delay"));
	const isIll = z < Math.log(dose);
	return { ill: isIll ? 1 : 0, severe: z < Math.log(dose) - 1 ? 1 : 0, onset: isIll ? 3 * delay * Math.exp(0.5 * w) : Number.NaN };
}

const truth: readonly [number, number] = [1.8, 0.6];
const n = 200;
const illness = normalProbability(Math.log(truth[0]));
const severity = normalProbability(Math.log(truth[0]) - 1);
const targets = [
	targetOf("known", endpoint("ill", { kind: "share", count: Math.round(n * illness), n }, "share"))!,
	targetOf("known", endpoint("severe", { kind: "share", count: Math.round(n * severity), n }, "share"))!,
	targetOf("known", endpoint("onset", { kind: "number", value: 3 * truth[1], n: 140, beside: null }, "median"))!,
];

function predictions({ members }: FitState) {
	return members.map((z) => {
		const [dose, delay] = z.map((coordinate, p) => multipleAt(fit.knobs[p]!, coordinate));
		const patients = Array.from({ length: fit.patients }, (_, i) => patient(i, [dose!, delay!]));
		const columns = [patients.map(({ ill }) => ill), patients.map(({ severe }) => severe), patients.map(({ onset }) => onset)];
		return targets.map((target, m) => target.predict(columns[m]!));
	});
}

function done(): FitState {
	let state = firstState(fit, "it");
	while (!isDone(fit, state)) state = nextState(fit, targets, { state, predictions: predictions(state) });
	return state;
}

const column = (state: FitState, p: number) => state.members.map((z) => multipleAt(fit.knobs[p]!, z[p]!)).sort((a, b) => a - b);
const quantile = (sorted: readonly number[], share: number) => sorted[Math.round(share * (sorted.length - 1))]!;

describe("a knob", () => {
	test("is the value in use at 0, and never leaves its bounds", () => {
		const skewed = { name: "a", group: null, of: "value" as const, least: 0.9, most: 8, because: "" };
		expect(multipleAt(skewed, 0)).toBeCloseTo(1, 12);
		expect(multipleAt(skewed, -40)).toBeGreaterThanOrEqual(0.9);
		expect(multipleAt(skewed, 40)).toBeLessThanOrEqual(8);
	});
});

describe("a fit of a trial whose parameters are known", () => {
	const state = done();

	test("holds what made it within its 95 %, much narrower than before", () => {
		for (const p of [0, 1]) {
			const sorted = column(state, p);
			const before = column(firstState(fit, "it"), p);
			const width = (all: readonly number[]) => Math.log(quantile(all, 0.975) / quantile(all, 0.025));
			expect(quantile(sorted, 0.025)).toBeLessThan(truth[p]!);
			expect(quantile(sorted, 0.975)).toBeGreaterThan(truth[p]!);
			expect(width(sorted)).toBeLessThan(0.5 * width(before));
		}
	});

	test("leaves a parameter that no target reads as unsure as it was", () => {
		const sd = (all: readonly number[]) => Math.sqrt(all.reduce((sum, x) => sum + x * x, 0) / all.length);
		const idle = ({ members }: FitState) => members.map((z) => z[2]!);
		expect(sd(idle(state)) / sd(idle(firstState(fit, "it")))).toBeGreaterThan(0.8);
	});

	test("misses less with each step, and ends about as far as chance lets it", () => {
		const means = state.history.map(({ misfits }) => misfits.reduce((sum, x) => sum + x, 0) / misfits.length);
		expect(means).toHaveLength(fit.steps + 1);
		expect(means.at(-1)!).toBeLessThan(0.1 * means[0]!);
		expect(means.at(-1)!).toBeLessThan(2);
	});

	test("is the same again, to the last digit", () => {
		expect(done().members).toEqual(state.members);
	});

	test("goes on from a state that was written down as if it had not stopped", () => {
		let early = firstState(fit, "it");
		early = nextState(fit, targets, { state: early, predictions: predictions(early) });
		let late = JSON.parse(JSON.stringify(early)) as FitState;
		while (!isDone(fit, late)) late = nextState(fit, targets, { state: late, predictions: predictions(late) });
		expect(late.members).toEqual(state.members);
	});
});
