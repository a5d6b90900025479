import type { BedsideRecord } from "../chart/record.ts";
import type { Blood, MaskingDose } from "./bedside.ts";
import type { GradeCourse } from "./course.ts";
import type { Finding } from "./finding.ts";
import { type HyperinflammationSigns, iecHsDiagnosis } from "./iec-hs-diagnosis.ts";
import { type HyperinflammationCare, iecHsGrade } from "./iec-hs-grade.ts";
import { isHighDose, leeHighDose } from "./pressors.ts";
import { boundedBy, type Graded, isSameReply, leastOf, mostOf } from "./scale.ts";
import { courseOfTurns, type Found, noTurns, type Turns, turned } from "./turns.ts";
import { compare, either, isKnown, isMissing, missing, type Verdict } from "./verdict.ts";

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
	/** Ferritin may have been higher at a look that did not show it. */
	readonly isPeakOpen: boolean;
	/** It may have been made at an earlier look that left it open: what came between counts or does not. */
	readonly mayBeOlder: boolean;
	/** A look left it open whether it is over. */
	readonly mayBeOver: boolean;
}

/** Hyperinflammation (IEC-HS) of one patient so far. Plain data. */
export interface Hyperinflammation {
	readonly turns: Turns;
	/** Ferritin at the looks of the last day, and at the last look before it. */
	readonly ferritins: readonly { readonly time: number; readonly ferritin: number | undefined }[];
	/** Ferritin on infusion day, that is, at the first look; undefined where that did not show it, null before. */
	readonly baseline: number | undefined | null;
	readonly crpPeak: number;
	/** A value that is followed was not taken at some look: what it left open stays open. What is never followed leaves nothing open for later. */
	readonly hasBlank: boolean;
	/** CRP may have been higher at a look that did not show it. */
	readonly isCrpOpen: boolean;
	/** Highest grade of CRS that is certain, and that is possible. */
	readonly crsWorst: number;
	readonly crsMost: number;
	/** Since when neutrophils may have been few, and since when at the latest they have surely been; null while they are not. */
	readonly neutropenic: number | null;
	readonly surelyNeutropenic: number | null;
	readonly diagnosis: Diagnosis | null;
	/** An earlier look left it open whether there is a diagnosis, which may still stand: the least that its peak of ferritin can be. */
	readonly open: number | null;
	/** What the criteria were told last; empty while a diagnosis stands. */
	readonly replies: readonly Verdict[];
	readonly found: Found;
	/** The look that came closest to a diagnosis, while there was none: its words, and how many criteria were met. */
	readonly closest: { readonly met: number; readonly because: string };
}

/** Before the first look. */
export const noHyperinflammation: Hyperinflammation = {
	turns: noTurns,
	ferritins: [],
	baseline: null,
	crpPeak: 0,
	hasBlank: false,
	isCrpOpen: false,
	crsWorst: 0,
	crsMost: 0,
	neutropenic: null,
	surelyNeutropenic: null,
	diagnosis: null,
	open: null,
	replies: [],
	found: { grade: 0, because: "never looked at" },
	closest: { met: -1, because: "never looked at" },
};

/** What one look shows. */
export interface HyperinflammationSight {
	/** Hours since infusion; what lies before it is passed over. */
	readonly time: number;
	readonly record: BedsideRecord;
	readonly crs: Graded;
	readonly blood: Blood;
	/**
	 * What later looks are compared with; left out: `blood`. Where values are known between bounds only, the gravest course is the one that sees the
	 * gravest values now and remembers the mildest.
	 */
	readonly kept?: Blood;
	/** Doses so far of drugs against hyperinflammation. */
	readonly against: readonly MaskingDose[];
}

/**
 * One more look. How a look becomes signs is our rule. *CRS is resolving* when it is at grade 1 or 0 and CRP below half of its peak (where CRP
 * is unknown: the grade below its worst), while ferritin is higher than a day ago. *New cytopenia*: platelets below 25, or neutrophils
 * below 500/uL whose fall began after day 14 – before, lymphodepletion explains it – and not while ferritin falls: that is the marrow's own
 * second low. What is not recorded is unknown, not normal: where it could decide, the grade is known between bounds only. A diagnosis counts
 * from the look at which it can be said, and stands until neither a low fibrinogen nor a new
 * cytopenia is left and ferritin is below half of its peak. Drugs, organ support and kidney injury count when they begin after it.
 *
 *     const after = hyperinflammationAfter(noHyperinflammation, { time: 72, record, crs, blood, against: [] });
 *     gradeNow(after.turns)   // 0
 */
export function hyperinflammationAfter(before: Hyperinflammation, sight: HyperinflammationSight): Hyperinflammation {
	const { time, blood, kept = blood } = sight;
	if (time < 0) return before;
	const ferritins = withReading(before.ferritins, { time, ferritin: kept.ferritin });
	const oldest = ferritins[0]!;
	const isOld = oldest.time <= time - 24;
	const now: Now = {
		time,
		record: sight.record,
		crs: sight.crs,
		blood,
		against: sight.against,
		kept,
		dayAgo: isOld ? oldest.ferritin : undefined,
		isFirstDay: !isOld,
	};
	const after = isDeadOfIt(now) ? { ...before, ferritins, found: death } : judged(withPeaks({ ...before, ferritins }, now), now);
	return { ...after, turns: turned(before.turns, time, after.found) };
}

/** Whoever dies of hyperinflammation had it, diagnosed or not. */
const isDeadOfIt = ({ record }: Pick<Now, "record">): boolean => record.dead_of_iechs === true;

const { scale: _scale, ...death } = iecHsGrade.grade({ dead_of_iechs: true });

/** The course so far; the reason of one that never came is that of the look that was closest to it. */
export function courseOfHyperinflammation({ turns, closest }: Hyperinflammation): GradeCourse {
	const course = courseOfTurns("IECHS_GRADE", turns);
	return course.worst === 0 && !course.atLeast ? { ...course, because: closest.because } : course;
}

/** With one reading more, and without those that are a day old then, but for the last of them. */
function withReading(
	readings: Hyperinflammation["ferritins"],
	reading: Hyperinflammation["ferritins"][number],
): Hyperinflammation["ferritins"] {
	let first = 0;
	while (first + 1 < readings.length && readings[first + 1]!.time <= reading.time - 24) first++;
	const kept = readings.slice(first);
	kept.push(reading);
	return kept;
}

interface Now extends HyperinflammationSight {
	readonly kept: Blood;
	/** Ferritin of a day ago. */
	readonly dayAgo: number | undefined;
	/** There was no look a day ago: nothing has risen yet. */
	readonly isFirstDay: boolean;
}

function withPeaks(before: Hyperinflammation, { time, crs, blood: { neutrophils }, kept }: Now): Hyperinflammation {
	const { ferritin, crp } = kept;
	const mayBeFew = !isKnown(neutrophils) || neutrophils < FEW_NEUTROPHILS;
	return {
		...before,
		baseline: before.baseline === null ? ferritin : before.baseline,
		crpPeak: isKnown(crp) ? Math.max(before.crpPeak, crp) : before.crpPeak,
		hasBlank: before.hasBlank || hasUnknown(kept),
		isCrpOpen: before.isCrpOpen || isBlank(kept, "crp"),
		crsWorst: Math.max(before.crsWorst, leastOf(crs)),
		crsMost: Math.max(before.crsMost, mostOf(crs)),
		neutropenic: mayBeFew ? (before.neutropenic ?? time) : null,
		surelyNeutropenic: mayBeFew && isKnown(neutrophils) ? (before.surelyNeutropenic ?? time) : null,
	};
}

function hasUnknown(blood: Blood): boolean {
	for (const name in blood) if (!isKnown(blood[name as keyof Blood])) return true;
	return false;
}

/** The chart follows the value, but not at this look. */
function isBlank(blood: Blood, name: keyof Blood): boolean {
	return Object.hasOwn(blood, name) && !isKnown(blood[name]);
}

function judged(memory: Hyperinflammation, now: Now): Hyperinflammation {
	if (memory.diagnosis === null) return diagnosed(memory, now);
	if (memory.diagnosis.mayBeOver) {
		const anew = iecHsDiagnosis.find(signsOf(memory, now));
		if (anew.present === true) {
			// If it was not over before, it may end at this look, whose signs are then no new diagnosis.
			const mayEnd = isLasting(memory.diagnosis, { memory, now }) !== true;
			return caredFor(memory, { diagnosis: { ...made(anew, now, true), mayBeOver: mayEnd }, now, lasts: true });
		}
	}
	const lasts = isLasting(memory.diagnosis, { memory, now });
	return lasts === false
		? ended(memory, memory.diagnosis, now)
		: caredFor(memory, { diagnosis: keptUp(memory.diagnosis, now), now, lasts });
}

/** Null where it cannot be said. */
function isResolving(
	{ crpPeak, isCrpOpen, crsWorst, crsMost }: Hyperinflammation,
	{ crs, blood, dayAgo, isFirstDay }: Now,
): boolean | null {
	const { ferritin, crp } = blood;
	if (leastOf(crs) > 1 || crsMost === 0 || isFirstDay) return false;
	if (isKnown(ferritin) && isKnown(dayAgo) && ferritin <= dayAgo) return false;
	const isHigh = isKnown(crp) && crp >= crpPeak / 2;
	if (isHigh && !isCrpOpen) return false;
	if (isHigh || isBlank(blood, "crp")) return null;
	if (crs.grade === null || crsWorst === 0 || !isKnown(ferritin) || !isKnown(dayAgo)) return null;
	if (isKnown(crp) || crs.grade < crsWorst) return true;
	return crs.grade < crsMost ? null : false;
}

/** Null where it cannot be said. */
function isRising({ blood: { ferritin }, dayAgo, isFirstDay }: Now): boolean | null {
	if (isFirstDay || (isKnown(ferritin) && ferritin <= FERRITIN_LIMIT)) return false;
	return isKnown(ferritin) && isKnown(dayAgo) ? ferritin >= RAPID * dayAgo : null;
}

/** Null where it cannot be said. */
function hasNewCytopenia(
	{ neutropenic, surelyNeutropenic }: Hyperinflammation,
	{ time, blood: { platelets, ferritin }, dayAgo, isFirstDay }: Now,
): boolean | null {
	if (isKnown(ferritin) && isKnown(dayAgo) && ferritin < dayAgo) return false;
	const mayFall = !isFirstDay && !(isKnown(ferritin) && isKnown(dayAgo));
	const isNew = surelyNeutropenic !== null && neutropenic! > LYMPHODEPLETION;
	if ((isKnown(platelets) && platelets < FEW_PLATELETS) || isNew) return mayFall ? null : true;
	const mayBeNew = neutropenic !== null && (surelyNeutropenic ?? time) > LYMPHODEPLETION;
	return isKnown(platelets) && !mayBeNew ? false : null;
}

function signsOf(memory: Hyperinflammation, now: Now): HyperinflammationSigns {
	const { ferritin, fibrinogen, transaminases } = now.blood;
	return {
		ferritin_uln: FERRITIN_LIMIT,
		ferritin,
		ferritin_baseline: memory.baseline ?? undefined,
		fibrinogen_mg_dl: fibrinogen,
		transaminase_x_uln: transaminases,
		rapid_rise: isRising(now),
		crs_resolving: isResolving(memory, now),
		anc_or_plt_or_hb_grade4_new: hasNewCytopenia(memory, now),
	};
}

/** Judges the signs, unless the criteria are told the same as at the look before. */
function diagnosed(memory: Hyperinflammation, now: Now): Hyperinflammation {
	const signs = signsOf(memory, now);
	if (memory.open === null && isTold(memory.replies, signs)) return memory;
	const replies = criteria.map((ask) => ask(signs));
	const finding = iecHsDiagnosis.findFrom(replies);
	if (finding.present === true) {
		const diagnosis = made(finding, now, memory.open !== null);
		return caredFor({ ...memory, replies: [], open: null }, { diagnosis, now, lasts: true });
	}
	const open = stillOpen(finding, { memory, now });
	const found = finding.present === false && open !== null ? perhaps : undiagnosed(finding);
	const met = replies.filter((reply) => reply === true).length;
	const closest = finding.present === false && met > memory.closest.met ? { met, because: found.because } : memory.closest;
	return { ...memory, replies, open, found, closest };
}

/** The least peak of ferritin of a diagnosis that may stand; null where none may. */
function stillOpen({ present }: Finding, { memory, now }: { memory: Hyperinflammation; now: Now }): number | null {
	const { ferritin } = now.blood;
	if (!memory.hasBlank) return null;
	if (present === null) return ferritin ?? 0;
	if (memory.open === null || isLasting({ ferritinPeak: memory.open, isPeakOpen: true }, { memory, now }) === false) return null;
	return Math.max(memory.open, isKnown(ferritin) ? ferritin : 0);
}

const perhaps: Found = { grade: null, least: 0, most: 4, because: "IEC-HS may have begun at an earlier look, which left it open" };

const criteria = Object.values(iecHsDiagnosis.needs);

/** These replies are what the criteria would be told of these signs. */
function isTold(replies: readonly Verdict[], signs: HyperinflammationSigns): boolean {
	if (replies.length === 0) return false;
	for (let i = 0; i < criteria.length; i++) if (!isSameReply(criteria[i]!(signs), replies[i])) return false;
	return true;
}

/** Without a diagnosis that can be ruled out, any grade but a death of it is open. */
function undiagnosed({ present, because }: Finding): Found {
	return present === null
		? { grade: null, least: 0, most: 4, because: `IEC-HS can neither be said nor ruled out: ${because}` }
		: { grade: 0, because: `IEC-HS is not diagnosed: ${because}` };
}

function made({ because }: Finding, { time, record, blood, kept: { ferritin, creatinine } }: Now, mayBeOlder: boolean): Diagnosis {
	const amount = isKnown(blood.ferritin) ? `, now ${Math.round(blood.ferritin)} ng/mL` : "";
	const [required = "", ...common] = because.split("; ");
	return {
		since: time,
		because: `since day ${(time / 24).toFixed(1)}: ${[`${required}${amount}`, ...common].join("; ")}`,
		ferritinPeak: ferritin ?? 0,
		creatinine,
		oxygen: isOnOxygen(record),
		tube: isOnTube(record),
		pressors: isOnPressors(record),
		isPeakOpen: mayBeOlder,
		mayBeOlder,
		mayBeOver: false,
	};
}

/** Its signs are still there. */
function isLasting(
	{ ferritinPeak, isPeakOpen }: Pick<Diagnosis, "ferritinPeak" | "isPeakOpen">,
	{ memory, now }: { memory: Hyperinflammation; now: Now },
): Verdict {
	const { ferritin, fibrinogen } = now.blood;
	const cytopenia = hasNewCytopenia(memory, now);
	const isHigh = compare(ferritin, "ferritin", (value) => value >= Math.max(ferritinPeak, value) / 2);
	return either(
		isHigh === true && isPeakOpen ? missing("ferritin not recorded at an earlier look") : isHigh,
		compare(fibrinogen, "fibrinogen", (value) => value < LOW_FIBRINOGEN),
		cytopenia ?? missing("platelets or neutrophils not recorded"),
	);
}

function ended(memory: Hyperinflammation, { ferritinPeak }: Diagnosis, now: Now): Hyperinflammation {
	const peak = Math.round(Math.max(ferritinPeak, now.blood.ferritin ?? 0));
	const because = `ferritin below half of its peak of ${peak} ng/mL, fibrinogen and counts recovered`;
	return { ...memory, diagnosis: null, replies: [], found: undiagnosed({ scale: "IECHS_DX", present: false, because }) };
}

/** The diagnosis as it stands after this look. */
function keptUp(diagnosis: Diagnosis, { record, blood, kept: { ferritin } }: Now): Diagnosis {
	return {
		...diagnosis,
		ferritinPeak: isKnown(ferritin) ? Math.max(diagnosis.ferritinPeak, ferritin) : diagnosis.ferritinPeak,
		oxygen: diagnosis.oxygen && isOnOxygen(record),
		tube: diagnosis.tube && isOnTube(record),
		pressors: diagnosis.pressors && isOnPressors(record),
		isPeakOpen: diagnosis.isPeakOpen || isBlank(blood, "ferritin"),
	};
}

interface CriteriaStanding {
	readonly diagnosis: Diagnosis;
	readonly now: Now;
	/** Open: the signs that keep it up were not recorded. */
	readonly lasts: Verdict;
}

function caredFor(memory: Hyperinflammation, { diagnosis, now, lasts }: CriteriaStanding): Hyperinflammation {
	const care = careOf(diagnosis, now);
	const graded = iecHsGrade.grade(care);
	const { scale: _, ...found } = graded;
	const because = `${found.because}; ${diagnosis.because}`;
	const isOpen = diagnosis.mayBeOlder || diagnosis.mayBeOver;
	const most = isOpen ? 4 : mostOf(graded);
	if (isMissing(lasts)) {
		const words = `it may be over, ${lasts.missing}; ${because}`;
		return { ...memory, diagnosis: { ...diagnosis, mayBeOver: memory.hasBlank }, found: { ...boundedBy(0, most), because: words } };
	}
	if (!isOpen) return { ...memory, diagnosis, found: { ...found, because } };
	// Creatinine is held against that of the look at which the diagnosis was made.
	const least = diagnosis.mayBeOver ? 0 : leastOf(iecHsGrade.grade({ ...care, new_aki_hospitalised: hasNewSupport(diagnosis, now) }));
	return { ...memory, diagnosis, found: { ...boundedBy(least, most), because: `an earlier look left the diagnosis open; ${because}` } };
}

function careOf(had: Diagnosis, { record, blood, against }: Now): HyperinflammationCare {
	const { since, creatinine: before } = had;
	const pressors = isOnPressors(record) && !had.pressors;
	const drugs = new Set(against.filter(({ time }) => time >= since).map(({ name }) => name));
	return {
		dx: true,
		intervention: drugs.size === 0 ? "none" : [...drugs].join("+"),
		asymptomatic_hypofibrinogenaemia_transfused: record.products_for_coagulopathy === true,
		new_aki_hospitalised: hasNewSupport(had, { record }) || hasNewKidneyInjury(before, blood),
		intubated: isOnTube(record) && !had.tube,
		life_threat: pressors && isHighDose(record.pressors ?? [], { table: leeHighDose, weight: record.weight_kg }) === true,
	};
}

function hasNewSupport({ oxygen, pressors }: Diagnosis, { record }: Pick<Now, "record">): boolean {
	return (isOnPressors(record) && !pressors) || (isOnOxygen(record) && !oxygen);
}

/** Null where it cannot be said; where creatinine is not followed there is none. */
function hasNewKidneyInjury(before: number | undefined, blood: Blood): boolean | null {
	const { creatinine } = blood;
	if (!Object.hasOwn(blood, "creatinine")) return false;
	return isKnown(creatinine) && isKnown(before) ? creatinine >= KIDNEY_INJURY * before : null;
}

function isOnOxygen({ o2, airway_only }: BedsideRecord): boolean {
	return o2 !== undefined && o2 !== null && airway_only !== true;
}

function isOnTube({ o2, airway_only }: BedsideRecord): boolean {
	return o2?.device === "invasive" && airway_only !== true;
}

function isOnPressors({ pressors = [] }: BedsideRecord): boolean {
	return pressors.length > 0;
}
