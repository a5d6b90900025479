import { reportSheet, type Sheet } from "./sheet.ts";
import type { Spec, StackedViews, View } from "./spec-types.ts";
import { config, size } from "./theme.ts";

/** White left and right of a figure together. */
const edges = 28;

/** Pixels from edge to edge that a figure of a study has on a sheet; in a report, as many as it usually takes. */
export const roomOn = ({ whole }: Sheet, usual: number): number => (whole === null ? usual : whole.width - edges);

/** Views of a study below each other under one title; each carries its own data. */
export const studyStack = (
	views: readonly View[],
	{
		title,
		description,
		spacing = size.gap,
		sheet = reportSheet,
	}: { title: NonNullable<StackedViews["title"]>; description: string; spacing?: number; sheet?: Sheet },
): Spec => ({
	$schema: "https://vega.github.io/schema/vega-lite/v6.json",
	description,
	title,
	config: { ...config, title: { ...config.title, fontSize: sheet.text.titleSize } },
	spacing,
	vconcat: [...views],
});
