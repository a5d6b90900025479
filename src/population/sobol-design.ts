import { latinHypercube, type Point } from "./latin-hypercube.ts";

/**
 * Two independent samples A and B of the parameters. The runs are A, B, and for each parameter i the sample AB_i: A with its i-th column
 * from B (Saltelli 2010, doi:10.1016/j.cpc.2009.09.018). Each of the two is a Latin hypercube.
 */
export interface SobolDesign {
	readonly names: readonly string[];
	readonly a: readonly Point[];
	readonly b: readonly Point[];
}

export const sobolDesign = (names: readonly string[], { seed, points }: { seed: number; points: number }): SobolDesign => ({
	names,
	a: latinHypercube(names, { seed, points }),
	b: prefixed(names, { seed, points }),
});

const prefixed = (names: readonly string[], size: { seed: number; points: number }) =>
	latinHypercube(
		names.map((name) => `${name} again`),
		size,
	);

/** How many runs each point of the design takes: A, B and one for each parameter. */
export const runsAPoint = (parameters: number): number => parameters + 2;

export const runsOf = ({ names, a }: SobolDesign): number => a.length * runsAPoint(names.length);

/** The parameters of a run, counted from 0: the runs of one point follow each other, so that a part of a design is a smaller design. */
export function pointOfRun({ names, a, b }: SobolDesign, run: number): Point {
	const each = runsAPoint(names.length);
	const [from, other] = [a[Math.floor(run / each)], b[Math.floor(run / each)]];
	if (from === undefined || other === undefined) throw new RangeError(`the design has ${a.length * each} runs, so no run ${run}`);
	const place = run % each;
	if (place === 0) return from;
	return place === 1 ? other : from.map((value, i) => (i === place - 2 ? other[i]! : value));
}
