/** The sizes that figures can be asked for, beside that of a report. */
export const figureSizes = ["slide", "page", "column"] as const;
export type FigureSize = (typeof figureSizes)[number];

/**
 * How a figure is laid out for where it is shown. Lengths are pixels of the layout, in which the smallest text is 9.5 high: a slide is 768 of them wide and 432 high, so that
 * this text is 24 pixels high on a projector of 1920 by 1080; a page is 170 mm wide and a journal's column 89 mm, where it is 7 points high.
 */
export interface Sheet {
	readonly name: FigureSize | "report";
	/** The plotting area. */
	readonly width: number;
	/** Left of it: names, or only the numbers of the axes. */
	readonly margin: number;
	/** What the plotting area may take of the room of right axes, in a figure that has none. */
	readonly spare: number;
	/** Where the names of panels stand. */
	readonly names: "beside" | "above";
	/** Panels stand in so many stacks side by side. Of one, `most` is how high the whole figure should be; two fill a figure `high`. */
	readonly stacks:
		| { readonly count: 1; readonly most: number | null }
		| { readonly count: 2; readonly high: number; readonly apart: number };
	/** Letters of a line, and the height of its title. */
	readonly text: { readonly title: number; readonly line: number; readonly titleSize: number };
	/** A comparison chooses at most so many panels, lanes of treatments and strips of grades. */
	readonly most: { readonly panels: number; readonly lanes: number; readonly strips: number };
	/** What the whole figure covers; null: as much as it needs. */
	readonly whole: {
		readonly width: number;
		readonly height: number | null;
		readonly pixels: number;
		readonly millimeters: number | null;
	} | null;
}

/** The layout of a report, and of everything that nobody asked a size for. */
export const reportSheet: Sheet = {
	name: "report",
	width: 640,
	margin: 158,
	spare: 0,
	names: "beside",
	stacks: { count: 1, most: null },
	text: { title: 100, line: 150, titleSize: 16 },
	most: { panels: 8, lanes: 12, strips: 24 },
	whole: null,
};

const sheets: Readonly<Record<FigureSize, Sheet>> = {
	slide: {
		name: "slide",
		width: 262,
		margin: 68,
		spare: 24,
		names: "above",
		stacks: { count: 2, high: 432, apart: 22 },
		text: { title: 80, line: 138, titleSize: 17 },
		most: { panels: 5, lanes: 6, strips: 8 },
		whole: { width: 768, height: 432, pixels: 1920, millimeters: null },
	},
	page: {
		name: "page",
		width: 514,
		margin: 66,
		spare: 24,
		names: "above",
		stacks: { count: 1, most: 905 },
		text: { title: 68, line: 114, titleSize: 16 },
		most: { panels: 8, lanes: 12, strips: 18 },
		whole: { width: 640, height: null, pixels: 2008, millimeters: 170 },
	},
	column: {
		name: "column",
		width: 234,
		margin: 66,
		spare: 24,
		names: "above",
		stacks: { count: 1, most: 930 },
		text: { title: 42, line: 57, titleSize: 14 },
		most: { panels: 6, lanes: 8, strips: 12 },
		whole: { width: 360, height: null, pixels: 1051, millimeters: 89 },
	},
};

/** The layout for a size; that of a report when none was asked for. */
export const sheetOf = (size: FigureSize | undefined): Sheet => (size === undefined ? reportSheet : sheets[size]);
