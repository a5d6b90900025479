import type { Run } from "../simulate/run.ts";
import { wrapped } from "./figure-title.ts";
import type { Frame } from "./frame.ts";
import type { NamedCourse } from "./grade-of-run.ts";
import { ribbonLayers } from "./grade-ribbon.ts";
import { laneLayers } from "./lane-chart.ts";
import type { CurveStyle } from "./panel.ts";
import type { Layer, View } from "./spec-types.ts";
import { ink, size } from "./theme.ts";
import type { Lane } from "./treatment-lanes.ts";

/** A course of a comparison: its letter, its line, and what was given in it. */
export interface Arm {
	readonly run: Run;
	readonly letter: string;
	readonly style: CurveStyle;
	readonly lanes: readonly Lane[];
	/** The last day that it has. */
	readonly until: number;
}

const nothing = { values: [{}] };
const lineHeight = 14;
/** Pixels of a letter of a course's title. */
const letterWidth = 6.1;

/** The key of a course with its title, and below them what was given. */
export const armRow = ({ run, letter, style, lanes }: Arm, frame: Frame): View => {
	const { names, margin } = frame.sheet;
	const left = names === "beside" ? 0 : 34 - margin;
	const title = clipped(`${run.title}${deathWords(run)}`, Math.floor((frame.width - left) / letterWidth));
	const top = lineHeight * title.length + 2;
	const own = { ...frame, rules: frame.rules.filter(({ color }) => color === style.color) };
	return {
		width: frame.width,
		height: top + lanes.length * size.lane,
		layer: [
			...key({ letter, style }, -margin),
			word(title, { x: left, color: style.color }),
			...(lanes.length === 0
				? []
				: laneLayers(
						lanes.map((lane) => ({ ...lane, color: style.color })),
						{ frame: own, axis: "none", top },
					)),
		],
	};
};

/** Why a course ends before the others. */
export const deathWords = ({ outcome }: Run): string =>
	outcome.kind === "finished" && outcome.died !== null ? ` († day ${outcome.died.day.toFixed(1)})` : "";

/** Two lines at most. */
const clipped = (text: string, letters: number): readonly string[] => {
	const lines = wrapped(text, letters);
	return lines.length <= 2 ? lines : [lines[0]!, `${wrapped(lines[1]!, letters - 2)[0]} …`];
};

const word = (text: readonly string[] | string, { x, y = lineHeight / 2 - 1, color }: { x: number; y?: number; color: string }): Layer => ({
	data: nothing,
	mark: {
		type: "text",
		align: "left",
		baseline: "middle",
		fontSize: 11,
		fontWeight: 600,
		lineHeight,
		color,
		text: typeof text === "string" ? text : [...text],
	},
	encoding: { x: { value: x }, y: { value: y } },
});

const key = ({ letter, style }: Pick<Arm, "letter" | "style">, x: number): Layer[] => {
	const y = { value: lineHeight / 2 - 1 };
	return [
		word(letter, { x, color: style.color }),
		{
			data: nothing,
			mark: { type: "rule", color: style.color, strokeWidth: 2, ...(style.dash.length > 0 ? { strokeDash: [...style.dash] } : {}) },
			encoding: { x: { value: x + 12 }, x2: { value: x + 30 }, y },
		},
	];
};

const ribbon = { height: 13, gap: 2 };

/** One grade of all courses, a strip each, so that they stand against each other. */
export const armStrips = (arms: readonly Arm[], courses: readonly (NamedCourse | undefined)[], frame: Frame): View => {
	const shown = arms.flatMap((arm, i) => (courses[i] === undefined ? [] : [{ arm, ...courses[i] }]));
	const step = ribbon.height + ribbon.gap;
	const { margin, names } = frame.sheet;
	const title = shown[0]?.title ?? "";
	return {
		width: frame.width,
		height: step * shown.length - ribbon.gap,
		layer: [
			word(names === "beside" ? `${title} grade` : title, { x: -margin, y: ribbon.height / 2, color: ink.strong }),
			...shown.flatMap(({ arm, course }, i): Layer[] => [
				...ribbonLayers(course, frame, { top: step * i, height: ribbon.height, until: arm.until }),
				word(arm.letter, { x: -12, y: step * i + ribbon.height / 2, color: arm.style.color }),
			]),
		],
	};
};
