import { reportSheet, type Sheet } from "./sheet.ts";
import type { ColumnValues } from "./sign-rows.ts";
import type { Spec, StackedViews, View } from "./spec-types.ts";
import { config, size } from "./theme.ts";

interface StackParts {
	/** For those who cannot see the figure. */
	readonly description: string;
	readonly title: NonNullable<StackedViews["title"]>;
	readonly datasets: Readonly<Record<string, readonly ColumnValues[]>>;
	readonly sheet?: Sheet;
}

/** Pixels between views: the names above panels need none of their own. */
export const gapOf = ({ names }: Sheet): number => (names === "above" ? 8 : size.gap);

/** Panels below each other under one title, with their data named once. */
export const stack = (views: readonly View[], { title, description, datasets, sheet = reportSheet }: StackParts): Spec => ({
	$schema: "https://vega.github.io/schema/vega-lite/v6.json",
	description,
	title,
	config: sheet === reportSheet ? config : { ...config, title: { ...config.title, fontSize: sheet.text.titleSize, offset: 10 } },
	spacing: gapOf(sheet),
	datasets: Object.fromEntries(Object.entries(datasets).map(([name, rows]) => [name, [...rows]])),
	vconcat: [...views],
});
