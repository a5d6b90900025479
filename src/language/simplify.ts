import { pow } from "../elementary/power.ts";
import { binary, type Expression, mapChildren, negate, number } from "./expression.ts";

const isNumber = (e: Expression, value?: number): e is Extract<Expression, { kind: "number" }> =>
	e.kind === "number" && (value === undefined || e.value === value);

function folded(operator: string, a: number, b: number): number | undefined {
	switch (operator) {
		case "+":
			return a + b;
		case "-":
			return a - b;
		case "*":
			return a * b;
		case "/":
			return b === 0 ? undefined : a / b;
		case "^":
			return pow(a, b);
		default:
			return undefined;
	}
}

function simplerBinary(e: Extract<Expression, { kind: "binary" }>): Expression {
	const { operator, left, right } = e;
	if (isNumber(left) && isNumber(right)) {
		const value = folded(operator, left.value, right.value);
		if (value !== undefined && Number.isFinite(value)) return number(value, e.span);
	}
	switch (operator) {
		case "+":
			return isNumber(left, 0) ? right : isNumber(right, 0) ? left : e;
		case "-":
			return isNumber(right, 0) ? left : isNumber(left, 0) ? negate(right) : e;
		case "*":
			if (isNumber(left, 0) || isNumber(right, 0)) return number(0, e.span);
			return isNumber(left, 1) ? right : isNumber(right, 1) ? left : e;
		case "/":
			return isNumber(left, 0) ? left : isNumber(right, 1) ? left : e;
		case "^":
			return isNumber(right, 1) ? left : isNumber(right, 0) ? number(1, e.span) : e;
		default:
			return e;
	}
}

/** Folds numbers and drops what adds 0 or multiplies by 1 or 0: what differentiation leaves behind. Does not reorder. */
export function simplify(e: Expression): Expression {
	const inner = mapChildren(e, simplify);
	if (inner.kind === "binary") return simplerBinary(inner);
	if (inner.kind === "negate") {
		if (isNumber(inner.of)) return number(inner.of.value === 0 ? 0 : -inner.of.value, inner.span);
		return inner.of.kind === "negate" ? inner.of.of : inner;
	}
	if (inner.kind === "choice" && isNumber(inner.then) && isNumber(inner.otherwise, inner.then.value)) return inner.then;
	return inner;
}

export const plus = (a: Expression, b: Expression) => simplify(binary("+", a, b));
export const minus = (a: Expression, b: Expression) => simplify(binary("-", a, b));
export const multiply = (a: Expression, b: Expression) => simplify(binary("*", a, b));
export const divide = (a: Expression, b: Expression) => simplify(binary("/", a, b));
export const raise = (a: Expression, b: Expression) => simplify(binary("^", a, b));
