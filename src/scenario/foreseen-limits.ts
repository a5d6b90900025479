import type { Problem } from "../input/problem.ts";
import type { Expression } from "../language/expression.ts";
import { amountGiven, type DoseLog, dosesGiven, type LoggedDose, since } from "../treatment/dose-log.ts";
import { type OneTimeAnswer, reckoned, surelyHolds } from "../treatment/inquiry.ts";
import { passedLimits } from "../treatment/limits.ts";
import { actsOf, type Order } from "../treatment/order.ts";
import { type DosedPatient, multipleOf } from "./fit-to-patient.ts";
import { type GiftAsker, possibleDoses } from "./gifts.ts";
import { logged, ownValues } from "./own-values.ts";
import type { Dose, PlannedGift, PlannedOrder, PlannedTreatment } from "./plan.ts";

type Facts = ReadonlyMap<string, number>;

/** What is known before the run at a time: facts of the patient, and the doses at known times before it. */
function foresight(time: number, log: DoseLog, facts: Facts, own: Readonly<Record<string, number>> = {}): OneTimeAnswer {
	return (question) => {
		switch (question.kind) {
			case "number":
			case "own":
				return own[question.name] ?? facts.get(question.name) ?? Number.NaN;
			case "known":
				return facts.has(question.name) ? 1 : Number.NaN;
			case "since":
				return since(log, question.name, time);
			case "doses":
				return dosesGiven(log, question.name, time, question.window);
			case "amount":
				return amountGiven(log, question.name, time, question.window);
			case "change":
			case "worst":
			case "step":
			case "on":
				return Number.NaN;
		}
	};
}

/** Answers by facts of the patient alone. */
export const factsOnly = (facts: Facts): OneTimeAnswer => {
	const answer = foresight(Number.NaN, [], facts);
	return (question) => (question.kind === "number" || question.kind === "known" ? answer(question) : Number.NaN);
};

/** Tells what a gift comes to as far as is known before the run. */
export const askerOf = (answer: OneTimeAnswer, patient: DosedPatient): GiftAsker<Expression> => ({
	holds: (condition) => surelyHolds(condition, answer),
	number: (number) => reckoned(number, answer),
	multiple: (one, times) => multipleOf(one, times, patient),
});

interface KnownAct {
	readonly order: Order;
	readonly planned: PlannedOrder;
	readonly gift: PlannedGift;
	readonly time: number;
	readonly known: boolean;
}

function knownActs(orders: readonly { order: Order; planned: PlannedOrder }[], until: number): KnownAct[] {
	return orders
		.flatMap(({ order, planned }): KnownAct[] => {
			if (planned.begins.kind === "when") return planned.stretches.map(({ gift }) => ({ order, planned, gift, time: until, known: false }));
			const begin = planned.begins.time;
			return actsOf(planned.stretches, until - begin).map((act) => ({
				order,
				planned,
				gift: act.gift,
				time: begin + act.after,
				known: true,
			}));
		})
		.sort((a, b) => a.time - b.time);
}

/**
 * Looks at the limits of every dose that can be known without running: those at fixed times with the doses before them, and the size of
 * those that wait for a condition. A dose that a `reject` row refuses is a problem at its order; `warn` rows are given back.
 */
export function foreseenLimits(
	orders: readonly { order: Order; planned: PlannedOrder }[],
	{
		treatments,
		facts,
		patient,
		until,
		problems,
	}: {
		treatments: Readonly<Record<string, PlannedTreatment>>;
		facts: Facts;
		patient: DosedPatient;
		until: number;
		problems: Problem[];
	},
): string[] {
	const log: LoggedDose[] = [];
	const warnings: string[] = [];
	const told = new Set<string>();
	const look = ({ order, time, known }: KnownAct, dose: Dose) => {
		const treatment = treatments[order.treatment]!;
		const limits = dose.kind === "device" ? (treatment.deviceLimits[dose.device] ?? []) : treatment.limits;
		const { rejects, warnings: passed } = passedLimits(limits, foresight(time, known ? log : [], facts, ownValues(dose)));
		const when = known ? ` at day ${Number((time / 24).toFixed(2))}` : "";
		for (const say of rejects) {
			if (told.has(`${order.key} ${say}`)) continue;
			told.add(`${order.key} ${say}`);
			problems.push({
				...order.place,
				key: order.key,
				message: `the dose${when} is beyond a limit of ${order.treatment}: ${say}`,
				hint: "see the limits in the treatment's file: crsim model --treatment " + order.treatment,
			});
		}
		if (known) warnings.push(...passed.map((say) => `${order.treatment}${when}: ${say}`));
	};
	for (const act of knownActs(orders, until)) {
		const doses = possibleDoses(act.gift, askerOf(act.known ? foresight(act.time, log, facts) : factsOnly(facts), patient));
		for (const dose of doses) look(act, dose);
		// Which of several it will be is not known, but one is given.
		const [first, second] = doses;
		if (!act.known || first === undefined) continue;
		const dose = logged(act.order.treatment, first, act.time);
		log.push(second === undefined ? dose : { ...dose, amount: Number.NaN });
	}
	return [...new Set(warnings)];
}
