import type { Side } from "../trajectory/display.ts";

/** The grades of CRS that tell courses apart. */
export type MagnitudeGrade = 1 | 2 | 3 | 4;
/** In the column's unit; the most may be infinite. */
export type MagnitudeRange = readonly [least: number, most: number];

/** A column and between which values its highest or lowest is seen at the bedside, by the worst CRS grade. Null: no figure is known. */
export interface Magnitude {
	readonly column: string;
	readonly side: Side;
	readonly expected: Readonly<Record<MagnitudeGrade, MagnitudeRange | null>>;
}
