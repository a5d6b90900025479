import { type PlannedCharting, plannedCharting } from "../population/planned-charting.ts";
import { compileProgram, type Program } from "../simulate/program.ts";
import type { Sources } from "./kept-reading.ts";
import type { OwnTexts } from "./own-texts.ts";
import { type Instead, type LoadedScenario, modelsAtHand, readScenario } from "./scenario-files.ts";

/** A scenario file, read and compiled. Plain data. */
export interface CompiledScenario extends LoadedScenario {
	readonly program: Program;
	/** What a ward charts of its runs; null: the model does not say. */
	readonly charting: PlannedCharting | null;
}

/** Gives a function that reads and compiles scenarios; each model is read once. Throws an InputError with every problem. */
export function scenarioCompiler(folder?: string, own: OwnTexts = {}): (sources: Sources, instead: Instead) => CompiledScenario {
	const models = modelsAtHand(folder, undefined, own);
	return ({ texts, noted }, instead) => {
		const known = noted(models);
		const one = readScenario(texts, known, instead);
		return { ...one, program: compileProgram(one.plan), charting: plannedCharting(known.get(one.plan.model)!, one.plan) };
	};
}
