import { type Bind, type SignName, signRows } from "./signs.ts";

/**
 * What a ward charts of a course, and how well: said by the model (`charting.yaml`), read after a run has ended. Nothing here changes a course.
 * Plain data; times in hours, numbers of a column in its unit.
 */
export interface Charting {
	/** Time of day at which the cells are infused: rounds go by the clock. */
	readonly infused: number;
	/** The treatment that a charted bolus is, whatever the fluid was; null: nobody knows. */
	readonly bolus: string | null;
	/** In the order of the file: what two rounds chart at one time stands in one row, at the moment of the first. */
	readonly rounds: readonly ChartRound[];
	readonly columns: readonly ChartedColumn[];
}

/** How closely a round is kept. */
export interface RoundPace {
	/** A round comes at most so much before or after its time. */
	readonly jitter: number;
	/** The share of rounds that nobody charts: the row stands there with empty cells. */
	readonly missed: number;
}

/** A wave of 24 hours. Patients differ by the two standard deviations. */
export interface DailyRhythm {
	/** From the mean of the day to its highest, in the unit of the column. */
	readonly amplitude: number;
	readonly amplitudeSd: number;
	/** Time of day at which it is highest, in hours. */
	readonly highest: number;
	readonly highestSd: number;
}

/** A round of measurements. */
export interface ChartRound extends RoundPace {
	readonly name: string;
	readonly about: string;
	/** Times of day. */
	readonly at: readonly number[];
	/** Made, too, whenever something is given, changed or stopped, and when a seizure begins or ends. */
	readonly withActs: boolean;
	/** In these places of care it is made so often instead. */
	readonly closer: readonly (RoundPace & { readonly stay: string; readonly every: number })[];
}

/** How a column of the model is measured and written down. */
export interface ChartedColumn {
	/** Of the model. */
	readonly name: string;
	readonly unit: string;
	readonly round: string;
	/** Standard deviation of one measurement, in the unit or of the natural logarithm; null: as it is. */
	readonly noise: { readonly kind: "plain" | "logarithmic"; readonly sd: number } | null;
	/** How it goes up and down with the time of day in a patient, whatever the illness does; null: not at all. */
	readonly rhythm: DailyRhythm | null;
	/** Written in steps of this size; null: to the last digit. */
	readonly step: number | null;
	/** What the instrument shows at the least and the most. */
	readonly least: number;
	readonly most: number;
	/** Beyond these a laboratory writes `<5` or `>5000`. */
	readonly below: number | null;
	readonly above: number | null;
	/** What else charts call it, where it stands in no column of the scales. */
	readonly called: readonly string[];
	readonly about: string;
	/** Of its numbers. */
	readonly source: string;
	readonly evidence: "measured" | "fitted" | "assumed";
}

/** A column of a model that charts may hold though no scale reads it. */
export interface ShownColumn {
	readonly name: string;
	/** In the words of the language of units. */
	readonly unit: string;
	readonly called: readonly string[];
	readonly about: string;
}

/** Signs that a chart says in words, in a column of their name. */
export const wordSigns = ["consciousness"] as const satisfies readonly SignName[];

/** What a model charts beside the signs that scales read. */
export function shownColumns(charting: Pick<Charting, "columns"> | null, bind: Bind): readonly ShownColumn[] {
	const signs = signRows.flatMap(({ name, chart }) => (chart === null ? [] : [bind[name]?.column]));
	const inWords = wordSigns.map((name) => bind[name]?.column);
	return (charting?.columns ?? []).filter(({ name }) => ![...signs, ...inWords].includes(name));
}
