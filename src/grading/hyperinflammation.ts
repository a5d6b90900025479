import type { Blood, MaskingDose } from "./bedside.ts";
import type { GradeCourse } from "./course.ts";
import type { Finding } from "./finding.ts";
import { iecHsDiagnosis } from "./iec-hs-diagnosis.ts";
import { iecHsGrade } from "./iec-hs-grade.ts";
import { isHighDose, leeHighDose } from "./pressors.ts";
import type { BedsideRecord } from "./record.ts";
import { type Graded, leastOf } from "./scale.ts";
import { courseOfTurns, type Found, noTurns, type Turns, turned } from "./turns.ts";
import { isKnown } from "./verdict.ts";

/** Upper limit of ferritin, ng/mL (our choice; laboratories differ). */
const FERRITIN_LIMIT = 400;
/** Ferritin that grows by this factor in a day rises rapidly (our reading: the source gives no number). */
const RAPID = 2;
/** CTCAE grade 4: neutrophils per uL, platelets in 10^9/L. */
const FEW_NEUTROPHILS = 500;
const FEW_PLATELETS = 25;
/** mg/dL */
const LOW_FIBRINOGEN = 150;
/** Hours after infusion for which lymphodepletion explains few neutrophils (our reading of "new"). */
const LYMPHODEPLETION = 14 * 24;
/** Creatinine that grows by this factor is a kidney injury (KDIGO stage 1). */
const KIDNEY_INJURY = 1.5;

/** The diagnosis stands: what was there when it was made, so that what came later can be put down to it. */
interface Diagnosis {
	readonly since: number;
	readonly because: string;
	readonly ferritinPeak: number;
	readonly creatinine: number | undefined;
	/** Supports that ran already, and have run on since: they belong to what came before. */
	readonly oxygen: boolean;
	readonly tube: boolean;
	readonly pressors: boolean;
}

/** Hyperinflammation (IEC-HS) of one patient so far. Plain data. */
export interface Hyperinflammation {
	readonly turns: Turns;
	/** Ferritin at the looks of the last day, and at the last look before it. */
	readonly ferritins: readonly { readonly time: number; readonly ferritin: number | undefined }[];
	/** Ferritin on infusion day. */
	readonly baseline: number | undefined;
	readonly crpPeak: number;
	readonly crsWorst: number;
	/** Since when neutrophils have been few; null while they are not. */
	readonly neutropenic: number | null;
	readonly diagnosis: Diagnosis | null;
	/** The signs that were judged last, and what they said: most hours are like the hour before. */
	readonly judged: number;
	readonly finding: Finding;
	readonly grade: Found;
	/** What that grade says: a finding without a diagnosis, or the care that a diagnosis meets. */
	readonly cared: string;
	/** Why there was none, in its latest words. */
	readonly calm: string;
}

const notYet: Finding = { scale: "IECHS_DX", present: false, because: "never looked at" };

/** Before the first look. */
export const noHyperinflammation: Hyperinflammation = {
	turns: noTurns,
	ferritins: [],
	baseline: undefined,
	crpPeak: 0,
	crsWorst: 0,
	neutropenic: null,
	diagnosis: null,
	judged: -1,
	finding: notYet,
	grade: { grade: 0, because: notYet.because },
	cared: "",
	calm: notYet.because,
};

/** What one look shows. */
export interface HyperinflammationSight {
	/** Hours since infusion; what lies before it is passed over. */
	readonly time: number;
	readonly record: BedsideRecord;
	readonly crs: Graded;
	readonly blood: Blood;
	/** Doses so far of drugs against hyperinflammation. */
	readonly against: readonly MaskingDose[];
}

/**
 * One more look. How a look becomes signs is our rule. *CRS is resolving* when it is at grade 1 or 0 and CRP below half of its peak (where CRP
 * is unknown: the grade below its worst), while ferritin is higher than a day ago. *New cytopenia*: platelets below 25, or neutrophils
 * below 500/uL whose fall began after day 14 – before, lymphodepletion explains it – and not while ferritin falls: that is the marrow's own
 * second low. Transaminases are unknown unless given, and unknown
 * is not normal: the grade is unknown where they could decide. Once made, the diagnosis stands until neither a low fibrinogen nor a new
 * cytopenia is left and ferritin is below half of its peak. Drugs, organ support and kidney injury count when they begin after it.
 *
 *     const after = hyperinflammationAfter(noHyperinflammation, { time: 72, record, crs, blood, against: [] });
 *     gradeNow(after.turns)   // 0
 */
export function hyperinflammationAfter(before: Hyperinflammation, sight: HyperinflammationSight): Hyperinflammation {
	const { time, blood } = sight;
	if (time < 0) return before;
	const old = before.ferritins.findLastIndex((reading) => reading.time <= time - 24);
	const recent = old > 0 ? before.ferritins.slice(old) : before.ferritins;
	const after = next(before, { ...sight, dayAgo: old < 0 ? undefined : recent[0]!.ferritin });
	return { ...after, ferritins: [...recent, { time, ferritin: blood.ferritin }], turns: turned(before.turns, time, after.grade) };
}

/** The course so far. */
export function courseOfHyperinflammation({ turns, calm }: Hyperinflammation): GradeCourse {
	const course = courseOfTurns("IECHS_GRADE", turns);
	return course.worst === 0 ? { ...course, because: calm } : course;
}

interface Now extends HyperinflammationSight {
	/** Ferritin of a day ago. */
	readonly dayAgo: number | undefined;
}

function next(before: Hyperinflammation, now: Now): Hyperinflammation {
	const { ferritin, crp, neutrophils } = now.blood;
	const baseline = before.baseline ?? (isKnown(ferritin) ? ferritin : undefined);
	const crpPeak = isKnown(crp) ? Math.max(before.crpPeak, crp) : before.crpPeak;
	const crsWorst = Math.max(before.crsWorst, leastOf(now.crs));
	const few = isKnown(neutrophils) ? neutrophils < FEW_NEUTROPHILS : before.neutropenic !== null;
	const neutropenic = few ? (before.neutropenic ?? now.time) : null;
	const seen = { ...before, baseline, crpPeak, crsWorst, neutropenic };
	return graded(seen.diagnosis === null ? diagnosed(seen, now) : kept(seen, now, seen.diagnosis), now);
}

function isResolving({ crpPeak, crsWorst }: Hyperinflammation, { crs, blood: { ferritin, crp }, dayAgo }: Now): boolean {
	if (crs.grade === null || crs.grade > 1 || crsWorst === 0) return false;
	const calmer = isKnown(crp) ? crp < crpPeak / 2 : crs.grade < crsWorst;
	return calmer && isKnown(ferritin) && isKnown(dayAgo) && ferritin > dayAgo;
}

function hasNewCytopenia({ neutropenic }: Hyperinflammation, { blood: { platelets, ferritin }, dayAgo }: Now): boolean {
	if (isKnown(ferritin) && isKnown(dayAgo) && ferritin < dayAgo) return false;
	return (isKnown(platelets) && platelets < FEW_PLATELETS) || (neutropenic !== null && neutropenic > LYMPHODEPLETION);
}

/** Judges the signs, unless they say the same as an hour ago. */
function diagnosed(memory: Hyperinflammation, now: Now): Hyperinflammation {
	const { ferritin, fibrinogen, transaminases } = now.blood;
	const rapid = isKnown(ferritin) && isKnown(now.dayAgo) && ferritin > FERRITIN_LIMIT && ferritin >= RAPID * now.dayAgo;
	const resolving = isResolving(memory, now);
	const cytopenia = hasNewCytopenia(memory, now);
	const judged =
		Number(rapid) +
		2 * Number(resolving) +
		4 * Number(cytopenia) +
		8 * band(ferritin, 2 * FERRITIN_LIMIT) +
		24 * band(ferritin, isKnown(memory.baseline) ? 2 * memory.baseline : Number.POSITIVE_INFINITY) +
		72 * (isKnown(fibrinogen) ? (fibrinogen < LOW_FIBRINOGEN ? 2 : 1) : 0) +
		216 * band(transaminases, 5);
	if (judged === memory.judged) return memory;
	const finding = iecHsDiagnosis.find({
		ferritin_uln: FERRITIN_LIMIT,
		...(isKnown(ferritin) ? { ferritin } : {}),
		...(isKnown(memory.baseline) ? { ferritin_baseline: memory.baseline } : {}),
		...(isKnown(fibrinogen) ? { fibrinogen_mg_dl: fibrinogen } : {}),
		...(isKnown(transaminases) ? { transaminase_x_uln: transaminases } : {}),
		rapid_rise: rapid,
		crs_resolving: resolving,
		anc_or_plt_or_hb_grade4_new: cytopenia,
	});
	return { ...memory, judged, finding, diagnosis: finding.present === true ? made(finding, now) : null };
}

/** 0: unknown; 1: up to the line; 2: above it. */
function band(value: number | undefined, line: number): number {
	if (!isKnown(value)) return 0;
	return value > line ? 2 : 1;
}

function made({ because }: Finding, { time, record, blood: { ferritin, creatinine } }: Now): Diagnosis {
	const amount = isKnown(ferritin) ? `, now ${Math.round(ferritin)} ng/mL` : "";
	const [required = "", ...common] = because.split("; ");
	return {
		since: time,
		because: `since day ${(time / 24).toFixed(1)}: ${[`${required}${amount}`, ...common].join("; ")}`,
		ferritinPeak: ferritin ?? 0,
		creatinine,
		oxygen: isOnOxygen(record),
		tube: isOnTube(record),
		pressors: isOnPressors(record),
	};
}

/** Keeps the diagnosis while its signs last. */
function kept(memory: Hyperinflammation, now: Now, diagnosis: Diagnosis): Hyperinflammation {
	const { record } = now;
	const { ferritin, fibrinogen } = now.blood;
	const ferritinPeak = Math.max(diagnosis.ferritinPeak, ferritin ?? 0);
	const isHigh = !isKnown(ferritin) || ferritin >= ferritinPeak / 2;
	const lasts = isHigh || (isKnown(fibrinogen) && fibrinogen < LOW_FIBRINOGEN) || hasNewCytopenia(memory, now);
	if (!lasts) {
		const because = `ferritin below half of its peak of ${Math.round(ferritinPeak)} ng/mL, fibrinogen and counts recovered`;
		return { ...memory, diagnosis: null, judged: -1, finding: { scale: "IECHS_DX", present: false, because } };
	}
	const oxygen = diagnosis.oxygen && isOnOxygen(record);
	const tube = diagnosis.tube && isOnTube(record);
	const pressors = diagnosis.pressors && isOnPressors(record);
	const isSame =
		ferritinPeak === diagnosis.ferritinPeak && oxygen === diagnosis.oxygen && tube === diagnosis.tube && pressors === diagnosis.pressors;
	return isSame ? memory : { ...memory, diagnosis: { ...diagnosis, ferritinPeak, oxygen, tube, pressors } };
}

function graded(memory: Hyperinflammation, { record, blood: { creatinine }, against }: Now): Hyperinflammation {
	const { diagnosis, finding } = memory;
	if (diagnosis === null) {
		const cared = `${finding.present} ${finding.because}`;
		if (cared === memory.cared) return memory;
		if (finding.present === null)
			return { ...memory, cared, grade: { ...undiagnosed, because: `IEC-HS can neither be said nor ruled out: ${finding.because}` } };
		const because = `IEC-HS is not diagnosed: ${finding.because}`;
		return { ...memory, cared, grade: { grade: 0, because }, calm: because };
	}
	const { since } = diagnosis;
	const pressors = isOnPressors(record) && !diagnosis.pressors;
	const oxygen = isOnOxygen(record) && !diagnosis.oxygen;
	const tube = isOnTube(record) && !diagnosis.tube;
	const kidney = isKnown(creatinine) && isKnown(diagnosis.creatinine) && creatinine >= KIDNEY_INJURY * diagnosis.creatinine;
	const threat = pressors && isHighDose(record.pressors ?? [], { table: leeHighDose, weight: record.weight_kg }) === true;
	const products = record.products_for_coagulopathy === true;
	const cared = [since, against.length, products, kidney || pressors || oxygen, tube, threat].join(" ");
	if (cared === memory.cared) return memory;
	const drugs = new Set(against.filter(({ time }) => time >= since).map(({ name }) => name));
	const { scale: _, ...found } = iecHsGrade.grade({
		dx: true,
		intervention: drugs.size === 0 ? "none" : [...drugs].join("+"),
		asymptomatic_hypofibrinogenaemia_transfused: products,
		new_aki_hospitalised: kidney || pressors || oxygen,
		intubated: tube,
		life_threat: threat,
	});
	return { ...memory, cared, grade: { ...found, because: `${found.because}; ${diagnosis.because}` } };
}

/** Without a diagnosis any grade but a death of it is open. */
const undiagnosed: Graded = { grade: null, least: 0, most: 4 };

function isOnOxygen({ o2, airway_only }: BedsideRecord): boolean {
	return o2 !== undefined && o2 !== null && airway_only !== true;
}

function isOnTube({ o2, airway_only }: BedsideRecord): boolean {
	return o2?.device === "invasive" && airway_only !== true;
}

function isOnPressors({ pressors = [] }: BedsideRecord): boolean {
	return pressors.length > 0;
}
