import { instant, snapped } from "./instant.ts";

/** What was given, in order of time. */
export interface LoggedDose {
	readonly treatment: string;
	/** Hours since infusion at which it began. */
	readonly time: number;
	/** In the treatment's unit of amount; NaN for a rate or device, which begins without one. */
	readonly amount: number;
}

export type DoseLog = readonly LoggedDose[];

/** A log that grows, and knows the doses of each treatment apart: a care team asks for them at every look. */
export interface DoseBook {
	readonly push: (dose: LoggedDose) => void;
	readonly of: (treatment: string) => DoseLog;
}

export function doseBook(): DoseBook {
	const pages = new Map<string, LoggedDose[]>();
	const none: DoseLog = [];
	return {
		push: (dose) => {
			const page = pages.get(dose.treatment);
			if (page) page.push(dose);
			else pages.set(dose.treatment, [dose]);
		},
		of: (treatment) => pages.get(treatment) ?? none,
	};
}

const counts = (dose: LoggedDose, treatment: string, now: number, window: number) =>
	dose.treatment === treatment && now - dose.time < window - instant && dose.time <= now;

/** Hours since the last dose; infinite before the first. */
export function since(log: DoseLog, treatment: string, now: number): number {
	const last = log.findLast((dose) => dose.treatment === treatment && dose.time <= now);
	return last ? snapped(now - last.time) : Number.POSITIVE_INFINITY;
}

/** Doses begun within the last `window` hours (a dose exactly that long ago no longer counts). */
export function dosesGiven(log: DoseLog, treatment: string, now: number, window: number): number {
	return log.reduce((count, dose) => (counts(dose, treatment, now, window) ? count + 1 : count), 0);
}

/** Sum of the doses begun within the window; what runs at a rate has no amount and does not count. */
export function amountGiven(log: DoseLog, treatment: string, now: number, window: number): number {
	return log.reduce((sum, dose) => (counts(dose, treatment, now, window) && !Number.isNaN(dose.amount) ? sum + dose.amount : sum), 0);
}
