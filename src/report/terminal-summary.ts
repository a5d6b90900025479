import type { ChartedCourse } from "../grading/charted-course.ts";
import type { GradeCourse } from "../grading/course.ts";
import { responseOf, responseSentence } from "../grading/response.ts";
import { careEvents } from "../simulate/care-events.ts";
import type { Run } from "../simulate/run.ts";
import { labelOf } from "../trajectory/plain-name.ts";
import { disclaimer } from "./disclaimer.ts";
import { attributedByLabel, causeSentences, timingSentence, toldCourses, worstSentence } from "./grade-story.ts";
import { dayRuler, gradeStrip, stripScale } from "./grade-strip.ts";
import { infectionLines } from "./infection-sentence.ts";
import { keyNumbers } from "./key-numbers.ts";
import { memberSentence } from "./member-sentence.ts";
import { outcomeSentence } from "./outcome-sentence.ts";
import { type Paint, plainPaint } from "./paint.ts";
import { runWarnings } from "./run-warnings.ts";
import { textTable } from "./text-table.ts";
import { dayText, treatmentDigest } from "./treatment-digest.ts";

/** `width` is that of the terminal in characters. */
export interface TerminalOptions {
	readonly paint?: Paint;
	readonly width?: number;
	/** A chart that is laid over the run. */
	readonly charted?: ChartedCourse | undefined;
	/** What is told of that chart: `terminalChart`. */
	readonly beside?: readonly string[];
}

/**
 * A run as lines for a terminal: what it was, the grades as strips over the days, the numbers, what was given and why, the warnings.
 *
 *     console.log(terminalSummary(run, { paint, width: 100 }).join("\n"));
 */
export const terminalSummary = (
	run: Run,
	{ paint = plainPaint, width = 80, charted, beside = [] }: TerminalOptions = {},
): readonly string[] => [
	paint.strong(run.title),
	...who(run),
	paint.soft(disclaimer),
	...infectionLines([run]).map(paint.soft),
	...alarm(run, paint),
	"",
	...strips(run, { paint, width, charted }),
	"",
	...verdicts(run, paint),
	...tumor(run),
	"",
	...numbers(run, paint),
	"",
	...treatments(run, paint),
	...(beside.length === 0 ? [] : ["", ...beside]),
	...warnings(run, paint),
];

const margin = 8;

const who = ({ member }: Run): readonly string[] => (member === null ? [] : [memberSentence(member)]);

const alarm = (run: Run, paint: Paint): readonly string[] => {
	const sentence = outcomeSentence(run);
	return sentence === "" ? [] : [paint.warning(sentence)];
};

const strips = (
	run: Run,
	{ paint, width, charted }: { paint: Paint; width: number; charted: ChartedCourse | undefined },
): readonly string[] => {
	const scale = stripScale(run.trajectory.times.at(-1) ?? 0, Math.max(20, Math.min(width, 140) - margin - 4));
	const others = attributedByLabel(run);
	return [
		paint.soft(`${"day".padEnd(margin)}${dayRuler(scale)}`),
		...toldCourses(run).flatMap(([name, course]) => {
			const attributed = others.get(name);
			return [
				`${name.padEnd(margin)}${gradeStrip(course, scale, paint)}`,
				...(attributed === undefined ? [] : [`${paint.soft("  attr.".padEnd(margin))}${gradeStrip(attributed, scale, paint)}`]),
				...chartedStrip(course.scale, charted).map((one) => `${"charted".padEnd(margin)}${gradeStrip(one, scale, paint, charted)}`),
			];
		}),
	];
};

const chartedStrip = (scale: string, charted: ChartedCourse | undefined): readonly GradeCourse[] => {
	const course = charted?.courses[scale];
	return course === undefined ? [] : [course];
};

/** Each toxicity as charted, and as attributed where that is another course; then what was taken to be of another cause. */
const verdicts = (run: Run, paint: Paint): readonly string[] => {
	const others = attributedByLabel(run);
	const told = toldCourses(run).flatMap(([name, course]) => {
		const attributed = others.get(name);
		return [...verdict(name, course, paint), ...(attributed === undefined ? [] : attributedLines(attributed))];
	});
	const causes = others.size === 0 ? [] : causeSentences(run);
	return [...told, ...causes.map((words, i) => `${(i === 0 ? "Causes" : "").padEnd(margin)}${words}`)];
};

const attributedLines = (course: GradeCourse): readonly string[] => {
	const timing = timingSentence(course);
	const words = [`as attributed: ${worstSentence(course)}`, ...(timing === "" ? [] : [timing])];
	return words.map((line) => `${" ".repeat(margin)}${line}`);
};

const verdict = (name: string, course: GradeCourse, paint: Paint): readonly string[] => {
	const timing = timingSentence(course);
	return [`${name.padEnd(margin)}${paint.strong(worstSentence(course))}`, ...(timing === "" ? [] : [`${" ".repeat(margin)}${timing}`])];
};

const tumor = (run: Run): readonly string[] => {
	const sentence = responseSentence(responseOf(run));
	return sentence === "" ? [] : [`${"Tumor".padEnd(margin)}${sentence}`];
};

const numbers = (run: Run, paint: Paint): readonly string[] => {
	const [head, ...rows] = textTable(
		[
			["From infusion on", "", "value", "unit", "day", "usual adult"],
			...keyNumbers(run).map((n) => [n.sign, n.side, n.text, n.unit, n.day.toFixed(1), n.usual]),
		],
		{ right: [2, 4] },
	);
	return [paint.soft(head ?? ""), ...rows];
};

const treatments = (run: Run, paint: Paint): readonly string[] => {
	const entries = treatmentDigest(run);
	if (careEvents(run.events).length === 0) return ["Nobody acted: no drug, fluid or oxygen was given."];
	const [head, ...rows] = textTable([
		["day", "given", "amount", "why"],
		...entries.map((e) => [dayText(e), labelOf(run.formulary, e.what), e.amount, e.why]),
	]);
	return [paint.soft(head ?? ""), ...rows];
};

const warnings = (run: Run, paint: Paint): readonly string[] => {
	const all = runWarnings(run);
	return all.length === 0 ? [] : ["", ...all.map((w) => paint.warning(`warning: ${w}`))];
};
