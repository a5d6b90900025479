import { type GradeCourse, isOtherCourse } from "../grading/course.ts";
import type { AttributedCourses, Run } from "../simulate/run.ts";
import type { Attribution } from "../treatment/attribution.ts";
import { dayOf } from "./extremes.ts";
import { toldCourses } from "./grade-story.ts";

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
