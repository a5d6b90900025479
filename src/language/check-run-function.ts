import { allowedHint } from "../input/nearest.ts";
import { checkedAnyQuantity, checkedCondition, type SpecialResult, type UnitContext } from "./check-units.ts";
import { binary, type Call, type Expression, number } from "./expression.ts";
import type { Fault } from "./fault.ts";
import { bareForPercent, inUnit } from "./quantity.ts";
import { type Asker, type RunFunction, runFunction, type Subject, takenWords } from "./run-functions.ts";
import { dimensionless, formatUnit, multiplyUnits, sameDimension, type Unit, unitOf } from "./units.ts";

/** Who asks, and what can be asked for. */
export interface Asking {
	readonly asker: Asker;
	/** What a subject may be called, each with the unit of its values or amounts; null where it has none. */
	readonly subjects: (of: Exclude<Subject, "condition">) => ReadonlyMap<string, Unit | null>;
	/** What to answer who asks for a grade or treatment that is known, but not here or not so; undefined where the name is simply unknown. */
	readonly lacking: (name: string, of: Subject) => { readonly message: string; readonly hint: string } | undefined;
	/** What may stand in an inner condition. */
	readonly inner: UnitContext;
}

const hour = unitOf("h");

const unitBy = {
	truth: () => null,
	number: () => dimensionless,
	hours: () => hour,
	same: (unit: Unit) => unit,
	"same times hours": (unit: Unit) => multiplyUnits(unit, hour),
} satisfies Record<RunFunction["gives"], (unit: Unit) => Unit | null>;

/** The written number behind a subject: a level in its unit, or hours. */
function secondOf(call: Call, row: RunFunction, own: Unit, { inner }: Asking, faults: Fault[]): Expression | undefined {
	const second = call.args[1]!;
	const checked = checkedAnyQuantity(second, inner, faults);
	if (!checked) return undefined;
	const { expression, unit } = checked;
	const [written, needed] = [expression.kind === "number" ? expression.value : Number.NaN, row.second === "level" ? own : hour];
	const fits = (written === 0 && row.second !== "window") || (sameDimension(unit, needed) && (row.second !== "window" || written > 0));
	const bare = bareForPercent({ value: written, unit }, needed);
	if (bare) return void faults.push({ ...bare, span: second.span });
	if (!Number.isNaN(written) && fits) return number(written === 0 ? 0 : inUnit({ value: written, unit }, needed), second.span);
	const length = "expected a length of time";
	const message =
		row.second === "window" ? `${length}, found a quantity in ${formatUnit(unit)}` : `expected a number in ${formatUnit(needed)}`;
	faults.push({ message, hint: row.second === "window" ? 'for example "24 h"' : `for example "${row.example}"`, span: second.span });
	return undefined;
}

/**
 * Checks a call of a function that asks a run: its arguments become plain names and numbers. Adds what is wrong to `faults`; undefined then.
 *
 *     checkRunFunction(called("doses(tocilizumab, 1 day)"), asking, faults)   // doses(tocilizumab, 24), a pure number
 */
export function checkRunFunction(call: Call, asking: Asking, faults: Fault[]): SpecialResult | undefined {
	const row = runFunction(call.name, asking.asker)!;
	const [first, second] = call.args;
	const refuse = (message: string, hint: string): undefined => void faults.push({ message, hint, span: call.span });
	const takesSecond = row.second !== undefined && (row.with?.includes(asking.asker) ?? true);
	const least = takesSecond && !row.without?.includes(asking.asker) ? 2 : 1;
	if (!first || call.args.length < least || call.args.length > (takesSecond ? 2 : 1))
		return refuse(`${call.name} takes ${takenWords(row, asking.asker)}`, `for example "${row.example}"`);
	if (row.of === "condition") {
		const inner = checkedCondition(first, asking.inner, faults);
		return inner && { expression: { ...call, args: [inner] }, unit: hour };
	}
	const subjects = asking.subjects(row.of);
	if (first.kind !== "name") return refuse(`${call.name} takes the name of a ${row.of} first`, `for example "${row.example}"`);
	if (!subjects.has(first.name)) {
		const lacking = asking.lacking(first.name, row.of);
		const said = lacking ?? { message: `unknown ${row.of} "${first.name}"`, hint: allowedHint(first.name, subjects.keys()) };
		faults.push({ ...said, span: first.span, unknown: first.name });
		return undefined;
	}
	const own = subjects.get(first.name);
	if (row.gives === "same" && !own) return refuse(`${first.name} has no amounts`, `count how often it began: "doses(${first.name})"`);
	const unit = own ?? dimensionless;
	const behind = second && secondOf(call, row, unit, asking, faults);
	if (second && !behind) return undefined;
	const checked: Call = { ...call, args: behind ? [first, behind] : [first] };
	// A condition of its own, so that it stands beside others without a comparison.
	if (row.gives === "truth") return { expression: binary(">", checked, number(0), call.span), unit: null };
	return { expression: checked, unit: unitBy[row.gives](unit) };
}
