import { isKnown, written } from "../population/estimate-text.ts";
import type { CellSummary, Coordinate, OutcomeSummary, StudySummary } from "../population/study-summary.ts";
import {
	armsOf,
	axisTitle,
	cellName,
	estimateOf,
	measureOf,
	outcomeOf,
	outcomeTitle,
	tickLabel,
	titleOf,
} from "../population/study-words.ts";
import { harm, inkOn, neutral, type Ramp, rampColor } from "./color-ramp.ts";
import { overSetsIn } from "./over-sets.ts";
import type { Layer, View } from "./spec-types.ts";
import { headline } from "./study-title.ts";
import { ink } from "./theme.ts";

/** All fields of one arm, and of one value of whatever else is varied beyond the two axes. */
interface Sheet {
	readonly name: string;
	readonly cells: readonly CellSummary[];
}

const mostSheets = 12;

/** A row of maps for each arm: the outcome on the left, its price on the right. The first varied path runs to the right, the second up. */
export const timingGrids = (study: StudySummary, outcomes: readonly OutcomeSummary[]): readonly View[] => {
	const [x, y] = study.cells.find(({ vary }) => vary.length > 1)?.vary ?? [];
	if (x === undefined || y === undefined) return [];
	const sheets = sheetsOf(study);
	const points = pointsOf(study);
	const shades = outcomes.map((outcome, i) => rampOf(study, { outcome, ramp: i === 0 ? harm : neutral }));
	const named = armsOf(study).length > 1 || sheets.length > 1;
	const row = (name: string, panel: (part: GridPart) => View): View => ({
		spacing: 70,
		bounds: "flush",
		hconcat: outcomes.map((outcome, i) =>
			panel({ study, outcome, shade: shades[i] as Shade, heads: heads(outcome, i === 0 && named ? titleOf(name) : "") }),
		),
	});
	// Arms in which nothing is varied, nobody treated, say, are single fields above the maps.
	const fixedArms = study.cells
		.filter(({ vary }) => vary.length < 2)
		.map((cell) => row(cellName(cell), (part) => single(cell, { ...part, columns: points[0].length })));
	const maps = sheets.slice(0, mostSheets).map((sheet) => row(sheet.name, (part) => grid(sheet, { ...part, axes: [x, y], points })));
	return [...fixedArms, ...maps];
};

/** What a panel of one outcome needs. */
interface GridPart {
	readonly study: StudySummary;
	readonly outcome: OutcomeSummary;
	readonly shade: Shade;
	readonly heads: readonly Layer[];
}

/** The outcome above its panel, and above that the arm. */
const heads = (outcome: OutcomeSummary, arm: string): readonly Layer[] => [
	...(arm === "" ? [] : [headline(arm, { y: -31 })]),
	headline(outcomeTitle(outcome), { bold: false }),
];

const sheetsOf = (study: StudySummary): readonly Sheet[] => {
	const cells = study.cells.filter(({ vary }) => vary.length > 1);
	const names = cells.map((cell) => cellName({ ...cell, vary: cell.vary.slice(2) }));
	return [...new Set(names)].map((name) => ({ name, cells: cells.filter((_, i) => names[i] === name) }));
};

/** The labels of both axes in the order of the study. */
const pointsOf = ({ cells }: StudySummary): readonly [readonly string[], readonly string[]] => {
	const labels = (axis: number) => [...new Set(cells.flatMap(({ vary }) => (vary[axis] === undefined ? [] : [tickLabel(vary[axis])])))];
	return [labels(0), labels(1)];
};

/** The color of a value. */
type Shade = (value: number) => string;

/**
 * From pale at the least to dark at the most, the same in every map of an outcome; a probability begins at 0. Values that differ by no
 * more than chance get no more than a shade: the scale is at least ten Monte Carlo errors long.
 */
const rampOf = ({ cells }: StudySummary, { outcome, ramp }: { outcome: OutcomeSummary; ramp: Ramp }): Shade => {
	const estimates = cells.flatMap((cell) => {
		const found = outcomeOf(cell, outcome.name);
		return found === undefined || !isKnown(estimateOf(found).value) ? [] : [estimateOf(found)];
	});
	const values = estimates.map(({ value }) => value);
	const least = outcome.kind === "probability" ? 0 : Math.min(...values);
	const errors = estimates.map(({ error }) => error).filter(isKnown);
	const span = Math.max(Math.max(...values) - least, 10 * Math.max(0, ...errors));
	return (value) => rampColor(ramp, span > 0 ? (value - least) / span : 0);
};

interface TimingGrid extends GridPart {
	readonly axes: readonly [Coordinate, Coordinate];
	readonly points: readonly [readonly string[], readonly string[]];
}

const height = 34;
const widthOf = (columns: number): number => Math.min(72, Math.max(41, Math.floor(340 / columns)));

const grid = (sheet: Sheet, { study, outcome, shade, heads: above, axes, points: [across, up] }: TimingGrid): View => {
	const rows = sheet.cells.flatMap((cell) => field(cell, { study, name: outcome.name, shade }));
	const x = {
		field: "x",
		type: "ordinal" as const,
		sort: [...across],
		axis: { ...axisLook, title: axisTitle(axes[0]), labelAngle: across.some((t) => t.length > 8) ? -30 : 0 },
	};
	// What is more stands higher; words stay in the order of the study.
	const upward = axes[1].value === null ? [...up] : [...up].reverse();
	const y = { field: "y", type: "ordinal" as const, sort: upward, axis: { ...axisLook, title: axisTitle(axes[1]), titlePadding: 8 } };
	const text = (dy: number, field: string, bold: boolean) => ({
		mark: { type: "text" as const, dy, fontSize: bold ? 12 : 8.5, fontWeight: bold ? (600 as const) : (400 as const) },
		encoding: {
			x,
			y,
			text: { field, type: "nominal" as const },
			color: { field: "ink", type: "nominal" as const, scale: null, legend: null },
		},
	});
	return {
		width: widthOf(across.length) * across.length,
		// Few rows are higher, so that the axis title has room beside them.
		height: Math.max(height, Math.min(60, 150 / up.length)) * up.length,
		data: { values: rows },
		layer: [
			{
				mark: { type: "rect", stroke: ink.paper, strokeWidth: 1.5 },
				encoding: { x, y, color: { field: "color", type: "nominal", scale: null, legend: null } },
			},
			text(-5, "value", true),
			text(9, "error", false),
			...above,
		],
	};
};

/** One field, as wide as those of the maps below it. */
const single = (cell: CellSummary, { study, outcome, shade, heads: above, columns }: GridPart & { columns: number }): View => {
	const values = [look(cell, { study, name: outcome.name, shade })];
	const middle = widthOf(columns) / 2;
	const text = (y: number, field: string, bold: boolean) => ({
		mark: {
			type: "text" as const,
			baseline: "middle" as const,
			fontSize: bold ? 12 : 8.5,
			fontWeight: bold ? (600 as const) : (400 as const),
		},
		encoding: {
			x: { value: middle },
			y: { value: y },
			text: { field, type: "nominal" as const },
			color: { field: "ink", type: "nominal" as const, scale: null, legend: null },
		},
	});
	return {
		width: widthOf(columns) * columns,
		height,
		data: { values },
		layer: [
			{
				mark: { type: "rect" },
				encoding: {
					x: { value: 0 },
					x2: { value: 2 * middle },
					y: { value: 0 },
					y2: { value: height },
					color: { field: "color", type: "nominal", scale: null, legend: null },
				},
			},
			text(height / 2 - 5, "value", true),
			text(height / 2 + 9, "error", false),
			...above,
		],
	};
};

const axisLook = {
	domain: false,
	ticks: false,
	grid: false,
	labelColor: ink.plain,
	labelFontSize: 10,
	labelPadding: 4,
	labelLimit: 110,
	titlePadding: 6,
} as const;

/** What a field is made of. */
interface FieldPart {
	readonly study: StudySummary;
	readonly name: string;
	readonly shade: Shade;
}

const field = (cell: CellSummary, part: FieldPart) => {
	const [x, y] = cell.vary;
	if (x === undefined || y === undefined) return [];
	return [{ x: tickLabel(x), y: tickLabel(y), ...look(cell, part) }];
};

/** What a field says, and on which color. */
const look = (cell: CellSummary, { study, name, shade }: FieldPart) => {
	const outcome = outcomeOf(cell, name);
	if (outcome === undefined || !isKnown(estimateOf(outcome).value)) return { value: "?", error: "", color: ink.paper, ink: ink.soft };
	const { value, error } = written(estimateOf(outcome), measureOf(outcome));
	const color = shade(estimateOf(outcome).value);
	const over = overSetsIn(study, cell, { name, scale: 1 });
	const below = over === null ? `± ${error}` : written({ ...estimateOf(outcome), interval: over }, measureOf(outcome)).interval;
	return { value, error: below, color, ink: inkOn(color) };
};
