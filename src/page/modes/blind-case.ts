import type { Individual } from "../../random/stream.ts";
import type { Answer } from "../answer.ts";
import type { Kit, KitScenario } from "../kit.ts";
import type { Wish, WishedGift, WishedOrder, WishedStretch } from "../wish.ts";

/** Something that the student did. */
export type BlindAct =
	| { readonly kind: "give"; readonly at: number; readonly treatment: string; readonly route: string | null; readonly gift: WishedGift }
	| { readonly kind: "stop"; readonly at: number; readonly treatment: string };

/** A patient whom nobody has seen, and what was done so far. Plain data; the worker is asked for no hour beyond `hour`. */
export interface BlindCase {
	readonly seed: number;
	/** The patient with nobody acting, to the end. */
	readonly base: Wish;
	/** Hours since infusion that have been lived. */
	readonly hour: number;
	readonly acts: readonly BlindAct[];
	readonly isOver: boolean;
}

/** Steps that can be taken, in hours. */
export const blindSteps = [1, 4, 12] as const;

/** Hours since infusion at which a case begins and is over: the days in which what can be treated comes. */
const [begins, ends] = [24, 16 * 24];

/** Scenarios of which a patient may be drawn: nobody acts in them, and nothing is set. */
export const blindScenarios = ({ scenarios }: Pick<Kit, "scenarios">): readonly KitScenario[] => {
	const open = scenarios.filter(
		({ wish, waiting, sets, hidden }) =>
			!hidden &&
			waiting.length === 0 &&
			sets.length === 0 &&
			wish.orders.every(({ at }) => at <= 0) &&
			Object.keys(wish.knobs).length === 0,
	);
	return open.length > 0 ? open : scenarios;
};

/**
 * The patient of a seed: the same for everybody who has the address.
 *
 *     const one = drawCase(kit, 4711);
 */
export function drawCase(kit: Pick<Kit, "scenarios">, seed: number): BlindCase {
	const open = blindScenarios(kit);
	const scenario = open[seed % open.length]!;
	const individual: Individual = { seed, patient: 1 };
	const base: Wish = {
		...scenario.wish,
		individual,
		care: "none",
		infections: "chance",
		until: Math.min(scenario.wish.until, ends),
		lesson: null,
	};
	return { seed, base, hour: Math.min(begins, base.until), acts: [], isOver: false };
}

/** The case some hours on. */
export function stepped(one: BlindCase, hours: number): BlindCase {
	const hour = Math.min(one.hour + hours, one.base.until);
	return { ...one, hour, isOver: one.isOver || hour >= one.base.until };
}

export const ended = (one: BlindCase): BlindCase => ({ ...one, isOver: true });

/** The case with something given now; a rate or device of the same treatment is changed to it. */
export const given = (
	one: BlindCase,
	act: { readonly treatment: string; readonly route: string | null; readonly gift: WishedGift },
): BlindCase => ({
	...one,
	acts: [...one.acts, { kind: "give", at: one.hour, ...act }],
});

/** The case with a treatment stopped now. */
export const stopped = (one: BlindCase, treatment: string): BlindCase => ({
	...one,
	acts: [...one.acts, { kind: "stop", at: one.hour, treatment }],
});

/** The case without its last act, which a limit refused. */
export const withoutLast = (one: BlindCase): BlindCase => ({ ...one, acts: one.acts.slice(0, -1) });

const lastsLong = (gift: WishedGift): boolean => gift.kind !== "dose";

/** What runs at the hour of the case, by treatment. */
export function runningNow({ acts }: BlindCase): ReadonlyMap<string, WishedGift> {
	const running = new Map<string, WishedGift>();
	for (const act of acts) {
		if (act.kind === "stop") running.delete(act.treatment);
		else if (lastsLong(act.gift)) running.set(act.treatment, act.gift);
	}
	return running;
}

/** The acts as orders: each dose one, and each run of a rate or device one with a stretch for every setting. */
export function ordersOf(acts: readonly BlindAct[]): readonly WishedOrder[] {
	const orders: { treatment: string; route: string | null; at: number; stretches: WishedStretch[] }[] = [];
	const open = new Map<string, { readonly order: (typeof orders)[number]; readonly since: number }>();
	/** Ends the stretch that runs; one of no length was replaced at its own instant. */
	const close = (treatment: string, at: number): void => {
		const running = open.get(treatment);
		if (running === undefined) return;
		const last = running.order.stretches.pop()!;
		if (at > running.since) running.order.stretches.push({ ...last, lasts: at - running.since });
	};
	for (const act of acts) {
		const { treatment, at } = act;
		if (act.kind === "stop") {
			close(treatment, at);
			open.delete(treatment);
			continue;
		}
		const stretch: WishedStretch = { gift: act.gift, every: null, lasts: null };
		if (!lastsLong(act.gift)) {
			orders.push({ treatment, route: act.route, at, stretches: [stretch] });
			continue;
		}
		close(treatment, at);
		const order = open.get(treatment)?.order ?? { treatment, route: act.route, at, stretches: [] };
		if (!open.has(treatment)) orders.push(order);
		order.stretches.push(stretch);
		open.set(treatment, { order, since: at });
	}
	return orders.filter(({ stretches }) => stretches.length > 0).map((order) => ({ ...order, steady: false }));
}

/** What the worker is asked for: the patient with the acts so far, up to the hour that has been lived. */
export const wishOf = ({ base, acts, hour }: BlindCase): Wish => ({
	...base,
	orders: [...base.orders, ...ordersOf(acts)],
	// An act at the last instant would not be seen to have come; a minute on it is.
	until: Math.min(hour + 1 / 60, base.until),
});

/** The three courses that are compared afterwards, to the end: what the student did, what a care team does, and nobody. */
export const courses = ({ base, acts }: BlindCase, care: string): Readonly<Record<"student" | "team" | "nobody", Wish>> => ({
	student: { ...base, orders: [...base.orders, ...ordersOf(acts)] },
	team: { ...base, care },
	nobody: base,
});

/** What was said since: limits that warn, and those that refuse. */
export const newWarnings = (before: Pick<Answer, "warnings"> | undefined, now: Pick<Answer, "warnings">): readonly string[] =>
	now.warnings.filter((words) => !(before?.warnings ?? []).includes(words));

/** Closer in hours is at once. */
const sameInstant = 0.02;

/** Whether the last act came to be; where it did not, its limits have said why. */
export function refusalOf(
	{ acts }: BlindCase,
	before: Pick<Answer, "warnings"> | undefined,
	now: Pick<Answer, "warnings" | "events">,
): string | null {
	const last = acts.at(-1);
	if (last === undefined || last.kind === "stop") return null;
	const isHere = (treatment: string, time: number) => treatment === last.treatment && Math.abs(time - last.at) < sameInstant;
	// Two doses at one hour are two; of two rates the later takes the place of the other.
	const asked = lastsLong(last.gift) ? 1 : acts.filter(({ kind, treatment, at }) => kind === "give" && isHere(treatment, at)).length;
	const came = now.events.filter(({ what, time, kind }) => kind !== "stop" && isHere(what, time)).length;
	if (came >= asked) return null;
	const said = newWarnings(before, now);
	return said.length > 0 ? said.join(" ") : `${last.treatment} was not given.`;
}
