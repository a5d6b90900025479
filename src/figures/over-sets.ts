import type { CellSummary, OverSets, StudySummary } from "../population/study-summary.ts";

/** Behind an estimate: what 95 % of the sets of an ensemble say of it. */
export const overSetsColor = "#f0cfae";
/** The same as a line. */
export const overSetsEdge = "#c2651a";

/** How the bars of the sets are to be read; nothing without an ensemble. */
export const overSetsReading = ({ ensemble }: StudySummary): string =>
	ensemble === undefined ? "" : ` Broad pale bar: 95 % of ${ensemble.sets} sets of parameters, all held possible.`;

/** What the sets of an ensemble say of an outcome in a cell, in the scale of the figure; nothing where they say nothing. */
export function overSetsIn(
	{ cells, ensemble }: StudySummary,
	cell: CellSummary,
	{ name, scale }: { readonly name: string; readonly scale: number },
): OverSets["interval"] | null {
	const over = ensemble?.cells[cells.indexOf(cell)]?.[cell.outcomes.findIndex((outcome) => outcome.name === name)];
	return over === undefined || over === null ? null : [over.interval[0] * scale, over.interval[1] * scale];
}
