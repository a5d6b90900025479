import { resolve } from "node:path";
import type { Individual } from "../random/stream.ts";
import { type Engine, loadProgram } from "../simulate/engine.ts";
import { nominalPatient, type Patient } from "../simulate/patient.ts";
import type { Program } from "../simulate/program.ts";
import type { CompiledScenario, scenarioCompiler } from "./compile-scenario.ts";
import { keptReading } from "./kept-reading.ts";
import { modelTextsAtHand } from "./model-files.ts";
import type { OwnTexts } from "./own-texts.ts";
import type { Instead } from "./scenario-files.ts";
import { scenarioTexts } from "./scenario-texts.ts";
import { phase } from "./times.ts";

/** What a person may ask for in place of what the file says. */
export interface Wishes extends Instead {
	/** A virtual patient in place of the nominal one. */
	readonly individual?: Individual;
}

/** A scenario file ready to be run. */
export interface PreparedScenario extends CompiledScenario {
	readonly engine: Engine;
	readonly patient: Patient;
}

/**
 * Gives a function that reads and compiles scenario files, or texts of them, with the models at hand. What it made once is kept in a file and found again
 * while every text that was read, the program and the wishes are the same: reading a model takes half a second, finding it a fiftieth.
 * Throws an InputError with every problem.
 *
 *     const { engine, patient } = await scenarioPreparer()("scenarios/untreated.yaml", {});
 *     const run = simulate(engine, patient);
 */
export function scenarioPreparer(folder?: string, own: OwnTexts = {}): (file: string, wishes: Wishes) => Promise<PreparedScenario> {
	const models = modelTextsAtHand(folder, own);
	const compiler = compilerFor(folder, own);
	return async (file, { individual, ...instead }) => {
		const texts = scenarioTexts(file, instead.care, own);
		const { value, isHit } = await keptReading({ texts, models, wishes: [resolve(texts.file), instead] }, async (sources) =>
			(await compiler())(sources, instead),
		);
		const patient = individual ? await virtual(value.program, individual) : nominalPatient(value.program);
		phase(isHit ? "scenario found again" : "scenario read and compiled");
		return { ...value, engine: loadProgram(value.program), patient };
	};
}

async function virtual(program: Program, individual: Individual): Promise<Patient> {
	const { virtualPatient } = await import("../population/draw-patient.ts");
	return virtualPatient(program, individual);
}

/** What reading needs (mathjs, zod, yaml) is loaded at the first scenario that is not found again. */
function compilerFor(folder: string | undefined, own: OwnTexts): () => Promise<ReturnType<typeof scenarioCompiler>> {
	const loaded = async () => {
		const { scenarioCompiler } = await import("./compile-scenario.ts");
		phase("readers loaded");
		return scenarioCompiler(folder, own);
	};
	let compiler: ReturnType<typeof loaded> | undefined;
	return () => {
		compiler ??= loaded();
		return compiler;
	};
}
