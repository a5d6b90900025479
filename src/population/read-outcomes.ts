import type { attributed } from "../language/attributed-names.ts";
import { type Closure, closureOf } from "../language/evaluate.ts";
import { type Call, children, type Expression } from "../language/expression.ts";
import { type FunctionOf, runFunction } from "../language/run-functions.ts";
import { truthOf } from "../language/three-valued.ts";
import type { Run } from "../simulate/run.ts";
import type { Outcome } from "./outcome.ts";
import { type Behind, type OutcomeReader, outcomeFacts, outcomeReaders } from "./outcome-functions.ts";
import { type Columns, type ColumnsBuilder, type Conditions, columnsBuilder } from "./row-columns.ts";
import { spansOf } from "./run-rows.ts";

/** One run as outcomes read it: columns over its rows, and facts by their names. */
interface Reading extends Columns {
	readonly number: (name: string) => number;
}

type Read = Closure<Reading>;

const readerOf = ({ name }: Call): OutcomeReader | undefined => outcomeReaders[name as Exclude<FunctionOf<"outcome">, typeof attributed>];
const asksRun = (e: Expression): e is Call => e.kind === "call" && runFunction(e.name, "outcome") !== undefined;

/** Opens the functions that outcomes ask a run by. */
function reads(builder: ColumnsBuilder): (e: Expression) => Read {
	const of = (e: Expression): Read => closureOf<Reading>(e, special);
	/** What stands behind the subject. */
	const behindOf = ({ name, args }: Call): ((reading: Reading) => Behind) => {
		const { second, third } = runFunction(name, "outcome")!;
		const at = second === "clock" ? 1 : third === "clock" ? 2 : undefined;
		const clock = at === undefined || args[at] === undefined ? () => 0 : of(args[at]);
		const written = second !== "clock" && args[1]?.kind === "number" ? args[1].value : Number.NaN;
		return (reading) => ({ second: written, clock: clock(reading) });
	};
	const special = (call: Call): Read => {
		const { read, readHeld } = readerOf(call) ?? {};
		const [first] = call.args as [Expression];
		const behind = behindOf(call);
		if (readHeld) {
			const place = builder.condition(first);
			return (reading) => readHeld(spansOf(reading, reading.column(place)), reading, behind(reading));
		}
		const subject = first.kind === "name" ? first.name : "";
		if (read) return (reading) => read(reading, subject, behind(reading));
		const place = builder.asked(call);
		return ({ column, count }) => column(place)[count - 1] ?? Number.NaN;
	};
	return of;
}

/** Whether something that a part reads cannot be known. That a time never came is known. */
function unknownIn(e: Expression, of: (e: Expression) => Read): (reading: Reading) => boolean {
	const asks = e.kind === "name" || asksRun(e);
	if (!asks) {
		const inner = children(e).map((part) => unknownIn(part, of));
		return (reading) => inner.some((unknown) => unknown(reading));
	}
	if (asksRun(e) && readerOf(e)?.mayNeverCome === true) return () => false;
	const read = of(e);
	return (reading) => Number.isNaN(read(reading));
}

/** The truth of a condition in a run: 1, 0, or not a number when it cannot be known. */
function truthIn(e: Expression, of: (e: Expression) => Read): Read {
	const parts = new Map<Expression, Read>();
	truthOf(e, (part) => {
		const [read, isUnknown] = [of(part), unknownIn(part, of)];
		parts.set(part, (reading) => (isUnknown(reading) ? Number.NaN : read(reading)));
		return 1;
	});
	return (reading) => truthOf(e, (part) => parts.get(part)!(reading));
}

/** What reads outcomes of runs. */
export interface OutcomesReader {
	readonly read: (run: Run) => number[];
	/** Passes over the rows of a run that conditions cost, however many outcomes share them. */
	readonly columns: number;
}

/**
 * Reads several outcomes of one run after the other: in its unit each, 1 or 0 for what a patient has or has not, not a number when it is unknown or the
 * patient is not among those that count. Nothing lies before or after what never came. What several ask is read once in each run.
 *
 *     const { read } = outcomesReader(study.outcomes);
 *     read(run)   // [1, 0, 4.25]
 */
export function outcomesReader(outcomes: readonly Outcome[], conditions: Conditions = "compiled"): OutcomesReader {
	const builder = columnsBuilder(conditions);
	const of = reads(builder);
	const all = outcomes.map(({ kind, expression, one, among }): Read => {
		const quantity = of(expression);
		const value: Read = kind === "probability" ? truthIn(expression, of) : (reading) => quantity(reading) / one;
		if (among === null) return value;
		const counts = truthIn(among.expression, of);
		return (reading) => (counts(reading) === 1 ? value(reading) : Number.NaN);
	});
	const open = builder.open();
	const read = (run: Run) => {
		const reading: Reading = {
			...open(run),
			number: (name) => outcomeFacts[name]?.read(run) ?? run.member?.facts[name]?.value ?? Number.NaN,
		};
		return all.map((one) => one(reading));
	};
	return { read, columns: builder.size() };
}

/**
 * One outcome of one run.
 *
 *     outcomeOf(run, severe)   // 1
 */
export const outcomeOf = (run: Run, outcome: Outcome, conditions: Conditions = "compiled"): number =>
	outcomesReader([outcome], conditions).read(run)[0]!;
