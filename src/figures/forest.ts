import { isKnown, withUnit, writtenDifference } from "../population/estimate-text.ts";
import type { CellSummary, Difference, OverSets, StudySummary } from "../population/study-summary.ts";
import { cellName, referenceName, titleOf } from "../population/study-words.ts";
import { constantOutcomes, constantSentence } from "./constant-outcomes.ts";
import { niceDomain } from "./nice-domain.ts";
import { overSetsColor, overSetsReading } from "./over-sets.ts";
import { reportSheet, type Sheet } from "./sheet.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { roomOn, studyStack } from "./study-frame.ts";
import { headline, studyTitle } from "./study-title.ts";
import { ink, runStyle } from "./theme.ts";

const usual = { width: 330, right: 236 } as const;
const rowHeight = 19;

/** Pixels of a block's parts: names, plot, and the numbers where there is room for them. */
interface Parts {
	readonly left: number;
	readonly width: number;
	readonly right: number;
}

/** A narrower plot than this shows nothing. */
const narrowest = 110;

function partsOn(sheet: Sheet, names: readonly string[]): Parts {
	const wished = marginOf(names);
	const room = roomOn(sheet, wished + usual.width + usual.right);
	const right = room - usual.right - 150 >= narrowest ? usual.right : 0;
	const left = Math.min(wished, room - right - narrowest);
	return { left, width: room - left - right, right };
}

/** Pixels of the left margin: what the longest name needs, within bounds. */
const marginOf = (names: readonly string[]): number => Math.min(340, Math.max(150, ...names.map((name) => [...name].length * 5.7 + 14)));

/** Rows that a block has at most; of more the largest differences are shown, and it is said. */
export const forestRows = ({ name }: Sheet): number => (name === "slide" ? 12 : 24);

/** Pixels of a block with so many rows. */
export const forestHeight = (rows: number, sheet: Sheet): number => 41 + rowHeight * Math.min(forestRows(sheet), rows);

export const hasDifferences = ({ differences }: StudySummary): boolean => differences.some(({ difference }) => isKnown(difference.value));

/**
 * What each arm changes against the first in the same patients, one block an outcome on its own scale: the difference, its 95 % interval
 * and both in numbers. Left of the zero line is less.
 */
export const forest = (study: StudySummary, sheet: Sheet = reportSheet): Spec => {
	const mostRows = forestRows(sheet);
	const blocks = [...new Set(study.differences.map(({ outcome }) => outcome))].map((name) => ({
		name,
		all: study.differences.filter((d) => d.outcome === name && isKnown(d.difference.value)),
	}));
	const known = blocks.filter(({ all }) => all.length > 0);
	const constant = constantOutcomes(study);
	const differing = known.filter(({ name }) => !constant.includes(name));
	const shown = differing.length > 0 ? differing : known;
	const parts = partsOn(
		sheet,
		study.differences.map(({ cell }) => rowName(study.cells[cell])),
	);
	const cut = shown.some(({ all }) => all.length > mostRows);
	const against = [...new Set(study.differences.map((one) => referenceName(study, one)))];
	return studyStack(
		shown.map(({ all }) => block(study, { all, parts, mostRows })),
		{
			title: studyTitle(study, {
				figure: against.length === 1 ? `differences from “${against[0]}”` : "differences between arms",
				seen: [firstSentence(study, shown[0]?.all ?? []), differing.length > 0 ? constantSentence(study) : ""],
				reading: `Each patient is compared with the same patient in the other arm. Bars: 95 % intervals; filled marks exclude zero.${overSetsReading(study)}${cut ? ` Only the ${mostRows} largest differences of each outcome are shown: chosen for their size, they would be smaller in new patients.` : ""}`,
				width: parts.left + parts.width + parts.right,
			}),
			description: `${study.title}: differences between arms with 95 % intervals`,
			spacing: 22,
			sheet,
		},
	);
};

/** The largest difference of the first outcome, in words. */
const firstSentence = ({ cells }: StudySummary, rows: readonly Difference[]): string => {
	const top = bySize(rows)[0];
	if (top === undefined) return "";
	const { value, interval, unit } = writtenDifference(top.difference, { ...top, patients: top.pairs });
	const which = rows.length > 1 ? "the largest difference, " : "";
	const unsure = isSure(top) ? "" : "; it may be none";
	return `${titleOf(top.outcome)}: ${which}${withUnit(value, unit)} (95 % interval ${interval}) with “${rowName(cells[top.cell])}”${unsure}.`;
};

/** Whether the interval leaves out zero. */
const isSure = ({ difference: { interval } }: Difference): boolean => interval.every(isKnown) && (interval[0] > 0 || interval[1] < 0);

const bySize = (rows: readonly Difference[]): readonly Difference[] =>
	[...rows].sort((a, b) => Math.abs(b.difference.value) - Math.abs(a.difference.value));

const rowName = (cell: CellSummary | undefined): string => (cell === undefined ? "?" : titleOf(cellName(cell)));

/** What the sets of an ensemble make of each difference. */
const overSetsOf = ({ differences, ensemble }: StudySummary): ReadonlyMap<Difference, OverSets | null | undefined> =>
	new Map(differences.map((row, i) => [row, ensemble?.differences[i]]));

const block = (
	study: StudySummary,
	{ all, parts: { left, width, right }, mostRows }: { all: readonly Difference[]; parts: Parts; mostRows: number },
): View => {
	const { cells } = study;
	const over = overSetsOf(study);
	const kept = new Set(bySize(all).slice(0, mostRows));
	const rows = all.filter((row) => kept.has(row));
	const first = rows[0] as Difference;
	const scale = first.kind === "probability" ? 100 : 1;
	const unit = writtenDifference(first.difference, { ...first, patients: first.pairs }).unit;
	const measure = first.kind === "probability" ? "percentage points" : ["difference of means", unit].filter((w) => w !== "").join(", ");
	const data = rows.map((row, i) => rowData(row, { cell: cells[row.cell], over: over.get(row), place: i, scale }));
	const domain = niceDomain([0, ...data.flatMap(({ low, value, high, least, most }) => [low, value, high, least, most].filter(isKnown))]);
	const height = rowHeight * rows.length;
	const x = {
		type: "quantitative" as const,
		scale: { domain: [...domain], nice: false },
		axis: {
			title: null,
			tickCount: 5,
			grid: true,
			domain: false,
			ticks: false,
			labelFlush: false,
			labelFontSize: 10,
			labelExpr: "replace(datum.label, '-', '−')",
		},
	};
	const y = { field: "place", type: "quantitative" as const, scale: { domain: [0, rows.length], reverse: true }, axis: null };
	return {
		width,
		height,
		data: { values: data },
		layer: [
			headline(`${titleOf(first.outcome)}, ${measure}`, { x: -left, y: -11 }),
			{
				data: { values: [{ zero: 0 }] },
				mark: { type: "rule", color: ink.strong, strokeWidth: 1 },
				encoding: { x: { ...x, field: "zero" } },
			},
			{
				transform: [{ filter: "isValid(datum.least) && isValid(datum.most)" }],
				mark: { type: "rule", color: overSetsColor, strokeWidth: 11 },
				encoding: { x: { ...x, field: "least" }, x2: { field: "most" }, y },
			},
			{
				transform: [{ filter: "isValid(datum.low) && isValid(datum.high)" }],
				mark: { type: "rule", color: runStyle[0].color, strokeWidth: 1.8 },
				encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y },
			},
			{
				mark: { type: "point", shape: "square", size: 50, opacity: 1, stroke: runStyle[0].color, strokeWidth: 1.6 },
				encoding: { x: { ...x, field: "value" }, y, fill: { field: "fill", type: "nominal", scale: null, legend: null } },
			},
			margin("name", { x: -left, y, limit: left - 12 }),
			...(right === 0
				? []
				: [margin("text", { x: width + 14, y, limit: 0 }), margin("pairs", { x: width + right - 2, y, limit: 0, align: "right" })]),
		],
	};
};

const margin = (
	field: string,
	{ x, y, limit, align = "left" }: { x: number; y: object; limit: number; align?: "left" | "right" },
): Layer => ({
	mark: {
		type: "text",
		align,
		baseline: "middle",
		fontSize: 10.5,
		color: field === "pairs" ? ink.soft : ink.plain,
		...(limit > 0 ? { limit } : {}),
	},
	encoding: { x: { value: x }, y: y as never, text: { field, type: "nominal" } },
});

const rowData = (
	row: Difference,
	{ cell, over, place, scale }: { cell: CellSummary | undefined; over: OverSets | null | undefined; place: number; scale: number },
) => {
	const { value, interval, unit } = writtenDifference(row.difference, { ...row, patients: row.pairs });
	const [low, high] = row.difference.interval;
	return {
		place: place + 0.5,
		name: rowName(cell),
		value: significant(row.difference.value * scale, 5),
		low: isKnown(low) ? significant(low * scale, 5) : null,
		high: isKnown(high) ? significant(high * scale, 5) : null,
		...(over
			? { least: significant(over.interval[0] * scale, 5), most: significant(over.interval[1] * scale, 5) }
			: { least: null, most: null }),
		fill: isSure(row) ? runStyle[0].color : ink.paper,
		text: `${withUnit(value, unit)}  (${interval})`,
		pairs: `n ${row.pairs.toLocaleString("en-US")}`,
	};
};
