import type { Run } from "../simulate/run.ts";
import { wrapped } from "./figure-title.ts";
import { dayEncoding, type Frame } from "./frame.ts";
import type { NamedCourse } from "./grade-of-run.ts";
import { ribbonLayers } from "./grade-ribbon.ts";
import { haloText } from "./halo-text.ts";
import type { Layer, View } from "./spec-types.ts";
import { ink, size } from "./theme.ts";
import { type RuleTag, ruleTags, treatmentRules } from "./treatment-rules.ts";

interface RunStyle {
	readonly color: string;
	readonly dash: readonly number[];
}

const nothing = { values: [{}] };
const titleHeight = 14;
const titleMiddle = titleHeight / 2 - 1;
const markHeight = 12;
const ribbonHeight = 15;

interface RowParts {
	readonly letter: string;
	readonly style: RunStyle;
	readonly frame: Frame;
	/** The grade that the comparison is about; undefined when it is about none, or the run was not graded so. */
	readonly graded: NamedCourse | undefined;
}

/** One run of a comparison: its letter and line, its title, its treatments, its grade. */
export const runRow = (run: Run, { letter, style, frame, graded }: RowParts): View => {
	const tags = ruleTags({ ...frame, rules: treatmentRules(run, frame.window) }, "short");
	const top = titleHeight + 2 + markHeight * Math.max(0, ...tags.map((tag) => tag.row + 1));
	// Without a grade the key stands beside the title.
	const ribbon = graded === undefined ? { height: 0, middle: titleMiddle } : { height: ribbonHeight, middle: top + ribbonHeight / 2 };
	return {
		width: frame.width,
		height: top + ribbon.height,
		layer: [
			...(graded === undefined ? [] : ribbonLayers(graded.course, frame, { top, height: ribbon.height })),
			...markLayers(tags, frame),
			...key({ letter, style, words: graded === undefined ? "" : worstWords(graded) }, ribbon.middle),
			title(run, style),
		],
	};
};

const title = (run: Run, { color }: RunStyle): Layer => ({
	data: nothing,
	mark: { type: "text", align: "left", baseline: "middle", fontSize: 11, fontWeight: 600, color, text: clipped(run.title, 112) },
	encoding: { x: { value: 0 }, y: { value: titleMiddle } },
});

const clipped = (text: string, most: number): string => (text.length <= most ? text : `${wrapped(text, most - 1)[0] ?? ""} …`);

const worstWords = ({ title: name, course: { worst } }: NamedCourse): string =>
	worst === null ? "unknown" : worst === 0 ? `no ${name}` : `worst grade ${worst}`;

const key = ({ letter, style, words: worst }: { letter: string; style: RunStyle; words: string }, middle: number): Layer[] => {
	const y = { value: middle };
	const text = (words: string, { x, bold, color }: { x: number; bold: boolean; color: string }): Layer => ({
		data: nothing,
		mark: { type: "text", align: "left", baseline: "middle", fontSize: 11, fontWeight: bold ? 600 : 400, color, text: words },
		encoding: { x: { value: x - size.leftMargin }, y },
	});
	return [
		text(letter, { x: 0, bold: true, color: style.color }),
		{
			data: nothing,
			mark: { type: "rule", color: style.color, strokeWidth: 2, ...(style.dash.length > 0 ? { strokeDash: [...style.dash] } : {}) },
			encoding: { x: { value: 16 - size.leftMargin }, x2: { value: 50 - size.leftMargin }, y },
		},
		text(worst, { x: 58, bold: false, color: ink.plain }),
	];
};

/** A triangle and a short name for each treatment that matters. */
const markLayers = (tags: readonly RuleTag[], frame: Frame): Layer[] => {
	const marks = tags.map(({ day, row, text, color }) => ({ day, y: titleHeight + markHeight * (row + 0.5), text, color }));
	return [
		...haloText(marks, { frame, dx: 6, axis: "none" }),
		{
			data: { values: marks.map(({ day, y, color }) => ({ day, y, color })) },
			mark: { type: "point", shape: "triangle-down", filled: true, size: 48, opacity: 1 },
			encoding: {
				x: dayEncoding(frame, "none"),
				y: { field: "y", type: "quantitative", scale: null, axis: null },
				color: { field: "color", type: "nominal", scale: null, legend: null },
			},
		},
	];
};
