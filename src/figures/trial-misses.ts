import type { EndpointKind, EndpointUse } from "../trial/endpoint.ts";
import { coverageText, percentText, pointsText, sdsText, useText } from "../trial/endpoint-text.ts";
import type { TrialsResult } from "../trial/result.ts";
import { type Coverage, type KindMiss, tally } from "../trial/tally.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec } from "./spec-types.ts";
import { studyStack } from "./study-frame.ts";
import { figureTitleOf, headline } from "./study-title.ts";
import { ink } from "./theme.ts";
import { trialColor } from "./trial-colors.ts";

const plot = { left: 96, width: 420, right: 250, row: 30 } as const;

/** Standard deviations beyond which a miss stands at the edge. */
const edge = 8;

export const hasMisses = ({ trials }: TrialsResult): boolean => trials.some(({ endpoints }) => endpoints.some(({ miss }) => miss !== null));

/**
 * All endpoints of all trials by kind: by how many standard deviations of its prediction the model says more (right) or less (left) than was seen, and the
 * mean of each kind.
 */
export const trialMisses = (result: TrialsResult): Spec => {
	const { all, byKind, byUse, misses } = tally(result.trials);
	const y = { field: "place", type: "quantitative" as const, scale: { domain: [0, misses.length], reverse: true }, axis: null };
	const points = pointsOf(result, misses);
	const reach = Math.min(edge, Math.max(3, ...points.map(({ sds }) => Math.ceil(Math.abs(sds)))));
	const x = {
		type: "quantitative" as const,
		scale: { domain: [-reach, reach], nice: false },
		axis: {
			title: null,
			tickCount: 9,
			grid: true,
			domain: false,
			ticks: false,
			labelFlush: false,
			labelExpr: "replace(datum.label, '-', '−')",
		},
	};
	const color = (field: string) => ({ field, type: "nominal" as const, scale: null, legend: null });
	const cut = points.some(({ sds }) => Math.abs(sds) > edge);
	return studyStack(
		[
			{
				width: plot.width,
				height: plot.row * misses.length,
				layer: [
					headline("← seen was more", { y: -12 }),
					headline("the model says more →", { x: plot.width - 126, y: -12 }),
					headline("inside", { x: plot.width + 14, y: -12, bold: false }),
					headline("mean miss", { x: plot.width + 64, y: -12, bold: false }),
					{
						data: { values: [{ from: -1.96, to: 1.96 }] },
						mark: { type: "rect", color: trialColor.expected },
						encoding: { x: { ...x, field: "from" }, x2: { field: "to" } },
					},
					{
						data: { values: [{ zero: 0 }] },
						mark: { type: "rule", color: ink.strong, strokeWidth: 1 },
						encoding: { x: { ...x, field: "zero" } },
					},
					{
						data: { values: misses.map(({ sds }, i) => ({ place: i + 0.5, mean: sds === null ? null : significant(clamped(sds), 4) })) },
						transform: [{ filter: "isValid(datum.mean)" }],
						mark: { type: "tick", orient: "vertical", size: plot.row - 6, thickness: 2.4, color: trialColor.predicted },
						encoding: { x: { ...x, field: "mean" }, y },
					},
					{
						data: { values: points },
						mark: { type: "point", size: 42, opacity: 0.9, strokeWidth: 1.4 },
						encoding: {
							x: { ...x, field: "shown" },
							y,
							fill: color("fill"),
							stroke: color("stroke"),
							shape: { field: "shape", type: "nominal", scale: null, legend: null },
						},
					},
					...kindWords(misses, { byKind, y }),
				],
			},
		],
		{
			title: figureTitleOf("Which way does the model miss what trials saw?", {
				lines: [
					`Seen inside the 95 % predictive interval: ${coverageText(all)}; ${byUse.map((use) => `${useText(use.of as EndpointUse)} ${coverageText(use)}`).join(", ")}.`,
					farthest(misses),
					`Each mark is one endpoint of one trial: predicted less seen, in standard deviations of the prediction. Circle: inside, diamond: outside; hollow: fitted or set to it. Blue tick: mean of the kind. Shaded: ± 1.96.${cut ? ` Marks at the edge lie beyond ${edge}.` : ""}`,
				],
				width: plot.left + plot.width + plot.right,
			}),
			description: "Signed misses of all endpoints by kind",
		},
	);
};

const clamped = (sds: number): number => Math.min(edge, Math.max(-edge, sds));

/** The marks of a kind stand in two rows in turn, from the left, so that neighbors do not hide each other. */
const pointsOf = ({ trials }: TrialsResult, misses: readonly KindMiss[]) =>
	misses.flatMap(({ kind }, place) =>
		trials
			.flatMap(({ endpoints }) => endpoints)
			.flatMap((row) => (row.kind === kind && row.miss?.sds !== null && row.miss !== null ? [{ row, sds: row.miss.sds }] : []))
			.sort((a, b) => a.sds - b.sds)
			.map(({ row, sds }, i) => {
				const color = row.verdict === "inside" ? trialColor.inside : trialColor.outside;
				return {
					place: place + 0.5 + [-0.16, 0.16, 0][i % 3]!,
					sds,
					shown: significant(clamped(sds), 4) as number,
					fill: row.use === "check" ? color : ink.paper,
					stroke: color,
					shape: row.verdict === "inside" ? "circle" : "diamond",
				};
			}),
	);

const kindWords = (misses: readonly KindMiss[], { byKind, y }: { byKind: readonly Coverage[]; y: object }): readonly Layer[] => {
	const data = misses.map((miss, i) => ({
		place: i + 0.5,
		kind: miss.kind,
		inside: insideOf(byKind, miss.kind),
		mean: meanText(miss),
	}));
	return [
		words("kind", { data, x: -plot.left, y }),
		words("inside", { data, x: plot.width + 14, y }),
		words("mean", { data, x: plot.width + 64, y }),
	];
};

const insideOf = (byKind: readonly Coverage[], kind: EndpointKind): string => {
	const coverage = byKind.find(({ of }) => of === kind)!;
	return `${coverage.inside}/${coverage.inside + coverage.above + coverage.below}`;
};

const meanText = ({ points, percent, sds }: KindMiss): string =>
	[points === null ? [] : pointsText(points), percent === null ? [] : percentText(percent), sds === null ? [] : `${sdsText(sds)} sd`]
		.flat()
		.join(" · ");

function farthest(misses: readonly KindMiss[]): string {
	const sure = misses.filter(({ count, sds }) => count > 1 && sds !== null).sort((a, b) => Math.abs(b.sds ?? 0) - Math.abs(a.sds ?? 0));
	const [worst] = sure;
	if (worst === undefined || worst.sds === null) return "";
	return `Of kinds with several endpoints the farthest is ${worst.kind}: the model says too ${worst.sds > 0 ? "much" : "little"}, mean miss ${meanText(worst)} (${worst.high} predicted too high, ${worst.low} too low).`;
}

const words = (field: string, { data, x, y }: { data: readonly object[]; x: number; y: object }): Layer => ({
	data: { values: [...data] as Record<string, unknown>[] },
	mark: { type: "text", align: "left", baseline: "middle", fontSize: 10.5, color: ink.plain },
	encoding: { x: { value: x }, y: y as never, text: { field, type: "nominal" } },
});
