import type { CriteriaByNeeds, Finding } from "./finding.ts";
import { compare, either, isKnown, isMissing, missing, type Verdict } from "./verdict.ts";

/** What the diagnosis of hyperinflammation asks for. Booleans default to false, numbers to unknown. */
export interface HyperinflammationSigns {
	/** Same unit for all three. */
	readonly ferritin?: number | undefined;
	readonly ferritin_uln?: number | undefined;
	/** On the day of infusion. */
	readonly ferritin_baseline?: number | undefined;
	/** Null: it cannot be said. */
	readonly rapid_rise?: boolean | null | undefined;
	/** Began while CRS was resolving or resolved. Null: it cannot be said. */
	readonly crs_resolving?: boolean | null | undefined;
	/** Multiples of the upper limit of normal. */
	readonly transaminase_x_uln?: number | undefined;
	/** mg/dL */
	readonly fibrinogen_mg_dl?: number | undefined;
	/** New grade 4 neutropenia, thrombocytopenia or anemia. Null: it cannot be said. */
	readonly anc_or_plt_or_hb_grade4_new?: boolean | null | undefined;
	readonly haemophagocytosis?: boolean | undefined;
}

const needs = {
	rapidRise: (s: HyperinflammationSigns) => orMissing(s.rapid_rise, "ferritin of the day before"),
	aboveLimit: (s: HyperinflammationSigns) => aboveTwice(s.ferritin, s.ferritin_uln, "upper limit of ferritin"),
	aboveBaseline: (s: HyperinflammationSigns) => aboveTwice(s.ferritin, s.ferritin_baseline, "ferritin on infusion day"),
	resolving: (s: HyperinflammationSigns) => orMissing(s.crs_resolving, "whether CRS is resolving"),
	transaminases: (s: HyperinflammationSigns) => compare(s.transaminase_x_uln, "transaminases", (x) => x > 5),
	fibrinogen: (s: HyperinflammationSigns) => compare(s.fibrinogen_mg_dl, "fibrinogen", (x) => x < 150),
	cytopenia: (s: HyperinflammationSigns) => orMissing(s.anc_or_plt_or_hb_grade4_new, "platelets or neutrophils"),
	hemophagocytosis: (s: HyperinflammationSigns) => s.haemophagocytosis === true,
};

type Need = keyof typeof needs;
const names = Object.keys(needs);
const questions = Object.values(needs);

/** Required: not yet ticked against the paper. */
const required: readonly (readonly [Need, string])[] = [
	["rapidRise", "ferritin rises rapidly"],
	["aboveLimit", "ferritin above twice the upper limit of normal"],
	["aboveBaseline", "ferritin above twice the value on infusion day"],
];

/** Common, not each required: not yet ticked against the paper. */
const common: readonly (readonly [Need, string])[] = [
	["resolving", "began while CRS was resolving"],
	["transaminases", "transaminases above 5 times the upper limit"],
	["fibrinogen", "fibrinogen below 150 mg/dL"],
	["cytopenia", "new grade 4 cytopenia"],
	["hemophagocytosis", "hemophagocytosis"],
];

/** The paper gives no count of common features; two is our rule. */
const ENOUGH = 2;

/**
 * One of them must be among these, which is our rule too: after lymphodepletion nearly everyone has few cells when CRS resolves, and the paper asks for
 * signs without another explanation. Early cytopenia is put down to lymphodepletion (doi:10.1182/blood.2022017415).
 */
const unexplained: ReadonlySet<Need> = new Set<Need>(["transaminases", "fibrinogen", "hemophagocytosis"]);

/**
 * Hyperinflammation after cell therapy (IEC-HS): the ferritin criterion and at least two common features, one of them of liver, clotting or marrow
 * smear (both rules are ours).
 *
 *     iecHsDiagnosis.find({ ferritin: 18000, ferritin_uln: 400, crs_resolving: true, fibrinogen_mg_dl: 110 }).present   // true
 */
export const iecHsDiagnosis: CriteriaByNeeds<HyperinflammationSigns> = {
	id: "IECHS_DX",
	title: "IEC-HS, diagnosis",
	source: "Hines MR 2023, doi:10.1016/j.jtct.2023.03.006",
	needs,
	findFrom,
	find: (signs) => findFrom(questions.map((ask) => ask(signs))),
};

function findFrom(replies: readonly Verdict[]): Finding {
	const replyTo = (need: Need) => replies[names.indexOf(need)]!;
	const ferritin = either(...required.map(([need]) => replyTo(need)));
	if (ferritin === false) return finding(false, "ferritin neither above twice its limit or baseline nor rising rapidly");
	const met = common.filter(([need]) => replyTo(need) === true);
	const open = common.filter(([need]) => isMissing(replyTo(need)));
	const words = met.map(([, because]) => because);
	if (!isEnough([...met, ...open])) return finding(false, `too few common features: ${words.join("; ") || "none"}`);
	if (isMissing(ferritin)) return finding(null, [ferritin.missing, ...words].join("; "));
	const because = required.find(([need]) => replyTo(need) === true)![1];
	if (isEnough(met)) return finding(true, [because, ...words].join("; "));
	const unknown = open.map(([need]) => replyTo(need)).filter(isMissing);
	return finding(null, [...unknown.map(({ missing }) => missing), because, ...words].join("; "));
}

const isEnough = (features: readonly (readonly [Need, string])[]): boolean =>
	features.length >= ENOUGH && features.some(([need]) => unexplained.has(need));

/** Left out: no. Null: not recorded. */
function orMissing(answer: boolean | null | undefined, name: string): Verdict {
	return answer === null ? missing(`${name} not recorded`) : answer === true;
}

function finding(present: boolean | null, because: string): Finding {
	return { scale: "IECHS_DX", present, because };
}

function aboveTwice(value: number | undefined, reference: number | undefined, name: string): Verdict {
	const limit = compare(reference, name, () => true);
	if (isMissing(limit)) return isKnown(value) ? limit : missing("ferritin not recorded");
	return compare(value, "ferritin", (v) => v > 2 * (reference ?? 0));
}
