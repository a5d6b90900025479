import { decimalExponent, powerOfTen } from "../elementary/decimal.ts";
import { unitText } from "../trajectory/unit-text.ts";
import type { Estimate, OutcomeSummary } from "./study-summary.ts";

/** An estimate as people write it, with no digit that its patients cannot carry. */
export interface WrittenEstimate {
	/** `23`, `<1`, `−1.2`. */
	readonly value: string;
	/** 95 %: `19–27`, with signs `−16 to −8`. */
	readonly interval: string;
	/** Monte Carlo standard error: `2`, `0.4`. */
	readonly error: string;
	/** `%`, `points`, `pg/mL`; empty for what has no unit. */
	readonly unit: string;
}

type OutcomeKind = OutcomeSummary["kind"];

/** What is not known: too few patients, or none. */
const unknown = "?";

/**
 * An outcome's estimate: a probability in whole percent below a thousand patients and with one decimal from there on, a number with
 * one digit of its error. Some patients never print as 0 %, nor all but some as 100 %.
 *
 *     written(exactShare(94, 400), { kind: "probability", unit: "1", patients: 400 })     // 24, 19–28, ± 2, %
 */
export function written(estimate: Estimate, of: { kind: OutcomeKind; unit: string; patients: number }): WrittenEstimate {
	const { scale, decimals } = fineness(estimate, of);
	const text = (x: number) => fixed(times(x, scale), decimals);
	return {
		value: of.kind === "probability" ? shareText(estimate.value, decimals) : text(estimate.value),
		interval: range(estimate.interval, { text, joint: estimate.interval[0] < 0 ? " to " : "–" }),
		error: errorText(times(estimate.error, scale), decimals),
		unit: of.kind === "probability" ? "%" : unitWord(of.unit),
	};
}

/** A difference between arms: with its sign, probabilities in percentage points, to a tenth where the error is below one point. */
export function writtenDifference(estimate: Estimate, of: { kind: OutcomeKind; unit: string; patients: number }): WrittenEstimate {
	const { scale, decimals } =
		of.kind === "probability" ? { scale: 100, decimals: isKnown(estimate.error) && estimate.error < 0.01 ? 1 : 0 } : fineness(estimate, of);
	const text = (x: number) => signed(fixed(times(x, scale), decimals));
	return {
		value: text(estimate.value),
		interval: range(estimate.interval, { text, joint: " to " }),
		error: errorText(times(estimate.error, scale), decimals),
		unit: of.kind === "probability" || of.unit === "percent" ? "points" : unitWord(of.unit),
	};
}

/** `day` becomes `days`; all else as units are printed. */
export const unitWord = (unit: string): string =>
	unit === "h" ? "hours" : /^(hour|day|week|year)$/.test(unit) ? `${unit}s` : unitText(unit).replaceAll("*", "·");

/** A value and its unit with the space that belongs between them. */
export const withUnit = (value: string, unit: string): string => (unit === "" ? value : `${value} ${unit}`);

/** JSON has no NaN and no infinity: what was read back from a file may be null there. */
export const isKnown = (x: number | null | undefined): x is number => typeof x === "number" && Number.isFinite(x);

/** null times a number would be 0. */
const times = (x: number | null, scale: number): number => (isKnown(x) ? x * scale : Number.NaN);

const fineness = ({ value, error }: Estimate, { kind, patients }: { kind: OutcomeKind; patients: number }) =>
	kind === "probability" ? { scale: 100, decimals: patients < 1000 ? 0 : 1 } : { scale: 1, decimals: decimalsFor(value, error) };

/** So many that the error has one digit, but no more than three digits of the value; negative: tens, hundreds. */
function decimalsFor(value: number, error: number): number {
	const ofValue = value === 0 || !isKnown(value) ? 2 : 2 - decimalExponent(value);
	if (!(isKnown(error) && error > 0)) return Math.min(Math.max(ofValue, 0), 6);
	const ofError = -decimalExponent(error);
	return Math.min(ofError, Math.max(ofValue, ofError - 1), 6);
}

/** Rounded to decimals (negative: to tens and more), thousands separated, with a true minus sign and no minus zero. */
export function fixed(value: number, decimals: number): string {
	if (!isKnown(value)) return unknown;
	const step = powerOfTen(-decimals);
	const [whole = "", part] = (Math.round(Math.abs(value) / step) * step).toFixed(Math.max(0, decimals)).split(".");
	const size = `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part === undefined ? "" : `.${part}`}`;
	return value < 0 && /[1-9]/.test(size) ? `−${size}` : size;
}

const signed = (text: string): string => (/[1-9]/.test(text) && !text.startsWith("−") ? `+${text}` : text);

function shareText(share: number, decimals: number): string {
	if (!isKnown(share)) return unknown;
	const least = fixed(powerOfTen(-decimals), decimals);
	const most = fixed(100 - powerOfTen(-decimals), decimals);
	const text = fixed(share * 100, decimals);
	if (share > 0 && Number(text) === 0) return `<${least}`;
	return share < 1 && Number(text) === 100 ? `>${most}` : text;
}

const range = (interval: Estimate["interval"], { text, joint }: { text: (x: number) => string; joint: string }): string =>
	interval.every(isKnown) ? interval.map(text).join(joint) : "not known";

/** An error below one unit of the last place is said a digit finer, and never as 0. */
function errorText(error: number, decimals: number): string {
	if (!isKnown(error)) return unknown;
	const finer = error < powerOfTen(-decimals) ? decimals + 1 : decimals;
	const text = fixed(error, finer);
	return error > 0 && !/[1-9]/.test(text) ? `<${fixed(powerOfTen(-finer), finer)}` : text;
}
