import { instant, snapped } from "../chart/instant.ts";

/** What was given, in order of time. */
export interface LoggedDose {
	readonly treatment: string;
	/** Hours since infusion at which it began. */
	readonly time: number;
	/** In the treatment's unit of amount; NaN for a rate or device, which begins without one. */
	readonly amount: number;
}

export type DoseLog = readonly LoggedDose[];

/** A stretch of time in which a treatment ran, or one of its devices: hours since infusion. */
export interface RunningSpan {
	/** Of the treatment or the device. */
	readonly name: string;
	readonly from: number;
	/** Infinite while it runs. */
	readonly to: number;
}

/** A log that grows, and knows the doses of each treatment apart: a care team asks for them at every look. */
export interface DoseBook {
	readonly push: (dose: LoggedDose) => void;
	/** Its page of one treatment, which grows with it. */
	readonly of: (treatment: string) => DoseLog;
	/** All pages together. */
	readonly all: () => DoseLog;
	/** Marks how much it holds; what it gives takes out what came later. */
	readonly mark: () => () => void;
}

export function doseBook(): DoseBook {
	const pages = new Map<string, LoggedDose[]>();
	const all: LoggedDose[] = [];
	const pageOf = (treatment: string) => {
		const known = pages.get(treatment) ?? [];
		pages.set(treatment, known);
		return known;
	};
	return {
		push: (dose) => {
			all.push(dose);
			pageOf(dose.treatment).push(dose);
		},
		of: pageOf,
		all: () => all,
		mark: () => {
			const { length } = all;
			return () => {
				for (const { treatment } of all.splice(length)) pageOf(treatment).pop();
			};
		},
	};
}

/** Hours since the last dose; infinite before the first. */
export function since(log: DoseLog, treatment: string, now: number): number {
	for (let i = log.length - 1; i >= 0; i--) {
		const dose = log[i]!;
		if (dose.treatment === treatment && dose.time <= now) return snapped(now - dose.time);
	}
	return Number.POSITIVE_INFINITY;
}

const counts = (dose: LoggedDose, treatment: string, now: number, window: number) =>
	dose.treatment === treatment && now - dose.time < window - instant && dose.time <= now;

/** Doses begun within the last `window` hours (a dose exactly that long ago no longer counts). */
export function dosesGiven(log: DoseLog, treatment: string, now: number, window: number): number {
	let count = 0;
	for (const dose of log) if (counts(dose, treatment, now, window)) count++;
	return count;
}

/** Sum of the doses begun within the window; what runs at a rate has no amount and does not count. */
export function amountGiven(log: DoseLog, treatment: string, now: number, window: number): number {
	let sum = 0;
	for (const dose of log) if (counts(dose, treatment, now, window) && !Number.isNaN(dose.amount)) sum += dose.amount;
	return sum;
}
