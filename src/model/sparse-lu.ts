import { asFunction, type Line } from "./pieces.ts";

/** A place of a square matrix that may hold something else than 0. */
export interface Place2 {
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
export function factorizationOf(size: number, places: readonly Place2[]): Factorization {
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
export interface LuCode {
	/** Defines `factorize(shift, j, m)` and `solve(m, b)`. */
	readonly lines: readonly string[];
	/** Numbers in `m`. */
	readonly memory: number;
}

/**
 * Flat code that factorizes `shift I - J` for a sparse J whose numbers stand in `j` in the order of `places`, and solves with it.
 * `factorize` is true when all pivots can be used. Diagonal places of `m` hold the inverse of the pivot.
 */
export function luCode(size: number, places: readonly Place2[]): LuCode {
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

	const factors: Line[] = order.flatMap((row, i) =>
		sorted[i]!.map((column): Line => {
			const known = inJ.get(`${row} ${column}`);
			const place = cell(row, column);
			const inner = sorted[i]!.filter((k) => before(k, row) && before(k, column) && rows[k]!.has(column));
			const is = () => {
				const own = `${row === column ? "shift" : ""}${known === undefined ? (row === column ? "" : "0") : ` - j[${known}]`}`;
				const sum = [own.trim(), ...inner.map((k) => `- m${cell(row, k)} * m${cell(k, column)}`)].join(" ");
				if (row === column) return `1 / (${sum})`;
				return before(column, row) ? `(${sum}) * m${cell(column, column)}` : sum;
			};
			return { name: `m${place}`, place: `m[${place}]`, is: is() };
		}),
	);
	const pivots = order.map((row) => `m[${cell(row, row)}]`).join(" + ");

	const forward = order.map((row, i): Line => {
		const earlier = sorted[i]!.filter((k) => before(k, row));
		const sum = [`b[${row}]`, ...earlier.map((k) => `- m[${cell(row, k)}] * x${k}`)].join(" ");
		return { name: `x${row}`, place: `b[${row}]`, is: sum };
	});
	const backward = order
		.map((row, i): Line => {
			const later = sorted[i]!.filter((k) => before(row, k));
			const sum = [`b[${row}]`, ...later.map((k) => `- m[${cell(row, k)}] * z${k}`)].join(" ");
			return { name: `z${row}`, place: `b[${row}]`, is: `(${sum}) * m[${cell(row, row)}]` };
		})
		.reverse();
	const lines = [
		// An unusable pivot has an infinite inverse, and so has the sum.
		...asFunction({ name: "factorize", parameters: "shift, j, m", returns: `Number.isFinite(${pivots || "0"})` }, factors),
		...asFunction({ name: "forward", parameters: "m, b" }, forward),
		...asFunction({ name: "backward", parameters: "m, b" }, backward),
		"const solve = (m, b) => {",
		"\tforward(m, b);",
		"\tbackward(m, b);",
		"};",
	];
	return { lines, memory: cells.size };
}
