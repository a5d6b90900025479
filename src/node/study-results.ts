import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvwMetadata, type DescribedColumn } from "../exchange/csvw.ts";
import { studyGathering } from "../fit/study-ensemble.ts";
import { InputError } from "../input/problem.ts";
import type { PatientRow, StudyPart, TrajectoryRows } from "../population/simulate-patients.ts";
import { blockSizes, blocksOf, type PatientBlock, type StudyHead } from "../population/study-head.ts";
import type { StudySummary } from "../population/study-summary.ts";
import { tableUnit } from "../trajectory/unit-text.ts";
import { csvTable } from "./csv-table.ts";
import { discard } from "./discard.ts";
import { json } from "./json-text.ts";
import { orNull, outcomeColumns } from "./outcome-columns.ts";
import { parquetTable, type TableColumn, type TableWriter } from "./parquet.ts";
import { replaceFile } from "./replace-file.ts";
import { blockIn, blocksAmong, type StudyCard } from "./study-folder.ts";
import { writeFiles, writingInto } from "./write-files.ts";

/** Rows of trajectories in one row group. */
const groupRows = 100_000;

function trajectoryColumns(head: StudyHead, runs: readonly TrajectoryRows[]): TableColumn[] {
	const names = head.trajectories?.columns ?? [];
	const width = names.length + 1;
	const along = (of: (run: TrajectoryRows, row: number) => number | string) =>
		runs.flatMap((run) => Array.from({ length: run.rows }, (_, row) => of(run, row)));
	const values = (c: number) => along((run, row) => run.values[row * width + c]!).map((value) => orNull(value as number));
	return [
		{ name: "patient", type: "INT32", data: along(({ patient }) => patient) },
		{ name: "arm", type: "STRING", data: along(({ cell }) => head.cells[cell]!.arm) },
		{ name: "cell", type: "INT32", data: along(({ cell }) => cell) },
		{ name: "time_h", type: "FLOAT", data: values(0) },
		...names.map((name, c): TableColumn => ({ name, type: "FLOAT", data: values(c + 1) })),
	];
}

/** Runs of one block in groups of bounded size. */
function grouped(runs: readonly TrajectoryRows[]): TrajectoryRows[][] {
	const groups: TrajectoryRows[][] = [];
	let rows = Number.POSITIVE_INFINITY;
	for (const run of runs) {
		if (rows + run.rows > groupRows) {
			groups.push([]);
			rows = 0;
		}
		groups.at(-1)!.push(run);
		rows += run.rows;
	}
	return groups;
}

/** The folders that each block may be read from. */
type Places = ReadonlyMap<number, readonly string[]>;

function missing(card: StudyCard, found: Places): string[] {
	return blocksOf(card.head).flatMap(({ block, from, count }) => (found.has(block) ? [] : [`${from} to ${from + count - 1}`]));
}

/** Called with the rows of each block, in their order. */
export interface RowsWanted {
	readonly onRows?: (rows: readonly PatientRow[]) => void;
}

const hashOfFile = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Where each block lies. Throws an InputError that names the patients whose block is in none of the folders. */
function placesOfBlocks(folders: readonly string[], card: StudyCard): Places {
	const found = blocksAmong(folders, card);
	const absent = missing(card, found);
	if (absent.length === 0) return found;
	const some = absent.slice(0, 5).join(", ");
	const more = absent.length > 5 ? ` and ${absent.length - 5} more blocks` : "";
	return refuse(folders.join(" "), `patients ${some}${more} are missing`, "run the missing shards, and name their folders too");
}

function refuse(file: string, message: string, hint: string): never {
	throw new InputError([{ file, line: 1, column: 1, key: "", message, hint }]);
}

/** A block with all of its patients, from the first folder that has it so. */
function wholeBlock(folders: readonly string[], card: StudyCard, { block, count }: PatientBlock): StudyPart {
	for (const folder of folders) {
		const part = blockIn(folder, card, block);
		if (part && part.rows.length === count * card.head.cells.length) return part;
	}
	const message = `block ${block} cannot be read, or lacks some of its ${count} patients`;
	return refuse(folders.join(" "), message, "sweep into this folder again: only the patients of this block run again");
}

/** Reads the blocks in their order and writes their rows; what has been added up in the end. */
function gatherBlocks(
	places: Places,
	card: StudyCard,
	{ outcomes, trajectories, onRows = () => {} }: Readonly<Record<"outcomes" | "trajectories", readonly TableWriter[]>> & RowsWanted,
): StudySummary {
	const { head } = card;
	const gathering = studyGathering(head);
	for (const range of blocksOf(head)) {
		const block = wholeBlock(places.get(range.block)!, card, range);
		gathering.add(block);
		onRows(block.rows);
		const columns = outcomeColumns(head, block.rows);
		for (const table of outcomes) table.group(columns);
		for (const runs of grouped(block.trajectories)) for (const table of trajectories) table.group(trajectoryColumns(head, runs));
	}
	return gathering.summary();
}

/** Writes tables aside, and renames them when all are whole: `open` gives what writes each, by the name of its file. */
function writeTables(
	out: string,
	open: Readonly<Record<string, (path: string) => TableWriter>>,
	fill: (tables: Readonly<Record<string, TableWriter>>) => StudySummary,
): StudySummary {
	const token = randomUUID();
	const aside = (name: string) => join(out, `${name}.${token}.part`);
	const names = Object.keys(open);
	return writingInto(out, () => {
		try {
			const tables = Object.fromEntries(Object.entries(open).map(([name, opened]) => [name, opened(aside(name))]));
			const summary = fill(tables);
			for (const table of Object.values(tables)) table.finish();
			for (const name of names) replaceFile(aside(name), join(out, name));
			return summary;
		} finally {
			for (const name of names) discard(aside(name));
		}
	});
}

/**
 * Puts the blocks of a study together: `outcomes.parquet` and the same numbers as `outcomes.csv` with its metadata, `trajectories.parquet` when
 * wished, `summary.json` and `manifest.json`. The bytes depend on the study alone, not on how its work was cut. Blocks are read one after the
 * other.
 */
export function writeResults(folders: readonly string[], out: string, card: StudyCard, { onRows }: RowsWanted = {}): StudySummary {
	const places = placesOfBlocks(folders, card);
	const { head, version, study } = card;
	const about = { crsim: JSON.stringify({ version, study, seed: head.seed, units: unitsOf(head) }) };
	const parquet = (path: string) => parquetTable(path, about);
	const tables = {
		"outcomes.parquet": parquet,
		"outcomes.csv": csvTable,
		...(head.trajectories ? { "trajectories.parquet": parquet } : {}),
	};
	const summary = writeTables(out, tables, (open) =>
		gatherBlocks(places, card, {
			outcomes: [open["outcomes.parquet"]!, open["outcomes.csv"]!],
			trajectories: open["trajectories.parquet"] ? [open["trajectories.parquet"]] : [],
			...(onRows ? { onRows } : {}),
		}),
	);
	const files = new Map([
		["outcomes.csv-metadata.json", json(metadataOf(card))],
		["summary.json", json(summary)],
	]);
	writeFiles(out, files);
	writeFiles(out, new Map([["manifest.json", json(manifestOf(out, card, [...Object.keys(tables), ...files.keys()]))]]));
	return summary;
}

/** The unit of each number column of a table of outcomes. */
function unitsOf({ cells, covariates, outcomes }: StudyHead): Readonly<Record<string, string>> {
	const varied = cells.flatMap(({ vary }) => vary.filter(({ value }) => value !== null).map(({ path, unit }) => ({ name: path, unit })));
	return Object.fromEntries([...varied, ...covariates, ...outcomes].map(({ name, unit }) => [name, unit]));
}

const datatypes = { INT32: "integer", DOUBLE: "double", FLOAT: "double", BOOLEAN: "boolean", STRING: "string" } as const;

/** What each column of `outcomes.csv` is. */
function metadataOf({ head }: StudyCard): Record<string, unknown> {
	const units = unitsOf(head);
	const titles: Readonly<Record<string, string>> = {
		patient: "Number of the virtual patient of this seed",
		set: "Set of the ensemble, from 1; 0: the parameters in use",
		failed: "Why the run failed; empty when it did not",
		...Object.fromEntries(head.outcomes.map(({ name, is }) => [name, is])),
	};
	const columns = outcomeColumns(head, []).map(({ name, type }): DescribedColumn => {
		const datatype = datatypes[type];
		const unit = datatype === "double" ? tableUnit(units[name] ?? "1") : undefined;
		return { name, title: titles[name] ?? name, datatype, unit, required: ["patient", "arm", "set"].includes(name) };
	});
	const description = "Simulated patients, a row for each in each arm: for teaching and research only.";
	return csvwMetadata({ title: head.title, url: "outcomes.csv", description, columns });
}

/** What was run, from what, and the hash of each result. */
function manifestOf(out: string, { version, file, text_sha256, study, head }: StudyCard, files: readonly string[]) {
	const { patients, seed, cells } = head;
	return {
		version,
		study: { file, text_sha256, sha256: study },
		patients,
		seed,
		block_size: blockSizes.first,
		blocks: blocksOf(head).length,
		cells: cells.length,
		files: Object.fromEntries(files.filter((name) => existsSync(join(out, name))).map((name) => [name, hashOfFile(join(out, name))])),
	};
}
