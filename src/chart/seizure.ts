import { instant } from "./instant.ts";
import type { Signs } from "./sight.ts";
import { windows } from "./windows.ts";

/** Hours from which on a seizure is a long one: 5 min. */
const LONG = 5 / 60;

/** A seizure, hours since infusion; `to` is infinite while it runs. */
export interface Seizure {
	readonly from: number;
	readonly to: number;
}

/**
 * What a look makes of the seizures so far: one that ended within the last day counts, and a long one more than a brief one. Looks are an
 * hour apart and a seizure lasts minutes, so the chart is read, not the moment. One that still runs ends now.
 *
 *     seizureAmong([{ from: 100, to: 100.03 }], 120)   // "brief_resolved"
 */
export function seizureAmong(begun: readonly Seizure[], time: number): Signs["seizure"] {
	const recent = begun.filter(({ to }) => time - Math.min(to, time) < windows.seizure);
	if (recent.length === 0) return undefined;
	return recent.some(({ from, to }) => Math.min(to, time) - from > LONG + instant) ? "prolonged_gt5min" : "brief_resolved";
}
