import { exp } from "../elementary/exponential.ts";
import { log, log1p } from "../elementary/logarithm.ts";
import { inUnit } from "../language/quantity.ts";
import { dimensionless, sameDimension, type Unit } from "../language/units.ts";
import type { Variation } from "./model.ts";

/** A number between patients: its median and how it is distributed around it. */
export interface Spread extends Pick<Variation, "cv" | "distribution"> {
	readonly value: number;
	/** For a logit-normal number: what is all of it in its unit, 100 for a percent; left out: 1. */
	readonly whole?: number;
}

/** What is all of a share in a unit: 1, or 100 for a percent. */
export const wholeIn = (unit: Unit): number => (sameDimension(unit, dimensionless) ? inUnit({ value: 1, unit: dimensionless }, unit) : 1);

type Scale = Omit<Spread, "cv">;

/** A share between 0 and 1 of a logit-normal number. */
const shareOf = (number: number, { whole = 1 }: Pick<Spread, "whole">) => number / whole;

/** Standard deviation on the scale on which a distribution is normal: of the logarithm, of the logit, of the number itself. */
export function deviation(spread: Spread): number {
	const { distribution, cv, value } = spread;
	switch (distribution) {
		case "lognormal":
			return Math.sqrt(log1p(cv * cv));
		case "logit-normal":
			// To first order a logit moves by (change / value) / (1 - value).
			return cv / (1 - shareOf(value, spread));
		case "normal":
		case "exponential":
			return cv * Math.abs(value);
	}
}

/** The coefficient of variation that has this standard deviation: the inverse of `deviation`. */
function cvOf(sd: number, scale: Scale): number {
	switch (scale.distribution) {
		case "lognormal":
			return Math.sqrt(exp(sd * sd) - 1);
		case "logit-normal":
			return sd * (1 - shareOf(scale.value, scale));
		case "normal":
		case "exponential":
			return sd / Math.abs(scale.value);
	}
}

/** How far a number is from the median, on the scale on which the distribution is normal. */
function away(number: number, scale: Scale): number {
	const { distribution, value } = scale;
	switch (distribution) {
		case "lognormal":
			return log(Math.max(number / value, 0));
		case "logit-normal": {
			const [one, middle] = [shareOf(number, scale), shareOf(value, scale)];
			return log((one * (1 - middle)) / (Math.max(1 - one, 0) * middle));
		}
		case "normal":
		case "exponential":
			return number - value;
	}
}

/** The number at a normal deviate z around the median. */
export function numberAt(z: number, spread: Spread): number {
	const { distribution, value, whole } = spread;
	const moved = z * deviation(spread);
	switch (distribution) {
		case "lognormal":
			return value * exp(moved);
		case "logit-normal": {
			const middle = shareOf(value, spread);
			const share = 1 / (1 + ((1 - middle) / middle) * exp(-moved));
			return whole === undefined ? share : share * whole;
		}
		case "normal":
		case "exponential":
			return value + moved;
	}
}

/** The normal deviate of a number: the inverse of `numberAt`. */
export const deviateOf = (number: number, spread: Spread): number => away(number, spread) / deviation(spread);

/**
 * The coefficient of variation with which two numbers lie `z` standard deviations below and above the median. Where they do not lie evenly
 * around it, their distance counts.
 *
 *     cvBetween([54, 70], 0.6745, { value: 63, distribution: "normal" })   // 0.19
 */
export const cvBetween = ([low, high]: readonly [number, number], z: number, scale: Scale): number =>
	cvOf((away(high, scale) - away(low, scale)) / (2 * z), scale);
