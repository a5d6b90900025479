import type { ChartFit, FanArm, FanBand } from "../fit/chart-fit.ts";
import { fewEffective } from "../fit/chart-fit.ts";
import { titleOf } from "../population/study-words.ts";
import { lookOf } from "../trajectory/display.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";
import { plainPaint } from "./paint.ts";
import type { TerminalOptions } from "./terminal-summary.ts";
import { textTable } from "./text-table.ts";
import { wrapWords } from "./wrap-words.ts";

/** Said first and last of everything that is made of a chart. */
export const chartDisclaimer =
	"FOR TEACHING ONLY, AND NEVER ADVICE FOR A REAL PATIENT: these are virtual patients of a model, not a forecast of anybody.";

const percent = (share: number): string => (Number.isNaN(share) ? "–" : `${Math.round(100 * share)} %`);
const dayOf = (hours: number): string => `day ${Number((hours / 24).toFixed(1))}`;

/** Share at a grade or worse; who died counts as grade 5. */
const atLeast = (shares: readonly number[], grade: number): number => shares.slice(grade, 6).reduce((a, b) => a + b, 0);

/** A column's highest and lowest lines after the known hours: the median course at its extreme, and the middle 80 % there. */
function extremeOf({ times, known }: ChartFit, band: FanBand, lowest: boolean): string {
	const later = times.flatMap((time, t) => (time > known && !Number.isNaN(band.lines["0.5"][t]!) ? [t] : []));
	const first = later[0];
	if (first === undefined) return "–";
	const better = (a: number, b: number) =>
		lowest ? band.lines["0.5"][a]! < band.lines["0.5"][b]! : band.lines["0.5"][a]! > band.lines["0.5"][b]!;
	const at = later.reduce((best, t) => (better(t, best) ? t : best), first);
	const number = (line: "0.1" | "0.5" | "0.9") => clinicalNumber(band.lines[line][at]!, { digits: 3 });
	return `${number("0.5")} (${number("0.1")} to ${number("0.9")}) ${dayOf(times[at]!)}`;
}

/** Columns whose extremes stand in the table. */
const mostColumns = 6;

function rowsOf(fit: ChartFit): readonly (readonly string[])[] {
	const each = (name: string, cell: (arm: FanArm) => string) => [name, ...fit.arms.map(cell)];
	const grades = (fit.arms[0]?.grades ?? []).flatMap(({ toxicity }, g) =>
		[1, 2, 3, 4].map((grade) =>
			each(`${titleOf(toxicity)} grade ${grade} or more`, ({ grades: own }) => percent(atLeast(own[g]!.shares, grade))),
		),
	);
	const bands = (fit.arms[0]?.bands ?? []).slice(0, mostColumns).map((band, b) => {
		const look = lookOf({ ...band, name: band.column });
		const lowest = look.summary === "lowest";
		return each(`${lowest ? "lowest" : "highest"} ${look.short}, ${unitText(band.unit)}`, ({ bands: own }) =>
			extremeOf(fit, own[b]!, lowest),
		);
	});
	return [each("", ({ care }) => care), ...grades, each(`died by ${dayOf(fit.until)}`, ({ died }) => percent(died)), ...bands];
}

/** How the patients were found, and what is doubtful in it. */
export function chartFitWarnings({ effective, power, nearest, arms, distinct }: ChartFit): readonly string[] {
	const times = 1 / Math.sqrt(power);
	const failed = Math.max(0, ...arms.map((arm) => arm.failed));
	return [
		...(effective < fewEffective
			? [
					`the ${distinct} patients that are left are worth only ${effective.toFixed(1)} of equal weight: shares and lines are coarse; ask for more (--patients 300)`,
				]
			: []),
		...(power < 1
			? [
					`no patient of this scenario was found who is as near as the errors of the chart allow (${nearest.toFixed(1)} times the variance at best): they were taken to be ${times.toFixed(1)} times larger, and the fan is wider for it. Another scenario may be nearer.`,
				]
			: []),
		...(failed > 0 ? [`runs of ${percent(failed)} of the weight failed and count nowhere`] : []),
	];
}

/** How many hidden values lie where the fan says that 80 % would; what did not come true of the arm that the chart had. */
export function hiddenSentence({ hidden, arms }: ChartFit): string | null {
	if (hidden === null) return null;
	const [values, inside] = (["values", "inside"] as const).map((key) => hidden.columns.reduce((sum, one) => sum + one[key], 0)) as [
		number,
		number,
	];
	return `Hidden and held against the fan of ${arms[hidden.arm]!.care}: ${inside} of ${values} charted values (${percent(inside / values)}) lie where it says 80 % would.`;
}

/** What the terminal shows of a chart and the patients who could be its own. */
export function chartFitTable(fit: ChartFit, { paint = plainPaint, width = 100 }: TerminalOptions = {}): readonly string[] {
	const { chart, scenario, known, until, values, patients, distinct, effective, stages, runs, power } = fit;
	const hidden = hiddenSentence(fit);
	const wrap = (text: string) => wrapWords(text, width);
	const [head, ...rows] = textTable(rowsOf(fit), {});
	return [
		...wrap(chartDisclaimer).map(paint.warning),
		"",
		...wrap(`${chart}, known up to ${dayOf(known)}, among the virtual patients of ${scenario}`).map(paint.strong),
		...wrap(
			`${values} charted values; ${distinct} distinct virtual patients left of ${patients}, worth ${effective.toFixed(0)} of equal weight (effective sample size), after ${stages} stages and ${runs} runs; the likelihood counts to the power ${Number(power.toPrecision(2))}.`,
		),
		"",
		...wrap(
			`What could follow after ${dayOf(known)}, to ${dayOf(until)}: weighed shares, and medians with the middle 80 % of what would be charted`,
		).map(paint.strong),
		paint.strong(head ?? ""),
		...rows,
		...(hidden === null ? [] : ["", ...wrap(hidden)]),
		"",
		...chartFitWarnings(fit)
			.flatMap((text) => wrap(`warning: ${text}`))
			.map(paint.warning),
		...fit.notes.flatMap((text) => wrap(`note: ${text}`)).map(paint.soft),
		...wrap(chartDisclaimer).map(paint.warning),
	];
}
