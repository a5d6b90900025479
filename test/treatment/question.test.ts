import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expression, number } from "../../src/language/expression.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { printExpression } from "../../src/language/print.ts";
import { inquiryBuilder, surelyHolds } from "../../src/treatment/inquiry.ts";
import { type Inquiry, type Question, testsOf } from "../../src/treatment/question.ts";

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
		aName.map((of) => called("known", of)),
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

const compared = {
	"<": (a: number, b: number) => a < b,
	"<=": (a: number, b: number) => a <= b,
	">": (a: number, b: number) => a > b,
	">=": (a: number, b: number) => a >= b,
	"==": (a: number, b: number) => a === b,
	"!=": (a: number, b: number) => a !== b,
};

/** The number of a leaf by the plain way; a comparison that is used as a number does not occur here. */
const numberOf = (leaf: Expression, seed: number) => (leaf.kind === "number" ? leaf.value : answerBy(seed)({ key: printExpression(leaf) }));

/** The plain way: the truth tables of Kleene, read from the condition as it stands; null is unknown. */
function truthOf(condition: Expression, seed: number): boolean | null {
	if (condition.kind === "not") {
		const of = truthOf(condition.of, seed);
		return of === null ? null : !of;
	}
	if (condition.kind !== "binary") throw new Error(`no condition: ${condition.kind}`);
	const { operator, left, right } = condition;
	if (operator === "and" || operator === "or") {
		const decisive = operator === "or";
		const both = [truthOf(left, seed), truthOf(right, seed)];
		return both.includes(decisive) ? decisive : both.includes(null) ? null : !decisive;
	}
	const [a, b] = [numberOf(left, seed), numberOf(right, seed)];
	return Number.isNaN(a) || Number.isNaN(b) ? null : compared[operator as keyof typeof compared](a, b);
}

const inquiryOf = (conditions: readonly Expression[]): { readonly inquiry: Inquiry; readonly places: readonly number[] } => {
	const { add, inquiry } = inquiryBuilder();
	const places = conditions.map((condition) => add(condition));
	return { inquiry: inquiry(), places };
};

/** Whether each of some conditions holds, asked together. */
function together(conditions: readonly Expression[], answer: (question: Question) => number): boolean[] {
	const { inquiry, places } = inquiryOf(conditions);
	const tests = testsOf(inquiry);
	const answers = inquiry.questions.map((question) => () => answer(question));
	return places.map((place) => tests[place]!(answers, 0));
}

const read = (text: string) => {
	const parsed = parseExpression(text);
	if ("fault" in parsed) throw new Error(parsed.fault.message);
	return parsed.expression;
};

describe("a condition as code", () => {
	test("holds just when it is surely true by the truth tables of Kleene", () => {
		fc.assert(
			fc.property(aCondition, fc.nat(10_000), (condition, seed) => {
				expect(together([condition], answerBy(seed))).toEqual([truthOf(condition, seed) === true]);
			}),
			{ numRuns: 500 },
		);
	});

	test("and its opposite just when it is surely false: what is unknown lets neither hold", () => {
		fc.assert(
			fc.property(aCondition, fc.nat(10_000), (condition, seed) => {
				const opposite: Expression = { kind: "not", of: condition, span };
				expect(together([opposite], answerBy(seed))).toEqual([truthOf(condition, seed) === false]);
			}),
			{ numRuns: 500 },
		);
	});

	test("says the same among others as alone", () => {
		fc.assert(
			fc.property(fc.array(aCondition, { minLength: 1, maxLength: 6 }), fc.nat(10_000), (conditions, seed) => {
				const answer = answerBy(seed);
				expect(together(conditions, answer)).toEqual(conditions.flatMap((one) => together([one], answer)));
			}),
		);
	});

	test("asks nothing twice, and first what stands inside", () => {
		fc.assert(
			fc.property(fc.array(aCondition, { minLength: 1, maxLength: 6 }), (conditions) => {
				const keys = inquiryOf(conditions).inquiry.questions.map(({ key }) => key);
				expect(new Set(keys).size).toBe(keys.length);
				for (const [i, key] of keys.entries()) expect(keys.slice(0, i).filter((earlier) => earlier.includes(`held(${key}`))).toEqual([]);
			}),
		);
	});

	test("is plain data until it is loaded", () => {
		const { inquiry } = inquiryOf([read("crs >= 2 or held(map < 65) >= 4")]);
		expect(structuredClone(inquiry)).toEqual(inquiry);
	});
});

test("what several rules ask is one question", () => {
	const { inquiry, places } = inquiryOf(["crs >= 2 and since(tocilizumab) >= 8", "crs >= 3 or held(crs >= 2) >= 24"].map(read));
	const keys = inquiry.questions.map(({ key, kind }) => `${kind}: ${key}`);
	expect(keys).toEqual(["number: crs", "since: since(tocilizumab)", "held: held(crs >= 2)"]);
	const tests = testsOf(inquiry);
	expect(tests).toHaveLength(3);
	expect(places.map((place) => tests[place]!([() => 2, () => 9, () => 0], 72))).toEqual([true, false]);
});

test("a name that only the dose about to be given answers is another question than the patient's", () => {
	const { add, inquiry } = inquiryBuilder();
	add(read("dose > 800 and weight > 100"), new Set(["dose"]));
	expect(inquiry().questions.map(({ kind, key }) => `${kind}: ${key}`)).toEqual(["own: dose of the dose", "number: weight"]);
});

test("a grade that is unknown is a fact that a rule can ask for", () => {
	const [unknown, known] = [Number.NaN, 2].map(
		(icans) => (question: Question) => (question.kind === "known" ? (icans === 2 ? 1 : 0) : icans),
	);
	const conditions = ["not (icans >= 2)", "icans < 2", "known(icans) > 0 and icans >= 2", "not (known(icans) > 0)"].map(read);
	expect(together(conditions, unknown!)).toEqual([false, false, false, true]);
	expect(together(conditions, known!)).toEqual([false, false, true, false]);
});

test("a rule that fails at its first comparison asks one question", () => {
	const asked: string[] = [];
	surelyHolds(read("crs >= 2 and doses(tocilizumab) < 4 and since(tocilizumab) >= 8"), ({ key }) => {
		asked.push(key);
		return 0;
	});
	expect(asked).toEqual(["crs"]);
});
