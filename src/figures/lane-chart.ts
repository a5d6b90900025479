import { type DayAxis, dayEncoding, type Frame } from "./frame.ts";
import { type HaloWord, haloText, textWidth } from "./halo-text.ts";
import { significant } from "./significant.ts";
import type { Layer, View } from "./spec-types.ts";
import { ink, size } from "./theme.ts";
import { pixelsPerDay } from "./time-window.ts";
import type { Lane } from "./treatment-lanes.ts";
import { ruleTags, type TagWish } from "./treatment-rules.ts";

/** What was given, one lane a treatment: triangles for doses, bars for rates and devices, amounts where they have room. */
export const laneChart = (lanes: readonly Lane[], frame: Frame, axis: DayAxis = "none"): View => ({
	width: frame.width,
	height: Math.max(lanes.length, 1) * size.lane,
	layer: [...laneLayers(lanes, { frame, axis, top: 0 })],
});

/** Where lanes stand: pixels from the top of their view. */
interface LanePlace {
	readonly frame: Frame;
	readonly axis: DayAxis;
	readonly top: number;
}

/** The marks of lanes, for views that hold more than them. */
export const laneLayers = (lanes: readonly Lane[], place: LanePlace): readonly Layer[] => [
	laneLines(lanes, place),
	rules(lanes, place),
	names(lanes, place),
	bars(lanes, place),
	doses(lanes, place),
	...haloText(labels(lanes, place, "after"), { ...place, dx: 7 }),
	...haloText(labels(lanes, place, "before"), { ...place, dx: -7 }),
];

/** The names of the rules, where the panels begin. */
export const tagStrip = (frame: Frame, wish: TagWish): View[] => {
	const tags = ruleTags(frame, wish);
	if (tags.length === 0) return [];
	const height = size.lane * Math.max(...tags.map((tag) => tag.row + 1));
	return [
		{
			width: frame.width,
			height,
			layer: [
				{
					data: {
						values: [
							{ day: 0, y: 0, bottom: height, color: ink.faint },
							...tags.map(({ day, row, color }) => ({ day, y: wish === "short" ? 0 : middle(row), bottom: height, color })),
						],
					},
					mark: { type: "rule", strokeWidth: 1, opacity: 0.8, strokeDash: [4, 2] },
					encoding: { x: dayEncoding(frame, "none"), y, y2: { field: "bottom" }, color },
				},
				...haloText(
					tags.map((tag) => ({ day: tag.day, y: middle(tag.row), text: tag.text, color: tag.color })),
					{ frame, dx: 3, axis: "none" },
				),
			],
		},
	];
};

const middle = (row: number, top = 0): number => top + (row + 0.5) * size.lane;

/** Heights are pixels: no scale stands between. */
const y = { field: "y", type: "quantitative" as const, scale: null, axis: null };
const color = { field: "color", type: "nominal" as const, scale: null, legend: null };

const laneLines = (lanes: readonly Lane[], { frame, axis, top }: LanePlace): Layer => ({
	data: { values: lanes.map((_, row) => ({ from: frame.window.from, to: frame.window.to, y: middle(row, top) })) },
	mark: { type: "rule", color: ink.grid },
	encoding: { x: { ...dayEncoding(frame, axis), field: "from" }, x2: { field: "to" }, y },
});

/** Each rule begins in its own lane and runs down into the panels. */
const rules = (lanes: readonly Lane[], { frame, axis, top }: LanePlace): Layer => ({
	data: {
		values: [
			{ day: 0, y: top, bottom: top + lanes.length * size.lane, color: ink.faint },
			...frame.rules.map((rule) => ({
				day: rule.day,
				y: middle(
					Math.max(
						0,
						lanes.findIndex((l) => l.what === rule.what),
					),
					top,
				),
				bottom: top + lanes.length * size.lane,
				color: rule.color,
			})),
		],
	},
	mark: { type: "rule", strokeWidth: 1, opacity: 0.8, strokeDash: [4, 2] },
	encoding: { x: dayEncoding(frame, axis), y, y2: { field: "bottom" }, color },
});

const names = (lanes: readonly Lane[], { frame: { sheet }, top }: LanePlace): Layer => ({
	data: {
		values: lanes.map((lane, row) => ({ y: middle(row, top), name: sheet.names === "beside" ? lane.name : lane.short, color: lane.color })),
	},
	mark: { type: "text", align: "left", baseline: "middle", fontSize: 11, fontWeight: 600 },
	encoding: { x: { value: -sheet.margin }, y, text: { field: "name", type: "nominal" }, color },
});

const bars = (lanes: readonly Lane[], { frame, axis, top }: LanePlace): Layer => ({
	data: {
		values: lanes.flatMap((lane, row) =>
			lane.supports.map((m) => ({
				from: significant(m.from, 6),
				to: significant(m.to, 6),
				y: significant(middle(row, top) + barHalf - 2 * barHalf * Math.max(m.share, 0.12), 5),
				y2: middle(row, top) + barHalf,
				color: lane.color,
			})),
		),
	},
	// The thin edge closes the seams between the many small steps of a titrated rate.
	mark: { type: "rect", clip: true, strokeWidth: 0.5 },
	encoding: { x: { ...dayEncoding(frame, axis), field: "from" }, x2: { field: "to" }, y, y2: { field: "y2" }, color, stroke: color },
});

const barHalf = 4.5;

/** The height of a dose's mark in its lane, by the share that it is of the largest: a taper falls. */
const doseTop = (row: number, top: number, { share }: Lane["doses"][number]): number =>
	significant(middle(row, top) + barHalf - 2 * barHalf * Math.max(share, 0.15), 5) ?? 0;

const doses = (lanes: readonly Lane[], { frame, axis, top }: LanePlace): Layer => ({
	layer: [
		{
			data: {
				values: lanes.flatMap((lane, row) =>
					isEven(lane)
						? []
						: lane.doses.map((m) => ({
								day: significant(m.from, 6),
								y: doseTop(row, top, m),
								y2: middle(row, top) + barHalf,
								color: lane.color,
							})),
				),
			},
			mark: { type: "rule", strokeWidth: 2 },
			encoding: { x: dayEncoding(frame, axis), y, y2: { field: "y2" }, color },
		},
		{
			data: {
				values: lanes.flatMap((lane, row) =>
					isEven(lane) ? lane.doses.map((m) => ({ day: significant(m.from, 6), y: middle(row, top), color: lane.color })) : [],
				),
			},
			mark: { type: "point", shape: "triangle-down", filled: true, size: 52, opacity: 1, stroke: ink.paper, strokeWidth: 0.6 },
			encoding: { x: dayEncoding(frame, axis), y, color },
		},
	],
});

/** Doses of one size are triangles; of several sizes, as in a taper, sticks as high as they are large. */
const isEven = ({ doses: all }: Lane): boolean => all.every(({ share }) => share >= 0.99);

const labels = (lanes: readonly Lane[], { frame, top }: LanePlace, side: PlacedLabel["side"]): readonly HaloWord[] =>
	lanes.flatMap((lane, row) =>
		laneLabels(lane, frame)
			.filter((l) => l.side === side)
			.map((l) => ({ day: significant(l.day, 6) ?? 0, y: middle(row, top), text: l.text, color: lane.color })),
	);

interface PlacedLabel {
	readonly day: number;
	readonly text: string;
	readonly side: "after" | "before";
}

/** Texts that fit behind the end of their marks, or else before their begin; a text that fits nowhere is left out. */
const laneLabels = (lane: Lane, frame: Frame): readonly PlacedLabel[] => {
	const perDay = pixelsPerDay(frame.window, frame.width);
	return lane.labels.flatMap(({ from, end, text }, i): readonly PlacedLabel[] => {
		const needed = textWidth(text) + 14;
		const after = ((lane.labels[i + 1]?.from ?? frame.window.to + 1) - end) * perDay;
		const before = (from - (lane.labels[i - 1]?.end ?? frame.window.from)) * perDay;
		if (text === "") return [];
		if (after >= needed) return [{ day: end, text, side: "after" }];
		return before >= needed ? [{ day: from, text, side: "before" }] : [];
	});
};
