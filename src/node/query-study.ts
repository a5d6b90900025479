import { existsSync } from "node:fs";
import { join } from "node:path";
import { blocksOf } from "../population/study-blocks.ts";
import { type Answer, ask } from "./duckdb.ts";
import { refuseFolder } from "./result-folder.ts";
import { blocksAmong, recordIn, tableFile } from "./study-blocks.ts";
import { type StudyCard, sharedCard } from "./study-folder.ts";

/** What a question was asked of. */
export interface StudyAnswer extends Answer {
	readonly blocks: { readonly there: number; readonly of: number };
}

/** The folder to read a block from: the only one, or the one with the most of its patients. */
function folderOf(folders: readonly string[], card: StudyCard, block: number): string {
	if (folders.length === 1) return folders[0]!;
	const patients = folders.map((folder) => recordIn(folder, card, block)?.patients ?? 0);
	return folders[patients.indexOf(Math.max(...patients))]!;
}

/**
 * Asks the finished blocks of a study in SQL, over the folders of its parts, before or after they are merged: tables `outcomes` and, where the
 * study keeps them, `trajectories`. Only the columns that a question names are read. Throws an InputError.
 *
 *     await queryStudy(["parts/1", "parts/2"], "select arm, avg(peak_il6) from outcomes group by arm");
 */
export async function queryStudy(folders: readonly string[], sql: string): Promise<StudyAnswer> {
	const card = sharedCard(folders);
	const places = [...blocksAmong(folders, card)].sort(([a], [b]) => a - b);
	const all = blocksOf(card.head).length;
	const names = card.head.trajectories ? (["outcomes", "trajectories"] as const) : (["outcomes"] as const);
	const merged = folders.find((folder) => existsSync(join(folder, "outcomes.parquet")));
	if (places.length === 0 && merged === undefined)
		refuseFolder(folders.join(" "), "no block of this study is finished yet", "ask again later: crsim sweep --status says how far it is");
	const files = (table: (typeof names)[number]): string[] =>
		places.length === 0
			? [join(merged!, `${table}.parquet`)]
			: places.map(([block, holding]) => join(folderOf(holding, card, block), tableFile(block, table)));
	const answer = await ask(sql, new Map(names.map((name) => [name, files(name)])));
	return { ...answer, blocks: { there: places.length === 0 ? all : places.length, of: all } };
}
