/**
 * The coefficients of a stiffly accurate Rosenbrock method, in the form that needs no product with the Jacobian (Hairer, Wanner 1996,
 * doi:10.1007/978-3-642-05221-7, section IV.7): stage i solves
 *
 *     (1/(h gamma) I - J) k_i = f(t + alpha_i h, y + sum_j a_ij k_j) + sum_j (c_ij / h) k_j + h d_i df/dt
 *
 * The argument of the last stage is the embedded solution, and adding the last k to it gives the solution: the last k is the error.
 */
export interface RosenbrockTableau {
	/** As `methods` names it. */
	readonly name: string;
	/** Order of the solution. */
	readonly order: number;
	/** Order of the embedded solution that the error is measured against. */
	readonly embeddedOrder: number;
	/** Order of the dense output. */
	readonly denseOrder: number;
	/** Part of the tolerance that a step may err; the rest is left to the dense output, which no estimate watches, and to errors that add up. Found on shipped scenarios. */
	readonly share: number;
	readonly gamma: number;
	/** Row i holds the weights of the stages before stage i. */
	readonly a: readonly (readonly number[])[];
	readonly c: readonly (readonly number[])[];
	readonly alpha: readonly number[];
	readonly d: readonly number[];
	/**
	 * Rows of stage weights for r_1, r_2, … of the dense output, with s = (time - t)/h:
	 * y(s) = (1 - s) y_0 + s (y_1 + (1 - s)(r_1 + s (r_2 + s (r_3 + …)))).
	 */
	readonly dense: readonly (readonly number[])[];
}

/** Does this stage start from the argument of the one before it plus its k? */
export function continues({ a }: RosenbrockTableau, stage: number): boolean {
	const [row, before] = [a[stage]!, a[stage - 1] ?? []];
	return row.length > 1 && row.at(-1) === 1 && before.every((weight, j) => weight === row[j]);
}
