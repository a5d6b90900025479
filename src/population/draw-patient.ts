import type { PatientClass, Variation } from "../model/model.ts";
import { normalProbability, normalQuantile } from "../random/distributions.ts";
import { drawsOf, exponential, type Individual } from "../random/stream.ts";
import type { Varying } from "../scenario/plan.ts";
import { nominalPatient, type Patient, patientWith } from "../simulate/patient.ts";
import type { Program } from "../simulate/program.ts";

type Spread = Pick<Varying, "value"> & Variation;

/** Standard deviation on the scale on which a distribution is normal: of the logarithm, of the logit, of the number itself. */
function deviation({ distribution, cv, value }: Spread): number {
	switch (distribution) {
		case "lognormal":
			return Math.sqrt(Math.log1p(cv * cv));
		case "logit-normal":
			// To first order a logit moves by (change / value) / (1 - value).
			return cv / (1 - value);
		case "normal":
		case "exponential":
			return cv * Math.abs(value);
	}
}

/** The number at a normal deviate z around the median. */
function at(z: number, spread: Spread): number {
	const { distribution, value } = spread;
	const away = z * deviation(spread);
	switch (distribution) {
		case "lognormal":
			return value * Math.exp(away);
		case "logit-normal":
			return 1 / (1 + ((1 - value) / value) * Math.exp(-away));
		case "normal":
		case "exponential":
			return value + away;
	}
}

/** The normal deviate of a number: the inverse of `at`. */
function deviate(number: number, spread: Spread): number {
	const { distribution, value } = spread;
	const sd = deviation(spread);
	switch (distribution) {
		case "lognormal":
			return Math.log(Math.max(number / value, 0)) / sd;
		case "logit-normal":
			return Math.log((number * (1 - value)) / (Math.max(1 - number, 0) * value)) / sd;
		case "normal":
		case "exponential":
			return (number - value) / sd;
	}
}

/** Bends a normal deviate into the plausible range, so that the order of patients stays and none lies beyond. */
function within(z: number, spread: Spread): number {
	if (!spread.range) return z;
	const [least, most] = spread.range.map((bound) => normalProbability(deviate(bound, spread)));
	return normalQuantile(least! + normalProbability(z) * (most! - least!));
}

/** What multiplies a number in the class that a patient falls into by a draw of his own. */
function timesOf(classes: readonly PatientClass[], draw: number): number {
	let below = 0;
	for (const { share, times } of classes) {
		below += share;
		if (draw < below) return times;
	}
	return 1;
}

/** Where a patient stands among all in one quantity: a number between 0 and 1 for each name. */
export type Chance = (name: string) => number;

function drawn(one: Varying, chance: Chance): number {
	if (one.distribution === "exponential") return (exponential(chance(one.name)) / Math.LN2) * one.value;
	const others = one.shares.reduce((sum, { of, weight }) => sum + weight * normalQuantile(chance(of)), 0);
	const z = one.own * normalQuantile(chance(one.name)) + others;
	const usual = one.cv > 0 ? at(within(z, one), one) : one.value;
	return one.classes.length === 0 ? usual : usual * timesOf(one.classes, chance(`${one.name} class`));
}

/** What a virtual patient has of each number that varies, by name, in the flat model's units. */
export const drawnValues = (varying: readonly Varying[], chance: Chance): Map<string, number> =>
	new Map(varying.map((one) => [one.name, drawn(one, chance)]));

/** The value below which a share of patients lies, of a number that varies (its classes aside). */
export const quantileOf = (one: Varying, share: number): number => at(within(normalQuantile(share), one), one);

/**
 * One virtual patient of a program: every number that varies is drawn from the streams of this patient alone. The same seed and number give the
 * same patient in any scenario, on any machine and beside whichever others.
 *
 *     const run = simulate(engine, virtualPatient(engine.program, { seed: 7, patient: 4711 }));
 */
export function virtualPatient(program: Program, individual: Individual, chance: Chance = drawsOf(individual)): Patient {
	return { ...patientWith(program, nominalPatient(program), drawnValues(program.varying, chance)), individual };
}
