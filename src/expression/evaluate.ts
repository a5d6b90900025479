import type { Expression } from "./expression.ts";
import { clamp, hill } from "./functions.ts";

type Call = Extract<Expression, { kind: "call" }>;
type Name = Extract<Expression, { kind: "name" }>;
type Operator = Extract<Expression, { kind: "binary" }>["operator"];

/** What the names in an expression stand for. */
export interface Values {
	readonly number: (name: string) => number;
}

/** The value of an expression as a function of what its names stand for; conditions are 1 and 0. */
export type Closure<V = Values> = (values: V) => number;

const builtIn: Readonly<Record<string, (...args: number[]) => number>> = {
	exp: Math.exp,
	log: Math.log,
	sqrt: Math.sqrt,
	abs: Math.abs,
	min: Math.min,
	max: Math.max,
	pow: (a, b) => a! ** b!,
	hill: (x, k, n) => hill(x!, k!, n),
	clamp: (x, low, high) => clamp(x!, low!, high!),
	sin: Math.sin,
	cos: Math.cos,
	tanh: Math.tanh,
	floor: Math.floor,
	round: Math.round,
};

const operate: Readonly<Record<Operator, <V>(a: Closure<V>, b: Closure<V>) => Closure<V>>> = {
	"+": (a, b) => (values) => a(values) + b(values),
	"-": (a, b) => (values) => a(values) - b(values),
	"*": (a, b) => (values) => a(values) * b(values),
	"/": (a, b) => (values) => a(values) / b(values),
	"^": (a, b) => (values) => a(values) ** b(values),
	"<": (a, b) => (values) => (a(values) < b(values) ? 1 : 0),
	"<=": (a, b) => (values) => (a(values) <= b(values) ? 1 : 0),
	">": (a, b) => (values) => (a(values) > b(values) ? 1 : 0),
	">=": (a, b) => (values) => (a(values) >= b(values) ? 1 : 0),
	"==": (a, b) => (values) => (a(values) === b(values) ? 1 : 0),
	// Unknown is not "different": a comparison with NaN is false.
	"!=": (a, b) => (values) => {
		const [left, right] = [a(values), b(values)];
		return left < right || left > right ? 1 : 0;
	},
	and: (a, b) => (values) => (a(values) !== 0 && b(values) !== 0 ? 1 : 0),
	or: (a, b) => (values) => (a(values) !== 0 || b(values) !== 0 ? 1 : 0),
};

/**
 * An expression of pure numbers as functions inside functions, for what is asked again and again. `leaf` gives what a name stands for, and a
 * call beyond the language's own functions, such as `since`; what stands inside that is its to read. A comparison with an unknown value (NaN)
 * is false.
 *
 *     const hot = closureOver(expression, () => (row: Float64Array) => row[0]!);   // temperature >= 38
 *     hot(row)                                                                     // 1 or 0
 */
export function closureOver<V>(e: Expression, leaf: (part: Name | Call) => Closure<V>): Closure<V> {
	const inside = (part: Expression) => closureOver(part, leaf);
	switch (e.kind) {
		case "number": {
			const { value } = e;
			return () => value;
		}
		case "name":
			return leaf(e);
		case "negate": {
			const of = inside(e.of);
			return (values) => -of(values);
		}
		case "not": {
			const of = inside(e.of);
			return (values) => (of(values) === 0 ? 1 : 0);
		}
		case "choice": {
			const [when, then, otherwise] = [inside(e.when), inside(e.then), inside(e.otherwise)];
			return (values) => (when(values) !== 0 ? then(values) : otherwise(values));
		}
		case "call": {
			const own = builtIn[e.name];
			if (own === undefined) return leaf(e);
			const args = e.args.map(inside);
			return (values) => own(...args.map((arg) => arg(values)));
		}
		case "binary":
			// (a and b) and c as a and (b and c): the first that does not hold is the last that is asked.
			if (e.operator === "and" && e.left.kind === "binary" && e.left.operator === "and")
				return inside({ ...e, left: e.left.left, right: { ...e, left: e.left.right } });
			return operate[e.operator](inside(e.left), inside(e.right));
	}
}

/**
 * The same over what tells the number of a name. `special` gives functions beyond the language's own.
 *
 *     const hot = closureOf(expression);      // temperature >= 38
 *     hot({ number: (name) => row[name] })    // 1 or 0
 */
export const closureOf = <V extends Values>(e: Expression, special?: (call: Call) => Closure<V>): Closure<V> =>
	closureOver<V>(e, (part) => {
		const { name } = part;
		if (part.kind === "name") return (values) => values.number(name);
		if (special) return special(part);
		throw new Error(`no function ${name}`);
	});

/**
 * The value of an expression of pure numbers, asked once.
 *
 *     evaluate(expression, { number: (name) => row[name] })
 */
export const evaluate = (e: Expression, values: Values): number => closureOf(e)(values);
