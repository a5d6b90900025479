import type { FlatHazard } from "../model/flat-model.ts";
import type { LoggedDose } from "../treatment/dose-log.ts";
import type { NewInfusion } from "./infusions.ts";
import type { RunEvent } from "./run.ts";
import type { Task } from "./schedule.ts";
import type { Simulation } from "./simulation.ts";

/** What doses, hazards and the care team bring about, as data: nothing else changes a run between two legs. */
export type Effect =
	/** A state jumps. */
	| { readonly kind: "jump"; readonly state: string; readonly by: number }
	/** A state is put to a value. */
	| { readonly kind: "put"; readonly state: string; readonly value: number }
	/** Something begins to run, in place of what runs of its treatment or beside it; it ends after `lasts` hours (null: open). */
	| { readonly kind: "start"; readonly infusion: Omit<NewInfusion, "until">; readonly lasts: number | null; readonly replaces: boolean }
	| { readonly kind: "stop"; readonly id: number }
	/** A hazard holds an input; hours since infusion, infinite for good. */
	| { readonly kind: "hold"; readonly input: string; readonly value: number; readonly until: number }
	| { readonly kind: "release"; readonly input: string }
	/** The next strike of a hazard needs so much more. */
	| { readonly kind: "raise"; readonly hazard: FlatHazard; readonly by: number }
	| { readonly kind: "schedule"; readonly time: number; readonly task: Task }
	/** What is still to come of a treatment is dropped. */
	| { readonly kind: "cancel"; readonly treatment: string }
	/** What was given of a treatment and has not arrived never does. */
	| { readonly kind: "lose"; readonly treatment: string }
	/** Conditions may ask for it from now on. */
	| { readonly kind: "log"; readonly dose: LoggedDose }
	| { readonly kind: "event"; readonly event: RunEvent }
	/** `about`: what is said only once, where it has been said before. */
	| { readonly kind: "warn"; readonly text: string; readonly about?: string; readonly once?: boolean }
	/** The care team decides on a rule; it waits for its time at the bedside, or acts at once. */
	| { readonly kind: "decide"; readonly rule: number; readonly waits: boolean }
	/** A decided rule has come to the bedside; `acted`: and did something. */
	| { readonly kind: "carried out"; readonly rule: number; readonly acted: boolean };

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
