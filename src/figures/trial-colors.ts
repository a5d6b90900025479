/**
 * What was predicted is blue, what was seen dark where it lies inside and orange where it does not: blue and orange are told apart by color-blind readers
 * (Okabe and Ito), and the marks differ in shape for print in gray.
 */
export const trialColor = {
	/** The tick of a prediction. */
	predicted: "#1d4f91",
	/** Its interval, and the edge of one that was fitted. */
	bar: "#b9d1e3",
	edge: "#6f9fc4",
	/** What was seen. */
	inside: "#1d2733",
	outside: "#c8561b",
	/** Where 95 % are expected. */
	expected: "#eef4f8",
} as const;
