import { instant } from "../chart/instant.ts";
import { childWithIce } from "../grading/child-with-ice.ts";
import type { FlatHazard } from "../model/flat-model.ts";
import type { Integrator, LegResult, Standing, Step } from "../ode/method.ts";
import { adviceFor, methods } from "../ode/methods.ts";
import { begin } from "./administration.ts";
import { type Clock, gridOf, gridOfTimes, noGrid } from "./clock.ts";
import { applyAll } from "./effects.ts";
import type { Engine } from "./engine.ts";
import { attend, type Ending, isCalled, type Loop } from "./event-time.ts";
import { hazardIn } from "./hazards.ts";
import { lookEvery, type RunOptions, runOptions } from "./options.ts";
import { boundFact, type Patient } from "./patient.ts";
import type { PatientFact, Run, RunOutcome, SolverCounts } from "./run.ts";
import { lookAt, type Simulation, save, simulationOf } from "./simulation.ts";

/** Part of a state's scale that, times the relative tolerance, may be its error when it is near 0. */
const nearZero = 3e-3;

/** The method of the options, made ready for the equations of this patient. */
function integratorOf({ engine: { model }, variables, options }: Simulation): Integrator {
	const { states } = model.program;
	const { relativeTolerance } = options;
	const { p, u, k } = variables;
	return methods[options.method]!({
		rates: (t, y, dy) => model.rates(t, y, p, u, k, dy),
		relativeTolerance,
		absoluteTolerance: Float64Array.from(states, ({ scale }) => relativeTolerance * nearZero * scale),
		implicit: () => model.implicit(variables),
		fading: states.map((state) => state.fades),
		kernel: (tableau, allowed) => model.kernel(tableau, { p, u, k, allowed }),
	});
}

/** Where a leg must be cut, and whether the care team acts there. */
interface Cut {
	readonly time: number;
	readonly called: boolean;
}

/** Walks the looks and saves inside a step; gives where the leg must be cut, if anywhere. */
function walk(simulation: Simulation, { saves, looks, rounds, moments }: Clock, step: Step, end: number, legEnd: number): Cut | undefined {
	const { variables, due } = simulation;
	for (;;) {
		const time = Math.min(saves.next(), looks.next(), rounds.next(), moments.next());
		if (time > end || time >= legEnd - instant) return undefined;
		step.at(time, variables.y);
		variables.observe(time);
		const onRound = rounds.isAt(time);
		if (looks.isAt(time) || onRound) {
			lookAt(simulation, time);
			looks.pass(time);
			const called = onRound && isCalled(simulation, time);
			if (called || due.length > 0) return { time, called };
			rounds.pass(time);
		}
		if (saves.isAt(time)) {
			save(simulation, time);
			saves.pass(time);
		}
		if (moments.isAt(time)) save(simulation, time, "moment");
		moments.pass(time);
	}
}

/** Where a leg lies, and what the legs before it leave. */
interface LegPlan {
	readonly to: number;
	/** Steps that may still be taken. */
	readonly left: number;
}

interface LegRun {
	readonly result: LegResult;
	readonly ending: Ending;
}

/** Told of each step inside a leg after which nothing happens at once. */
type Passed = (standing: () => Standing, time: number) => void;

function runLeg({ simulation, clock, integrator, now }: UnderWay, { to, left }: LegPlan, passed?: Passed): LegRun {
	const { y } = simulation.variables;
	const { time: from, firstStep, goesOn } = now;
	let struck: FlatHazard | undefined;
	let cut: Cut | undefined;
	const result = integrator.integrate({
		from,
		to,
		start: goesOn?.y ?? y,
		maxSteps: left,
		...(firstStep === undefined ? {} : { firstStep }),
		...(goesOn === undefined ? {} : { goesOn }),
		onStep: (step) => {
			const hazard = hazardIn(simulation, step);
			const change = simulation.modelEvents?.changeIn(step);
			const first = change === undefined || (hazard && hazard.time <= change) ? hazard?.time : change;
			cut = walk(simulation, clock, step, first ?? step.to, to);
			if (cut !== undefined) return cut.time;
			struck = hazard?.time === first ? hazard?.hazard : undefined;
			if (first === undefined && step.to < to && step.standing) passed?.(step.standing, step.to);
			return first !== undefined && first < to ? first : undefined;
		},
	});
	y.set(result.y);
	// Where it was cut, looks have been taken already.
	return { result, ending: { looked: cut !== undefined, called: cut?.called === true, struck } };
}

/** How a run ends that cannot go on; undefined while it can. */
function failureOf({ engine, options }: Simulation, { end, time }: LegResult): RunOutcome | undefined {
	if (end.kind === "reached" || end.kind === "cut") return undefined;
	return { kind: end.kind, time, state: engine.model.program.states[end.state]?.name ?? "", advice: adviceFor(end.kind, options.method) };
}

const loopOutcome = (rules: NonNullable<Loop>, time: number): RunOutcome => ({
	kind: "rule-loop",
	time,
	rules,
	advice: "let the conditions of these rules leave a gap between each other",
});

/** How far a run has come: its next leg begins here. */
export interface Moment {
	readonly time: number;
	readonly firstStep: number | undefined;
	/** The leg goes on as one before it stood. */
	readonly goesOn: Standing | undefined;
	readonly counts: Omit<SolverCounts, "method" | "kernel">;
}

/** A run on its way. */
export interface UnderWay {
	simulation: Simulation;
	readonly clock: Clock;
	readonly integrator: Integrator;
	now: Moment;
}

/** What a leg has done, added to what was done before it. */
const counted = (
	{ steps, rejected, evaluations }: Moment["counts"],
	more: Pick<LegResult, "steps" | "rejected" | "evaluations">,
): Moment["counts"] => ({
	steps: steps + more.steps,
	rejected: rejected + more.rejected,
	evaluations: evaluations + more.evaluations,
});

/** Notes in the schedule what an order that begins at a known time brings. */
export function planOrder(simulation: Simulation, place: number): void {
	const order = simulation.orders[place]!;
	const { begins } = order;
	if (begins.kind !== "at") return;
	simulation.schedule.plan(place, () => applyAll(simulation, begin(simulation, order, begins.time), simulation.engine.program.from));
}

/** A run before its first instant. */
export function setOut(engine: Engine, patient: Patient, options: RunOptions): UnderWay {
	const simulation = simulationOf(engine, patient, options);
	const { from, settings } = engine.program;
	const { orders, care, schedule } = simulation;
	const clock: Clock = {
		saves: gridOf(from, options.every),
		looks: gridOf(from, lookEvery),
		rounds: care ? gridOf(Math.max(from, care.begins ?? from), care.look) : noGrid,
		moments: gridOfTimes(options.moments ?? []),
	};
	for (const setting of settings) schedule.add(setting.time, { kind: "put", setting });
	for (const place of orders.keys()) planOrder(simulation, place);
	const counts = { steps: 0, rejected: 0, evaluations: 0 };
	return { simulation, clock, integrator: integratorOf(simulation), now: { time: from, firstStep: undefined, goesOn: undefined, counts } };
}

/** Does what is due at the first instant; the rules that trigger each other there without an end. */
export const attendFirst = ({ simulation, clock, now }: UnderWay): Loop =>
	attend(simulation, clock, now.time, { looked: false, called: false, struck: undefined });

/** Runs on to the end. `pass` is told where the run stands after steps inside its legs, and what it came to before the leg. */
export function runOn(run: UnderWay, loopAtFirst: Loop, pass?: (moment: () => Moment, time: number) => void): Run {
	const { simulation, clock, integrator } = run;
	const { schedule, options } = simulation;
	const { until } = simulation.engine.program;
	const finish = (outcome: RunOutcome): Run =>
		finished(simulation, outcome, { method: options.method, kernel: integrator.kernel, ...run.now.counts });
	let loop = loopAtFirst;
	while (run.now.time < until && !loop) {
		const to = Math.min(schedule.next(), simulation.modelEvents?.next() ?? until, until);
		const { counts } = run.now;
		const momentOf = (standing: () => Standing) => (): Moment => {
			const goesOn = standing();
			return { time: goesOn.time, firstStep: undefined, goesOn, counts: counted(counts, goesOn) };
		};
		const left = options.maxSteps - counts.steps - counts.rejected;
		const { result, ending } = runLeg(run, { to, left }, pass && ((standing, time) => pass(momentOf(standing), time)));
		// A method may miss the end by a rounding.
		const time = result.end.kind === "reached" ? to : result.time;
		run.now = { time, firstStep: result.nextStep, goesOn: undefined, counts: counted(counts, result) };
		const failure = failureOf(simulation, result);
		if (failure) return finish(failure);
		loop = attend(simulation, clock, time, ending);
		const { struck } = ending;
		if (struck && struck.dies !== null) return finish({ kind: "finished", died: { day: time / 24, of: struck.dies } });
	}
	return finish(loop ? loopOutcome(loop, run.now.time) : { kind: "finished", died: null });
}

/**
 * Simulates one patient. Never throws for numerical reasons, nor for rules that trigger each other without an end: a failure is the `outcome`, and
 * what came before it is kept. Throws a RangeError for a patient of another program and for options that no run could end with.
 *
 *     const run = simulate(engine, nominalPatient(engine.program), { every: 0.25 });
 *     run.trajectory.columns.get("il6")   // hourly pg/mL unless told otherwise
 */
export function simulate(engine: Engine, patient: Patient, given: Partial<RunOptions> = {}): Run {
	const run = setOut(engine, patient, runOptions(given));
	return runOn(run, attendFirst(run));
}

/** Facts of the patient that the model binds to signs, and that no column shows. */
function factsOf({ engine, patient }: Simulation): Run["patient"] {
	const bound = new Set(Object.values(engine.program.bind).map(({ column }) => column));
	const names = engine.model.program.parameters.map(({ name }) => name).filter((name) => bound.has(name));
	return factsNamed(engine, patient, names);
}

/** Those of the names that are parameters or covariates, with the patient's values. */
function factsNamed({ model }: Engine, { values }: Patient, names: readonly string[]): Record<string, PatientFact> {
	const known = names.flatMap((name) => {
		const place = model.placeOf(name);
		return place?.array === "p" ? [[name, { value: values[place.index]!, unit: model.program.parameters[place.index]!.unit }]] : [];
	});
	return Object.fromEntries(known);
}

/** Who the patient is among those of the program's population. */
function memberOf({ engine, patient }: Simulation): Run["member"] {
	const { population } = engine.program;
	if (population === null || patient.group === null) return null;
	const { disease, product, about } = population.groups[patient.group]!;
	return { population: population.name, disease, product, about, facts: factsNamed(engine, patient, population.facts) };
}

/** Orders that waited in vain: a person who wrote one wants to know. */
const inVain = ({ waiting }: Simulation) => [...waiting].map(({ treatment, why }) => `${treatment} was not given: "${why}" never held`);

/** What is doubtful in a virtual patient alone; of the nominal one it stands among what the scenario warns of. */
function ofThisPatient({ engine: { program }, patient }: Simulation): string[] {
	return patient.individual === null ? [] : childWithIce(boundFact(program, patient, "age"), program);
}

const titleOf = ({ engine, patient: { individual } }: Simulation) =>
	individual === null ? engine.program.title : `${engine.program.title} · virtual patient ${individual.patient}`;

function finished(simulation: Simulation, outcome: RunOutcome, solver: SolverCounts): Run {
	const { engine, recorder, moments, options, events, changes, log, acts, infusions, graded, warnings } = simulation;
	return {
		title: titleOf(simulation),
		lesson: engine.program.lesson,
		patient: factsOf(simulation),
		member: memberOf(simulation),
		trajectory: recorder.trajectory(),
		...(options.moments === undefined ? {} : { moments: moments.trajectory() }),
		events: [...events],
		changes: [...changes],
		doses: [...log.all()],
		acts: [...acts.all()],
		ran: infusions.spans(),
		...graded.courses(),
		outcome,
		solver,
		bind: simulation.engine.program.bind,
		toxicities: simulation.engine.program.toxicities,
		infections: simulation.engine.program.infections,
		formulary: Object.fromEntries(Object.values(simulation.engine.program.treatments).map(({ name, medicine }) => [name, medicine])),
		figures: simulation.engine.program.figures,
		warnings: [...new Set([...engine.program.warnings, ...warnings, ...inVain(simulation), ...ofThisPatient(simulation)])],
	};
}
