import { logged, ownValues } from "../scenario/foreseen-limits.ts";
import type { Dose, PlannedOrder } from "../scenario/scenario.ts";
import { plainName } from "../trajectory/plain-name.ts";
import { actsOf } from "../treatment/order.ts";
import { passedLimits } from "../treatment/passed-limits.ts";
import { holds, type Question } from "../treatment/question.ts";
import type { Given, Task } from "./agenda.ts";
import type { Bed } from "./bed.ts";
import type { RunEvent } from "./run.ts";
import type { Supply } from "./supplies.ts";

const day = (time: number) => `day ${Number((time / 24).toFixed(2))}`;

/** Notes all acts of an order that begins now. */
export function begin(bed: Bed, order: PlannedOrder, time: number): void {
	const { treatment, why } = order;
	for (const { after, gift, lasts } of actsOf(order.stretches, bed.scenario.until - time)) {
		bed.agenda.note(time + after, { kind: "give", gift: { treatment, dose: gift, lasts, why } });
	}
	if (order.repeat && order.repeat.atMost > 1) bed.agenda.note(time + order.repeat.every, { kind: "repeat", order, begun: time, index: 1 });
}

/** What runs of a drug now, all its infusions together; in the unit of its rates. */
export function runningRate({ supplies }: Bed, treatment: string): number {
	let sum = 0;
	for (const one of supplies.running()) if (one.treatment === treatment && one.dose.kind === "rate") sum += one.dose.rate;
	return sum;
}

/** The rate of a drug once this one runs too. A care team's rate replaces what ran; orders add up. */
function rateWith(bed: Bed, { treatment, dose, byRule }: Given): number {
	if (dose.kind !== "rate") return Number.NaN;
	return byRule ? dose.rate : dose.rate + runningRate(bed, treatment);
}

/** Looks at the limits of a dose that is due. False, and a warning, when one refuses it. */
export function allowed(bed: Bed, gift: Given, time: number): boolean {
	const { treatment, dose, byRule } = gift;
	const { limits, deviceLimits } = bed.scenario.treatments[treatment]!;
	const own: Readonly<Record<string, number>> = dose.kind === "rate" ? { rate: rateWith(bed, gift) } : ownValues(dose);
	const ownAnswer = (question: Question) => (question.kind === "number" ? own[question.name] : undefined);
	const answer = (question: Question) => ownAnswer(question) ?? bed.ward.answering.answer(question, time);
	const { rejects, warnings } = passedLimits(dose.kind === "device" ? (deviceLimits[dose.device] ?? []) : limits, answer);
	// A team that titrates or tries again would say the same at every look.
	const isSaid = (say: string) =>
		byRule === true && [...bed.warnings].some((one) => one.startsWith(`${treatment} at`) && one.endsWith(`: ${say}`));
	const warn = (what: string, say: string) => void (isSaid(say) || bed.warnings.add(`${treatment} at ${day(time)}${what}: ${say}`));
	if (rejects.length === 0) for (const say of warnings) warn("", say);
	for (const say of rejects) warn(" was not given", say);
	return rejects.length === 0;
}

function eventOf(bed: Bed, gift: Given, time: number): RunEvent {
	const { treatment, dose, lasts, why } = gift;
	const { unit } = bed.scenario.treatments[treatment]!;
	const common = { time, what: treatment, why };
	const end = (hours: number | null) => (hours === null ? null : time + hours);
	switch (dose.kind) {
		case "dose":
			return {
				...common,
				kind: "dose",
				amount: dose.amount,
				unit,
				route: dose.route,
				until: dose.over > 0 ? end(dose.lag + dose.over) : null,
			};
		case "rate":
			return {
				...common,
				kind: "rate",
				amount: rateWith(bed, gift),
				unit: dose.unit,
				route: dose.route,
				until: end(lasts === null ? null : dose.lag + lasts),
			};
		case "device":
			return { ...common, kind: "device", ...deviceAmount(dose), route: dose.device, until: end(lasts) };
	}
}

/** The one number of a device that a chart would name: its flow for low-flow devices, else its oxygen fraction. */
function deviceAmount({ settings }: Extract<Dose, { kind: "device" }>): { amount: number | null; unit: string } {
	if (settings.fio2 !== undefined) return { amount: settings.fio2, unit: "1" };
	if (settings.flow !== undefined) return { amount: settings.flow, unit: "L/min" };
	return { amount: null, unit: "" };
}

/** Gives a dose: looks at its limits, logs it, and lets it begin (after its lag). False when a limit refuses it. */
export function give(bed: Bed, gift: Given, time: number): boolean {
	if (!allowed(bed, gift, time)) return false;
	bed.ward.log.push(logged(gift.treatment, gift.dose, time));
	bed.events.push(eventOf(bed, gift, time));
	const lag = gift.dose.kind === "device" ? 0 : gift.dose.lag;
	if (lag > 0) bed.agenda.note(time + lag, { kind: "arrive", gift });
	else arrive(bed, gift, time);
	return true;
}

function arrive(bed: Bed, { treatment, dose, lasts, byRule }: Given, time: number): void {
	const run = (hours: number | null, join: Supply["join"], sets: Supply["sets"]) => {
		const begin = byRule && dose.kind !== "dose" ? bed.supplies.replace : bed.supplies.start;
		const supply = begin(time, { treatment, dose, join, sets, until: hours === null ? null : time + hours });
		if (hours !== null) bed.agenda.note(time + hours, { kind: "stop", supply });
	};
	switch (dose.kind) {
		case "dose":
			if (dose.target.kind === "state") jump(bed, dose.target.name, dose.value, time);
			else run(dose.over, "add", [{ input: dose.target.name, value: dose.value }]);
			break;
		case "rate":
			run(lasts, "add", [{ input: dose.input, value: dose.value }]);
			break;
		case "device":
			run(lasts, "replace", dose.sets);
			break;
	}
}

function jump(bed: Bed, state: string, value: number, time: number): void {
	const place = bed.patient.flat.states.findIndex((one) => one.name === state);
	bed.patient.y[place]! += value;
	bed.changes.push({ time, target: state, kind: "add", value });
}

/** The end of a rate or device is an event of its own; that of a dose's infusion is not. */
function stop(bed: Bed, id: number, time: number): void {
	const counted = bed.supplies.device()?.id === id;
	const supply = bed.supplies.stop(time, id);
	if (!supply || supply.dose.kind === "dose") return;
	const route = supply.dose.kind === "rate" ? supply.dose.route : supply.dose.device;
	const unit = supply.dose.kind === "rate" ? supply.dose.unit : "";
	const left = runningRate(bed, supply.treatment);
	const amount = supply.dose.kind === "rate" ? left : null;
	const why = left > 0 ? "the time of a part is over" : "its time is over";
	bed.events.push({ time, what: supply.treatment, kind: left > 0 ? "rate" : "stop", amount, unit, route, why, until: null });
	if (counted) returnTo(bed, route, time);
}

/** A device that still runs under the one that ended counts again: the chart says so. */
function returnTo(bed: Bed, ended: string, time: number): void {
	const left = bed.supplies.device();
	if (!left) return;
	const why = `${plainName(ended)} has ended`;
	bed.events.push({
		time,
		what: left.treatment,
		kind: "device",
		...deviceAmount(left.dose),
		route: left.dose.device,
		why,
		until: left.until,
	});
}

/** A repeat is due: it is given while its condition holds, and ends for good the first time it does not. */
function repeat(bed: Bed, { order, begun, index }: Extract<Task, { kind: "repeat" }>, time: number): void {
	const { every, atMost, while: going } = order.repeat!;
	if (going && !holds(going, (question) => bed.ward.answering.answer(question, time))) return;
	const { gift, lasts } = order.stretches[0]!;
	give(bed, { treatment: order.treatment, dose: gift, lasts, why: `${order.why} (repeat ${index + 1})` }, time);
	if (index + 1 < atMost) bed.agenda.note(begun + (index + 1) * every, { kind: "repeat", order, begun, index: index + 1 });
}

/** Does one task of the agenda. */
export function perform(bed: Bed, task: Exclude<Task, { kind: "act" }>, time: number): void {
	switch (task.kind) {
		case "stop":
			stop(bed, task.supply, time);
			break;
		case "rest":
			bed.supplies.release(time, task.input);
			break;
		case "arrive":
			arrive(bed, task.gift, time);
			break;
		case "give":
			give(bed, task.gift, time);
			break;
		case "repeat":
			repeat(bed, task, time);
			break;
	}
}
