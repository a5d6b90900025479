import { exactShare } from "../population/binomial-interval.ts";
import { withUnit, written } from "../population/estimate-text.ts";
import type { CellSummary, GradeFlow, StudySummary } from "../population/study-summary.ts";
import { cellName, titleOf } from "../population/study-words.ts";
import { columnWidth, dayAxis, mostBeside } from "./fan-chart.ts";
import { reportSheet, type Sheet } from "./sheet.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { studyStack } from "./study-frame.ts";
import { columnHead, rowHead, saidOf, studyTitle } from "./study-title.ts";
import { gradeColor, gradeInk, ink, size } from "./theme.ts";

const height = 170;
const gap = 16;
const spacing = 30;

/** Pixels of a row. */
export const flowHeight = height + spacing;

export const hasFlows = ({ cells }: StudySummary): boolean => cells.some(({ flows }) => flows.length > 0);

/** The share of patients at each grade by day, worst on top, by arm (side by side) and grade (CRS above ICANS). The dead stay at grade 5. */
export const gradeFlow = (study: StudySummary, sheet: Sheet = reportSheet): Spec => {
	const all = study.cells.filter(({ flows }) => flows.length > 0);
	const cells = all.slice(0, mostBeside(sheet));
	const grades = [...new Set(cells.flatMap(({ flows }) => flows.map(({ grade }) => grade)))];
	const width = columnWidth(cells.length, sheet);
	const unknown = cells.some(({ flows }) => flows.some(({ counts }) => counts.some((day) => (day[6] ?? 0) > 0)));
	return studyStack(
		grades.map(
			(grade, row): View => ({
				spacing: gap,
				bounds: "flush",
				hconcat: cells.map((cell, i) => panel(cell, { grade, width, first: i === 0, bottom: row === grades.length - 1 })),
			}),
		),
		{
			title: studyTitle(study, {
				figure: "who stands at which grade",
				seen: grades.map((grade) => worstSentence(cells, grade)),
				reading: `Height of a band: share of patients at that grade on that day, the worst on top; the dead stay at grade 5.${unknown ? " Hatched: grade not known." : ""}${all.length > cells.length ? ` The first ${cells.length} of ${all.length} cells.` : ""}`,
				width: size.leftMargin + cells.length * (width + gap),
			}),
			description: `${study.title}: share of patients at each grade by day and arm`,
			spacing,
			sheet,
		},
	);
};

/** The day on which most patients stand at grade 3 or more. */
const worstDay = ({ counts }: GradeFlow, days: readonly number[]) =>
	counts
		.map((at, i) => ({ day: days[i] ?? 0, severe: at.slice(3, 6).reduce((a, b) => a + b, 0), of: at.reduce((a, b) => a + b, 0) }))
		.reduce((worst, now) => (now.severe > worst.severe ? now : worst), { day: 0, severe: 0, of: 0 });

const severeText = ({ severe, of }: { severe: number; of: number }): string => {
	const { value, interval, unit } = written(exactShare(severe, of), { kind: "probability", unit: "1", patients: of });
	return `${withUnit(value, unit)} (${interval})`;
};

const worstSentence = (cells: readonly CellSummary[], grade: string): string => {
	const said = cells.flatMap((cell) => {
		const flow = cell.flows.find((f) => f.grade === grade);
		if (flow === undefined) return [];
		const worst = worstDay(flow, cell.days);
		const text = worst.severe === 0 ? "nobody on any day" : `${severeText(worst)} on day ${Number(worst.day.toFixed(1))}`;
		return [{ name: cellName(cell), text, size: worst.of > 0 ? worst.severe / worst.of : 0 }];
	});
	return `${titleOf(grade)} grade 3 or more at the worst day (95 % interval): ${saidOf(said)}.`;
};

interface FlowPanel {
	readonly grade: string;
	readonly width: number;
	readonly first: boolean;
	readonly bottom: boolean;
}

const panel = (cell: CellSummary, { grade, width, first, bottom }: FlowPanel): View => {
	const flow = cell.flows.find((f) => f.grade === grade);
	const x = dayAxis(cell.days, { labels: bottom, width });
	const y = {
		type: "quantitative" as const,
		scale: { domain: [0, 100], nice: false },
		axis: {
			title: null,
			values: [0, 25, 50, 75, 100],
			labels: first,
			labelExpr: "datum.value + ' %'",
			grid: true,
			domain: false,
			ticks: false,
		},
	};
	return {
		width,
		height,
		layer: [
			columnHead(titleOf(cellName(cell)), width),
			...(first ? rowHead(`${titleOf(grade)} grade`, "share of patients") : []),
			...(flow === undefined ? [] : bandsOf(flow, { days: cell.days, width, x, y })),
		],
	};
};

interface BandParts {
	readonly days: readonly number[];
	readonly width: number;
	readonly x: ReturnType<typeof dayAxis>;
	readonly y: object;
}

/** From the bottom: not known, no event, then grades 1 to 5. */
const order: readonly number[] = [6, 0, 1, 2, 3, 4, 5];

/** What a band covers on a day, in percent of patients. */
interface Slice {
	readonly day: number | null;
	readonly low: number | null;
	readonly high: number | null;
}

const slicesOf = ({ counts }: GradeFlow, { grade, days }: { grade: number; days: readonly number[] }): readonly Slice[] =>
	counts.flatMap((at, i) => {
		const all = at.reduce((a, b) => a + b, 0);
		if (all === 0) return [];
		const below = order.slice(0, order.indexOf(grade)).reduce((sum, g) => sum + (at[g] ?? 0), 0);
		return [
			{
				day: significant(days[i] ?? 0, 5),
				low: significant((below / all) * 100, 5),
				high: significant(((below + (at[grade] ?? 0)) / all) * 100, 5),
			},
		];
	});

const bandsOf = (flow: GradeFlow, { days, width, x, y }: BandParts): Layer[] =>
	order.flatMap((grade): Layer[] => {
		const slices = slicesOf(flow, { grade, days });
		if (!slices.some(({ low, high }) => (high ?? 0) > (low ?? 0))) return [];
		const color = grade === 6 ? "#ffffff" : (gradeColor[grade] as string);
		return [
			{
				data: { values: slices.map((s) => ({ ...s })) },
				mark: { type: "area", color, opacity: 1, clip: true, line: { color: grade === 6 ? ink.faint : ink.paper, strokeWidth: 0.8 } },
				encoding: { x, y: { ...y, field: "high" } as never, y2: { field: "low" } },
			},
			...(grade === 6 ? hatch(slices, { days, width, x, y }) : []),
			...digit(slices, { grade, days, width, x, y }),
		];
	});

/** Slanted lines over the slices, some eight pixels apart. */
const hatch = (slices: readonly Slice[], { days, width, x, y }: BandParts): Layer[] => {
	const perDay = width / Math.max(1, Math.max(...days) - Math.min(...days));
	return [
		{
			data: { values: slices.slice(1).flatMap((to, i) => slants(slices[i] as Slice, to, perDay)) },
			mark: { type: "rule", color: ink.faint, strokeWidth: 1, clip: true },
			encoding: { x, x2: { field: "next" }, y: { ...y, field: "low" } as never, y2: { field: "high" } },
		},
	];
};

/** Between two days, each from the floor to the height of the slice where it ends. */
const slants = (from: Slice, to: Slice, perDay: number) => {
	const [start, end] = [from.day ?? 0, to.day ?? 0];
	const [low, high] = [from.high ?? 0, to.high ?? 0];
	if (low === 0 || high === 0) return [];
	const lines = Math.max(1, Math.round(((end - start) * perDay) / 8));
	const at = (k: number) => start + ((end - start) * k) / lines;
	return Array.from({ length: lines }, (_, k) => ({
		day: significant(at(k), 6),
		next: significant(at(k + 1), 6),
		low: 0,
		high: significant(low + ((high - low) * (k + 1)) / lines, 5),
	}));
};

/** The grade stands in its band where that is highest, if it has room there. */
const digit = (slices: readonly Slice[], { grade, days, width, x, y }: BandParts & { grade: number }): Layer[] => {
	const perDay = width / Math.max(1, Math.max(...days) - Math.min(...days));
	const inside = slices.filter(({ day }) => ((day ?? 0) - Math.min(...days)) * perDay > 8 && (Math.max(...days) - (day ?? 0)) * perDay > 8);
	const thickness = (slice: Slice | undefined) => (((slice?.high ?? 0) - (slice?.low ?? 0)) / 100) * height;
	// A steep band is high on one day only: its neighbors must have room as well.
	const room = (slice: Slice) => {
		const at = slices.indexOf(slice);
		return Math.min(...[at - 1, at, at + 1].map((k) => thickness(slices[k])));
	};
	const widest = [...inside].sort((a, b) => room(b) - room(a))[0];
	if (widest === undefined || room(widest) < 9) return [];
	return [
		{
			data: { values: [{ day: widest.day, middle: ((widest.low ?? 0) + (widest.high ?? 0)) / 2 }] },
			mark: {
				type: "text",
				fontSize: 11,
				fontWeight: 600,
				baseline: "middle",
				color: grade === 6 ? ink.plain : (gradeInk[grade] as string),
				text: grade === 6 ? "?" : String(grade),
			},
			encoding: { x, y: { ...y, field: "middle" } as never },
		},
	];
};
