import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { functionFromText } from "../../src/model/function-from-text.ts";
import { routineInJavaScript } from "../../src/model/routine.ts";
import { factorizationOf, luRoutines, type MatrixEntry, solveInJavaScript } from "../../src/model/sparse-lu.ts";

interface Algebra {
	readonly factorize: (shift: number, j: Float64Array, m: Float64Array) => boolean;
	readonly solve: (m: Float64Array, b: Float64Array) => void;
}

/** x with (shift I - J) x = b by the generated code; undefined when a pivot cannot be used. */
function solved(
	size: number,
	entries: readonly (MatrixEntry & { readonly value: number })[],
	shift: number,
	b: readonly number[],
): number[] | undefined {
	const { factorize: factors, forward, backward, memory } = luRoutines(size, entries);
	const lines = [...[factors, forward, backward].flatMap(routineInJavaScript), ...solveInJavaScript];
	const { factorize, solve } = functionFromText<Algebra>([...lines, "return { factorize, solve };"].join("\n"));
	const m = new Float64Array(memory);
	const j = Float64Array.from(entries, (entry) => entry.value);
	if (!factorize(shift, j, m)) return undefined;
	const x = Float64Array.from(b);
	solve(m, x);
	return [...x];
}

/** The same by elimination of a full matrix with row exchanges. */
function eliminated(matrix: readonly (readonly number[])[], b: readonly number[]): number[] {
	const rows = matrix.map((row, i) => [...row, b[i]!]);
	const n = b.length;
	for (let k = 0; k < n; k++) {
		const best = rows.findIndex((row, i) => i >= k && rows.every((other, o) => o < k || Math.abs(other[k]!) <= Math.abs(row[k]!)));
		[rows[k], rows[best]] = [rows[best]!, rows[k]!];
		for (let i = k + 1; i < n; i++) {
			const factor = rows[i]![k]! / rows[k]![k]!;
			rows[i] = rows[i]!.map((value, c) => value - factor * rows[k]![c]!);
		}
	}
	const x = new Array<number>(n).fill(0);
	for (let i = n - 1; i >= 0; i--) {
		const known = x.reduce((sum, value, c) => (c > i ? sum + rows[i]![c]! * value : sum), 0);
		x[i] = (rows[i]![n]! - known) / rows[i]![i]!;
	}
	return x;
}

/** A sparse matrix with a right side: places at random, each once. */
const anySystem = fc.integer({ min: 1, max: 14 }).chain((size) =>
	fc.record({
		size: fc.constant(size),
		entries: fc.uniqueArray(
			fc.record({
				row: fc.nat(size - 1),
				column: fc.nat(size - 1),
				value: fc.double({ min: -1, max: 1, noNaN: true }),
			}),
			{ maxLength: 3 * size, selector: ({ row, column }) => `${row} ${column}` },
		),
		b: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size }),
	}),
);

const full = (size: number, entries: readonly (MatrixEntry & { readonly value: number })[], shift: number) =>
	Array.from({ length: size }, (_, row) =>
		Array.from(
			{ length: size },
			(__, column) => (row === column ? shift : 0) - (entries.find((entry) => entry.row === row && entry.column === column)?.value ?? 0),
		),
	);

const places = (pairs: readonly (readonly [number, number])[]) => pairs.map(([row, column]) => ({ row, column, value: 1 }));
const counted = (rows: readonly ReadonlySet<number>[]) => rows.reduce((sum, row) => sum + row.size, 0);

describe("generated sparse elimination", () => {
	test("solves as elimination of the full matrix does", () => {
		fc.assert(
			fc.property(anySystem, ({ size, entries, b }) => {
				// Larger than any sum of a row: every pivot on the diagonal can be used.
				const shift = size + 1;
				const x = solved(size, entries, shift, b)!;
				const right = eliminated(full(size, entries, shift), b);
				for (const [i, value] of right.entries()) expect(x[i]).toBeCloseTo(value, 12);
			}),
			{ seed: 3, numRuns: 300 },
		);
	});

	test("a pivot that is zero or not a number is said, not divided by", () => {
		expect(solved(1, [{ row: 0, column: 0, value: 2 }], 2, [1])).toBeUndefined();
		expect(solved(2, [{ row: 0, column: 1, value: Number.NaN }, ...places([[1, 0]])], 2, [1, 1])).toBeUndefined();
		expect(solved(1, [{ row: 0, column: 0, value: Number.POSITIVE_INFINITY }], 2, [1])).not.toEqual([Number.NaN]);
	});

	test("an arrow is eliminated from its thin end, so that nothing is filled in", () => {
		const arrow = places(Array.from({ length: 20 }, (_, i) => i).flatMap((i) => [[0, i] as const, [i, 0] as const]));
		const unique = arrow.filter((place, i) => arrow.findIndex((one) => one.row === place.row && one.column === place.column) === i);
		const { order, rows } = factorizationOf(20, unique);
		expect(counted(rows)).toBe(20 + 2 * 19);
		expect(order.slice(0, 18)).not.toContain(0);
	});

	test("a triangular matrix fills in nothing, in whatever order its rows stand", () => {
		const size = 12;
		const name = (i: number) => (i * 5) % size;
		const lower = places(
			Array.from({ length: size }, (_, i) => i).flatMap((i) => Array.from({ length: i }, (__, j) => [name(i), name(j)] as const)),
		);
		expect(counted(factorizationOf(size, lower).rows)).toBe(size + lower.length);
	});

	test("a large matrix is cut into several functions that give the same answer", () => {
		const size = 900;
		const chain = Array.from({ length: size - 1 }, (_, i) => [
			{ row: i, column: i + 1, value: 0.3 },
			{ row: i + 1, column: i, value: -0.4 },
		]).flat();
		const lines = routineInJavaScript(luRoutines(size, chain).factorize);
		expect(lines.filter((line) => /^const factorize\d/.test(line)).length).toBeGreaterThan(2);
		const b = Array.from({ length: size }, (_, i) => Math.sin(i));
		const x = solved(size, chain, 2, b)!;
		for (const [i, value] of b.entries()) {
			const product = 2 * x[i]! - 0.3 * (x[i + 1] ?? 0) + 0.4 * (x[i - 1] ?? 0);
			expect(product).toBeCloseTo(value, 12);
		}
	});
});
