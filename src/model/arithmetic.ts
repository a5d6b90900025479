import { binary, call, choice, type Expression, mapChildren, number } from "../language/expression.ts";

/** The largest whole power that is written as products. */
const mostFactors = 8;

/** x^n for a whole n from 1 on, as products of squares, which are shared. */
function product(x: Expression, n: number): Expression {
	if (n === 1) return x;
	if (n % 2 === 1) return binary("*", product(x, n - 1), x);
	const half = product(x, n / 2);
	return binary("*", half, half);
}

/** x^n by products and a root where n is a small multiple of a half. */
function power(x: Expression, n: Expression): Expression {
	if (n.kind !== "number" || n.value <= 0 || n.value > mostFactors) return binary("^", x, n);
	const whole = Math.floor(n.value);
	if (n.value === whole) return product(x, whole);
	if (n.value !== whole + 0.5) return binary("^", x, n);
	const root = call("sqrt", [x]);
	return whole === 0 ? root : binary("*", product(x, whole), root);
}

/**
 * Hill functions and simple powers as arithmetic: the engine writes only the first few calls of a long function into it, and every call that
 * is left costs more than the arithmetic. Not-a-number stays not-a-number.
 */
export function asArithmetic(e: Expression): Expression {
	const inner = mapChildren(e, asArithmetic);
	if (inner.kind === "binary" && inner.operator === "^") return power(inner.left, inner.right);
	if (inner.kind !== "call" || inner.name !== "hill") return inner;
	const [x, k, n = number(1)] = inner.args as [Expression, Expression, Expression | undefined];
	const powered = power(x, n);
	return choice(binary("<=", x, number(0)), number(0), binary("/", powered, binary("+", power(k, n), powered)));
}
