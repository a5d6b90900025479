import { allowedHint } from "../input/nearest.ts";
import { asAttributed, attributed } from "./attributed-names.ts";
import { checkedAnyQuantity, checkedCondition, checkedQuantity, type SpecialResult, type UnitContext } from "./check-units.ts";
import { binary, type Call, type Expression, name, number } from "./expression.ts";
import type { Fault } from "./fault.ts";
import { bareForPercent, formatQuantity, inUnit } from "./quantity.ts";
import { type Asker, behind, type RunFunction, runFunction, type Subject, takenWords } from "./run-functions.ts";
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
	/** What may stand in a clock; left out where no function asks for one. */
	readonly clock?: UnitContext;
}

const hour = unitOf("h");

const unitBy = {
	truth: () => null,
	number: () => dimensionless,
	hours: () => hour,
	same: (unit: Unit) => unit,
	"same times hours": (unit: Unit) => multiplyUnits(unit, hour),
} satisfies Record<RunFunction["gives"], (unit: Unit) => Unit | null>;

interface Behind {
	readonly call: Call;
	readonly kind: NonNullable<RunFunction["second"]>;
	/** Unit of the subject. */
	readonly own: Unit;
	readonly example: string;
}

/** A written number behind a subject: a level in its unit, or hours. */
function written(part: Expression, { kind, own, example }: Behind, { inner }: Asking, faults: Fault[]): Expression | undefined {
	const checked = checkedAnyQuantity(part, inner, faults);
	if (!checked) return undefined;
	const { expression, unit } = checked;
	const [value, needed] = [expression.kind === "number" ? expression.value : Number.NaN, kind === "level" ? own : hour];
	const fits = (value === 0 && kind !== "window") || (sameDimension(unit, needed) && (kind !== "window" || value > 0));
	const bare = bareForPercent({ value, unit }, needed);
	if (bare) return void faults.push({ ...bare, span: part.span });
	if (!Number.isNaN(value) && fits) {
		const meant = value === 0 ? 0 : inUnit({ value, unit }, needed);
		if (Number.isFinite(meant)) return number(meant, part.span);
		const message = `"${formatQuantity({ value, unit })}" in ${formatUnit(needed)} is not a finite number`;
		return void faults.push({ message, span: part.span });
	}
	const length = "expected a length of time";
	const message = kind === "window" ? `${length}, found a quantity in ${formatUnit(unit)}` : `expected a number in ${formatUnit(needed)}`;
	faults.push({ message, hint: kind === "window" ? 'for example "24 h"' : `for example "${example}"`, span: part.span });
	return undefined;
}

/** What stands behind a subject; undefined, with a fault, when something of it is wrong. */
function allBehind(call: Call, row: RunFunction, own: Unit, asking: Asking, faults: Fault[]): readonly Expression[] | undefined {
	const kinds = behind(row, asking.asker);
	const checked = call.args.slice(1).map((part, i) => {
		const { kind } = kinds[i]!;
		if (kind === "clock") return checkedQuantity(part, hour, asking.clock ?? asking.inner, faults);
		return written(part, { call, kind, own, example: row.example }, asking, faults);
	});
	return checked.every((part): part is Expression => part !== undefined) ? checked : undefined;
}

/** A condition of its own, so that it stands beside others without a comparison. */
const asTruth = (call: Call): SpecialResult => ({ expression: binary(">", call, number(0), call.span), unit: null });

/**
 * Checks a call of a function that asks a run: its arguments become plain names and numbers. Adds what is wrong to `faults`; undefined then.
 *
 *     checkRunFunction(called("doses(tocilizumab, 1 day)"), asking, faults)   // doses(tocilizumab, 24), a pure number
 */
export function checkRunFunction(call: Call, asking: Asking, faults: Fault[]): SpecialResult | undefined {
	const row = runFunction(call.name, asking.asker)!;
	const [first] = call.args;
	const refuse = (message: string, hint: string): undefined => void faults.push({ message, hint, span: call.span });
	/** The call with its subject, whose values have the unit `own`, and with what stands behind that. */
	const checkedCall = (whole: Call, subject: Expression, own: Unit): SpecialResult | undefined => {
		const rest = allBehind(whole, row, own, asking, faults);
		if (!rest) return undefined;
		const checked: Call = { ...whole, args: [subject, ...rest] };
		return row.gives === "truth" ? asTruth(checked) : { expression: checked, unit: unitBy[row.gives](own) };
	};
	const more = behind(row, asking.asker);
	const least = 1 + more.filter(({ free }) => !free).length;
	if (!first || call.args.length < least || call.args.length > 1 + more.length)
		return refuse(`${call.name} takes ${takenWords(row, asking.asker)}`, `for example "${row.example}"`);
	if (row.of === "condition") {
		const inner = checkedCondition(first, asking.inner, faults);
		const rest = allBehind(call, row, dimensionless, asking, faults);
		if (!inner || !rest) return undefined;
		const checked: Call = { ...call, args: [inner, ...rest] };
		return row.gives === "truth" ? asTruth(checked) : { expression: checked, unit: hour };
	}
	if (first.kind === "call" && first.name === attributed && call.name !== attributed && row.of.endsWith("grade")) {
		const grade = checkRunFunction(first, asking, faults)?.expression;
		return grade && checkedCall(call, grade, dimensionless);
	}
	const subjects = asking.subjects(row.of);
	if (first.kind !== "name") return refuse(`${call.name} takes the name of a ${row.of} first`, `for example "${row.example}"`);
	if (!subjects.has(first.name)) {
		const lacking = asking.lacking(first.name, row.of);
		const said = lacking ?? { message: unknownWords(row.of, first.name), hint: allowedHint(first.name, subjects.keys()) };
		faults.push({ ...said, span: first.span, unknown: first.name });
		return undefined;
	}
	if (call.name === attributed) return { expression: name(asAttributed(first.name), call.span), unit: dimensionless };
	const own = subjects.get(first.name);
	if (row.gives === "same" && !own) return refuse(`${first.name} has no amounts`, `count how often it began: "doses(${first.name})"`);
	return checkedCall(call, first, own ?? dimensionless);
}

/** A support such as dialysis is a word that everybody knows: it is the model that does not have it. */
const unknownWords = (of: Subject, name: string): string => {
	if (of === "treatment or device") return `this model has no "${name}" that could run`;
	return of === "stay" ? `this model has no rules for a stay in "${name}"` : `unknown ${of} "${name}"`;
};
