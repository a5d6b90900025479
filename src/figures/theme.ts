import type { ColorName } from "../trajectory/display.ts";
import type { StackedViews } from "./spec-types.ts";

/** The typeface of every figure, with what to fall back on where it is not installed. */
export const font = "Inter, Helvetica, Arial, sans-serif";

/** Text and surface. */
export const ink = {
	strong: "#1d2733",
	plain: "#3c4856",
	soft: "#6b7785",
	faint: "#a9b2bd",
	grid: "#e6eaee",
	paper: "#ffffff",
	normal: "#e3f1e8",
} as const;

/**
 * Colors of curves by the names that models give them. Chosen from the Okabe-Ito and Tol sets so that no two that share a panel are confused
 * by a color-blind reader; the second curve of a panel is dashed as well, for print in gray.
 */
export const curveColor: Readonly<Record<ColorName, string>> = {
	blue: "#2a5d9c",
	olive: "#7d6a3a",
	violet: "#5b3a8c",
	pink: "#b0559b",
	rust: "#a4492b",
	red: "#b5302a",
	teal: "#0f6f76",
	black: "#1d2733",
	azure: "#1769a5",
};

/** Dashes of the first, second, … curve of a panel, so that they differ in gray too. */
export const curveDash: readonly (readonly number[])[] = [[], [5, 3], [2, 2], [9, 3, 2, 3]];

/** From pale to dark, so that a higher grade is also darker in gray. Index = grade. */
export const gradeColor = ["#eef1f4", "#fbe39a", "#f4ac4f", "#c2521f", "#9c1f2f", "#3b0f24"] as const;

/** Digits that read on `gradeColor`, at 4.5 to 1 or more. Index = grade. */
export const gradeInk = ["#556170", "#4a3a00", "#3d2400", "#ffffff", "#ffffff", "#ffffff"] as const;

/** One line style per run of a comparison: color and dash differ together. At most six runs. */
export const runStyle = [
	{ color: "#1d4f91", dash: [] },
	{ color: "#c8561b", dash: [7, 3] },
	{ color: "#00805f", dash: [2, 2] },
	{ color: "#9a3d8f", dash: [9, 3, 2, 3] },
	{ color: "#7a6a00", dash: [4, 4] },
	{ color: "#4b5563", dash: [1, 3] },
] as const;

/** Sizes in pixels. */
export const size = { width: 640, leftMargin: 158, panel: 74, gap: 14, ribbon: 18, lane: 15 } as const;

/** Settings that all figures share. */
export const config: NonNullable<StackedViews["config"]> = {
	font,
	background: ink.paper,
	// A screen reader gets the figure's description; thousands of labels for single marks would only bury it.
	aria: false,
	padding: { left: 14, right: 14, top: 12, bottom: 12 },
	view: { stroke: null },
	title: {
		anchor: "start",
		frame: "bounds",
		font,
		fontSize: 16,
		fontWeight: 600,
		color: ink.strong,
		subtitleFont: font,
		subtitleFontSize: 11,
		subtitleColor: ink.soft,
		subtitlePadding: 5,
		subtitleLineHeight: 15,
		lineHeight: 20,
		offset: 14,
	},
	axis: {
		labelFont: font,
		titleFont: font,
		labelFontSize: 10,
		titleFontSize: 11,
		titleFontWeight: 600,
		labelColor: ink.soft,
		titleColor: ink.plain,
		gridColor: ink.grid,
		domainColor: ink.faint,
		tickColor: ink.faint,
		tickSize: 3,
		labelPadding: 3,
	},
	text: { font, fontSize: 10, color: ink.plain },
	line: { strokeWidth: 1.8, strokeCap: "round", strokeJoin: "round" },
};
