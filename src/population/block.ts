import { joinedCounts } from "./bins.ts";
import type { DayCounts, PatientRow } from "./simulate-patients.ts";

/** A block of patients: their rows in order of patient and cell, and their counts by day. */
export interface Block {
	readonly rows: readonly PatientRow[];
	readonly days: DayCounts;
}

/** Parts of one block, in order of patients, as one. */
export function joinedParts(parts: readonly Block[]): Block {
	const [head] = parts;
	if (!head) throw new RangeError("a block has parts");
	const along = <T>(pick: (block: Block) => readonly T[], join: (same: readonly T[]) => T): T[] =>
		pick(head).map((_, i) => join(parts.map((part) => pick(part)[i]!)));
	return {
		rows: parts.flatMap(({ rows }) => rows),
		days: {
			bands: along(
				({ days }) => days.bands,
				(cells) => cells[0]!.map((byDay, b) => byDay.map((_, d) => joinedCounts(cells.map((cell) => cell[b]![d]!)))),
			),
			flows: along(
				({ days }) => days.flows,
				(cells) =>
					cells[0]!.map((byDay, g) =>
						byDay.map((counts, d) => counts.map((_, k) => cells.reduce((sum, cell) => sum + cell[g]![d]![k]!, 0))),
					),
			),
		},
	};
}
