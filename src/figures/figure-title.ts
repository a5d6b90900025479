import { worstText } from "../grading/course.ts";
import type { Run } from "../simulate/run.ts";
import type { NamedCourse } from "./grade-of-run.ts";
import { hasMaskedFever } from "./masked-fever.ts";
import { reportSheet, type Sheet } from "./sheet.ts";

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

interface TitleParts {
	readonly reading: string;
	readonly grades: readonly NamedCourse[];
	readonly sheet?: Sheet;
	/** In place of the run's own. */
	readonly title?: string | undefined;
	readonly sentence?: string | undefined;
}

/** The title block of a figure about one run: what it is, the worst of its first grade and the reason, how to read it. */
export const figureTitle = (run: Run, { reading, grades, sheet = reportSheet, title = run.title, sentence = "" }: TitleParts) => ({
	text: wrapped(title, sheet.text.title),
	subtitle: [
		...wrapped(sentence, sheet.text.line),
		...wrapped(gradeSentence(run, grades), sheet.text.line),
		...wrapped(reading, sheet.text.line),
		...closing(gradeMarks(run, grades).join(" "), sheet.text.line),
	],
});

/** The disclaimer, whole on one line where a line holds it, behind what else there is to say when both fit. */
export const closing = (said: string, line: number): readonly string[] =>
	said === ""
		? wrapped(disclaimer, line)
		: said.length + disclaimer.length < line
			? [`${said} ${disclaimer}`]
			: [...wrapped(said, line), ...wrapped(disclaimer, line)];

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
