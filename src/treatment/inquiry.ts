import { closureOf } from "../language/evaluate.ts";
import { type Expression, mapChildren, namesIn } from "../language/expression.ts";
import { javascript, prelude } from "../language/generate.ts";
import { printExpression } from "../language/print.ts";
import { type FunctionOf, runFunction } from "../language/run-functions.ts";
import { known, surely } from "../language/three-valued.ts";
import type { AskedTrees, Inquiry, Question } from "./question.ts";

type ConditionFunction = FunctionOf<"condition">;

const isConditionFunction = (name: string): name is ConditionFunction => runFunction(name, "condition") !== undefined;

/** Gathers conditions, and gives each the place of its test. */
export interface InquiryBuilder {
	/** `own`: names that the dose about to be given answers, as limits read them. */
	readonly add: (condition: Expression, own?: ReadonlySet<string>) => number;
	/** A number, whose place is among the reckonings. */
	readonly addNumber: (expression: Expression) => number;
	readonly inquiry: () => Inquiry;
	/** The same without code. */
	readonly trees: () => AskedTrees;
	/** Which questions each test and each reckoning asks, those inside a `held` among them. */
	readonly asks: () => { readonly tests: readonly (readonly number[])[]; readonly numbers: readonly (readonly number[])[] };
}

type AskingPart = Extract<Expression, { kind: "name" | "call" }>;

const nothing: ReadonlySet<string> = new Set();

/** What a name or a call other than `held` asks. */
function questionOf(part: AskingPart, key: string, isOwn: boolean): Question {
	if (part.kind === "name") return { key, kind: isOwn ? "own" : "number", name: part.name };
	const [first, second] = part.args;
	const kind = part.name as Exclude<ConditionFunction, "held" | "attributed">;
	const name = first?.kind === "name" ? first.name : "";
	if (kind === "known" || kind === "since" || kind === "step" || kind === "on") return { key, kind, name };
	return { key, kind, name, window: second?.kind === "number" ? second.value : Number.POSITIVE_INFINITY };
}

/**
 * What checked conditions ask, and how they follow from the answers, as generated code: a care team asks again and again.
 *
 *     const { add, inquiry } = inquiryBuilder();
 *     const place = add(condition);                                   // temperature >= 38 and since(tocilizumab) >= 8
 *     testsOf(inquiry())[place]!(inquiry().questions.map(answerTo), 72)  // true or false
 */
export function inquiryBuilder(): InquiryBuilder {
	const questions: Question[] = [];
	const places = new Map<string, number>();
	const tests: Expression[] = [];
	const numbers: Expression[] = [];

	const placeOf = (part: AskingPart, own: ReadonlySet<string>): number => {
		const isOwn = part.kind === "name" && own.has(part.name);
		const key = `${printExpression(part)}${isOwn ? " of the dose" : ""}`;
		const known = places.get(key);
		if (known !== undefined) return known;
		const isHeld = part.kind === "call" && part.name === "held";
		const question = isHeld ? { key, kind: "held" as const, test: add(part.args[0]!, own) } : questionOf(part, key, isOwn);
		places.set(key, questions.length);
		return questions.push(question) - 1;
	};
	/** The condition with the place of each answer in place of what asks for it. */
	const withPlaces = (part: Expression, own: ReadonlySet<string>): Expression => {
		const asks = part.kind === "name" || (part.kind === "call" && isConditionFunction(part.name));
		return asks
			? { kind: "name", name: String(placeOf(part, own)), span: part.span }
			: mapChildren(part, (child) => withPlaces(child, own));
	};
	const add = (condition: Expression, own: ReadonlySet<string> = nothing): number => tests.push(withPlaces(surely(condition), own)) - 1;
	const addNumber = (expression: Expression): number => numbers.push(withPlaces(known(expression), nothing)) - 1;
	const asked = (tree: Expression): number[] => {
		const own = [...namesIn(tree)].map(Number);
		const inside = own.flatMap((place) => {
			const question = questions[place]!;
			return question.kind === "held" ? asked(tests[question.test]!) : [];
		});
		return [...new Set([...own, ...inside])];
	};
	const functionOf = (tree: Expression) => `(a, t) => ${javascript(tree, (place) => `a[${place}](t)`)}`;
	const list = (trees: readonly Expression[]) => `[${trees.map(functionOf).join(",\n")}]`;
	return {
		add,
		addNumber,
		inquiry: () => ({ questions, code: `${prelude}\nreturn { tests: ${list(tests)}, numbers: ${list(numbers)} };` }),
		trees: () => ({ tests, numbers }),
		asks: () => ({ tests: tests.map(asked), numbers: numbers.map(asked) }),
	};
}

/** Answers what is asked once, outside of a run; how long something has held is unknown there. */
export type OneTimeAnswer = (question: Exclude<Question, { kind: "held" }>) => number;

function asked(expression: Expression, answer: OneTimeAnswer): number {
	const ask = (part: AskingPart) => {
		const question = questionOf(part, printExpression(part), false);
		return question.kind === "held" ? Number.NaN : answer(question);
	};
	const special = (call: Extract<AskingPart, { kind: "call" }>) => () => (call.name === "held" ? Number.NaN : ask(call));
	const number = (name: string) => ask({ kind: "name", name, span: expression.span });
	return closureOf(expression, special)({ number });
}

/**
 * Whether a checked condition surely holds, by whoever answers its questions.
 *
 *     surelyHolds(condition, ({ kind, name }) => (kind === "number" && name === "dose" ? 560 : Number.NaN))
 */
export const surelyHolds = (condition: Expression, answer: OneTimeAnswer): boolean => asked(surely(condition), answer) !== 0;

/** The value of a checked number; NaN where it hangs on something unknown. */
export const reckoned = (expression: Expression, answer: OneTimeAnswer): number => asked(known(expression), answer);

/** What an inquiry asks, without the helpers that stand above all generated code. */
export const meaningOf = ({ questions, code }: Inquiry): unknown => [questions, code.replace(prelude, "")];
