import type { Expression } from "./expression.ts";

const strength: Readonly<Record<string, number>> = {
	or: 1,
	and: 2,
	"<": 3,
	"<=": 3,
	">": 3,
	">=": 3,
	"==": 3,
	"!=": 3,
	"+": 4,
	"-": 4,
	"*": 5,
	"/": 5,
	negate: 6,
	"^": 7,
};

/** The shortest decimal that reads back to the same double; never `Infinity` or `NaN`. */
export function printNumber(value: number): string {
	if (Number.isFinite(value)) return String(value);
	throw new Error(`${value} cannot be written as a number`);
}

function level(e: Expression): number {
	switch (e.kind) {
		case "binary":
			return strength[e.operator]!;
		case "negate":
			return strength["negate"]!;
		case "number":
			return e.value < 0 || Object.is(e.value, -0) ? strength["negate"]! : 9;
		default:
			return 9;
	}
}

/**
 * An expression in pure numbers as text of the exchange format: `^` binds tighter than a sign on its left, `not (…)`, `(a ? b : c)` and a
 * comparison inside a comparison are always in parentheses.
 */
export function printExpression(e: Expression, nameOf: (name: string) => string = (name) => name): string {
	const print = (part: Expression): string => {
		switch (part.kind) {
			case "number":
				return printNumber(part.value);
			case "name":
				return nameOf(part.name);
			case "negate":
				return `-${within(part.of, strength["negate"]!)}`;
			case "not":
				return `not (${print(part.of)})`;
			case "call":
				return `${part.name}(${part.args.map(print).join(", ")})`;
			case "choice":
				return `(${print(part.when)} ? ${print(part.then)} : ${print(part.otherwise)})`;
			case "binary": {
				const own = strength[part.operator]!;
				// ^ groups to the right; everything else to the left; comparisons are never left bare inside comparisons.
				const leftNeeds = part.operator === "^" || own === 3 ? own + 1 : own;
				const rightNeeds = part.operator === "^" ? own : own + 1;
				const operator = part.operator === "^" ? "^" : ` ${part.operator} `;
				return `${within(part.left, leftNeeds)}${operator}${within(part.right, rightNeeds)}`;
			}
		}
	};
	const within = (part: Expression, needed: number): string => (level(part) < needed ? `(${print(part)})` : print(part));
	return print(e);
}
