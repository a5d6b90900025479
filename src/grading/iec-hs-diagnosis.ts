import type { Criteria, Finding } from "./finding.ts";
import { compare, either, isMissing, missing, type Verdict } from "./verdict.ts";

/** What the diagnosis of hyperinflammation asks for. Booleans default to false, numbers to unknown. */
export interface HyperinflammationSigns {
	/** Same unit for all three. */
	readonly ferritin?: number;
	readonly ferritin_uln?: number;
	/** On the day of infusion. */
	readonly ferritin_baseline?: number;
	readonly rapid_rise?: boolean;
	/** Began while CRS was resolving or resolved. */
	readonly crs_resolving?: boolean;
	/** Multiples of the upper limit of normal. */
	readonly transaminase_x_uln?: number;
	/** mg/dL */
	readonly fibrinogen_mg_dl?: number;
	/** New grade 4 neutropenia, thrombocytopenia or anemia. */
	readonly anc_or_plt_or_hb_grade4_new?: boolean;
	readonly haemophagocytosis?: boolean;
}

interface Criterion {
	readonly because: string;
	readonly holds: (signs: HyperinflammationSigns) => Verdict;
}

/** Required: not yet ticked against the paper. */
const ferritin: readonly Criterion[] = [
	{ because: "ferritin rises rapidly", holds: (s) => s.rapid_rise === true },
	{
		because: "ferritin above twice the upper limit of normal",
		holds: (s) => aboveTwice(s.ferritin, s.ferritin_uln, "upper limit of ferritin"),
	},
	{
		because: "ferritin above twice the value on infusion day",
		holds: (s) => aboveTwice(s.ferritin, s.ferritin_baseline, "ferritin on infusion day"),
	},
];

/** Common, not each required: not yet ticked against the paper. */
const common: readonly Criterion[] = [
	{ because: "began while CRS was resolving", holds: (s) => s.crs_resolving === true },
	{ because: "transaminases above 5 times the upper limit", holds: (s) => compare(s.transaminase_x_uln, "transaminases", (x) => x > 5) },
	{ because: "fibrinogen below 150 mg/dL", holds: (s) => compare(s.fibrinogen_mg_dl, "fibrinogen", (x) => x < 150) },
	{ because: "new grade 4 cytopenia", holds: (s) => s.anc_or_plt_or_hb_grade4_new === true },
	{ because: "hemophagocytosis", holds: (s) => s.haemophagocytosis === true },
];

/** The paper gives no count of common features; two is our rule. */
const ENOUGH = 2;

/**
 * Hyperinflammation after cell therapy (IEC-HS): the ferritin criterion and at least two common features (the count is ours).
 *
 *     iecHsDiagnosis.find({ ferritin: 18000, ferritin_uln: 400, crs_resolving: true, fibrinogen_mg_dl: 110 }).present   // true
 */
export const iecHsDiagnosis: Criteria<HyperinflammationSigns> = {
	id: "IECHS_DX",
	title: "IEC-HS, diagnosis",
	source: "Hines MR 2023, doi:10.1016/j.jtct.2023.03.006",
	find,
};

function find(signs: HyperinflammationSigns): Finding {
	const required = either(...ferritin.map((c) => c.holds(signs)));
	if (required === false) return finding(false, "ferritin neither above twice its limit or baseline nor rising rapidly");
	const met = common.filter((c) => c.holds(signs) === true).map((c) => c.because);
	const open = common.map((c) => c.holds(signs)).filter(isMissing);
	if (met.length + open.length < ENOUGH) return finding(false, `too few common features: ${met.join("; ") || "none"}`);
	if (isMissing(required)) return finding(null, [required.missing, ...met].join("; "));
	const because = ferritin.find((c) => c.holds(signs) === true)?.because ?? "ferritin criterion met";
	if (met.length < ENOUGH) return finding(null, [...open.map((o) => o.missing), because, ...met].join("; "));
	return finding(true, [because, ...met].join("; "));
}

function finding(present: boolean | null, because: string): Finding {
	return { scale: "IECHS_DX", present, because };
}

function aboveTwice(value: number | undefined, reference: number | undefined, name: string): Verdict {
	const limit = compare(reference, name, () => true);
	return isMissing(limit)
		? value === undefined
			? missing("ferritin not recorded")
			: limit
		: compare(value, "ferritin", (v) => v > 2 * (reference ?? 0));
}
