import type { GradeCourse } from "../grading/course.ts";
import { dayEncoding, type Frame } from "./frame.ts";
import type { NamedCourse } from "./grade-of-run.ts";
import { type GradeSpell, gradeSpells } from "./grade-spells.ts";
import { significant } from "./significant.ts";
import type { Layer, View } from "./spec-types.ts";
import { gradeColor, gradeInk, ink, size } from "./theme.ts";
import { pixelsPerDay } from "./time-window.ts";

/**
 * A colored strip of a grade over time, the digit in each stretch that has room for it; hatched where fever is masked. Where the grade as attributed is
 * another, a thin strip of it stands below. `until`: the day on which its looks end.
 */
export const gradeRibbon = (
	{ title, course, attributed }: NamedCourse,
	frame: Frame,
	{ until }: { readonly until?: number } = {},
): View => ({
	width: frame.width,
	height: size.ribbon + (attributed === undefined ? 0 : thin.gap + thin.height),
	layer: [
		...ribbonLayers(course, frame, { top: 0, height: size.ribbon, ...(until === undefined ? {} : { until }) }),
		ribbonTitle(title, frame),
		...(attributed === undefined ? [] : thinRibbon(attributed, frame)),
	],
});

/** Where a ribbon stands in a view, in pixels, and the day on which its looks end. */
interface RibbonPlace {
	readonly top: number;
	readonly height: number;
	readonly until?: number;
}

/** Pixels: too thin for digits, the strip above has them. */
const thin = { gap: 3, height: 8 };

const thinRibbon = (course: GradeCourse, frame: Frame): Layer[] => [
	stretches(gradeSpells(course, frame.window), frame, { top: size.ribbon + thin.gap, height: thin.height }),
	ribbonTitle(frame.sheet.names === "beside" ? "as attributed" : "attributed", frame, {
		y: size.ribbon + thin.gap + thin.height / 2,
		fontSize: 9,
		fontWeight: 400,
	}),
];

/** The marks of a ribbon between two heights of a view, for views that stack several. */
export const ribbonLayers = (course: GradeCourse, frame: Frame, place: RibbonPlace): Layer[] => {
	const spells = gradeSpells(course, frame.window, place.until);
	const hatched = hatch(spells, frame, place);
	return [stretches(spells, frame, place), ...(hatched.length > 0 ? [hatchLines(hatched, frame)] : []), ...digits(spells, frame, place)];
};

const x = (frame: Frame, field: string) => ({ ...dayEncoding(frame, "none"), field });

const stretches = (spells: readonly GradeSpell[], frame: Frame, { top, height }: { top: number; height: number }): Layer => ({
	data: {
		values: spells.map((s) => ({
			from: significant(s.from, 6),
			to: significant(s.to, 6),
			grade: s.grade,
			color: s.grade === null ? ink.paper : (gradeColor[s.grade] ?? ink.paper),
			edge: s.grade === null ? ink.faint : "transparent",
		})),
	},
	mark: { type: "rect", clip: true },
	encoding: {
		x: x(frame, "from"),
		x2: { field: "to" },
		y: { value: top },
		y2: { value: top + height },
		color: { field: "color", type: "nominal", scale: null, legend: null },
		stroke: { field: "edge", type: "nominal", scale: null, legend: null },
	},
});

/** Narrower stretches carry no digit; the neighbor's color is then the only sign. */
const roomForDigit = 9;

/** Each digit stands on a halo of its stretch's color, so that hatching does not cross it. */
const digits = (spells: readonly GradeSpell[], frame: Frame, { top, height }: { top: number; height: number }): Layer[] => {
	const data = {
		values: merged(spells)
			.filter((s) => s.grade !== 0 && (s.to - s.from) * pixelsPerDay(frame.window, frame.width) >= roomForDigit)
			.map((s) => ({
				day: significant((s.from + s.to) / 2, 6),
				digit: s.grade === null ? "?" : String(s.grade),
				color: s.grade === null ? ink.soft : (gradeInk[s.grade] ?? ink.strong),
				halo: s.grade === null ? ink.paper : (gradeColor[s.grade] ?? ink.paper),
			})),
	};
	const mark = { type: "text" as const, fontSize: 11, fontWeight: 600 as const, baseline: "middle" as const, dy: 0.5 };
	const encoding = { x: dayEncoding(frame, "none"), y: { value: top + height / 2 }, text: { field: "digit", type: "nominal" as const } };
	const colored = (field: string) => ({ field, type: "nominal" as const, scale: null, legend: null });
	return [
		{
			data,
			mark: { ...mark, strokeWidth: Math.max(1, Math.min(5, height - 10)), strokeJoin: "round" },
			encoding: { ...encoding, color: colored("halo"), stroke: colored("halo") },
		},
		{ data, mark, encoding: { ...encoding, color: colored("color") } },
	];
};

/** Joins neighbors of one grade, masked or not, so that a digit stands once. */
const merged = (spells: readonly GradeSpell[]): readonly GradeSpell[] => {
	const joined: GradeSpell[] = [];
	for (const spell of spells) {
		const before = joined.at(-1);
		if (before?.grade === spell.grade) joined[joined.length - 1] = { ...before, to: spell.to };
		else joined.push(spell);
	}
	return joined;
};

interface HatchLine {
	readonly from: number | null;
	readonly to: number | null;
	readonly low: number;
	readonly high: number;
}

/** Slanted lines, `gap` pixels apart, over the stretches of masked fever. */
const hatch = (spells: readonly GradeSpell[], frame: Frame, { top, height }: { top: number; height: number }): readonly HatchLine[] => {
	const perDay = pixelsPerDay(frame.window, frame.width);
	const gap = 5;
	const slant = height / 2;
	return spells
		.filter((s) => s.masked)
		.flatMap((s) => {
			const count = Math.floor(((s.to - s.from) * perDay - slant) / gap) + 1;
			return Array.from({ length: Math.max(count, 0) }, (_, i) => {
				const from = s.from + (i * gap) / perDay;
				return { from: significant(from, 6), to: significant(from + slant / perDay, 6), low: top + height, high: top };
			});
		});
};

const hatchLines = (lines: readonly HatchLine[], frame: Frame): Layer => ({
	data: { values: [...lines] },
	mark: { type: "rule", color: ink.paper, opacity: 0.75, strokeWidth: 1.2, clip: true },
	encoding: {
		x: x(frame, "from"),
		x2: { field: "to" },
		y: { field: "low", type: "quantitative", scale: null, axis: null },
		y2: { field: "high" },
	},
});

const ribbonTitle = (
	title: string,
	{ sheet }: Frame,
	{ y = size.ribbon / 2, fontSize = 11, fontWeight = 600 as 400 | 600 } = {},
): Layer => ({
	data: { values: [{}] },
	mark: { type: "text", align: "left", baseline: "middle", fontSize, fontWeight, text: title },
	encoding: { x: { value: -sheet.margin }, y: { value: y } },
});
