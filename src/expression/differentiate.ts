import { binary, call, choice, type Expression, namesIn, negate, number } from "./expression.ts";
import { divide, minus, multiply, plus, raise, simplify } from "./simplify.ts";

const zero = number(0);
const one = number(1);
const isZero = (e: Expression) => e.kind === "number" && e.value === 0;

/** Functions that are plain arithmetic and choices underneath, written out so that the rules below reach them. */
function writtenOut(e: Extract<Expression, { kind: "call" }>): Expression | undefined {
	const [a, b, c] = e.args as [Expression, Expression, Expression | undefined];
	switch (e.name) {
		case "min":
		case "max": {
			const [first, ...rest] = e.args;
			return rest.reduce((best, next) => choice(binary(e.name === "min" ? "<=" : ">=", best, next), best, next), first!);
		}
		case "clamp":
			return choice(binary("<", a, b), b, choice(binary(">", a, c!), c!, a));
		case "abs":
			return choice(binary(">=", a, zero), a, negate(a));
		case "pow":
			return binary("^", a, b);
		case "hill": {
			const n = c ?? one;
			const powered = raise(a, n);
			return choice(binary(">", a, zero), divide(powered, plus(raise(b, n), powered)), zero);
		}
		default:
			return undefined;
	}
}

function ofCall(e: Extract<Expression, { kind: "call" }>, by: string): Expression {
	const plain = writtenOut(e);
	if (plain) return derive(plain, by);
	const a = e.args[0]!;
	const inner = derive(a, by);
	if (isZero(inner)) return zero;
	switch (e.name) {
		case "exp":
			return multiply(e, inner);
		case "log":
			return divide(inner, a);
		case "sqrt":
			return divide(inner, multiply(number(2), e));
		case "sin":
			return multiply(call("cos", [a]), inner);
		case "cos":
			return negate(multiply(call("sin", [a]), inner));
		case "tanh":
			return multiply(minus(one, raise(e, number(2))), inner);
		case "floor":
		case "round":
			return zero;
		default:
			throw new Error(`no derivative of ${e.name}`);
	}
}

function ofPower(base: Expression, exponent: Expression, by: string): Expression {
	const inBase = derive(base, by);
	const inExponent = derive(exponent, by);
	const outer = multiply(multiply(exponent, raise(base, minus(exponent, one))), inBase);
	if (isZero(inExponent)) return isZero(inBase) ? zero : outer;
	const along = multiply(multiply(raise(base, exponent), call("log", [base])), inExponent);
	return isZero(inBase) ? along : plus(outer, along);
}

function derive(e: Expression, by: string): Expression {
	if (!namesIn(e).has(by)) return zero;
	switch (e.kind) {
		case "number":
			return zero;
		case "name":
			return e.name === by ? one : zero;
		case "negate":
			return negate(derive(e.of, by));
		case "choice":
			return simplify(choice(e.when, derive(e.then, by), derive(e.otherwise, by)));
		case "call":
			return ofCall(e, by);
		case "not":
			return zero;
		case "binary": {
			const { left: a, right: b } = e;
			switch (e.operator) {
				case "+":
					return plus(derive(a, by), derive(b, by));
				case "-":
					return minus(derive(a, by), derive(b, by));
				case "*":
					return plus(multiply(derive(a, by), b), multiply(a, derive(b, by)));
				case "/":
					return divide(minus(derive(a, by), multiply(e, derive(b, by))), b);
				case "^":
					return ofPower(a, b, by);
				default:
					return zero;
			}
		}
	}
}

/**
 * The derivative of an expression of pure numbers by one of its names, by our own rules for every function of the language. At a kink
 * (`max(x, 0)` at 0) it is that of the branch taken; other names are held constant.
 *
 *     printExpression(differentiate(parsed("hill(x, k, 2)"), "x"))
 */
export function differentiate(e: Expression, by: string): Expression {
	return simplify(derive(e, by));
}
