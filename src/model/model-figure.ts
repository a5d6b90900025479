/** What a figure is made of: panels below each other, one of the forms that need more than panels, or the panels that the live page opens with. */
export const figureForms = ["panels", "drugs", "scales", "comparison", "patients", "live"] as const;
export type FigureForm = (typeof figureForms)[number];

/** A line across a panel at a value that decides something. */
export interface PanelLine {
	/** In the unit of the panel's left axis. */
	readonly at: number;
	readonly say: string;
}

/** A small chart: columns on a left axis, perhaps others on a right one. */
export interface ModelPanel {
	/** In place of the name of the first column. */
	readonly name?: string;
	readonly left: readonly string[];
	readonly right: readonly string[];
	/** Names of the left columns in the key; their short names when left out. */
	readonly labels?: readonly string[];
	/** Pixels. */
	readonly height?: number;
	readonly lines: readonly PanelLine[];
	/** Drawn only when a treatment of this role was given. */
	readonly role?: string;
}

/** A strip of a grade above the panels. */
export interface FigureStrip {
	readonly grade: string;
	/** Left out when the grade never rises above 0. */
	readonly onlyGraded: boolean;
}

/** A figure as the model's folder says it. Plain data; it travels with a run, and nothing in it changes a result. */
export interface ModelFigure {
	readonly name: string;
	readonly title: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	readonly form: FigureForm;
	/** How to read it, below its title. */
	readonly reading: string;
	/** The days that matter, or all from the first event on. */
	readonly days: "story" | "all";
	readonly grades: readonly FigureStrip[];
	/** Lanes of what was given: all above the panels, or only supports, below them. */
	readonly treatments: "above" | "supports below" | "none";
	/** Panels in which nothing ever rises above 0 are left out. */
	readonly withoutQuiet: boolean;
	readonly panels: readonly ModelPanel[];
	/** Sentences on how to read figures that a report adds to its own. */
	readonly notes: readonly string[];
}
