import { holdsIn } from "../lesson/answer.ts";
import type { FigureClaim, TeachingFigure } from "../lesson/teaching-figure.ts";
import type { Run } from "../simulate/run.ts";
import { predictedText, seenText } from "../trial/endpoint-text.ts";
import type { TrialResult } from "../trial/result.ts";
import { askedText } from "./lesson-words.ts";

/** The numbers of a teaching figure as rows of texts, the first of them the head. */
export type FigureTable = readonly (readonly string[])[];

/** Numbers below zero with a minus, which a hyphen is not. */
const withMinus = (text: string): string => text.replace(/(^|\s)-(?=\d)/g, "$1−");

/** Each number of the file, run by run. */
export const runsTable = ({ subject }: TeachingFigure, runs: readonly Run[]): FigureTable => {
	if (subject.kind !== "runs") return [];
	const head = ["", ...runs.map(({ title }) => title)];
	return [
		head,
		...subject.numbers.map(({ say, asked }) => [say, ...asked.map((one, i) => withMinus(askedText(one, { own: runs[i]!, before: null })))]),
	];
};

/** Each endpoint of each trial: what was seen, and what the model predicts for a trial of its size. */
export const trialsTable = (rows: TrialResult["endpoints"]): FigureTable => [
	["", "seen", "predicted (95 %)", "seen lies"],
	...rows.map((row) => [row.name, seenText(row), predictedText(row), row.verdict]),
];

/** The claims of a figure that do not hold in its runs, as they are written. */
export const brokenClaims = ({ subject }: TeachingFigure, runs: readonly Run[]): readonly string[] => {
	if (subject.kind !== "runs") return [];
	const before = ({ beside }: FigureClaim) => (beside === null ? null : runs[beside]!);
	return subject.claims
		.filter((claim) => holdsIn(claim.is, { own: runs[claim.run]!, before: before(claim) }) !== true)
		.map(({ run, is }) => `in run ${run + 1}: ${is.is}`);
};
