import { astctCrs } from "./astct-crs.ts";
import { astctEpisode, type EpisodeAnswer } from "./astct-episode.ts";
import { astctIcans } from "./astct-icans.ts";
import { carHematotox } from "./car-hematotox.ts";
import { cartoxCres } from "./cartox-cres.ts";
import { ctcaeNeuro } from "./ctcae-neuro.ts";
import { davila2014Scrs } from "./davila2014-scrs.ts";
import { easix, mEasix, sEasix } from "./easix.ts";
import type { Finding } from "./finding.ts";
import { hlh2004 } from "./hlh2004.ts";
import { hscore } from "./hscore.ts";
import { icahtEarly, icahtLate } from "./icaht.ts";
import { iceScore } from "./ice.ts";
import { iecHsDiagnosis } from "./iec-hs-diagnosis.ts";
import { iecHsGrade } from "./iec-hs-grade.ts";
import { otherCrsScales } from "./other-crs-scales.ts";
import { qsofa } from "./qsofa.ts";
import type { Grade, RowHead } from "./scale.ts";
import type { Score } from "./score.ts";
import { sofa } from "./sofa.ts";
import { tIcahtEarly, tIcahtLate } from "./t-icaht.ts";

/** What a scale says: a grade, a score, yes or no, or when it came and went. */
export type Measured = Grade | Score | Finding | EpisodeAnswer;

/** A scale as the table of all scales knows it. */
export interface ScaleEntry {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	/** The table of a scale that has rows, worst first, for those who explain a grade. */
	readonly rows: readonly RowHead[];
	/** Fields as in the scale's own record type. Unknown fields are ignored; values are not checked here. */
	readonly measure: (inputs: object) => Measured;
}

/** Every scale by its id: `scales["PENN_CRS"]?.measure({ temp_c: 39, iv_therapy: true })`. */
export const scales: Readonly<Record<string, ScaleEntry>> = Object.fromEntries(
	[
		...[astctCrs, ...otherCrsScales].map((scale) => entry(scale, scale.grade)),
		entry(astctEpisode, astctEpisode.span),
		entry(davila2014Scrs, davila2014Scrs.find),
		entry(astctIcans, astctIcans.grade),
		entry(cartoxCres, cartoxCres.grade),
		entry(ctcaeNeuro, ctcaeNeuro.grade),
		entry(iecHsDiagnosis, iecHsDiagnosis.find),
		entry(iecHsGrade, iecHsGrade.grade),
		entry(icahtEarly, icahtEarly.grade),
		entry(icahtLate, icahtLate.grade),
		entry(tIcahtEarly, tIcahtEarly.grade),
		entry(tIcahtLate, tIcahtLate.grade),
		entry(iceScore, iceScore.score),
		entry(hscore, hscore.score),
		entry(hlh2004, hlh2004.find),
		entry(carHematotox, carHematotox.score),
		...[easix, mEasix, sEasix].map((scale) => entry(scale, scale.score)),
		entry(qsofa, qsofa.score),
		entry(sofa, sofa.score),
	].map((scale) => [scale.id, scale]),
);

interface Titled {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	readonly rows?: ScaleEntry["rows"];
}

function entry({ id, title, source, rows = [] }: Titled, measure: (inputs: object) => Measured): ScaleEntry {
	return { id, title, source, rows, measure };
}
