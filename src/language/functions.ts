import { pow } from "../elementary/power.ts";

/** The functions of the model language, with how many arguments each takes and how it treats units. */
export interface FunctionRule {
	readonly least: number;
	readonly most: number;
	/**
	 * `number`: takes and gives pure numbers; `same`: all arguments and the result share a dimension; `ratio`: the first two share a
	 * dimension, the result is a pure number; `root`: the square root of the unit; `power`: as the `^` operator; `whole`: as `same`, in whole units.
	 */
	readonly units: "number" | "same" | "ratio" | "root" | "power" | "whole";
}

export const functions: Readonly<Record<string, FunctionRule>> = {
	exp: { least: 1, most: 1, units: "number" },
	log: { least: 1, most: 1, units: "number" },
	sqrt: { least: 1, most: 1, units: "root" },
	abs: { least: 1, most: 1, units: "same" },
	min: { least: 1, most: 16, units: "same" },
	max: { least: 1, most: 16, units: "same" },
	pow: { least: 2, most: 2, units: "power" },
	hill: { least: 2, most: 3, units: "ratio" },
	clamp: { least: 3, most: 3, units: "same" },
	sin: { least: 1, most: 1, units: "number" },
	cos: { least: 1, most: 1, units: "number" },
	tanh: { least: 1, most: 1, units: "number" },
	arcsin: { least: 1, most: 1, units: "number" },
	arccos: { least: 1, most: 1, units: "number" },
	arctan: { least: 1, most: 1, units: "number" },
	factorial: { least: 1, most: 1, units: "number" },
	floor: { least: 1, most: 1, units: "whole" },
	ceil: { least: 1, most: 1, units: "whole" },
	round: { least: 1, most: 1, units: "whole" },
};

/** x^n/(k^n + x^n); 0 for x <= 0. `n` is 1 when left out. */
export function hill(x: number, k: number, n = 1): number {
	if (!(x > 0)) return Number.isNaN(x) ? Number.NaN : 0;
	const powered = pow(x, n);
	return powered / (pow(k, n) + powered);
}

/** min(max(x, lo), hi) */
export function clamp(x: number, lo: number, hi: number): number {
	return Math.min(Math.max(x, lo), hi);
}
