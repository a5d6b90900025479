import { fixed, isKnown } from "../population/estimate-text.ts";
import type { Estimate, Influence, SensitivitySummary } from "../population/study-summary.ts";
import { lowered, titleOf } from "../population/study-words.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { studyStack } from "./study-frame.ts";
import { figureTitleOf, headline, titled } from "./study-title.ts";
import { ink, runStyle } from "./theme.ts";

const plot = { left: 236, rank: 300, shares: 220, gap: 56, row: 22 } as const;
const width = plot.left + plot.rank + plot.gap + plot.shares + 72;

const mostRows = 20;

/** Which parameters decide an outcome: rank correlations as bars to both sides, the largest on top, and Sobol indices beside them. */
export const tornado = (summary: SensitivitySummary): Spec => {
	const rows = summary.influences.slice(0, mostRows);
	const sobol = rows.some(({ first, total }) => first !== null || total !== null);
	const panels: View[] = [rankPanel(rows), ...(sobol ? [sharesPanel(rows)] : [])];
	return studyStack([{ spacing: plot.gap, hconcat: panels }], {
		title: figureTitleOf(titled(summary.title, `influences on ${lowered(titleOf(summary.outcome))}`), {
			lines: [topSentence(rows, sobol), sizeSentence(summary, rows.length), readingOf(sobol)],
			width: sobol ? width : plot.left + plot.rank + 120,
		}),
		description: `${summary.title}: parameters by their influence on ${summary.outcome}`,
	});
};

const topSentence = (rows: readonly Influence[], sobol: boolean): string => {
	const first = rows[0];
	if (first === undefined) return "No parameter was varied.";
	const direction = first.rank.value < 0 ? "the outcome falls as it rises" : "the outcome rises with it";
	const share = sobol && first.total !== null ? `, and ${fixed(first.total.value * 100, 0)} % of the variance goes through it` : "";
	return `${titleOf(first.parameter)} decides most: rank correlation ${fixed(first.rank.value, 2)} (${direction})${share}.`;
};

const sizeSentence = ({ runs, failed, design, influences }: SensitivitySummary, shown: number): string => {
	const how = design === "sobol" ? "a Sobol design" : "a Latin hypercube";
	const cut = influences.length > shown ? ` The ${shown} most influential of ${influences.length} parameters.` : "";
	return `${runs.toLocaleString("en-US")} runs in ${how}${failed > 0 ? `, ${failed.toLocaleString("en-US")} failed and left out` : ""}.${cut}`;
};

const readingOf = (sobol: boolean): string =>
	`Bar: rank correlation with the outcome, line: its 95 % interval, diamond: with all other parameters held.${sobol ? " Right: share of the outcome's variance, filled circle alone, hollow square with all interactions; the same in numbers." : ""}`;

const yOf = (rows: readonly Influence[]) => ({
	field: "place",
	type: "quantitative" as const,
	scale: { domain: [0, rows.length], reverse: true },
	axis: null,
});

const bounds = (estimate: Estimate | null) => {
	const [low, high] = estimate?.interval ?? [null, null];
	return isKnown(low) && isKnown(high) ? { low: significant(low, 4), high: significant(high, 4) } : { low: null, high: null };
};

const minus = "replace(datum.label, '-', '−')";

const rankPanel = (rows: readonly Influence[]): View => {
	const y = yOf(rows);
	const x = {
		type: "quantitative" as const,
		scale: { domain: [-1, 1] },
		axis: { title: null, values: [-1, -0.5, 0, 0.5, 1], grid: true, domain: false, ticks: false, labelFlush: false, labelExpr: minus },
	};
	const data = rows.map(({ parameter, rank, partialRank }, i) => ({
		place: i + 0.5,
		top: i + 0.16,
		bottom: i + 0.84,
		name: titleOf(parameter),
		zero: 0,
		value: significant(rank.value, 4),
		partial: significant(partialRank, 4),
		text: fixed(rank.value, 2),
		fill: rank.value < 0 ? "#8fabc9" : "#e2a06b",
		...bounds(rank),
	}));
	return {
		width: plot.rank,
		height: plot.row * rows.length,
		data: { values: data },
		layer: [
			headline("Rank correlation", { y: -12 }),
			{
				mark: { type: "rect" },
				encoding: {
					x: { ...x, field: "zero" },
					x2: { field: "value" },
					y: { ...y, field: "top" },
					y2: { field: "bottom" },
					color: { field: "fill", type: "nominal", scale: null, legend: null },
				},
			},
			{ data: { values: [{ zero: 0 }] }, mark: { type: "rule", color: ink.strong }, encoding: { x: { ...x, field: "zero" } } },
			...interval({ x, y, color: ink.strong, yOffset: 0 }),
			{
				mark: { type: "point", shape: "diamond", size: 42, opacity: 1, fill: ink.paper, stroke: ink.strong, strokeWidth: 1.3, clip: true },
				encoding: { x: { ...x, field: "partial" }, y },
			},
			words("name", { x: -plot.left, y, align: "left", limit: plot.left - 48 }),
			words("text", { x: -8, y, align: "right", limit: 0 }),
		],
	};
};

const sharesPanel = (rows: readonly Influence[]): View => {
	const y = yOf(rows);
	const marks = [
		{ of: "first" as const, shape: "circle", filled: true, color: runStyle[0].color, yOffset: -4 },
		{ of: "total" as const, shape: "square", filled: false, color: runStyle[1].color, yOffset: 4 },
	];
	const data = (of: "first" | "total") =>
		rows.flatMap((row, i) => {
			const estimate = row[of];
			return estimate === null ? [] : [{ place: i + 0.5, value: significant(estimate.value, 4), ...bounds(estimate) }];
		});
	const all = marks.flatMap(({ of }) => data(of)).flatMap(({ low, value, high }) => [low, value, high].filter(isKnown));
	const x = {
		type: "quantitative" as const,
		scale: { domain: [Math.min(0, Math.floor(Math.min(...all) * 10) / 10), Math.max(0.5, Math.ceil(Math.max(...all) * 10) / 10)] },
		axis: {
			title: null,
			tickCount: 5,
			format: "%",
			labelExpr: `replace(replace(datum.label, '-', '−'), '%', ' %')`,
			grid: true,
			domain: false,
			ticks: false,
			labelFlush: false,
		},
	};
	const numbers = rows.map(({ first, total }, i) => ({ place: i + 0.5, text: `${percent(first)} · ${percent(total)}` }));
	return {
		width: plot.shares,
		height: plot.row * rows.length,
		layer: [
			headline("Share of variance (Sobol indices)", { y: -12 }),
			{ data: { values: numbers }, ...words("text", { x: plot.shares + 72, y, align: "right", limit: 0 }) },
			{ data: { values: [{ zero: 0 }] }, mark: { type: "rule", color: ink.strong }, encoding: { x: { ...x, field: "zero" } } },
			...marks.flatMap(({ of, shape, filled, color, yOffset }): Layer[] => [
				{
					data: { values: data(of) },
					layer: [
						...interval({ x, y, color, yOffset }),
						{
							mark: {
								type: "point",
								shape,
								size: 40,
								opacity: 1,
								yOffset,
								fill: filled ? color : ink.paper,
								stroke: color,
								strokeWidth: 1.5,
							},
							encoding: { x: { ...x, field: "value" }, y },
						},
					],
				},
			]),
		],
	};
};

/** A share may come out below 0 by chance; so it is said. */
const percent = (estimate: Estimate | null): string => (estimate === null ? "?" : `${fixed(estimate.value * 100, 0)} %`);

const interval = ({ x, y, color, yOffset }: { x: object; y: object; color: string; yOffset: number }): Layer[] => [
	{
		transform: [{ filter: "isValid(datum.low) && isValid(datum.high)" }],
		mark: { type: "rule", color, strokeWidth: 1.4, yOffset },
		encoding: { x: { ...x, field: "low" } as never, x2: { field: "high" }, y: y as never },
	},
];

const words = (field: string, { x, y, align, limit }: { x: number; y: object; align: "left" | "right"; limit: number }): Layer => ({
	mark: { type: "text", align, baseline: "middle", fontSize: 10.5, color: ink.plain, ...(limit > 0 ? { limit } : {}) },
	encoding: { x: { value: x }, y: y as never, text: { field, type: "nominal" } },
});
