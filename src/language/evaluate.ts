import { elementary } from "../elementary/elementary.ts";
import type { Call, Expression } from "./expression.ts";
import { clamp, hill } from "./functions.ts";

type Operator = Extract<Expression, { kind: "binary" }>["operator"];

/** What the names in an expression stand for. */
export interface Values {
	readonly number: (name: string) => number;
}

/** The value of an expression as a function of what its names stand for; conditions are 1 and 0. */
export type Closure<V extends Values = Values> = (values: V) => number;

const builtIn: Readonly<Record<string, (...args: number[]) => number>> = {
	...elementary,
	sqrt: Math.sqrt,
	abs: Math.abs,
	min: Math.min,
	max: Math.max,
	hill: (x, k, n) => hill(x!, k!, n),
	clamp: (x, low, high) => clamp(x!, low!, high!),
	floor: Math.floor,
	ceil: Math.ceil,
	round: Math.round,
};

const operate: Readonly<Record<Operator, <V extends Values>(a: Closure<V>, b: Closure<V>) => Closure<V>>> = {
	"+": (a, b) => (values) => a(values) + b(values),
	"-": (a, b) => (values) => a(values) - b(values),
	"*": (a, b) => (values) => a(values) * b(values),
	"/": (a, b) => (values) => a(values) / b(values),
	"^": (a, b) => (values) => elementary.pow(a(values), b(values)),
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
 * An expression of pure numbers as functions inside functions, for what is asked again and again. `special` gives functions beyond the
 * language's own, such as `since`; what stands inside them is theirs to read. A comparison with an unknown value (NaN) is false.
 *
 *     const hot = closureOf(expression);      // temperature >= 38
 *     hot({ number: (name) => row[name] })    // 1 or 0
 */
export function closureOf<V extends Values>(e: Expression, special?: (call: Call) => Closure<V>): Closure<V> {
	const inside = (part: Expression) => closureOf(part, special);
	switch (e.kind) {
		case "number": {
			const { value } = e;
			return () => value;
		}
		case "name": {
			const { name } = e;
			return (values) => values.number(name);
		}
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
		case "call":
			return called(e, special);
		case "binary":
			// (a and b) and c as a and (b and c): the first that does not hold is the last that is asked.
			if (e.operator === "and" && e.left.kind === "binary" && e.left.operator === "and")
				return inside({ ...e, left: e.left.left, right: { ...e, left: e.left.right } });
			return operate[e.operator](inside(e.left), inside(e.right));
	}
}

function called<V extends Values>(call: Call, special?: (call: Call) => Closure<V>): Closure<V> {
	const own = builtIn[call.name];
	if (own) {
		const args = call.args.map((arg) => closureOf(arg, special));
		return (values) => own(...args.map((arg) => arg(values)));
	}
	if (special) return special(call);
	throw new Error(`no function ${call.name}`);
}

/**
 * The value of an expression of pure numbers, asked once.
 *
 *     evaluate(expression, { number: (name) => row[name] })
 */
export const evaluate = (e: Expression, values: Values): number => closureOf(e)(values);
