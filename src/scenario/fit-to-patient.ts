import { snapped } from "../chart/instant.ts";
import { type BodySize, forBody, surfaceOf } from "../treatment/amount.ts";
import type { ScaledParameter } from "../treatment/treatment.ts";
import { mapGift } from "./gifts.ts";
import type { Dose, PlannedAction, PlannedCare, PlannedGift, PlannedOrder, RouteParameters } from "./plan.ts";

/** Weight (kg) by which doses go when a model has none. */
export const usualWeight = 70;

/** The body of a patient of this weight (kg). */
export const bodyWith = (weight: number = usualWeight): BodySize => ({ weight, surface: surfaceOf(weight) });

/** What doses need to know of a patient. */
export interface DosedPatient {
	readonly body: BodySize;
	/** His value of a parameter. */
	readonly parameter: (name: string) => number;
}

/** A dose with a rate beside it takes at least so long (hours), so that all of it arrives. */
export const shortest = snapped(1 / 3600);

export type AmountDose = Extract<Dose, { kind: "dose" }>;
export type RateDose = Extract<Dose, { kind: "rate" }>;

const parameterOf = (scaled: ScaledParameter | null, { parameter }: DosedPatient): number | undefined =>
	scaled === null ? undefined : scaled.factor * parameter(scaled.parameter);

/** Lag and share of a route as they are in this patient. A lag that was drawn below zero is none. */
function onRoute(fit: RouteParameters, lag: number, patient: DosedPatient) {
	return { share: parameterOf(fit.bioavailability, patient) ?? 1, lag: Math.max(0, parameterOf(fit.lag, patient) ?? lag) };
}

/** The same dose for another patient: what is written per kg or m2 goes with the body, cut at the cap. */
export function fittedDose(dose: AmountDose, patient: DosedPatient): AmountDose {
	const { amount, cap, value, pace } = dose.fit;
	const { body } = patient;
	const wished = forBody(amount, body);
	const given = cap === null ? wished : Math.min(wished, forBody(cap, body));
	const { share, lag } = onRoute(dose.fit, dose.lag, patient);
	const arrives = { ...dose, amount: given, lag, share: dose.fit.bioavailability === null ? dose.share : share };
	if (pace === null) {
		const length = parameterOf(dose.fit.over ?? null, patient);
		const whole = given * forBody(value, body) * share;
		if (length === undefined) return { ...arrives, value: whole };
		const over = Math.max(shortest, snapped(length));
		return { ...arrives, over, value: whole / over };
	}
	const perHour = forBody(pace.perHour, body);
	// Infusions end at whole instants: all of the dose runs in until then. A rate of what arrives is over the sooner, the smaller the share.
	const paced = pace.arriving ? given * arrives.share : given;
	const over = paced > 0 ? Math.max(shortest, snapped(paced / perHour)) : 0;
	const running = paced > 0 ? given / over : perHour;
	return { ...arrives, over, rate: forBody(pace.shown, body), value: running * forBody(value, body) * share };
}

export function fittedRate(dose: RateDose, patient: DosedPatient): RateDose {
	const { share, lag } = onRoute(dose.fit, dose.lag, patient);
	return { ...dose, lag, rate: forBody(dose.fit.rate, patient.body), value: forBody(dose.fit.value, patient.body) * share };
}

/** So many times a dose or rate, in a patient; NaN where the number is not known. */
export function multipleOf(dose: AmountDose | RateDose, times: number, patient: DosedPatient): AmountDose | RateDose {
	if (dose.kind === "dose") {
		const { amount } = dose.fit;
		return fittedDose({ ...dose, fit: { ...dose.fit, amount: { ...amount, base: amount.base * times } } }, patient);
	}
	const { rate, value } = dose.fit;
	const fit = { ...dose.fit, rate: { ...rate, base: rate.base * times }, value: { ...value, base: value.base * times } };
	return fittedRate({ ...dose, fit }, patient);
}

function fitted(dose: Dose, patient: DosedPatient): Dose {
	switch (dose.kind) {
		case "dose":
			return fittedDose(dose, patient);
		case "rate":
			return fittedRate(dose, patient);
		case "device":
			return dose;
	}
}

type Titration = Extract<PlannedAction, { kind: "titrate" }>;

export const fittedTitration = (action: Titration, patient: DosedPatient): Titration => ({
	...action,
	one: fittedRate(action.one, patient),
	step: forBody(action.fit.step, patient.body),
	least: forBody(action.fit.least, patient.body),
	most: forBody(action.fit.most, patient.body),
});

const fittedGift = <C>(gift: PlannedGift<C>, patient: DosedPatient): PlannedGift<C> =>
	mapGift(gift, { dose: (dose) => fitted(dose, patient), asked: (asked) => asked, number: (asked) => asked });

function fittedAction<C>(action: PlannedAction<C>, patient: DosedPatient): PlannedAction<C> {
	switch (action.kind) {
		case "give":
			return { ...action, gift: fittedGift(action.gift, patient) };
		case "titrate":
			return fittedTitration(action, patient);
		case "taper":
			return { ...action, stretches: action.stretches.map((stretch) => ({ ...stretch, gift: fittedGift(stretch.gift, patient) })) };
		case "escalate":
		case "deescalate":
		case "stop":
			return action;
	}
}

const fittedOrder = <C>(order: PlannedOrder<C>, patient: DosedPatient): PlannedOrder<C> => ({
	...order,
	stretches: order.stretches.map((stretch) => ({ ...stretch, gift: fittedGift(stretch.gift, patient) })),
});

const fittedCare = <C>(care: PlannedCare<C>, patient: DosedPatient): PlannedCare<C> => ({
	...care,
	rules: care.rules.map((rule) => ({ ...rule, action: fittedAction(rule.action, patient) })),
});

/** What is given in a run, and by whose rules. */
interface CareAndOrders<C> {
	readonly orders: readonly PlannedOrder<C>[];
	readonly care: PlannedCare<C> | null;
}

/** Orders and care with their doses for a patient. */
export const fitToPatient = <C>({ orders, care }: CareAndOrders<C>, patient: DosedPatient): CareAndOrders<C> => ({
	orders: orders.map((order) => fittedOrder(order, patient)),
	care: care && fittedCare(care, patient),
});
