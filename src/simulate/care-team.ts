import { instant } from "../chart/instant.ts";
import type { ChosenGift } from "../scenario/gifts.ts";
import type { Dose, PlannedAction } from "../scenario/plan.ts";
import { since } from "../treatment/dose-log.ts";
import { actsOf } from "../treatment/order.ts";
import { administer, checkLimits, choose, runningRate } from "./administration.ts";
import type { Effect } from "./effect.ts";
import type { Infusion } from "./infusions.ts";
import { connectedBut } from "./live-chart.ts";
import type { RuleState } from "./rule-states.ts";
import type { Administration } from "./schedule.ts";
import type { Simulation } from "./simulation.ts";

const runningOf = ({ infusions }: Simulation, treatment: string): readonly Infusion[] =>
	infusions.running().filter((infusion) => infusion.treatment === treatment);

/** Rates below this share of a step are a rounding, not a rate. */
const trifle = 1e-9;

/** What an action would come to now. */
type RuleAct =
	| { readonly kind: "give"; readonly dose: Dose }
	/** What runs ends. */
	| { readonly kind: "end" }
	/** So does what is still to come. */
	| { readonly kind: "stop" }
	/** Steps take the place of what is still to come. */
	| { readonly kind: "course"; readonly action: Extract<PlannedAction<number>, { kind: "taper" }> }
	| { readonly kind: "nothing" };

const nothing: RuleAct = { kind: "nothing" };

/** A rate or device that runs already is not given again. */
function giveAct(simulation: Simulation, treatment: string, gift: ChosenGift): RuleAct {
	// A rule acts only on what is known.
	if (gift.kind !== "dose") return nothing;
	const { dose } = gift;
	const isSame = (one: Dose) => JSON.stringify(one) === JSON.stringify(dose);
	return dose.kind !== "dose" && runningOf(simulation, treatment).some((infusion) => isSame(infusion.dose))
		? nothing
		: { kind: "give", dose };
}

function titrateAct(simulation: Simulation, { treatment, one, step, least, most }: Extract<PlannedAction, { kind: "titrate" }>): RuleAct {
	const now = runningRate(simulation, treatment);
	// A rule that goes up never brings a higher rate down, and the other way round. Twelve digits, so that steps up and down come back to the same rate.
	const aim = step > 0 ? Math.max(now, Math.min(now + step, most)) : Math.min(now, Math.max(now + step, least));
	if (aim === now) return nothing;
	const next = Number(aim.toPrecision(12));
	if (Math.abs(next - now) <= trifle * Math.abs(step)) return nothing;
	if (next <= trifle * Math.abs(step)) return { kind: "end" };
	return { kind: "give", dose: { ...one, rate: next, value: one.value * next } };
}

function climbAct(
	{ engine, infusions }: Simulation,
	{ kind, treatment }: Extract<PlannedAction, { kind: "escalate" | "deescalate" }>,
): RuleAct {
	const planned = engine.program.treatments[treatment];
	if (!planned) return nothing;
	const next = infusions.stepOf(treatment) + (kind === "escalate" ? 1 : -1);
	if (next === 0) return { kind: "end" };
	const dose = planned.ladder[next - 1];
	return next < 0 || !dose ? nothing : { kind: "give", dose };
}

function actOf(simulation: Simulation, action: PlannedAction<number>, time: number): RuleAct {
	switch (action.kind) {
		case "give":
			return giveAct(simulation, action.treatment, choose(simulation, action.gift, time));
		case "titrate":
			return titrateAct(simulation, action);
		case "escalate":
		case "deescalate":
			return climbAct(simulation, action);
		case "stop": {
			const any = runningOf(simulation, action.treatment).length > 0 || simulation.schedule.holds(action.treatment);
			return any ? { kind: "stop" } : nothing;
		}
		case "taper":
			return { kind: "course", action };
	}
}

const byRule = (treatment: string, dose: Dose, why: string, lasts: number | null = null): Administration => ({
	treatment,
	dose,
	lasts,
	why,
	byRule: true,
});

/** Whether a rule may act at all: it is not on its way, not used up, and not too soon again. */
const isOpen = ({ rule, acts, lastAct, pending, decided }: RuleState, time: number): boolean =>
	!pending && acts < rule.atMost && decided !== time && time - lastAct >= rule.every - instant;

const holdsNow = ({ answers }: Simulation, { rule }: RuleState, time: number): boolean => answers.holds(rule.when, time);

/** The rule that acts now, if any, and what limits said on the way of those that would have. */
export interface DueRule {
	readonly due: RuleState | undefined;
	readonly effects: readonly Effect[];
}

const noEffects: readonly Effect[] = [];

/** The first rule, in their order, that would change something now that no limit refuses. */
export function ruleDue(simulation: Simulation, time: number): DueRule {
	let effects = noEffects;
	for (const state of simulation.team.rules) {
		if (!isOpen(state, time) || !holdsNow(simulation, state, time)) continue;
		const { action, name } = state.rule;
		const act = actOf(simulation, action, time);
		if (act.kind === "nothing") continue;
		if (act.kind !== "give") return { due: state, effects };
		const check = checkLimits(simulation, byRule(action.treatment, act.dose, name), time);
		if (check.effects.length > 0) effects = [...effects, ...check.effects];
		if (!check.refused) return { due: state, effects };
	}
	return { due: undefined, effects };
}

/** A rule is decided on: it acts at once, or after its wait. */
export function decide(simulation: Simulation, { rule, index }: RuleState, time: number): readonly Effect[] {
	const decided: Effect = { kind: "decide", rule: index, waits: rule.wait > 0 };
	if (rule.wait === 0) return [decided, ...actNow(simulation, index, time)];
	const gives = rule.action.kind !== "stop";
	const task = { kind: "act", rule: index, treatment: rule.action.treatment, gives } as const;
	return [decided, { kind: "schedule", time: time + rule.wait, task }];
}

const span = (hours: number) => (hours < 1 ? `${Number((hours * 60).toFixed(1))} min` : `${Number(hours.toFixed(2))} h`);

/** What a rule that comes to the bedside does; nothing when a limit or another act has overtaken it meanwhile. */
export function actNow(simulation: Simulation, index: number, time: number): readonly Effect[] {
	const { rule } = simulation.team.rules[index]!;
	const { treatment } = rule.action;
	const why = rule.wait > 0 ? `${rule.name} (decided ${span(rule.wait)} before)` : rule.name;
	const act = actOf(simulation, rule.action, time);
	const done = (effects: readonly Effect[]): Effect[] => [
		...effects,
		{ kind: "carried out", rule: index, acted: true },
		...rule.cautions.map((text): Effect => ({ kind: "warn", text })),
	];
	const idle: Effect = { kind: "carried out", rule: index, acted: false };
	switch (act.kind) {
		case "nothing":
			return [idle];
		case "give": {
			const { refused, effects } = administer(simulation, byRule(treatment, act.dose, why), time);
			return refused ? [...effects, idle] : done(effects);
		}
		case "end":
			return done(end(simulation, treatment, why, time));
		case "stop":
			return done([{ kind: "cancel", treatment }, ...end(simulation, treatment, why, time)]);
		case "course":
			return done(course(simulation, act.action, why, time));
	}
}

/** Ends what runs of a treatment: one event, whatever ran. */
function end(simulation: Simulation, treatment: string, why: string, time: number): Effect[] {
	const running = runningOf(simulation, treatment);
	const dose = running.at(-1)?.dose;
	const unit = dose?.kind === "rate" ? dose.unit : "";
	const route = dose === undefined ? "" : dose.kind === "device" ? dose.device : dose.route;
	const amount = dose?.kind === "rate" ? 0 : null;
	const { role } = simulation.engine.program.treatments[treatment]!.medicine;
	const connected = dose?.kind === "device" ? { connected: connectedBut(simulation, (one) => one.treatment === treatment) } : {};
	const event = { time, what: treatment, kind: "stop", amount, unit, route, why, until: null, role, ...connected } as const;
	return [...running.map(({ id }): Effect => ({ kind: "stop", id })), { kind: "event", event }];
}

/** Gives stretches in place of what was still to come. Its first dose keeps the distance from the one before. */
function course(
	{ log, engine }: Simulation,
	{ treatment, stretches }: Extract<PlannedAction<number>, { kind: "taper" }>,
	why: string,
	time: number,
): Effect[] {
	const every = stretches[0]?.every ?? 0;
	const begin = time + Math.max(0, every - since(log.of(treatment), treatment, time));
	const acts = actsOf(stretches, engine.program.until - begin).map(
		({ after, gift, lasts }): Effect => ({
			kind: "schedule",
			time: begin + after,
			task: { kind: "give", due: { treatment, gift, lasts, why, byRule: true } },
		}),
	);
	return [{ kind: "cancel", treatment }, ...acts];
}

/**
 * After an act at an instant: a rule whose own act made its condition false, and which another's act makes true again, would go round without
 * an end. The names of such rules in their order; undefined when there are none.
 */
export function loopAfter(simulation: Simulation, latest: RuleState, time: number): readonly string[] | undefined {
	const { decided } = simulation.team;
	for (const state of decided) {
		const again = holdsNow(simulation, state, time);
		if (state === latest) state.undone = !again;
		else if (state.undone && again && state.acts < state.rule.atMost)
			return [...decided.slice(decided.indexOf(state)), state].map(({ rule }) => rule.name);
	}
	return undefined;
}
