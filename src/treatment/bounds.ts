import { attributedName } from "../language/attributed-names.ts";
import type { Expression } from "../language/expression.ts";
import type { ConditionNames } from "./condition.ts";

/** Least and most that a value can be. */
export type Bounds = readonly [number, number];

const anything: Bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const fromZero: Bounds = [0, Number.POSITIVE_INFINITY];
const grade: Bounds = [0, 5];
const never: Bounds = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];

/** What the names of a condition can be. */
export interface KnownRanges {
	readonly names: ConditionNames;
	/** Treatments that can be given at all. */
	readonly given: ReadonlySet<string>;
	/** Rules, by the names that conditions can read. */
	readonly rules: ReadonlySet<string>;
	/** Whether a condition can ever hold. */
	readonly canHold: (condition: Expression) => boolean;
}

const isGrade = (name: string, { grades }: ConditionNames): boolean => grades.includes(attributedName(name) ?? name);

function ofSign(name: string, { names }: KnownRanges): Bounds {
	if (isGrade(name, names)) return grade;
	return names.plausible.get(name) ?? anything;
}

function ofCall({ name, args }: Extract<Expression, { kind: "call" }>, known: KnownRanges): Bounds {
	const [first] = args;
	const about = first?.kind === "name" ? first.name : "";
	const comes = known.given.has(about) || known.rules.has(about);
	switch (name) {
		case "held":
			return first && !known.canHold(first) ? [0, 0] : fromZero;
		case "since":
			return comes ? fromZero : never;
		case "doses":
		case "amount":
			return comes ? fromZero : [0, 0];
		case "worst":
			return grade;
		case "step":
			return comes ? fromZero : [0, 0];
		case "abs":
		case "exp":
		case "sqrt":
			return fromZero;
		case "min":
		case "max": {
			const all = args.map((arg) => boundsOf(arg, known));
			const pick = name === "min" ? Math.min : Math.max;
			return [pick(...all.map(([least]) => least)), pick(...all.map(([, most]) => most))];
		}
		default:
			return anything;
	}
}

/** A product of bounds; 0 times infinity is 0. */
const times = ([a, b]: Bounds, [c, d]: Bounds): Bounds => {
	const all = [a * c, a * d, b * c, b * d].map((value) => (Number.isNaN(value) ? 0 : value));
	return [Math.min(...all), Math.max(...all)];
};

const sum = ([a, b]: Bounds, [c, d]: Bounds): Bounds => [
	Number.isNaN(a + c) ? Number.NEGATIVE_INFINITY : a + c,
	Number.isNaN(b + d) ? Number.POSITIVE_INFINITY : b + d,
];

/** Least and most that a checked expression of pure numbers can be. */
export function boundsOf(e: Expression, known: KnownRanges): Bounds {
	switch (e.kind) {
		case "number":
			return [e.value, e.value];
		case "name":
			return ofSign(e.name, known);
		case "negate": {
			const [least, most] = boundsOf(e.of, known);
			return [-most, -least];
		}
		case "call":
			return ofCall(e, known);
		case "choice": {
			const [a, b] = [boundsOf(e.then, known), boundsOf(e.otherwise, known)];
			return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
		}
		case "binary": {
			const [left, right] = [boundsOf(e.left, known), boundsOf(e.right, known)];
			if (e.operator === "+") return sum(left, right);
			if (e.operator === "-") return sum(left, [-right[1], -right[0]]);
			if (e.operator === "*") return times(left, right);
			if (e.operator === "/" && e.right.kind === "number" && e.right.value !== 0) return times(left, [1 / right[0], 1 / right[0]]);
			return anything;
		}
		default:
			return anything;
	}
}

/** Whether an expression counts something: then less than 3 is at most 2. */
export function isCount(e: Expression, { names }: KnownRanges): boolean {
	if (e.kind === "name") return isGrade(e.name, names);
	return e.kind === "call" && ["doses", "worst", "step"].includes(e.name);
}
