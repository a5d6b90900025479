/** How the value axis of a column is laid out before its numbers are seen; numbers in the column's unit. */
export type AxisWish =
	/** Covers `from` to `to` and grows in whole steps when the numbers leave it. */
	| { readonly kind: "linear"; readonly from: number; readonly to: number; readonly step: number }
	/** From `from` (0, say) to a round number above the numbers. */
	| { readonly kind: "upward"; readonly from: number }
	/** Covers whole decades and grows upward. */
	| { readonly kind: "log"; readonly from: number; readonly to: number }
	/** From 0 upward, or around the numbers where they lie close together far from 0. */
	| { readonly kind: "fitted" };

/** The colors of curves by their names. */
export const colorNames = ["blue", "olive", "violet", "pink", "rust", "red", "teal", "black", "azure"] as const;
export type ColorName = (typeof colorNames)[number];

/** How finely a number is told: so many decimals, or so many significant digits. */
export type Fineness = { readonly decimals: number } | { readonly digits: number };

/** Which extreme of a column tells its course. */
export type Side = "highest" | "lowest";

/** What a model says of how one of its columns is shown. Numbers are in the column's unit. Plain data; nothing here changes a result. */
export interface Display {
	/** In tables and sentences: `Mean arterial pressure`. */
	readonly label?: string;
	/** In the margin of a figure: `MAP (mean arterial)`. */
	readonly short?: string;
	/** Said in place of the unit of a dimensionless column: `points, 10 = clear`. */
	readonly meaning?: string;
	readonly axis?: AxisWish;
	/** Usual adult range. */
	readonly usual?: readonly [least: number, most: number];
	/** Beyond these no patient is believable. */
	readonly bounds?: readonly [least: number, most: number];
	readonly fineness?: Fineness;
	/** Stands in the table of key numbers with this extreme. */
	readonly summary?: Side;
	/** Its key number stands among the cards on top of a report. */
	readonly card?: boolean;
	readonly color?: ColorName;
	/** Holds between changes, as a rate or a setting: drawn in steps. */
	readonly steps?: boolean;
}

/** A display with every gap filled. */
export interface Look extends Display {
	readonly label: string;
	readonly short: string;
	readonly meaning: string;
	readonly axis: AxisWish;
	readonly fineness: Fineness;
	readonly steps: boolean;
}

interface Described {
	readonly name: string;
	/** What the model says that it is; may be empty. */
	readonly title: string;
	readonly display?: Display;
}

/** A sentence longer than this explains more than it names. */
const longestLabel = 40;

/**
 * How a column is shown, what its model does not say filled in: named by its `about` where that is short, else by its name.
 *
 *     lookOf({ name: "urine_output", title: "" }).label   // "Urine output"
 */
export function lookOf({ name, title, display = {} }: Described): Look {
	const named = sentence(name.replace(/_rate$/, ""));
	const label = display.label ?? (title !== "" && title.length <= longestLabel ? title : named);
	return {
		...display,
		label,
		short: display.short ?? display.label ?? named,
		meaning: display.meaning ?? "",
		axis: display.axis ?? { kind: "fitted" },
		fineness: display.fineness ?? { digits: 3 },
		steps: display.steps ?? false,
	};
}

const sentence = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
