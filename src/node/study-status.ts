import { blocksOf, type PatientBlock } from "../population/study-blocks.ts";
import { keptBlock } from "./found-blocks.ts";
import { refuseFolder } from "./result-folder.ts";
import { blocksAmong } from "./study-blocks.ts";
import { cardOf } from "./study-folder.ts";

/** What a folder holds of its study. Patients are numbered from 0, both ends included. */
export interface StudyStatus {
	readonly title: string;
	readonly file: string;
	readonly patients: number;
	readonly seed: number;
	readonly runs: { readonly done: number; readonly of: number };
	readonly blocks: { readonly finished: number; readonly of: number };
	/** Patients of blocks that are not there. */
	readonly missing: readonly (readonly [from: number, to: number])[];
	/** Patients of blocks that are there but cut off or changed. */
	readonly spoiled: readonly (readonly [from: number, to: number])[];
}

/** Patients of some blocks, those next to each other as one. */
function rangesOf(blocks: readonly PatientBlock[]): [number, number][] {
	const ranges: [number, number][] = [];
	for (const { from, count } of blocks) {
		const last = ranges.at(-1);
		if (last && from <= last[1] + 1) last[1] = Math.max(last[1], from + count - 1);
		else ranges.push([from, from + count - 1]);
	}
	return ranges;
}

/** Looks which blocks of its study a folder holds, and whether they are whole. Throws an InputError when it holds no study. */
export function studyStatus(folder: string): StudyStatus {
	const card = cardOf(folder) ?? refuseFolder(folder, "there is no study in this folder", "name the --out folder of crsim sweep");
	const there = blocksAmong([folder], card);
	const all = blocksOf(card.head).map((range) => ({ range, kept: there.has(range.block) ? keptBlock([folder], card, range) : undefined }));
	const runs = (of: (one: (typeof all)[number]) => number) => all.reduce((sum, one) => sum + of(one) * one.range.cells.length, 0);
	const { title, patients, seed } = card.head;
	return {
		title,
		file: card.file,
		patients,
		seed,
		runs: { done: runs(({ kept }) => kept?.patients ?? 0), of: runs(({ range }) => range.count) },
		blocks: { finished: all.filter(({ range, kept }) => kept?.patients === range.count).length, of: all.length },
		missing: rangesOf(all.flatMap(({ range }) => (there.has(range.block) ? [] : [range]))),
		spoiled: rangesOf(all.flatMap(({ range, kept }) => (there.has(range.block) && !kept ? [range] : []))),
	};
}
