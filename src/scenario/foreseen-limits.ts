import type { Problem } from "../input/problem.ts";
import { amountGiven, type DoseLog, dosesGiven, type LoggedDose, since } from "../treatment/dose-log.ts";
import { actsOf, type Order } from "../treatment/order.ts";
import { passedLimits } from "../treatment/passed-limits.ts";
import { logged, ownValues } from "./own-values.ts";
import type { Dose, PlannedOrder, PlannedTreatment } from "./plan.ts";

/** What limits can know of a dose before the run: itself, facts of the patient, and the doses at known times before it. */
export function foresight(dose: Dose, time: number, log: DoseLog, facts: ReadonlyMap<string, number>): Parameters<typeof passedLimits>[1] {
	const own = ownValues(dose);
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

interface KnownDose {
	readonly order: Order;
	readonly planned: PlannedOrder;
	readonly dose: Dose;
	readonly time: number;
	readonly known: boolean;
}

function knownDoses(orders: readonly { order: Order; planned: PlannedOrder }[], until: number): KnownDose[] {
	return orders
		.flatMap(({ order, planned }): KnownDose[] => {
			if (planned.begins.kind === "when")
				return planned.stretches.map(({ gift }) => ({ order, planned, dose: gift, time: until, known: false }));
			const begin = planned.begins.time;
			return actsOf(planned.stretches, until - begin).map((act) => ({
				order,
				planned,
				dose: act.gift,
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
		until,
		problems,
	}: { treatments: Readonly<Record<string, PlannedTreatment>>; facts: ReadonlyMap<string, number>; until: number; problems: Problem[] },
): string[] {
	const log: LoggedDose[] = [];
	const warnings: string[] = [];
	const told = new Set<string>();
	for (const { order, dose, time, known } of knownDoses(orders, until)) {
		const treatment = treatments[order.treatment]!;
		const limits = dose.kind === "device" ? (treatment.deviceLimits[dose.device] ?? []) : treatment.limits;
		const { rejects, warnings: passed } = passedLimits(limits, foresight(dose, time, known ? log : [], facts));
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
		if (known) log.push(logged(order.treatment, dose, time));
	}
	return [...new Set(warnings)];
}
