import type { Rates } from "../../src/ode/method.ts";

/** A stiff system with a known end. */
export interface StiffProblem {
	readonly name: string;
	readonly source: string;
	readonly rates: Rates;
	readonly start: readonly number[];
	readonly until: number;
	/** The solution at the end, from the source; to about 13 digits. */
	readonly end: readonly number[];
	/** Sizes that errors are measured against. */
	readonly size: readonly number[];
}

const testSet = "Mazzia, Magherini, Test Set for Initial Value Problem Solvers, release 2.4, 2008";

export const stiffProblems: readonly StiffProblem[] = [
	{
		name: "three reactions over 11 powers of ten (Robertson)",
		source: `${testSet}, problem ROBER`,
		rates: (_, y, dy) => {
			const [slow, fast, back] = [0.04 * y[0]!, 3e7 * y[1]! ** 2, 1e4 * y[1]! * y[2]!];
			dy.set([back - slow, slow - back - fast, fast]);
		},
		start: [1, 0, 0],
		until: 1e11,
		end: [0.2083340149701255e-7, 0.8333360770334713e-13, 0.999999979166505],
		size: [1e-7, 1e-13, 1],
	},
	{
		name: "eight reactions of light and growth (HIRES)",
		source: `${testSet}, problem HIRES; Schäfer 1975`,
		rates: (_, y, dy) => {
			const [a, b, c, d, e, f, g, h] = y as unknown as [number, number, number, number, number, number, number, number];
			dy.set([
				-1.71 * a + 0.43 * b + 8.32 * c + 0.0007,
				1.71 * a - 8.75 * b,
				-10.03 * c + 0.43 * d + 0.035 * e,
				8.32 * b + 1.71 * c - 1.12 * d,
				-1.745 * e + 0.43 * f + 0.43 * g,
				-280 * f * h + 0.69 * d + 1.71 * e - 0.43 * f + 0.69 * g,
				280 * f * h - 1.81 * g,
				-280 * f * h + 1.81 * g,
			]);
		},
		start: [1, 0, 0, 0, 0, 0, 0, 0.0057],
		until: 321.8122,
		end: [
			0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2, 0.2386356198831331e-2,
			0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2,
		],
		size: [1e-3, 1e-4, 1e-4, 1e-3, 1e-3, 1e-2, 1e-2, 1e-2],
	},
	{
		name: "the Oregonator (OREGO)",
		source: `${testSet}, problem OREGO; Field, Noyes 1974, doi:10.1063/1.1681288`,
		rates: (_, y, dy) => {
			const [a, b, c] = y as unknown as [number, number, number];
			dy.set([77.27 * (b + a * (1 - 8.375e-6 * a - b)), (c - (1 + a) * b) / 77.27, 0.161 * (a - c)]);
		},
		start: [1, 2, 3],
		until: 360,
		end: [0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3],
		size: [1, 1, 1],
	},
	{
		name: "relaxation oscillations (van der Pol, mu = 1000)",
		source: `${testSet}, problem VDPOL, in unscaled time`,
		rates: (_, y, dy) => dy.set([y[1]!, 1e3 * (1 - y[0]! ** 2) * y[1]! - y[0]!]),
		start: [2, 0],
		until: 2000,
		end: [0.1706167732170469e1, -0.8928097010248125e-3],
		size: [1, 1e-3],
	},
];
