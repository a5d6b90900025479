import type { FitAccount, Held, KnobAccount, TargetAccount } from "../fit/account.ts";
import type { Fit, FitState } from "../fit/fit.ts";
import { disclaimer } from "./disclaimer.ts";
import { plainPaint } from "./paint.ts";
import type { TerminalOptions } from "./terminal-summary.ts";
import type { StudyRows } from "./text-table.ts";
import { textTable } from "./text-table.ts";
import { wrapWords } from "./wrap-words.ts";

/** A parameter whose spread the data have narrowed by less than this is one that they do not inform. */
const littleInformed = 0.2;

const times = (multiple: number) => `${multiple.toPrecision(2).replace(/\.?0+$/, "")}x`;
const heldText = ({ median, interval: [from, to] }: Held) => `${times(median)} (${times(from)} to ${times(to)})`;
const signed = (value: number) => (Number.isNaN(value) ? "–" : `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(1)}`);
const goesWith = ({ with: targets }: KnobAccount) =>
	targets.map(({ trial, endpoint, correlation }) => `${trial}: ${endpoint} (${signed(correlation)})`).join("; ") || "nothing beyond chance";

/** What the data say of each parameter, the best known first. */
export const knobRows = ({ parameters }: FitAccount): StudyRows => ({
	title: "Parameters, as multiples of the value in use",
	head: ["", "before", "after (95 % of members)", "narrowed", "goes with"],
	rows: [...parameters]
		.sort((a, b) => b.informed - a.informed)
		.map((one) => [one.name, heldText(one.before), heldText(one.after), `${Math.round(100 * one.informed)} %`, goesWith(one)]),
});

const size = ({ after }: TargetAccount) => (Number.isNaN(after) ? 0 : Math.abs(after));

/** How far each target lies, the farthest first. */
export const targetRows = ({ targets }: FitAccount): StudyRows => ({
	title: "Targets: predicted less seen, in standard deviations of the error",
	head: ["", "", "before", "after"],
	rows: [...targets].sort((a, b) => size(b) - size(a)).map((one) => [one.trial, one.endpoint, signed(one.before), signed(one.after)]),
});

/** What a fit did, in sentences. */
export function fitSentences({ done, steps, members, patients, misfits, parameters }: FitAccount): readonly string[] {
	const idle = parameters.filter(({ informed }) => informed < littleInformed).map(({ name }) => name);
	const course = misfits.map((one) => one.toFixed(1)).join(", ");
	return [
		`${done} of ${steps} assimilations, ${members} members, ${patients} virtual patients of each trial.`,
		...(misfits.length > 0 ? [`Mean misfit of a target, from before the data on: ${course}; 1 is what chance alone would leave.`] : []),
		...(idle.length > 0 && misfits.length > 1 ? [`The data hardly inform ${idle.join(", ")}: what was assumed of them stands.`] : []),
	];
}

/** How far a fit is, and how well its members do: a line after each assimilation. */
export function misfitSentence({ steps }: Pick<Fit, "steps">, { step, history }: FitState): string {
	const misfits = history.at(-1)?.misfits ?? [];
	const mean = misfits.reduce((sum, x) => sum + x, 0) / misfits.length;
	const best = Math.min(...misfits).toFixed(2);
	return `${Math.min(step, steps)} of ${steps} assimilations; before the last: misfit of a target ${mean.toFixed(2)} in the mean of the members, ${best} of the best`;
}

/**
 * What a fit has found, as lines for a terminal.
 *
 *     console.log(fitTable(accountOf(fit, targets, state), { width: 100 }).join("\n"));
 */
export function fitTable(account: FitAccount, { paint = plainPaint, width = 80 }: TerminalOptions = {}): readonly string[] {
	const table = ({ title, head, rows }: StudyRows, right: readonly number[]) => {
		const [first = "", ...lines] = textTable([head, ...rows], { right });
		return ["", paint.strong(title), paint.soft(first), ...lines];
	};
	return [
		paint.strong(account.about.trim()),
		paint.soft(disclaimer),
		"",
		...fitSentences(account).flatMap((line) => wrapWords(line, width)),
		...table(knobRows(account), [3]),
		...table(targetRows(account), [2, 3]),
	];
}
