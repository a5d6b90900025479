import { createRequire } from "node:module";
import { type Replay, type Solved, through } from "./replay.ts";

const require = createRequire(import.meta.url);

/** What is used of the packages; neither ships types that fit. */
type RightHandSide = (t: number, y: ArrayLike<number>, dy: number[]) => void;
interface DopriPackage {
	readonly Dopri: new (
		rhs: RightHandSide,
		size: number,
		control: object,
	) => {
		initialise: (t: number, y: number[]) => void;
		run: (to: number) => (times: readonly number[]) => number[][];
		statistics: () => { readonly nStepsAccepted: number; readonly nStepsRejected: number; readonly nEval: number };
	};
}
type CashKarpPackage = (
	y: Float64Array,
	rates: (dy: Float64Array, y: Float64Array, t: number) => void,
	from: number,
	step: number,
	options: object,
) => { step: (to: number) => boolean; readonly dt: number };

/** A package of others on the same flat function. */
export interface Peer {
	readonly name: string;
	readonly solve: (replay: Replay) => Solved;
}

const found = <T>(name: string): T | undefined => {
	try {
		return require(name) as T;
	} catch {
		return undefined;
	}
};

const ratesOf =
	({ model, numbers: { p, u, k } }: Replay) =>
	(t: number, y: Float64Array, dy: Float64Array) =>
		model.rates(t, y, p, u, k, dy);

/** Dormand–Prince 5(4) with dense output. It keeps states in plain arrays, so that numbers are copied to and fro. */
function withDopri({ Dopri }: DopriPackage, replay: Replay): Solved {
	const rates = ratesOf(replay);
	const size = replay.start.length;
	const [at, slope] = [new Float64Array(size), new Float64Array(size)];
	const counts = { steps: 0, rejected: 0, evaluations: 0 };
	const rhs: RightHandSide = (t, y, dy) => {
		at.set(y);
		rates(t, at, slope);
		for (let i = 0; i < size; i++) dy[i] = slope[i]!;
	};
	const control = { rtol: replay.relativeTolerance, atol: Math.min(...replay.absoluteTolerance), maxSteps: 1e6 };
	const states = through(replay, ({ from, to }, hours, y, write) => {
		const solver = new Dopri(rhs, size, { ...control, tcrit: [to] });
		solver.initialise(from, [...y]);
		const rows = solver.run(to)(hours);
		for (const row of rows) write(row);
		y.set(rows.at(-1)!);
		const { nStepsAccepted, nStepsRejected, nEval } = solver.statistics();
		counts.steps += nStepsAccepted;
		counts.rejected += nStepsRejected;
		counts.evaluations += nEval;
	});
	return { states, ...counts };
}

/** Cash–Karp 5(4). It has no dense output, so that it must land on every hour. */
function withCashKarp(cashKarp: CashKarpPackage, replay: Replay): Solved {
	const rates = ratesOf(replay);
	const counts = { steps: 0, rejected: Number.NaN, evaluations: 0 };
	let length = 1e-3;
	const states = through(replay, ({ from, to }, hours, y, write) => {
		const derivative = (dy: Float64Array, at: Float64Array, t: number) => {
			counts.evaluations++;
			rates(t, at, dy);
		};
		const errorScaleFunction = (i: number, _: number, value: number) =>
			Math.abs(value) + replay.absoluteTolerance[i]! / replay.relativeTolerance;
		const options = { tol: replay.relativeTolerance, errorScaleFunction, verbose: false };
		const solver = cashKarp(y, derivative, from, Math.min(length, to - from), options);
		for (const hour of hours) {
			do counts.steps++;
			while (solver.step(hour));
			write(y);
		}
		length = solver.dt;
	});
	return { states, ...counts };
}

/** The packages that are installed, and the names of those that are not. */
export function peers(): { readonly present: readonly Peer[]; readonly absent: readonly string[] } {
	const dopri = found<DopriPackage>("dopri");
	const cashKarp = found<CashKarpPackage>("ode45-cash-karp");
	return {
		present: [
			...(dopri ? [{ name: "dopri", solve: (replay: Replay) => withDopri(dopri, replay) }] : []),
			...(cashKarp ? [{ name: "ode45-cash-karp", solve: (replay: Replay) => withCashKarp(cashKarp, replay) }] : []),
		],
		absent: [...(dopri ? [] : ["dopri"]), ...(cashKarp ? [] : ["ode45-cash-karp"])],
	};
}
