import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../input/problem.ts";
import { gatheringOf } from "../population/gather.ts";
import type { PatientRow, StudyPart, TrajectoryRows } from "../population/simulate-patients.ts";
import { blockSizes, blocksOf, type PatientBlock, type StudyHead } from "../population/study-head.ts";
import type { StudySummary } from "../population/study-summary.ts";
import { discard } from "./discard.ts";
import { parquetTable, type TableColumn, type TableWriter } from "./parquet.ts";
import { blockIn, blocksAmong, type StudyCard } from "./study-folder.ts";
import { writeFiles, writingInto } from "./write-files.ts";

/** Rows of trajectories in one row group. */
const groupRows = 100_000;

const orNull = (value: number) => (Number.isFinite(value) ? value : null);

/** The columns of `outcomes.parquet` for some rows: patient and arm, what was varied, covariates, outcomes. */
function outcomeColumns(head: StudyHead, rows: readonly PatientRow[]): TableColumn[] {
	const { cells, covariates, outcomes } = head;
	const paths = [...new Set(cells.flatMap(({ vary }) => vary.map(({ path }) => path)))];
	const coordinate = (cell: number, path: string) => cells[cell]!.vary.find((one) => one.path === path);
	const numeric = (path: string) => cells.every((_, cell) => coordinate(cell, path)?.value !== null);
	const column = (name: string, type: TableColumn["type"], of: (row: PatientRow) => TableColumn["data"][number]): TableColumn => ({
		name,
		type,
		data: rows.map(of),
	});
	return [
		column("patient", "INT32", ({ patient }) => patient),
		column("arm", "STRING", ({ cell }) => cells[cell]!.arm),
		...paths.map((path) =>
			numeric(path)
				? column(path, "DOUBLE", ({ cell }) => coordinate(cell, path)?.value ?? null)
				: column(path, "STRING", ({ cell }) => coordinate(cell, path)?.label ?? null),
		),
		...covariates.map(({ name }, i) => column(name, "DOUBLE", (row) => orNull(row.covariates[i]!))),
		...outcomes.map(({ name, kind }, i) =>
			kind === "probability"
				? column(name, "BOOLEAN", (row) => (Number.isNaN(row.outcomes[i]!) ? null : row.outcomes[i] === 1))
				: column(name, "DOUBLE", (row) => orNull(row.outcomes[i]!)),
		),
		column("failed", "STRING", ({ failed }) => failed),
	];
}

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

const hashOfFile = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Where each block lies. Throws an InputError that names the patients whose block is in none of the folders. */
function placesOfBlocks(folders: readonly string[], card: StudyCard): Places {
	const found = blocksAmong(folders, card);
	const absent = missing(card, found);
	if (absent.length === 0) return found;
	const some = absent.slice(0, 5).join(", ");
	const more = absent.length > 5 ? ` and ${absent.length - 5} more blocks` : "";
	return refuse(folders.join(" "), `patients ${some}${more} are missing`, "run the shards that hold them, and name their folders too");
}

function refuse(file: string, message: string, hint: string): never {
	throw new InputError([{ file, line: 1, column: 1, key: "", message, hint }]);
}

/** A block with all of its patients, from the first folder that has it so. */
function wholeBlock(folders: readonly string[], card: StudyCard, { block, count }: PatientBlock): StudyPart {
	let patients = 0;
	for (const folder of folders) {
		const part = blockIn(folder, card, block);
		patients = Math.max(patients, (part?.rows.length ?? 0) / card.head.cells.length);
		if (part && patients === count) return part;
	}
	const missed = patients === 0 ? "cannot be read" : `has ${patients} of its ${count} patients`;
	return refuse(folders[0]!, `block ${block} ${missed}`, "sweep into this folder again: only its patients are run anew");
}

/** Reads the blocks in their order and writes their rows; what has been added up in the end. */
function gatherBlocks(
	places: Places,
	card: StudyCard,
	tables: { readonly outcomes: TableWriter; readonly trajectories: TableWriter | undefined },
): StudySummary {
	const { head } = card;
	const gathering = gatheringOf(head);
	for (const range of blocksOf(head)) {
		const block = wholeBlock(places.get(range.block)!, card, range);
		gathering.add(block);
		tables.outcomes.group(outcomeColumns(head, block.rows));
		for (const runs of grouped(block.trajectories)) tables.trajectories?.group(trajectoryColumns(head, runs));
	}
	return gathering.summary();
}

/** Writes tables aside, and renames them when all are whole. */
function writeTables(
	out: string,
	names: readonly string[],
	about: Readonly<Record<string, string>>,
	fill: (tables: TableWriter[]) => StudySummary,
): StudySummary {
	const aside = (name: string) => join(out, `${name}.${process.pid}.part`);
	return writingInto(out, () => {
		try {
			const tables = names.map((name) => parquetTable(aside(name), about));
			const summary = fill(tables);
			for (const table of tables) table.finish();
			for (const name of names) renameSync(aside(name), join(out, name));
			return summary;
		} finally {
			for (const name of names) discard(aside(name));
		}
	});
}

/**
 * Puts the blocks of a study together: `outcomes.parquet`, `trajectories.parquet` when wished, `summary.json` and `manifest.json`. The bytes
 * depend on the study alone, not on how its work was cut. Blocks are read one after the other.
 */
export function writeResults(folders: readonly string[], out: string, card: StudyCard): StudySummary {
	const places = placesOfBlocks(folders, card);
	const { head, version, study } = card;
	const names = ["outcomes.parquet", ...(head.trajectories ? ["trajectories.parquet"] : [])];
	const about = { crsim: JSON.stringify({ version, study, seed: head.seed, units: unitsOf(head) }) };
	const summary = writeTables(out, names, about, ([outcomes, trajectories]) =>
		gatherBlocks(places, card, { outcomes: outcomes!, trajectories }),
	);
	const json = (value: unknown) => `${JSON.stringify(value, null, "\t")}\n`;
	writeFiles(out, new Map([["summary.json", json(summary)]]));
	writeFiles(out, new Map([["manifest.json", json(manifestOf(out, card, [...names, "summary.json"]))]]));
	return summary;
}

/** The unit of each number column of `outcomes.parquet`. */
function unitsOf({ cells, covariates, outcomes }: StudyHead) {
	const varied = cells.flatMap(({ vary }) => vary.filter(({ value }) => value !== null).map(({ path, unit }) => ({ name: path, unit })));
	return Object.fromEntries([...varied, ...covariates, ...outcomes].map(({ name, unit }) => [name, unit]));
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
