import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Block, blockFromJson, blockJson } from "../population/gather.ts";
import type { TrajectoryRows } from "../population/simulate-patients.ts";
import { blocksOf, type StudyHead } from "../population/study-head.ts";
import { InputError } from "../problem/problem.ts";
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

const cardFile = "study.json";
const fileOf = (block: number, kind: "json" | "trajectories") => `blocks/${String(block).padStart(6, "0")}.${kind}`;

function refuse(folder: string, message: string, hint: string): never {
	throw new InputError([{ file: folder, line: 1, column: 1, key: "", message, hint }]);
}

function jsonOf(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return undefined;
	}
}

/** The card of a folder; undefined when it holds no study. */
export const cardOf = (folder: string): StudyCard | undefined => jsonOf(join(folder, cardFile)) as StudyCard | undefined;

/** Writes the card of a study into its folder. A folder that holds another study is refused. */
export function openFolder(folder: string, card: StudyCard): void {
	const found = cardOf(folder);
	if (found && found.study !== card.study)
		refuse(
			folder,
			`this folder holds parts of another study (${found.file}, ${found.head.patients} patients, seed ${found.head.seed})`,
			"give another folder with --out, or remove this one",
		);
	if (!found) writeFiles(folder, new Map([[cardFile, `${JSON.stringify(card, null, "\t")}\n`]]));
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

/** Keeps a finished block: written aside, then renamed. */
export function keepBlock(folder: string, card: StudyCard, number: number, block: Block, trajectories: readonly TrajectoryRows[]): void {
	const text = JSON.stringify({ study: card.study, block: number, ...(blockJson(block) as object) });
	// The counts come last: a block with its table has its trajectories.
	const files = new Map<string, string | Uint8Array>();
	if (card.head.trajectories) files.set(fileOf(number, "trajectories"), packed(trajectories));
	files.set(fileOf(number, "json"), text);
	writeFiles(folder, files);
}

/** A block that a folder holds; undefined when it is missing, cut off or of another study. */
export function blockIn(folder: string, card: StudyCard, number: number): Block | undefined {
	const written = jsonOf(join(folder, fileOf(number, "json"))) as { study?: string; block?: number } | undefined;
	return written?.study === card.study && written.block === number ? blockFromJson(written) : undefined;
}

export function trajectoriesIn(folder: string, card: StudyCard, number: number): TrajectoryRows[] {
	const columns = (card.head.trajectories?.columns.length ?? 0) + 1;
	return unpacked(readFileSync(join(folder, fileOf(number, "trajectories"))), columns);
}

/** Where each block of a study lies among several folders. */
export function blocksAmong(folders: readonly string[], card: StudyCard): Map<number, string> {
	const found = new Map<number, string>();
	for (const folder of folders) {
		const names = existsSync(join(folder, "blocks")) ? readdirSync(join(folder, "blocks")) : [];
		for (const name of names) {
			const number = /^(\d{6,})\.json$/.exec(name)?.[1];
			if (number !== undefined && !found.has(Number(number))) found.set(Number(number), folder);
		}
	}
	const wanted = new Set(blocksOf(card.head).map(({ block }) => block));
	return new Map([...found].filter(([number]) => wanted.has(number)));
}

/** The card that all folders share. Throws an InputError when one has none, or they are of different studies. */
export function sharedCard(folders: readonly string[]): StudyCard {
	const cards = folders.map(
		(folder) => cardOf(folder) ?? refuse(folder, "this folder holds no part of a study", "name the --out folders of crsim sweep"),
	);
	const odd = cards.findIndex(({ study }) => study !== cards[0]!.study);
	if (odd > 0)
		refuse(
			folders[odd]!,
			`this is a part of another study than ${folders[0]}`,
			"merge parts of one study: same file, model, patients, seed and version",
		);
	return cards[0]!;
}
