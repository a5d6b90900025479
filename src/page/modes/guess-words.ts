import { clinicalNumber } from "../../report/clinical-number.ts";
import type { Kit, KitColumn } from "../kit.ts";
import type { GuessResult } from "./guess.ts";

/** So near in days counts as the same day. */
const sameDay = 0.5;

const days = (count: number): string => (count.toFixed(1) === "1.0" ? "1 day" : `${count.toFixed(1)} days`);

const value = ({ look, unit }: KitColumn, number: number): string => `${clinicalNumber(number, look.fineness)} ${unit}`.trim();

function gradeSentence(label: string, guessed: number, was: number | null): string {
	if (was === null) return `The ${label} grade was never known, so your ${guessed} stands unanswered.`;
	const course = was === 0 ? `there was no ${label}` : `the worst ${label} grade was ${was}`;
	if (guessed === was) return `Just so: ${course}, as you said.`;
	const off = Math.abs(guessed - was);
	const much = off === 1 ? "one grade" : `${off} grades`;
	return `${course.charAt(0).toUpperCase()}${course.slice(1)}; you said ${guessed}, ${much} ${guessed > was ? "too high" : "too low"}.`;
}

function peakSentence(column: KitColumn, { guessed, was, value: height, isOnHeight }: NonNullable<GuessResult["peak"]>): string {
	const side = column.look.summary === "lowest" ? "was lowest" : "peaked";
	const course = `${column.look.label} ${side} on day ${was.toFixed(1)} at ${value(column, height)}`;
	const late = guessed - was;
	if (Math.abs(late) <= sameDay) return `${course}; your day ${guessed} was right.`;
	if (isOnHeight) return `${course}; on your day ${guessed} it stood as good as there, so you were right.`;
	return `${course}; your day ${guessed} was ${days(Math.abs(late))} too ${late > 0 ? "late" : "early"}.`;
}

function curveSentence(column: KitColumn, { mean, farthest: { day, guessed, was } }: NonNullable<GuessResult["curve"]>): string {
	if (value(column, guessed) === value(column, was)) return "Your curve lies on the course.";
	const farthest = `the farthest on day ${day.toFixed(1)}, where you drew ${value(column, guessed)} and the course had ${value(column, was)}`;
	return `Your curve lies ${value(column, mean)} away on average, ${farthest}.`;
}

/**
 * What came beside what was expected, kindly and exactly, a sentence each.
 *
 *     guessSentences(kit, column, result)   // ["Just so: the worst CRS grade was 3, as you said.", "Temperature peaked on day 4.7 at 40.5 °C; …"]
 */
export const guessSentences = (
	kit: Pick<Kit, "toxicities">,
	column: KitColumn,
	{ grades, peak, curve }: GuessResult,
): readonly string[] => [
	...grades.map(({ toxicity, guessed, was }) =>
		gradeSentence(kit.toxicities.find(({ name }) => name === toxicity)?.label ?? toxicity, guessed, was),
	),
	...(peak ? [peakSentence(column, peak)] : []),
	...(curve ? [curveSentence(column, curve)] : []),
];
