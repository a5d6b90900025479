import type { Side } from "../../trajectory/display.ts";
import type { Answer } from "../answer.ts";
import { rowAt } from "../elements/time-axis.ts";

/** What a student expects of a course, said before it is shown. */
export interface Guess {
	/** Worst grade by toxicity; those left out were not guessed. */
	readonly worst: Readonly<Record<string, number>>;
	/** Day of the extreme of the drawn column; null: not guessed. */
	readonly peakDay: number | null;
	/** The drawn column at the hours of the grid; null where nothing was drawn. */
	readonly curve: readonly (number | null)[];
}

/** Hours since infusion at which a curve is drawn. */
export type GuessGrid = readonly number[];

/** So many hours lie between two points that can be drawn. */
const gridStep = 12;

/** Nobody draws further than this, in hours: the weeks after are quiet. */
const drawnUntil = 15 * 24;

/** From infusion on. */
export const gridFor = (until: number): GuessGrid =>
	Array.from({ length: Math.floor(Math.min(until, drawnUntil) / gridStep) + 1 }, (_, i) => i * gridStep);

export const emptyGuess = (grid: GuessGrid): Guess => ({ worst: {}, peakDay: null, curve: grid.map(() => null) });

/** The guess with the curve drawn from one point of the grid to another, in a straight line between two values. */
export function drawn(
	guess: Guess,
	from: { readonly at: number; readonly value: number },
	to: { readonly at: number; readonly value: number },
): Guess {
	const [first, last] = from.at <= to.at ? [from, to] : [to, from];
	const curve = guess.curve.map((value, i) => {
		if (i < first.at || i > last.at) return value;
		return last.at === first.at ? to.value : first.value + ((last.value - first.value) * (i - first.at)) / (last.at - first.at);
	});
	return { ...guess, curve };
}

/** So many points make a curve. */
const leastPoints = 3;

/** What is still to be guessed before the course is shown, in words; empty: nothing. */
export const missingOf = (guess: Guess, first: string, firstLabel: string): readonly string[] => [
	...(guess.peakDay === null ? ["the day of the peak"] : []),
	...(Object.hasOwn(guess.worst, first) ? [] : [`the worst ${firstLabel} grade`]),
	...(guess.curve.filter((value) => value !== null).length < leastPoints ? ["a curve"] : []),
];

/** A guess beside what came. */
export interface GuessResult {
	readonly grades: readonly { readonly toxicity: string; readonly guessed: number; readonly was: number | null }[];
	/** Null: not guessed, or the column is unknown throughout. */
	readonly peak: {
		readonly guessed: number;
		readonly was: number;
		readonly value: number;
		/** On the guessed day the course stood as good as at its peak: a plateau has no day. */
		readonly isOnHeight: boolean;
	} | null;
	/** Null: nothing was drawn where the course is known. */
	readonly curve: {
		/** Mean distance in the unit of the column. */
		readonly mean: number;
		readonly farthest: { readonly day: number; readonly guessed: number; readonly was: number };
	} | null;
}

/** Day and value of a column's extreme from infusion on. */
function peakOf(
	{ times, columns }: Pick<Answer, "times" | "columns">,
	name: string,
	side: Side,
): { readonly day: number; readonly value: number } | null {
	const values = columns[name];
	let best = -1;
	for (let i = Math.max(rowAt(times, 0), 0); i < (values?.length ?? 0); i++) {
		const value = values![i]!;
		if (Number.isNaN(value)) continue;
		if (best < 0 || (side === "highest" ? value > values![best]! : value < values![best]!)) best = i;
	}
	return best < 0 ? null : { day: times[best]! / 24, value: values![best]! };
}

/** A course that has come this near to its peak, as a share of how far it goes from where it began, stands on its height. */
const height = 0.05;

function isOnHeight({ times, columns }: Pick<Answer, "times" | "columns">, column: string, hour: number, peak: number): boolean {
	const values = columns[column]!;
	const [there, began] = [values[Math.max(rowAt(times, hour), 0)]!, values[Math.max(rowAt(times, 0), 0)]!];
	return Math.abs(peak - there) <= height * Math.abs(peak - began);
}

/**
 * How a guess lies beside a course.
 *
 *     compareGuess(guess, answer, { column: "temperature", side: "highest", grid }).peak   // { guessed: 6, was: 4.7, value: 40.5, isOnHeight: true }
 */
export function compareGuess(
	guess: Guess,
	answer: Pick<Answer, "times" | "columns" | "grades">,
	{ column, side, grid }: { readonly column: string; readonly side: Side; readonly grid: GuessGrid },
): GuessResult {
	const grades = Object.entries(guess.worst).map(([toxicity, guessed]) => ({
		toxicity,
		guessed,
		was: answer.grades.find((one) => one.toxicity === toxicity)?.worst ?? null,
	}));
	const peak = peakOf(answer, column, side);
	const values = answer.columns[column];
	const both = grid.flatMap((time, i) => {
		const [guessed, was] = [guess.curve[i], values?.[rowAt(answer.times, time)]];
		return guessed == null || was === undefined || Number.isNaN(was) ? [] : [{ day: time / 24, guessed, was }];
	});
	const distance = ({ guessed, was }: { readonly guessed: number; readonly was: number }) => Math.abs(guessed - was);
	return {
		grades,
		peak:
			peak && guess.peakDay !== null
				? {
						guessed: guess.peakDay,
						was: peak.day,
						value: peak.value,
						isOnHeight: isOnHeight(answer, column, guess.peakDay * 24, peak.value),
					}
				: null,
		curve:
			both.length === 0
				? null
				: {
						mean: both.reduce((sum, one) => sum + distance(one), 0) / both.length,
						farthest: both.reduce((worst, one) => (distance(one) > distance(worst) ? one : worst)),
					},
	};
}
