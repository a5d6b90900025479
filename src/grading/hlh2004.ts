import type { Criteria, Finding } from "./finding.ts";
import { compare, either, isMissing, missing, type Verdict } from "./verdict.ts";

/** What the HLH-2004 criteria ask for; nothing has a default. */
export interface HlhSigns {
	/** degC */
	readonly temp_c?: number;
	readonly splenomegaly?: boolean;
	/** g/dL */
	readonly hb?: number;
	/** Platelets, 10^9/L. */
	readonly plt?: number;
	/** Neutrophils per uL. */
	readonly anc?: number;
	/** Triglycerides, mmol/L. */
	readonly tg_mmol_l?: number;
	readonly fibrinogen_g_l?: number;
	readonly haemophagocytosis?: boolean;
	/** Low or absent activity of natural killer cells. */
	readonly nk_activity_low?: boolean;
	/** ng/mL */
	readonly ferritin?: number;
	/** Soluble interleukin-2 receptor, U/mL. */
	readonly scd25_u_ml?: number;
}

interface Criterion {
	readonly because: string;
	readonly holds: (signs: HlhSigns) => Verdict;
}

const criteria: readonly Criterion[] = [
	{ because: "fever of 38.5 °C or more", holds: (s) => compare(s.temp_c, "temperature", (t) => t >= 38.5) },
	{ because: "large spleen", holds: (s) => s.splenomegaly ?? missing("size of the spleen not recorded") },
	{ because: "two or more cytopenias", holds: cytopenias },
	{
		because: "triglycerides of 3.0 mmol/L or more, or fibrinogen of 1.5 g/L or less",
		holds: (s) =>
			either(
				compare(s.tg_mmol_l, "triglycerides", (v) => v >= 3),
				compare(s.fibrinogen_g_l, "fibrinogen", (v) => v <= 1.5),
			),
	},
	{ because: "hemophagocytosis", holds: (s) => s.haemophagocytosis ?? missing("hemophagocytosis not recorded") },
	{
		because: "low activity of natural killer cells",
		holds: (s) => s.nk_activity_low ?? missing("activity of natural killer cells not recorded"),
	},
	{ because: "ferritin of 500 ng/mL or more", holds: (s) => compare(s.ferritin, "ferritin", (v) => v >= 500) },
	{ because: "soluble CD25 of 2400 U/mL or more", holds: (s) => compare(s.scd25_u_ml, "soluble CD25", (v) => v >= 2400) },
];

const NEEDED = 5;

/** Hemoglobin below 9 g/dL, platelets below 100 x 10^9/L, neutrophils below 1.0 x 10^9/L: at least two. */
function cytopenias(signs: HlhSigns): Verdict {
	const lines = [
		compare(signs.hb, "hemoglobin", (v) => v < 9),
		compare(signs.plt, "platelets", (v) => v < 100),
		compare(signs.anc, "neutrophils", (v) => v < 1000),
	];
	const sure = lines.filter((line) => line === true).length;
	const open = lines.filter(isMissing);
	if (sure >= 2) return true;
	return sure + open.length < 2 ? false : (open[0] ?? false);
}

function find(signs: HlhSigns): Finding {
	const results = criteria.map(({ because, holds }) => ({ because, verdict: holds(signs) }));
	const met = results.filter(({ verdict }) => verdict === true).map(({ because }) => because);
	const open = results.flatMap(({ verdict }) => (isMissing(verdict) ? [verdict.missing] : []));
	const told = `${met.length} of 8 criteria met${met.length === 0 ? "" : `: ${met.join("; ")}`}`;
	if (met.length >= NEEDED) return { scale: "HLH2004", present: true, because: told };
	if (met.length + open.length < NEEDED) return { scale: "HLH2004", present: false, because: told };
	return { scale: "HLH2004", present: null, because: [...open, told].join("; ") };
}

/**
 * Hemophagocytic lymphohistiocytosis by the HLH-2004 criteria: five of eight.
 *
 *     hlh2004.find({ temp_c: 39, ferritin: 12000 }).present   // null: too much is not recorded
 */
export const hlh2004: Criteria<HlhSigns> = {
	id: "HLH2004",
	title: "HLH, 2004 criteria",
	source: "Henter JI 2007, doi:10.1002/pbc.21039",
	find,
};
