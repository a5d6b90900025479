import { type Graded, leastOf, mostOf } from "./scale.ts";

/** Whether fever counts now: seen, absent, or hidden by a drug that lowers temperature. */
export type FeverState = "present" | "absent" | "masked" | "unknown";

/** The grade at one look, or its bounds where an input that the scale needs is unknown. */
export type GradedPoint = Graded & {
	/** Hours since infusion. */
	readonly time: number;
	/** Plain words, never empty: the decisive row and what made it hold. */
	readonly because: string;
	/** The words of the row that decided; absent when no row held. */
	readonly row?: string;
	readonly fever: FeverState;
	/** The second look at its instant, after what was done there. */
	readonly isSecond?: true;
};

/** A toxicity over the whole stay, by one scale. Times are hours since infusion. */
export interface GradeCourse {
	/** Id as in the vectors, for example `ASTCT_CRS`. */
	readonly scale: string;
	readonly points: readonly GradedPoint[];
	/** Highest grade that is certain; null when none ever was. A look that is only known to be of a grade of 1 or more counts as that grade. */
	readonly worst: number | null;
	/** Highest grade that is possible; null without a look. */
	readonly most: number | null;
	/** Some look may have been graver than `worst`: it stands for "at least". */
	readonly atLeast: boolean;
	/** `because` of the first point at the worst grade. */
	readonly because: string;
	/** Of the first episode. */
	readonly onset: number | null;
	readonly worstAt: number | null;
	/** Of the last episode. Null while it is still open, or when there was none. */
	readonly resolved: number | null;
	/** Hours spent at each grade. */
	readonly hoursAt: { readonly 1: number; readonly 2: number; readonly 3: number; readonly 4: number; readonly 5: number };
	readonly episodes: number;
}

/** One toxicity that came and went. Times are hours since infusion; `resolved` is null while it is open. */
export interface Episode {
	readonly onset: number;
	readonly resolved: number | null;
	readonly worst: number;
}

/** Freedom from signs must hold this long to count as resolved (our rule), hours. */
export const HOLD = 24;

/** A restart this soon after stopping, hours, belongs to the same episode: the convention of TRANSCEND CLL 004. */
const SAME_EPISODE = 7 * 24;

/**
 * The course of one toxicity from its graded looks, in order of time.
 *
 * Onset is the first look at grade 1 or more. An episode is resolved at the first look at grade 0 that is followed by 24 h without a grade
 * above 0; a restart within 7 days joins it. A look holds until the next; the last one holds for no time. A look at an unknown grade counts
 * as its lower bound where that is 1 or more; else it is left out, and its hours count nowhere.
 *
 *     courseOf("ASTCT_CRS", points).worst
 */
export function courseOf(scale: string, points: readonly GradedPoint[]): GradeCourse {
	const known = certain(points);
	const episodes = episodesOf(points);
	const peak = known.reduce<Certain | undefined>(
		(highest, one) => (highest === undefined || one.grade > highest.grade ? one : highest),
		undefined,
	);
	const worst = peak?.grade ?? null;
	const most = points.length === 0 ? null : points.reduce((highest, point) => Math.max(highest, mostOf(point)), 0);
	return {
		scale,
		points,
		worst,
		most,
		atLeast: worst !== null && most !== null && most > worst,
		because: reasonOf(points, { peak, most }),
		onset: episodes[0]?.onset ?? null,
		worstAt: worst === null || worst === 0 ? null : (peak?.time ?? null),
		resolved: episodes.at(-1)?.resolved ?? null,
		hoursAt: hoursAt(points),
		episodes: episodes.length,
	};
}

/** The worst grade in words: `3`, `at least 3`; `unknown` where none was ever certain, or where a grade above 0 can neither be said nor ruled out. */
export function worstText({ worst, atLeast }: Pick<GradeCourse, "worst" | "atLeast">): string {
	if (worst === null || (worst === 0 && atLeast)) return "unknown";
	return atLeast ? `at least ${worst}` : String(worst);
}

/** Whether two courses of one patient differ in a grade at some time; their words may. */
export function isOtherCourse(a: GradeCourse, b: GradeCourse): boolean {
	if (a === b) return false;
	const numbers = ({ worst, most, onset, worstAt, resolved, episodes, hoursAt }: GradeCourse) =>
		[worst, most, onset, worstAt, resolved, episodes, ...Object.values(hoursAt)].join();
	return numbers(a) !== numbers(b);
}

/** A look with the grade that it had at least. */
interface Certain {
	readonly time: number;
	readonly grade: number;
	readonly because: string;
}

/** The grade that counts: the grade itself, or a lower bound of 1 or more; null where it may be 0. */
export function certainGrade(graded: Graded): number | null {
	const least = leastOf(graded);
	return graded.grade === null && least === 0 ? null : least;
}

function certain(points: readonly GradedPoint[]): readonly Certain[] {
	return points.flatMap((point) => {
		const grade = certainGrade(point);
		return grade === null ? [] : [{ time: point.time, grade, because: point.because }];
	});
}

/** A stretch of looks above grade 0: its first look, the look at which it was over, if any, and its worst grade. */
interface GradeSpan {
	readonly from: number;
	readonly until: number | null;
	readonly worst: number;
}

/** Each episode by itself, in order; `courseOf` tells the onset of the first and the resolution of the last. */
export function episodesOf(points: readonly GradedPoint[]): readonly Episode[] {
	const known = certain(points);
	const end = known.at(-1)?.time ?? 0;
	return joined(stretchesOf(known)).map(({ from, until, worst }, i, all) => {
		const held = (all[i + 1]?.from ?? end) - (until ?? end);
		return { onset: from, resolved: held >= HOLD ? until : null, worst };
	});
}

function stretchesOf(known: readonly Certain[]): readonly GradeSpan[] {
	const stretches: { from: number; until: number | null; worst: number }[] = [];
	let open: (typeof stretches)[number] | undefined;
	for (const { time, grade } of known) {
		if (grade === 0) {
			if (open !== undefined) open.until = time;
			open = undefined;
		} else if (open === undefined) {
			open = { from: time, until: null, worst: grade };
			stretches.push(open);
		} else open.worst = Math.max(open.worst, grade);
	}
	return stretches;
}

function joined(stretches: readonly GradeSpan[]): readonly GradeSpan[] {
	const episodes: GradeSpan[] = [];
	for (const stretch of stretches) {
		const last = episodes.at(-1);
		if (last !== undefined && last.until !== null && stretch.from - last.until <= SAME_EPISODE)
			episodes[episodes.length - 1] = { from: last.from, until: stretch.until, worst: Math.max(last.worst, stretch.worst) };
		else episodes.push(stretch);
	}
	return episodes;
}

function hoursAt(points: readonly GradedPoint[]): GradeCourse["hoursAt"] {
	const hours = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
	points.forEach((point, i) => {
		const next = points[i + 1];
		const grade = certainGrade(point);
		if (next === undefined || grade === null || grade === 0) return;
		hours[grade as keyof typeof hours] += next.time - point.time;
	});
	return hours;
}

/** That of the first look at the worst grade; where none was above 0 but one may have been, that of the gravest of those. */
function reasonOf(points: readonly GradedPoint[], { peak, most }: { peak: Certain | undefined; most: number | null }): string {
	if (peak !== undefined && (peak.grade > 0 || most === 0)) return peak.because;
	return points.find((point) => mostOf(point) === most)?.because ?? "never looked at";
}
