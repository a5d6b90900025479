import type { Signs } from "../grading/bedside.ts";
import type { Consciousness } from "../grading/record.ts";
import { instant } from "../treatment/instant.ts";
import type { Change } from "./run.ts";

/** Hours for which a seizure stays on the chart after it ended (our rule: a day). */
const SEEN_FOR = 24;
/** Hours from which on a seizure is a long one: 5 min. */
const LONG = 5 / 60;
/** The input channel that seizures set. */
const channel = "seizure_active";

const ways: readonly Consciousness[] = ["alert", "voice", "tactile", "vigorous", "unarousable"];
const edemas = ["none", "focal", "diffuse"] as const;

const wordAt = <T>(words: readonly T[], level: number | undefined): T | undefined =>
	level === undefined ? undefined : words[Math.min(Math.max(Math.round(level), 0), words.length - 1)];

/** Signs that a sedated patient, on a ventilator, cannot show: a condition that reads them does not hold. */
export const askedOnly: readonly string[] = ["ice", "consciousness"];

/** The word for a level 0 (alert) to 4 (unarousable); undefined for a model without consciousness. */
export const consciousnessOf = (level: number | undefined): Consciousness | undefined => wordAt(ways, level);

/** The word for a level 0 (none) to 2 (diffuse). */
export const edemaOf = (level: number | undefined): Signs["oedema"] => wordAt(edemas, level);

/** A seizure, hours since infusion. */
export interface Seizure {
	readonly from: number;
	readonly to: number;
}

/**
 * What a look makes of the seizures so far: one that ended within the last day counts, and a long one more than a brief one. Looks are an
 * hour apart and a seizure lasts minutes, so the chart is read, not the moment. The list of changes may grow between looks.
 *
 *     const seen = seizureWatch(changes);
 *     seen(120)   // "brief_resolved" when a fit of 2 min ended at hour 100
 */
export function seizureWatch(changes: readonly Change[]): (time: number) => Signs["seizure"] {
	const switches: Change[] = [];
	let read = 0;
	return (time) => {
		for (; read < changes.length; read++) {
			const change = changes[read]!;
			if (change.target === channel && change.kind === "set") switches.push(change);
		}
		return switches.length === 0 ? undefined : seizureAmong(seizuresOf(switches, time), time);
	};
}

/** Begin and end of each seizure so far; one that still runs ends now. */
const seizuresOf = (switches: readonly Change[], time: number): Seizure[] =>
	switches.flatMap((change, i) => (change.value > 0 ? [{ from: change.time, to: switches[i + 1]?.time ?? time }] : []));

/** The same from the seizures that began so far, as a saved run tells them; one that still runs ends now. */
export function seizureAmong(begun: readonly Seizure[], time: number): Signs["seizure"] {
	const recent = begun.filter(({ to }) => time - to < SEEN_FOR);
	if (recent.length === 0) return undefined;
	return recent.some(({ from, to }) => to - from > LONG + instant) ? "prolonged_gt5min" : "brief_resolved";
}
