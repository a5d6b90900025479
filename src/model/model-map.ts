/** A region of the map: the blood, a tissue, an organ. */
export interface MapGroup {
	readonly name: string;
	readonly label: string;
}

/** From where to where a number makes a box or an arrow full, in the unit of its column. */
export interface MapRange {
	/** Null: what the patient has at the start of the run. */
	readonly empty: number | null;
	readonly full: number;
	/** Equal factors count as equal steps, and what lies below this counts as this; null: equal differences do. */
	readonly logFrom: number | null;
}

/** An equation through which treatments act, and whether more of it makes a box fuller or an arrow stronger, or the reverse. */
export interface ActedOn {
	readonly equation: string;
	readonly more: "stronger" | "weaker";
}

/** A thing of the body that swells with a column. */
export interface MapBox {
	readonly name: string;
	/** Null: as its first column is called. */
	readonly label: string | null;
	readonly group: string;
	/** Columns that it shows; it swells with the first. */
	readonly shows: readonly string[];
	/** The page of the model that the first column stands on. */
	readonly page: string;
	/** Column and row of the grid, from 0 at the upper left. */
	readonly at: readonly [column: number, row: number];
	readonly swells: MapRange;
	readonly actedOn: readonly ActedOn[];
}

/** What one box does to another. */
export interface MapArrow {
	readonly from: string;
	readonly to: string;
	/** In a few words. */
	readonly say: string;
	/** It holds the other back. */
	readonly brakes: boolean;
	/** The quantity that makes it thick, and where it is thickest; null: it is as thick as its first box is full. */
	readonly through: { readonly column: string; readonly range: MapRange } | null;
	/** Points of the grid that it passes on its way. */
	readonly via: readonly (readonly [column: number, row: number])[];
	/** Where on its length treatments are drawn, 0 to 1. */
	readonly struckAt: number;
	/** What it goes through is one of them. */
	readonly actedOn: readonly ActedOn[];
}

/** The model as a map of causes and effects, as its folder says it. Plain data; nothing in it changes a result. */
export interface ModelMap {
	readonly about: string;
	/** Names of columns inside of boxes, in place of their short names. */
	readonly short: Readonly<Record<string, string>>;
	/** What treatments raise or lower, in place of the names of equations. */
	readonly called: Readonly<Record<string, string>>;
	readonly groups: readonly MapGroup[];
	readonly boxes: readonly MapBox[];
	readonly arrows: readonly MapArrow[];
}
