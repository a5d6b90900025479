import { isKnown } from "../population/estimate-text.ts";
import type { Band, CellSummary, StudySummary } from "../population/study-summary.ts";
import { cellName, titleOf } from "../population/study-words.ts";
import { type Look, lookOf } from "../trajectory/display.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { overSetsEdge } from "./over-sets.ts";
import { axisMeasure, bandOnAxis } from "./panel.ts";
import { reportSheet, type Sheet } from "./sheet.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { roomOn, studyStack } from "./study-frame.ts";
import { columnHead, rowHead, saidOf, studyTitle } from "./study-title.ts";
import { ink, size } from "./theme.ts";
import { dayTicks } from "./time-window.ts";
import { type ValueScale, valueScale } from "./value-scale.ts";

const gap = 16;
const height = 92;
const spacing = 14;

/** Pixels of a row. */
export const fanHeight = height + spacing;

/** A narrower panel cannot be read. */
const narrowest = 128;
/** Pixels of all panels of a row. */
const rowRoom = (sheet: Sheet): number => roomOn(sheet, size.leftMargin + 680) - size.leftMargin;

/** Cells that stand side by side: as many as can be read. */
export const mostBeside = (sheet: Sheet): number =>
	sheet.whole === null ? 6 : Math.max(1, Math.floor((rowRoom(sheet) + gap) / (narrowest + gap)));

/** Wide enough for one arm, narrower the more stand side by side. */
export const columnWidth = (columns: number, sheet: Sheet = reportSheet): number =>
	Math.max(narrowest, Math.floor((rowRoom(sheet) - gap * (columns - 1)) / columns));

export const hasBands = ({ cells }: StudySummary): boolean => cells.some(({ bands }) => bands.length > 0);

/** The middle 50 and 90 % of patients over the days, by column (rows) and arm (side by side); every row has one scale for all arms. */
export const fanChart = (study: StudySummary, sheet: Sheet = reportSheet): Spec => {
	const cells = study.cells.filter(({ bands }) => bands.length > 0).slice(0, mostBeside(sheet));
	const columns = [...new Set(cells.flatMap(({ bands }) => bands.map(({ column }) => column)))];
	const width = columnWidth(cells.length, sheet);
	const cut = study.cells.filter(({ bands }) => bands.length > 0).length > cells.length;
	return studyStack(
		columns.map((column, row) => rowOf(cells, { column, width, top: row === 0, bottom: row === columns.length - 1 })),
		{
			title: studyTitle(study, {
				figure: "courses of all patients",
				seen: [firstSentence(cells, columns[0])],
				reading: `Line: median; dark band: the middle 50 % of patients on that day, pale band: the middle 90 %. Green: usual adult range.${study.ensemble === undefined ? "" : ` Dashed: the middle 90 % of the patients of ${study.ensemble.sets} sets of parameters together.`}${cut ? ` The first ${cells.length} cells.` : ""}`,
				width: size.leftMargin + cells.length * (width + gap),
			}),
			description: `${study.title}: quantiles of patients over time by arm: ${columns.join(", ")}`,
			spacing,
			sheet,
		},
	);
};

/** How a column of the bands is shown. */
const lookIn = (cells: readonly CellSummary[], column: string): Look => {
	const band = cells.flatMap(({ bands }) => bands).find((one) => one.column === column);
	return lookOf({ title: "", ...band, name: column });
};

/** The highest day of the median of the first column, by cell. */
const firstSentence = (cells: readonly CellSummary[], column: string | undefined): string => {
	const said = cells.flatMap((cell) => {
		const band = cell.bands.find((b) => b.column === column);
		const medians = (band?.quantiles["50"] ?? [])
			.map((value, i) => ({ value, day: cell.days[i] ?? 0 }))
			.filter(({ value }) => isKnown(value));
		const top = medians.reduce<(typeof medians)[number] | undefined>(
			(best, now) => (best === undefined || now.value > best.value ? now : best),
			undefined,
		);
		if (top === undefined || band === undefined) return [];
		const value = `${Number(top.value.toPrecision(2)).toLocaleString("en-US")} ${unitText(band.unit)}`.trim();
		return [{ name: cellName(cell), text: `${value} on day ${Number(top.day.toFixed(1))}`, size: top.value }];
	});
	return said.length === 0 || column === undefined ? "" : `Highest median of ${lookIn(cells, column).short}: ${saidOf(said)}.`;
};

interface BandRow {
	readonly column: string;
	readonly width: number;
	/** The first row names the arms, the last carries the days. */
	readonly top: boolean;
	readonly bottom: boolean;
}

const rowOf = (cells: readonly CellSummary[], { column, width, top, bottom }: BandRow): View => {
	const bands = cells.map((cell) => cell.bands.find((band) => band.column === column));
	const over = cells.map((cell) => cell.overSets?.find((band) => band.column === column));
	const values = [...bands, ...over]
		.flatMap((band) => (band === undefined ? [] : [...band.quantiles["5"], ...band.quantiles["95"]]))
		.filter(isKnown);
	const low = values.reduce((least, v) => Math.min(least, v), Number.POSITIVE_INFINITY);
	const high = values.reduce((most, v) => Math.max(most, v), Number.NEGATIVE_INFINITY);
	const look = lookIn(cells, column);
	const scale = valueScale(look.axis, values.length > 0 ? { low, high } : { low: 0, high: 1 });
	return {
		spacing: gap,
		bounds: "flush",
		hconcat: cells.map((cell, i) =>
			panel(cell, { band: bands[i], over: over[i], column, look, scale, width, first: i === 0, top, bottom }),
		),
	};
};

interface FanPanel extends BandRow {
	readonly band: Band | undefined;
	/** Over all sets of an ensemble. */
	readonly over: Band | undefined;
	readonly look: Look;
	readonly scale: ValueScale;
	readonly first: boolean;
}

const panel = (cell: CellSummary, { band, over, look, scale, width, first, top, bottom }: FanPanel): View => {
	const x = dayAxis(cell.days, { labels: bottom, width });
	const y = valueAxis(scale, first);
	return {
		width,
		height,
		layer: [
			...usualBand(look, y, scale),
			...(top ? [columnHead(titleOf(cellName(cell)), width)] : []),
			...(first ? marginTitle(look, { unit: band?.unit ?? "1", scale }) : []),
			...(band === undefined
				? []
				: fan(band, { over, days: cell.days, x, y, floor: scale.kind === "log" ? scale.domain[0] : Number.NEGATIVE_INFINITY })),
		],
	};
};

/** The y encoding of panels of a fan; of those beside each other the first one alone has labels. */
export const valueAxis = (scale: ValueScale, labels: boolean) => ({
	type: "quantitative" as const,
	scale: { type: scale.kind, domain: [...scale.domain], nice: false, ...(scale.kind === "linear" ? { zero: false } : {}) },
	axis: {
		title: null,
		values: [...scale.ticks],
		labels,
		labelExpr: "datum.value >= 1000 ? format(datum.value, '~s') : format(datum.value, '~r')",
		grid: true,
		domain: false,
		ticks: false,
	},
});

/** The x encoding of panels over days, with fewer labels the narrower they are. */
export const dayAxis = (days: readonly number[], { labels, width }: { labels: boolean; width: number }) => {
	const [from, to] = [Math.min(...days), Math.max(...days)];
	const ticks = dayTicks({ from, to: Math.max(to, from + 1) });
	const every = Math.ceil(ticks.length / Math.max(3, width / 30));
	return {
		field: "day",
		type: "quantitative" as const,
		scale: { domain: [from, Math.max(to, from + 1)], nice: false, zero: false },
		axis: labels
			? {
					values: ticks.filter((_, i) => i % every === 0),
					title: "Days since infusion",
					format: "d",
					grid: true,
					labelFlush: false,
					titlePadding: 6,
					titleFontWeight: 400 as const,
				}
			: { values: ticks.filter((_, i) => i % every === 0), title: null, labels: false, ticks: false, domain: false, grid: true },
	};
};

/** The usual range of a column, behind its fan. */
export const usualBand = ({ usual }: Look, y: object, scale: ValueScale): Layer[] => {
	const band = usual && bandOnAxis(usual, scale);
	if (band === undefined) return [];
	return [
		{
			data: { values: [{ low: band[0], high: band[1] }] },
			mark: { type: "rect", color: ink.normal, clip: true },
			encoding: { y: { ...y, field: "low" } as never, y2: { field: "high" } },
		},
	];
};

/** Name and unit of a row. */
export const marginTitle = (look: Look, { unit, scale }: { unit: string; scale: ValueScale }): Layer[] =>
	rowHead(look.short, axisMeasure(look, unit, scale)[0] ?? "");

const shades = { outer: "#cdd6e0", inner: "#8a9bb0", median: ink.strong } as const;

interface FanParts {
	readonly over: Band | undefined;
	readonly days: readonly number[];
	readonly x: ReturnType<typeof dayAxis>;
	readonly y: object;
	/** Least number that the axis can show. */
	readonly floor: number;
}

const fan = ({ quantiles }: Band, { over, days, x, y, floor }: FanParts): Layer[] => {
	const at = (q: keyof Band["quantiles"], i: number, of = quantiles) => {
		const value = of[q][i];
		return isKnown(value) ? significant(Math.max(value, floor), 4) : null;
	};
	const values = days.map((day, i) => ({
		day: significant(day, 5),
		q5: at("5", i),
		q25: at("25", i),
		q50: at("50", i),
		q75: at("75", i),
		q95: at("95", i),
		...(over === undefined ? {} : { over5: at("5", i, over.quantiles), over95: at("95", i, over.quantiles) }),
	}));
	const edge = (field: string): Layer => ({
		data: { values: values.map((row) => ({ ...row })) },
		mark: { type: "line", color: overSetsEdge, strokeWidth: 1.2, strokeDash: [4, 3], clip: true },
		encoding: { x, y: { ...y, field } as never },
	});
	const area = (low: string, high: string, color: string): Layer => ({
		data: { values: values.map((row) => ({ ...row })) },
		mark: { type: "area", color, opacity: 0.85, clip: true },
		encoding: { x, y: { ...y, field: low } as never, y2: { field: high } },
	});
	return [
		area("q5", "q95", shades.outer),
		area("q25", "q75", shades.inner),
		{
			data: { values: values.map((row) => ({ ...row })) },
			mark: { type: "line", color: shades.median, strokeWidth: 1.8, clip: true },
			encoding: { x, y: { ...y, field: "q50" } as never },
		},
		...(over === undefined ? [] : [edge("over5"), edge("over95")]),
	];
};
