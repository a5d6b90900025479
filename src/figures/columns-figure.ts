import type { ModelFigure } from "../model/model-figure.ts";
import { usualReading } from "../model/usual-reading.ts";

/** The name of the figure of chosen columns. */
export const columnsName = "columns";

/** What of a figure of chosen columns is not its columns. */
interface Beside {
	readonly grades: readonly string[];
	readonly days?: ModelFigure["days"];
	/** Pixels; left out: that of any panel. */
	readonly panelHeight?: number;
}

/** A figure of one run with a panel for each of these columns, below strips of these grades. */
export const figureOfColumns = (columns: readonly string[], { grades, days = "story", panelHeight }: Beside): ModelFigure => ({
	name: columnsName,
	title: "Chosen columns",
	about: "The columns that were asked for.",
	form: "panels",
	reading: usualReading,
	days,
	grades: grades.map((grade) => ({ grade, onlyGraded: false })),
	treatments: "above",
	withoutQuiet: false,
	panels: columns.map((column) => ({ left: [column], right: [], lines: [], ...(panelHeight !== undefined && { height: panelHeight }) })),
	notes: [],
});
