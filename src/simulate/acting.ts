import type { Dose, PlannedAction } from "../scenario/scenario.ts";
import { since } from "../treatment/dose-log.ts";
import { instant } from "../treatment/instant.ts";
import { actsOf } from "../treatment/order.ts";
import type { Given, Task } from "./agenda.ts";
import type { Bed } from "./bed.ts";
import type { RuleMemory } from "./care-team.ts";
import { allowed, give, runningRate } from "./giving.ts";
import { stepOf } from "./ladder.ts";
import { RuleLoop } from "./rule-loop.ts";
import type { Supply } from "./supplies.ts";

const runningOf = (bed: Bed, treatment: string): readonly Supply[] =>
	bed.supplies.running().filter((supply) => supply.treatment === treatment);

/** Rates below this are a rounding, not a rate. */
const trifle = 1e-9;

/** What an action would come to now: something given, an end, a course, or nothing. */
type Deed =
	| { readonly kind: "give"; readonly dose: Dose }
	| { readonly kind: "end" }
	/** Also what is still to come ends. */
	| { readonly kind: "stop" }
	| { readonly kind: "course" }
	| { readonly kind: "nothing" };

const nothing: Deed = { kind: "nothing" };

/** A rate or device that runs already is not given again. */
function giveDeed(bed: Bed, treatment: string, dose: Dose): Deed {
	const same = (one: Dose) => JSON.stringify(one) === JSON.stringify(dose);
	return dose.kind !== "dose" && runningOf(bed, treatment).some((supply) => same(supply.dose)) ? nothing : { kind: "give", dose };
}

function titrateDeed(bed: Bed, { treatment, one, step, least, most }: Extract<PlannedAction, { kind: "titrate" }>): Deed {
	const now = runningRate(bed, treatment);
	// A rule that goes up never brings a higher rate down, and the other way round. Twelve digits, so that steps up and down come back to the same rate.
	const aim = step > 0 ? Math.max(now, Math.min(now + step, most)) : Math.min(now, Math.max(now + step, least));
	if (aim === now) return nothing;
	const next = Number(aim.toPrecision(12));
	if (Math.abs(next - now) <= trifle * Math.abs(step)) return nothing;
	if (next <= trifle * Math.abs(step)) return { kind: "end" };
	return { kind: "give", dose: { ...one, rate: next, value: one.value * next } };
}

function climbDeed(bed: Bed, { kind, treatment }: Extract<PlannedAction, { kind: "escalate" | "deescalate" }>): Deed {
	const planned = bed.scenario.treatments[treatment];
	if (!planned) return nothing;
	const now = stepOf(planned, bed.supplies.deviceOf(treatment)?.dose ?? null);
	const next = now + (kind === "escalate" ? 1 : -1);
	if (next === 0) return { kind: "end" };
	const dose = planned.ladder[next - 1];
	return next < 0 || !dose ? nothing : { kind: "give", dose };
}

/** Whether a task gives some of a treatment. */
const gives =
	(treatment: string) =>
	(task: Task): boolean => {
		switch (task.kind) {
			case "give":
				return task.gift.treatment === treatment;
			case "repeat":
				return task.order.treatment === treatment;
			case "act":
				return task.memory.rule.action.treatment === treatment && task.memory.rule.action.kind !== "stop";
			default:
				return false;
		}
	};

function deedOf(bed: Bed, action: PlannedAction): Deed {
	switch (action.kind) {
		case "give":
			return giveDeed(bed, action.treatment, action.dose);
		case "titrate":
			return titrateDeed(bed, action);
		case "escalate":
		case "deescalate":
			return climbDeed(bed, action);
		case "stop": {
			const any = runningOf(bed, action.treatment).length > 0 || bed.agenda.holds(gives(action.treatment));
			return any ? { kind: "stop" } : nothing;
		}
		case "taper":
			return { kind: "course" };
	}
}

/** Whether an act would change something now that no limit refuses. */
function wouldAct(bed: Bed, { rule }: RuleMemory, time: number): boolean {
	const deed = deedOf(bed, rule.action);
	if (deed.kind === "nothing") return false;
	return deed.kind !== "give" || allowed(bed, giftOf(rule.action.treatment, deed.dose, rule.name), time);
}

const giftOf = (treatment: string, dose: Dose, why: string, lasts: number | null = null): Given => ({
	treatment,
	dose,
	lasts,
	why,
	byRule: true,
});

/** Whether a rule may act at all: it is not on its way, not used up, and not too soon again. */
const isOpen = ({ rule, acts, lastAct, pending, decided }: RuleMemory, time: number): boolean =>
	!pending && acts < rule.atMost && decided !== time && time - lastAct >= rule.every - instant;

/** The first rule, in their order, that acts now. */
export function ruleDue(bed: Bed, time: number): RuleMemory | undefined {
	const { answers } = bed.ward.answering;
	for (const memory of bed.team.rules)
		if (isOpen(memory, time) && memory.holds(answers, time) && wouldAct(bed, memory, time)) return memory;
	return undefined;
}

/** A rule is decided on: it acts at once, or after its wait. */
export function decide(bed: Bed, memory: RuleMemory, time: number): void {
	memory.decided = time;
	memory.undone = false;
	bed.team.decided.push(memory);
	if (memory.rule.wait === 0) act(bed, memory, time);
	else {
		memory.pending = true;
		bed.agenda.note(time + memory.rule.wait, { kind: "act", memory });
	}
}

const span = (hours: number) => (hours < 1 ? `${Number((hours * 60).toFixed(1))} min` : `${Number(hours.toFixed(2))} h`);

/** Does what a rule decided on; nothing when a limit or another act has overtaken it meanwhile. */
export function act(bed: Bed, memory: RuleMemory, time: number): void {
	const { rule } = memory;
	const { action } = rule;
	memory.pending = false;
	const why = rule.wait > 0 ? `${rule.name} (decided ${span(rule.wait)} before)` : rule.name;
	const deed = deedOf(bed, action);
	switch (deed.kind) {
		case "nothing":
			return;
		case "give":
			if (!give(bed, giftOf(action.treatment, deed.dose, why), time)) return;
			break;
		case "end":
			end(bed, action.treatment, why, time);
			break;
		case "stop":
			forget(bed, action.treatment);
			end(bed, action.treatment, why, time);
			break;
		case "course":
			if (action.kind === "taper") course(bed, action, why, time);
			break;
	}
	memory.acts++;
	memory.lastAct = time;
	bed.ward.acts.push({ treatment: rule.name, time, amount: Number.NaN });
	for (const caution of rule.cautions) bed.warnings.add(caution);
}

/** Ends what is still to come of a treatment. */
function forget(bed: Bed, treatment: string): void {
	for (const task of bed.agenda.drop(gives(treatment))) if (task.kind === "act") task.memory.pending = false;
}

/** Ends what runs of a treatment: one event, whatever ran. */
function end(bed: Bed, treatment: string, why: string, time: number): void {
	const running = runningOf(bed, treatment);
	for (const { id } of running) bed.supplies.stop(time, id);
	const dose = running.at(-1)?.dose;
	const unit = dose?.kind === "rate" ? dose.unit : "";
	const route = dose === undefined ? "" : dose.kind === "device" ? dose.device : dose.route;
	bed.events.push({ time, what: treatment, kind: "stop", amount: dose?.kind === "rate" ? 0 : null, unit, route, why, until: null });
}

/** Gives stretches in place of what was still to come. Its first dose keeps the distance from the one before. */
function course(bed: Bed, { treatment, stretches }: Extract<PlannedAction, { kind: "taper" }>, why: string, time: number): void {
	forget(bed, treatment);
	const every = stretches[0]?.every ?? 0;
	const begin = time + Math.max(0, every - since(bed.ward.log.of(treatment), treatment, time));
	for (const { after, gift, lasts } of actsOf(stretches, bed.scenario.until - begin))
		bed.agenda.note(begin + after, { kind: "give", gift: giftOf(treatment, gift, why, lasts) });
}

/**
 * After an act at an instant: a rule whose own act made its condition false, and which another's act makes true again, would go round
 * without an end. Throws a RuleLoop that names the rules in order.
 */
export function checkLoop(bed: Bed, latest: RuleMemory, time: number): void {
	for (const memory of bed.team.decided) {
		const again = memory.holds(bed.ward.answering.answers, time);
		if (memory === latest) memory.undone = !again;
		else if (memory.undone && again && memory.acts < memory.rule.atMost) throw new RuleLoop(loopWords(bed, memory, time));
	}
}

function loopWords({ team }: Bed, first: RuleMemory, time: number): string {
	const names = [...team.decided.slice(team.decided.indexOf(first)), first].map(({ rule }) => `"${rule.name}"`);
	return `rules trigger each other without an end at hour ${time}: ${names.join(" -> ")}; let their conditions leave a gap between each other`;
}
