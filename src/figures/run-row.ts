import type { GradeCourse } from "../grading/course.ts";
import type { Run } from "../simulate/run.ts";
import { wrapped } from "./figure-title.ts";
import { dayEncoding, type Frame } from "./frame.ts";
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
const markHeight = 12;
const ribbonHeight = 15;

/** One run of a comparison: its letter and line, its title, its treatments, its grades. */
export const runRow = (run: Run, { letter, style, frame }: { letter: string; style: RunStyle; frame: Frame }): View => {
	const tags = ruleTags({ ...frame, rules: treatmentRules(run, frame.window) }, "short");
	const [toxicity = ""] = Object.keys(run.toxicities);
	const first = run.grades[toxicity];
	const top = titleHeight + 2 + markHeight * Math.max(0, ...tags.map((tag) => tag.row + 1));
	return {
		width: frame.width,
		height: top + ribbonHeight,
		layer: [
			...(first === undefined ? [] : ribbonLayers(first, frame, { top, height: ribbonHeight })),
			...markLayers(tags, frame),
			...key({ letter, style, words: worstWords(run, first) }, top + ribbonHeight / 2),
			title(run, style),
		],
	};
};

const worstWords = ({ toxicities }: Run, course: GradeCourse | undefined): string => {
	if (course === undefined) return "";
	const [{ label } = { label: "" }] = Object.values(toxicities);
	return course.worst === null ? "unknown" : course.worst === 0 ? `no ${label}` : `worst grade ${course.worst}`;
};

const title = (run: Run, { color }: RunStyle): Layer => ({
	data: nothing,
	mark: { type: "text", align: "left", baseline: "middle", fontSize: 11, fontWeight: 600, color, text: clipped(run.title, 112) },
	encoding: { x: { value: 0 }, y: { value: titleHeight / 2 - 1 } },
});

const clipped = (text: string, most: number): string => (text.length <= most ? text : `${wrapped(text, most - 1)[0] ?? ""} …`);

const key = ({ letter, style, words }: { letter: string; style: RunStyle; words: string }, middle: number): Layer[] => {
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
		text(words, { x: 58, bold: false, color: ink.plain }),
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
