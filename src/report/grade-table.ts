import { answerText, type GradeAnswer } from "./grade-answers.ts";
import { type Paint, plainPaint } from "./paint.ts";
import { textTable } from "./text-table.ts";
import { wrapWords } from "./wrap-words.ts";

interface TableWishes {
	readonly paint?: Paint;
	/** Of the terminal, in characters. */
	readonly width?: number;
}

/** A reason stands beside its row where it has this room, else below. */
const leastRoom = 30;

/** Answers as lines for a terminal; records by id, courses with their days. */
export const gradeTable = (answers: readonly GradeAnswer[], { paint = plainPaint, width = 100 }: TableWishes = {}): readonly string[] => {
	const courses = answers.some(({ course }) => course !== undefined);
	// A course is of the one patient of a file, unless there are several.
	const named = !courses || answers.some(({ id }) => id !== answers[0]?.id);
	const head = [
		...(named ? ["id"] : []),
		"scale",
		...(courses ? ["worst", "onset", "worst on", "resolved", "days at 1 2 3 4 5"] : ["grade"]),
	];
	const cells = answers.map((answer) => [
		...(named ? [answer.id] : []),
		...(courses ? courseCells(answer) : [answer.scale, answerText(answer.grade, answer.least)]),
	]);
	const [first = "", ...lines] = textTable([head, ...cells], { right: [named ? 2 : 1] });
	const room = Math.max(0, ...[first, ...lines].map((line) => [...line].length)) + 2;
	const wide = width - room;
	if (wide < leastRoom) {
		const below = (because: string) => wrapWords(because, width - 4).map((part) => `    ${part}`);
		return [paint.soft(first), ...lines.flatMap((line, i) => [line, ...below(answers[i]?.because ?? "")])];
	}
	return [
		paint.soft(`${first.padEnd(room)}because`),
		...lines.flatMap((line, i) => {
			const [told = "", ...more] = wrapWords(answers[i]?.because ?? "", wide);
			return [`${line.padEnd(room)}${told}`, ...more.map((part) => `${" ".repeat(room)}${part}`)];
		}),
	];
};

const courseCells = ({ scale, grade, least, course }: GradeAnswer): readonly string[] => {
	const day = (value: number | null | undefined) => (typeof value === "number" ? `day ${value.toFixed(1)}` : "-");
	const days = course === undefined ? "" : [1, 2, 3, 4, 5].map((g) => course.days_at[g as 1].toFixed(1)).join(" ");
	return [scale, answerText(grade, least), day(course?.onset_day), day(course?.worst_day), day(course?.resolved_day), days];
};
