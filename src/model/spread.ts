import { exp } from "../elementary/exponential.ts";
import { log, log1p } from "../elementary/logarithm.ts";
import { inUnit } from "../language/quantity.ts";
import { dimensionless, sameDimension, type Unit } from "../language/units.ts";
import { normalProbability, normalQuantile } from "../random/normal.ts";
import type { Variation } from "./model.ts";

/** A number between patients: its median and how it is distributed around it. */
export interface Spread extends Pick<Variation, "cv" | "distribution" | "holdsMedian"> {
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
 * Bends a normal deviate into the plausible range, so that the order of patients stays and none lies beyond. Where the median is held, each half
 * is bent by itself: a range that cuts one tail more than the other moves no median.
 */
function within(z: number, spread: Spread & Pick<Variation, "range">): number {
	if (!spread.range) return z;
	const [least, most] = spread.range.map((bound) => normalProbability(deviateOf(bound, spread)));
	const p = normalProbability(z);
	if (!spread.holdsMedian) return normalQuantile(least! + p * (most! - least!));
	return normalQuantile(p < 0.5 ? least! + 2 * p * (0.5 - least!) : most! - 2 * (1 - p) * (most! - 0.5));
}

/** The number of a patient at a normal deviate z, within the range of the spread. */
export const numberWithin = (z: number, spread: Spread & Pick<Variation, "range">): number => numberAt(within(z, spread), spread);

/**
 * The coefficient of variation with which two numbers lie `z` standard deviations below and above the median. Where they do not lie evenly
 * around it, their distance counts; where a range cuts tails, what is left reaches as far.
 *
 *     cvBetween([54, 70], 0.6745, { value: 63, distribution: "normal", range: null })   // 0.19
 */
export function cvBetween(bounds: readonly [number, number], z: number, scale: Scale & Pick<Variation, "range">): number {
	const width = (low: number, high: number) => away(high, scale) - away(low, scale);
	const wanted = width(...bounds);
	const free = cvOf(wanted / (2 * z), scale);
	const reached = (cv: number) => width(numberWithin(-z, { ...scale, cv }), numberWithin(z, { ...scale, cv }));
	let [low, high] = [free, 8 * free];
	// A range that holds less than the two numbers is no matter of the spread.
	if (!Number.isFinite(free) || !(reached(high) > wanted)) return free;
	for (let halving = 0; halving < 50; halving++) {
		const middle = (low + high) / 2;
		if (reached(middle) < wanted) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
