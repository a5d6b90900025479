import { cellsInUse, type StudyHead } from "./study-head.ts";

/** Consecutive patients, in all cells or some, that are computed, kept and counted together. */
export interface PatientBlock {
	readonly block: number;
	readonly from: number;
	readonly count: number;
	/** Places of its cells in the study, in their order. */
	readonly cells: readonly number[];
}

/**
 * Patients in one block where the study says nothing: few among the first, so that little is lost when a small study is interrupted; more from there on.
 * Studies that keep trajectories have small ones only, since whole blocks are held in memory. A matter of the patient's number alone, so that more
 * patients leave the blocks of those before as they are.
 */
export const blockSizes = { first: 100, firstPatients: 10_000, later: 1_000 } as const;

/** Whose sums need one another: a cell with all that are compared with it, and the same in each set of an ensemble. */
function cellFamilies(head: Pick<StudyHead, "cells" | "against">): readonly (readonly number[])[] {
	const inUse = cellsInUse(head);
	const families = new Map<number, number[]>();
	for (const cell of head.cells.keys()) {
		const first = head.against[cell % inUse] ?? cell % inUse;
		families.set(first, [...(families.get(first) ?? []), cell]);
	}
	return [...families.values()];
}

/** The cells of a study in groups of at most `most`, but never fewer than one family. */
function cellGroups(head: Pick<StudyHead, "cells" | "against">, most: number): readonly (readonly number[])[] {
	const groups: number[][] = [];
	for (const family of cellFamilies(head)) {
		const last = groups.at(-1);
		if (last && last.length + family.length <= most) last.push(...family);
		else groups.push([...family]);
	}
	return groups.map((cells) => cells.sort((a, b) => a - b));
}

/** The blocks of a study: consecutive patients from `from` on, and for each of these the groups of cells. */
export function blocksOf(head: Pick<StudyHead, "patients" | "trajectories" | "blocks" | "cells" | "against">): PatientBlock[] {
	const { patients, trajectories, blocks: asked } = head;
	const { first, firstPatients, later } = blockSizes;
	const groups = cellGroups(head, asked?.cells ?? Number.POSITIVE_INFINITY);
	const blocks: PatientBlock[] = [];
	for (let from = 0; from < patients; ) {
		const size = asked?.patients ?? (trajectories !== null || from < firstPatients ? first : later);
		const count = Math.min(size, patients - from);
		for (const cells of groups) blocks.push({ block: blocks.length, from, count, cells });
		from += count;
	}
	return blocks;
}
