import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StudyHead } from "../population/study-head.ts";
import { type Overwriting, refuseFolder as refuse, refuseForeign, studyFile } from "./result-folder.ts";
import { sealed, unsealed } from "./seal.ts";
import { writeFiles } from "./write-files.ts";

/** What a folder of a study says of itself: `study.json`. */
export interface StudyCard {
	/** Of everything that decides the results. */
	readonly study: string;
	readonly version: string;
	readonly file: string;
	readonly text_sha256: string;
	readonly head: StudyHead;
}

/** The bytes of a file; none when it cannot be read. */
export function bytesIn(path: string): Uint8Array {
	try {
		return readFileSync(path);
	} catch {
		return new Uint8Array(0);
	}
}

const textIn = (path: string): string => new TextDecoder().decode(bytesIn(path));

const isCard = (value: unknown): value is StudyCard => {
	const { study, version, file, text_sha256, head } = (value ?? {}) as Partial<StudyCard>;
	const texts = [study, version, file, text_sha256].every((text) => typeof text === "string");
	return texts && Number.isInteger(head?.patients) && [head?.cells, head?.grades, head?.warnings].every(Array.isArray);
};

/**
 * The card of a folder; undefined when it holds no study. It is believed only under its seal: whose arms or seed somebody has changed would
 * give its numbers to others. Throws an InputError then.
 */
export function cardOf(folder: string): StudyCard | undefined {
	const text = textIn(join(folder, studyFile));
	return text === "" ? undefined : (cardIn(text) ?? refuseCard(folder));
}

function cardIn(text: string): StudyCard | undefined {
	const found = unsealed(text);
	const card: unknown = found === undefined ? undefined : JSON.parse(found);
	return isCard(card) ? card : undefined;
}

const refuseCard = (folder: string): never =>
	refuse(
		join(folder, studyFile),
		"this file was changed, cut short, or written by another version of crsim",
		"sweep into another folder: without this file the study of these results is unknown",
	);

/** What a sweep writes beside its blocks, as far as names are known before. */
const resultNames = [
	"outcomes.parquet",
	"trajectories.parquet",
	"summary.json",
	"manifest.json",
	"report.html",
	"sensitivity.json",
	"sensitivity.html",
];

/** The names in the way of a study's results in a folder that holds none yet. */
const inTheWay = (folder: string): string[] =>
	[...resultNames, studyFile, "blocks", "plots"].filter((name) => existsSync(join(folder, name)));

/** Writes the card of a study into its folder. A folder that holds another study, or files of somebody else in its place, is refused. */
export function openFolder(folder: string, card: StudyCard, { force = false }: Overwriting = {}): void {
	const found = force ? cardIn(textIn(join(folder, studyFile))) : cardOf(folder);
	if (found && found.study !== card.study)
		refuse(
			folder,
			`this folder holds parts of another study (${found.file}, ${found.head.patients} patients, seed ${found.head.seed})`,
			"give another folder with --out",
		);
	if (found && found.head.patients > card.head.patients)
		refuse(
			folder,
			`this folder holds ${found.head.patients} patients of this study already, more than ${card.head.patients}`,
			`ask for at least as many: --patients ${found.head.patients}`,
		);
	if (found?.head.patients === card.head.patients) return;
	if (!found && !force) refuseForeign(folder, inTheWay(folder));
	// A study may grow: those who were run before stay, and the card says how many there are now.
	writeFiles(folder, new Map([[studyFile, sealed(`${JSON.stringify(card, null, "\t")}\n`)]]));
}

/** The card that all folders share, of the one with the most patients. Throws an InputError when one has none, or they are of different studies. */
export function sharedCard(folders: readonly string[]): StudyCard {
	const cards = folders.map(
		(folder) => cardOf(folder) ?? refuse(folder, "there is no part of a study in this folder", "name the --out folders of crsim sweep"),
	);
	const odd = cards.findIndex(({ study }) => study !== cards[0]!.study);
	if (odd > 0)
		refuse(
			folders[odd]!,
			`this is a part of another study than ${folders[0]}`,
			"merge parts of one study: same file, model, seed and version",
		);
	return cards.reduce((most, one) => (one.head.patients > most.head.patients ? one : most));
}
