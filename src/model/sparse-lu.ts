import { binary, type Expression, name, number } from "../language/expression.ts";
import type { Operand, Routine, Statement } from "./routine.ts";

/** A place of a square matrix that may hold something else than 0. */
export interface MatrixEntry {
	readonly row: number;
	readonly column: number;
}

/** How a sparse matrix is factorized: order of the pivots, and all places that hold numbers then, those filled in included. */
export interface Factorization {
	/** The pivots, all on the diagonal, in order. */
	readonly order: readonly number[];
	/** By row: the columns that hold numbers. */
	readonly rows: readonly ReadonlySet<number>[];
}

/**
 * The order of diagonal pivots with little fill-in: always the pivot with the smallest product of other places in its row and its column
 * (Markowitz 1957, doi:10.1287/mnsc.3.3.255). Ties go to the lowest number.
 */
export function factorizationOf(size: number, places: readonly MatrixEntry[]): Factorization {
	const rows = Array.from({ length: size }, (_, i) => new Set([i]));
	const columns = Array.from({ length: size }, (_, i) => new Set([i]));
	const fill = (row: number, column: number) => {
		rows[row]!.add(column);
		columns[column]!.add(row);
	};
	for (const { row, column } of places) fill(row, column);
	const open = new Set(rows.keys());
	const order: number[] = [];
	const others = (set: ReadonlySet<number>) => [...set].filter((one) => open.has(one));
	while (open.size > 0) {
		let pivot = -1;
		let least = Number.POSITIVE_INFINITY;
		for (const candidate of open) {
			const cost = (others(rows[candidate]!).length - 1) * (others(columns[candidate]!).length - 1);
			if (cost < least) [pivot, least] = [candidate, cost];
		}
		open.delete(pivot);
		order.push(pivot);
		for (const row of others(columns[pivot]!)) for (const column of others(rows[pivot]!)) fill(row, column);
	}
	return { order, rows };
}

/** The generated algebra of one sparse matrix. */
export interface LuRoutines {
	/** `factorize(shift, j, m)` tells whether all pivots can be used. */
	readonly factorize: Routine;
	/** `forward(m, b)` and then `backward(m, b)` solve in place. */
	readonly forward: Routine;
	readonly backward: Routine;
	/** Numbers in `m`. */
	readonly memory: number;
}

/** Both halves of a solution as one, in JavaScript. */
export const solveInJavaScript: readonly string[] = ["const solve = (m, b) => {", "\tforward(m, b);", "\tbackward(m, b);", "};"];

const numbered = (letter: string) => (index: number) => name(`${letter}${index}`);
/** A number of `m` as it is made and as it stands there, one of `j` and of `b`, and what the halves of a solution make. */
const [factor, kept, entry, given, halfway, solution] = [..."mkjbxz"].map(numbered) as [
	Numbered,
	Numbered,
	Numbered,
	Numbered,
	Numbered,
	Numbered,
];
type Numbered = ReturnType<typeof numbered>;

/** Names of a letter and a number stand in the array that is given for their letter; others are variables of their name. */
const placed =
	(arrays: Readonly<Record<string, string>>) =>
	(text: string): Operand => {
		const array = /^[a-z]\d/.test(text) ? arrays[text[0]!] : undefined;
		return array === undefined ? text : { array, index: Number(text.slice(1)) };
	};

/**
 * Routines that factorize `shift I - J` for a sparse J whose numbers stand in `j` in the order of `places`, and solve with it.
 * Diagonal entries of `m` hold the inverse of the pivot.
 */
export function luRoutines(size: number, places: readonly MatrixEntry[]): LuRoutines {
	const { order, rows } = factorizationOf(size, places);
	const rank = new Map(order.map((pivot, i) => [pivot, i]));
	const inJ = new Map(places.map(({ row, column }, i) => [`${row} ${column}`, i]));
	const cells = new Map<string, number>();
	const sorted = order.map((row) => [...rows[row]!].sort((a, b) => rank.get(a)! - rank.get(b)!));
	order.forEach((row, i) => {
		for (const column of sorted[i]!) cells.set(`${row} ${column}`, cells.size);
	});
	const cell = (row: number, column: number) => cells.get(`${row} ${column}`)!;
	const before = (a: number, b: number) => rank.get(a)! < rank.get(b)!;
	const m = (row: number, column: number) => factor(cell(row, column));
	/** `from` less some products. */
	const less = (from: Expression, products: readonly (readonly [Expression, Expression])[]) =>
		products.reduce((left, [a, b]) => binary("-", left, binary("*", a, b)), from);

	const factors: Statement[] = order.flatMap((row, i) =>
		sorted[i]!.map((column): Statement => {
			const known = inJ.get(`${row} ${column}`);
			const inner = sorted[i]!.filter((k) => before(k, row) && before(k, column) && rows[k]!.has(column));
			const shift = row === column ? name("shift") : number(0);
			const own = known === undefined ? shift : binary("-", shift, entry(known));
			const sum = less(
				own,
				inner.map((k) => [m(row, k), m(k, column)]),
			);
			const is = row === column ? binary("/", number(1), sum) : before(column, row) ? binary("*", sum, m(column, column)) : sum;
			const index = cell(row, column);
			return { name: `m${index}`, into: { array: "m", index }, is };
		}),
	);
	// An unusable pivot has an infinite inverse, and so has the sum.
	const pivots = order.map((row) => kept(cell(row, row))).reduce((sum, one) => binary("+", sum, one), number(0));

	const forward = order.map((row, i): Statement => {
		const earlier = sorted[i]!.filter((k) => before(k, row));
		const is = less(
			given(row),
			earlier.map((k) => [m(row, k), halfway(k)]),
		);
		return { name: `x${row}`, into: { array: "b", index: row }, is };
	});
	const backward = order
		.map((row, i): Statement => {
			const later = sorted[i]!.filter((k) => before(row, k));
			const sum = less(
				given(row),
				later.map((k) => [m(row, k), solution(k)]),
			);
			return { name: `z${row}`, into: { array: "b", index: row }, is: binary("*", sum, m(row, row)) };
		})
		.reverse();
	const halves = { numbers: [], arrays: ["m", "b"], place: placed({ m: "m", b: "b" }) } as const;
	return {
		factorize: {
			name: "factorize",
			numbers: ["shift"],
			arrays: ["j", "m"],
			place: placed({ j: "j", k: "m" }),
			steps: factors,
			finite: pivots,
		},
		forward: { name: "forward", ...halves, steps: forward },
		backward: { name: "backward", ...halves, steps: backward },
		memory: cells.size,
	};
}
