import type { BedsideRecord } from "../chart/record.ts";
import { astctCrs } from "./astct-crs.ts";
import { astctIcans } from "./astct-icans.ts";
import {
	atAdmission,
	type Bedside,
	type Blood,
	crsPoint,
	icansPoint,
	type MaskingDose,
	remember,
	type Seen,
	type Sight,
	see,
} from "./bedside.ts";
import { certainGrade, courseOf, type GradeCourse, type GradedPoint } from "./course.ts";
import { ctcaeNeuro } from "./ctcae-neuro.ts";
import { courseOfHyperinflammation, type Hyperinflammation, hyperinflammationAfter, noHyperinflammation } from "./hyperinflammation.ts";
import { courseOfNeutrophils, type NeutrophilDays, neutrophilDaysAfter, noNeutrophilDays } from "./neutrophil-days.ts";
import { otherCrsScales } from "./other-crs-scales.ts";
import { type Decision, isSameGrade, isSameReply, type Need, type Reply, type Scale } from "./scale.ts";
import { gradeNow, higher, type Turns, worstSince } from "./turns.ts";

/** What a monitor is shown at one look. */
export interface MonitorSight {
	readonly sight: Sight;
	readonly blood: Blood;
	/** Doses so far of drugs against hyperinflammation. */
	readonly against: readonly MaskingDose[];
}

/** All grades of one patient so far: CRS and neurotoxicity on every scale, hyperinflammation, low neutrophils. Plain data. */
export interface Monitor {
	readonly bedside: Bedside;
	/** Stretches of looks that no scale could tell apart: those that are over, and the one that goes on. */
	readonly past: readonly SameReplies[];
	readonly now: SameReplies | null;
	/** The last look, for the words of the grade at the end. */
	readonly last: ToldPoint | null;
	readonly hyperinflammation: Hyperinflammation;
	readonly neutrophils: NeutrophilDays;
}

/** A look, and what its reason tells of earlier ones. */
interface ToldPoint {
	readonly seen: Seen;
	/** The look before it was at the same instant. */
	readonly isSecond: boolean;
	/** The last ICANS grade that was known before. */
	readonly icansBefore: Bedside["icans"];
}

/** Looks in a row with the same replies to all questions and the same state of fever. */
interface SameReplies {
	readonly first: ToldPoint;
	/** Hour of the last of them. */
	readonly to: number;
	readonly replies: readonly Reply[];
	/** On each scale, in the order of `followed`. */
	readonly graded: readonly StandingDecision[];
}

interface StandingDecision {
	readonly decision: Decision;
	/** Highest certain grade so far; NaN when there is none. */
	readonly worst: number;
}

const scales: readonly Scale[] = [astctCrs, astctIcans, ...otherCrsScales, ctcaeNeuro];

/** Every question that any of the scales asks of a record, once. */
const questions: readonly Need<BedsideRecord>[] = [...new Set(scales.flatMap(({ needs }) => Object.values(needs)))];

/** Each scale with the places of its questions. */
const followed = scales.map((scale) => ({ scale, places: Object.values(scale.needs).map((question) => questions.indexOf(question)) }));

const placeOf = new Map(scales.map(({ id }, place) => [id, place]));

/** Nothing seen yet. */
export const newMonitor: Monitor = {
	bedside: atAdmission,
	past: [],
	now: null,
	last: null,
	hyperinflammation: noHyperinflammation,
	neutrophils: noNeutrophilDays,
};

/**
 * One more look; looks come in order of time. The state before is left as it was: a second look at one instant is a step from the state before
 * that instant. A scale is asked again only when a reply to one of its needs has changed, so a long quiet stay is cheap.
 *
 *     const after = watched(newMonitor, { sight, blood, against: [] });
 *     gradeIn(after, "ASTCT_CRS")   // 1
 */
export function watched(before: Monitor, { sight, blood, against }: MonitorSight): Monitor {
	const looked = lookedOn(before, sight);
	const { time, record } = looked.last.seen;
	const crs = looked.now.graded[0]!.decision;
	return {
		...looked,
		hyperinflammation: hyperinflammationAfter(before.hyperinflammation, { time, record, crs, blood, against }),
		neutrophils: neutrophilDaysAfter(before.neutrophils, time, blood.neutrophils),
	};
}

/**
 * One more look at a patient some of whose signs have another cause (`sight.otherCause`); `charted` is the monitor of all signs after the same look.
 * What the blood counts is the same in both.
 *
 *     watchedAttributed(before, { ...sight, otherCause: ["fever"] }, charted)
 */
export const watchedAttributed = (before: Monitor, sight: Sight, { hyperinflammation, neutrophils }: Monitor): Monitor => ({
	...lookedOn(before, sight),
	hyperinflammation,
	neutrophils,
});

/** What scales that grade each look by itself remember of one more. */
type LookedOn = Pick<Monitor, "bedside" | "past"> & { readonly now: SameReplies; readonly last: ToldPoint };

function lookedOn(before: Monitor, sight: Sight): LookedOn {
	const seen = see(before.bedside, sight);
	const told = { seen, isSecond: before.last?.seen.time === seen.time, icansBefore: before.bedside.icans };
	const now = before.now !== null && isLike(before.now, seen) ? { ...before.now, to: seen.time } : stretchFrom(before.now, told);
	return {
		bedside: remember(seen, { crs: now.graded[0]!.decision, icans: now.graded[1]!.decision }),
		past: before.now === null || now.first === before.now.first ? before.past : [...before.past, before.now],
		now,
		last: told,
	};
}

/** No scale can tell this look from those of the stretch. */
function isLike({ first, replies }: SameReplies, { fever, record }: Seen): boolean {
	if (first.seen.fever !== fever) return false;
	for (let i = 0; i < questions.length; i++) if (!isSameReply(questions[i]!(record), replies[i])) return false;
	return true;
}

function stretchFrom(before: SameReplies | null, first: ToldPoint): SameReplies {
	const replies = questions.map((ask) => ask(first.seen.record));
	const graded = followed.map(({ scale, places }, i): StandingDecision => {
		const standing = before?.graded[i];
		if (standing !== undefined && places.every((place) => isSameReply(replies[place], before!.replies[place]))) return standing;
		const decision = scale.decide(places.map((place) => replies[place]));
		return { decision, worst: higher(standing?.worst ?? Number.NaN, certainGrade(decision) ?? Number.NaN) };
	});
	return { first, to: first.seen.time, replies, graded };
}

/** Turns of the scales of blood, by their ids. */
function turnsOf(monitor: Monitor, scale: string): Turns | undefined {
	if (scale === "IECHS_GRADE") return monitor.hyperinflammation.turns;
	return scale === "ICAHT" ? monitor.neutrophils.turns : undefined;
}

/** Ids of the scales that a monitor follows. */
export const monitorScales: readonly string[] = [...scales.map(({ id }) => id), "IECHS_GRADE", "ICAHT"];

/** Reads the latest grade on a scale, for who reads it at every look; as `gradeIn` else. */
export function gradeReader(scale: string): (monitor: Monitor) => number {
	if (turnsOf(newMonitor, scale) !== undefined) return (monitor) => gradeNow(turnsOf(monitor, scale)!);
	const place = placeIn(scale);
	return ({ now }) => (now === null ? Number.NaN : (now.graded[place]!.decision.grade ?? Number.NaN));
}

/** The latest grade; NaN when it is not known exactly, or before the first look. Throws a RangeError for a scale that is not followed. */
export const gradeIn = (monitor: Monitor, scale: string): number => gradeReader(scale)(monitor);

/** The highest certain grade at the looks from a time on, hours since infusion; NaN when there is none. A lower bound of 1 or more is certain. */
export function worstIn(monitor: Monitor, scale: string, from: number): number {
	const turns = turnsOf(monitor, scale);
	if (turns !== undefined) return worstSince(turns, from);
	const place = placeIn(scale);
	const { past, now } = monitor;
	if (now === null) return Number.NaN;
	if (from === Number.NEGATIVE_INFINITY) return now.graded[place]!.worst;
	let worst = Number.NaN;
	for (let i = past.length; i >= 0; i--) {
		const { graded, to } = past[i] ?? now;
		if (to < from) break;
		worst = higher(worst, certainGrade(graded[place]!.decision) ?? Number.NaN);
	}
	return worst;
}

/**
 * The course so far. Its `points` are the turns – looks at which grade, decisive row or fever changed; for the ASTCT's CRS all looks at which
 * anything that a scale reads changed – and the last look: times and durations are those of the whole list of looks.
 */
export function courseIn(monitor: Monitor, scale: string): GradeCourse {
	if (scale === "IECHS_GRADE") return courseOfHyperinflammation(monitor.hyperinflammation);
	if (scale === "ICAHT") return courseOfNeutrophils(monitor.neutrophils);
	return courseOf(scale, pointsIn(monitor, placeIn(scale)));
}

function pointsIn({ past, now, last }: Monitor, place: number): readonly GradedPoint[] {
	if (now === null || last === null) return [];
	const stretches = [...past, now];
	const { scale } = followed[place]!;
	const kept = scale === astctCrs ? stretches : stretches.filter((one, i) => i === 0 || isTurn(stretches[i - 1]!, one, place));
	const points = kept.map(({ first, graded }) => pointOf(scale, first, graded[place]!.decision));
	const isLastKept = points.at(-1)!.time === last.seen.time;
	return isLastKept ? points : [...points, pointOf(scale, last, now.graded[place]!.decision)];
}

function isTurn(before: SameReplies, after: SameReplies, place: number): boolean {
	const [a, b] = [before.graded[place]!.decision, after.graded[place]!.decision];
	return !isSameGrade(a, b) || a.place !== b.place || before.first.seen.fever !== after.first.seen.fever;
}

function pointOf(scale: Scale, told: ToldPoint, decision: Decision): GradedPoint {
	const point = wordedPoint(scale, told, decision);
	return told.isSecond ? { ...point, isSecond: true } : point;
}

function wordedPoint(scale: Scale, { seen, icansBefore }: ToldPoint, decision: Decision): GradedPoint {
	const grade = scale.tell(decision, seen.record);
	if (scale === astctIcans) return icansPoint(seen, grade, icansBefore);
	if (scale === astctCrs) return crsPoint(seen, grade);
	const { scale: _, ...found } = grade;
	return { ...found, time: seen.time, fever: seen.fever };
}

function placeIn(scale: string): number {
	const place = placeOf.get(scale);
	if (place === undefined) throw new RangeError(`"${scale}" is not followed; known: ${monitorScales.join(", ")}`);
	return place;
}
