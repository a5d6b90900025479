/** What is wanted of figures, as a person writes it. */
export interface FigureOptions {
	/** Columns to draw, one panel each (`listAll("columns")`). */
	readonly columns?: string | readonly string[] | undefined;
	/** Days since infusion: `0-14`, or the last one. */
	readonly days?: string | number | undefined;
	/** In place of the title. */
	readonly title?: string | undefined;
	/** `slide`, `page` or `column`. */
	readonly size?: string | undefined;
	/** Grades above the panels: their names, `all` or `none`. */
	readonly strips?: string | readonly string[] | undefined;
	/** Also the map of the cascade, moving, of several runs beside each other: `plots/map.svg`. */
	readonly animate?: boolean | undefined;
}

const isFigureOption: Readonly<Record<keyof FigureOptions, true>> = {
	columns: true,
	days: true,
	title: true,
	size: true,
	strips: true,
	animate: true,
};

/** The names of these options. */
export const figureOptionNames = Object.keys(isFigureOption) as readonly (keyof FigureOptions)[];

/** Options with those of figures apart from the others. */
export function parted<T extends FigureOptions>(
	options: T,
): { readonly figures: FigureOptions; readonly others: Omit<T, keyof FigureOptions> } {
	const entries = Object.entries(options);
	const isOne = ([name]: readonly [string, unknown]): boolean => Object.hasOwn(isFigureOption, name);
	return {
		figures: Object.fromEntries(entries.filter(isOne)),
		others: Object.fromEntries(entries.filter((entry) => !isOne(entry))) as Omit<T, keyof FigureOptions>,
	};
}
