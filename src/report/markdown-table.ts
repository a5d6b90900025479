import type { GradeCourse } from "../grading/course.ts";
import { responseOf, responseSentence } from "../grading/response.ts";
import { careEvents } from "../simulate/care-events.ts";
import type { Run } from "../simulate/run.ts";
import { labelOf } from "../trajectory/plain-name.ts";
import { attributedByLabel, timingSentence, toldCourses, worstSentence } from "./grade-story.ts";
import { keyNumbers } from "./key-numbers.ts";
import { outcomeSentence } from "./outcome-sentence.ts";
import { runWarnings } from "./run-warnings.ts";
import { dayText, treatmentDigest } from "./treatment-digest.ts";

/** A run as a small Markdown page for a golden file: grades and why, numbers at four digits, what was given. A clinician can read its diff. */
export const markdownTable = (run: Run): string =>
	[
		`# ${cell(run.title)}`,
		"",
		...gradeLines(run),
		...tumor(run),
		...end(run),
		"",
		...table([
			["sign", "", "value", "unit", "day"],
			...keyNumbers(run).map((n) => [n.sign, n.side, String(Number(n.value.toPrecision(4))), n.unit, n.day.toFixed(2)]),
		]),
		"",
		...treatmentLines(run),
		...runWarnings(run).map((w) => `\nwarning: ${cell(w)}`),
		"",
	].join("\n");

const gradeLines = (run: Run): readonly string[] => {
	const others = attributedByLabel(run);
	return toldCourses(run).flatMap(([name, course]) => {
		const attributed = others.get(name);
		return [gradeLine(name, course), ...(attributed === undefined ? [] : [gradeLine(`${name} as attributed`, attributed)])];
	});
};

const gradeLine = (name: string, course: GradeCourse): string => {
	const timing = timingSentence(course);
	return `- ${name}: ${cell(worstSentence(course))}${timing === "" ? "" : ` (${timing})`}`;
};

const tumor = (run: Run): readonly string[] => {
	const sentence = responseSentence(responseOf(run));
	return sentence === "" ? [] : [`- Tumor: ${sentence}`];
};

const end = (run: Run): readonly string[] => {
	const sentence = outcomeSentence(run);
	return sentence === "" ? [] : [`- ${cell(sentence)}`];
};

const treatmentLines = (run: Run): readonly string[] => {
	const entries = treatmentDigest(run);
	return careEvents(run.events).length === 0
		? ["Nobody acted."]
		: table([["day", "given", "amount", "why"], ...entries.map((e) => [dayText(e), labelOf(run.formulary, e.what), e.amount, e.why])]);
};

const table = ([head = [], ...rows]: readonly (readonly string[])[]): readonly string[] => [
	line(head),
	line(head.map(() => "---")),
	...rows.map(line),
];

const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

/** A text that stays in its cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ");
