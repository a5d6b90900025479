import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closureOf, type Values } from "../../src/expression/evaluate.ts";
import { type Expression, number } from "../../src/expression/expression.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { printExpression } from "../../src/expression/print.ts";
import { holds, inquiryOf, type Question } from "../../src/treatment/question.ts";

const span = { start: 0, end: 0 };
const named = (name: string): Expression => ({ kind: "name", name, span });
const called = (name: string, ...args: Expression[]): Expression => ({ kind: "call", name, args, span });
const aName = fc.constantFrom("map", "crs", "t").map(named);
const aTreatment = fc.constantFrom("tocilizumab", "anakinra").map(named);
const aWindow = fc.constantFrom(12, 24).map((hours) => number(hours, span));

/** Conditions as rules have them, of whatever depth. */
const { condition: aCondition } = fc.letrec<{ leaf: Expression; compared: Expression; condition: Expression }>((tie) => ({
	leaf: fc.oneof(
		{ weight: 3, arbitrary: aName },
		fc.integer({ min: -2, max: 3 }).map((value) => number(value, span)),
		fc.tuple(fc.constantFrom("since", "step"), aTreatment).map(([name, of]) => called(name, of)),
		fc
			.tuple(fc.constantFrom("doses", "amount", "change", "worst"), aTreatment, aWindow)
			.map(([name, of, window]) => called(name, of, window)),
		aTreatment.map((of) => called("doses", of)),
		tie("condition").map((inner) => called("held", inner)),
	),
	compared: fc
		.tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!=" as const), tie("leaf"), tie("leaf"))
		.map(([operator, left, right]) => ({ kind: "binary", operator, left, right, span }) as Expression),
	condition: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		tie("compared"),
		fc
			.tuple(fc.constantFrom("and", "or" as const), tie("condition"), tie("condition"))
			.map(([operator, left, right]) => ({ kind: "binary", operator, left, right, span }) as Expression),
		tie("condition").map((of) => ({ kind: "not", of, span }) as Expression),
	),
}));

/** Some number for each question, now and then an unknown one. */
const answerBy =
	(seed: number) =>
	({ key }: Pick<Question, "key">): number => {
		const drawn = [...key].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 65_521, seed);
		return drawn % 6 === 0 ? Number.NaN : (drawn % 6) - 2;
	};

/** The plain way: read from the condition as it stands. */
const plainly = (condition: Expression, seed: number): boolean =>
	closureOf<Values>(
		condition,
		(call) => () => answerBy(seed)({ key: printExpression(call) }),
	)({
		number: (name) => answerBy(seed)({ key: name }),
	}) !== 0;

describe("a condition as code", () => {
	test("holds whenever it holds by the plain way", () => {
		fc.assert(
			fc.property(aCondition, fc.nat(10_000), (condition, seed) => {
				expect(holds(condition, answerBy(seed))).toBe(plainly(condition, seed));
			}),
			{ numRuns: 500 },
		);
	});

	test("says the same among others as alone", () => {
		fc.assert(
			fc.property(fc.array(aCondition, { minLength: 1, maxLength: 6 }), fc.nat(10_000), (conditions, seed) => {
				const { questions, tests } = inquiryOf(conditions);
				const answers = questions.map((question) => () => answerBy(seed)(question));
				expect(conditions.map((_, i) => tests[i]!(answers, 0))).toEqual(conditions.map((one) => holds(one, answerBy(seed))));
			}),
		);
	});

	test("asks nothing twice, and first what stands inside", () => {
		fc.assert(
			fc.property(fc.array(aCondition, { minLength: 1, maxLength: 6 }), (conditions) => {
				const keys = inquiryOf(conditions).questions.map(({ key }) => key);
				expect(new Set(keys).size).toBe(keys.length);
				for (const [i, key] of keys.entries()) expect(keys.slice(0, i).filter((earlier) => earlier.includes(`held(${key}`))).toEqual([]);
			}),
		);
	});
});

test("what several rules ask is one question", () => {
	const read = (text: string) => {
		const parsed = parseExpression(text);
		if ("fault" in parsed) throw new Error(parsed.fault.message);
		return parsed.expression;
	};
	const { questions, tests } = inquiryOf(["crs >= 2 and since(tocilizumab) >= 8", "crs >= 3 or held(crs >= 2) >= 24"].map(read));
	expect(questions.map(({ key, kind }) => `${kind}: ${key}`)).toEqual(["number: crs", "since: since(tocilizumab)", "held: held(crs >= 2)"]);
	expect(tests).toHaveLength(3);
	expect(tests.map((one) => one([() => 2, () => 9, () => 0], 72))).toEqual([true, false, true]);
});

test("a rule that fails at its first comparison asks one question", () => {
	const parsed = parseExpression("crs >= 2 and doses(tocilizumab) < 4 and since(tocilizumab) >= 8");
	if ("fault" in parsed) throw new Error(parsed.fault.message);
	const asked: string[] = [];
	holds(parsed.expression, ({ key }) => {
		asked.push(key);
		return 0;
	});
	expect(asked).toEqual(["crs"]);
});
