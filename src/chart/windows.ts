/** Hours for which what was seen or given still counts at a look. Each is our rule where no source gives a number. */
export const windows = {
	/** Over which the highest temperature counts. */
	temperature: 1,
	/** For which a bolus keeps hypotension on the chart. */
	bolus: 6,
	/** Over which boluses are counted. */
	bolusCount: 24,
	/** For which a dose of an antibiotic counts as treatment of fever: the longest usual interval between doses. */
	antibiotic: 12,
	/** For which a product against coagulopathy counts. */
	product: 24,
	/** For which a seizure stays on the chart after it ended. */
	seizure: 24,
	/** For which a typed laboratory value stands. */
	laboratory: 24,
} as const;
