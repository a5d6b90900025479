import { worstText } from "../grading/course.ts";
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

/** A model may have no brain; then the ICANS grade is not unknown but not asked. */
export const hasNeurologicSigns = ({ trajectory, grades: { icans } }: Run): boolean =>
	trajectory.columns.has("ice") || icans.worst !== null;

const hasUnknownGrade = (run: Run): boolean =>
	[run.grades.crs, ...(hasNeurologicSigns(run) ? [run.grades.icans] : [])].some((course) =>
		course.points.some((point) => point.time >= 0 && point.grade === null),
	);

const gradeSentence = ({ grades: { crs }, outcome }: Run): string => {
	const death =
		outcome.kind === "finished" && outcome.died !== null
			? ` Died on day ${outcome.died.day.toFixed(1)} of ${outcome.died.of.toUpperCase()}.`
			: "";
	if (crs.worst === null) return `The CRS grade was never known.${death}`;
	if (crs.worst === 0 || crs.worstAt === null) return `No CRS.${death}`;
	return `Worst CRS grade ${worstText(crs)} on day ${(crs.worstAt / 24).toFixed(1)}: ${crs.because}.${death}`;
};
