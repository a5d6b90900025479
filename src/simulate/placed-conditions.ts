import { choice, number } from "../language/expression.ts";
import { mapGift } from "../scenario/gifts.ts";
import type { PlannedAction, PlannedCare, PlannedGift, PlannedOrder, PlannedPopulation, PlannedTreatment } from "../scenario/plan.ts";
import type { AttributionRules } from "../treatment/attribution.ts";
import { type InquiryBuilder, inquiryBuilder } from "../treatment/inquiry.ts";
import type { CheckedLimit } from "../treatment/limits.ts";
import type { Stretch } from "../treatment/order.ts";
import type { Inquiry } from "../treatment/question.ts";
import { deviceSettings } from "../treatment/treatment.ts";

const ownNames: ReadonlySet<string> = new Set(["dose", "rate", ...Object.keys(deviceSettings)]);

const limitsOf = (limits: readonly CheckedLimit[], { add }: InquiryBuilder): CheckedLimit<number>[] =>
	limits.map((limit) => ({ ...limit, condition: add(limit.condition, ownNames) }));

/** A treatment whose conditions stand in an inquiry. */
export function treatmentOf(treatment: PlannedTreatment, builder: InquiryBuilder): PlannedTreatment<number> {
	const devices = Object.entries(treatment.deviceLimits).map(([name, limits]) => [name, limitsOf(limits, builder)] as const);
	return { ...treatment, limits: limitsOf(treatment.limits, builder), deviceLimits: Object.fromEntries(devices) };
}

const stretchesOf = (stretches: readonly Stretch<PlannedGift>[], builder: InquiryBuilder): Stretch<PlannedGift<number>>[] =>
	stretches.map((stretch) => ({ ...stretch, gift: giftOf(stretch.gift, builder) }));

const giftOf = (gift: PlannedGift, { add, addNumber }: InquiryBuilder): PlannedGift<number> =>
	mapGift(gift, { dose: (dose) => dose, asked: (condition) => add(condition), number: addNumber });

/** An order whose conditions stand in an inquiry. */
export function orderOf({ begins, repeat, ...order }: PlannedOrder, builder: InquiryBuilder): PlannedOrder<number> {
	const { add } = builder;
	return {
		...order,
		stretches: stretchesOf(order.stretches, builder),
		begins: begins.kind === "at" ? begins : { kind: "when", condition: add(begins.condition) },
		repeat: repeat && { ...repeat, while: repeat.while && add(repeat.while) },
	};
}

/** A population whose orders' conditions stand in an inquiry. */
export const populationOf = ({ groups, ...population }: PlannedPopulation, builder: InquiryBuilder): PlannedPopulation<number> => ({
	...population,
	groups: groups.map((group) => ({ ...group, orders: group.orders.map((order) => orderOf(order, builder)) })),
});

function actionOf(action: PlannedAction, builder: InquiryBuilder): PlannedAction<number> {
	if (action.kind === "give") return { ...action, gift: giftOf(action.gift, builder) };
	return action.kind === "taper" ? { ...action, stretches: stretchesOf(action.stretches, builder) } : action;
}

/** A care team whose conditions stand in an inquiry. */
export const careOf = ({ rules, ...care }: PlannedCare, builder: InquiryBuilder): PlannedCare<number> => ({
	...care,
	rules: rules.map((rule) => ({ ...rule, when: builder.add(rule.when), action: actionOf(rule.action, builder) })),
});

/** Whether a sign is there is a number, 1 or 0, so that what hangs on something unknown is unknown; it is computed once for all rules that ask for it. */
export function attributionOf({ signs, rules }: AttributionRules): AttributionRules<number> & { readonly inquiry: Inquiry } {
	const { add, addNumber, inquiry } = inquiryBuilder();
	const there = signs.map(({ sign, is }) => ({ sign, is: addNumber(choice(is, number(1), number(0))) }));
	const placed = rules.map((rule) => ({ ...rule, begins: add(rule.begins), ends: add(rule.ends) }));
	return { signs: there, rules: placed, inquiry: inquiry() };
}
