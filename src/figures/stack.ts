import type { ColumnValues } from "./sign-rows.ts";
import type { Spec, StackedViews, View } from "./spec-types.ts";
import { config, size } from "./theme.ts";

/** Panels below each other under one title, with their data named once. `description` is for those who cannot see the figure. */
export const stack = (
	views: readonly View[],
	{
		title,
		description,
		datasets,
	}: { description: string; title: NonNullable<StackedViews["title"]>; datasets: Readonly<Record<string, readonly ColumnValues[]>> },
): Spec => ({
	$schema: "https://vega.github.io/schema/vega-lite/v6.json",
	description,
	title,
	config,
	spacing: size.gap,
	datasets: Object.fromEntries(Object.entries(datasets).map(([name, rows]) => [name, [...rows]])),
	vconcat: [...views],
});
