import { describe, expect, test } from "vitest";
import { fixedPoint, type Round } from "../../src/ode/fixed-point.ts";

const wishes = (start: readonly number[]) => ({
	start: Float64Array.from(start),
	scale: Float64Array.from(start, () => 1),
	unchanged: 1e-12,
});
/** Counts how often a round is taken. */
const counted = (round: Round) => {
	const count = { rounds: 0 };
	const counting: Round = (state, out) => {
		count.rounds++;
		return round(state, out);
	};
	return { counting, count };
};
/** x becomes A x + b. */
const linear =
	(a: readonly (readonly number[])[], b: readonly number[]): Round =>
	(x, out) => {
		for (const [i, row] of a.entries()) out[i] = row.reduce((sum, value, j) => sum + value * x[j]!, b[i]!);
		return true;
	};

describe("the fixed point of a round", () => {
	test("of a linear one is found by few solves, however slowly the rounds themselves would come there", () => {
		const { counting, count } = counted(
			linear(
				[
					[0.9999, 0.01],
					[0, 0.5],
				],
				[3, 2],
			),
		);
		const found = fixedPoint(counting, wishes([0, 0]))!;
		expect(found[1]).toBeCloseTo(4, 10);
		expect(found[0]! / 30400 - 1).toBeLessThan(1e-6);
		// Some four for each Jacobian of two states, not a hundred thousand.
		expect(count.rounds).toBeLessThan(30);
	});

	test("of a curved one is a root of its change", () => {
		const found = fixedPoint(
			(x, out) => {
				out[0] = Math.cos(x[0]!);
				return true;
			},
			wishes([0]),
		)!;
		expect(found[0]).toBeCloseTo(0.7390851332151607, 12);
	});

	test.each<[string, Round]>([
		["that keeps all that comes", linear([[1]], [3])],
		["that cannot be told", () => false],
		[
			"that runs away",
			(x, out) => {
				out[0] = x[0]! + Math.exp(x[0]!);
				return true;
			},
		],
	])("of one %s there is none", (_, round) => {
		expect(fixedPoint(round, wishes([0]))).toBeUndefined();
	});
});
