import type { PlannedCare, PlannedGift, PlannedOrder } from "../scenario/plan.ts";
import type { Program } from "../simulate/program.ts";
import type { Question } from "../treatment/question.ts";
import type { PartScenario, Parts } from "./parts.ts";

type Asking = Pick<Program, "orders" | "care" | "treatments">;

/** Places of tests and of computed numbers. */
interface Places {
	readonly tests: number[];
	readonly numbers: number[];
}

function addGift(gift: PlannedGift<number>, places: Places): void {
	if (gift.kind === "computed") places.numbers.push(gift.times);
	if (gift.kind !== "choice") return;
	places.tests.push(gift.when, gift.unless);
	addGift(gift.then, places);
	addGift(gift.otherwise, places);
}

function addOrder({ begins, repeat, stretches }: PlannedOrder<number>, places: Places): void {
	if (begins.kind === "when") places.tests.push(begins.condition);
	if (repeat?.while != null) places.tests.push(repeat.while);
	for (const { gift } of stretches) addGift(gift, places);
}

function addCare({ rules }: PlannedCare<number>, places: Places): void {
	for (const { when, action } of rules) {
		places.tests.push(when);
		if (action.kind === "give") addGift(action.gift, places);
		if (action.kind === "taper") for (const { gift } of action.stretches) addGift(gift, places);
	}
}

/** What nobody asks: it costs nothing to follow. */
const unasked: Question = { key: "t", kind: "number", name: "t" };

/**
 * The inquiry of all wishes, with only those questions followed that orders, care and limits of this one ask: how long something has held is looked up at
 * every look, and the protocols that are not followed ask much. Places stay.
 */
export function usedQuestions(
	{ orders, care, treatments }: Asking,
	{ inquiry, asks }: Pick<Parts, "inquiry" | "asks">,
	own: PartScenario["inquiry"],
): Program["inquiry"] {
	const places: Places = { tests: [], numbers: [] };
	for (const order of orders) addOrder(order, places);
	if (care) addCare(care, places);
	for (const { limits, deviceLimits } of Object.values(treatments))
		places.tests.push(...[...limits, ...Object.values(deviceLimits).flat()].map(({ condition }) => condition));
	const used = new Set([
		...places.tests.flatMap((test) => asks.tests[test] ?? []),
		...places.numbers.flatMap((one) => asks.numbers[one] ?? []),
	]);
	const questions = inquiry.questions.map((question, place) => (used.has(place) ? question : unasked));
	if (own === undefined) return { ...inquiry, questions };
	return { ...inquiry, questions: [...questions, ...own.questions], ...(own.trees ? { trees: own.trees } : {}) };
}
