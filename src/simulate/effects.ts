import type { Effect } from "./effect.ts";
import type { Simulation } from "./simulation.ts";

function cancel({ schedule, team }: Simulation, treatment: string): void {
	for (const task of schedule.drop(treatment)) if (task.kind === "act") team.rules[task.rule]!.pending = false;
}

function warn({ warnings, said }: Simulation, { text, about, once }: Extract<Effect, { kind: "warn" }>): void {
	if (once && about !== undefined && said.has(about)) return;
	if (about !== undefined) said.add(about);
	warnings.add(text);
}

function apply(simulation: Simulation, effect: Effect, time: number): void {
	const { variables, infusions, schedule, changes, events, log, acts, team, engine } = simulation;
	switch (effect.kind) {
		case "jump":
			variables.y[engine.model.placeOf(effect.state)!.index]! += effect.by;
			changes.push({ time, target: effect.state, kind: "add", value: effect.by });
			break;
		case "put":
			variables.y[engine.model.placeOf(effect.state)!.index] = effect.value;
			changes.push({ time, target: effect.state, kind: "set", value: effect.value });
			break;
		case "start": {
			const until = effect.lasts === null ? null : time + effect.lasts;
			const id = (effect.replaces ? infusions.replace : infusions.start)(time, { ...effect.infusion, until });
			if (until !== null) schedule.add(until, { kind: "stop", id });
			break;
		}
		case "stop":
			infusions.stop(time, effect.id);
			break;
		case "hold":
			infusions.hold(time, effect);
			break;
		case "release":
			infusions.release(time, effect.input);
			break;
		case "raise":
			variables.p[engine.model.placeOf(effect.hazard.draw)!.index]! += effect.by;
			break;
		case "schedule":
			schedule.add(effect.time, effect.task);
			break;
		case "cancel":
			cancel(simulation, effect.treatment);
			break;
		case "lose":
			schedule.dropOnTheWay(effect.treatment);
			break;
		case "log":
			log.push(effect.dose);
			break;
		case "event":
			events.push(effect.event);
			break;
		case "warn":
			warn(simulation, effect);
			break;
		case "decide": {
			const rule = team.rules[effect.rule]!;
			Object.assign(rule, { decided: time, undone: false, pending: effect.waits });
			team.decided.push(rule);
			break;
		}
		case "carried out": {
			const rule = team.rules[effect.rule]!;
			rule.pending = false;
			if (!effect.acted) break;
			rule.acts++;
			rule.lastAct = time;
			acts.push({ treatment: rule.rule.name, time, amount: Number.NaN });
			break;
		}
		default:
			effect satisfies never;
	}
}

/** Brings effects about, one after the other: the only place where a run changes between two legs. */
export function applyAll(simulation: Simulation, effects: readonly Effect[], time: number): void {
	if (effects.length === 0) return;
	for (const effect of effects) apply(simulation, effect, time);
	simulation.doings.count++;
}
