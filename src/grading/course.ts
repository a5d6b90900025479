/** Whether fever counts now: seen, absent, or hidden by a drug that lowers temperature. */
export type FeverState = "present" | "absent" | "masked" | "unknown";

/** The grade at one look. */
export interface GradedPoint {
	/** Hours since infusion. */
	readonly time: number;
	/** 0–5; null when an input that the scale needs is unknown. */
	readonly grade: number | null;
	/** Plain words, never empty: the decisive row and what made it hold. */
	readonly because: string;
	/** The words of the row that decided; absent when no row held. */
	readonly row?: string;
	readonly fever: FeverState;
}

/** A toxicity over the whole stay, by one scale. Times are hours since infusion. */
export interface GradeCourse {
	/** Id as in the vectors, for example `ASTCT_CRS`. */
	readonly scale: string;
	readonly points: readonly GradedPoint[];
	/** Highest grade; null when it was never known. */
	readonly worst: number | null;
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
const HOLD = 24;

/** A restart this soon after stopping, hours, belongs to the same episode: the convention of TRANSCEND CLL 004. */
const SAME_EPISODE = 7 * 24;

/**
 * The course of one toxicity from its graded looks, in order of time.
 *
 * Onset is the first look at grade 1 or more. An episode is resolved at the first look at grade 0 that is followed by 24 h without a grade
 * above 0; a restart within 7 days joins it. A look holds until the next; the last one holds for no time. Looks at an unknown grade
 * are left out: their hours count nowhere.
 *
 *     courseOf("ASTCT_CRS", points).worst
 */
export function courseOf(scale: string, points: readonly GradedPoint[]): GradeCourse {
	const known = points.filter(isGraded);
	const episodes = episodesOf(known);
	const worst = known.reduce<number | null>((highest, { grade }) => (highest === null || grade > highest ? grade : highest), null);
	const peak = known.find((p) => p.grade === worst);
	return {
		scale,
		points,
		worst,
		because: peak?.because ?? points[0]?.because ?? "never looked at",
		onset: episodes[0]?.onset ?? null,
		worstAt: worst === null || worst === 0 ? null : (peak?.time ?? null),
		resolved: episodes.at(-1)?.resolved ?? null,
		hoursAt: hoursAt(points),
		episodes: episodes.length,
	};
}

interface Graded extends GradedPoint {
	readonly grade: number;
}

function isGraded(point: GradedPoint): point is Graded {
	return point.grade !== null;
}

/** A stretch of looks above grade 0: its first look, the look at which it was over, if any, and its worst grade. */
interface Stretch {
	readonly from: number;
	readonly until: number | null;
	readonly worst: number;
}

/** Each episode by itself, in order; `courseOf` tells the onset of the first and the resolution of the last. */
export function episodesOf(points: readonly GradedPoint[]): readonly Episode[] {
	const known = points.filter(isGraded);
	const end = known.at(-1)?.time ?? 0;
	return joined(stretchesOf(known)).map(({ from, until, worst }, i, all) => {
		const held = (all[i + 1]?.from ?? end) - (until ?? end);
		return { onset: from, resolved: held >= HOLD ? until : null, worst };
	});
}

function stretchesOf(known: readonly Graded[]): readonly Stretch[] {
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

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
	const episodes: Stretch[] = [];
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
		if (next === undefined || point.grade === null || point.grade === 0) return;
		hours[point.grade as keyof typeof hours] += next.time - point.time;
	});
	return hours;
}
