import type { Score } from "./score.ts";
import { isKnown } from "./verdict.ts";

/** Blood values; each formula needs its own. */
export interface EasixSigns {
	/** U/L */
	readonly ldh?: number;
	readonly creatinine_mg_dl?: number;
	readonly crp_mg_dl?: number;
	/** Platelets, 10^9/L. */
	readonly plt?: number;
}

/** An index that is a formula of blood values. */
export interface Index {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	readonly score: (signs: EasixSigns) => Score;
}

const source = "Pennisi M 2021, doi:10.1182/bloodadvances.2020003885";

/** LDH x creatinine / platelets. Above 4.67 before lymphodepletion severe toxicity is likelier (Korell F 2022, doi:10.3389/fimmu.2022.877477). */
export const easix: Index = index("EASIX", { title: "EASIX", times: "creatinine_mg_dl" });

/** LDH x CRP / platelets. */
export const mEasix: Index = index("M_EASIX", { title: "Modified EASIX", times: "crp_mg_dl" });

/** LDH / platelets. */
export const sEasix: Index = index("S_EASIX", { title: "Simplified EASIX", times: null });

function index(id: string, { title, times }: { title: string; times: "creatinine_mg_dl" | "crp_mg_dl" | null }): Index {
	return { id, title, source, score: (signs) => ratio(id, { signs, times }) };
}

function ratio(scale: string, { signs, times }: { signs: EasixSigns; times: "creatinine_mg_dl" | "crp_mg_dl" | null }): Score {
	const factor = times === null ? 1 : signs[times];
	const wanted = {
		LDH: signs.ldh,
		platelets: signs.plt,
		...(times === null ? {} : { [times === "crp_mg_dl" ? "CRP" : "creatinine"]: factor }),
	};
	const gaps = Object.keys(wanted).filter((name) => !isKnown(wanted[name as keyof typeof wanted]));
	if (gaps.length > 0) return { scale, score: null, because: `${gaps.join(", ")} not recorded` };
	const platelets = signs.plt ?? 0;
	if (platelets <= 0) return { scale, score: null, because: "platelets must be above 0" };
	const score = ((signs.ldh ?? 0) * (factor ?? 0)) / platelets;
	if (!Number.isFinite(score)) return { scale, score: null, because: `platelets ${platelets} are too few to divide by` };
	return {
		scale,
		score,
		because: Object.entries(wanted)
			.map(([name, value]) => `${name} ${value}`)
			.join(", "),
	};
}
