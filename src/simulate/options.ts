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
	/** Hours since infusion, in order, at which the columns are read as well; they make no rows. */
	readonly moments?: readonly number[];
}

export const defaultOptions: RunOptions = { every: 1, method: defaultMethod, relativeTolerance: 1e-6, maxSteps: 1_000_000, seed: 1 };

/** Hours between looks at the patient: grades are hour by hour, whatever is saved. */
export const lookEvery = 1;

/** Least and most of the options that are numbers: the command line asks for the same. */
export const optionLimits = {
	/** Hours. */
	every: { least: 1e-3, most: 366 * 24 },
	relativeTolerance: { least: 1e-12, most: 1e-2 },
	maxSteps: { least: 1, most: Number.MAX_SAFE_INTEGER },
} as const;

/** The options with their defaults. Throws a RangeError for a grid, tolerance or method that no run could end with. */
export function runOptions(given: Partial<RunOptions>): RunOptions {
	const options = { ...defaultOptions, ...given };
	for (const name of ["every", "relativeTolerance", "maxSteps"] as const) {
		const { least, most } = optionLimits[name];
		if (!(options[name] >= least && options[name] <= most))
			throw new RangeError(`${name} is ${options[name]}; a number from ${least} to ${most} is needed`);
	}
	if (!Object.hasOwn(methods, options.method))
		throw new RangeError(`unknown method "${options.method}"; allowed: ${Object.keys(methods).join(", ")}`);
	return options;
}
