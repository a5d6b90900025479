import type { Spec, StackedViews, View } from "./spec-types.ts";
import { config, size } from "./theme.ts";

/** Views of a study below each other under one title; each carries its own data. */
export const studyStack = (
	views: readonly View[],
	{ title, description, spacing = size.gap }: { title: NonNullable<StackedViews["title"]>; description: string; spacing?: number },
): Spec => ({
	$schema: "https://vega.github.io/schema/vega-lite/v6.json",
	description,
	title,
	config,
	spacing,
	vconcat: [...views],
});
