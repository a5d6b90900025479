import { defaultMethod, methods } from "../ode/methods.ts";

/** How a run is computed; `summary.json` repeats it. */
export interface RunOptions {
	/** Hours between saved rows. */
	readonly every: number;
	/** Name of an integration method. */
	readonly method: string;
	readonly relativeTolerance: number;
	/** Accepted and rejected steps in all. */
	readonly maxSteps: number;
	readonly seed: number;
	/** Number columns to keep beside the grades, for whoever asks many runs for little; all when left out. Names of none are passed over. */
	readonly columns?: readonly string[];
}

export const defaultOptions: RunOptions = { every: 1, method: defaultMethod, relativeTolerance: 1e-6, maxSteps: 1_000_000, seed: 1 };

/** Hours between looks at the patient: grades are hour by hour, whatever is saved. */
export const lookEvery = 1;

/** The options with their defaults. Throws a RangeError for a grid, tolerance or method that no run could end with. */
export function runOptions(given: Partial<RunOptions>): RunOptions {
	const options = { ...defaultOptions, ...given };
	const { every, relativeTolerance, maxSteps, method } = options;
	if (!(every >= 1e-3 && Number.isFinite(every))) throw new RangeError(`every is ${every}; a number of hours from 0.001 on is needed`);
	if (!(relativeTolerance >= 1e-12 && relativeTolerance <= 0.1))
		throw new RangeError(`relativeTolerance is ${relativeTolerance}; a number from 1e-12 to 0.1 is needed`);
	if (!(maxSteps >= 1)) throw new RangeError(`maxSteps is ${maxSteps}; at least 1 is needed`);
	if (!Object.hasOwn(methods, method)) throw new RangeError(`unknown method "${method}"; allowed: ${Object.keys(methods).join(", ")}`);
	return options;
}
