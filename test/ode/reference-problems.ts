import type { Rates } from "../../src/ode/method.ts";
import { energyOfPlanets, outerPlanets, planetsAtEnd, planetsAtStart } from "./outer-planets.ts";

/** A system of equations whose answer is known: exactly at every time, by a quantity that it keeps, or at the end. */
export interface ReferenceProblem {
	readonly name: string;
	readonly source: string;
	readonly rates: Rates;
	readonly start: readonly number[];
	readonly until: number;
	/** The exact solution, where it can be written down. */
	readonly exact?: (t: number) => readonly number[];
	/** What stays as it was at the start. */
	readonly kept?: (t: number, y: ArrayLike<number>) => number;
	/** The solution at the end, to at least 11 digits. */
	readonly end?: readonly number[];
	/** How many times as far as elsewhere an error is carried by the problem itself; 1 when left out. */
	readonly grows?: number;
	/** Sizes that errors are measured against. */
	readonly size: readonly number[];
}

const detest = "Hull, Enright, Fellen, Sedgwick 1972, doi:10.1137/0709052";
/** Their ends, computed anew with 30 digits (Taylor series) or by DOP853 of SciPy 1.17 at 2.3e-14, agree with those of the package. */
const nonstiff = `${detest}; end from Enright, Pryce 1987, doi:10.1145/23002.27645`;

/** Kepler's ellipse with mean anomaly t: E - e sin E = t, by Newton's rule. */
function ellipse(t: number, eccentricity: number): readonly number[] {
	let anomaly = t;
	for (let i = 0; i < 50; i++) anomaly -= (anomaly - eccentricity * Math.sin(anomaly) - t) / (1 - eccentricity * Math.cos(anomaly));
	const minor = Math.sqrt(1 - eccentricity ** 2);
	const speed = 1 / (1 - eccentricity * Math.cos(anomaly));
	return [Math.cos(anomaly) - eccentricity, minor * Math.sin(anomaly), -Math.sin(anomaly) * speed, minor * Math.cos(anomaly) * speed];
}

const kepler = (eccentricity: number): Pick<ReferenceProblem, "rates" | "start" | "exact" | "size"> => ({
	rates: (_, y, dy) => {
		const cube = (y[0]! ** 2 + y[1]! ** 2) ** 1.5;
		dy.set([y[2]!, y[3]!, -y[0]! / cube, -y[1]! / cube]);
	},
	start: ellipse(0, eccentricity),
	exact: (t) => ellipse(t, eccentricity),
	size: [1, 1, 1, 1],
});

/** sqrt(2 / (pi x)) sin x at x = t + 1, and its slope. */
function besselHalf(t: number): readonly number[] {
	const x = t + 1;
	const scale = Math.sqrt(2 / (Math.PI * x));
	return [scale * Math.sin(x), scale * (Math.cos(x) - Math.sin(x) / (2 * x))];
}

/** Ten cells in a row: states 1 to 10. */
const cells = Array.from({ length: 10 }, (_, i) => i + 1);
const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** A rod that is cold at both ends, heated in its first cell. */
function heatAlongRod(length: number): Pick<ReferenceProblem, "rates" | "start" | "exact" | "size"> {
	const rod = Array.from({ length }, (_, i) => i + 1);
	const wave = (k: number, n: number) => Math.sin((k * n * Math.PI) / (length + 1));
	const fades = (k: number) => Math.exp(-4 * Math.sin((k * Math.PI) / (2 * length + 2)) ** 2);
	const modes = rod.map((n) => rod.map((k) => (2 / (length + 1)) * wave(k, 1) * wave(k, n)));
	const fading = rod.map(fades);
	return {
		rates: (_, y, dy) => dy.set(rod.map((n) => (y[n - 2] ?? 0) - 2 * y[n - 1]! + (y[n] ?? 0))),
		start: rod.map((n) => (n === 1 ? 1 : 0)),
		exact: (t) => {
			const left = fading.map((one) => one ** t);
			return modes.map((row) => row.reduce((sum, amplitude, k) => sum + amplitude * left[k]!, 0));
		},
		size: rod.map(() => 0.1),
	};
}

export const referenceProblems: readonly ReferenceProblem[] = [
	{
		name: "decay (DETEST A1)",
		source: detest,
		rates: (_, y, dy) => dy.set([-y[0]!]),
		start: [1],
		until: 20,
		exact: (t) => [Math.exp(-t)],
		size: [1e-3],
	},
	{
		name: "cubic decay (DETEST A2)",
		source: detest,
		rates: (_, y, dy) => dy.set([-(y[0]! ** 3) / 2]),
		start: [1],
		until: 20,
		exact: (t) => [1 / Math.sqrt(t + 1)],
		size: [0.1],
	},
	{
		name: "growth that comes and goes (DETEST A3)",
		source: detest,
		rates: (t, y, dy) => dy.set([y[0]! * Math.cos(t)]),
		start: [1],
		until: 20,
		exact: (t) => [Math.exp(Math.sin(t))],
		size: [0.3],
	},
	{
		name: "logistic growth (DETEST A4)",
		source: detest,
		rates: (_, y, dy) => dy.set([(y[0]! / 4) * (1 - y[0]! / 20)]),
		start: [1],
		until: 20,
		exact: (t) => [20 / (1 + 19 * Math.exp(-t / 4))],
		size: [1],
	},
	{
		name: "a spiral (DETEST A5)",
		source: detest,
		rates: (t, y, dy) => dy.set([(y[0]! - t) / (y[0]! + t)]),
		start: [4],
		until: 20,
		kept: (t, y) => Math.log(Math.hypot(t, y[0]!)) + Math.atan2(y[0]!, t),
		size: [1],
	},
	{
		name: "prey and predator (DETEST B1)",
		source: detest,
		rates: (_, y, dy) => dy.set([2 * (y[0]! - y[0]! * y[1]!), -(y[1]! - y[0]! * y[1]!)]),
		start: [1, 3],
		until: 20,
		kept: (_, y) => y[0]! - Math.log(y[0]!) + 2 * (y[1]! - Math.log(y[1]!)),
		size: [1, 1],
	},
	{
		name: "a linear reaction (DETEST B2)",
		source: detest,
		rates: (_, y, dy) => dy.set([-y[0]! + y[1]!, y[0]! - 2 * y[1]! + y[2]!, y[1]! - y[2]!]),
		start: [2, 0, 1],
		until: 20,
		exact: (t) => [1 + 0.5 * Math.exp(-t) + 0.5 * Math.exp(-3 * t), 1 - Math.exp(-3 * t), 1 - 0.5 * Math.exp(-t) + 0.5 * Math.exp(-3 * t)],
		size: [1, 1, 1],
	},
	{
		name: "a reaction of second order (DETEST B3)",
		source: detest,
		rates: (_, y, dy) => dy.set([-y[0]!, y[0]! - y[1]! ** 2, y[1]! ** 2]),
		start: [1, 0, 0],
		until: 20,
		kept: (_, y) => y[0]! + y[1]! + y[2]!,
		size: [1, 1, 1],
	},
	{
		name: "a curve on a torus (DETEST B4)",
		source: detest,
		rates: (_, y, dy) => {
			const radius = Math.hypot(y[0]!, y[1]!);
			dy.set([-y[1]! - (y[0]! * y[2]!) / radius, y[0]! - (y[1]! * y[2]!) / radius, y[0]! / radius]);
		},
		start: [3, 0, 0],
		until: 20,
		exact: (t) => [(2 + Math.cos(t)) * Math.cos(t), (2 + Math.cos(t)) * Math.sin(t), Math.sin(t)],
		size: [3, 3, 1],
	},
	{
		name: "a rigid body without forces (DETEST B5)",
		source: detest,
		rates: (_, y, dy) => dy.set([y[1]! * y[2]!, -y[0]! * y[2]!, -0.51 * y[0]! * y[1]!]),
		start: [0, 1, 1],
		until: 20,
		kept: (_, y) => 1.51 * y[0]! ** 2 + y[1]! ** 2 + y[2]! ** 2,
		size: [1, 1, 1],
	},
	{
		name: "a decay chain (DETEST C1)",
		source: detest,
		rates: (_, y, dy) => dy.set(cells.map((n) => (n > 1 ? y[n - 2]! : 0) - (n < 10 ? y[n - 1]! : 0))),
		start: cells.map((n) => (n === 1 ? 1 : 0)),
		until: 20,
		exact: (t) => {
			const first = cells.slice(0, 9).map((n) => (t ** (n - 1) * Math.exp(-t)) / factorial(n - 1));
			return [...first, 1 - first.reduce((sum, value) => sum + value, 0)];
		},
		size: cells.map(() => 0.1),
	},
	{
		name: "a chain that runs faster at each link (DETEST C2)",
		source: detest,
		rates: (_, y, dy) => dy.set(cells.map((n) => (n > 1 ? (n - 1) * y[n - 2]! : 0) - (n < 10 ? n * y[n - 1]! : 0))),
		start: cells.map((n) => (n === 1 ? 1 : 0)),
		until: 20,
		exact: (t) => {
			const first = cells.slice(0, 9).map((n) => Math.exp(-t) * (1 - Math.exp(-t)) ** (n - 1));
			return [...first, 1 - first.reduce((sum, value) => sum + value, 0)];
		},
		size: cells.map(() => 0.1),
	},
	...(
		[
			["C3", 10],
			["C4", 51],
		] as const
	).map(([row, length]) => ({
		name: `heat along a rod of ${length} cells (DETEST ${row})`,
		source: detest,
		...heatAlongRod(length),
		until: 20,
	})),
	{
		name: "the outer planets (DETEST C5)",
		source: nonstiff,
		rates: outerPlanets,
		start: planetsAtStart,
		until: 20,
		kept: energyOfPlanets,
		end: planetsAtEnd,
		size: planetsAtStart.map((_, i) => (i < 15 ? 1 : 0.1)),
	},
	...[0.1, 0.3, 0.5, 0.7, 0.9].map((eccentricity, i) => ({
		name: `an orbit of eccentricity ${eccentricity} (DETEST D${i + 1})`,
		source: detest,
		...kepler(eccentricity),
		until: 20,
		// Near the sun its pull is 1 / (1 - e)^2 = 100 times that at the mean distance: being late by so much is a speed wrong by 100 times as much.
		...(eccentricity > 0.8 ? { grows: 20 } : {}),
	})),
	{
		name: "a Bessel function of half order (DETEST E1)",
		source: detest,
		rates: (t, y, dy) => dy.set([y[1]!, -(y[1]! / (t + 1) + (1 - 0.25 / (t + 1) ** 2) * y[0]!)]),
		start: besselHalf(0),
		until: 20,
		exact: besselHalf,
		size: [0.3, 0.3],
	},
	{
		name: "an oscillator that keeps itself going (van der Pol, DETEST E2)",
		source: nonstiff,
		rates: (_, y, dy) => dy.set([y[1]!, (1 - y[0]! ** 2) * y[1]! - y[0]!]),
		start: [2, 0],
		until: 20,
		end: [2.008149762174949, -0.0425088752732021],
		size: [1, 1],
	},
	{
		name: "a soft spring, driven (Duffing, DETEST E3)",
		source: nonstiff,
		rates: (t, y, dy) => dy.set([y[1]!, y[0]! ** 3 / 6 - y[0]! + 2 * Math.sin(2.78535 * t)]),
		start: [0, 0],
		until: 20,
		end: [-0.1004178858647241, 0.2411400132095956],
		size: [1, 1],
	},
	{
		name: "a body that falls through air (DETEST E4)",
		source: detest,
		rates: (_, y, dy) => dy.set([y[1]!, 0.032 - 0.4 * y[1]! ** 2]),
		start: [30, 0],
		until: 20,
		exact: (t) => [30 + Math.log(Math.cosh(Math.sqrt(0.0128) * t)) / 0.4, Math.sqrt(0.08) * Math.tanh(Math.sqrt(0.0128) * t)],
		size: [30, 0.1],
	},
	{
		name: "a pursuit (DETEST E5)",
		source: detest,
		rates: (t, y, dy) => dy.set([y[1]!, Math.sqrt(1 + y[1]! ** 2) / (25 - t)]),
		start: [0, 0],
		until: 20,
		exact: (t) => [12.5 * Math.log(25 / (25 - t)) - (625 - (25 - t) ** 2) / 100, (25 / (25 - t) - (25 - t) / 25) / 2],
		size: [1, 1],
	},
	{
		name: "a harmonic oscillator over 720 hours",
		source: "y'' = -y, by hand",
		rates: (_, y, dy) => dy.set([y[1]!, -y[0]!]),
		start: [1, 0],
		until: 720,
		exact: (t) => [Math.cos(t), -Math.sin(t)],
		size: [100, 100],
	},
	{
		name: "a chain of three compartments",
		source: "Bateman 1910, Proc Cambridge Philos Soc 15:423",
		rates: (_, y, dy) => dy.set([-0.5 * y[0]!, 0.5 * y[0]! - 0.1 * y[1]!, 0.1 * y[1]!]),
		start: [1, 0, 0],
		until: 100,
		exact: (t) => {
			const [first, second] = [Math.exp(-0.5 * t), (0.5 / 0.4) * (Math.exp(-0.1 * t) - Math.exp(-0.5 * t))];
			return [first, second, 1 - first - second];
		},
		size: [1, 1, 1],
	},
	{
		name: "a stiff reaction, its first second",
		source: "Robertson 1966; Hairer, Wanner 1996, doi:10.1007/978-3-642-05221-7, section IV.1",
		rates: (_, y, dy) => {
			const [slow, fast, back] = [0.04 * y[0]!, 3e7 * y[1]! ** 2, 1e4 * y[1]! * y[2]!];
			dy.set([back - slow, slow - back - fast, fast]);
		},
		start: [1, 0, 0],
		until: 1,
		kept: (_, y) => y[0]! + y[1]! + y[2]!,
		size: [1, 1e-4, 1],
	},
];
