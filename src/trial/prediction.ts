/**
 * What a model says that a trial of this size would find: the distribution of the statistic over trials of `n` patients, of which one was seen.
 * Shares are 0 to 1, numbers in the endpoint's unit.
 */
export interface Prediction {
	/** Median of that distribution. */
	readonly value: number;
	/** 95 %. */
	readonly interval: readonly [number, number];
	/** Standard deviations by cause; their squares add up to the variance of the whole. */
	readonly sd: {
		/** Which patients the trial happens to have; 0 for a band, which is of no number of patients. */
		readonly patients: number;
		/** Which parameters are right; null when there is one set alone. */
		readonly parameters: number | null;
		/** That finitely many virtual patients were simulated. */
		readonly monteCarlo: number;
	};
	/** Virtual patients that counted, a set of parameters; the mean over the sets. */
	readonly virtual: number;
}

/**
 * Where what was seen lies against the 95 % interval: `inside` it (a bound belongs to it; a band when the two overlap), `above` its upper or `below` its
 * lower bound; `not known` without a prediction. A model that says too little of something has seen values above.
 */
export const verdicts = ["inside", "above", "below", "not known"] as const;

export type Verdict = (typeof verdicts)[number];

/** Predicted less seen: positive when the model says too much. Of a band the distance from its nearer end, 0 within it. */
export interface Miss {
	/** In percentage points for shares, in the endpoint's unit for numbers. */
	readonly points: number;
	/** In standard deviations of the prediction; null when it has none. */
	readonly sds: number | null;
}

/** Standard deviation of the whole. */
export const totalSd = ({ sd }: Prediction): number =>
	Math.sqrt(sd.patients * sd.patients + (sd.parameters ?? 0) * (sd.parameters ?? 0) + sd.monteCarlo * sd.monteCarlo);
