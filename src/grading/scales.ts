import { astctCrs } from "./astct-crs.ts";
import { astctIcans } from "./astct-icans.ts";
import { carHematotox } from "./car-hematotox.ts";
import { cartoxCres } from "./cartox-cres.ts";
import { easix, mEasix, sEasix } from "./easix.ts";
import type { Finding } from "./finding.ts";
import { hscore } from "./hscore.ts";
import { icahtEarly, icahtLate } from "./icaht.ts";
import { iceScore } from "./ice.ts";
import { iecHsDiagnosis } from "./iec-hs-diagnosis.ts";
import { iecHsGrade } from "./iec-hs-grade.ts";
import { otherCrsScales } from "./other-crs-scales.ts";
import { qsofa } from "./qsofa.ts";
import type { Grade } from "./scale.ts";
import type { Score } from "./score.ts";
import { sofa } from "./sofa.ts";
import { tIcahtEarly, tIcahtLate } from "./t-icaht.ts";

/** What a scale says: a grade, a score, or yes and no. */
export type Measured = Grade | Score | Finding;

/** A scale as the table of all scales knows it. */
export interface ScaleEntry {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	/** Fields as in the scale's own record type. Unknown fields are ignored; values are not checked here. */
	readonly measure: (inputs: object) => Measured;
}

/** Every scale by its id: `scales["PENN_CRS"]?.measure({ temp_c: 39, iv_therapy: true })`. */
export const scales: Readonly<Record<string, ScaleEntry>> = Object.fromEntries(
	[
		...[astctCrs, ...otherCrsScales].map((scale) => entry(scale, scale.grade)),
		entry(astctIcans, astctIcans.grade),
		entry(cartoxCres, cartoxCres.grade),
		entry(iecHsDiagnosis, iecHsDiagnosis.find),
		entry(iecHsGrade, iecHsGrade.grade),
		entry(icahtEarly, icahtEarly.grade),
		entry(icahtLate, icahtLate.grade),
		entry(tIcahtEarly, tIcahtEarly.grade),
		entry(tIcahtLate, tIcahtLate.grade),
		entry(iceScore, iceScore.score),
		entry(hscore, hscore.score),
		entry(carHematotox, carHematotox.score),
		...[easix, mEasix, sEasix].map((scale) => entry(scale, scale.score)),
		entry(qsofa, qsofa.score),
		entry(sofa, sofa.score),
	].map((scale) => [scale.id, scale]),
);

function entry({ id, title, source }: { id: string; title: string; source: string }, measure: (inputs: object) => Measured): ScaleEntry {
	return { id, title, source, measure };
}
