import type { FlatHazard } from "../model/flat-model.ts";
import type { Toxicity } from "../model/model.ts";
import { crossingIn } from "../ode/crossing.ts";
import { adviceFor, type LegResult, type Method, type Step } from "../ode/method.ts";
import { methods } from "../ode/methods.ts";
import { exponential, uniform } from "../random/stream.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { instant, snapped } from "../treatment/instant.ts";
import { act, checkLoop, decide, ruleDue } from "./acting.ts";
import { type Bed, bedOf, lookAt, save } from "./bed.ts";
import { begin, perform } from "./giving.ts";
import { lookEvery, type RunOptions, runOptions } from "./options.ts";
import { RuleLoop } from "./rule-loop.ts";
import type { Outcome, Run, SolverCounts } from "./run.ts";

/** Rounds of rules acting on one another at one instant after which they are called a loop. */
const mostRounds = 50;

/** The points of a regular grid, taken one after the other. */
interface Grid {
	/** The next point; infinite after the last. */
	next(): number;
	/** Whether the next point is this instant. */
	isAt(time: number): boolean;
	pass(time: number): void;
}

/** Whole multiples of `every` from the infusion, so that infusion itself is a point whenever a run starts. */
function gridOf(from: number, every: number): Grid {
	let index = Math.ceil((from - instant) / every);
	// Multiplied, not summed: sums drift.
	let point = snapped(index * every);
	return {
		next: () => point,
		isAt: (time) => Math.abs(point - time) <= instant,
		pass: (time) => {
			while (point <= time + instant) point = snapped(++index * every);
		},
	};
}

const noGrid: Grid = { next: () => Number.POSITIVE_INFINITY, isAt: () => false, pass: () => {} };

interface Clock {
	readonly saves: Grid;
	readonly looks: Grid;
	/** Looks of the care team. */
	readonly rounds: Grid;
}

/** What a leg leaves for the instant at its end. */
interface Ending {
	/** The look of this instant is done. */
	readonly looked: boolean;
	readonly struck: FlatHazard | undefined;
}

/**
 * What happens at one instant, in this order: look and save → stops → a hazard that strikes, starts and doses → the care team's rules, one
 * after the other → look and save again. Rules that an act makes true act at the same instant. A death is the last thing that happens.
 */
function attend(bed: Bed, { saves, looks, rounds }: Clock, time: number, { looked, struck }: Ending): void {
	bed.patient.observe(time);
	const first = time <= bed.scenario.from;
	const onRound = rounds.isAt(time);
	if (!looked && (first || looks.isAt(time) || onRound)) lookAt(bed, time);
	looks.pass(time);
	rounds.pass(time);
	const comes = isWaiting(bed, time) || struck !== undefined || (onRound && ruleDue(bed, time) !== undefined);
	if (saves.isAt(time) || comes || first || time >= bed.scenario.until) save(bed, time);
	saves.pass(time);
	if (struck && struck.dies !== null) {
		die(bed, { hazard: struck.name, of: struck.dies }, time);
		return;
	}
	const carried = carryOut(bed, time, struck);
	const ruled = onRound && makeRound(bed, time);
	if (carried || ruled) save(bed, time);
}

const isWaiting = ({ agenda, due }: Bed, time: number) => agenda.next() <= time || due.length > 0;

/** Does all that is due at this instant, and what follows from it; true when there was anything. */
function carryOut(bed: Bed, time: number, struck?: FlatHazard): boolean {
	let round = 0;
	for (; isWaiting(bed, time) || (round === 0 && struck); round++) {
		if (round >= mostRounds)
			throw new RuleLoop(`rules keep triggering each other at hour ${time}: ${bed.due.map((order) => order.why).join(" -> ")}`);
		if (struck && round === 0) strike(bed, struck, time);
		for (const order of bed.due.splice(0)) begin(bed, order, time);
		for (const { task } of bed.agenda.take(time)) {
			if (task.kind === "act") act(bed, task.memory, time);
			else perform(bed, task, time);
		}
		see(bed, time);
	}
	return round > 0;
}

/** The care team works through its rules, looking again after each that acts; true when anything was done. */
function makeRound(bed: Bed, time: number): boolean {
	const before = bed.events.length;
	bed.team.called = false;
	bed.team.decided.length = 0;
	for (let rule = ruleDue(bed, time); rule; rule = ruleDue(bed, time)) {
		decide(bed, rule, time);
		see(bed, time);
		checkLoop(bed, rule, time);
		carryOut(bed, time);
	}
	return bed.events.length > before;
}

/** Looks at the patient as the acts of this instant have left them: the last such look of an instant stands for all. */
function see(bed: Bed, time: number): void {
	bed.patient.observe(time);
	lookAt(bed, time, { again: bed.seen.at === time });
	bed.seen.at = time;
}

/** The hazard that is the first to reach its draw in a step, and when. */
function hazardIn(bed: Bed, step: Step): { hazard: FlatHazard; time: number } | undefined {
	const { hazards, p, y } = bed.patient;
	let first: { hazard: FlatHazard; time: number } | undefined;
	for (const { hazard, state, draw } of hazards) {
		// Hazards only grow, so that few have to be looked at twice.
		if (!(step.end[state]! >= p[draw]!)) continue;
		const crossed = crossingIn(step, (_, at) => at[state]! - p[draw]!, "up", new Float64Array(y.length));
		if (crossed === undefined) continue;
		// A whole instant just beyond, as all times of events are.
		const time = Math.min(step.to, snapped(crossed + instant));
		if (first === undefined || time < first.time) first = { hazard, time };
	}
	return first;
}

/** How much more hazard the next strike needs: of a virtual patient a draw of its own, of the nominal one as much again. */
function nextDraw({ scenario: { individual }, patient: { flat }, events }: Bed, { name, draw }: FlatHazard): number {
	if (!individual) return flat.parameters.find((one) => one.name === draw)!.value;
	const before = events.filter(({ kind, what }) => kind === "hazard" && what === name).length;
	return exponential(uniform(individual, `${draw} ${before + 2}`));
}

/** A hazard strikes: its inputs are held, and the next strike needs more hazard again. */
function strike(bed: Bed, hazard: FlatHazard, time: number): void {
	const { p, hazards } = bed.patient;
	p[hazards.find((one) => one.hazard === hazard)!.draw]! += nextDraw(bed, hazard);
	const until = hazard.lasts === null ? null : time + hazard.lasts;
	for (const { input, value } of hazard.sets) {
		bed.supplies.hold(time, { input, value, until: until ?? Number.POSITIVE_INFINITY });
		if (until !== null) bed.agenda.note(until, { kind: "rest", input });
	}
	bed.events.push({
		time,
		what: hazard.name,
		kind: "hazard",
		amount: null,
		unit: "",
		route: "",
		why: "its hazard reached the patient's draw",
		until,
	});
}

/** The patient dies: nothing that was planned happens any more, and the last look says what of. */
function die(bed: Bed, { hazard, of }: { hazard: string; of: Toxicity }, time: number): void {
	const why = `its hazard reached the patient's draw: death of ${of.toUpperCase()}`;
	bed.events.push({ time, what: hazard, kind: "hazard", amount: null, unit: "", route: "", why, until: null });
	lookAt(bed, time, { diedOf: of });
	save(bed, time);
}

/** Walks the looks and saves inside a step; gives the time at which the leg must be cut, if any. */
function walk(bed: Bed, { saves, looks, rounds }: Clock, step: Step, end: number, legEnd: number): number | undefined {
	const { patient } = bed;
	for (;;) {
		const time = Math.min(saves.next(), looks.next(), rounds.next());
		if (time > end || time >= legEnd - instant) return undefined;
		step.at(time, patient.y);
		patient.observe(time);
		const onRound = rounds.isAt(time);
		if (looks.isAt(time) || onRound) {
			lookAt(bed, time);
			looks.pass(time);
			if (onRound) bed.team.called = ruleDue(bed, time) !== undefined;
			if (bed.due.length > 0 || bed.team.called) return time;
			rounds.pass(time);
		}
		if (saves.isAt(time)) {
			save(bed, time);
			saves.pass(time);
		}
	}
}

/** Where a leg lies, and what the legs before it leave. */
interface LegPlan {
	readonly from: number;
	readonly to: number;
	/** Steps that may still be taken. */
	readonly left: number;
	readonly firstStep: number | undefined;
}

interface LegRun {
	readonly result: LegResult;
	readonly struck: FlatHazard | undefined;
}

/** Part of a state's scale that, times the relative tolerance, may be its error when it is near 0. */
const nearZero = 3e-3;

/** The method of the options, made ready for the equations of this patient. */
function integratorOf({ patient, options }: Bed): ReturnType<Method> {
	const { compiled, flat, p, u, k, implicit } = patient;
	const { relativeTolerance } = options;
	const absoluteTolerance = Float64Array.from(flat.states, ({ scale }) => relativeTolerance * nearZero * scale);
	return methods[options.method]!({
		rates: (t, y, dy) => compiled.rates(t, y, p, u, k, dy),
		relativeTolerance,
		absoluteTolerance,
		implicit,
		fading: flat.states.map((state) => state.fades),
		kernel: (tableau, allowed) => compiled.kernels(tableau)?.({ p, u, k, allowed }),
	});
}

function runLeg(bed: Bed, clock: Clock, integrate: ReturnType<Method>, { from, to, left, firstStep }: LegPlan): LegRun {
	const { y } = bed.patient;
	let struck: FlatHazard | undefined;
	const result = integrate({
		from,
		to,
		start: y,
		maxSteps: left,
		...(firstStep === undefined ? {} : { firstStep }),
		onStep: (step) => {
			const hazard = hazardIn(bed, step);
			const cut = walk(bed, clock, step, hazard?.time ?? step.to, to);
			if (cut !== undefined) return cut;
			struck = hazard?.hazard;
			return hazard && hazard.time < to ? hazard.time : undefined;
		},
	});
	y.set(result.y);
	return { result, struck };
}

function failure(bed: Bed, { end, time }: LegResult): Outcome | undefined {
	if (end.kind === "reached" || end.kind === "cut") return undefined;
	return { kind: end.kind, time, state: bed.patient.flat.states[end.state]?.name ?? "", advice: adviceFor[end.kind] };
}

/**
 * Simulates one patient through a scenario. Never throws for numerical reasons: a failure is the `outcome`, and what came before it is kept.
 *
 *     const run = simulate(scenario, { every: 0.25 });
 *     run.trajectory.columns.get("il6")   // hourly pg/mL unless told otherwise
 */
export function simulate(scenario: Scenario, given: Partial<RunOptions> = {}): Run {
	const options = runOptions(given);
	const bed = bedOf(scenario, options);
	const { from, until } = scenario;
	const rounds = scenario.care ? gridOf(from, scenario.care.look) : noGrid;
	const clock: Clock = { saves: gridOf(from, options.every), looks: gridOf(from, lookEvery), rounds };
	const counts = { steps: 0, evaluations: 0, rejected: 0 };
	for (const order of scenario.orders) if (order.begins.kind === "at") begin(bed, order, order.begins.time);
	const integrate = integratorOf(bed);
	let time = from;
	let firstStep: number | undefined;
	let outcome: Outcome = { kind: "finished", died: null };
	attend(bed, clock, time, { looked: false, struck: undefined });
	while (time < until) {
		const to = Math.min(bed.agenda.next(), until);
		const left = options.maxSteps - counts.steps - counts.rejected;
		const { result, struck } = runLeg(bed, clock, integrate, { from: time, to, left, firstStep });
		firstStep = result.nextStep;
		counts.steps += result.steps;
		counts.evaluations += result.evaluations;
		counts.rejected += result.rejected;
		// A method may miss the end by a rounding.
		time = result.end.kind === "reached" ? to : result.time;
		const failed = failure(bed, result);
		if (failed) {
			outcome = failed;
			break;
		}
		attend(bed, clock, time, { looked: bed.due.length > 0 || bed.team.called, struck });
		if (struck && struck.dies !== null) {
			outcome = { kind: "finished", died: { day: time / 24, of: struck.dies } };
			break;
		}
	}
	return finished(bed, outcome, { method: options.method, ...counts });
}

/** Facts of the patient that grades read and no column shows. */
function factsOf({ flat, p }: Bed["patient"]): Run["patient"] {
	const known = flat.parameters.flatMap(({ name, unit }, i) =>
		name === "age" || name === "weight" ? [[name, { value: p[i]!, unit }]] : [],
	);
	return Object.fromEntries(known);
}

/** Orders that waited in vain: a person who wrote one wants to know. */
const inVain = ({ waiting }: Bed) => [...waiting].map(({ treatment, why }) => `${treatment} was not given: "${why}" never held`);

function finished(bed: Bed, outcome: Outcome, solver: SolverCounts): Run {
	const { scenario, patient, recorder, events, changes, ward, warnings } = bed;
	return {
		title: scenario.title,
		patient: factsOf(patient),
		trajectory: recorder.trajectory(),
		events,
		changes,
		...ward.courses(),
		outcome,
		solver,
		warnings: [...warnings, ...inVain(bed)],
	};
}
