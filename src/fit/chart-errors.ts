import type { ChartedValue } from "../chart/charted-value.ts";
import type { ChartedColumn, Charting } from "../chart/charting.ts";
import { cos } from "../elementary/circular.ts";
import { exp } from "../elementary/exponential.ts";
import { log } from "../elementary/logarithm.ts";
import { normalProbability } from "../random/normal.ts";
import type { Run } from "../simulate/run.ts";
import { placeOf, valueThere } from "../trajectory/between-rows.ts";

/** A value that stands in a chart, of a column of the model and in its unit. */
export interface Observation extends ChartedValue {
	readonly column: string;
}

/** How a column of a model is written down at a time: what the chart would hold is normal around the course, on a scale of its own. */
export interface Reading {
	readonly isLogarithmic: boolean;
	/** What the time of day adds, in the unit of the column: the mean of patients. */
	readonly rhythm: number;
	/** Standard deviation of one measurement; of the logarithm where that is meant. */
	readonly sd: number;
	readonly least: number;
	readonly most: number;
}

const square = (x: number): number => x * x;

/** Uniform errors of a step of 1. */
const ofStep = 1 / 12;
const dayAngle = (2 * Math.PI) / 24;
/** What is nearly nothing, of a column whose logarithm is taken. */
const trifle = 1e-9;

/** Whether anything is known of the errors of a column: without, nobody can say how likely a value is. */
export const hasErrors = ({ noise, step }: ChartedColumn): boolean => noise !== null || step !== null;

/**
 * How a column is read at an hour since infusion, near a value: its error, its steps, and by how much patients differ in the rhythm of the day (taken to be
 * an error of each measurement).
 *
 *     readingAt(temperature, charting, { time: 72, near: 38.5 })   // { sd: 0.21, rhythm: -0.17, … }
 */
export function readingAt(
	{ noise, rhythm, step, least, most }: ChartedColumn,
	{ infused }: Pick<Charting, "infused">,
	{ time, near }: { readonly time: number; readonly near: number },
): Reading {
	const isLogarithmic = noise?.kind === "logarithmic";
	const stepSize = (step ?? 0) / (isLogarithmic ? Math.max(near, step ?? 0, trifle) : 1);
	const { amplitude = 0, amplitudeSd = 0, highest = 0, highestSd = 0 } = rhythm ?? {};
	const spread = (amplitudeSd * amplitudeSd + square(amplitude * highestSd * dayAngle)) / 2;
	const variance =
		square(noise?.sd ?? 0) + stepSize * stepSize * ofStep + (isLogarithmic ? spread / square(Math.max(near, trifle)) : spread);
	return {
		isLogarithmic,
		rhythm: amplitude * cos((infused + time - highest) * dayAngle),
		sd: Math.sqrt(variance),
		least,
		most,
	};
}

/** A value on the scale on which its errors are normal. */
export const onScale = ({ isLogarithmic }: Pick<Reading, "isLogarithmic">, value: number): number =>
	isLogarithmic ? log(Math.max(value, trifle)) : value;

/** Back from that scale, within what the instrument shows. */
export const fromScale = ({ isLogarithmic, least, most }: Reading, value: number): number =>
	Math.min(Math.max(isLogarithmic ? exp(value) : value, least), most);

/** Least probability of a bound that is reckoned with: beyond, the number has no logarithm. */
const leastProbability = 1e-300;

/** Minus twice the log likelihood of a charted value where the course is at `simulated`, less that of the likeliest. */
function misfitOf({ value, lies }: ChartedValue, reading: Reading, simulated: number): number {
	const { sd, rhythm, least, most } = reading;
	const z = (onScale(reading, value) - onScale(reading, simulated + rhythm)) / sd;
	// What an instrument shows at its end may lie beyond.
	const side = lies === "below" || value <= least ? 1 : lies === "above" || value >= most ? -1 : 0;
	return side === 0 ? z * z : -2 * log(Math.max(normalProbability(side * z), leastProbability));
}

/** A charted value with how it was read. */
export interface ReadObservation {
	readonly observation: Observation;
	readonly reading: Reading;
}

/** The values of a chart of whose errors something is known, with how they were read. */
export function readObservations(observations: readonly Observation[], charting: Charting): readonly ReadObservation[] {
	const columns = new Map(charting.columns.filter(hasErrors).map((one) => [one.name, one]));
	return observations.flatMap((observation) => {
		const column = columns.get(observation.column);
		return column === undefined
			? []
			: [{ observation, reading: readingAt(column, charting, { time: observation.time, near: observation.value }) }];
	});
}

/**
 * Minus twice the log likelihood of a chart given a course, less what is the same for all courses: errors of different measurements are taken to be independent.
 * Infinite where the course ended, or failed, before the chart did. What nobody could have asked of the patient (points under sedation) does not count.
 *
 *     chartMisfit(simulate(engine, patient), readObservations(observations, charting))
 */
export function chartMisfit(
	{ trajectory, outcome }: Pick<Run, "trajectory" | "outcome">,
	observations: readonly ReadObservation[],
): number {
	if (outcome.kind !== "finished") return Number.POSITIVE_INFINITY;
	let sum = 0;
	for (const { observation, reading } of observations) {
		const column = trajectory.columns.get(observation.column);
		const place = placeOf(trajectory, observation.time);
		if (place === undefined) return Number.POSITIVE_INFINITY;
		const simulated = column?.kind === "number" ? valueThere(column, place) : Number.NaN;
		if (!Number.isNaN(simulated)) sum += misfitOf(observation, reading, simulated);
	}
	return sum;
}
