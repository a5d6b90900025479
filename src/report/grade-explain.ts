import type { DecisiveRow } from "../grading/decisive-row.ts";
import { answerText } from "./grade-answers.ts";
import { type Paint, plainPaint } from "./paint.ts";
import { wrapWords } from "./wrap-words.ts";

interface ExplainWishes {
	readonly paint?: Paint;
	/** Of the terminal, in characters. */
	readonly width?: number;
}

/** How sure a row is, in a word for people. */
const standings = { published: "published", recalled: "not yet ticked against the paper", ours: "our reading", "": "" } as const;

/**
 * The decisive row of each scale side by side: scale, grade, the rule that held and how sure it is, the facts. Under a heading such as
 * the id of a record or the worst hour.
 */
export const gradeExplain = (
	heading: string,
	rows: readonly DecisiveRow[],
	{ paint = plainPaint, width = 100 }: ExplainWishes = {},
): readonly string[] => {
	const scaleWidth = Math.max(5, ...rows.map(({ scale }) => scale.length)) + 2;
	const gradeWidth = Math.max(5, ...rows.map(({ answer, least }) => answerText(answer, least).length)) + 2;
	const rest = Math.max(40, width - scaleWidth - gradeWidth);
	const ruleWidth = Math.floor(rest / 2) - 2;
	return [
		paint.strong(heading),
		paint.soft(`${"scale".padEnd(scaleWidth)}${"grade".padEnd(gradeWidth)}${"rule that decided".padEnd(ruleWidth + 2)}what made it hold`),
		...rows.flatMap((row) => {
			const rule = [...wrapWords(row.rule === "" ? "no row holds" : row.rule, ruleWidth), ...note(row, ruleWidth)];
			const facts = wrapWords(row.because, rest - ruleWidth - 2);
			const height = Math.max(rule.length, facts.length);
			return Array.from({ length: height }, (_, i) => {
				const left =
					i === 0
						? `${row.scale.padEnd(scaleWidth)}${answerText(row.answer, row.least).padEnd(gradeWidth)}`
						: " ".repeat(scaleWidth + gradeWidth);
				return `${left}${(rule[i] ?? "").padEnd(ruleWidth + 2)}${facts[i] ?? ""}`.trimEnd();
			});
		}),
	];
};

const note = ({ standing }: DecisiveRow, width: number): readonly string[] =>
	standing === "" || standing === "published" ? [] : wrapWords(`(${standings[standing]})`, width);
