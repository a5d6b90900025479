import type { BedsideRecord } from "../chart/record.ts";
import { cartoxCrs } from "./cartox-crs.ts";
import { ctcae5Crs } from "./ctcae5-crs.ts";
import { lee2014Crs } from "./lee2014-crs.ts";
import { mskccCrs } from "./mskcc-crs.ts";
import { pennCrs } from "./penn-crs.ts";
import type { Grade } from "./scale.ts";

/** CRS scales beside the ASTCT's: published results carry one or the other, so each patient is graded on all of them. */
export const otherCrsScales = [lee2014Crs, pennCrs, ctcae5Crs, cartoxCrs, mskccCrs] as const;

/**
 * One record on every CRS scale but the ASTCT's, by id. Apart from `look`, because it takes twice as long and a study seldom asks.
 *
 *     gradeOnOtherScales(looked.record)["PENN_CRS"]?.grade
 */
export function gradeOnOtherScales(record: BedsideRecord): Readonly<Record<string, Grade>> {
	return Object.fromEntries(otherCrsScales.map((scale) => [scale.id, scale.grade(record)]));
}
