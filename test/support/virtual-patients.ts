import { protocolsFor } from "../../src/node/protocol-files.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";

const models = modelsAtHand();
const file = "virtual-patients.yaml";

export interface Group {
	/** Keys of a scenario, as YAML lines. */
	readonly text: string;
	readonly patients: number;
	readonly seed: number;
	/** States and flows that become columns beside the usual ones. */
	readonly also?: readonly string[];
	/** A change of the plan before it is compiled. */
	readonly changed?: (plan: Plan) => Plan;
}

/** What is read of each of many virtual patients, run one after the other by one engine. */
export function ofEach<T>({ text, patients, seed, also = [], changed = (plan) => plan }: Group, read: (run: Run) => T): T[] {
	const plan = parseScenario(`about: A group.\nmodel: cart-crs\n${text}`, { file, models, protocols: protocolsFor(file) });
	const columns = [...new Set([...plan.flat.columns, ...also])];
	const engine = loadProgram(compileProgram(changed({ ...plan, flat: { ...plan.flat, columns } })));
	return Array.from({ length: patients }, (_, patient) => read(simulate(engine, virtualPatient(engine.program, { seed, patient }), {})));
}

/** Share of those that hold, 0 to 1. */
export const share = <T>(all: readonly T[], holds: (one: T) => boolean): number => all.filter(holds).length / all.length;
