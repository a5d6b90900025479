import { defaultMethod } from "../ode/methods.ts";

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
}

export const defaultOptions: RunOptions = { every: 1, method: defaultMethod, relativeTolerance: 1e-6, maxSteps: 1_000_000, seed: 1 };

/** Hours between looks at the patient: grades are hour by hour, whatever is saved. */
export const lookEvery = 1;

/** Times closer than this (hours) are one instant; all times are brought to whole multiples of it. */
export const instant = 1e-9;

export function snapped(time: number): number {
	return Math.round(time / instant) * instant;
}
