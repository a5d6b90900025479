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

function within(log: DoseLog, treatment: string, now: number, window: number): LoggedDose[] {
	return log.filter((dose) => dose.treatment === treatment && now - dose.time < window - instant && dose.time <= now);
}

/** Hours since the last dose; infinite before the first. */
export function since(log: DoseLog, treatment: string, now: number): number {
	const last = within(log, treatment, now, Number.POSITIVE_INFINITY).at(-1);
	return last ? snapped(now - last.time) : Number.POSITIVE_INFINITY;
}

/** Doses begun within the last `window` hours (a dose exactly that long ago no longer counts). */
export function dosesGiven(log: DoseLog, treatment: string, now: number, window: number): number {
	return within(log, treatment, now, window).length;
}

/** Sum of the doses begun within the window; what runs at a rate has no amount and does not count. */
export function amountGiven(log: DoseLog, treatment: string, now: number, window: number): number {
	return within(log, treatment, now, window).reduce((sum, dose) => sum + (Number.isNaN(dose.amount) ? 0 : dose.amount), 0);
}
