import { revalued } from "../../src/model/flatten.ts";
import { drawnValues, virtualPatient } from "../../src/population/draw-patient.ts";
import { drawsOf, type Individual } from "../../src/random/stream.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { type Engine, loader } from "../../src/simulate/engine.ts";
import type { RunOptions } from "../../src/simulate/options.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compiler } from "../../src/simulate/program.ts";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";

/** Plans with the same equations share code and memory here as the cells of a study do; so do the files of tests that share a process. */
const shared = { ...compiler({ machineCode: false }), load: loader() };

/** An engine for a plan that is run a few times: without machine code, whose making takes longer than a run. */
export const engineOf = (plan: Plan): Engine => shared.load(shared.compile(plan));

/** Runs the nominal patient of an engine, or one of its virtual patients. */
export const runEngine = (engine: Engine, options: Partial<RunOptions> = {}, individual?: Individual): Run =>
	simulate(engine, individual ? virtualPatient(engine.program, individual) : nominalPatient(engine.program), options);

/** The plan of one virtual patient: his numbers stand in it as if they were everybody's. */
export const planOfPatient = (plan: Plan, individual: Individual): Plan => ({
	...plan,
	flat: revalued(plan.flat, drawnValues(plan.varying, drawsOf(individual))),
});

/** Runs a plan once. */
export const runPlan = (plan: Plan, options: Partial<RunOptions> = {}, individual?: Individual): Run =>
	runEngine(engineOf(plan), options, individual);
