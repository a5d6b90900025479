import type { attributed } from "../language/attributed-names.ts";
import { closureOf } from "../language/evaluate.ts";
import { type Call, type Expression, mapChildren } from "../language/expression.ts";
import { javascript, prelude } from "../language/generate.ts";
import { printExpression } from "../language/print.ts";
import type { FunctionOf } from "../language/run-functions.ts";
import { surely } from "../language/three-valued.ts";
import { functionFromText } from "../model/function-from-text.ts";
import type { Run } from "../simulate/run.ts";
import {
	amountAt,
	changeAt,
	dosesAt,
	heldAt,
	type Rows,
	rowsOf,
	runningAt,
	sinceAt,
	stayingAt,
	strikesAt,
	valuesNamed,
	worstAt,
} from "./run-rows.ts";

/** The columns that outcomes ask for, of one run. */
export interface Columns extends Rows {
	/** By the places that the builder gave. */
	readonly column: (place: number) => Float64Array;
}

/** Gathers what outcomes ask row by row: what several ask is one column, computed once in each run. */
export interface ColumnsBuilder {
	/** The place of a condition: 1 where it surely holds, 0 elsewhere. */
	readonly condition: (e: Expression) => number;
	/** The place of a call of a function that conditions may ask. */
	readonly asked: (call: Call) => number;
	/** How many columns there are: what a run costs grows with them, not with the outcomes. */
	readonly size: () => number;
	/** Computes the columns of one run after the other, in the same memory: those of the run before are overwritten. */
	readonly open: () => (run: Run) => Columns;
}

/** What conditions inside outcomes may ask: what care teams ask, but for the steps of ladders, and what only a run that has ended tells. */
export type RowFunction = Exclude<FunctionOf<"condition">, "step" | typeof attributed> | "strikes" | "staying";

/** Writes a column, or gives one that stands already; `inner` are the columns that it reads. */
type Fill = (rows: Rows, out: Float64Array, inner: (place: number) => Float64Array) => Float64Array | undefined;

/** What a call asks, apart from its inner condition. */
interface Asked {
	readonly name: string;
	/** Hours; infinite when it was left out. */
	readonly window: number;
	/** Place of the values or of the condition that it reads; and of the condition behind that. */
	readonly inner: number;
	readonly second: number;
}

const readers: Readonly<Record<RowFunction, (asked: Asked) => Fill>> = {
	worst:
		({ name, window }) =>
		(rows, out) =>
			void worstAt(rows, name, window, out),
	known:
		({ inner }) =>
		(rows, out, column) => {
			const values = column(inner);
			for (let row = 0; row < rows.count; row++) out[row] = Number.isNaN(values[row]!) ? 0 : 1;
			return undefined;
		},
	held:
		({ inner }) =>
		(rows, out, column) =>
			void heldAt(rows, column(inner), out),
	since:
		({ name }) =>
		(rows, out) =>
			void sinceAt(rows, name, out),
	doses:
		({ name, window }) =>
		(rows, out) =>
			void dosesAt(rows, name, window, out),
	amount:
		({ name, window }) =>
		(rows, out) =>
			void amountAt(rows, name, window, out),
	change:
		({ inner, window }) =>
		(rows, out, column) =>
			void changeAt(rows, column(inner), window, out),
	strikes:
		({ name }) =>
		(rows, out) =>
			void strikesAt(rows, name, out),
	staying:
		({ inner, second }) =>
		(rows, out, column) =>
			void stayingAt(rows, { begins: column(inner), ends: column(second) }, out),
	on:
		({ name }) =>
		(rows, out) =>
			void runningAt(rows, name, out),
};

/** Their names. */
export const rowFunctions: readonly string[] = Object.keys(readers);
const isRowFunction = (name: string): name is RowFunction => Object.hasOwn(readers, name);

/** Functions that read the values of a name. */
const readsValues: readonly string[] = ["known", "change"];
const readsConditions: readonly string[] = ["held", "staying"];

/** How conditions are computed row by row: by code that is made of them, or, where a host forbids that, by functions inside functions, to the same answers. */
export type Conditions = "compiled" | "interpreted";

/** Whether a condition holds at each row. */
type RowTest = (count: number, out: Float64Array, column: (place: number) => Float64Array) => void;

/** A condition whose names are places of columns. */
interface PlacedCondition {
	readonly holds: Expression;
	readonly used: ReadonlySet<number>;
}

function compiledTests(conditions: readonly PlacedCondition[]): readonly RowTest[] {
	const texts = conditions.map(({ holds, used }) => {
		const columns = [...used].map((place) => `const c${place} = column(${place});`).join(" ");
		return `(n, out, column) => { ${columns} for (let i = 0; i < n; i++) out[i] = ${javascript(holds, (place) => `c${place}[i]`)} ? 1 : 0; }`;
	});
	return functionFromText<readonly RowTest[]>(`${prelude}\nreturn [${texts.join(",\n")}];`);
}

const interpretedTests = (conditions: readonly PlacedCondition[]): readonly RowTest[] =>
	conditions.map(({ holds, used }): RowTest => {
		const value = closureOf(holds);
		return (count, out, column) => {
			const columns = new Map([...used].map((place) => [String(place), column(place)]));
			for (let i = 0; i < count; i++) out[i] = value({ number: (place) => columns.get(place)![i]! }) !== 0 ? 1 : 0;
		};
	});

export function columnsBuilder(conditions: Conditions = "compiled"): ColumnsBuilder {
	const fills: Fill[] = [];
	const places = new Map<string, number>();
	const tests: PlacedCondition[] = [];

	const placeOf = (key: string, make: () => Fill): number => {
		const known = places.get(key);
		if (known !== undefined) return known;
		const fill = make();
		places.set(key, fills.length);
		return fills.push(fill) - 1;
	};
	const named = (name: string): number => placeOf(name, () => (rows) => valuesNamed(rows, name));
	const asked = (call: Call): number =>
		placeOf(printExpression(call), () => {
			const [first, second] = call.args as [Expression, Expression | undefined];
			const name = first.kind === "name" ? first.name : "";
			const inner = readsConditions.includes(call.name) ? condition(first) : readsValues.includes(call.name) ? named(name) : -1;
			const ends = call.name === "staying" ? condition(second!) : -1;
			const window = second?.kind === "number" ? second.value : Number.POSITIVE_INFINITY;
			return readers[call.name as RowFunction]({ name, window, inner, second: ends });
		});
	/** The condition with the place of its column for each answer. */
	const withColumns = (part: Expression, used: Set<number>): Expression => {
		const asks = part.kind === "name" ? named(part.name) : part.kind === "call" && isRowFunction(part.name) ? asked(part) : undefined;
		if (asks === undefined) return mapChildren(part, (child) => withColumns(child, used));
		used.add(asks);
		return { kind: "name", name: String(asks), span: part.span };
	};
	const condition = (e: Expression): number =>
		placeOf(`whether ${printExpression(e)}`, () => {
			const used = new Set<number>();
			const holds = withColumns(surely(e), used);
			const test = tests.push({ holds, used }) - 1;
			return (rows, out, column) => void testsMade()[test]!(rows.count, out, column);
		});
	let made: readonly RowTest[] = [];
	const testsMade = () => {
		if (made.length !== tests.length) made = conditions === "compiled" ? compiledTests(tests) : interpretedTests(tests);
		return made;
	};
	const open = () => {
		let memory: Float64Array[] = [];
		return (run: Run): Columns => {
			const rows = rowsOf(run);
			if (memory.length < fills.length || (memory[0]?.length ?? 0) < rows.count)
				memory = fills.map(() => new Float64Array(Math.ceil(1.25 * rows.count)));
			const columns: Float64Array[] = [];
			const column = (place: number) => columns[place]!;
			for (const [place, fill] of fills.entries()) columns.push(fill(rows, memory[place]!, column) ?? memory[place]!);
			return { ...rows, column };
		};
	};
	return { condition, asked, size: () => fills.length, open };
}
