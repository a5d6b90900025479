import { clinicalNumber } from "../../report/clinical-number.ts";
import type { Fineness } from "../../trajectory/display.ts";
import { amountText, unitText } from "../../trajectory/unit-text.ts";
import type { WrittenNumber } from "../wish.ts";

/** `day 4.0`: how the page tells a time, in hours since infusion. */
export const dayWords = (hours: number): string => `day ${dayNumber(hours)}`;

/** `4.0`, and `-5.0` with a true minus. */
export const dayNumber = (hours: number): string => plainMinus((hours / 24).toFixed(1));

/** `2.1 days`, `1 day`, `6 h`: a length of time in hours, as people say it. */
export function lengthWords(hours: number): string {
	if (hours < 24) return `${Number(hours.toPrecision(2))} h`;
	const days = Number((hours / 24).toFixed(1));
	return days === 1 ? "1 day" : `${days} days`;
}

/** `8 mg/kg`, `3 × 10¹¹ cells`. */
export const writtenWords = ({ value, unit }: WrittenNumber): string =>
	value >= 1e6 ? amountText(value, unit) : `${Number(value.toPrecision(6))} ${unitText(unit)}`.trim();

/** A unit as it is said behind a number: `58 years`. */
export const saidUnit = (unit: string): string => unitText(unit).replace(/^(year|day)$/, "$1s");

/** A value of a column with its unit, as a chart would print it: `11,400 pg/mL`. */
export const valueWords = (value: number, { fineness, unit }: { readonly fineness: Fineness; readonly unit: string }): string =>
	Number.isFinite(value) ? `${plainMinus(clinicalNumber(value, fineness))} ${unitText(unit)}`.trim() : "unknown";

/** The first letter great, the others as they are. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export const listed = (all: readonly string[]): string =>
	all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;

/** A name at the begin of a sentence made to stand inside one; abbreviations stay. */
export const inside = (name: string): string => (/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);

const plainMinus = (text: string): string => text.replace(/^-/, "−");
