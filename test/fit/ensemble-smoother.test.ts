import { inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { assimilate } from "../../src/fit/ensemble-smoother.ts";
import { normalQuantile } from "../../src/random/normal.ts";
import { uniform } from "../../src/random/stream.ts";

const normal = (patient: number, name: string) => normalQuantile(uniform({ seed: 1, patient }, name));

/** Three parameters, four data: y = H z + e. */
const sensitivity = [
	[1, 0, 0],
	[0.5, 1, 0],
	[0, -0.4, 0.2],
	[1, 1, 0],
];
const seen = [1.2, 0.4, -0.6, 0.9];
const variance = [0.5, 0.2, 0.3, 1];

const predictedBy = (members: readonly (readonly number[])[]) =>
	members.map((z) => sensitivity.map((row) => row.reduce((sum, h, p) => sum + h * z[p]!, 0)));

/** Mean and covariance of the posterior in closed form: a standard normal prior, normal errors. */
function exact() {
	const h = new Matrix(sensitivity);
	const weights = Matrix.diag(variance.map((v) => 1 / v));
	const covariance = inverse(Matrix.add(Matrix.eye(3), h.transpose().mmul(weights).mmul(h)));
	return { mean: covariance.mmul(h.transpose()).mmul(weights).mmul(Matrix.columnVector(seen)).to1DArray(), covariance };
}

function smoothed(count: number, { steps, localized }: { steps: number; localized: boolean }) {
	let members: readonly (readonly number[])[] = Array.from({ length: count }, (_, j) => [0, 1, 2].map((p) => normal(j, `prior ${p}`)));
	for (let step = 0; step < steps; step++)
		members = assimilate({
			members,
			predicted: predictedBy(members),
			seen,
			variance,
			inflation: steps,
			noise: (j, m) => normal(j, `noise ${step} ${m}`),
			localized,
		});
	return members;
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const momentsOf = (members: readonly (readonly number[])[]) => {
	const means = [0, 1, 2].map((p) => mean(members.map((z) => z[p]!)));
	return {
		means,
		covariance: means.map((_, a) => means.map((__, b) => mean(members.map((z) => (z[a]! - means[a]!) * (z[b]! - means[b]!))))),
	};
};

describe("an ensemble smoother", () => {
	test.each([1, 4])("of many members gives the exact posterior of a linear model with normal errors, in %i steps", (steps) => {
		const { means, covariance } = momentsOf(smoothed(4000, { steps, localized: false }));
		const known = exact();
		for (const p of [0, 1, 2]) {
			expect(means[p]).toBeCloseTo(known.mean[p]!, 1);
			expect(Math.abs(means[p]! - known.mean[p]!)).toBeLessThan(0.04);
			for (const q of [0, 1, 2]) expect(Math.abs(covariance[p]![q]! - known.covariance.get(p, q))).toBeLessThan(0.04);
		}
	});

	test("leaves a parameter where it was that no datum knows of, when what is chance is held back", () => {
		const idle = (localized: boolean) => {
			const members = Array.from({ length: 40 }, (_, j) => [normal(j, "a"), normal(j, "idle")]);
			const moved = assimilate({
				members,
				predicted: members.map(([a]) => [a!, 2 * a!, -a!]),
				seen: [2, 4, -2],
				variance: [0.1, 0.1, 0.1],
				inflation: 1,
				noise: (j, m) => normal(j, `noise ${m}`),
				localized,
			});
			return Math.abs(mean(moved.map((z) => z[1]!)) - mean(members.map((z) => z[1]!)));
		};
		expect(idle(true)).toBeLessThan(0.5 * idle(false));
	});

	test("takes no word of a datum from a member that predicts nothing of it", () => {
		const members = Array.from({ length: 30 }, (_, j) => [normal(j, "a")]);
		const whole = members.map(([a]) => [a!, a!]);
		const gap = whole.map(([a, b], j) => (j === 3 ? [a!, Number.NaN] : [a!, b!]));
		const moved = assimilate({ members, predicted: gap, seen: [1, 1], variance: [1, 1], inflation: 1, noise: () => 0, localized: false });
		expect(moved.flat().every(Number.isFinite)).toBe(true);
	});

	test("does not ask in which order the data stand", () => {
		const members = Array.from({ length: 25 }, (_, j) => [normal(j, "a"), normal(j, "b")]);
		const predicted = members.map(([a, b]) => [a! + b!, a! - 2 * b!]);
		const once = { members, seen: [1, 2], variance: [0.5, 0.7], inflation: 2, localized: true };
		const noise = (j: number, m: number) => normal(j, `e${m}`);
		const forth = assimilate({ ...once, predicted, noise });
		const back = assimilate({
			...once,
			seen: [2, 1],
			variance: [0.7, 0.5],
			predicted: predicted.map(([x, y]) => [y!, x!]),
			noise: (j, m) => noise(j, 1 - m),
		});
		for (const [j, z] of forth.entries()) for (const [p, value] of z.entries()) expect(back[j]![p]).toBeCloseTo(value, 10);
	});
});
