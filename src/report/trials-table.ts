import { compareResults } from "../trial/compare-results.ts";
import type { TrialsResult } from "../trial/result.ts";
import { disclaimer } from "./disclaimer.ts";
import { type Paint, plainPaint } from "./paint.ts";
import type { TerminalOptions } from "./terminal-summary.ts";
import type { StudyRows } from "./text-table.ts";
import { textTable } from "./text-table.ts";
import { askedSentence, changeRows, coverageRows, hasRows, missRows, outsideRows, trialRows, trialsNotes } from "./trials-rows.ts";
import { hangingWrap, wrapWords } from "./wrap-words.ts";

/** `before`: results of the same trials to compare with. */
export interface TrialsTableOptions extends TerminalOptions {
	readonly before?: TrialsResult | null;
}

/**
 * What published arms say of a model, as lines for a terminal: each trial with what was seen and predicted, where the model fails, coverage and misses by kind, and
 * what changed since an earlier result.
 *
 *     console.log(trialsTable(result, { paint, width: 100, before: null }).join("\n"));
 */
export function trialsTable(
	result: TrialsResult,
	{ paint = plainPaint, width = 80, before = null }: TrialsTableOptions = {},
): readonly string[] {
	const table = (rows: StudyRows, right: readonly number[]) => (hasRows(rows) ? ["", ...tableLines(rows, { right, paint })] : []);
	const unstated = result.trials.flatMap(({ name, endpoints }) =>
		endpoints.flatMap((row) => (row.unstated === null ? [] : [{ name, row }])),
	);
	return [
		paint.strong(
			`What ${result.trials.length === 1 ? result.trials[0]!.name : "published arms"} saw, and what ${result.model.name} predicts`,
		),
		paint.soft(disclaimer),
		"",
		...wrapWords(askedSentence(result), width),
		...trialsNotes(result).flatMap((note) => wrapWords(note, width).map(paint.warning)),
		...result.trials.flatMap((trial) => table(trialRows(trial), [6, 7])),
		...(result.trials.length > 1 ? table(outsideRows(result), [6, 7]) : []),
		...(unstated.length > 0
			? [
					"",
					paint.soft("Not stated:"),
					...unstated.flatMap(({ name, row }) => hangingWrap(`  ${name}: ${row.name}  ${row.unstated}`, width)),
				]
			: []),
		...table(coverageRows(result), [2, 3, 4]),
		...table(missRows(result), [1, 2, 3, 4, 5, 6]),
		...(before === null ? [] : changeLines(result, { before, paint, width })),
	];
}

function changeLines(
	result: TrialsResult,
	{ before, paint, width }: { before: TrialsResult; paint: Paint; width: number },
): readonly string[] {
	const change = compareResults(before, result);
	const { title, rows, head } = changeRows(change);
	const only = [
		...(change.appeared.length > 0 ? [`Only now: ${change.appeared.join("; ")}.`] : []),
		...(change.gone.length > 0 ? [`Only before: ${change.gone.join("; ")}.`] : []),
	];
	return [
		"",
		...(rows.length > 0
			? tableLines({ title, rows, head }, { right: [], paint })
			: [paint.strong(title), "No verdict changed, and no prediction moved by a standard deviation."]),
		...only.flatMap((line) => wrapWords(line, width)),
	];
}

const tableLines = ({ title, head, rows }: StudyRows, { right, paint }: { right: readonly number[]; paint: Paint }): readonly string[] => {
	const [first = "", ...lines] = textTable([head, ...rows], { right });
	return [paint.strong(title), paint.soft(first), ...lines];
};
