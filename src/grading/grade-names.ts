import { otherCrsScales } from "./other-crs-scales.ts";

/** Ids of the scales by the names that conditions use. */
export const scaleNamed: ReadonlyMap<string, string> = new Map([
	["crs", "ASTCT_CRS"],
	["icans", "ASTCT_ICANS"],
	["iec_hs", "IECHS_GRADE"],
	["icaht", "ICAHT"],
	...otherCrsScales.map(({ id }) => [id.toLowerCase(), id] as const),
]);

/** The grades that conditions may read, by the names they use. */
export const gradeNames: readonly string[] = [...scaleNamed.keys()];
