import type { Rates } from "../../src/ode/method.ts";

/** A stiff system with a known end. */
export interface StiffProblem {
	readonly name: string;
	readonly source: string;
	readonly rates: Rates;
	readonly start: readonly number[];
	readonly until: number;
	/** The solution at the end, from the source; to at least 11 digits. */
	readonly end: readonly number[];
	/** Sizes that errors are measured against. */
	readonly size: readonly number[];
}

const testSet = "Mazzia, Magherini, Test Set for Initial Value Problem Solvers, release 2.4, 2008";

/** Twenty-five reactions of twenty kinds. */
function pollution(_: number, y: Float64Array, dy: Float64Array): void {
	const [y1, y2, y3, y4, y5, y6, y7, , y9, y10, y11, , y13, y14, , y16, y17, , y19, y20] = y as unknown as number[] & { length: 20 };
	const r = [
		0.35 * y1!,
		0.266e2 * y2! * y4!,
		0.123e5 * y5! * y2!,
		0.86e-3 * y7!,
		0.82e-3 * y7!,
		0.15e5 * y7! * y6!,
		0.13e-3 * y9!,
		0.24e5 * y9! * y6!,
		0.165e5 * y11! * y2!,
		0.9e4 * y11! * y1!,
		0.22e-1 * y13!,
		0.12e5 * y10! * y2!,
		0.188e1 * y14!,
		0.163e5 * y1! * y6!,
		0.48e7 * y3!,
		0.35e-3 * y4!,
		0.175e-1 * y4!,
		0.1e9 * y16!,
		0.444e12 * y16!,
		0.124e4 * y17! * y6!,
		0.21e1 * y19!,
		0.578e1 * y19!,
		0.474e-1 * y1! * y4!,
		0.178e4 * y19! * y1!,
		0.312e1 * y20!,
	] as const;
	dy.set([
		-r[0] - r[9] - r[13] - r[22] - r[23] + r[1] + r[2] + r[8] + r[10] + r[11] + r[21] + r[24],
		-r[1] - r[2] - r[8] - r[11] + r[0] + r[20],
		-r[14] + r[0] + r[16] + r[18] + r[21],
		-r[1] - r[15] - r[16] - r[22] + r[14],
		-r[2] + r[3] + r[3] + r[5] + r[6] + r[12] + r[19],
		-r[5] - r[7] - r[13] - r[19] + r[2] + r[17] + r[17],
		-r[3] - r[4] - r[5] + r[12],
		r[3] + r[4] + r[5] + r[6],
		-r[6] - r[7],
		-r[11] + r[6] + r[8],
		-r[8] - r[9] + r[7] + r[10],
		r[8],
		-r[10] + r[9],
		-r[12] + r[11],
		r[13],
		-r[17] - r[18] + r[15],
		-r[19],
		r[19],
		-r[20] - r[21] - r[23] + r[22] + r[24],
		-r[24] + r[23],
	]);
}

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
	{
		name: "four reactions of very small amounts (DETEST E5)",
		source: "Enright, Hull, Lindberg 1975, doi:10.1007/BF01932994, problem E5; end to 11 digits by Radau of SciPy 1.17 at 1e-11",
		rates: (_, y, dy) => {
			const [a, b, c, d] = [7.89e-10 * y[0]!, 1.1e7 * y[0]! * y[2]!, 1.13e9 * y[1]! * y[2]!, 1.13e3 * y[3]!];
			dy.set([-a - b, a - c, a - b - c + d, b - d]);
		},
		start: [1.76e-3, 0, 0, 0],
		until: 1000,
		end: [1.618076999907e-3, 1.3822370305e-10, 8.2515735007e-12, 1.2997212955e-10],
		size: [1.76e-3, 1e-10, 1e-10, 1e-10],
	},
	{
		name: "twenty kinds of air pollution (POLLU)",
		source: `${testSet}, problem POLLU; Verwer 1994, doi:10.1137/0915076`,
		rates: pollution,
		start: [0, 0.2, 0, 0.04, 0, 0, 0.1, 0.3, 0.01, 0, 0, 0, 0, 0, 0, 0, 0.007, 0, 0, 0],
		until: 60,
		end: [
			0.5646255480022769e-1, 0.1342484130422339, 0.4139734331099427e-8, 0.5523140207484359e-2, 0.2018977262302196e-6, 0.1464541863493966e-6,
			0.7784249118997964e-1, 0.3245075353396018, 0.7494013383880406e-2, 0.1622293157301561e-7, 0.1135863833257075e-7, 0.2230505975721359e-2,
			0.208716288279863e-3, 0.1396921016840158e-4, 0.8964884856898295e-2, 0.4352846369330103e-17, 0.6899219696263405e-2,
			0.1007803037365946e-3, 0.1772146513969984e-5, 0.5682943292316392e-4,
		],
		size: [0.1, 0.1, 1e-8, 1e-2, 1e-6, 1e-6, 0.1, 0.3, 1e-2, 1e-8, 1e-8, 1e-2, 1e-3, 1e-4, 1e-2, 1e-17, 1e-2, 1e-3, 1e-5, 1e-4],
	},
];
