import { isKnown } from "../population/estimate-text.ts";
import type { CellSummary, Coordinate, OutcomeSummary, StudySummary } from "../population/study-summary.ts";
import { armsOf, axisTitle, estimateOf, outcomeOf, outcomeTitle, tickLabel, titleOf } from "../population/study-words.ts";
import { armKey } from "./arm-key.ts";
import { type ArmLook, armLine, armLook, armMark } from "./arm-looks.ts";
import { niceDomain } from "./nice-domain.ts";
import { overSetsColor, overSetsIn } from "./over-sets.ts";
import { significant } from "./significant.ts";
import type { Layer, View } from "./spec-types.ts";
import { headline } from "./study-title.ts";

const width = 345;
const height = 230;

/** Curves over the one path that is varied, one a arm, with the 95 % interval at each point: the outcome, and the price beside it. */
export const timingCurves = (study: StudySummary, outcomes: readonly OutcomeSummary[]): readonly View[] => {
	const axis = study.cells.find(({ vary }) => vary.length > 0)?.vary[0];
	if (axis === undefined) return [];
	const arms = armsOf(study);
	const key = arms.length > 1 ? [armKey(arms.map(titleOf), { width: 2 * width + 60 })] : [];
	return [...key, { spacing: 34, hconcat: outcomes.map((outcome) => panel(study, { outcome, axis })) }];
};

interface CurvePoint {
	readonly x: string | number;
	readonly value: number | null;
	readonly low: number | null;
	readonly high: number | null;
	/** 95 % of the sets of an ensemble. */
	readonly least: number | null;
	readonly most: number | null;
}

const panel = (study: StudySummary, { outcome, axis }: { outcome: OutcomeSummary; axis: Coordinate }): View => {
	const arms = armsOf(study);
	const curves = arms.map((arm) => study.cells.filter((cell) => cell.arm === arm).flatMap((cell) => point(study, cell, outcome.name)));
	const levels = arms.map((arm) =>
		study.cells.filter(({ arm: of, vary }) => of === arm && vary.length === 0).flatMap((cell) => level(study, cell, outcome.name)),
	);
	const numbers = [...curves, ...levels]
		.flat()
		.flatMap(({ value, low, high, least, most }) => [value, low, high, least, most].filter(isKnown));
	const y = yAxis(outcome, numbers);
	const x = xAxis(study, axis);
	return {
		width,
		height,
		layer: [
			headline(outcomeTitle(outcome)),
			...levels.flatMap((of, i) => across(of, { y, look: armLook(i) })),
			...curves.flatMap((points, i) => curve(points, { x, y, look: armLook(i), offset: (i - (arms.length - 1) / 2) * 4 })),
		],
	};
};

const point = (study: StudySummary, cell: CellSummary, name: string): readonly CurvePoint[] => {
	const at = cell.vary[0];
	return at === undefined ? [] : level(study, cell, name).map((numbers) => ({ x: at.value ?? tickLabel(at), ...numbers }));
};

/** The outcome of a cell with its interval, percent for a probability; none when it is not known. */
const level = (study: StudySummary, cell: CellSummary, name: string): readonly Omit<CurvePoint, "x">[] => {
	const outcome = outcomeOf(cell, name);
	if (outcome === undefined || !isKnown(estimateOf(outcome).value)) return [];
	const { value, interval } = estimateOf(outcome);
	const scale = outcome.kind === "probability" ? 100 : 1;
	const [low, high] = interval.map((bound) => (isKnown(bound) ? significant(bound * scale, 5) : null));
	const over = overSetsIn(study, cell, { name, scale });
	const [least, most] = (over ?? [null, null]).map((bound) => (bound === null ? null : significant(bound, 5)));
	return [{ value: significant(value * scale, 5), low: low ?? null, high: high ?? null, least: least ?? null, most: most ?? null }];
};

const yAxis = ({ kind }: OutcomeSummary, numbers: readonly number[]) => ({
	type: "quantitative" as const,
	scale: { domain: [...niceDomain(numbers, kind === "probability" ? { from: 0, atMost: 100 } : {})], nice: false, zero: false },
	axis: { title: null, tickCount: 5, domain: false, ticks: false, grid: true, labelFontSize: 11 },
});

/** Numbers stand at their distance, over decades on a logarithmic scale; words side by side. */
const xAxis = ({ cells }: StudySummary, axis: Coordinate) => {
	const points = cells.flatMap(({ vary }) => (vary[0] === undefined ? [] : [vary[0]]));
	const look = { title: axisTitle(axis), domain: true, ticks: true, grid: false, labelFontSize: 11, labelAngle: 0, titlePadding: 6 };
	const values = [...new Set(points.map(({ value }) => value))];
	if (!values.every(isKnown) || values.length < 2)
		return {
			field: "x",
			type: "nominal" as const,
			sort: [...new Set(points.map(tickLabel))],
			scale: { type: "point" as const, padding: 0.5 },
			axis: look,
		};
	const [least, most] = [Math.min(...values), Math.max(...values)];
	const decades = least > 0 && most / least > 30;
	const pad = (most - least) * 0.06;
	return {
		field: "x",
		type: "quantitative" as const,
		scale: decades
			? { type: "log" as const, domain: [least / 1.2, most * 1.2], nice: false }
			: { domain: [least - pad, most + pad], nice: false, zero: false },
		axis: { ...look, values: [...values], labelOverlap: true },
	};
};

/** An arm in which nothing is varied: a line across the panel with its interval as a band. */
const across = (levels: readonly Omit<CurvePoint, "x">[], { y, look }: { y: ReturnType<typeof yAxis>; look: ArmLook }): Layer[] => {
	if (levels.length === 0) return [];
	const data = { values: levels.map((one) => ({ ...one })) };
	return [
		{
			data: { values: levels.filter(({ least, most }) => least !== null && most !== null).map((one) => ({ ...one })) },
			mark: { type: "rect", color: overSetsColor, opacity: 0.55 },
			encoding: { y: { ...y, field: "least" }, y2: { field: "most" } },
		},
		{
			data: { values: levels.filter(({ low, high }) => low !== null && high !== null).map((one) => ({ ...one })) },
			mark: { type: "rect", color: look.color, opacity: 0.12 },
			encoding: { y: { ...y, field: "low" }, y2: { field: "high" } },
		},
		{ data, mark: { type: "rule", ...armLine(look), strokeWidth: 1.8 }, encoding: { y: { ...y, field: "value" } } },
	];
};

interface CurveLook {
	readonly x: ReturnType<typeof xAxis>;
	readonly y: ReturnType<typeof yAxis>;
	readonly look: ArmLook;
	/** Pixels to the right, so that the intervals of several arms stand beside each other. */
	readonly offset: number;
}

const curve = (points: readonly CurvePoint[], { x, y, look, offset }: CurveLook): Layer[] => {
	const data = { values: points.map((p) => ({ ...p })) };
	const line: Layer[] =
		x.type === "nominal"
			? []
			: [
					{
						data,
						mark: { type: "line", ...armLine(look), xOffset: offset },
						encoding: { x, y: { ...y, field: "value" } },
					},
				];
	return [
		{
			data: { values: points.filter((p) => p.least !== null && p.most !== null).map((p) => ({ ...p })) },
			mark: { type: "rule", color: overSetsColor, xOffset: offset, strokeWidth: 9 },
			encoding: { x, y: { ...y, field: "least" }, y2: { field: "most" } },
		},
		{
			data: { values: points.filter((p) => p.low !== null && p.high !== null).map((p) => ({ ...p })) },
			mark: { type: "rule", color: look.color, xOffset: offset, strokeWidth: 1.2, opacity: 0.75 },
			encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
		},
		...line,
		{
			data,
			mark: { ...armMark(look), xOffset: offset },
			encoding: { x, y: { ...y, field: "value" } },
		},
	];
};
