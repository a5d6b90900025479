import type { AnswerEvent } from "../answer.ts";
import type { KitTreatment, WaitingOrder } from "../kit.ts";
import { mostKnobs, type Wish, type WishedGift, type WishedOrder, type WishedStretch } from "../wish.ts";
import { runningSpans } from "../words/support-hours.ts";

/** The wish with another order in this place; without it when undefined. */
export const withOrder = (wish: Wish, place: number, order: WishedOrder | undefined): Wish => ({
	...wish,
	orders: wish.orders.flatMap((one, i) => (i === place ? (order === undefined ? [] : [order]) : [one])),
});

/** The wish with one more order, behind the others. */
export const added = (wish: Wish, order: WishedOrder): Wish => ({ ...wish, orders: [...wish.orders, order] });

/** The order at another time, kept within the run. */
export const moved = (order: WishedOrder, at: number, { from, until }: { readonly from: number; readonly until: number }): WishedOrder => ({
	...order,
	at: Math.min(Math.max(at, from), until),
});

/** The order with another stretch in this place; without it when undefined, as long as one is left. */
export function withStretch(order: WishedOrder, place: number, stretch: WishedStretch | undefined): WishedOrder {
	const stretches = order.stretches.flatMap((one, i) => (i === place ? (stretch === undefined ? [] : [stretch]) : [one]));
	return stretches.length === 0 ? order : { ...order, stretches };
}

/** Hours that an order takes as far as it says: what runs without an end, or is repeated to the end, takes the rest of the run. */
export function lengthOf({ at, stretches }: WishedOrder, until: number): number {
	let hours = 0;
	for (const { gift, every, lasts } of stretches) {
		if (lasts === null) return every === null && gift.kind === "dose" ? hours : Math.max(hours, until - at);
		hours += lasts;
	}
	return hours;
}

/** The order with its first stretch so long; what is given once becomes no longer. */
export function lasting(order: WishedOrder, hours: number): WishedOrder {
	const [first] = order.stretches as [WishedStretch];
	if (first.every === null && first.gift.kind === "dose") return order;
	return withStretch(order, 0, { ...first, lasts: Math.max(hours, first.every ?? 1) });
}

/** One dose becomes doses every so many hours for so long; `null` makes it one again. Tapers follow repeated doses alone. */
export function repeated(order: WishedOrder, repeat: { readonly every: number; readonly lasts: number } | null): WishedOrder {
	const [first, ...tapers] = order.stretches as [WishedStretch, ...WishedStretch[]];
	if (repeat === null) return { ...order, stretches: [{ ...first, every: null, lasts: null }] };
	return { ...order, stretches: [{ ...first, ...repeat }, ...tapers] };
}

/** The amount of a gift times a number, at three digits; devices have none. */
export function scaled(gift: WishedGift, times: number): WishedGift {
	const of = (value: number) => Number((value * times).toPrecision(3));
	switch (gift.kind) {
		case "dose":
			return { ...gift, amount: { ...gift.amount, value: of(gift.amount.value) } };
		case "rate":
			return { ...gift, rate: { ...gift.rate, value: of(gift.rate.value) } };
		case "device":
			return gift;
	}
}

/** One more stretch: half of the last one, half as often for a day and more, as tapers usually go. An order that has no end yet gets one. */
export function tapered(order: WishedOrder): WishedOrder {
	const last = order.stretches.at(-1) as WishedStretch;
	const every = last.every === null ? null : Math.min(24, last.every * 2);
	const closed: WishedStretch = { ...last, every: last.every ?? (last.gift.kind === "dose" ? 24 : null), lasts: last.lasts ?? 48 };
	const next: WishedStretch = { gift: scaled(last.gift, 0.5), every: closed.every === null ? null : (every ?? 24), lasts: 48 };
	return { ...order, stretches: [...order.stretches.slice(0, -1), closed, next] };
}

/** Hours that a rate or a device runs unless somebody says otherwise. */
const usualRun = 24;

/** What is usual of a treatment, at this hour. */
export function usualOrder(treatment: KitTreatment, at: number): WishedOrder {
	return { treatment: treatment.name, route: null, at, stretches: [usualStretch(treatment)], steady: false };
}

function usualStretch({ kind, usual, units, devices }: KitTreatment): WishedStretch {
	const amount = usual ?? { value: 1, unit: units[0] ?? "1" };
	switch (kind) {
		case "dose":
			return { gift: { kind: "dose", amount, over: null }, every: null, lasts: null };
		case "rate":
			return { gift: { kind: "rate", rate: amount }, every: null, lasts: usualRun };
		case "device": {
			const device = devices.find(({ usual: settings }) => Object.keys(settings).length > 0) ?? devices[0];
			return { gift: { kind: "device", device: device?.name ?? "", settings: device?.usual ?? {} }, every: null, lasts: usualRun };
		}
	}
}

/**
 * An order that waits for a condition made into orders at the times at which it was given, so that they can be moved; it waits no more. The same wish
 * where it was never given.
 */
export function takenOver(
	wish: Wish,
	{ id, when, treatment }: WaitingOrder,
	{ events, end }: { readonly events: readonly AnswerEvent[]; readonly end: number },
): Wish {
	const given = events.filter(({ by, why, what }) => by === "order" && why === when && what === treatment);
	const doses = given.filter(({ kind, amount }) => kind === "dose" && amount !== null).map((event) => orderOf(event, null));
	const spans = runningSpans(given, end).map(({ event, from, to }) => orderOf(event, to >= end ? null : to - from));
	if (doses.length + spans.length === 0) return wish;
	return { ...wish, removed: [...wish.removed, id], orders: [...wish.orders, ...doses, ...spans] };
}

function orderOf({ kind, what, time, amount, unit, route }: AnswerEvent, lasts: number | null): WishedOrder {
	const written = { value: amount ?? 0, unit };
	const gift: WishedGift =
		kind === "dose"
			? { kind: "dose", amount: written, over: null }
			: kind === "rate"
				? { kind: "rate", rate: written }
				: { kind: "device", device: route, settings: settingOf(amount, unit) };
	return {
		treatment: what,
		route: kind === "device" || route === "" ? null : route,
		at: time,
		stretches: [{ gift, every: null, lasts }],
		steady: false,
	};
}

/** A device's event carries its flow, or the share of oxygen. */
const settingOf = (amount: number | null, unit: string): { readonly flow?: number; readonly fio2?: number } =>
	amount === null ? {} : unit === "1" ? { fio2: amount } : { flow: amount };

/** The wish with a parameter at a multiple of what it would be; 1 is kept, so that the knob stays. Without the knob when undefined. */
export function withKnob(wish: Wish, name: string, times: number | undefined): Wish {
	const { [name]: _, ...others } = wish.knobs;
	if (times === undefined) return { ...wish, knobs: others };
	if (!Object.hasOwn(wish.knobs, name) && Object.keys(wish.knobs).length >= mostKnobs) return wish;
	return { ...wish, knobs: { ...wish.knobs, [name]: times } };
}

/** The wish with a fact of the patient at a value; as usual when undefined. */
export function withFact(wish: Wish, name: string, value: number | undefined): Wish {
	const { [name]: _, ...others } = wish.facts;
	return { ...wish, facts: value === undefined ? others : { ...others, [name]: value } };
}
