import type { Role } from "../../chart/role.ts";
import { drugLook, drugRank } from "../../figures/drug-looks.ts";
import { plainName } from "../../trajectory/plain-name.ts";
import { amountText } from "../../trajectory/unit-text.ts";
import type { Answer, AnswerEvent } from "../answer.ts";
import type { Kit, WaitingOrder } from "../kit.ts";
import type { Wish, WishedOrder } from "../wish.ts";
import { giftWords } from "../words/dose-words.ts";
import { runningSpans } from "../words/support-hours.ts";
import { lengthOf } from "./edit-wish.ts";

/** A stretch of an order in time: a bar whose height tells its amount. Hours since infusion. */
export interface LanePart {
	readonly from: number;
	readonly to: number;
	/** 0 to 1, of the highest of its order. */
	readonly share: number;
	/** Hours of the single doses; none for what runs. */
	readonly doses: readonly number[];
	readonly words: string;
}

/** An order that can be dragged. */
export interface LaneOrder {
	/** In the wish's list. */
	readonly place: number;
	readonly order: WishedOrder;
	readonly from: number;
	/** Equal to `from` for one dose. */
	readonly to: number;
	readonly parts: readonly LanePart[];
}

/** What the care team, an order that waited or chance did: shown, not dragged. */
export interface LaneAct {
	readonly kind: "dose" | "span";
	readonly from: number;
	readonly to: number;
	readonly share: number;
	readonly what: string;
	/** The rule, or the condition. */
	readonly why: string;
}

/** All that is given of one treatment. */
export interface LaneRow {
	readonly treatment: string;
	readonly label: string;
	readonly role: Role | "";
	readonly color: string;
	readonly orders: readonly LaneOrder[];
	readonly waiting: readonly WaitingOrder[];
	readonly acts: readonly LaneAct[];
}

/**
 * The lanes of a wish and of what came of it, in the order of the figures: families together, the earlier first. `conditions`: in words, or as the
 * scenario writes them.
 */
export function laneRows(kit: Kit, wish: Wish, answer: Answer | undefined, conditions: "words" | "written" = "words"): readonly LaneRow[] {
	const waiting = kit.scenarios.find(({ name }) => name === wish.scenario)?.waiting ?? [];
	const saying = (why: string) => (conditions === "words" && waiting.find(({ when }) => when === why)?.says) || plainName(why);
	const events = (answer?.events ?? []).filter((event) => isShown(event, waiting));
	const names = new Set([
		...wish.orders.map((one) => one.treatment),
		...waiting.map((one) => one.treatment),
		...events.map((one) => one.what),
	]);
	return [...names]
		.map((name): LaneRow => {
			const known = kit.treatments.find((one) => one.name === name);
			const role = known?.role ?? events.find(({ what }) => what === name)?.role ?? "";
			return {
				treatment: name,
				label: known?.label ?? plainName(name),
				role,
				color: drugLook(role).color,
				orders: wish.orders.flatMap((order, place) => (order.treatment === name ? [laneOrder(order, place, wish.until)] : [])),
				waiting: waiting.filter(({ treatment }) => treatment === name),
				acts: actsOf(
					events.flatMap((event) => (event.what === name ? [{ ...event, why: saying(event.why) }] : [])),
					wish.until,
				),
			};
		})
		.sort((a, b) => drugRank(a.role) - drugRank(b.role) || first(a) - first(b));
}

/** Rows that are told in one line until somebody asks: acts of the team of no family of their own, as antibiotics and comfort drugs are. */
export function foldedRows(rows: readonly LaneRow[]): { readonly open: readonly LaneRow[]; readonly folded: readonly LaneRow[] } {
	const folds = ({ orders, waiting, role }: LaneRow) => orders.length === 0 && waiting.length === 0 && drugLook(role).family === "other";
	const folded = rows.filter(folds);
	return folded.length < 2 ? { open: rows, folded: [] } : { open: rows.filter((row) => !folds(row)), folded };
}

/** Orders at known times are drawn from the wish; what began before infusion is the conditioning. */
const isShown = ({ by, why, kind, role }: AnswerEvent, waiting: readonly WaitingOrder[]): boolean => {
	if (kind === "hazard" || role === "cell therapy") return false;
	return by === "care" || (by === "order" && waiting.some(({ when }) => when === why));
};

const first = ({ orders, acts }: LaneRow): number =>
	Math.min(Number.MAX_VALUE, ...orders.map(({ from }) => from), ...acts.map(({ from }) => from));

const amountOf = ({ stretches }: WishedOrder, i: number): number => {
	const gift = stretches[i]!.gift;
	if (gift.kind === "device") return 1;
	const perDay = gift.kind === "dose" ? 24 / (stretches[i]!.every ?? 24) : 1;
	return (gift.kind === "dose" ? gift.amount.value : gift.rate.value) * perDay;
};

function laneOrder(order: WishedOrder, place: number, until: number): LaneOrder {
	const highest = Math.max(...order.stretches.map((_, i) => amountOf(order, i)), Number.MIN_VALUE);
	const end = order.at + lengthOf(order, until);
	let from = order.at;
	const parts = order.stretches.map((stretch, i): LanePart => {
		const { gift, every, lasts } = stretch;
		const isDose = gift.kind === "dose";
		const to = lasts === null ? (isDose && every === null ? from : end) : from + lasts;
		const part = {
			from,
			to,
			share: amountOf(order, i) / highest,
			doses: isDose ? doseTimes({ from, to, every }) : [],
			words: giftWords(gift),
		};
		from = to;
		return part;
	});
	return { place, order, from: order.at, to: Math.min(from, Math.max(until, order.at)), parts };
}

/** `for` is half open: no dose falls on its end. More than fit between pixels are not told. */
function doseTimes({ from, to, every }: { from: number; to: number; every: number | null }): readonly number[] {
	if (every === null || every <= 0) return [from];
	const count = Math.min(2000, Math.max(1, Math.ceil((to - from) / every - 1e-9)));
	return Array.from({ length: count }, (_, i) => from + i * every);
}

function actsOf(events: readonly AnswerEvent[], until: number): readonly LaneAct[] {
	const highest = Math.max(Number.MIN_VALUE, ...events.filter(({ kind }) => kind === "rate").map(({ amount }) => amount ?? 0));
	const doses = events
		.filter(({ kind }) => kind === "dose")
		.map(({ time, amount, unit, why }): LaneAct => ({ kind: "dose", from: time, to: time, share: 1, what: amountText(amount, unit), why }));
	const spans = runningSpans(events, until).map(
		({ from, to, event }): LaneAct => ({
			kind: "span",
			from,
			to,
			share: event.kind === "rate" ? (event.amount ?? highest) / highest : 0.6,
			what: event.kind === "device" ? plainName(event.route) : amountText(event.amount, event.unit),
			why: event.why,
		}),
	);
	return [...doses, ...spans].sort((a, b) => a.from - b.from);
}

/** The act that is at or nearest to an hour, within so many hours; spans that cover it win. */
export function actNear(acts: readonly LaneAct[], hours: number, within: number): LaneAct | undefined {
	const distance = ({ from, to }: LaneAct) => (hours < from ? from - hours : hours > to ? hours - to : 0);
	const nearest = acts.reduce<LaneAct | undefined>(
		(best, act) => (best === undefined || distance(act) < distance(best) ? act : best),
		undefined,
	);
	return nearest !== undefined && distance(nearest) <= within ? nearest : undefined;
}
