import { astctCrs } from "./astct-crs.ts";
import type { Looked } from "./bedside.ts";
import { courseOf, type GradeCourse, type GradedPoint } from "./course.ts";
import { FEVER } from "./crs-facts.ts";
import { otherCrsScales } from "./other-crs-scales.ts";
import type { Pressor } from "./pressors.ts";
import type { BedsideRecord, CrsFields } from "./record.ts";
import type { Grade } from "./scale.ts";
import { isKnown } from "./verdict.ts";

/** Every CRS scale, the ASTCT's first. */
export const crsScales = [astctCrs, ...otherCrsScales] as const;

/** Follows one patient on the CRS scales beside the ASTCT's. Grows look by look. */
export interface CrsWatch {
	/** Looks come in order of time. */
	readonly see: (looked: Looked) => void;
	/** Forgets the last look, as if it had not been; once between two looks. */
	readonly takeBack: () => void;
	/** Latest grade on a scale; NaN when unknown, before the first look, and for a scale that is not followed. */
	readonly grade: (scale: string) => number;
	/** Highest known grade on a scale at the looks from a time on; NaN when there is none. */
	readonly worst: (scale: string, from: number) => number;
	/**
	 * The courses by scale id. Their `points` are the turns – looks at which the grade, the row that decides it, or the state of fever
	 * changed – and the last look: grade, times and durations are those of the whole list of looks.
	 */
	readonly courses: () => Readonly<Record<string, GradeCourse>>;
}

interface Followed {
	readonly scale: (typeof otherCrsScales)[number];
	/** One a look; NaN when unknown. */
	readonly grades: number[];
	readonly turns: GradedPoint[];
	/** Turns before the last look. */
	turnsBefore: number;
}

/**
 * Opens a watch: every look is graded on the further CRS scales. A look at which nothing has changed that any of them reads costs next
 * to nothing, so that a long quiet stay is cheap.
 *
 *     const watch = crsWatch();
 *     watch.see(look(bedside, sight));
 *     watch.courses()["PENN_CRS"]?.worst
 */
export function crsWatch(): CrsWatch {
	const times: number[] = [];
	const followed: readonly Followed[] = otherCrsScales.map((scale) => ({ scale, grades: [], turns: [], turnsBefore: 0 }));
	let last: Looked | undefined;
	let lastBefore: Looked | undefined;
	const find = (id: string) => followed.find(({ scale }) => scale.id === id);
	return {
		see: (looked) => {
			const same = last !== undefined && last.crs.fever === looked.crs.fever && readsTheSame(last.record, looked.record);
			times.push(looked.crs.time);
			for (const one of followed) {
				one.turnsBefore = one.turns.length;
				if (same) one.grades.push(one.grades.at(-1)!);
				else note(one, looked);
			}
			lastBefore = last;
			last = looked;
		},
		takeBack: () => {
			times.pop();
			for (const one of followed) {
				one.grades.pop();
				one.turns.length = one.turnsBefore;
			}
			last = lastBefore;
		},
		grade: (id) => find(id)?.grades.at(-1) ?? Number.NaN,
		worst: (id, from) => {
			const seen = (find(id)?.grades ?? []).filter((grade, i) => times[i]! >= from && !Number.isNaN(grade));
			return seen.length === 0 ? Number.NaN : Math.max(...seen);
		},
		courses: () => Object.fromEntries(followed.map(({ scale, turns }) => [scale.id, courseOf(scale.id, closed(turns, scale, last))])),
	};
}

function note(one: Followed, looked: Looked): void {
	const { grade, row } = one.scale.decide(looked.record);
	const before = one.turns.at(-1);
	one.grades.push(grade ?? Number.NaN);
	if (before !== undefined && before.grade === grade && before.fever === looked.crs.fever && before.row === row?.because) return;
	one.turns.push(pointOf(one.scale.grade(looked.record), looked));
}

/** The last look ends the last grade's hours. */
function closed(turns: readonly GradedPoint[], scale: Followed["scale"], last: Looked | undefined): readonly GradedPoint[] {
	if (last === undefined || (turns.at(-1)?.time ?? last.crs.time) >= last.crs.time) return turns;
	return [...turns, pointOf(scale.grade(last.record), last)];
}

function pointOf({ grade, because, row }: Grade, { crs: { time, fever } }: Looked): GradedPoint {
	return row === undefined ? { time, grade, because, fever } : { time, grade, because, row, fever };
}

/** Fields that the CRS scales compare as they stand; temperature, drugs, oxygen and organs are compared apart. */
const plainFields = [
	"fever_earlier",
	"fever_other_cause",
	"hypotension_other_cause",
	"hypoxia_other_cause",
	"masked",
	"sbp_low",
	"fluid_boluses",
	"hypotension_refractory",
	"airway_only",
	"products_for_coagulopathy",
	"hospitalised_for_crs",
	"iv_therapy",
	"dead_of_crs",
	"weight_kg",
] as const satisfies readonly (keyof CrsFields)[];

/** No CRS scale could tell these two records apart: of the temperature they ask only whether it is fever. */
function readsTheSame(a: BedsideRecord, b: BedsideRecord): boolean {
	return (
		feverOf(a) === feverOf(b) &&
		plainFields.every((name) => a[name] === b[name]) &&
		sameOxygen(a, b) &&
		sameOrgans(a, b) &&
		samePressors(a.pressors ?? [], b.pressors ?? [])
	);
}

function feverOf({ temp_c }: BedsideRecord): boolean | null {
	return isKnown(temp_c) ? temp_c >= FEVER : null;
}

function sameOxygen({ o2: a }: BedsideRecord, { o2: b }: BedsideRecord): boolean {
	return a === b || (a?.device === b?.device && a?.lpm === b?.lpm && a?.fio2 === b?.fio2);
}

function sameOrgans({ organ: a }: BedsideRecord, { organ: b }: BedsideRecord): boolean {
	if (a === b) return true;
	return a?.creatinine === b?.creatinine && a?.transaminase === b?.transaminase && a?.non_transaminase === b?.non_transaminase;
}

/** Hours at a rate matter at these lines only: high dose, and the 24 h of the MSKCC scale. */
const hourLines = [3, 24] as const;

function samePressors(a: readonly Pressor[], b: readonly Pressor[]): boolean {
	return a.length === b.length && a.every((pressor, i) => samePressor(pressor, b[i]!));
}

function samePressor(a: Pressor, b: Pressor): boolean {
	const sameHours = hourLines.every((line) => isKnown(a.hours) === isKnown(b.hours) && (a.hours ?? 0) >= line === (b.hours ?? 0) >= line);
	return a.drug === b.drug && a.rate === b.rate && a.unit === b.unit && sameHours;
}
