import { worstText } from "../grading/course.ts";
import type { Run } from "../simulate/run.ts";
import type { NamedCourse } from "./grade-of-run.ts";
import { hasMaskedFever } from "./masked-fever.ts";

/** Breaks a text into lines of at most `width` characters, at spaces where it can; never at a no-break space. */
export const wrapped = (text: string, width: number): string[] => {
	const lines: string[] = [];
	for (const word of text.split(/[ \t\n]+/).flatMap((w) => w.match(new RegExp(`.{1,${width}}`, "gu")) ?? [])) {
		const last = lines.at(-1);
		if (last === undefined || last.length + word.length + 1 > width) lines.push(word);
		else lines[lines.length - 1] = `${last} ${word}`;
	}
	return lines;
};

/** Said under every figure, since figures travel alone. */
export const disclaimer = "Simulated, for teaching and research only; never a basis for treating a real patient.";

/** The title block of a figure about one run: what it is, the worst of its first grade and the reason, how to read it. */
export const figureTitle = (run: Run, { reading, grades }: { readonly reading: string; readonly grades: readonly NamedCourse[] }) => ({
	text: wrapped(run.title, 100),
	subtitle: [
		...wrapped(gradeSentence(run, grades), lineLength),
		...wrapped(reading, lineLength),
		...closing(gradeMarks(run, grades).join(" ")),
	],
});

const lineLength = 150;

/** The disclaimer always stands whole on one line. */
const closing = (marks: string): readonly string[] =>
	marks === ""
		? [disclaimer]
		: marks.length + disclaimer.length < lineLength
			? [`${marks} ${disclaimer}`]
			: [...wrapped(marks, lineLength), disclaimer];

/** What the grade strips' special marks mean, where they appear. */
const gradeMarks = (run: Run, grades: readonly NamedCourse[]): readonly string[] => [
	...(grades.length > 0 && hasMaskedFever(run) ? ["Hatched grade: fever hidden by treatment, still counted."] : []),
	...(hasUnknownGrade(grades) ? ["?: grade not known (sedation, say)."] : []),
];

const hasUnknownGrade = (grades: readonly NamedCourse[]): boolean =>
	grades.some(({ course }) => course.points.some((point) => point.time >= 0 && point.grade === null));

const gradeSentence = ({ outcome, toxicities }: Run, [first]: readonly NamedCourse[]): string => {
	const death =
		outcome.kind === "finished" && outcome.died !== null
			? `Died on day ${outcome.died.day.toFixed(1)} of ${toxicities[outcome.died.of]?.label ?? outcome.died.of}.`
			: "";
	return [...(first === undefined ? [] : [worstSentence(first)]), death].filter((words) => words !== "").join(" ");
};

const worstSentence = ({ title, course }: NamedCourse): string => {
	if (course.worst === null) return `The ${title} grade was never known.`;
	if (course.worst === 0 || course.worstAt === null) return `No ${title}.`;
	return `Worst ${title} grade ${worstText(course)} on day ${(course.worstAt / 24).toFixed(1)}: ${course.because}.`;
};
