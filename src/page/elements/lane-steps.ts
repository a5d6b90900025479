import type { WishedOrder } from "../wish.ts";
import { lasting, lengthOf, moved } from "./edit-wish.ts";
import { snapped } from "./time-axis.ts";

/** Hours: a dose falls on whole ones when it is dragged; finer with Shift or by typing. */
export const grid = { coarse: 1, fine: 0.25 } as const;

/** Hours since infusion between which orders may be moved. */
export interface LaneLimits {
	/** First hour shown. */
	readonly from: number;
	/** First hour of the model. */
	readonly start: number;
	/** End of the run. */
	readonly until: number;
}

/** The order at another hour, within what is shown; one that lies before it stays where it is at the earliest. */
export const movedWithin = (order: WishedOrder, at: number, { from, start, until }: LaneLimits): WishedOrder =>
	moved(order, at, { from: Math.min(order.at, Math.max(start, from)), until });

/** The order with its first stretch longer by so many hours: a whole number of its doses, or of `step` hours for what runs. */
export function lengthened(
	order: WishedOrder,
	hours: number,
	{ step, until }: { readonly step: number; readonly until: number },
): WishedOrder {
	const first = order.stretches[0]!;
	const length = first.lasts ?? lengthOf(order, until);
	return lasting(order, Math.min(until - order.at, Math.max(step, snapped(length + hours, first.every ?? step))));
}
