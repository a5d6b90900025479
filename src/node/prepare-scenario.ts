import { resolve } from "node:path";
import type { Individual } from "../random/stream.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Prepared, unpacked } from "../simulate/prepared.ts";
import { fingerprint, keep, recall } from "./kept-values.ts";
import { modelTextsAtHand } from "./model-files.ts";
import { programHash } from "./program.ts";
import type { Instead, LoadedScenario } from "./scenario-files.ts";
import { type ScenarioTexts, scenarioTexts } from "./scenario-texts.ts";
import { phase } from "./times.ts";

/** What a person may ask for in place of what the file says. */
export interface Wishes extends Instead {
	/** A virtual patient in place of the nominal one. */
	readonly individual?: Individual;
}

/** A scenario file, read, with the code of its equations. */
export type PreparedScenario = LoadedScenario & Prepared;

/** What reading a scenario asked for besides its own text, with a fingerprint of each answer. */
type Asked = readonly (readonly [kind: "sibling" | "protocol" | "model", name: string, answer: string])[];

interface Kept {
	readonly asked: Asked;
	readonly prepared: PreparedScenario;
}

type Models = ReturnType<typeof modelTextsAtHand>;

/** Whether each question has the answer that it had. */
function isUnchanged(asked: Asked, texts: ScenarioTexts, models: Models): boolean {
	const answers = { sibling: texts.open, protocol: texts.protocols.open, model: models.get };
	return asked.every(([kind, name, answer]) => fingerprint(answers[kind](name)) === answer);
}

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
	const program = programHash();
	const read = makerAnew(folder);
	return async (file, { individual, ...instead }) => {
		const texts = scenarioTexts(file, instead.care);
		const key = fingerprint([program, resolve(file), file, texts.text, instead]);
		const found = recall(key) as Kept | undefined;
		const isHit = found !== undefined && isUnchanged(found.asked, texts, models);
		const { asked, prepared } = isHit ? found : await read(texts, instead);
		if (!isHit) keep(key, { asked, prepared } satisfies Kept);
		const nominal = unpacked(prepared);
		const scenario = individual ? await patientOf(nominal, individual) : nominal;
		phase(isHit ? "scenario found again" : "scenario read and compiled");
		return { ...prepared, scenario };
	};
}

async function patientOf(nominal: Scenario, individual: Individual): Promise<Scenario> {
	const { virtualPatient } = await import("../population/draw-patient.ts");
	return virtualPatient(nominal, individual);
}

/** Reads scenarios from their texts and notes what was asked for. What reading needs (mathjs, zod, yaml) is loaded at the first. */
function makerAnew(folder: string | undefined): (texts: ScenarioTexts, instead: Instead) => Promise<Kept> {
	const loaded = async () => {
		const [{ modelsAtHand, readScenario }, { prepare }] = await Promise.all([
			import("./scenario-files.ts"),
			import("../simulate/prepare.ts"),
		]);
		phase("readers loaded");
		return { models: modelsAtHand(folder), readScenario, prepare };
	};
	let readers: ReturnType<typeof loaded> | undefined;
	return async (texts, instead) => {
		readers ??= loaded();
		const { models, readScenario, prepare } = await readers;
		const asked: Asked[number][] = [];
		const noted =
			<T>(kind: Asked[number][0], open: (name: string) => T, told: (answer: T) => unknown = (answer) => answer) =>
			(name: string): T => {
				const answer = open(name);
				asked.push([kind, name, fingerprint(told(answer))]);
				return answer;
			};
		const open = noted("sibling", texts.open);
		const protocols = { ...texts.protocols, open: noted("protocol", texts.protocols.open) };
		const get = noted("model", models.get, (library) => library?.files);
		const one = readScenario({ ...texts, open, protocols }, { ...models, get }, instead);
		return { asked, prepared: { ...one, ...prepare(one.scenario) } };
	};
}
