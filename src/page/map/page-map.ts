import type { MapArrow, MapBox, MapGroup } from "../../model/model-map.ts";
import type { Look } from "../../trajectory/display.ts";
import type { Strike } from "../../treatment/map-strikes.ts";

/** A column as a box shows it. */
export interface MapColumn {
	readonly name: string;
	/** For people; empty when dimensionless. */
	readonly unit: string;
	readonly look: Look;
	/** Its name inside of a box. */
	readonly short: string;
}

/** A treatment that acts on a box or an arrow, in words. */
export interface MapStrike extends Strike {
	/** `Tocilizumab`, and where there is little room `Toci`. */
	readonly label: string;
	readonly short: string;
	readonly color: string;
	/** `less IL-6 signal`. */
	readonly say: string;
	/** The treatment's own column, above which it is in the body; null: it has none. */
	readonly column: string | null;
}

/** A box with what is known of its columns. */
export interface PageBox extends Omit<MapBox, "shows" | "label"> {
	readonly label: string;
	readonly shows: readonly MapColumn[];
	readonly color: string;
	readonly strikes: readonly MapStrike[];
}

export interface PageArrow extends MapArrow {
	readonly strikes: readonly MapStrike[];
}

/** A model's map as the page draws it. Plain data that survives JSON. */
export interface PageMap {
	readonly about: string;
	readonly groups: readonly MapGroup[];
	readonly boxes: readonly PageBox[];
	readonly arrows: readonly PageArrow[];
}

/** The columns that a run must have so that its map can be drawn, each once. */
export const mapColumns = ({ boxes, arrows }: PageMap): readonly string[] => [
	...new Set([
		...boxes.flatMap(({ shows }) => shows.map(({ name }) => name)),
		...arrows.flatMap(({ through }) => (through ? [through.column] : [])),
		...[...boxes, ...arrows].flatMap(({ strikes }) => strikes.flatMap(({ carriers }) => carriers.map(({ column }) => column))),
	]),
];
