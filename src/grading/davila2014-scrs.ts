import type { Criteria, Finding } from "./finding.ts";
import { allPressors, type Pressor } from "./pressors.ts";
import { both, compare, either, isMissing, missing, type Verdict } from "./verdict.ts";

/** What the criteria for severe CRS ask for. `pressors` defaults to none; the rest has no default. */
export interface SevereCrsSigns {
	/** Longest run of days with fever. */
	readonly fever_days?: number;
	/** Highest value of each cytokine over its baseline, as a multiple. */
	readonly cytokine_folds?: readonly number[];
	/** Stands in where no cytokine was measured. */
	readonly crp_mg_dl?: number;
	readonly pressors?: readonly Pressor[];
	/** Oxygen saturation below 90 %. */
	readonly po2_below_90?: boolean;
	readonly neurologic_signs?: boolean;
}

/** None is yet ticked against the paper. */
const parts: readonly { readonly because: string; readonly holds: (signs: SevereCrsSigns) => Verdict }[] = [
	{ because: "fever on three days or more in a row", holds: (s) => compare(s.fever_days, "days with fever", (d) => d >= 3) },
	{ because: "two cytokines 75-fold or one 250-fold over baseline", holds: cytokines },
	{ because: "hypotension with a vasopressor, hypoxia, or a neurologic sign", holds: organs },
];

/** CRP of 20 mg/dL is the bedside surrogate; that it decides only where no cytokine was measured is our reading. */
function cytokines({ cytokine_folds: folds = [], crp_mg_dl: crp }: SevereCrsSigns): Verdict {
	if (folds.length > 0) return folds.some((fold) => fold >= 250) || folds.filter((fold) => fold >= 75).length >= 2;
	return compare(crp, "cytokines and CRP", (value) => value >= 20);
}

function organs({ pressors = [], po2_below_90: hypoxia, neurologic_signs: signs }: SevereCrsSigns): Verdict {
	return either(
		allPressors(pressors) > 0,
		hypoxia ?? missing("oxygen saturation not recorded"),
		signs ?? missing("neurologic signs not recorded"),
	);
}

function find(signs: SevereCrsSigns): Finding {
	const results = parts.map(({ because, holds }) => ({ because, verdict: holds(signs) }));
	const verdict = both(...results.map((result) => result.verdict));
	const wordsOf = (wanted: Verdict) => results.filter((result) => result.verdict === wanted).map((result) => result.because);
	const scale = "DAVILA2014_SCRS";
	if (verdict === true) return { scale, present: true, because: wordsOf(true).join("; ") };
	if (verdict === false) return { scale, present: false, because: `not met: ${wordsOf(false).join("; ")}` };
	return { scale, present: null, because: results.flatMap((r) => (isMissing(r.verdict) ? [r.verdict.missing] : [])).join("; ") };
}

/**
 * Severe CRS, yes or no: lasting fever, high cytokines and a sign of an organ.
 *
 *     davila2014Scrs.find({ fever_days: 4, crp_mg_dl: 24, po2_below_90: true }).present   // true
 */
export const davila2014Scrs: Criteria<SevereCrsSigns> = {
	id: "DAVILA2014_SCRS",
	title: "Severe CRS, Davila 2014",
	source: "Davila ML 2014, doi:10.1126/scitranslmed.3008226",
	find,
};
