import { normalQuantile } from "../../src/random/normal.ts";
import { numbers } from "../../src/random/stream.ts";
import type { Statistic } from "../../src/trial/endpoint.ts";
import { predict } from "../../src/trial/predict.ts";
import type { Prediction } from "../../src/trial/prediction.ts";

export const predicted = (values: readonly (readonly number[])[], statistic: Statistic, n: number | null, seed = 1): Prediction => {
	const prediction = predict(values, { statistic, n, next: numbers(seed, "a trial") });
	if (prediction === null) throw new Error("nobody counts");
	return prediction;
};

/** A ward that is known: patient and parameters move a number, a share is of those below a bound; all arms share the patients' luck in part. */
export const ward = (seed: number) => {
	const next = numbers(seed, "a ward");
	const normal = () => normalQuantile(Math.min(Math.max(next(), 1e-9), 1 - 1e-9));
	const value = (statistic: Statistic, { set, luck }: { set: number; luck: number }) => {
		const number = Math.SQRT1_2 * (luck + normal()) + set;
		return statistic === "share" ? Number(number < -0.5) : number;
	};
	return { normal, value };
};
