/** A number that stands in a chart, or the bound that stands in place of one (`<5`). */
export interface ChartedValue {
	/** Hours since infusion. */
	readonly time: number;
	/** The number, or the bound. */
	readonly value: number;
	/** Where the true value lies: there, below a bound or above it. */
	readonly lies: "at" | "below" | "above";
}
