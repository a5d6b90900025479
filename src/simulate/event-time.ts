import type { FlatHazard } from "../model/flat-model.ts";
import { begin, perform } from "./administration.ts";
import { actNow, decide, loopAfter, ruleDue } from "./care-team.ts";
import type { Clock } from "./clock.ts";
import type { Effect } from "./effect.ts";
import { applyAll } from "./effects.ts";
import { die, strike } from "./hazards.ts";
import type { EventAct } from "./model-events.ts";
import { lookAt, type Simulation, save } from "./simulation.ts";

/** Rounds of orders acting on one another at one instant after which they are called a loop. */
const mostRounds = 50;

/** What a leg leaves for the instant at its end. */
export interface Ending {
	/** The look of this instant is done. */
	readonly looked: boolean;
	/** The care team was found to act. */
	readonly called: boolean;
	readonly struck: FlatHazard | undefined;
}

/** The names of rules that trigger each other without an end, in order; undefined when there are none. */
export type Loop = readonly string[] | undefined;

/**
 * What happens at one instant, in this order: look and save → stops → states that are set → starts and doses → a hazard that strikes → events of the model, by their priority → the care team's rules, one
 * after the other → look and save again. Rules that an act makes true act at the same instant. A death comes before all that is due with it, and nothing follows.
 */
export function attend(
	simulation: Simulation,
	{ saves, looks, rounds, moments }: Clock,
	time: number,
	{ looked, called, struck }: Ending,
): Loop {
	const { from, until } = simulation.engine.program;
	simulation.variables.observe(time);
	const first = time <= from;
	const onRound = rounds.isAt(time);
	if (!looked && (first || looks.isAt(time) || onRound)) lookAt(simulation, time);
	looks.pass(time);
	rounds.pass(time);
	const comes = called || isWaiting(simulation, time) || struck !== undefined || (onRound && isCalled(simulation, time));
	if (saves.isAt(time) || comes || first || time >= until) save(simulation, time);
	saves.pass(time);
	// What is done at an instant leaves rows of it, which are read in place of a moment.
	if (moments.isAt(time)) save(simulation, time, "moment");
	moments.pass(time);
	if (struck && struck.dies !== null) {
		applyAll(simulation, die(simulation, struck, time), time);
		lookAt(simulation, time);
		save(simulation, time);
		return undefined;
	}
	const seen: LookState = { again: false };
	const { events } = simulation;
	const loopOfOrders = carryOut(simulation, time, { seen, struck });
	const [carriedOut, told] = [seen.again, events.length];
	const loop = loopOfOrders ?? (onRound ? workThroughRules(simulation, time, seen) : undefined);
	// A rule that was only decided on has changed nothing yet.
	if (carriedOut || events.length > told) save(simulation, time);
	return loop;
}

const isWaiting = ({ schedule, due, modelEvents }: Simulation, time: number) =>
	schedule.next() <= time || due.length > 0 || modelEvents?.isDue(time) === true;

/** What an event of the model does: states are put to their values, inputs are held at theirs for good. */
const effectsOf = ({ name, sets }: EventAct, isState: (target: string) => boolean, time: number): Effect[] => [
	...sets.map(({ target, value }): Effect => {
		if (isState(target)) return { kind: "put", state: target, value };
		return { kind: "hold", input: target, value, until: Number.POSITIVE_INFINITY };
	}),
	{
		kind: "event",
		event: { what: name, kind: "hazard", time, until: null, amount: null, unit: "", route: "", role: "", why: "its condition became true" },
	},
];

/** Lets events of the model act; gives those that trigger each other without an end. */
const actByThemselves = (simulation: Simulation, time: number): Loop =>
	simulation.modelEvents?.act(time, (act) => {
		const { changes, engine } = simulation;
		const before = changes.length;
		applyAll(
			simulation,
			effectsOf(act, (target) => engine.model.placeOf(target)!.array === "y", time),
			time,
		);
		for (let i = before; i < changes.length; i++) changes[i] = { ...changes[i]!, by: act.name };
	});

/** Whether a rule acts now; what limits say of those that would is said. */
export function isCalled(simulation: Simulation, time: number): boolean {
	const { due, effects } = ruleDue(simulation, time);
	applyAll(simulation, effects, time);
	return due !== undefined;
}

/** Whether a look of this instant has followed acts already. */
interface LookState {
	again: boolean;
}

/** Looks at the patient as the acts of this instant have left them: the last such look of an instant stands for all. */
function see(simulation: Simulation, time: number, seen: LookState): void {
	simulation.variables.observe(time);
	lookAt(simulation, time, { again: seen.again });
	seen.again = true;
}

/** Does all that is due at this instant, and what follows from it. */
function carryOut(simulation: Simulation, time: number, { seen, struck }: { seen: LookState; struck?: FlatHazard | undefined }): Loop {
	const { due, schedule } = simulation;
	for (let round = 0; isWaiting(simulation, time) || (round === 0 && struck); round++) {
		if (round >= mostRounds) return due.map(({ why }) => why);
		for (const order of due.splice(0)) applyAll(simulation, begin(simulation, order, time), time);
		for (const task of schedule.take(time)) {
			const effects = task.kind === "act" ? actNow(simulation, task.rule, time) : perform(simulation, task, time);
			applyAll(simulation, effects, time);
		}
		if (struck && round === 0) applyAll(simulation, strike(simulation, struck, time), time);
		const loop = actByThemselves(simulation, time);
		if (loop) return loop;
		see(simulation, time, seen);
	}
	return undefined;
}

/** The care team works through its rules, looking again after each that acts. */
function workThroughRules(simulation: Simulation, time: number, seen: LookState): Loop {
	simulation.team.decided.length = 0;
	for (;;) {
		const { due, effects } = ruleDue(simulation, time);
		applyAll(simulation, effects, time);
		if (!due) return undefined;
		applyAll(simulation, decide(simulation, due, time), time);
		see(simulation, time, seen);
		const loop = loopAfter(simulation, due, time) ?? carryOut(simulation, time, { seen });
		if (loop) return loop;
	}
}
