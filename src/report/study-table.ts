import { fixed, isKnown, withUnit, written, writtenDifference } from "../population/estimate-text.ts";
import type {
	CellSummary,
	Difference,
	Estimate,
	Interval,
	OutcomeSummary,
	SensitivitySummary,
	StudySummary,
} from "../population/study-summary.ts";
import {
	beyondTitle,
	cellName,
	estimateOf,
	measureOf,
	outcomeOf,
	outcomesOf,
	patientsSentence,
	referenceName,
	titleOf,
} from "../population/study-words.ts";
import { disclaimer } from "./disclaimer.ts";
import { ensembleNotes, ensembleRows } from "./ensemble-table.ts";
import { type Paint, plainPaint } from "./paint.ts";
import type { TerminalOptions } from "./terminal-summary.ts";
import { type StudyRows, textTable } from "./text-table.ts";
import { wrapWords } from "./wrap-words.ts";

/**
 * What a study found, as lines for a terminal: each outcome by cell with its 95 % interval and Monte Carlo error, then the differences
 * from the first arm, then the runs that failed.
 *
 *     console.log(studyTable(summary, { paint, width: 100 }).join("\n"));
 */
export const studyTable = (study: StudySummary, { paint = plainPaint, width = 80 }: TerminalOptions = {}): readonly string[] => [
	paint.strong(study.title),
	...(beyondTitle(study) === "" ? [] : wrapWords(beyondTitle(study), width)),
	paint.soft(disclaimer),
	"",
	...wrapWords(patientsSentence(study), width),
	...outcomesOf(study).flatMap((outcome) => ["", ...outcomeLines(study, { outcome, paint })]),
	...(study.differences.length > 0 ? ["", ...differenceLines(study, paint)] : []),
	...ensembleRows(study).flatMap((rows) => ["", ...tableLines(rows, { right: [], paint })]),
	...noteLines(study, { paint, width }),
	...failureLines(study, { paint, width }),
];

/** One outcome, a row a cell. */
export const outcomeRows = ({ cells }: StudySummary, { name, kind, is, among }: OutcomeSummary): StudyRows => ({
	title: `${titleOf(name)}${is === name ? "" : `: ${is}`}${among === undefined ? "" : `, among ${among}`}`,
	head: [
		"",
		kind === "probability" ? "share" : "mean",
		"± error",
		"95 % interval",
		kind === "probability" ? "patients" : "median (95 % interval)",
		...(kind === "probability" ? [] : ["5–95 % of patients", "patients"]),
	],
	rows: cells.map((cell) => [cellName(cell), ...outcomeCells(outcomeOf(cell, name))]),
});

const outcomeCells = (outcome: OutcomeSummary | undefined): readonly string[] => {
	if (outcome === undefined) return ["–", "", "", ""];
	const { value, interval, error, unit } = written(estimateOf(outcome), measureOf(outcome));
	const by = outcome.kind === "number" && outcome.meanBy === "bootstrap" ? ` ${bootstrapMark}` : "";
	return [withUnit(value, unit), `± ${error}`, `${interval}${by}`, ...spreadTexts(outcome)];
};

/** Behind an interval that is no Student's t. */
const bootstrapMark = "(b)";

/** How many of how many; of a number how the patients spread. */
const spreadTexts = (outcome: OutcomeSummary): readonly string[] => {
	const patients = outcome.patients.toLocaleString("en-US");
	if (outcome.kind === "probability") return [`${outcome.count.toLocaleString("en-US")} of ${patients}`];
	const { median, quantiles } = outcome;
	return [intervalText(median, quantileText), rangeText([quantiles["5"], quantiles["95"]], quantileText), patients];
};

/** `from–to`; `from to −2` where a minus would stand behind the dash. */
const rangeText = (range: readonly (number | null)[], text: (x: number) => string): string =>
	range.every(isKnown) ? range.map(text).join("–").replace(/–−/, " to −") : "not known";

/** `0.69 (0.60–0.80)`. */
const intervalText = ({ value, interval }: Interval, text: (x: number) => string): string =>
	isKnown(value) ? `${text(value)} (${rangeText(interval, text)})` : "–";

/** The bins of quantiles are half a percent wide: three digits are too many already. */
const quantileText = (value: number): string =>
	isKnown(value) ? fixed(value, value === 0 ? 0 : Math.min(4, 1 - Math.floor(Math.log10(Math.abs(value))))) : "?";

const outcomeLines = (study: StudySummary, { outcome, paint }: { outcome: OutcomeSummary; paint: Paint }): readonly string[] =>
	tableLines(outcomeRows(study, outcome), { right: [1, 2], paint });

/** A terminal shows no more of one table; files hold all. */
const mostRows = 60;

const tableLines = ({ title, head, rows }: StudyRows, { right, paint }: { right: readonly number[]; paint: Paint }): readonly string[] => {
	const [first, ...lines] = textTable([head, ...rows.slice(0, mostRows)], { right });
	const more = rows.length > mostRows ? [paint.soft(`… and ${rows.length - mostRows} more rows`)] : [];
	return [paint.strong(title), paint.soft(first ?? ""), ...lines, ...more];
};

/** The differences from the first arm, a row an outcome and cell. */
export const differenceRows = ({ cells, differences }: StudySummary): StudyRows => ({
	title: "Differences in the same patients",
	head: ["", "", "difference", "± error", "95 % interval", "ratio (95 % interval)", "pairs"],
	rows: differences.map((row, i) => {
		const { value, interval, error, unit } = writtenDifference(row.difference, { ...row, patients: row.pairs });
		const name = differences[i - 1]?.outcome === row.outcome ? "" : titleOf(row.outcome);
		return [name, contrastName(cells, row), withUnit(value, unit), `± ${error}`, interval, ratioText(row), pairsText(row)];
	}),
});

const ratioText = ({ ratio }: Difference): string => (ratio === null ? "" : intervalText(ratio, (x) => fixed(x, 2)));

/** Pairs below which an interval is told to be of few (our choice). */
const fewPairs = 20;

const pairsText = ({ pairs }: Difference): string => `${pairs.toLocaleString("en-US")}${pairs < fewPairs ? " (few)" : ""}`;

/** What the marks in the tables of a study mean, as far as it has any. */
export function studyNotes(study: StudySummary): readonly string[] {
	const outcomes = study.cells.flatMap((cell) => cell.outcomes);
	const has = (wanted: boolean, text: string) => (wanted ? [text] : []);
	const few = study.differences.filter(({ pairs }) => pairs < fewPairs);
	const some = new Set(outcomes.flatMap(({ among, name }) => (among === undefined ? [] : [name])));
	return [
		...has(
			outcomes.some((outcome) => outcome.kind === "number" && outcome.meanBy === "bootstrap"),
			`${bootstrapMark}: by a bootstrap of patients; Student's t would go below zero.`,
		),
		...has(
			study.differences.some(({ outcome }) => some.has(outcome)),
			"An outcome among some patients is compared in the pairs that are among them in both arms: what an arm changes in who is among them is not in it.",
		),
		...ensembleNotes(study),
		...has(
			few.length > 0,
			`Few pairs: ${few.length} of ${study.differences.length} differences rest on fewer than ${fewPairs} pairs of patients and may be chance.`,
		),
	];
}

/** `tocilizumab, against no tocilizumab`; the place, which both share, is said once. */
const contrastName = (cells: readonly CellSummary[], where: Difference): string =>
	`${cellName(cells[where.cell]!)}, against ${referenceName({ cells }, where)}`;

const differenceLines = (study: StudySummary, paint: Paint): readonly string[] =>
	tableLines(differenceRows({ ...study, differences: byOutcome(study.differences) }), { right: [2, 3, 6], paint });

/** Rows of one outcome stand together, outcomes in the order in which they come first. */
const byOutcome = (differences: readonly Difference[]): readonly Difference[] => {
	const names = [...new Set(differences.map(({ outcome }) => outcome))];
	return names.flatMap((name) => differences.filter(({ outcome }) => outcome === name));
};

const noteLines = (study: StudySummary, { paint, width }: { paint: Paint; width: number }): readonly string[] => {
	const lines = studyNotes(study).flatMap((note) => wrapWords(note, width));
	return lines.length === 0 ? [] : ["", ...lines.map((line) => paint.soft(line))];
};

const failureLines = ({ failures, cells }: StudySummary, { paint, width }: { paint: Paint; width: number }): readonly string[] => {
	if (failures.count === 0) return [];
	const head =
		failures.count === 1
			? "1 run failed and is left out:"
			: `${failures.count.toLocaleString("en-US")} runs failed and are left out; the first:`;
	const rows = failures.first.map(({ patient, cell, why }) => {
		const where = cells[cell];
		return `patient ${patient}${where === undefined ? "" : `, ${cellName(where)}`}: ${why}`;
	});
	return ["", paint.warning(head), ...rows.flatMap((row) => wrapWords(row, width)).map((row) => paint.warning(row))];
};

/** Parameters by their influence on an outcome, the most influential first. */
export const sensitivityRows = ({ influences }: SensitivitySummary): StudyRows => {
	const sobol = influences.some(({ first, total }) => first !== null || total !== null);
	return {
		title: "Influences",
		head: ["parameter", "rank correlation", "95 % interval", "others held", ...(sobol ? ["alone", "with interactions"] : [])],
		rows: influences.map(({ parameter, rank, partialRank, first, total }) => [
			titleOf(parameter),
			fixed(rank.value, 2),
			rank.interval.map((bound) => fixed(bound, 2)).join(" to "),
			isKnown(partialRank) ? fixed(partialRank, 2) : "?",
			...(sobol ? [shareOfVariance(first), shareOfVariance(total)] : []),
		]),
	};
};

/** A share of the variance and its standard error, in whole percent. */
const shareOfVariance = (estimate: Estimate | null): string =>
	estimate === null ? "–" : `${fixed(estimate.value * 100, 0)} % ± ${fixed(estimate.error * 100, estimate.error < 0.01 ? 1 : 0)}`;

/** A sensitivity analysis as lines for a terminal. */
export const sensitivityTable = (
	summary: SensitivitySummary,
	{ paint = plainPaint, width = 80 }: TerminalOptions = {},
): readonly string[] => [
	paint.strong(summary.title),
	...(beyondTitle(summary) === "" ? [] : wrapWords(beyondTitle(summary), width)),
	paint.soft(disclaimer),
	"",
	...wrapWords(`What decides ${titleOf(summary.outcome)} (${summary.is}): ${designSentence(summary)}`, width),
	"",
	...tableLines(sensitivityRows(summary), { right: [1, 3, 4, 5], paint }),
];

export const designSentence = ({ runs, failed, design }: SensitivitySummary): string =>
	`${runs.toLocaleString("en-US")} runs of ${design === "sobol" ? "a Sobol design (Saltelli 2010)" : "a Latin hypercube"}${failed > 0 ? `; ${failed.toLocaleString("en-US")} failed and are left out` : ""}.`;
