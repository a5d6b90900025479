/**
 * What a run costs: `node test/bench/bench.ts [rounds]`. One table: every shipped scenario with every method, in rounds that alternate
 * between the methods so that a busy machine slows them alike. Read the ratios and the counts; milliseconds are of this machine and moment.
 */
import type { Implicit, Leg, LegResult, Method, Step } from "../../src/ode/method.ts";
import { methods } from "../../src/ode/methods.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { patientOf } from "../../src/simulate/patient.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { largestError } from "../support/largest-error.ts";
import { shipped, shippedScenarioNames } from "../support/shipped.ts";

const rounds = Math.max(1, Number(process.argv[2] ?? 5));
const relativeTolerance = 1e-6;
const byDefault = "rodas4";

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const timed = (work: () => void) => {
	const begun = performance.now();
	work();
	return performance.now() - begun;
};

/** The fastest of several, so that a pause of the machine does not count. */
const fastest = (times: number, work: () => void) => Math.min(...Array.from({ length: times }, () => timed(work)));

/** The legs that a run integrated, with the inputs as they were: the solver's work without looks, grades and tables. */
interface Kept {
	readonly leg: Omit<Leg, "onStep">;
	readonly u: Float64Array;
}

function legsOf(scenario: Scenario): { replay: (method: Method) => void; count: number } {
	const patient = patientOf(scenario);
	const kept: Kept[] = [];
	const { changes } = simulate(scenario, { relativeTolerance });
	const places = new Map(patient.flat.inputs.map((input, i) => [input.name, i]));
	const states = new Map(patient.flat.states.map((state, i) => [state.name, i]));
	const absoluteTolerance = Float64Array.from(patient.flat.states, (state) => relativeTolerance * 1e-3 * state.scale);
	const { compiled, p, u, k, y } = patient;
	const rates: Leg["rates"] = (t, at, dy) => compiled.rates(t, at, p, u, k, dy);
	const times = [...new Set([scenario.from, ...changes.map((change) => change.time), scenario.until])].sort((a, b) => a - b);
	let firstStep: number | undefined;
	for (const [i, from] of times.slice(0, -1).entries()) {
		for (const change of changes.filter((one) => one.time === from)) {
			const [input, state] = [places.get(change.target), states.get(change.target)];
			if (input !== undefined) u[input] = change.value;
			if (state !== undefined) y[state] = change.kind === "add" ? y[state]! + change.value : change.value;
		}
		const leg = {
			rates,
			from,
			to: times[i + 1]!,
			start: y.slice(),
			relativeTolerance,
			absoluteTolerance,
			maxSteps: 1e6,
			implicit: (): Implicit => patient.implicit(),
			...(firstStep === undefined ? {} : { firstStep }),
		};
		const result: LegResult = methods[byDefault]!({ ...leg, onStep: () => undefined });
		kept.push({ leg, u: u.slice() });
		y.set(result.y);
		firstStep = result.nextStep;
	}
	const out = new Float64Array(y.length);
	// Hourly dense output, as a run reads it.
	const onStep = ({ from, to, at }: Step) => {
		for (let t = Math.ceil(from); t < to; t++) at(t, out);
		return undefined;
	};
	const replay = (method: Method) => {
		for (const { leg, u: inputs } of kept) {
			u.set(inputs);
			method({ ...leg, onStep });
		}
	};
	return { replay, count: kept.length };
}

interface Row {
	readonly scenario: string;
	readonly method: string;
	readonly whole: number[];
	readonly solver: number[];
	readonly counts: { readonly steps: number; readonly rejected: number; readonly evaluations: number };
	readonly error: number;
}

function rowsOf(name: string): Row[] {
	const { scenario } = shipped(name);
	const tight = simulate(scenario, { method: "rodas5p", relativeTolerance: 1e-11 });
	const { replay } = legsOf(scenario);
	const rows = Object.keys(methods).map((method): Row => {
		const run = simulate(scenario, { method, relativeTolerance });
		return { scenario: name, method, whole: [], solver: [], counts: run.solver, error: largestError(run, tight).error };
	});
	// The first runs are slower until the machine code is made.
	for (let round = -1; round < rounds; round++) {
		for (const { method, whole, solver } of rows) {
			const times = method === "odex" ? 1 : round < 0 ? 60 : 20;
			const one = fastest(times, () => simulate(scenario, { method, relativeTolerance }));
			const two = fastest(times, () => replay(methods[method]!));
			if (round < 0) continue;
			whole.push(one);
			solver.push(two);
		}
	}
	return rows;
}

const columns = ["scenario", "method", "ms a run", "solver ms", "x default", "steps", "rejected", "evaluations", "error"] as const;
const line = (cells: readonly string[]) => cells.map((cell, i) => (i < 2 ? cell.padEnd(i === 0 ? 36 : 8) : cell.padStart(11))).join(" ");

console.log(`relative tolerance ${relativeTolerance}; ${rounds} rounds; node ${process.version}`);
console.log("ms a run: all of simulate, warm; solver ms: integration with hourly output alone; error: against rodas5p at 1e-11\n");
console.log(line(columns));
for (const name of shippedScenarioNames) {
	const rows = rowsOf(name);
	const usual = rows.find((row) => row.method === byDefault)!;
	for (const { scenario, method, whole, solver, counts, error } of rows) {
		const ratio = median(solver.map((ms, round) => ms / usual.solver[round]!));
		console.log(
			line([
				scenario,
				method,
				median(whole).toFixed(2),
				median(solver).toFixed(2),
				ratio.toFixed(2),
				String(counts.steps),
				String(counts.rejected),
				String(counts.evaluations),
				error.toExponential(1),
			]),
		);
	}
}

/** Time to make the code of a model that was not met before: a copy of the equations is a stranger to the cache. */
const { flat } = shipped("demonstration").scenario;
const strangers = Array.from({ length: 5 }, () => structuredClone(shipped("demonstration").scenario));
const generation = strangers.map((scenario) => timed(() => patientOf(scenario)));
const algebra = strangers.map((scenario) => {
	const patient = patientOf(scenario);
	return timed(() => patient.implicit());
});
console.log(
	`\ngenerated code of ${flat.states.length} states: ${median(generation).toFixed(1)} ms, with Jacobian and elimination ${median(algebra).toFixed(1)} ms more`,
);
console.log("compiled CVODE and LSODA on the flat export, and packages of others: not measured by this program yet");
