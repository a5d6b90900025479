import { astctCrs } from "./astct-crs.ts";
import type { Looked } from "./bedside.ts";
import { courseOf, type GradeCourse, type GradedPoint } from "./course.ts";
import { type GradeLog, higher } from "./grade-log.ts";
import { otherCrsScales } from "./other-crs-scales.ts";
import { gradesTheSame } from "./same-crs.ts";
import type { Grade } from "./scale.ts";

/** Every CRS scale, the ASTCT's first. */
export const crsScales = [astctCrs, ...otherCrsScales] as const;

/** Follows one patient on the CRS scales beside the ASTCT's. Grows look by look. */
export interface CrsWatch {
	/** Looks come in order of time. */
	readonly see: (looked: Looked) => void;
	/** Forgets the last look, as if it had not been; once between two looks. */
	readonly takeBack: () => void;
	/** The grades on one scale so far; undefined for a scale that is not followed. */
	readonly of: (scale: string) => Pick<GradeLog, "grade" | "worst"> | undefined;
	/**
	 * The courses by scale id. Their `points` are the turns – looks at which the grade, the row that decides it, or the state of fever
	 * changed – and the last look: grade, times and durations are those of the whole list of looks.
	 */
	readonly courses: () => Readonly<Record<string, GradeCourse>>;
}

type OtherScale = (typeof otherCrsScales)[number];

/**
 * Opens a watch. Looks are remembered, and graded on the further scales only when somebody asks; of looks at which nothing has changed that
 * any of them reads the first stands for all, so that a long quiet stay is cheap.
 *
 *     const watch = crsWatch();
 *     watch.see(look(bedside, sight));
 *     watch.courses()["PENN_CRS"]?.worst
 */
export function crsWatch(): CrsWatch {
	/** Looks that the scales could tell from the look before. */
	const changes: Looked[] = [];
	/** Of every look: its time, and which of the changes it is like. */
	const times: number[] = [];
	const like: number[] = [];
	let last: Looked | undefined;
	let lastBefore: Looked | undefined;

	const gradesOn = (scale: OtherScale): Pick<GradeLog, "grade" | "worst"> => {
		const decided = new WeakMap<Looked, number>();
		const gradeOf = (looked: Looked) => {
			const known = decided.get(looked) ?? scale.grade(looked.record).grade ?? Number.NaN;
			decided.set(looked, known);
			return known;
		};
		return {
			grade: () => (changes.length === 0 ? Number.NaN : gradeOf(changes.at(-1)!)),
			worst: (from) => {
				let worst = Number.NaN;
				for (let i = times.length - 1, seen = -1; i >= 0 && times[i]! >= from; i--) {
					if (like[i] === seen) continue;
					seen = like[i]!;
					worst = higher(worst, gradeOf(changes[seen]!));
				}
				return worst;
			},
		};
	};
	return {
		see: (looked) => {
			const before = changes.at(-1);
			if (before === undefined || before.crs.fever !== looked.crs.fever || !gradesTheSame(before.record, looked.record))
				changes.push(looked);
			times.push(looked.crs.time);
			like.push(changes.length - 1);
			lastBefore = last;
			last = looked;
		},
		takeBack: () => {
			times.pop();
			like.pop();
			changes.length = (like.at(-1) ?? -1) + 1;
			last = lastBefore;
		},
		of: (id) => {
			const scale = otherCrsScales.find((one) => one.id === id);
			return scale && gradesOn(scale);
		},
		courses: () => Object.fromEntries(otherCrsScales.map((scale) => [scale.id, courseOf(scale.id, turnsOn(scale, changes, last))])),
	};
}

/** The looks at which a scale turns, and the last look, which ends the last grade's hours. */
function turnsOn(scale: OtherScale, changes: readonly Looked[], last: Looked | undefined): readonly GradedPoint[] {
	const turns: GradedPoint[] = [];
	for (const looked of changes) {
		const { grade, row } = scale.grade(looked.record);
		const before = turns.at(-1);
		const isSame = before !== undefined && before.grade === grade && before.fever === looked.crs.fever && before.row === row;
		if (!isSame) turns.push(pointOf(scale.grade(looked.record), looked));
	}
	if (last !== undefined && turns.at(-1)!.time < last.crs.time) turns.push(pointOf(scale.grade(last.record), last));
	return turns;
}

function pointOf({ grade, because, row }: Grade, { crs: { time, fever } }: Looked): GradedPoint {
	return row === undefined ? { time, grade, because, fever } : { time, grade, because, row, fever };
}
