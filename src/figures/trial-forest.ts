import { isShare } from "../trial/endpoint.ts";
import { coverageText, measureText, predictedNumbers, predictedText, seenText } from "../trial/endpoint-text.ts";
import { seenRange } from "../trial/judge.ts";
import type { EndpointResult, TrialResult } from "../trial/result.ts";
import { tally } from "../trial/tally.ts";
import { niceDomain } from "./nice-domain.ts";
import { reportSheet, type Sheet } from "./sheet.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { roomOn, studyStack } from "./study-frame.ts";
import { figureTitleOf, headline } from "./study-title.ts";
import { ink } from "./theme.ts";
import { trialColor } from "./trial-colors.ts";

const plot = { usual: 330, least: 100, predicted: 118, seen: 126, row: 21, bar: 10 } as const;

/** Pixels of the names, the plot, and of the numbers where there is room for them. */
interface Parts {
	readonly left: number;
	readonly width: number;
	readonly numbers: number;
}

function partsOn(sheet: Sheet, names: readonly string[]): Parts {
	const wished = marginOf(names);
	const numbers = plot.predicted + plot.seen;
	const room = roomOn(sheet, wished + plot.usual + numbers);
	const shown = room - numbers - 150 >= plot.least ? numbers : 0;
	const left = Math.min(wished, room - shown - plot.least);
	return { left, width: room - left - shown, numbers: shown };
}

/** Pixels of the left margin: what the longest name needs, within bounds. */
const marginOf = (names: readonly string[]): number => Math.min(330, Math.max(150, ...names.map((name) => [...name].length * 5.6 + 14)));

const isDrawn = ({ prediction }: EndpointResult): boolean => prediction !== null;

/** Whether a trial has anything to draw. */
export const hasForest = ({ endpoints }: TrialResult): boolean => endpoints.some(isDrawn);

/**
 * One published arm: for each endpoint what the model says that a trial of that size would find, as a bar, and what was found, as a mark with its
 * exact interval. Shares stand in one panel, numbers in one panel a unit; what was fitted is hollow.
 */
export const trialForest = (trial: TrialResult, sheet: Sheet = reportSheet): Spec => {
	const rows = trial.endpoints.filter(isDrawn);
	const parts = partsOn(
		sheet,
		rows.map(({ name }) => name),
	);
	return studyStack(
		panelsOf(rows).map((some) => panel(some, parts)),
		{
			title: figureTitleOf(`Does the model say what ${trial.name} saw?`, {
				lines: [trial.title, answer(trial), reading(trial)],
				width: parts.left + parts.width + parts.numbers,
			}),
			description: `${trial.name}: predictive intervals and what was seen`,
			spacing: 26,
			sheet,
		},
	);
};

/** Shares first, then each unit in the order in which it comes. */
function panelsOf(rows: readonly EndpointResult[]): readonly (readonly EndpointResult[])[] {
	const measures = [...new Set(rows.map((row) => (isShare(row) ? "" : row.unit)))].sort((a, b) => Number(a !== "") - Number(b !== ""));
	return measures.map((measure) => rows.filter((row) => (isShare(row) ? "" : row.unit) === measure));
}

function answer(trial: TrialResult): string {
	const { all } = tally([trial]);
	const outside = trial.endpoints.filter(({ verdict }) => verdict === "above" || verdict === "below");
	const worst = outside.toSorted((a, b) => Math.abs(b.miss?.sds ?? 0) - Math.abs(a.miss?.sds ?? 0))[0];
	const most = worst === undefined ? "" : ` Farthest off: ${worst.name}, seen ${seenText(worst)}, predicted ${predictedText(worst)}.`;
	const unknown = all.unknown === 0 ? "" : ` ${all.unknown} more ${all.unknown === 1 ? "is" : "are"} not stated.`;
	return `Seen inside the 95 % predictive interval: ${coverageText(all)}.${most}${unknown}`;
}

function reading({ endpoints }: TrialResult): string {
	const fitted = endpoints.some((row) => isDrawn(row) && row.use !== "check") ? "; hollow: fitted or set to it, so no test" : "";
	const bands = endpoints.some((row) => isDrawn(row) && row.seen.kind === "band") ? " Thick line: a band in place of a count." : "";
	return `Bar: 95 % of trials of this size, tick: their median${fitted}. Circle: seen, inside; diamond: seen, outside (▲ above, ▼ below); line: 95 % interval of what was seen, where there is one.${bands}`;
}

const panel = (rows: readonly EndpointResult[], { left, width, numbers: beside }: Parts): View => {
	const share = isShare(rows[0]!);
	const data = rows.map((row, i) => rowData(row, i, share ? 100 : 1));
	const numbers = data.flatMap(({ low, high, seen, seenLow, seenHigh }) => [low, high, seen, seenLow, seenHigh].filter((x) => x !== null));
	// Some room beyond the last mark.
	const domain = niceDomain(
		[...numbers, 1.02 * Math.max(...numbers)],
		share ? { from: 0, atMost: 100 } : { from: Math.min(0, ...numbers) },
	);
	const x = {
		type: "quantitative" as const,
		scale: { domain: [...domain], nice: false },
		axis: { title: null, tickCount: 6, grid: true, domain: false, ticks: false, labelFlush: false },
	};
	const y = { field: "place", type: "quantitative" as const, scale: { domain: [0, rows.length], reverse: true }, axis: null };
	const color = (field: "fill" | "stroke" | "mark") => ({ field, type: "nominal" as const, scale: null, legend: null });
	const measure = measureText(rows[0]!);
	return {
		width,
		height: plot.row * rows.length,
		data: { values: data },
		layer: [
			headline(share ? "Share of patients, %" : `Median or mean of patients${measure === "" ? "" : `, ${measure}`}`, { x: -left, y: -12 }),
			...(beside === 0 ? [] : ["predicted (95 %)", "seen"]).map((text, i) =>
				headline(text, { x: width + 14 + i * plot.predicted, y: -12, bold: false }),
			),
			{
				mark: { type: "bar", height: plot.bar, cornerRadius: 2, strokeWidth: 1.2, clip: true },
				encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y, color: color("fill"), stroke: color("stroke") },
			},
			{
				mark: { type: "tick", orient: "vertical", size: plot.bar + 4, thickness: 2, color: trialColor.predicted },
				encoding: { x: { ...x, field: "value" }, y },
			},
			{
				transform: [{ filter: "isValid(datum.seenLow) && isValid(datum.seenHigh)" }],
				mark: { type: "rule", clip: true },
				encoding: {
					x: { ...x, field: "seenLow" },
					x2: { field: "seenHigh" },
					y,
					color: color("mark"),
					strokeWidth: { field: "weight", type: "quantitative", scale: null, legend: null },
				},
			},
			{
				transform: [{ filter: "isValid(datum.seen)" }],
				mark: { type: "point", size: 52, opacity: 1, stroke: ink.paper, strokeWidth: 1 },
				encoding: {
					x: { ...x, field: "seen" },
					y,
					fill: color("mark"),
					shape: { field: "shape", type: "nominal", scale: null, legend: null },
				},
			},
			words("name", { x: -left, y, limit: left - 12 }),
			...(beside === 0
				? []
				: [
						words("predictedText", { x: width + 14, y, limit: 0 }),
						words("seenText", { x: width + 14 + plot.predicted, y, limit: 0, field: "mark" }),
					]),
		],
	};
};

const rowData = (row: EndpointResult, i: number, scale: number) => {
	const { prediction, seen_interval, seen, verdict, use, name } = row;
	const at = (value: number | null | undefined) => (value === null || value === undefined ? null : significant(value * scale, 5));
	return {
		place: i + 0.5,
		name,
		low: at(prediction?.interval[0]),
		high: at(prediction?.interval[1]),
		value: at(prediction?.value),
		seen: seen.kind === "band" ? null : at(seenRange(seen)[0]),
		seenLow: at(seen_interval?.[0]),
		seenHigh: at(seen_interval?.[1]),
		fill: use === "check" ? trialColor.bar : ink.paper,
		stroke: use === "check" ? trialColor.bar : trialColor.edge,
		weight: seen.kind === "band" ? 5 : 1.4,
		mark: verdict === "inside" ? trialColor.inside : trialColor.outside,
		shape: verdict === "inside" ? "circle" : "diamond",
		predictedText: predictedNumbers(row),
		seenText: `${seenText(row)}${verdict === "inside" ? "" : verdict === "above" ? " ▲" : " ▼"}`,
	};
};

const words = (field: string, { x, y, limit, field: color }: { x: number; y: object; limit: number; field?: string }): Layer => ({
	mark: {
		type: "text",
		align: "left",
		baseline: "middle",
		fontSize: 10.5,
		...(color === undefined ? { color: ink.plain } : {}),
		...(limit > 0 ? { limit } : {}),
	},
	encoding: {
		x: { value: x },
		y: y as never,
		text: { field, type: "nominal" },
		...(color === undefined ? {} : { color: { field: color, type: "nominal" as const, scale: null, legend: null } }),
	},
});
