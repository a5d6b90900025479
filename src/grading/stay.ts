import type { BedsideRecord } from "../chart/record.ts";
import type { ChartedLook } from "../chart/sight.ts";
import { astctCrs } from "./astct-crs.ts";
import { astctIcans } from "./astct-icans.ts";
import { atAdmission, type Bedside, type Looked, look } from "./bedside.ts";
import { cartoxCres } from "./cartox-cres.ts";
import { courseOf, type FeverState, type GradeCourse, type GradedPoint } from "./course.ts";
import { ctcaeNeuro } from "./ctcae-neuro.ts";
import { fieldsOf } from "./fields.ts";
import {
	courseOfHyperinflammation,
	type Hyperinflammation,
	type HyperinflammationSight,
	hyperinflammationAfter,
	noHyperinflammation,
} from "./hyperinflammation.ts";
import { courseOfNeutrophils, type NeutrophilDays, neutrophilDaysAfter, noNeutrophilDays } from "./neutrophil-days.ts";
import { otherCrsScales } from "./other-crs-scales.ts";
import { boundedBy, type Graded, isSameGrade, leastOf, mostOf } from "./scale.ts";
import { courseOfTurns, type Found, noTurns, turned } from "./turns.ts";

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

type BloodCourses = Readonly<Record<(typeof bloodScales)[number], GradeCourse>>;

/** What the scales of blood remember at one end of what the chart leaves open. */
interface BloodMemory {
	readonly hyperinflammation: Hyperinflammation;
	readonly neutrophils: NeutrophilDays;
}

const noBloodMemory: BloodMemory = { hyperinflammation: noHyperinflammation, neutrophils: noNeutrophilDays };

/** Courses of the scales of blood; undefined where no laboratory came along. */
function bloodCourses(charted: readonly ChartedLook[], seen: readonly Ends[]): BloodCourses | undefined {
	if (!charted.some(({ blood }) => blood !== undefined)) return undefined;
	let mild = noBloodMemory;
	let grave = noBloodMemory;
	const joined = { hyperinflammation: noTurns, neutrophils: noTurns };
	charted.forEach((look, i) => {
		const { best, worst, gaps } = seen[i]!;
		const [blood, graveBlood] = [look.blood ?? {}, look.graveBlood ?? look.blood ?? {}];
		const isOne = mild === grave && blood === graveBlood && best === worst;
		const { against = [], bloodGaps = [] } = look;
		const crs = bothCrs(best, worst);
		mild = bloodAfter(mild, { looked: best, crs, blood, kept: graveBlood, against });
		grave = isOne ? mild : bloodAfter(grave, { looked: worst, crs, blood: graveBlood, kept: blood, against });
		for (const name of ["hyperinflammation", "neutrophils"] as const)
			joined[name] = turned(joined[name], best.crs.time, joinedGrade(mild[name].found, grave[name].found, [...gaps, ...bloodGaps]));
	});
	if (mild === grave)
		return { IECHS_GRADE: courseOfHyperinflammation(mild.hyperinflammation), ICAHT: courseOfNeutrophils(mild.neutrophils) };
	return { IECHS_GRADE: courseOfTurns("IECHS_GRADE", joined.hyperinflammation), ICAHT: courseOfTurns("ICAHT", joined.neutrophils) };
}

function bloodAfter(
	before: BloodMemory,
	{ looked, crs, blood, kept, against }: Required<Omit<HyperinflammationSight, "time" | "record">> & { readonly looked: Looked },
): BloodMemory {
	const { time } = looked.crs;
	return {
		hyperinflammation: hyperinflammationAfter(before.hyperinflammation, { time, record: looked.record, crs, blood, kept, against }),
		neutrophils: neutrophilDaysAfter(before.neutrophils, time, blood.neutrophils),
	};
}

/** CRS at a look: known where both ends agree. */
function bothCrs({ crs: mild }: Looked, { crs: grave }: Looked): Graded {
	if (isSameGrade(mild, grave)) return mild;
	return boundedBy(Math.min(leastOf(mild), leastOf(grave)), Math.max(mostOf(mild), mostOf(grave)));
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
	const grader = graders[id]!;
	const mild = grader(best);
	const own = gaps.filter((gap) => mayDecide(id, gap));
	return pointOf(joinedGrade(mild, worst === best ? mild : grader(worst), own), best.crs.time, best.crs.fever);
}

const fieldsOfStay: ReadonlySet<string> = new Set(Object.keys(graders).flatMap((id) => fieldsOf[id] ?? []));

/** A gap of a field that only other scales read leaves nothing open on this one. */
function mayDecide(id: string, gap: string): boolean {
	const [field = ""] = gap.split(" ");
	return !fieldsOfStay.has(field) || fieldsOf[id]?.includes(field) === true;
}

/** The grade of both ends, or what lies between them. */
function joinedGrade(mild: Found, grave: Found, gaps: readonly string[]): Found {
	if (isSameGrade(mild, grave)) return mild;
	const bounds = boundedBy(Math.min(leastOf(mild), leastOf(grave)), Math.max(mostOf(mild), mostOf(grave)));
	const words = gaps.length > 0 ? gaps.join("; ") : "something was not recorded at an earlier look";
	return { ...bounds, because: `${words}: grade ${leastOf(bounds)} to ${mostOf(bounds)}; ${mild.because}` };
}

function pointOf({ because, row, ...found }: Found, time: number, fever: FeverState): GradedPoint {
	const graded = found.grade === null ? { grade: found.grade, least: found.least, most: found.most } : { grade: found.grade };
	return row === undefined ? { ...graded, time, because, fever } : { ...graded, time, because, row, fever };
}
