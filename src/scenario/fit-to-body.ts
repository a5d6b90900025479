import { type BodySize, forBody, surfaceOf } from "../treatment/amount.ts";
import type { Dose, PlannedAction, PlannedCare, PlannedOrder } from "./plan.ts";

/** Weight (kg) by which doses go when a model has none. */
export const usualWeight = 70;

/** The body of a patient of this weight (kg). */
export const bodyWith = (weight: number = usualWeight): BodySize => ({ weight, surface: surfaceOf(weight) });

type AmountDose = Extract<Dose, { kind: "dose" }>;
export type RateDose = Extract<Dose, { kind: "rate" }>;

/** The same dose for another body: what is written per kg or m2 goes with it, cut at the cap. */
export function fittedDose(dose: AmountDose, body: BodySize): AmountDose {
	const { amount, cap, value } = dose.fit;
	const wished = forBody(amount, body);
	const given = cap === null ? wished : Math.min(wished, forBody(cap, body));
	return { ...dose, amount: given, value: given * forBody(value, body) };
}

export const fittedRate = (dose: RateDose, body: BodySize): RateDose => ({
	...dose,
	rate: forBody(dose.fit.rate, body),
	value: forBody(dose.fit.value, body),
});

function fitted(dose: Dose, body: BodySize): Dose {
	switch (dose.kind) {
		case "dose":
			return fittedDose(dose, body);
		case "rate":
			return fittedRate(dose, body);
		case "device":
			return dose;
	}
}

type Titration = Extract<PlannedAction, { kind: "titrate" }>;

export const fittedTitration = (action: Titration, body: BodySize): Titration => ({
	...action,
	one: fittedRate(action.one, body),
	step: forBody(action.fit.step, body),
	least: forBody(action.fit.least, body),
	most: forBody(action.fit.most, body),
});

function fittedAction(action: PlannedAction, body: BodySize): PlannedAction {
	switch (action.kind) {
		case "give":
			return { ...action, dose: fitted(action.dose, body) };
		case "titrate":
			return fittedTitration(action, body);
		case "taper":
			return { ...action, stretches: action.stretches.map((stretch) => ({ ...stretch, gift: fitted(stretch.gift, body) })) };
		case "escalate":
		case "deescalate":
		case "stop":
			return action;
	}
}

const fittedOrder = <C>(order: PlannedOrder<C>, body: BodySize): PlannedOrder<C> => ({
	...order,
	stretches: order.stretches.map((stretch) => ({ ...stretch, gift: fitted(stretch.gift, body) })),
});

const fittedCare = <C>(care: PlannedCare<C>, body: BodySize): PlannedCare<C> => ({
	...care,
	rules: care.rules.map((rule) => ({ ...rule, action: fittedAction(rule.action, body) })),
});

/** What is given in a run, and by whose rules. */
interface CareAndOrders<C> {
	readonly orders: readonly PlannedOrder<C>[];
	readonly care: PlannedCare<C> | null;
}

/** Orders and care with their doses for a body. */
export const fitToBody = <C>({ orders, care }: CareAndOrders<C>, body: BodySize): CareAndOrders<C> => ({
	orders: orders.map((order) => fittedOrder(order, body)),
	care: care && fittedCare(care, body),
});
