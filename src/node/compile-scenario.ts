import { compileProgram, type Program } from "../simulate/program.ts";
import type { Sources } from "./kept-reading.ts";
import type { OwnTexts } from "./own-texts.ts";
import { type Instead, type LoadedScenario, modelsAtHand, readScenario } from "./scenario-files.ts";

/** A scenario file, read and compiled. Plain data. */
export interface CompiledScenario extends LoadedScenario {
	readonly program: Program;
}

/** Gives a function that reads and compiles scenarios; each model is read once. Throws an InputError with every problem. */
export function scenarioCompiler(folder?: string, own: OwnTexts = {}): (sources: Sources, instead: Instead) => CompiledScenario {
	const models = modelsAtHand(folder, undefined, own);
	return ({ texts, noted }, instead) => {
		const one = readScenario(texts, noted(models), instead);
		return { ...one, program: compileProgram(one.plan) };
	};
}
