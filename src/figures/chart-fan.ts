import type { Observation } from "../fit/chart-errors.ts";
import type { ChartFit, FanBand } from "../fit/chart-fit.ts";
import { titleOf } from "../population/study-words.ts";
import { lookOf } from "../trajectory/display.ts";
import { columnWidth, dayAxis, marginTitle, usualBand, valueAxis } from "./fan-chart.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { studyStack } from "./study-frame.ts";
import { columnHead, figureTitleOf, titled } from "./study-title.ts";
import { ink, size } from "./theme.ts";
import { type ValueScale, valueScale } from "./value-scale.ts";

/** More columns would make no figure that fits a page. */
const mostRows = 7;
const mostArms = 4;
const gap = 16;
const height = 92;

const shades = { outer: "#cdd6e0", inner: "#8a9bb0", median: ink.strong } as const;

/** Said in every figure that is made of a chart. */
export const chartFigureDisclaimer =
	"For teaching only, never advice for a real patient: virtual patients of a model, not a forecast of anybody.";

/** What could follow a chart, by column (rows) and care (side by side): the middle 50 and 80 % of what would be charted, over what was. */
export const chartFan = (fit: ChartFit): Spec => {
	const arms = fit.arms.slice(0, mostArms);
	const bands = (arms[0]?.bands ?? []).slice(0, mostRows);
	const width = columnWidth(arms.length);
	return studyStack(
		bands.map((band, b): View => {
			const look = lookOf({ ...band, name: band.column });
			const own = arms.map((arm) => arm.bands[b]!);
			const charted = fit.charted.filter(({ column }) => column === band.column);
			const scale = scaleFor(own, charted, look.axis);
			return {
				spacing: gap,
				bounds: "flush",
				hconcat: own.map((one, i) =>
					panel(fit, {
						band: one,
						charted,
						scale,
						width,
						first: i === 0,
						head: b === 0 ? headOf(fit, i) : undefined,
						bottom: b === bands.length - 1,
					}),
				),
			};
		}),
		{
			title: figureTitleOf(titled(fit.title, `what could follow the chart ${fit.chart}`), {
				lines: [
					chartFigureDisclaimer,
					`${fit.distinct} virtual patients by their likelihood, worth ${fit.effective.toFixed(0)} of equal weight; ${fit.values} charted values up to day ${Number((fit.known / 24).toFixed(2))} (dotted line).${fit.power < 1 ? ` Errors taken ${(1 / Math.sqrt(fit.power)).toFixed(1)} times as large as the chart’s own.` : ""}`,
					"Line: median; dark band: the middle 50 %, pale band: the middle 80 % of what would be charted. Points: charted; rings: hidden from the fit. Green: usual adult range.",
				],
				width: size.leftMargin + arms.length * (width + gap),
			}),
			description: `What could follow the chart ${fit.chart}, by care: ${bands.map(({ column }) => column).join(", ")}`,
			spacing: 14,
		},
	);
};

const headOf = ({ arms }: ChartFit, i: number): string => {
	const { care } = arms[i]!;
	return care === "none" ? "Nobody acts any more" : titleOf(care.replace(/^.*[/\\]/, ""));
};

function scaleFor(bands: readonly FanBand[], charted: readonly Observation[], axis: Parameters<typeof valueScale>[0]): ValueScale {
	const values = [...bands.flatMap(({ lines }) => [...lines["0.1"], ...lines["0.9"]]), ...charted.map(({ value }) => value)].filter(
		(value) => Number.isFinite(value),
	);
	const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
	const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
	return valueScale(axis, values.length > 0 ? { low, high } : { low: 0, high: 1 });
}

interface FanPanel {
	readonly band: FanBand;
	readonly charted: readonly Observation[];
	readonly scale: ValueScale;
	readonly width: number;
	readonly first: boolean;
	readonly head: string | undefined;
	readonly bottom: boolean;
}

const panel = (fit: ChartFit, { band, charted, scale, width, first, head, bottom }: FanPanel): View => {
	const look = lookOf({ ...band, name: band.column });
	const from = Math.min(0, (charted[0]?.time ?? 0) / 24);
	const x = dayAxis([from, fit.until / 24], { labels: bottom, width });
	const y = valueAxis(scale, first);
	const floor = scale.kind === "log" ? scale.domain[0] : Number.NEGATIVE_INFINITY;
	const held = (value: number) => (Number.isFinite(value) ? significant(Math.max(value, floor), 4) : null);
	const values = fit.times.map((time, t) => ({
		day: significant(time / 24, 6),
		q10: held(band.lines["0.1"][t]!),
		q25: held(band.lines["0.25"][t]!),
		q50: held(band.lines["0.5"][t]!),
		q75: held(band.lines["0.75"][t]!),
		q90: held(band.lines["0.9"][t]!),
	}));
	const area = (low: string, high: string, color: string): Layer => ({
		data: { values: values.map((row) => ({ ...row })) },
		mark: { type: "area", color, opacity: 0.85, clip: true },
		encoding: { x, y: { ...y, field: low } as never, y2: { field: high } },
	});
	const points = (isHidden: boolean): Layer[] => {
		const shown = charted.filter(
			({ time, value }) => time > fit.known === isHidden && value >= scale.domain[0] && value <= scale.domain[1],
		);
		if (shown.length === 0) return [];
		return [
			{
				data: { values: shown.map(({ time, value }) => ({ day: significant(time / 24, 6), charted: value })) },
				mark: {
					type: "point",
					filled: true,
					fill: isHidden ? ink.paper : "#c2651a",
					stroke: "#c2651a",
					strokeWidth: 1,
					opacity: 1,
					size: isHidden ? 14 : 9,
				},
				encoding: { x, y: { ...y, field: "charted" } as never },
			},
		];
	};
	return {
		width,
		height,
		layer: [
			...usualBand(look, y, scale),
			...(head === undefined ? [] : [columnHead(head, width)]),
			...(first ? marginTitle(look, { unit: band.unit, scale }) : []),
			area("q10", "q90", shades.outer),
			area("q25", "q75", shades.inner),
			{
				data: { values: values.map((row) => ({ ...row })) },
				mark: { type: "line", color: shades.median, strokeWidth: 1.8, clip: true },
				encoding: { x, y: { ...y, field: "q50" } as never },
			},
			{
				data: { values: [{ day: significant(fit.known / 24, 6) }] },
				mark: { type: "rule", color: ink.plain, strokeWidth: 1, strokeDash: [2, 3] },
				encoding: { x },
			},
			...points(false),
			...points(true),
		],
	};
};
