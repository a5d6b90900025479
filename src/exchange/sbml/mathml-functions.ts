import { binary, call, choice, type Expression, negate, number } from "../../language/expression.ts";

type Make = (...args: Expression[]) => Expression;

const [zero, one, two] = [number(0), number(1), number(2)];
const plus = (a: Expression, b: Expression) => binary("+", a, b);
const minus = (a: Expression, b: Expression) => binary("-", a, b);
const times = (a: Expression, b: Expression) => binary("*", a, b);
const over = (a: Expression, b: Expression) => binary("/", a, b);
const fn = (name: string) => (a: Expression) => call(name, [a]);
const [exp, log, sqrt, sin, cos, tanh] = ["exp", "log", "sqrt", "sin", "cos", "tanh"].map(fn) as [Make, Make, Make, Make, Make, Make];
const square = (a: Expression) => times(a, a);
const inverse = (a: Expression) => over(one, a);

const tan: Make = (x) => over(sin(x!), cos(x!));
const sinh: Make = (x) => over(minus(exp(x!), exp(negate(x!))), two);
const cosh: Make = (x) => over(plus(exp(x!), exp(negate(x!))), two);
const arcsinh: Make = (x) => log(plus(x!, sqrt(plus(square(x!), one))));
const arccosh: Make = (x) => log(plus(x!, sqrt(minus(square(x!), one))));
const arctanh: Make = (x) => over(log(over(plus(one, x!), minus(one, x!))), two);

const reciprocal =
	(of: Make): Make =>
	(x) =>
		inverse(of(x!));
const ofReciprocal =
	(of: Make): Make =>
	(x) =>
		of(inverse(x!));

/** Functions of MathML with one argument, in the functions of the model language. */
export const functionsOfOne: Readonly<Record<string, Make>> = {
	abs: fn("abs"),
	floor: fn("floor"),
	ceiling: fn("ceil"),
	factorial: fn("factorial"),
	arcsin: fn("arcsin"),
	arccos: fn("arccos"),
	arctan: fn("arctan"),
	arcsec: ofReciprocal(fn("arccos")),
	arccsc: ofReciprocal(fn("arcsin")),
	arccot: ofReciprocal(fn("arctan")),
	exp,
	ln: log,
	sin,
	cos,
	tanh,
	tan,
	sinh,
	cosh,
	sec: reciprocal(cos),
	csc: reciprocal(sin),
	cot: reciprocal(tan),
	sech: reciprocal(cosh),
	csch: reciprocal(sinh),
	coth: reciprocal(tanh),
	arcsinh,
	arccosh,
	arctanh,
	arcsech: ofReciprocal(arccosh),
	arccsch: ofReciprocal(arcsinh),
	arccoth: ofReciprocal(arctanh),
};

/** Towards 0. */
const truncated = (x: Expression) => choice(binary(">=", x, zero), call("floor", [x]), call("ceil", [x]));

/** Functions of MathML with two arguments. */
export const functionsOfTwo: Readonly<Record<string, (a: Expression, b: Expression) => Expression>> = {
	minus,
	divide: over,
	power: (a, b) => binary("^", a, b),
	quotient: (a, b) => truncated(over(a, b)),
	rem: (a, b) => minus(a, times(b, truncated(over(a, b)))),
};

/** The root of a degree; the square root where none is said. */
export function rootOf(x: Expression, degree: Expression | undefined): Expression {
	const isSquare = degree === undefined || (degree.kind === "number" && degree.value === 2);
	return isSquare ? sqrt(x) : binary("^", x, inverse(degree));
}

/** The logarithm to a base; to 10 where none is said. */
export const logarithmOf = (x: Expression, base: Expression = number(10)): Expression => over(log(x), log(base));

/** A sum or product of any number of parts. */
export function folded(operator: "+" | "*", parts: readonly Expression[]): Expression {
	if (parts.length === 0) return operator === "+" ? zero : one;
	return parts.reduce((a, b) => binary(operator, a, b));
}

/** A truth as a number. */
export const asNumber = (condition: Expression): Expression => choice(condition, one, zero);
export const asCondition = (value: Expression): Expression => binary("!=", value, zero);
export const always: Expression = binary("==", zero, zero);
export const never: Expression = binary("!=", zero, zero);
