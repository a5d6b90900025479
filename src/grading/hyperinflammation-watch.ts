import type { Blood, Looked, MaskingDose } from "./bedside.ts";
import type { Finding } from "./finding.ts";
import { iecHsDiagnosis } from "./iec-hs-diagnosis.ts";
import { iecHsGrade } from "./iec-hs-grade.ts";
import { isHighDose, leeHighDose } from "./pressors.ts";
import type { BedsideRecord } from "./record.ts";
import { type Graded, type Turns, turnsOf } from "./turns.ts";
import { isKnown } from "./verdict.ts";

/** Hyperinflammation (IEC-HS) followed look by look. */
export interface HyperinflammationWatch extends Omit<Turns, "see"> {
	/** `against`: doses so far of drugs against hyperinflammation. */
	readonly see: (looked: Looked, blood: Blood, against: readonly MaskingDose[]) => void;
}

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

interface Memory {
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
	readonly grade: Graded;
	/** What that grade says: a finding without a diagnosis, or the care that a diagnosis meets. */
	readonly cared: Finding | string;
	/** Why there was none, in its latest words. */
	readonly calm: string;
}

const notYet: Finding = { scale: "IECHS_DX", present: false, because: "never looked at" };
const start: Memory = {
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

/**
 * Opens a watch. How a look becomes signs is our rule. *CRS is resolving* when it is at grade 1 or 0 and CRP below half of its peak (where CRP
 * is unknown: the grade below its worst), while ferritin is higher than a day ago. *New cytopenia*: platelets below 25, or neutrophils
 * below 500/uL whose fall began after day 14 – before, lymphodepletion explains it – and not while ferritin falls: that is the marrow's own
 * second low. Transaminases are unknown unless given, and unknown
 * is not normal: the grade is unknown where they could decide. Once made, the diagnosis stands until neither a low fibrinogen nor a new
 * cytopenia is left and ferritin is below half of its peak. Drugs, organ support and kidney injury count when they begin after it.
 *
 *     const watch = hyperinflammationWatch();
 *     watch.see(looked, blood, []);
 *     watch.grade()   // 0
 */
export function hyperinflammationWatch(): HyperinflammationWatch {
	const turns = turnsOf("IECHS_GRADE");
	const times: number[] = [];
	const ferritin: (number | undefined)[] = [];
	/** Looks that are a day ago or longer. */
	let dayOld = 0;
	let memory = start;
	let before: Memory | undefined;
	return {
		...turns,
		see: (looked, blood, against) => {
			const { time } = looked.crs;
			before = time < 0 ? undefined : memory;
			if (before === undefined) return;
			while (dayOld < times.length && times[dayOld]! <= time - 24) dayOld++;
			times.push(time);
			ferritin.push(blood.ferritin);
			memory = next(memory, { looked, blood, against, dayAgo: ferritin[dayOld - 1] });
			turns.see(time, memory.grade);
		},
		takeBack: () => {
			if (before === undefined) return;
			times.pop();
			ferritin.pop();
			memory = before;
			turns.takeBack();
		},
		course: () => {
			const course = turns.course();
			return course.worst === 0 ? { ...course, because: memory.calm } : course;
		},
	};
}

interface Now {
	readonly looked: Looked;
	readonly blood: Blood;
	readonly against: readonly MaskingDose[];
	/** Ferritin of a day ago. */
	readonly dayAgo: number | undefined;
}

function next(before: Memory, now: Now): Memory {
	const { crs } = now.looked;
	const { ferritin, crp, neutrophils } = now.blood;
	const baseline = before.baseline ?? (isKnown(ferritin) ? ferritin : undefined);
	const crpPeak = isKnown(crp) ? Math.max(before.crpPeak, crp) : before.crpPeak;
	const crsWorst = Math.max(before.crsWorst, crs.grade ?? 0);
	const few = isKnown(neutrophils) ? neutrophils < FEW_NEUTROPHILS : before.neutropenic !== null;
	const neutropenic = few ? (before.neutropenic ?? crs.time) : null;
	const isSame =
		baseline === before.baseline && crpPeak === before.crpPeak && crsWorst === before.crsWorst && neutropenic === before.neutropenic;
	const seen = isSame ? before : { ...before, baseline, crpPeak, crsWorst, neutropenic };
	return graded(seen.diagnosis === null ? diagnosed(seen, now) : kept(seen, now, seen.diagnosis), now);
}

function isResolving({ crpPeak, crsWorst }: Memory, { looked: { crs }, blood: { ferritin, crp }, dayAgo }: Now): boolean {
	if (crs.grade === null || crs.grade > 1 || crsWorst === 0) return false;
	const calmer = isKnown(crp) ? crp < crpPeak / 2 : crs.grade < crsWorst;
	return calmer && isKnown(ferritin) && isKnown(dayAgo) && ferritin > dayAgo;
}

function hasNewCytopenia({ neutropenic }: Memory, { blood: { platelets, ferritin }, dayAgo }: Now): boolean {
	if (isKnown(ferritin) && isKnown(dayAgo) && ferritin < dayAgo) return false;
	return (isKnown(platelets) && platelets < FEW_PLATELETS) || (neutropenic !== null && neutropenic > LYMPHODEPLETION);
}

/** Judges the signs, unless they say the same as an hour ago. */
function diagnosed(memory: Memory, now: Now): Memory {
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

function made({ because }: Finding, { looked: { crs, record }, blood: { ferritin, creatinine } }: Now): Diagnosis {
	const amount = isKnown(ferritin) ? `, now ${Math.round(ferritin)} ng/mL` : "";
	const [required = "", ...common] = because.split("; ");
	return {
		since: crs.time,
		because: `since day ${(crs.time / 24).toFixed(1)}: ${[`${required}${amount}`, ...common].join("; ")}`,
		ferritinPeak: ferritin ?? 0,
		creatinine,
		oxygen: isOnOxygen(record),
		tube: isOnTube(record),
		pressors: isOnPressors(record),
	};
}

/** Keeps the diagnosis while its signs last. */
function kept(memory: Memory, now: Now, diagnosis: Diagnosis): Memory {
	const { record } = now.looked;
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

function graded(memory: Memory, { looked: { record }, blood: { creatinine }, against }: Now): Memory {
	const { diagnosis, finding } = memory;
	if (diagnosis === null) {
		const cared = finding;
		if (cared === memory.cared) return memory;
		if (finding.present === null)
			return { ...memory, cared, grade: { grade: null, because: `IEC-HS can neither be said nor ruled out: ${finding.because}` } };
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
	const { grade, because, row } = iecHsGrade.grade({
		dx: true,
		intervention: drugs.size === 0 ? "none" : [...drugs].join("+"),
		asymptomatic_hypofibrinogenaemia_transfused: products,
		new_aki_hospitalised: kidney || pressors || oxygen,
		intubated: tube,
		life_threat: threat,
	});
	const words = `${because}; ${diagnosis.because}`;
	return { ...memory, cared, grade: row === undefined ? { grade, because: words } : { grade, because: words, row } };
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
