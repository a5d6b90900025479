import { expect, test } from "vitest";
import { decidingShares } from "../../src/fit/deciding-shares.ts";
import { numbers } from "../../src/random/stream.ts";

/** Columns of independent uniform numbers, and what is made of each row. */
function sample(count: number, names: readonly string[], of: (row: Readonly<Record<string, number>>) => number) {
	const columns = names.map((name) => {
		const next = numbers(3, name);
		return { name, values: Array.from({ length: count }, () => next()) };
	});
	const outcomes = Array.from({ length: count }, (_, i) => of(Object.fromEntries(columns.map(({ name, values }) => [name, values[i]!]))));
	return { columns, outcomes };
}

test("shares of a sum are those of its parts' variances", () => {
	// Variances of 3a, b and c are as 9, 1 and 0.
	const { columns, outcomes } = sample(2000, ["a", "b", "c"], ({ a, b }) => 3 * a! - b!);
	const shares = decidingShares(columns, { outcomes, seed: 1 });
	expect(shares.map(({ name, beyondChance }) => [name, beyondChance])).toEqual([
		["a", true],
		["b", true],
		["c", false],
	]);
	expect(shares[0]!.share).toBeCloseTo(0.9, 1);
	expect(shares[1]!.share).toBeCloseTo(0.1, 1);
	expect(shares[2]!.share).toBeCloseTo(0, 1);
	expect(shares[0]!.rank).toBeGreaterThan(0.9);
	expect(shares[1]!.rank).toBeLessThan(-0.2);
});

test("what decides without a direction is found too", () => {
	const { columns, outcomes } = sample(1000, ["a", "b"], ({ a, b }) => (a! - 0.5) ** 2 + 0.05 * b!);
	const [first] = decidingShares(columns, { outcomes, seed: 1 });
	expect(first).toMatchObject({ name: "a", beyondChance: true });
	expect(first!.share).toBeGreaterThan(0.8);
	expect(Math.abs(first!.rank)).toBeLessThan(0.1);
});

test("the Ishigami function has its known first-order shares", () => {
	const turn = (x: number) => (2 * x - 1) * Math.PI;
	const { columns, outcomes } = sample(
		4000,
		["x1", "x2", "x3"],
		({ x1, x2, x3 }) => Math.sin(turn(x1!)) + 7 * Math.sin(turn(x2!)) ** 2 + 0.1 * turn(x3!) ** 4 * Math.sin(turn(x1!)),
	);
	const shares = new Map(decidingShares(columns, { outcomes, seed: 1 }).map(({ name, share }) => [name, share]));
	// 0.3139, 0.4424 and 0 (Ishigami and Homma 1990); ten groups flatten the waves a little.
	expect(shares.get("x1")!).toBeCloseTo(0.31, 1);
	expect(shares.get("x2")!).toBeGreaterThan(0.35);
	expect(shares.get("x2")!).toBeLessThan(0.47);
	expect(Math.abs(shares.get("x3")!)).toBeLessThan(0.02);
});

test("of a hundred things that decide nothing hardly any is named, whatever their number", () => {
	const named = Array.from({ length: 20 }, (_, study) => {
		const next = numbers(study, "nothing");
		const columns = Array.from({ length: 100 }, (__, k) => ({ name: `x${k}`, values: Array.from({ length: 60 }, next) }));
		return decidingShares(columns, { outcomes: Array.from({ length: 60 }, next), seed: study }).some(({ beyondChance }) => beyondChance);
	}).filter(Boolean).length;
	// One in twenty is meant; 5 of 20 or more would come in fewer than 3 of 1000 such tests.
	expect(named).toBeLessThan(5);
});

test("equal outcomes, unknown ones and few of them decide nothing", () => {
	const columns = [{ name: "a", values: [1, 2, 3, 4, 5, 6] }];
	expect(decidingShares(columns, { outcomes: [1, 1, 1, 1, 1, 1], seed: 1 })).toEqual([]);
	expect(decidingShares(columns, { outcomes: [1, 2, 3, 4, 5, Number.NaN], seed: 1 })).toEqual([]);
	expect(decidingShares([{ name: "a", values: [7, 7, 7, 7, 7, 7] }], { outcomes: [1, 2, 3, 4, 5, 6], seed: 1 })[0]!.share).toBe(0);
});
