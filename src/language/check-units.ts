import { allowedHint } from "../input/nearest.ts";
import { binary, type Expression, isComparison, number, type Span } from "./expression.ts";
import type { Fault } from "./fault.ts";
import { functions } from "./functions.ts";
import { bareForPercent, isPercent, sameUnit } from "./quantity.ts";
import {
	conversion,
	convertNumber,
	describeDimension,
	dimensionless,
	divideUnits,
	formatUnit,
	highestPower,
	isDimensionless,
	isOutsized,
	multiplyUnits,
	raiseUnit,
	rootOfUnit,
	sameDimension,
	type Unit,
	unitMeant,
	unitOf,
} from "./units.ts";

/** What a name means to the unit check. */
export type Meaning =
	| { readonly kind: "quantity"; readonly unit: Unit }
	| { readonly kind: "unknown name"; readonly allowed: Iterable<string> }
	| { readonly kind: "not here"; readonly message: string; readonly hint: string };

/** A checked call: a quantity in a unit, or (null) a condition. */
export interface SpecialResult {
	readonly expression: Expression;
	readonly unit: Unit | null;
}

export interface UnitContext {
	readonly meaning: (name: string) => Meaning;
	/** The characters an expression came from, to quote the guilty part. */
	readonly text: string;
	/** Functions beyond the language's own (`since`, `held`, …): checks the arguments and gives the unit of the result; null for a condition. */
	readonly special?: (call: Extract<Expression, { kind: "call" }>, faults: Fault[]) => SpecialResult | undefined;
	readonly specialNames?: readonly string[];
}

/** A number in some unit, or a condition. */
type Checked =
	| {
			readonly kind: "quantity";
			readonly expression: Expression;
			readonly unit: Unit;
			/** A bare 0, which fits every unit. */
			readonly any?: true;
			/** A number written without a unit that this is or may be; of several the largest. */
			readonly bare?: number;
			/** Whether this is or may be a percentage, in whatever unit it is now. */
			readonly percent?: true;
	  }
	| { readonly kind: "condition"; readonly expression: Expression }
	| { readonly kind: "faulty"; readonly expression: Expression };

type CheckedQuantity = Extract<Checked, { kind: "quantity" }>;

const percent = unitOf("percent");

const spell = (unit: Unit) => (Object.keys(unit.parts).length === 0 ? "a pure number" : formatUnit(unit));

/** The part of a text that an expression came from, with the parentheses that its span leaves half open. */
function spelledOut(text: string, { start, end }: Span): string {
	let [from, to] = [start, end];
	for (let open = unclosed(text.slice(from, to)); open > 0 && /^\s*\)/.test(text.slice(to)); open--) to = text.indexOf(")", to) + 1;
	for (let open = unopened(text.slice(from, to)); open > 0 && /\(\s*$/.test(text.slice(0, from)); open--)
		from = text.lastIndexOf("(", from - 1);
	return text.slice(from, to);
}

/** How many `(` of a text are not closed in it. */
function unclosed(text: string): number {
	let open = 0;
	for (const char of text) open = char === "(" ? open + 1 : char === ")" ? Math.max(0, open - 1) : open;
	return open;
}

/** How many `)` of a text are not opened in it. */
function unopened(text: string): number {
	let open = 0;
	let missing = 0;
	for (const char of text) {
		if (char === "(") open++;
		else if (char === ")" && open > 0) open--;
		else if (char === ")") missing++;
	}
	return missing;
}

function checker(context: UnitContext, faults: Fault[]) {
	const quote = (span: Span) => `"${spelledOut(context.text, span)}"`;
	const fault = (span: Span, message: string, hint?: string, unknown?: string): Checked => {
		faults.push({ message, ...(hint ? { hint } : {}), span, ...(unknown === undefined ? {} : { unknown }) });
		return { kind: "faulty", expression: number(0, span) };
	};
	const quantity = (expression: Expression, unit: Unit): CheckedQuantity => ({
		kind: "quantity",
		expression,
		unit,
		...(isPercent(unit) ? { percent: true } : {}),
	});
	/** A product, quotient or power whose unit must not grow without bound. */
	const grown = (expression: Expression, unit: Unit): Checked =>
		isOutsized(unit) ? fault(expression.span, `the unit of ${quote(expression.span)} has too large a power`) : quantity(expression, unit);

	/** Multiplies with the exact factor that leads from one unit to another of the same dimension. */
	const convert = (from: CheckedQuantity, to: Unit): Expression => {
		if (from.any || sameUnit(from.unit, to)) return from.expression;
		const factor = conversion(from.unit, to);
		const { span } = from.expression;
		const changed =
			from.expression.kind === "number"
				? number(convertNumber(from.expression.value, from.unit, to), span)
				: binary("*", from.expression, number(factor, span));
		const largest = changed.kind === "number" ? changed.value : factor;
		if (!Number.isFinite(largest)) fault(span, `${quote(span)} in ${spell(to)} is not a finite number`);
		return Number.isFinite(largest) ? changed : from.expression;
	};

	/** The checked quantities, or undefined when one is faulty (said already) or a condition (said now). */
	const quantities = (parts: readonly Checked[]): readonly CheckedQuantity[] | undefined => {
		for (const part of parts) {
			if (part.kind === "condition")
				fault(part.expression.span, `${quote(part.expression.span)} is a condition, not a number`, "write condition ? a : b");
		}
		return parts.every((part): part is CheckedQuantity => part.kind === "quantity") ? parts : undefined;
	};

	/** A quantity that is one of several, whichever it turns out to be, or made of them. */
	const oneOf = (whole: CheckedQuantity, parts: readonly CheckedQuantity[]): CheckedQuantity => {
		const bare = parts.flatMap((part) => part.bare ?? []).sort((a, b) => Math.abs(b) - Math.abs(a))[0];
		return { ...whole, ...(bare === undefined ? {} : { bare }), ...(parts.some((part) => part.percent) ? { percent: true } : {}) };
	};

	/** Arithmetic of bare numbers gives one. */
	const stillBare = (whole: CheckedQuantity, operator: string, [left, right]: readonly CheckedQuantity[]): CheckedQuantity => {
		const [a, b] = [left?.bare, right?.bare];
		if (a === undefined || b === undefined) return whole;
		return { ...whole, bare: operator === "+" ? a + b : operator === "-" ? a - b : operator === "*" ? a * b : a / b };
	};

	/** A bare number beside a percentage, which would be a hundred times what was written. */
	const bareBesidePercent = (parts: readonly CheckedQuantity[]): boolean => {
		const percentage = parts.find((part) => part.percent);
		const odd = parts.flatMap((part) => {
			const said = part.bare === undefined ? undefined : bareForPercent({ value: part.bare, unit: dimensionless }, percent);
			return percentage && percentage !== part && said ? [{ part, said }] : [];
		})[0];
		if (!odd || !percentage) return false;
		const { message, hint } = odd.said;
		fault(odd.part.expression.span, `${quote(percentage.expression.span)} is a percentage, but ${message}`, hint);
		return true;
	};

	/** Brings quantities of one dimension to the unit of the first that has one. */
	const alike = (parts: readonly CheckedQuantity[], doing: string): { unit: Unit; expressions: Expression[] } | undefined => {
		const first = parts.find((part) => !part.any) ?? parts[0]!;
		const odd = parts.find((part) => !part.any && !sameDimension(part.unit, first.unit));
		if (odd) {
			const [a, b] = [first, odd];
			fault(
				odd.expression.span,
				`${doing} ${quote(a.expression.span)} in ${spell(a.unit)} and ${quote(b.expression.span)} in ${spell(b.unit)}: ${describeDimension(a.unit)} and ${describeDimension(b.unit)} do not go together`,
				unitMissing(a, b) ?? unitMissing(b, a),
			);
			return undefined;
		}
		if (bareBesidePercent(parts)) return undefined;
		return { unit: first.unit, expressions: parts.map((part) => convert(part, first.unit)) };
	};

	/** `temperature > 38.5`: a written number beside something that has a unit. */
	const unitMissing = (bare: CheckedQuantity, beside: CheckedQuantity): string | undefined => {
		const of = bare.expression.kind === "negate" ? bare.expression.of : bare.expression;
		if (of.kind !== "number" || Object.keys(bare.unit.parts).length > 0) return undefined;
		return `write the number with its unit: ${quote(bare.expression.span).slice(1, -1)} ${formatUnit(beside.unit)}`;
	};

	const pure = (part: CheckedQuantity, doing: string): Expression | undefined => {
		if (part.any || isDimensionless(part.unit)) return convert(part, dimensionless);
		fault(
			part.expression.span,
			`${doing} takes a pure number, but ${quote(part.expression.span)} is in ${formatUnit(part.unit)}`,
			"divide by a reference quantity first",
		);
		return undefined;
	};

	/** Hours over a day are a number of days before they are rounded: a ratio has its whole numbers in the unit 1, a percentage in percent. */
	const asRatio = (part: CheckedQuantity): CheckedQuantity =>
		part.any || !isDimensionless(part.unit) || isPercent(part.unit) ? part : quantity(convert(part, dimensionless), dimensionless);

	const raised = (base: CheckedQuantity, exponent: CheckedQuantity, span: Span): Checked => {
		const power = pure(exponent, "an exponent");
		if (!power) return { kind: "faulty", expression: base.expression };
		if (base.any || isDimensionless(base.unit)) return quantity(binary("^", convert(base, dimensionless), power, span), dimensionless);
		const whole = wholeNumber(power);
		if (whole === undefined)
			return fault(
				span,
				`${quote(base.expression.span)} in ${formatUnit(base.unit)} is raised to a power that is not a written whole number`,
				"divide by a reference quantity first",
			);
		if (Math.abs(whole) > highestPower)
			return fault(span, `the power ${whole} of a quantity in ${formatUnit(base.unit)} is beyond ${highestPower}`);
		return grown(binary("^", base.expression, power, span), raiseUnit(base.unit, whole));
	};

	const arithmetic = (e: Extract<Expression, { kind: "binary" }>): Checked => {
		const parts = quantities([check(e.left), check(e.right)]);
		if (!parts) return { kind: "faulty", expression: e };
		const [left, right] = parts as [CheckedQuantity, CheckedQuantity];
		switch (e.operator) {
			case "*":
			case "/": {
				const unit = (e.operator === "*" ? multiplyUnits : divideUnits)(left.unit, right.unit);
				const product = grown(binary(e.operator, left.expression, right.expression, e.span), unit);
				return product.kind === "quantity" ? stillBare(product, e.operator, parts) : product;
			}
			case "^":
				return raised(left, right, e.span);
			default: {
				const same = alike(parts, e.operator === "+" ? "adding" : e.operator === "-" ? "subtracting" : "comparing");
				if (!same) return { kind: "faulty", expression: e };
				const expression = binary(e.operator, same.expressions[0]!, same.expressions[1]!, e.span);
				if (isComparison(e.operator)) return { kind: "condition", expression };
				const sum = stillBare(oneOf(quantity(expression, same.unit), parts), e.operator, parts);
				return left.any && right.any ? { ...sum, any: true } : sum;
			}
		}
	};

	const condition = (e: Expression): Expression | undefined => {
		const part = check(e);
		if (part.kind === "condition") return part.expression;
		if (part.kind === "quantity") fault(e.span, `${quote(e.span)} is a number, not a condition`, "compare it, for example with > 0");
		return undefined;
	};

	const called = (e: Extract<Expression, { kind: "call" }>): Checked => {
		const rule = Object.hasOwn(functions, e.name) ? functions[e.name] : undefined;
		if (!rule) {
			if (context.special && context.specialNames?.includes(e.name)) {
				const found = context.special(e, faults);
				if (!found) return { kind: "faulty", expression: e };
				return found.unit ? quantity(found.expression, found.unit) : { kind: "condition", expression: found.expression };
			}
			return fault(
				{ start: e.span.start, end: e.span.start + e.name.length },
				`unknown function "${e.name}"`,
				allowedHint(e.name, [...Object.keys(functions), ...(context.specialNames ?? [])]),
			);
		}
		if (e.args.length < rule.least || e.args.length > rule.most) {
			const needed = rule.least === rule.most ? `${rule.least}` : `${rule.least} to ${rule.most}`;
			return fault(e.span, `expected ${needed} argument${needed === "1" ? "" : "s"} of ${e.name}, found ${e.args.length}`);
		}
		const args = quantities(e.args.map(check));
		if (!args) return { kind: "faulty", expression: e };
		const rebuilt = (expressions: readonly (Expression | undefined)[], unit: Unit): Checked =>
			expressions.every((a) => a !== undefined)
				? quantity({ ...e, args: expressions as Expression[] }, unit)
				: { kind: "faulty", expression: e };
		switch (rule.units) {
			case "number":
				return rebuilt(
					args.map((arg) => pure(arg, e.name)),
					dimensionless,
				);
			case "same":
			case "whole": {
				const same = alike(rule.units === "whole" ? args.map(asRatio) : args, `${e.name} of`);
				return same ? oneOf(quantity({ ...e, args: same.expressions }, same.unit), args) : { kind: "faulty", expression: e };
			}
			case "ratio": {
				const same = alike(args.slice(0, 2), `${e.name} of`);
				const exponent = args[2] ? [pure(args[2], "an exponent")] : [];
				return same ? rebuilt([...same.expressions, ...exponent], dimensionless) : { kind: "faulty", expression: e };
			}
			case "root": {
				const root = rootOfUnit(args[0]!.unit);
				if (!root) return fault(e.span, `sqrt of ${formatUnit(args[0]!.unit)} has no whole unit`, "divide by a reference quantity first");
				return rebuilt([convert(args[0]!, multiplyUnits(root, root))], root);
			}
			case "power":
				return raised(args[0]!, args[1]!, e.span);
		}
	};

	const check = (e: Expression): Checked => {
		switch (e.kind) {
			case "number":
				if (e.value === 0 && !e.unit) return { ...quantity(e, dimensionless), any: true };
				return { ...quantity(number(e.value, e.span), e.unit ?? dimensionless), ...(e.unit ? {} : { bare: e.value }) };
			case "name": {
				const meaning = context.meaning(e.name);
				if (meaning.kind === "quantity") return quantity(e, meaning.unit);
				if (meaning.kind === "not here") return fault(e.span, meaning.message, meaning.hint, e.name);
				return fault(e.span, `unknown name "${e.name}"`, unitInstead(e.name) ?? allowedHint(e.name, meaning.allowed), e.name);
			}
			case "negate": {
				const part = quantities([check(e.of)])?.[0];
				if (!part) return { kind: "faulty", expression: e };
				return { ...part, expression: { ...e, of: part.expression }, ...(part.bare === undefined ? {} : { bare: -part.bare }) };
			}
			case "not": {
				const of = condition(e.of);
				return of ? { kind: "condition", expression: { ...e, of } } : { kind: "faulty", expression: e };
			}
			case "binary": {
				if (e.operator !== "and" && e.operator !== "or") return arithmetic(e);
				const left = condition(e.left);
				const right = condition(e.right);
				return left && right
					? { kind: "condition", expression: binary(e.operator, left, right, e.span) }
					: { kind: "faulty", expression: e };
			}
			case "choice": {
				const when = condition(e.when);
				const parts = quantities([check(e.then), check(e.otherwise)]);
				const same = parts ? alike(parts, "choosing between") : undefined;
				if (!when || !same) return { kind: "faulty", expression: e };
				const [then, otherwise] = same.expressions as [Expression, Expression];
				const chosen = oneOf(quantity({ ...e, when, then, otherwise }, same.unit), parts!);
				return parts!.every((part) => part.any) ? { ...chosen, any: true } : chosen;
			}
			case "call":
				return called(e);
		}
	};
	return { check, condition, convert, fault };
}

/** `5 mg/hr`: only right behind a number is it clear that no name of the model is meant. */
function unitInstead(name: string): string | undefined {
	const unit = unitMeant(name);
	return unit === undefined ? undefined : `as a unit it is understood only right after a number; elsewhere write ${unit}`;
}

function wholeNumber(e: Expression): number | undefined {
	if (e.kind === "number" && Number.isInteger(e.value)) return e.value;
	if (e.kind === "negate" && e.of.kind === "number" && Number.isInteger(e.of.value)) return -e.of.value;
	return undefined;
}

/**
 * Checks the units of every part of an expression and gives it back as pure numbers in the declared unit, conversions written out.
 * Adds what is wrong to `faults`; undefined then.
 */
export function checkedQuantity(e: Expression, declared: Unit, context: UnitContext, faults: Fault[]): Expression | undefined {
	const before = faults.length;
	const { check, convert, fault } = checker(context, faults);
	const result = check(e);
	if (result.kind === "condition") fault(e.span, "expected a number, found a condition", "write condition ? a : b");
	if (result.kind !== "quantity" || faults.length > before) return undefined;
	if (result.any || sameDimension(result.unit, declared)) {
		const converted = convert(result, declared);
		return faults.length > before ? undefined : converted;
	}
	fault(
		e.span,
		`the result is in ${spell(result.unit)} (${describeDimension(result.unit)}), but ${formatUnit(declared)} (${describeDimension(declared)}) is declared`,
	);
	return undefined;
}

/** As `checkedQuantity`, for an expression whose unit is free: gives the unit too. */
export function checkedAnyQuantity(
	e: Expression,
	context: UnitContext,
	faults: Fault[],
): { expression: Expression; unit: Unit } | undefined {
	const before = faults.length;
	const { check, fault } = checker(context, faults);
	const result = check(e);
	if (result.kind === "condition") fault(e.span, "expected a number, found a condition");
	return result.kind === "quantity" && faults.length === before ? { expression: result.expression, unit: result.unit } : undefined;
}

/** Checks the units of a condition (a comparison, or several joined by and, or, not). */
export function checkedCondition(e: Expression, context: UnitContext, faults: Fault[]): Expression | undefined {
	const before = faults.length;
	const found = checker(context, faults).condition(e);
	return faults.length > before ? undefined : found;
}
