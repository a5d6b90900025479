import { functionFromText } from "../model/function-from-text.ts";
import { type LoadOptions, loadModel, type ModelEngine } from "../model/model-engine.ts";
import { type Asked, askedOf, type Reckoning, type Test } from "../treatment/question.ts";
import type { Program } from "./program.ts";

/** Functions and memory made from a program. Runs work with it one after the other; it keeps nothing from one to the next. */
export interface Engine {
	readonly program: Program;
	readonly model: ModelEngine;
	/** By the places that the program's orders, rules and limits name. */
	readonly tests: readonly Test[];
	/** Amounts that are computed when they are given, by the places that its gifts name. */
	readonly numbers: readonly Reckoning[];
	/** What its rules of attribution ask, by the places that they name. */
	readonly attribution: Asked;
}

/** Loads programs; those with the same equations share functions and memory, as the cells of a study do. */
export function loader(options: LoadOptions = {}): (program: Program) => Engine {
	const models = new Map<string, ModelEngine>();
	const { functions = functionFromText } = options;
	return (program) => {
		const model = models.get(program.model.id) ?? loadModel(program.model, options);
		models.set(program.model.id, model);
		return { program, model, ...askedOf(program.inquiry, functions), attribution: askedOf(program.attribution.inquiry, functions) };
	};
}

/**
 * Makes an engine of a program.
 *
 *     const engine = loadProgram(program);
 *     simulate(engine, nominalPatient(program)).solver.kernel   // "webassembly"
 */
export const loadProgram = (program: Program, options: LoadOptions = {}): Engine => loader(options)(program);
