import { resolve } from "node:path";
import type { Individual } from "../random/stream.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Prepared, unpacked } from "../simulate/prepared.ts";
import { keptReading } from "./kept-reading.ts";
import { modelTextsAtHand } from "./model-files.ts";
import type { Instead, LoadedScenario } from "./scenario-files.ts";
import { scenarioTexts } from "./scenario-texts.ts";
import { phase } from "./times.ts";

/** What a person may ask for in place of what the file says. */
export interface Wishes extends Instead {
	/** A virtual patient in place of the nominal one. */
	readonly individual?: Individual;
}

/** A scenario file, read, with the code of its equations. */
export type PreparedScenario = LoadedScenario & Prepared;

/**
 * Gives a function that reads and prepares scenario files with the models at hand. What it made once is kept in a file and found again
 * while every text that was read, the program and the wishes are the same: reading a model takes half a second, finding it a fiftieth.
 * Throws an InputError with every problem.
 *
 *     const { scenario } = await scenarioPreparer()("scenarios/untreated.yaml", {});
 *     const run = simulate(scenario);   // its code is at hand
 */
export function scenarioPreparer(folder?: string): (file: string, wishes: Wishes) => Promise<PreparedScenario> {
	const models = modelTextsAtHand(folder);
	const readers = readersOf(folder);
	return async (file, { individual, ...instead }) => {
		const texts = scenarioTexts(file, instead.care);
		const { value, isHit } = await keptReading<PreparedScenario>({ texts, models, wishes: [resolve(file), instead] }, async (sources) => {
			const { libraries, readScenario, prepare } = await readers();
			const one = readScenario(sources.texts, sources.noted(libraries), instead);
			return { ...one, ...prepare(one.scenario) };
		});
		const nominal = unpacked(value);
		const scenario = individual ? await patientOf(nominal, individual) : nominal;
		phase(isHit ? "scenario found again" : "scenario read and compiled");
		return { ...value, scenario };
	};
}

async function patientOf(nominal: Scenario, individual: Individual): Promise<Scenario> {
	const { virtualPatient } = await import("../population/draw-patient.ts");
	return virtualPatient(nominal, individual);
}

/** What reading needs (mathjs, zod, yaml) is loaded at the first scenario that is not found again. */
function readersOf(folder: string | undefined) {
	const loaded = async () => {
		const [{ modelsAtHand, readScenario }, { prepare }] = await Promise.all([
			import("./scenario-files.ts"),
			import("../simulate/prepare.ts"),
		]);
		phase("readers loaded");
		return { libraries: modelsAtHand(folder), readScenario, prepare };
	};
	let readers: ReturnType<typeof loaded> | undefined;
	return () => {
		readers ??= loaded();
		return readers;
	};
}
