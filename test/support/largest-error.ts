import type { Run } from "../../src/simulate/run.ts";

/** Columns that stay below this everywhere, in their own unit, are rounding around 0: a signal above rest when nothing is above rest. */
const nothing = 1e-9;
/** Parts of a change of pressure, in mmHg, when nothing changes it: differences of numbers near 90. */
const noChange = 1e-3;
/** Differences of two nearly equal numbers, a share of the start and the parts of a change of pressure: their errors count against their largest. */
const differences = new Set(["tumor_shrinkage", "pressure_by_tone", "pressure_by_volume", "pressure_by_heart"]);

/**
 * The largest relative error of a run against a tighter one, over every number of every row; values below a thousandth of their column's
 * largest count as that.
 */
export function largestError(run: Run, tight: Run, leftOut: readonly string[] = []): { readonly error: number; readonly at: string } {
	let worst = { error: 0, at: "" };
	for (const [name, column] of tight.trajectory.columns) {
		if (leftOut.includes(name)) continue;
		const other = run.trajectory.columns.get(name);
		if (column.kind !== "number" || other?.kind !== "number") continue;
		if (column.values.length !== other.values.length) return { error: Number.POSITIVE_INFINITY, at: `rows of ${name}` };
		const largest = column.values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
		if (largest < (differences.has(name) ? noChange : nothing)) continue;
		for (const [row, value] of column.values.entries()) {
			if (Number.isNaN(value) && Number.isNaN(other.values[row]!)) continue;
			const error = Math.abs(other.values[row]! - value) / Math.max(Math.abs(value), (differences.has(name) ? 1 : 1e-3) * largest);
			// Written so that not-a-number is the worst.
			if (!(error <= worst.error)) worst = { error, at: `${name} at hour ${tight.trajectory.times[row]}` };
		}
	}
	return worst;
}
