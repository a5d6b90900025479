import type { Rates } from "../../src/ode/method.ts";

/** A system of equations whose answer is known: exactly at every time, or by a quantity that it keeps. */
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
	/** Sizes that errors are measured against. */
	readonly size: readonly number[];
}

const detest = "Hull, Enright, Fellen, Sedgwick 1972, doi:10.1137/0709052";

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
	{ name: "an orbit of eccentricity 0.1 (DETEST D1)", source: detest, ...kepler(0.1), until: 20 },
	{ name: "an orbit of eccentricity 0.7 (DETEST D4)", source: detest, ...kepler(0.7), until: 20 },
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
