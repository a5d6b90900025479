import { type GradeCourse, HOLD, isOtherCourse } from "../grading/course.ts";
import { isSameGrade } from "../grading/scale.ts";
import { gradeColumnsOf } from "../grading/toxicities.ts";
import type { AttributedCourses, Run } from "../simulate/run.ts";
import type { Attribution } from "../treatment/attribution.ts";
import { dayOf } from "./extremes.ts";

/** A turn of the grade and what made it. */
export interface GradeTurn {
	readonly day: number;
	readonly grade: number | null;
	readonly because: string;
}

/** Every turn of a course from the first grade above 0 on. Empty when there was none. */
export const gradeStory = ({ points }: GradeCourse): readonly GradeTurn[] => {
	const turns = points.filter((point, i) => i === 0 || !isSameGrade(points[i - 1]!, point));
	const first = turns.findIndex((point) => point.grade !== 0);
	return first < 0 ? [] : turns.slice(first).map((point) => ({ day: dayOf(point.time), grade: point.grade, because: point.because }));
};

/** One sentence about a course: `grade 3 on day 4.0: hypotension that needs one vasopressor`; `at least grade 3 …` where it may have been more. */
export const worstSentence = ({ worst, worstAt, most, atLeast, because }: GradeCourse): string => {
	if (worst === null) return "never known";
	if (worst === 0 || worstAt === null) return atLeast ? `none that is certain, at most grade ${most}: ${because}` : "none";
	return `${atLeast ? "at least " : ""}grade ${worst} on day ${(worstAt / 24).toFixed(1)}: ${because}`;
};

/** An episode without an end: it goes on, or its signs have been gone for less time than counts as resolved. */
const openEnd = ({ points }: Pick<GradeCourse, "points">): string => {
	const free = points[points.findLastIndex(({ grade }) => grade !== 0) + 1];
	if (free === undefined) return "not resolved at the end";
	return `grade 0 from day ${dayOf(free.time).toFixed(1)} on, for less than the ${HOLD} h that count as resolved`;
};

/** When it came, how long it stayed and when it was over: `onset day 2.5 · resolved day 7.8 · 1.3 days at grade 3`. */
export const timingSentence = ({ points, onset, resolved, worst, hoursAt }: GradeCourse): string => {
	if (onset === null || worst === null || worst === 0) return "";
	const atWorst = hoursAt[worst as 1 | 2 | 3 | 4 | 5] / 24;
	return [
		`onset day ${(onset / 24).toFixed(1)}`,
		resolved === null ? openEnd({ points }) : `resolved day ${(resolved / 24).toFixed(1)}`,
		`${atWorst.toFixed(1)} days at grade ${worst}`,
	].join(" · ");
};

/** The courses of the model's toxicities by their names for people: those graded look by look, and others where there is something to say. */
export const toldCourses = ({ grades, toxicities }: Run): readonly (readonly [label: string, course: GradeCourse])[] => {
	const always = gradeColumnsOf(toxicities).map(({ toxicity }) => toxicity);
	return Object.entries(toxicities).flatMap(([name, { label }]) => {
		const course = grades[name];
		return course !== undefined && (always.includes(name) || (course.worst ?? 0) > 0) ? [[label, course] as const] : [];
	});
};

/** Courses as attributed that differ from those as charted, by the names of the latter. */
export const attributedOnly = ({ grades, crsByScale, attributed }: Run): Pick<AttributedCourses, "grades" | "crsByScale"> => ({
	grades: otherThan(grades, attributed.grades) as AttributedCourses["grades"],
	crsByScale: otherThan(crsByScale, attributed.crsByScale),
});

const otherThan = (
	charted: Readonly<Record<string, GradeCourse>>,
	attributed: Readonly<Record<string, GradeCourse>>,
): Readonly<Record<string, GradeCourse>> =>
	Object.fromEntries(
		Object.entries(attributed).filter(([name, course]) => charted[name] === undefined || isOtherCourse(charted[name], course)),
	);

/** The course as attributed of a told toxicity, by its name for people; undefined where it is the charted one. */
export const attributedByLabel = (run: Run): ReadonlyMap<string, GradeCourse> => {
	const charted = new Map(toldCourses(run));
	const told = toldCourses({ ...run, grades: run.attributed.grades });
	return new Map(told.filter(([label, course]) => charted.has(label) && isOtherCourse(charted.get(label)!, course)));
};

/** What was taken to be of another cause, in one line each: `fever from day 6.1 to 9.0: documented infection`. */
export const causeSentences = ({ attributed }: Run): readonly string[] =>
	attributed.said.map(({ sign, cause, counts, from, to }) => {
		const span = to === null ? `from day ${dayOf(from).toFixed(1)} on` : `from day ${dayOf(from).toFixed(1)} to ${dayOf(to).toFixed(1)}`;
		return `${signWords[sign]} ${span}: ${cause}${counts ? ", which leaves it counted" : ""}`;
	});

const signWords: Readonly<Record<Attribution["sign"], string>> = {
	fever: "fever",
	hypotension: "low pressure",
	hypoxia: "oxygen",
	brain: "clouding of the brain",
};
