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
			// One argument is split off at a time, so that the text grows with the square of their number and not with 2 to its power.
			if (e.args.length === 1) return a;
			const [rest, last] = [call(e.name, e.args.slice(0, -1)), e.args.at(-1)!];
			return choice(binary(e.name === "min" ? "<=" : ">=", rest, last), rest, last);
		}
		case "clamp":
			return call("min", [call("max", [a, b]), c!]);
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
	if (e.name === "hill" && onlyFirstMoves(e.args, by)) return ofHill(e, by);
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
			return unlessStill(inner, divide(inner, multiply(number(2), e)));
		case "sin":
			return multiply(call("cos", [a]), inner);
		case "cos":
			return negate(multiply(call("sin", [a]), inner));
		case "tanh":
			return multiply(minus(one, raise(e, number(2))), inner);
		case "arcsin":
			return unlessStill(inner, divide(inner, besides(a)));
		case "arccos":
			return unlessStill(inner, negate(divide(inner, besides(a))));
		case "arctan":
			return divide(inner, plus(one, raise(a, number(2))));
		case "factorial":
		case "floor":
		case "ceil":
		case "round":
			return zero;
		default:
			throw new Error(`no derivative of ${e.name}`);
	}
}

/**
 * With H = x^n/(k^n + x^n) and only x moving: H' = n H (1 - H) x'/x for x > 0, else 0. It reads H itself, whose power is the expensive part
 * and stands in the equation already.
 */
function ofHill(e: Extract<Expression, { kind: "call" }>, by: string): Expression {
	const [x, , n = one] = e.args as [Expression, Expression, Expression | undefined];
	const along = divide(multiply(multiply(n, multiply(e, minus(one, e))), derive(x, by)), x);
	return choice(binary(">", x, zero), along, zero);
}

const onlyFirstMoves = (args: readonly Expression[], by: string) => args.slice(1).every((arg) => !namesIn(arg).has(by));

/** sqrt(1 - a^2) */
const besides = (a: Expression) => call("sqrt", [minus(one, raise(a, number(2)))]);

/** 0 where the inside does not move: `sqrt(max(x, 0))` for x < 0 would else be 0/0. */
function unlessStill(inner: Expression, derivative: Expression): Expression {
	return inner.kind === "number" ? derivative : choice(binary("==", inner, zero), zero, derivative);
}

function ofPower(base: Expression, exponent: Expression, by: string): Expression {
	const inBase = derive(base, by);
	const inExponent = derive(exponent, by);
	const plain = multiply(multiply(exponent, raise(base, minus(exponent, one))), inBase);
	const outer = exponent.kind === "number" && exponent.value >= 1 ? plain : unlessStill(inBase, plain);
	if (isZero(inExponent)) return isZero(inBase) ? zero : outer;
	const bent = multiply(multiply(raise(base, exponent), call("log", [base])), inExponent);
	// 0 to any power stays 0, but its logarithm is infinite; below 0 only whole powers exist, and these cannot move.
	const along = base.kind === "number" && base.value > 0 ? bent : choice(binary(">", base, zero), bent, zero);
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
