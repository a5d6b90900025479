import type { Call, Comparison, Expression } from "../language/expression.ts";
import { formatUnit, type Unit } from "../language/units.ts";
import { unitText } from "../trajectory/unit-text.ts";

/** What the names in a condition are called by people. */
export interface SaidNames {
	/** `CRS`; undefined for what is no grade. */
	readonly grade: (name: string) => string | undefined;
	/** `mean arterial pressure`. */
	readonly sign: (name: string) => string;
	/** `tocilizumab`. */
	readonly treatment: (name: string) => string;
}

type Of<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;
type Binary = Of<"binary">;
interface Compared {
	readonly operator: Comparison;
	readonly right: Of<"number">;
}

/**
 * A condition in words of the field; undefined for one that is more than comparisons with written numbers.
 *
 *     conditionWords(formula.expression, names)   // "CRS is grade 2 or more and mean arterial pressure is below 65 mmHg"
 */
export function conditionWords(e: Expression, names: SaidNames): string | undefined {
	switch (e.kind) {
		case "binary":
			return e.operator === "and" || e.operator === "or" ? joined(e, names) : comparison(e, names);
		case "not": {
			const { of } = e;
			return of.kind === "call" ? truth(of, names, "no") : prefixed("it is not so that ", conditionWords(of, names));
		}
		case "call":
			return truth(e, names, "yes");
		default:
			return undefined;
	}
}

const prefixed = (before: string, words: string | undefined): string | undefined => (words === undefined ? undefined : before + words);

/** An `or` inside an `and` is told as one of two, so that nobody reads it the other way. */
function joined({ operator, left, right }: Binary, names: SaidNames): string | undefined {
	const sides = [left, right].map((side) => {
		const words = conditionWords(side, names);
		const isOther = side.kind === "binary" && side.operator === "or" && operator === "and";
		return isOther ? prefixed("either ", words) : words;
	});
	return sides.includes(undefined) ? undefined : sides.join(operator === "and" ? " and " : ", or ");
}

/** Functions that are true or not. */
function truth({ name, args: [of] }: Call, names: SaidNames, answer: "yes" | "no"): string | undefined {
	if (of?.kind !== "name") return undefined;
	const yes = answer === "yes";
	if (name === "on") return `${names.treatment(of.name)} ${yes ? "runs" : "does not run"}`;
	if (name === "known") return `${names.grade(of.name) ?? names.sign(of.name)} ${yes ? "can be told" : "cannot be told"}`;
	return undefined;
}

const turned: Readonly<Record<Comparison, Comparison>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=" };

/** What is asked stands before the number, on whichever side it was written. */
function comparison({ operator, left, right }: Binary, names: SaidNames): string | undefined {
	const asked = operator as Comparison;
	if (right.kind === "number") return compared(left, { operator: asked, right }, names);
	return left.kind === "number" ? compared(right, { operator: turned[asked], right: left }, names) : undefined;
}

function compared(left: Expression, by: Compared, names: SaidNames): string | undefined {
	const grade = gradeName(left, names);
	if (grade !== undefined) return `${grade} ${gradeWords(by)}`;
	if (left.kind === "call") return askedOf(left, by, names);
	if (left.kind !== "name") return undefined;
	if (left.name === "t") return timeWords(by);
	const sign = names.sign(left.name);
	return `${sign} ${areMany(sign) ? sizeWords(by).replace(/^is/, "are") : sizeWords(by)}`;
}

/** `neutrophils`, `CAR-T cells in blood`; not `mean arterial pressure`. */
const areMany = (sign: string): boolean => /[^siu]s$/.test(sign.replace(/ (?:in|of|to) .*/, ""));

/** `CRS`, and the same without the signs that the bedside puts down to something else. */
function gradeName(e: Expression, names: SaidNames): string | undefined {
	if (e.kind === "name") return names.grade(e.name);
	if (e.kind !== "call" || e.name !== "attributed" || e.args[0] === undefined) return undefined;
	const of = gradeName(e.args[0], names);
	return of === undefined ? undefined : `${of} without signs of another cause`;
}

/** A function of a run, compared with a number. */
function askedOf({ name, args: [of, second] }: Call, by: Compared, names: SaidNames): string | undefined {
	if (of === undefined) return undefined;
	if (name === "held") return heldWords(conditionWords(of, names), by);
	const window = second?.kind === "number" ? ` ${lately(second)}` : "";
	if (name === "worst") {
		const grade = gradeName(of, names);
		return grade === undefined ? undefined : `the worst ${grade}${window || " so far"} ${gradeWords(by)}`;
	}
	if (of.kind !== "name") return undefined;
	switch (name) {
		case "doses":
			return dosesWords(names.treatment(of.name), by, window);
		case "since":
			return sinceWords(names.treatment(of.name), by);
		case "step":
			return `the step of ${names.treatment(of.name)} ${sizeWords(by)}`;
		case "amount":
			return `the ${names.treatment(of.name)} given${window} ${sizeWords(by)}`;
		case "change":
			return `the change of ${names.sign(of.name)}${window} ${sizeWords(by)}`;
		default:
			return undefined;
	}
}

/** `is below 65 mmHg`, `is 38 °C or more`. */
function sizeWords({ operator, right }: Compared, number = numberWords(right)): string {
	const words: Readonly<Record<Comparison, string>> = {
		"<": `is below ${number}`,
		"<=": `is ${number} or less`,
		">": `is above ${number}`,
		">=": `is ${number} or more`,
		"==": `is ${number}`,
		"!=": `is not ${number}`,
	};
	return words[operator];
}

const gradeWords = (by: Compared): string => sizeWords(by, `grade ${by.right.value}`);

function timeWords(by: Compared): string | undefined {
	const { value, unit } = by.right;
	const name = unitName(unit);
	const instant = name === "day" || name === "h" ? `${name === "h" ? "hour" : name} ${value}` : `${value} ${name}`;
	const words = { "<": `before ${instant}`, "<=": `${instant} or before`, ">": `after ${instant}`, ">=": `${instant} or later` };
	return prefixed("it is ", words[by.operator as keyof typeof words]);
}

function heldWords(condition: string | undefined, { operator, right }: Compared): string | undefined {
	if (condition === undefined) return undefined;
	if (operator === ">=" || operator === ">") return `${condition}, for ${numberWords(right)} or longer`;
	return operator === "<" || operator === "<=" ? `${condition}, for less than ${numberWords(right)}` : undefined;
}

const timesWords = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

function dosesWords(label: string, { operator, right: { value } }: Compared, window: string): string | undefined {
	const least = { ">=": value, ">": value + 1 }[operator as string];
	const most = { "<": value - 1, "<=": value }[operator as string] ?? (operator === "==" && value === 0 ? 0 : undefined);
	if (least !== undefined) return `${label} was given${least <= 1 ? "" : ` at least ${timesWords(least)}`}${window}`;
	if (most !== undefined) return `${label} was ${most <= 0 ? "not given" : `given at most ${timesWords(most)}`}${window}`;
	return operator === "==" ? `${label} was given ${timesWords(value)}${window}` : undefined;
}

/** What was never begun was not begun lately either. */
function sinceWords(label: string, { operator, right }: Compared): string | undefined {
	const window = lately(right);
	if (operator === ">=" || operator === ">") return `no ${label} was begun ${window}`;
	return operator === "<" || operator === "<=" ? `${label} was begun ${window}` : undefined;
}

/** `in the last 2 h`, `in the last hour`. */
const lately = (window: Of<"number">): string =>
	`in the last ${numberWords(window)
		.replace(/^1 h$/, "hour")
		.replace(/^1 day$/, "day")}`;

const unitName = (unit: Unit | undefined): string => (unit === undefined ? "" : formatUnit(unit));

/** `65 mmHg`, `3 days`. */
function numberWords({ value, unit }: Of<"number">): string {
	const name = unitName(unit);
	return `${value} ${name === "day" && value !== 1 ? "days" : unitText(name)}`.trim();
}
