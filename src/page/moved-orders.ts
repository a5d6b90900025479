import { type Expression, substitute } from "../language/expression.ts";
import { mapGift } from "../scenario/gifts.ts";
import type { PlannedGift, PlannedOrder } from "../scenario/plan.ts";
import type { AskedTrees, Question } from "../treatment/question.ts";
import type { PartScenario, Parts } from "./parts.ts";

/** How many questions, tests and numbers stand before those of a text. */
export interface SharedPlaces {
	readonly questions: number;
	readonly tests: number;
	readonly numbers: number;
}

/** How many questions and conditions the parts of a page have. */
export const sharedPlaces = ({ inquiry, asks }: Pick<Parts, "inquiry" | "asks">): SharedPlaces => ({
	questions: inquiry.questions.length,
	tests: asks.tests.length,
	numbers: asks.numbers.length,
});

/** A gift whose conditions stand so many places further on. */
const movedGift = (gift: PlannedGift<number>, { tests, numbers }: SharedPlaces): PlannedGift<number> =>
	mapGift(gift, { dose: (dose) => dose, asked: (place) => place + tests, number: (place) => place + numbers });

/** An order whose conditions stand so many places further on. */
export function movedOrder({ begins, repeat, stretches, ...order }: PlannedOrder<number>, by: SharedPlaces): PlannedOrder<number> {
	return {
		...order,
		begins: begins.kind === "at" ? begins : { kind: "when", condition: begins.condition + by.tests },
		repeat: repeat && { ...repeat, while: repeat.while === null ? null : repeat.while + by.tests },
		stretches: stretches.map((stretch) => ({ ...stretch, gift: movedGift(stretch.gift, by) })),
	};
}

/** Questions and conditions of a text, behind those of the page. */
export function movedInquiry(questions: readonly Question[], trees: AskedTrees, by: SharedPlaces): NonNullable<PartScenario["inquiry"]> {
	const moved = (tree: Expression): Expression =>
		substitute(tree, (place) => ({ kind: "name", name: String(Number(place) + by.questions), span: tree.span }));
	return {
		questions: questions.map((question) => (question.kind === "held" ? { ...question, test: question.test + by.tests } : question)),
		trees: { tests: trees.tests.map(moved), numbers: trees.numbers.map(moved) },
	};
}
