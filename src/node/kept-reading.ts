import type { ModelTexts } from "../model/read-model.ts";
import { fingerprint, keep, recall } from "./kept-values.ts";
import type { modelTextsAtHand } from "./model-files.ts";
import { programState } from "./program.ts";
import type { ScenarioTexts } from "./scenario-texts.ts";

/** What reading a file asked for besides its own text, with a fingerprint of each answer. */
type AskedTexts = readonly (readonly [kind: "sibling" | "protocol" | "model" | "ensemble", name: string, answer: string])[];

interface KeptReading {
	readonly asked: AskedTexts;
	readonly value: unknown;
}

type TextsOfModels = ReturnType<typeof modelTextsAtHand>;

/** Where a file is read from: all that is asked of these is noted. */
export interface Sources {
	readonly texts: ScenarioTexts;
	/** The same models, read from their texts. */
	readonly noted: <L extends { readonly files: ModelTexts }, M extends { readonly get: (name: string) => L | undefined }>(models: M) => M;
}

/** Whether each question has the answer that it had. */
function isUnchanged(asked: AskedTexts, texts: ScenarioTexts, models: TextsOfModels): boolean {
	const answers = {
		sibling: texts.open,
		protocol: texts.protocols.open,
		model: models.get,
		ensemble: (name: string) => texts.ensembles?.open(name),
	};
	return asked.every(([kind, name, answer]) => fingerprint(answers[kind](name)) === answer);
}

async function readAnew<T>(texts: ScenarioTexts, read: (sources: Sources) => Promise<T>): Promise<KeptReading & { readonly value: T }> {
	const asked: AskedTexts[number][] = [];
	const noting =
		<A>(kind: AskedTexts[number][0], open: (name: string) => A, told: (answer: A) => unknown = (answer) => answer) =>
		(name: string): A => {
			const answer = open(name);
			asked.push([kind, name, fingerprint(told(answer))]);
			return answer;
		};
	const value = await read({
		texts: {
			...texts,
			open: noting("sibling", texts.open),
			protocols: { ...texts.protocols, open: noting("protocol", texts.protocols.open) },
			...(texts.ensembles && { ensembles: { ...texts.ensembles, open: noting("ensemble", texts.ensembles.open) } }),
		},
		noted: (models) => ({ ...models, get: noting("model", models.get, (library) => library?.files) }),
	});
	return { asked, value };
}

/**
 * What `read` makes of a file: plain data. What it made once is kept in a file of the cache and found again while every text that was read, the
 * program and the wishes are the same.
 */
export async function keptReading<T>(
	{ texts, models, wishes }: { readonly texts: ScenarioTexts; readonly models: TextsOfModels; readonly wishes: unknown },
	read: (sources: Sources) => Promise<T>,
): Promise<{ readonly value: T; readonly isHit: boolean }> {
	// As JSON: Node serializes the same number in two ways, by how it came about.
	const key = fingerprint(JSON.stringify([programState(), wishes, texts.file, texts.text]));
	const found = recall(key) as KeptReading | undefined;
	if (found !== undefined && isUnchanged(found.asked, texts, models)) return { value: found.value as T, isHit: true };
	const made = await readAnew(texts, read);
	keep(key, made);
	return { value: made.value, isHit: false };
}
