import type { Expression } from "./expression.ts";
import { clamp, hill } from "./functions.ts";

type Call = Extract<Expression, { kind: "call" }>;

export interface Values {
	readonly number: (name: string) => number;
	/** Functions beyond the language's own, such as `since`; conditions inside them are evaluated by the caller. */
	readonly special?: (call: Call) => number;
}

function builtIn(call: Call, args: readonly number[], special: Values["special"]): number {
	const [a = Number.NaN, b = Number.NaN, c] = args;
	switch (call.name) {
		case "exp":
			return Math.exp(a);
		case "log":
			return Math.log(a);
		case "sqrt":
			return Math.sqrt(a);
		case "abs":
			return Math.abs(a);
		case "min":
			return Math.min(...args);
		case "max":
			return Math.max(...args);
		case "pow":
			return a ** b;
		case "hill":
			return hill(a, b, c);
		case "clamp":
			return clamp(a, b, c ?? Number.NaN);
		case "sin":
			return Math.sin(a);
		case "cos":
			return Math.cos(a);
		case "tanh":
			return Math.tanh(a);
		case "floor":
			return Math.floor(a);
		case "round":
			return Math.round(a);
		default:
			if (special) return special(call);
			throw new Error(`no function ${call.name}`);
	}
}

const own = new Set(["exp", "log", "sqrt", "abs", "min", "max", "pow", "hill", "clamp", "sin", "cos", "tanh", "floor", "round"]);

/**
 * The value of an expression of pure numbers; conditions are 1 and 0. A comparison with an unknown value (NaN) is false.
 *
 *     evaluate(expression, { number: (name) => row[name] })
 */
export function evaluate(e: Expression, values: Values): number {
	switch (e.kind) {
		case "number":
			return e.value;
		case "name":
			return values.number(e.name);
		case "negate":
			return -evaluate(e.of, values);
		case "not":
			return evaluate(e.of, values) === 0 ? 1 : 0;
		case "choice":
			return evaluate(evaluate(e.when, values) !== 0 ? e.then : e.otherwise, values);
		case "call":
			return own.has(e.name)
				? builtIn(
						e,
						e.args.map((arg) => evaluate(arg, values)),
						values.special,
					)
				: builtIn(e, [], values.special);
		case "binary":
			return operate(e.operator, evaluate(e.left, values), e.right, values);
	}
}

function operate(operator: Extract<Expression, { kind: "binary" }>["operator"], a: number, rightSide: Expression, values: Values): number {
	if (operator === "and") return a !== 0 && evaluate(rightSide, values) !== 0 ? 1 : 0;
	if (operator === "or") return a !== 0 || evaluate(rightSide, values) !== 0 ? 1 : 0;
	const b = evaluate(rightSide, values);
	switch (operator) {
		case "+":
			return a + b;
		case "-":
			return a - b;
		case "*":
			return a * b;
		case "/":
			return a / b;
		case "^":
			return a ** b;
		case "<":
			return a < b ? 1 : 0;
		case "<=":
			return a <= b ? 1 : 0;
		case ">":
			return a > b ? 1 : 0;
		case ">=":
			return a >= b ? 1 : 0;
		case "==":
			return a === b ? 1 : 0;
		case "!=":
			// Unknown is not "different": a comparison with NaN is false.
			return a !== b && !Number.isNaN(a) && !Number.isNaN(b) ? 1 : 0;
	}
}
