import { worstText } from "../grading/course.ts";
import { gradeColumnsOf } from "../grading/toxicities.ts";
import type { Run } from "../simulate/run.ts";
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

/** The title block of a figure about one run: what it is, the worst grade and its reason, how to read it. */
export const figureTitle = (run: Run, reading: string) => ({
	text: wrapped(run.title, 100),
	subtitle: [...wrapped(gradeSentence(run), lineLength), ...wrapped(reading, lineLength), ...closing(gradeMarks(run).join(" "))],
});

const lineLength = 150;

/** The disclaimer always stands whole on one line. */
const closing = (marks: string): readonly string[] =>
	marks === ""
		? [disclaimer]
		: marks.length + disclaimer.length < lineLength
			? [`${marks} ${disclaimer}`]
			: [...wrapped(marks, lineLength), disclaimer];

/** What the grade strip's special marks mean, where they appear. */
const gradeMarks = (run: Run): readonly string[] => [
	...(hasMaskedFever(run) ? ["Hatched grade: fever hidden by treatment, still counted."] : []),
	...(hasUnknownGrade(run) ? ["?: grade not known (sedation, say)."] : []),
];

const hasUnknownGrade = (run: Run): boolean =>
	gradeColumnsOf(run.toxicities).some(({ toxicity }) =>
		run.grades[toxicity]?.points.some((point) => point.time >= 0 && point.grade === null),
	);

/** The first toxicity of the model at its worst, and how the run ended. */
const gradeSentence = ({ grades, toxicities, outcome }: Run): string => {
	const died = outcome.kind === "finished" ? outcome.died : null;
	const death = died === null ? "" : ` Died on day ${died.day.toFixed(1)} of ${toxicities[died.of]?.label ?? died.of}.`;
	const [name, label] = gradeColumnsOf(toxicities).map(({ toxicity }) => [toxicity, toxicities[toxicity]!.label])[0] ?? [];
	const course = grades[name ?? ""];
	if (course === undefined) return death.trim();
	if (course.worst === null) return `The ${label} grade was never known.${death}`;
	if (course.worst === 0 || course.worstAt === null) return `No ${label}.${death}`;
	return `Worst ${label} grade ${worstText(course)} on day ${(course.worstAt / 24).toFixed(1)}: ${course.because}.${death}`;
};
