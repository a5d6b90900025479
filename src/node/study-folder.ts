import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blockFromJson, blockJson } from "../population/gather.ts";
import type { StudyPart, TrajectoryRows } from "../population/simulate-patients.ts";
import { blocksOf, type StudyHead } from "../population/study-head.ts";
import { type Overwriting, refuseFolder as refuse, refuseForeign, studyFile } from "./result-folder.ts";
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

const fileOf = (block: number, kind: "json" | "trajectories") => `blocks/${String(block).padStart(6, "0")}.${kind}`;

/** The bytes of a file; none when it cannot be read. */
function bytesIn(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch {
		return Buffer.alloc(0);
	}
}

/** Trajectories of a block as one run of bytes: patient, cell and number of rows before each. */
function packed(trajectories: readonly TrajectoryRows[]): Uint8Array {
	return Buffer.concat(
		trajectories.flatMap(({ patient, cell, rows, values }) => [
			Buffer.from(Uint32Array.of(patient, cell, rows).buffer),
			Buffer.from(values.buffer, values.byteOffset, values.byteLength),
		]),
	);
}

function unpacked(bytes: Buffer, columns: number): TrajectoryRows[] {
	const found: TrajectoryRows[] = [];
	for (let at = 0; at < bytes.length; ) {
		const [patient, cell, rows] = new Uint32Array(bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + 12));
		const length = rows! * columns * 4;
		const from = bytes.byteOffset + at + 12;
		found.push({ patient: patient!, cell: cell!, rows: rows!, values: new Float32Array(bytes.buffer.slice(from, from + length)) });
		at += 12 + length;
	}
	return found;
}

const sumOf = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const sealed = (json: string) => `{"sha256":"${sumOf(json)}",${json.slice(1)}`;

/** The JSON under a seal; undefined when a single letter of it has changed. */
function unsealed(text: string): unknown {
	const [, sum, rest] = /^\{"sha256":"([0-9a-f]{64})",(.*)$/s.exec(text) ?? [];
	return rest !== undefined && sum === sumOf(`{${rest}`) ? JSON.parse(`{${rest}`) : undefined;
}

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
	const text = bytesIn(join(folder, studyFile)).toString("utf8");
	return text === "" ? undefined : (cardIn(text) ?? refuseCard(folder));
}

function cardIn(text: string): StudyCard | undefined {
	const found = unsealed(text);
	return isCard(found) ? found : undefined;
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
	const found = force ? cardIn(bytesIn(join(folder, studyFile)).toString("utf8")) : cardOf(folder);
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

/** Keeps a finished block: written aside, then renamed; sealed, so that it is known to be whole when it is read. */
export function keepBlock(folder: string, card: StudyCard, number: number, part: StudyPart): void {
	const trajectories = card.head.trajectories ? packed(part.trajectories) : null;
	const said = { study: card.study, block: number, trajectories: trajectories && sumOf(trajectories) };
	// The counts come last: a block with its table has its trajectories.
	const files = new Map<string, string | Uint8Array>();
	if (trajectories) files.set(fileOf(number, "trajectories"), trajectories);
	files.set(fileOf(number, "json"), sealed(JSON.stringify({ ...said, ...(blockJson(part) as object) })));
	writeFiles(folder, files);
}

/** A block that a folder holds, with its trajectories; undefined when anything of it is missing, cut off, changed or of another study. */
export function blockIn(folder: string, card: StudyCard, number: number): StudyPart | undefined {
	const bytesOf = (kind: "json" | "trajectories") => bytesIn(join(folder, fileOf(number, kind)));
	const written = unsealed(bytesOf("json").toString("utf8")) as { study: string; block: number; trajectories: string | null } | undefined;
	if (written?.study !== card.study || written.block !== number) return undefined;
	const block = blockFromJson(written);
	if (!card.head.trajectories) return { ...block, trajectories: [] };
	const bytes = bytesOf("trajectories");
	return sumOf(bytes) === written.trajectories
		? { ...block, trajectories: unpacked(bytes, card.head.trajectories.columns.length + 1) }
		: undefined;
}

/**
 * The folders that have each block of a study: more than one where a folder has it with fewer patients. Whether it is whole is seen when it is
 * read.
 */
export function blocksAmong(folders: readonly string[], card: StudyCard): ReadonlyMap<number, readonly string[]> {
	const found = new Map<number, string[]>();
	for (const folder of folders) {
		const names = existsSync(join(folder, "blocks")) ? readdirSync(join(folder, "blocks")) : [];
		for (const name of names) {
			const number = /^(\d{6,})\.json$/.exec(name)?.[1];
			if (number !== undefined) found.set(Number(number), [...(found.get(Number(number)) ?? []), folder]);
		}
	}
	const wanted = new Set(blocksOf(card.head).map(({ block }) => block));
	return new Map([...found].filter(([number]) => wanted.has(number)));
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
