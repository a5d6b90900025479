import { fixed } from "../population/estimate-text.ts";
import type { Deciders, DecidingShare, StudySummary } from "../population/study-summary.ts";
import { cellName, titleOf } from "../population/study-words.ts";
import { overSetsColor } from "./over-sets.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { studyStack } from "./study-frame.ts";
import { headline, studyTitle } from "./study-title.ts";
import { ink } from "./theme.ts";

const plot = { left: 190, width: 190, gap: 50, row: 20 } as const;

/** Outcomes that are shown, and names of each list. */
const mostBlocks = 6;
const mostRows = 6;

export const hasUnknowns = ({ ensemble }: StudySummary): boolean =>
	ensemble?.decides.some(({ parameters, patients }) => parameters.length + patients.length > 0) ?? false;

/** The outcomes of the last cell, and what it changes against the one that it is compared with. */
const shownOf = ({ cells, ensemble }: StudySummary): readonly Deciders[] => {
	const last = cells.length - 1;
	const decides = ensemble?.decides ?? [];
	const own = decides.filter(({ cell }) => cell === last);
	return (own.length > 0 ? own : decides).slice(0, mostBlocks);
};

const blockTitle = ({ cells }: StudySummary, { outcome, cell, against }: Deciders): string => {
	const name = (place: number) => (cells[place] === undefined ? "" : cellName(cells[place]));
	const where = against === null ? name(cell) : `${name(cell)} against ${name(against)}`;
	return [titleOf(outcome), where].filter((part) => part !== "").join(", ");
};

/** What decides each outcome: among unknown parameters, and among what patients differ in; shares of the variance of each. */
export const unknowns = (study: StudySummary): Spec => {
	const shown = shownOf(study);
	return studyStack(
		shown.map((one) => block(study, one)),
		{
			title: studyTitle(study, {
				figure: "what decides, unknown parameters and patients",
				seen: shown.slice(0, 1).map((one) => firstSentence(study, one)),
				reading: `Bars: first-order shares of the variance between sets of parameters (left) and between patients (right); filled where chance alone would show one as large in fewer than one study of twenty, + where the outcome rises with it. The ${mostRows} largest.`,
				width: 2 * (plot.left + plot.width) + plot.gap,
			}),
			description: `${study.title}: unknown parameters and patients by what they decide`,
			spacing: 30,
		},
	);
};

const firstSentence = (study: StudySummary, one: Deciders): string => {
	const top = one.parameters.find(({ beyondChance }) => beyondChance);
	const which =
		top === undefined
			? "no unknown parameter decides beyond chance"
			: `of the unknown parameters ${titleOf(top.name)} decides most, ${fixed(100 * top.share, 0)} % of what the sets differ in`;
	return `${blockTitle(study, one)}: ${which}; parameters make ${fixed(100 * one.unknowns, 0)} % of the variance of one patient’s outcome, patients the rest.`;
};

const block = (study: StudySummary, one: Deciders): View => ({
	spacing: plot.gap,
	hconcat: [
		panel(one.parameters, { title: `${blockTitle(study, one)}: unknown parameters`, color: "#c2651a", pale: overSetsColor }),
		panel(one.patients, { title: "what patients differ in", color: ink.strong, pale: "#cdd6e0" }),
	],
});

const panel = (
	shares: readonly DecidingShare[],
	{ title, color, pale }: { readonly title: string; readonly color: string; readonly pale: string },
): View => {
	const rows = shares.slice(0, mostRows);
	const y = { field: "place", type: "quantitative" as const, scale: { domain: [0, Math.max(1, rows.length)], reverse: true }, axis: null };
	const x = {
		type: "quantitative" as const,
		scale: { domain: [0, 1] },
		axis: {
			title: null,
			values: [0, 0.25, 0.5, 0.75, 1],
			format: ".0%",
			labelExpr: "replace(datum.label, '%', ' %')",
			grid: true,
			domain: false,
			ticks: false,
			labelFlush: false,
		},
	};
	const data = rows.map(({ name, share, rank, beyondChance }, i) => ({
		place: i + 0.5,
		name: titleOf(name),
		zero: 0,
		share: significant(Math.max(0, share), 4),
		text: `${fixed(100 * Math.max(0, share), 0)} % ${rank < 0 ? "−" : "+"}`,
		color: beyondChance ? color : pale,
	}));
	const words = (field: string, at: object, align: "left" | "right"): Layer => ({
		mark: {
			type: "text",
			align,
			baseline: "middle",
			fontSize: 10.5,
			color: ink.plain,
			dx: align === "left" ? 5 : 0,
			limit: plot.left - 12,
		},
		encoding: { x: at as never, y: y as never, text: { field, type: "nominal" } },
	});
	return {
		width: plot.width,
		height: plot.row * Math.max(1, rows.length),
		data: { values: data },
		layer: [
			headline(title, { x: -plot.left, y: -12 }),
			{
				mark: { type: "rule", strokeWidth: 10 },
				encoding: {
					x: { ...x, field: "zero" },
					x2: { field: "share" },
					y: y as never,
					color: { field: "color", type: "nominal", scale: null, legend: null },
				},
			},
			words("text", { ...x, field: "share" }, "left"),
			words("name", { value: -8 }, "right"),
		],
	};
};
