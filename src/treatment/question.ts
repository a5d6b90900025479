import { children, type Expression, mapChildren } from "../expression/expression.ts";
import { javascript, prelude } from "../expression/generate.ts";
import { printExpression } from "../expression/print.ts";
import { functionFromText } from "../model/function-from-text.ts";

/** Functions that only conditions have: they ask of the past, or of what is given. */
export const conditionFunctions = ["held", "since", "doses", "amount", "change", "worst", "step"] as const;

type ConditionFunction = (typeof conditionFunctions)[number];

const isConditionFunction = (name: string): name is ConditionFunction => conditionFunctions.some((one) => one === name);

/** What a condition asks of a look. Answers are numbers: unknown is NaN, times in hours. */
export type Question = { readonly key: string } & (
	| { readonly kind: "number" | "since" | "step"; readonly name: string }
	/** `window`: hours back from now; infinite when all count. */
	| { readonly kind: "doses" | "amount" | "change" | "worst"; readonly name: string; readonly window: number }
	/** How long a condition has been true without a break; `test` is its place among the tests of the inquiry. */
	| { readonly kind: "held"; readonly test: number }
);

/** The answer to a question at a time. */
export type Answer = (time: number) => number;

/**
 * Whether a condition holds at a time, by what gives the answers, each at its question's place; it asks only what can still decide. A
 * comparison with something unknown is false.
 */
export type Test = (answers: readonly Answer[], time: number) => boolean;

/** Conditions that are looked at together: what several of them ask is one question. */
export interface Inquiry {
	/** What stands inside a `held` comes before it. */
	readonly questions: readonly Question[];
	/** One for each condition, in their order; then those of what stands inside a `held`. */
	readonly tests: readonly Test[];
}

/**
 * What checked conditions ask, and how they follow from the answers, as generated code: a care team asks again and again.
 *
 *     const { questions, tests } = inquiryOf([condition]);     // temperature >= 38 and since(tocilizumab) >= 8
 *     tests[0](questions.map(answerTo), 72)                     // true or false
 */
export function inquiryOf(conditions: readonly Expression[]): Inquiry {
	const questions: Question[] = [];
	const places = new Map<string, number>();
	const insideHeld: string[] = [];

	const questionOf = (key: string, part: Asking): Question => {
		if (part.kind === "name") return { key, kind: "number", name: part.name };
		const [first, second] = part.args;
		const kind = part.name as ConditionFunction;
		if (kind === "held") return { key, kind, test: conditions.length + insideHeld.push(codeOf(first!)) - 1 };
		const name = first?.kind === "name" ? first.name : "";
		if (kind === "since" || kind === "step") return { key, kind, name };
		return { key, kind, name, window: second?.kind === "number" ? second.value : Number.POSITIVE_INFINITY };
	};
	const placeOf = (part: Asking): number => {
		const key = printExpression(part);
		const known = places.get(key);
		if (known !== undefined) return known;
		const question = questionOf(key, part);
		places.set(key, questions.length);
		return questions.push(question) - 1;
	};
	/** The condition with a name for the place of each answer. */
	const withPlaces = (part: Expression): Expression => {
		const asks = part.kind === "name" || (part.kind === "call" && isConditionFunction(part.name));
		return asks ? { kind: "name", name: `a[${placeOf(part)}](t)`, span: part.span } : mapChildren(part, withPlaces);
	};
	const codeOf = (condition: Expression) => `(a, t) => ${javascript(withPlaces(condition), (place) => place)}`;

	const codes = conditions.map(codeOf);
	return { questions, tests: functionFromText(`${prelude}\nreturn [${[...codes, ...insideHeld].join(",\n")}];`) };
}

type Asking = Extract<Expression, { kind: "name" | "call" }>;

/** Inquiries of one condition each, made once. */
const inquiries = new WeakMap<Expression, Inquiry>();

/** Whether a checked condition holds, by whoever answers its questions. */
export function holds(condition: Expression, answer: (question: Question) => number): boolean {
	const known = inquiries.get(condition) ?? inquiryOf([condition]);
	inquiries.set(condition, known);
	return known.tests[0]!(
		known.questions.map((question) => () => answer(question)),
		Number.NaN,
	);
}

/** Every call of one of the functions above inside a condition. */
export function callsOf(condition: Expression, name: ConditionFunction): Extract<Asking, { kind: "call" }>[] {
	const inner = children(condition).flatMap((child) => callsOf(child, name));
	return condition.kind === "call" && condition.name === name ? [condition, ...inner] : inner;
}
