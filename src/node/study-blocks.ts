import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { StudyPart } from "../population/simulate-patients.ts";
import { blocksOf, type PatientBlock } from "../population/study-blocks.ts";
import { dayPlaces, type StudyHead } from "../population/study-head.ts";
import { placeOf, type StudySums, sumsFromJson, sumsJson, sumsOf } from "../population/study-sums.ts";
import { outcomeColumns, patientRows } from "./outcome-columns.ts";
import { parquetBytes, parquetRows } from "./parquet.ts";
import { sealed, sumOf, unsealed } from "./seal.ts";
import { bytesIn, type StudyCard } from "./study-folder.ts";
import { trajectoryColumns, trajectoryGroups, trajectoryRuns } from "./trajectory-columns.ts";
import { writeFiles } from "./write-files.ts";

/** The tables of a block: Parquet files that any reader of them opens, before the study is finished. */
const tables = ["outcomes", "trajectories"] as const;
type TableName = (typeof tables)[number];

const numbered = (block: number) => String(block).padStart(6, "0");

/** Where a table of a block lies in the folder of its study. */
export const tableFile = (block: number, table: TableName): string => `blocks/${table}/${numbered(block)}.parquet`;
/** The record of a block: its sums and the hashes of its tables, under a seal. Written last, it is the mark that the block is finished. */
const recordFile = (block: number): string => `blocks/sums/${numbered(block)}.json.gz`;

/** What the record of a block says. */
export interface BlockRecord {
	readonly study: string;
	readonly block: number;
	readonly patients: number;
	/** The hash of each table that it has. */
	readonly tables: Readonly<Partial<Record<TableName, string>>>;
	readonly sums: StudySums;
}

/** A block that a folder holds. */
export interface KeptBlock extends Pick<BlockRecord, "patients" | "sums"> {
	/** The rows of a table, one after the other. */
	readonly rows: (table: TableName) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What a table says of itself. */
export const aboutTables = ({ version, study, head }: StudyCard): Readonly<Record<string, string>> => ({
	crsim: JSON.stringify({ version, study, seed: head.seed, units: unitsOf(head) }),
});

/** The unit of each number column of a table of outcomes. */
export function unitsOf({ cells, covariates, outcomes }: StudyHead): Readonly<Record<string, string>> {
	const varied = cells.flatMap(({ vary }) => vary.filter(({ value }) => value !== null).map(({ path, unit }) => ({ name: path, unit })));
	return Object.fromEntries([...varied, ...covariates, ...outcomes].map(({ name, unit }) => [name, unit]));
}

/** Keeps a finished block: its tables, then its sealed record; without this the tables count for nothing. */
export function keepBlock(folder: string, card: StudyCard, { block, count }: PatientBlock, part: StudyPart): void {
	const { head, study } = card;
	const about = aboutTables(card);
	const contents: Partial<Record<TableName, Uint8Array>> = {
		outcomes: parquetBytes([outcomeColumns(head, part.rows)], about),
		...(head.trajectories
			? {
					trajectories: parquetBytes(
						trajectoryGroups(part.trajectories).map((runs) => trajectoryColumns(head, runs)),
						about,
					),
				}
			: {}),
	};
	const written = Object.entries(contents) as readonly (readonly [TableName, Uint8Array])[];
	const said = { study, block, patients: count, tables: Object.fromEntries(written.map(([name, bytes]) => [name, sumOf(bytes)])) };
	const record = `${JSON.stringify(said).slice(0, -1)},"sums":${sumsJson(sumsOf(part, head))}}`;
	const files = new Map<string, Uint8Array>(written.map(([name, bytes]) => [tableFile(block, name), bytes]));
	files.set(recordFile(block), gzipSync(sealed(record)));
	writeFiles(folder, files);
}

/** The text in a compressed file; empty where it is missing or spoiled. */
function textIn(path: string): string {
	try {
		return gunzipSync(bytesIn(path)).toString("utf8");
	} catch {
		return "";
	}
}

/** The record of a block; undefined when it is missing, cut off, changed or of another study. */
export function recordIn(folder: string, { study }: Pick<StudyCard, "study">, block: number): BlockRecord | undefined {
	const json = unsealed(textIn(join(folder, recordFile(block))));
	if (json === undefined) return undefined;
	const record = sumsFromJson(json) as unknown as BlockRecord;
	return record.study === study && record.block === block ? record : undefined;
}

/** A block that a folder holds, with its tables; undefined when anything of it is missing, cut off, changed or of another study. */
export function blockIn(folder: string, card: StudyCard, block: number): KeptBlock | undefined {
	const record = recordIn(folder, card, block);
	if (record === undefined) return undefined;
	const found = new Map(
		tables.flatMap((name) => (record.tables[name] === undefined ? [] : [[name, bytesIn(join(folder, tableFile(block, name)))]])),
	);
	if ([...found].some(([name, bytes]) => sumOf(bytes) !== record.tables[name])) return undefined;
	const { patients, sums } = record;
	return { patients, sums, rows: async (table) => parquetRows(found.get(table)!) };
}

/** A kept block as its patients left it. */
export async function partOf({ sums, rows }: KeptBlock, { head }: StudyCard, { cells }: PatientBlock): Promise<StudyPart> {
	const places = [...new Set(dayPlaces(head))].map((place) => placeOf(sums, place, head));
	return {
		rows: patientRows(head, cells, await rows("outcomes")),
		days: { bands: places.map(({ bands }) => bands), flows: places.map(({ flows }) => flows) },
		trajectories: head.trajectories ? trajectoryRuns(head, await rows("trajectories")) : [],
	};
}

/**
 * The folders that have each block of a study: more than one where a folder has it with fewer patients. Whether it is whole is seen when it is
 * read.
 */
export function blocksAmong(folders: readonly string[], card: Pick<StudyCard, "head">): ReadonlyMap<number, readonly string[]> {
	const found = new Map<number, string[]>();
	for (const folder of folders) {
		const records = join(folder, "blocks", "sums");
		const names = existsSync(records) ? readdirSync(records) : [];
		for (const name of names) {
			const number = /^(\d{6,})\.json\.gz$/.exec(name)?.[1];
			if (number !== undefined) found.set(Number(number), [...(found.get(Number(number)) ?? []), folder]);
		}
	}
	const wanted = new Set(blocksOf(card.head).map(({ block }) => block));
	return new Map([...found].filter(([number]) => wanted.has(number)));
}
