import { meanOf, varianceOf } from "../trial/virtual-sets.ts";
import type { FitLook } from "./fit.ts";
import type { Predicted, Target } from "./target.ts";

/** What members predict: members by targets. */
export type Predictions = readonly (readonly Predicted[])[];

const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));

/** Variance of the error of each target: the trial's own, that of finitely many virtual patients, and what the model may miss. NaN: no member predicts anything. */
export const errorsOf = (targets: readonly Target[], predictions: Predictions, discrepancy: number): readonly number[] =>
	targets.map((target, m) => {
		const rows = predictions.map((member) => member[m]!).filter(({ value }) => !Number.isNaN(value));
		if (rows.length === 0) return Number.NaN;
		const spread = meanOf(rows.map((one) => one.spread));
		const ofChance = meanOf(rows.map((one) => one.spread / one.counted));
		return target.errorOf(spread) + ofChance + discrepancy * discrepancy;
	});

const sdOf = (values: readonly number[]) => Math.sqrt(varianceOf(values));

/** Pearson's; 0 where one of the two does not vary. */
function correlationOf(a: readonly number[], b: readonly number[]): number {
	const pairs = a.flatMap((x, i): [number, number][] => (Number.isNaN(b[i]!) ? [] : [[x, b[i]!]]));
	const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
	const [mx, my, sx, sy] = [meanOf(xs), meanOf(ys), sdOf(xs), sdOf(ys)];
	return pairs.length > 0 && sx > 0 && sy > 0 ? meanOf(pairs.map(([x, y]) => (x - mx) * (y - my))) / (sx * sy) : 0;
}

/**
 * How an ensemble does against what was seen, and which parameter goes with which target.
 *
 *     const { misfits } = lookAt(targets, { members, predictions, errors });
 */
export function lookAt(
	targets: readonly Target[],
	{ members, predictions, errors }: { members: readonly (readonly number[])[]; predictions: Predictions; errors: readonly number[] },
): FitLook {
	const columns = targets.map((_, m) => predictions.map((row) => row[m]!.value));
	const misfits = predictions.map((row) =>
		meanOf(known(row.map(({ value }, m) => ((value - targets[m]!.seen) * (value - targets[m]!.seen)) / errors[m]!))),
	);
	return {
		misfits,
		targets: targets.map(({ seen }, m) => {
			const values = known(columns[m]!);
			return { seen, variance: errors[m]!, mean: meanOf(values), sd: sdOf(values) };
		}),
		correlations: (members[0] ?? []).map((_, p) =>
			columns.map((column) =>
				correlationOf(
					members.map((row) => row[p]!),
					column,
				),
			),
		),
	};
}
