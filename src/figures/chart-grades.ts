import type { ChartFit } from "../fit/chart-fit.ts";
import { titleOf } from "../population/study-words.ts";
import { chartFigureDisclaimer } from "./chart-fan.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { studyStack } from "./study-frame.ts";
import { figureTitleOf, headline, titled } from "./study-title.ts";
import { gradeColor, gradeInk, ink, size } from "./theme.ts";

const width = 520;
const row = 26;
/** Grades from the left, the unknown last. */
const order = [0, 1, 2, 3, 4, 5, 6] as const;
const unknown = 6;
/** Percent from which a slice has room for its digit. */
const room = 4;

/** The shares of worst grades after the known hours, by toxicity (below each other) and care (bars). */
export const chartGrades = (fit: ChartFit): Spec =>
	studyStack(
		(fit.arms[0]?.grades ?? []).map(({ toxicity }, g) => panel(fit, g, titleOf(toxicity))),
		{
			title: figureTitleOf(titled(fit.title, `worst grades that could follow the chart ${fit.chart}`), {
				lines: [
					chartFigureDisclaimer,
					`Length of a slice: weighed share of the virtual patients whose worst grade after day ${Number((fit.known / 24).toFixed(2))} is the digit in it; who dies counts as grade 5. Worth ${fit.effective.toFixed(0)} patients of equal weight.`,
				],
				width: size.leftMargin + width,
			}),
			description: `Worst grades that could follow the chart ${fit.chart}, by care`,
			spacing: 34,
		},
	);

const panel = ({ arms }: ChartFit, g: number, name: string): View => {
	const slices = arms.flatMap(({ care, grades }, place) => {
		let from = 0;
		return order.flatMap((grade) => {
			const share = grades[g]!.shares[grade]! * 100;
			const to = from + share;
			const slice = {
				place: place + 0.5,
				care,
				grade,
				from: significant(from, 5),
				to: significant(to, 5),
				middle: significant((from + to) / 2, 5),
				share,
			};
			from = to;
			return share > 0 ? [slice] : [];
		});
	});
	const y = { field: "place", type: "quantitative" as const, scale: { domain: [0, arms.length], reverse: true, nice: false }, axis: null };
	const x = {
		type: "quantitative" as const,
		scale: { domain: [0, 100], nice: false },
		axis: { title: null, values: [0, 25, 50, 75, 100], labelExpr: "datum.value + ' %'", grid: false, domain: false, ticks: false },
	};
	const bars = order.flatMap((grade): Layer[] => {
		const values = slices.filter((one) => one.grade === grade);
		if (values.length === 0) return [];
		return [
			{
				data: { values: values.map(({ place, from, to }) => ({ place, from, to })) },
				mark: { type: "rule", strokeWidth: row - 8, color: grade === unknown ? ink.faint : (gradeColor[grade] as string) },
				encoding: { x: { ...x, field: "from" }, x2: { field: "to" }, y: y as never },
			},
			{
				data: { values: values.filter(({ share }) => share >= room).map(({ place, middle }) => ({ place, middle })) },
				mark: {
					type: "text",
					baseline: "middle",
					fontSize: 11,
					fontWeight: 600,
					color: grade === unknown ? ink.plain : (gradeInk[grade] as string),
					text: grade === unknown ? "?" : String(grade),
				},
				encoding: { x: { ...x, field: "middle" }, y: y as never },
			},
		];
	});
	const names: Layer = {
		data: { values: arms.map(({ care }, place) => ({ place: place + 0.5, care: care.replace(/^.*[/\\]/, "") })) },
		mark: { type: "text", align: "right", baseline: "middle", fontSize: 11, color: ink.plain },
		encoding: { x: { value: -8 } as never, y: y as never, text: { field: "care", type: "nominal" } },
	};
	return { width, height: row * arms.length, layer: [headline(name, { y: -12 }), ...bars, names] };
};
