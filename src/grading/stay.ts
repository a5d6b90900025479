import type { BedsideRecord } from "../chart/record.ts";
import type { ChartedLook } from "../chart/sight.ts";
import { astctCrs } from "./astct-crs.ts";
import { astctIcans } from "./astct-icans.ts";
import { atAdmission, type Bedside, type Looked, look } from "./bedside.ts";
import { cartoxCres } from "./cartox-cres.ts";
import { courseOf, type FeverState, type GradeCourse, type GradedPoint } from "./course.ts";
import { ctcaeNeuro } from "./ctcae-neuro.ts";
import { courseOfHyperinflammation, hyperinflammationAfter, noHyperinflammation } from "./hyperinflammation.ts";
import { courseOfNeutrophils, neutrophilDaysAfter, noNeutrophilDays } from "./neutrophil-days.ts";
import { otherCrsScales } from "./other-crs-scales.ts";
import { boundedBy, isSameGrade, leastOf, mostOf } from "./scale.ts";
import type { Found } from "./turns.ts";

export type { ChartedLook };

/** A stay that was graded: each look on each scale, and the courses that follow. */
export interface GradedStay {
	readonly looks: readonly GradedLook[];
	/** By scale id, in the order in which the scales were asked for. */
	readonly courses: Readonly<Record<string, GradeCourse>>;
}

export interface GradedLook {
	readonly time: number;
	/** As graded; gaps filled with the mildest. */
	readonly record: BedsideRecord;
	readonly points: Readonly<Record<string, GradedPoint>>;
}

/** Grades of a look, by the scale that gives them. */
const graders: Readonly<Record<string, (looked: Looked) => Found>> = {
	[astctCrs.id]: ({ crs }) => crs,
	...Object.fromEntries(otherCrsScales.map((scale) => [scale.id, ({ record }: Looked) => scale.grade(record)])),
	[astctIcans.id]: ({ icans }) => icans,
	[cartoxCres.id]: ({ record }) => cartoxCres.grade(record),
	[ctcaeNeuro.id]: ({ record }) => ctcaeNeuro.grade(record),
};

/** Scales that follow the blood over a stay. */
const bloodScales = ["IECHS_GRADE", "ICAHT"] as const;

/** Scales that can follow a stay look by look. */
export const stayScales: readonly string[] = [...Object.keys(graders), ...bloodScales];

/**
 * Grades a whole stay on several scales. A gap makes a grade unknown only where it could change it: where the mildest and the gravest that
 * could stand there give the same grade, that is the grade. Looks come in order of time. Unknown scale ids are passed over.
 *
 *     gradeStay(looks, ["ASTCT_CRS", "PENN_CRS"]).courses["PENN_CRS"]?.worst
 */
export function gradeStay(charted: readonly ChartedLook[], scaleIds: readonly string[] = stayScales): GradedStay {
	const asked = scaleIds.filter((id) => Object.hasOwn(graders, id));
	const seen = bothEnds(charted);
	const looks = seen.map(({ best, worst, gaps }): GradedLook => {
		const points: Record<string, GradedPoint> = {};
		for (const id of asked) points[id] = between(id, { best, worst, gaps });
		return { time: best.crs.time, record: best.record, points };
	});
	const courses = asked.map((id) => [
		id,
		courseOf(
			id,
			looks.map(({ points }) => points[id]!),
		),
	]);
	const blood = bloodCourses(charted, seen);
	const askedBlood = bloodScales.flatMap((id) => (scaleIds.includes(id) && blood !== undefined ? [[id, blood[id]] as const] : []));
	return { looks, courses: Object.fromEntries([...courses, ...askedBlood]) };
}

/** Courses of the scales of blood; undefined where no laboratory came along. */
function bloodCourses(
	charted: readonly ChartedLook[],
	seen: readonly Ends[],
): Readonly<Record<(typeof bloodScales)[number], GradeCourse>> | undefined {
	if (!charted.some(({ blood }) => blood !== undefined)) return undefined;
	let hyperinflammation = noHyperinflammation;
	let neutrophils = noNeutrophilDays;
	charted.forEach(({ blood = {}, against = [] }, i) => {
		const { crs, record } = seen[i]!.best;
		hyperinflammation = hyperinflammationAfter(hyperinflammation, { time: crs.time, record, crs, blood, against });
		neutrophils = neutrophilDaysAfter(neutrophils, crs.time, blood.neutrophils);
	});
	return { IECHS_GRADE: courseOfHyperinflammation(hyperinflammation), ICAHT: courseOfNeutrophils(neutrophils) };
}

interface Ends {
	readonly best: Looked;
	readonly worst: Looked;
	readonly gaps: readonly string[];
}

/** Each end has its own memory, so that a gap is still a gap hours later. Until the first gap both are one. */
function bothEnds(charted: readonly ChartedLook[]): readonly Ends[] {
	const ends: Ends[] = [];
	let mild: Bedside = atAdmission;
	let grave: Bedside = atAdmission;
	for (const { best, worst, gaps } of charted) {
		const seen = look(mild, best);
		const other = mild === grave && best === worst ? seen : look(grave, worst);
		ends.push({ best: seen, worst: other, gaps });
		mild = seen.bedside;
		grave = other.bedside;
	}
	return ends;
}

/** Whatever stood in the gaps, the grade lies between what the two ends leave possible. */
function between(id: string, { best, worst, gaps }: Ends): GradedPoint {
	const { time, fever } = best.crs;
	const grader = graders[id]!;
	const mild = grader(best);
	const grave = worst === best ? mild : grader(worst);
	if (isSameGrade(mild, grave)) return pointOf(mild, time, fever);
	const bounds = boundedBy(Math.min(leastOf(mild), leastOf(grave)), Math.max(mostOf(mild), mostOf(grave)));
	const words = gaps.length > 0 ? gaps.join("; ") : "something was not recorded at an earlier look";
	const because = `${words}: grade ${leastOf(bounds)} to ${mostOf(bounds)}; ${mild.because}`;
	return { ...bounds, time, because, fever };
}

function pointOf({ because, row, ...found }: Found, time: number, fever: FeverState): GradedPoint {
	const graded = found.grade === null ? { grade: found.grade, least: found.least, most: found.most } : { grade: found.grade };
	return row === undefined ? { ...graded, time, because, fever } : { ...graded, time, because, row, fever };
}
