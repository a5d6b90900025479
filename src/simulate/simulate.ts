import { instant } from "../chart/instant.ts";
import { childWithIce } from "../grading/child-with-ice.ts";
import type { FlatHazard } from "../model/flat-model.ts";
import type { Integrator, LegResult, Step } from "../ode/method.ts";
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
	readonly from: number;
	readonly to: number;
	/** Steps that may still be taken. */
	readonly left: number;
	readonly firstStep: number | undefined;
}

interface LegRun {
	readonly result: LegResult;
	readonly ending: Ending;
}

function runLeg(simulation: Simulation, clock: Clock, { integrate }: Integrator, { from, to, left, firstStep }: LegPlan): LegRun {
	const { y } = simulation.variables;
	let struck: FlatHazard | undefined;
	let cut: Cut | undefined;
	const result = integrate({
		from,
		to,
		start: y,
		maxSteps: left,
		...(firstStep === undefined ? {} : { firstStep }),
		onStep: (step) => {
			const hazard = hazardIn(simulation, step);
			cut = walk(simulation, clock, step, hazard?.time ?? step.to, to);
			if (cut !== undefined) return cut.time;
			struck = hazard?.hazard;
			return hazard && hazard.time < to ? hazard.time : undefined;
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

/**
 * Simulates one patient. Never throws for numerical reasons, nor for rules that trigger each other without an end: a failure is the `outcome`, and
 * what came before it is kept. Throws a RangeError for a patient of another program and for options that no run could end with.
 *
 *     const run = simulate(engine, nominalPatient(engine.program), { every: 0.25 });
 *     run.trajectory.columns.get("il6")   // hourly pg/mL unless told otherwise
 */
export function simulate(engine: Engine, patient: Patient, given: Partial<RunOptions> = {}): Run {
	const options = runOptions(given);
	const simulation = simulationOf(engine, patient, options);
	const { from, until, settings } = engine.program;
	const { orders, care, schedule } = simulation;
	const clock: Clock = {
		saves: gridOf(from, options.every),
		looks: gridOf(from, lookEvery),
		rounds: care ? gridOf(from, care.look) : noGrid,
		moments: gridOfTimes(options.moments ?? []),
	};
	for (const setting of settings) schedule.add(setting.time, { kind: "put", setting });
	for (const order of orders) if (order.begins.kind === "at") applyAll(simulation, begin(simulation, order, order.begins.time), from);
	const integrator = integratorOf(simulation);
	const counts = { steps: 0, evaluations: 0, rejected: 0 };
	const finish = (outcome: RunOutcome): Run =>
		finished(simulation, outcome, { method: options.method, kernel: integrator.kernel, ...counts });
	let time = from;
	let firstStep: number | undefined;
	let loop = attend(simulation, clock, time, { looked: false, called: false, struck: undefined });
	while (time < until && !loop) {
		const to = Math.min(schedule.next(), until);
		const left = options.maxSteps - counts.steps - counts.rejected;
		const { result, ending } = runLeg(simulation, clock, integrator, { from: time, to, left, firstStep });
		firstStep = result.nextStep;
		counts.steps += result.steps;
		counts.evaluations += result.evaluations;
		counts.rejected += result.rejected;
		// A method may miss the end by a rounding.
		time = result.end.kind === "reached" ? to : result.time;
		const failure = failureOf(simulation, result);
		if (failure) return finish(failure);
		loop = attend(simulation, clock, time, ending);
		const { struck } = ending;
		if (struck && struck.dies !== null) return finish({ kind: "finished", died: { day: time / 24, of: struck.dies } });
	}
	return finish(loop ? loopOutcome(loop, time) : { kind: "finished", died: null });
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
	const { recorder, moments, options, events, changes, log, acts, infusions, graded, warnings } = simulation;
	return {
		title: titleOf(simulation),
		patient: factsOf(simulation),
		member: memberOf(simulation),
		trajectory: recorder.trajectory(),
		...(options.moments === undefined ? {} : { moments: moments.trajectory() }),
		events,
		changes,
		doses: log.all(),
		acts: acts.all(),
		ran: infusions.spans(),
		...graded.courses(),
		outcome,
		solver,
		bind: simulation.engine.program.bind,
		toxicities: simulation.engine.program.toxicities,
		infections: simulation.engine.program.infections,
		formulary: Object.fromEntries(Object.values(simulation.engine.program.treatments).map(({ name, medicine }) => [name, medicine])),
		figures: simulation.engine.program.figures,
		warnings: [...new Set([...warnings, ...inVain(simulation), ...ofThisPatient(simulation)])],
	};
}
