import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { csvwMetadata, type DescribedColumn } from "../exchange/csvw.ts";
import { studyGathering } from "../fit/study-ensemble.ts";
import type { PatientRow } from "../population/simulate-patients.ts";
import { blockSizes, blocksOf } from "../population/study-blocks.ts";
import type { StudySummary } from "../population/study-summary.ts";
import { tableUnit } from "../trajectory/unit-text.ts";
import { csvTable } from "./csv-table.ts";
import { discard } from "./discard.ts";
import { type FoundBlock, foundBlocks } from "./found-blocks.ts";
import { hashOfFile } from "./hash-of-file.ts";
import { json } from "./json-text.ts";
import { outcomeColumns } from "./outcome-columns.ts";
import { parquetTable, type TableWriter } from "./parquet.ts";
import { replaceFile } from "./replace-file.ts";
import { aboutTables, partOf, unitsOf } from "./study-blocks.ts";
import type { StudyCard } from "./study-folder.ts";
import { trajectoryColumns, trajectoryGroups } from "./trajectory-columns.ts";
import { writeFiles, writingIntoLater } from "./write-files.ts";

/** How a study is put together. */
export interface ResultWishes {
	/** Called with the rows of each block, in their order. */
	readonly onRows?: (rows: readonly PatientRow[]) => void;
	/** Of the blocks that are there, though others are not; left out: a missing block is a problem. */
	readonly partial?: boolean | undefined;
	/** Whether tables with a row a patient are written; left out: they are. */
	readonly tables?: boolean | undefined;
}

/** The tables that a study's rows go to. */
type Tables = Readonly<Partial<Record<"outcomes.parquet" | "outcomes.csv" | "trajectories.parquet", TableWriter>>>;

/** Writes the rows of a block into all tables. */
async function writeBlock(
	{ kept, range }: FoundBlock,
	card: StudyCard,
	{ tables, onRows }: { tables: Tables } & Pick<ResultWishes, "onRows">,
): Promise<void> {
	const { rows, trajectories } = await partOf(kept, card, range);
	onRows?.(rows);
	const columns = outcomeColumns(card.head, rows);
	tables["outcomes.parquet"]?.group(columns);
	tables["outcomes.csv"]?.group(columns);
	for (const runs of trajectoryGroups(trajectories)) tables["trajectories.parquet"]?.group(trajectoryColumns(card.head, runs));
}

/** Adds the blocks up in their order and writes their rows where tables want them. One block is in memory at a time. */
async function gatherBlocks(
	blocks: Iterable<FoundBlock>,
	card: StudyCard,
	{ tables, onRows }: { readonly tables: Tables } & Pick<ResultWishes, "onRows">,
): Promise<StudySummary> {
	const { head } = card;
	const gathering = studyGathering(head);
	const wantsRows = onRows !== undefined || Object.keys(tables).length > 0;
	for (const found of blocks) {
		// What is told of an ensemble's sets needs what each patient has in each.
		const rows = head.ensemble === undefined ? [] : (await partOf(found.kept, card, found.range)).rows;
		gathering.add({ rows, days: { bands: [], flows: [] } }, found.kept.sums);
		if (wantsRows) await writeBlock(found, card, { tables, ...(onRows ? { onRows } : {}) });
	}
	return gathering.summary();
}

/** Writes tables aside, and renames them when all are whole: `open` gives what writes each, by the name of its file. */
async function writeTables(
	out: string,
	open: Readonly<Record<string, (path: string) => TableWriter>>,
	fill: (tables: Tables) => Promise<StudySummary>,
): Promise<StudySummary> {
	const token = randomUUID();
	const aside = (name: string) => join(out, `.${name}.${token}.part`);
	const names = Object.keys(open);
	return writingIntoLater(out, async () => {
		try {
			const tables = Object.fromEntries(Object.entries(open).map(([name, opened]) => [name, opened(aside(name))]));
			const summary = await fill(tables);
			for (const table of Object.values(tables)) table.finish();
			for (const name of names) replaceFile(aside(name), join(out, name));
			return summary;
		} finally {
			for (const name of names) discard(aside(name));
		}
	});
}

/** What was put together. */
export interface StudyResults {
	readonly summary: StudySummary;
	/** The card of what is there: its title says so where it is not all of the study. */
	readonly card: StudyCard;
}

/**
 * Puts the blocks of a study together: `outcomes.parquet` and the same numbers as `outcomes.csv` with its metadata, `trajectories.parquet` when
 * wished, `summary.json` and `manifest.json`. The bytes depend on the study alone, not on how its work was cut. The summary is made of the sums of
 * the blocks; their rows are read for the tables alone.
 */
export async function writeResults(
	folders: readonly string[],
	out: string,
	whole: StudyCard,
	{ onRows, partial = false, tables: wantsTables = true }: ResultWishes = {},
): Promise<StudyResults> {
	const { blocks, card, part } = foundBlocks(folders, whole, { partial });
	const { head } = card;
	const parquet = (path: string) => parquetTable(path, aboutTables(card));
	const tables = wantsTables
		? { "outcomes.parquet": parquet, "outcomes.csv": csvTable, ...(head.trajectories ? { "trajectories.parquet": parquet } : {}) }
		: {};
	const all = await writeTables(out, tables, (open) => gatherBlocks(blocks, card, { tables: open, ...(onRows ? { onRows } : {}) }));
	const summary = part === undefined ? all : { ...all, partial: part };
	const files = new Map([
		...(wantsTables ? [["outcomes.csv-metadata.json", json(metadataOf(card))] as const] : []),
		["summary.json", json(summary)],
	]);
	writeFiles(out, files);
	writeFiles(out, new Map([["manifest.json", json(manifestOf(out, { card, part, files: [...Object.keys(tables), ...files.keys()] }))]]));
	return { summary, card };
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
function manifestOf(
	out: string,
	{ card, part, files }: { readonly card: StudyCard; readonly part: StudySummary["partial"]; readonly files: readonly string[] },
) {
	const { version, file, text_sha256, study, head } = card;
	const { patients, seed, cells } = head;
	return {
		version,
		study: { file, text_sha256, sha256: study },
		patients,
		seed,
		...(part === undefined ? {} : { partial: part }),
		block_size: head.blocks?.patients ?? blockSizes.first,
		blocks: blocksOf(head).length,
		cells: cells.length,
		files: Object.fromEntries(files.filter((name) => existsSync(join(out, name))).map((name) => [name, hashOfFile(join(out, name))])),
	};
}
