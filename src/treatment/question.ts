import { type Closure, closureOver } from "../expression/evaluate.ts";
import type { Expression } from "../expression/expression.ts";
import { printExpression } from "../expression/print.ts";

/** What a condition asks of a look. Answers are numbers: unknown is NaN, times in hours. */
export type Question = { readonly key: string } & (
	| { readonly kind: "number" | "since" | "step"; readonly name: string }
	/** `window`: hours back from now; infinite when all count. */
	| { readonly kind: "doses" | "amount" | "change" | "worst"; readonly name: string; readonly window: number }
	/** How long a condition has been true without a break. Where it stands in several conditions it is one question. */
	| { readonly kind: "held"; readonly holds: Test }
);

/** Answers to the questions of an inquiry, each at its question's place. */
export type Answers = Float64Array;

/** 1 when a condition holds by the answers, else 0. A comparison with something unknown is false. */
export type Test = Closure<Answers>;

/** Conditions that are looked at together: whatever they ask is asked once. */
export interface Inquiry {
	/** What stands inside a `held` comes before it. */
	readonly questions: readonly Question[];
	/** One for each condition, in their order. */
	readonly tests: readonly Test[];
}

/**
 * What checked conditions ask, and how they follow from the answers.
 *
 *     const { questions, tests } = inquiryOf([condition]);     // temperature >= 38 and since(tocilizumab) >= 8
 *     tests[0](Float64Array.from(questions, answer))           // 1 or 0
 */
export function inquiryOf(conditions: readonly Expression[]): Inquiry {
	const questions: Question[] = [];
	const places = new Map<string, number>();
	const place = (question: Question) => {
		const known = places.get(question.key);
		if (known !== undefined) return known;
		places.set(question.key, questions.length);
		return questions.push(question) - 1;
	};
	const test = (condition: Expression): Test =>
		closureOver<Answers>(condition, (part) => {
			const at = place(questionOf(part, test));
			return (answers) => answers[at]!;
		});
	return { tests: conditions.map(test), questions };
}

type Asking = Extract<Expression, { kind: "name" | "call" }>;

function questionOf(part: Asking, test: (condition: Expression) => Test): Question {
	const key = printExpression(part);
	if (part.kind === "name") return { key, kind: "number", name: part.name };
	const [first, second] = part.args;
	const kind = part.name as Exclude<Question["kind"], "number">;
	if (kind === "held") return { key, kind, holds: test(first!) };
	const name = first?.kind === "name" ? first.name : "";
	if (kind === "since" || kind === "step") return { key, kind, name };
	return { key, kind, name, window: second?.kind === "number" ? second.value : Number.POSITIVE_INFINITY };
}

/** Inquiries of one condition each; made once, as a care team asks again and again. */
const inquiries = new WeakMap<Expression, Inquiry>();

/** Whether a checked condition holds, by whoever answers its questions. */
export function holds(condition: Expression, answer: (question: Question) => number): boolean {
	const known = inquiries.get(condition) ?? inquiryOf([condition]);
	inquiries.set(condition, known);
	const answers = new Float64Array(known.questions.length);
	for (const [i, question] of known.questions.entries()) answers[i] = answer(question);
	return known.tests[0]!(answers) !== 0;
}
