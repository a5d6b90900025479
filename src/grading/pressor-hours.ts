import type { Pressor } from "./pressors.ts";
import { isKnown } from "./verdict.ts";

/** From `since` on (hours since infusion) the rate was at least `rate`. Rates rise along a staircase. */
interface RateStep {
	readonly rate: number;
	readonly since: number;
}

/** For each drug, in its unit, since when it has run at or above each rate that still matters. */
export type Staircases = Readonly<Record<string, readonly RateStep[]>>;

const none: Staircases = {};

/**
 * Climb or descend to the rates of now. A drug that no longer runs is forgotten; a rate that falls takes the steps above it away,
 * but the time spent above counts for the lower rate too.
 */
export function climb(before: Staircases, { time, pressors }: { time: number; pressors: readonly Pressor[] }): Staircases {
	if (pressors.length === 0) return none;
	if (isOnTop(before, pressors)) return before;
	const entries = pressors.map((pressor) => {
		const steps = before[keyOf(pressor)] ?? [];
		const rate = pressor.rate ?? 0;
		const reached = steps.find((step) => step.rate >= rate);
		const since = isKnown(pressor.hours) ? time - pressor.hours : (reached?.since ?? time);
		const lower = steps.filter((step) => step.rate < rate).map((step) => (step.since > since ? { ...step, since } : step));
		return [keyOf(pressor), [...lower, { rate, since }]] as const;
	});
	return Object.fromEntries(entries);
}

/** The same drugs run at the rates that they have reached, and nobody says otherwise for how long. */
function isOnTop(staircases: Staircases, pressors: readonly Pressor[]): boolean {
	const steps = pressors.map((pressor) => staircases[keyOf(pressor)]);
	return new Set(steps).size === Object.keys(staircases).length && steps.every((one, i) => isAt(one, pressors[i]!));
}

function isAt(steps: readonly RateStep[] | undefined, { rate = 0, hours }: Pressor): boolean {
	return steps?.at(-1)?.rate === rate && !isKnown(hours);
}

/** Fill in how long each pressor has run at or above its present rate, unless the caller already says so, and at or above those that it was raised from. */
export function withHours(staircases: Staircases, { time, pressors }: { time: number; pressors: readonly Pressor[] }): readonly Pressor[] {
	if (pressors.length === 0) return pressors;
	return pressors.map((pressor) => {
		const steps = staircases[keyOf(pressor)];
		if (steps === undefined) return pressor;
		const held = steps.map(({ rate, since }) => ({ rate, hours: time - since }));
		const hours = isKnown(pressor.hours) ? pressor.hours : held.at(-1)!.hours;
		return held.length === 1 ? { ...pressor, hours } : { ...pressor, hours, lower: held.slice(0, -1) };
	});
}

/** Since when any of them has run; undefined when that is now, or never. */
export function earliest(staircases: Staircases, time: number): number | undefined {
	let first = time;
	for (const key in staircases) first = Math.min(first, staircases[key]?.[0]?.since ?? time);
	return first < time ? first : undefined;
}

function keyOf(pressor: Pressor): string {
	return `${pressor.drug} ${pressor.unit ?? ""}`;
}
