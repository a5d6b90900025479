import type { Display } from "./display.ts";

/** One quantity over time: `values[i]` belongs to `times[i]` of its trajectory. */
export interface NumberColumn {
	readonly kind: "number";
	readonly name: string;
	/** As declared in the model, for example `pg/mL`; `1` when dimensionless. */
	readonly unit: string;
	readonly title: string;
	/** How it is shown, as far as its model says. */
	readonly display?: Display;
	/** NaN stands for unknown (a grade under sedation, say). */
	readonly values: Float64Array;
}

/** One word over time, for example the oxygen device. */
export interface WordColumn {
	readonly kind: "word";
	readonly name: string;
	readonly title: string;
	readonly values: readonly string[];
}

export type Column = NumberColumn | WordColumn;

/** Named columns over time. Times are hours since infusion, ascending; an event instant stands twice (before, after). */
export interface Trajectory {
	readonly times: Float64Array;
	readonly columns: ReadonlyMap<string, Column>;
}
