import fc from "fast-check";
import { binary, call, choice, type Expression, name, negate, number } from "../../src/language/expression.ts";

/** Names that any expression may read. */
export const anyNames = ["a", "b", "c"] as const;
export type AnyValues = Readonly<Record<(typeof anyNames)[number], number>>;

// Six decimals: mathjs takes numbers for equal that differ in the twelfth digit.
const decimals = (value: number) => Math.round(value * 1e6) / 1e6 + 0;
const aValue = fc
	.oneof(fc.double({ min: -4, max: 4, noNaN: true }), fc.integer({ min: -3, max: 3 }), fc.double({ min: 0.1, max: 3, noNaN: true }))
	.map(decimals);
export const anyValues: fc.Arbitrary<AnyValues> = fc.record({ a: aValue, b: aValue, c: aValue });

const aNumber = fc
	.oneof(
		fc.integer({ min: -5, max: 9 }),
		fc.double({ min: -6, max: 6, noNaN: true }).map(decimals),
		fc.constantFrom(0.1, 1e-7, 1e21, 123456.789),
	)
	.map((value) => number(value === 0 ? 0 : value));
const aLeaf = fc.oneof(
	aNumber,
	fc.constantFrom(...anyNames).map((one) => name(one)),
);
const not = (of: Expression): Expression => ({ kind: "not", of, span: of.span });

const ofOne = ["exp", "log", "sqrt", "abs", "sin", "cos", "tanh", "arcsin", "arccos", "arctan", "floor", "ceil"] as const;

const tied = fc.letrec<{ quantity: Expression; condition: Expression }>((tie) => {
	const quantity = tie("quantity");
	const pair = fc.tuple(quantity, quantity);
	const bounded = { maxDepth: 5, depthIdentifier: "expression" } as const;
	return {
		quantity: fc.oneof(
			bounded,
			aLeaf,
			fc
				.tuple(fc.constantFrom("+", "-", "*", "/", "^"), quantity, quantity)
				.map(([operator, left, right]) => binary(operator, left, right)),
			fc.tuple(quantity, fc.constantFrom(-1, 2, 3, 4, 0.5)).map(([base, power]) => binary("^", base, number(power))),
			quantity.map(negate),
			fc.tuple(fc.constantFrom(...ofOne), quantity).map(([fn, arg]) => call(fn, [arg])),
			fc.tuple(fc.constantFrom("min", "max", "pow", "hill"), pair).map(([fn, args]) => call(fn, args)),
			fc.tuple(quantity, quantity, fc.constantFrom(1, 2, 3, 4, 2.5)).map(([x, k, n]) => call("hill", [x, k, number(n)])),
			fc.tuple(quantity, quantity, quantity).map((args) => call("clamp", args)),
			fc.tuple(tie("condition"), quantity, quantity).map(([when, then, otherwise]) => choice(when, then, otherwise)),
		),
		condition: fc.oneof(
			bounded,
			fc
				.tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), aLeaf, aLeaf)
				.map(([operator, left, right]) => binary(operator, left, right)),
			fc.tuple(fc.constantFrom("<", "<=", ">", ">="), quantity, quantity).map(([operator, left, right]) => binary(operator, left, right)),
			fc
				.tuple(fc.constantFrom("and", "or"), tie("condition"), tie("condition"))
				.map(([operator, left, right]) => binary(operator, left, right)),
			tie("condition").map(not),
		),
	};
});

/** Any expression of pure numbers that yields a number, over the names a, b and c. */
export const anyExpression: fc.Arbitrary<Expression> = tied.quantity;
export const anyCondition: fc.Arbitrary<Expression> = tied.condition;
