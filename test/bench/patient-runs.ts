import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { findTrial, trialTexts } from "../../src/node/trial-texts.ts";
import type { Leg } from "../../src/ode/method.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { columnsOf, momentsOf } from "../../src/population/read-of-runs.ts";
import { type StudyWork, workOf } from "../../src/population/study-work.ts";
import type { Engine } from "../../src/simulate/engine.ts";
import { type RunOptions, runOptions } from "../../src/simulate/options.ts";
import type { Patient } from "../../src/simulate/patient.ts";
import type { Run } from "../../src/simulate/run.ts";
import { attendFirst, runOn, setOut } from "../../src/simulate/simulate.ts";
import { parseTrial } from "../../src/trial/parse-trial.ts";

/** The patients and outcomes of a shipped trial, by another care. */
export function trialUnder(care: string, { trial = "zuma-1", patients = 8 } = {}): StudyWork {
	const { text, ...texts } = trialTexts(findTrial(trial));
	const under = text.replace(/^care: .*$/m, `care: ${care}`);
	const { study } = parseTrial(under, { ...texts, models: modelsAtHand(), patients, seed: 1, changes: {}, asker: "bench" });
	return workOf(study!);
}

/** A leg that a run asked of its method, with the numbers of that time and where the run cut it. */
interface AskedLeg extends Omit<Leg, "onStep"> {
	readonly p: Float64Array;
	readonly u: Float64Array;
	cut: number | undefined;
}

/** What a run of one patient asked for. Counts are the same on every machine. */
export interface PatientCounts {
	readonly legs: number;
	readonly steps: number;
	/** Evaluations of the right-hand side, those in a Jacobian not counted. */
	readonly evaluations: number;
	/** Looks at the patient, those after acts among them. */
	readonly looks: number;
	/** Conditions that were evaluated: of rules, orders, limits, and of what has held for how long. */
	readonly tests: number;
}

/** A run, and its legs alone. */
export interface PatientRun {
	readonly run: Run;
	readonly counts: PatientCounts;
	/**
	 * Integrates the very same legs again, step for step, and nothing else: no looks, rules, grades or rows; those that begin at a time or later. Gives the
	 * number of steps.
	 */
	readonly bare: (from?: number) => number;
}

/** Runs one patient of a study and keeps what was asked of the method. */
export function patientRun(work: StudyWork, engine: Engine, patient: number): PatientRun {
	const [columns, moments] = [columnsOf(work, engine.program.bind), momentsOf(work, engine.program)];
	const individual = { seed: work.seed, patient };
	return recordedRun(engine, virtualPatient(engine.program, individual), { columns, moments });
}

/** Runs a patient and keeps what was asked of the method. */
export function recordedRun(engine: Engine, patient: Patient, options: Partial<RunOptions>): PatientRun {
	const set = setOut(engine, patient, runOptions(options));
	const { simulation, integrator } = set;
	const { p, u } = simulation.variables;
	const legs: AskedLeg[] = [];
	let looks = 0;
	const graded: typeof simulation.graded = {
		...simulation.graded,
		look: (...look) => {
			looks++;
			simulation.graded.look(...look);
		},
	};
	const under = {
		...set,
		simulation: { ...simulation, graded },
		integrator: {
			...integrator,
			integrate: (leg: Leg) => {
				const asked: AskedLeg = { ...leg, start: leg.start.slice(), p: p.slice(), u: u.slice(), cut: undefined };
				legs.push(asked);
				return integrator.integrate({
					...leg,
					onStep: (step) => {
						asked.cut = leg.onStep(step);
						return asked.cut;
					},
				});
			},
		},
	};
	const run = runOn(under, attendFirst(under));
	const { steps, evaluations } = run.solver;
	return {
		run,
		counts: { legs: legs.length, steps, evaluations, looks, tests: simulation.answers.asked().tests },
		bare: (from = Number.NEGATIVE_INFINITY) => {
			let taken = 0;
			for (const { cut, ...leg } of legs) {
				if (leg.from < from) continue;
				p.set(leg.p);
				u.set(leg.u);
				taken += integrator.integrate({ ...leg, onStep: ({ to }) => (cut !== undefined && to >= cut ? cut : undefined) }).steps;
			}
			return taken;
		},
	};
}

/** CPU time of this process, all its threads together, milliseconds. */
export function cpuOf(work: () => void): number {
	const begun = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(begun);
	return (user + system) / 1000;
}
