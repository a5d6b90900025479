import { CholeskyDecomposition, Matrix } from "./matrix.ts";

/** What an assimilation takes: members and what each of them predicts, against what was seen. */
export interface Assimilation {
	/** Members by parameters, in coordinates that are standard normal before any data. */
	readonly members: readonly (readonly number[])[];
	/** Members by data, in the scale of the data; NaN where a member predicts nothing. */
	readonly predicted: readonly (readonly number[])[];
	/** By data. */
	readonly seen: readonly number[];
	/** Variances of the errors of the data, each above zero. */
	readonly variance: readonly number[];
	/** The errors are taken to be so many times larger; the inverses of those of all steps add up to 1. */
	readonly inflation: number;
	/** A standard normal number of a member and a datum, by their places. */
	readonly noise: (member: number, datum: number) => number;
	/** Whether a parameter follows a datum only as far as their correlation stands out of the chance of so few members. */
	readonly localized: boolean;
}

/**
 * One step of an ensemble smoother with multiple data assimilation (Emerick and Reynolds 2013, doi:10.1016/j.cageo.2012.03.011): members move by the
 * Kalman gain that the ensemble itself estimates. No derivative is asked of the model, and noise of its predictions is averaged over all members. With
 * a linear model, normal priors and many members the result is the exact posterior, for one step or for several whose 1/inflation add up to 1.
 *
 * What few members show by chance alone is held back by a factor of each parameter and datum: c² / (c² + (c² + v w)/J), with their
 * covariance c and variances v and w in J members (Furrer and Bengtsson 2007, doi:10.1016/j.jmva.2006.08.003).
 *
 *     const moved = assimilate({ members, predicted, seen, variance, inflation: 4, noise, localized: true });
 */
export function assimilate({ members, predicted, seen, variance, inflation, noise, localized }: Assimilation): number[][] {
	const count = members.length;
	const errors = variance.map(Math.sqrt);
	const whole = withoutGaps(predicted);
	const outputs = new Matrix(whole.map((row) => row.map((value, m) => value / errors[m]!)));
	const inputs = new Matrix(members.map((row) => [...row]));
	const [z, y] = [centered(inputs), centered(outputs)];
	const between = z
		.transpose()
		.mmul(y)
		.div(count - 1);
	const own = y
		.transpose()
		.mmul(y)
		.div(count - 1);
	const across = localized ? heldBack(between, { parameters: variances(z), data: variances(y), count }) : between;
	const system = Matrix.add(own, Matrix.eye(seen.length).mul(inflation));
	const distances = distancesFrom(outputs, { seen, errors, scale: Math.sqrt(inflation), noise });
	// One Cholesky decomposition serves all members: gain · distance = across · system⁻¹ · distance.
	const steps = across.mmul(new CholeskyDecomposition(system).solve(distances.transpose()));
	return Matrix.add(inputs, steps.transpose()).to2DArray();
}

/** A member that predicts nothing of a datum says nothing of it: the others' mean stands in. */
function withoutGaps(predicted: Assimilation["predicted"]): number[][] {
	const means = predicted[0]!.map((_, m) => {
		const known = predicted.map((row) => row[m]!).filter((value) => !Number.isNaN(value));
		return known.reduce((sum, value) => sum + value, 0) / known.length;
	});
	return predicted.map((row) => row.map((value, m) => (Number.isNaN(value) ? means[m]! : value)));
}

const centered = (matrix: Matrix): Matrix => matrix.clone().subRowVector(matrix.mean("column"));

const variances = (deviations: Matrix): number[] =>
	deviations
		.transpose()
		.to2DArray()
		.map((column) => column.reduce((sum, x) => sum + x * x, 0) / (column.length - 1));

function heldBack(
	between: Matrix,
	{ parameters, data, count }: { readonly parameters: readonly number[]; readonly data: readonly number[]; readonly count: number },
): Matrix {
	const share = (c: number, chance: number) => (c === 0 ? 0 : (c * c) / (c * c + (c * c + chance) / count));
	return new Matrix(between.to2DArray().map((row, p) => row.map((c, m) => c * share(c, parameters[p]! * data[m]!))));
}

/** From what each member predicts to what was seen, less the error that is drawn for it: members by data. The drawn errors of a datum have the mean zero. */
function distancesFrom(
	outputs: Matrix,
	{
		seen,
		errors,
		scale,
		noise,
	}: { readonly seen: readonly number[]; readonly errors: readonly number[]; readonly scale: number } & Pick<Assimilation, "noise">,
): Matrix {
	const drawn = centered(new Matrix(Array.from({ length: outputs.rows }, (_, j) => seen.map((__, m) => noise(j, m)))));
	const target = Matrix.rowVector(seen.map((value, m) => value / errors[m]!));
	return drawn.mul(scale).addRowVector(target).sub(outputs);
}
