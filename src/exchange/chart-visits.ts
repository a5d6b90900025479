import type { Charting, ChartRound, RoundPace } from "../chart/charting.ts";
import { type Individual, uniform } from "../random/stream.ts";

/** When somebody came to the patient and charted. */
export interface Visit {
	/** Hours since infusion. */
	readonly time: number;
	/** What its draws are named by: when the round was due, or when something was done. */
	readonly slot: string;
	/** Rounds that were due, and whether anybody wrote down what they found. */
	readonly rounds: ReadonlyMap<string, { readonly isMissed: boolean }>;
}

/** From when to when a run goes, where the patient was, and when something was done to him. */
export interface VisitedStay {
	readonly from: number;
	readonly to: number;
	/** Whether the patient was in a place of care then. */
	readonly isIn: (stay: string, time: number) => boolean;
	/** Hours since infusion, in order, each once. */
	readonly acts: readonly number[];
}

interface Due extends RoundPace {
	readonly time: number;
	readonly round: string;
}

const day = 24;

/** Times since infusion are written to the minute. */
const toMinute = (hours: number): number => Number((Math.round(hours * 60) / 60).toFixed(4));

/** The times of a clock between two others: those of each day, or multiples of an interval from midnight on. */
function clockTimes({ at, every }: { readonly at: readonly number[]; readonly every: number }, infused: number, { from, to }: VisitedStay) {
	const first = Math.floor((from + infused) / every) * every;
	const count = Math.max(0, Math.ceil((to + infused - first) / every) + 1);
	const bases = Array.from({ length: count }, (_, i) => first + i * every - infused);
	return bases.flatMap((base) => at.map((hour) => base + hour)).filter((time) => time >= from && time <= to);
}

/** When a round was due: more closely in the places that ask for it, by the clock elsewhere. */
function dueTimes({ name, at, closer, ...pace }: ChartRound, infused: number, stay: VisitedStay): readonly Due[] {
	const placeAt = (time: number) => closer.find((one) => stay.isIn(one.stay, time));
	const usual = clockTimes({ at, every: day }, infused, stay).filter((time) => placeAt(time) === undefined);
	return [
		...usual.map((time) => ({ time, round: name, jitter: pace.jitter, missed: pace.missed })),
		...closer.flatMap((one) =>
			clockTimes({ at: [0], every: one.every }, infused, stay)
				.filter((time) => placeAt(time) === one)
				.map((time) => ({ time, round: name, jitter: one.jitter, missed: one.missed })),
		),
	];
}

/** One visit for all rounds that were due at one time; each visit draws when it came, and each round whether it was written down. */
function visitOf(due: readonly Due[], individual: Individual, { from, to }: VisitedStay): Visit {
	const [{ time, jitter }] = due as [Due];
	const slot = String(toMinute(time));
	const draw = (what: string) => uniform(individual, `charting/${what}/${slot}`);
	const came = jitter === 0 ? time : time + (2 * draw("visit") - 1) * jitter;
	const rounds = due.map(({ round, missed }) => [round, { isMissed: missed > 0 && draw(`round ${round}`) < missed }] as const);
	return { time: Math.min(Math.max(toMinute(came), from), to), slot, rounds: new Map(rounds) };
}

/**
 * When a patient was charted: at the rounds that were due, and with whatever was done to him. Each draw has a stream of its own, named by the
 * round and its time, so that one round more changes no other.
 */
export function chartVisits(
	{ infused, rounds }: Pick<Charting, "infused" | "rounds">,
	individual: Individual,
	stay: VisitedStay,
): readonly Visit[] {
	const due = rounds.flatMap((round) => dueTimes(round, infused, stay));
	const made = [...Map.groupBy(due, ({ time }) => toMinute(time)).values()].map((group) => visitOf(group, individual, stay));
	const called = rounds.filter(({ withActs }) => withActs).map(({ name }) => [name, { isMissed: false }] as const);
	const acts = called.length === 0 ? [] : stay.acts.map((time): Visit => ({ time, slot: `act ${time}`, rounds: new Map(called) }));
	const all = [...made, ...acts].sort((a, b) => a.time - b.time);
	return [...Map.groupBy(all, ({ time }) => time).values()].map(joinedVisits);
}

/** Visits at one moment as one: what the last of them found stands. */
export const joinedVisits = (same: readonly Visit[]): Visit => ({
	...same[0]!,
	rounds: new Map(same.flatMap((visit) => [...visit.rounds])),
});
