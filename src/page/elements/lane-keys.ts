import type { WishedOrder } from "../wish.ts";
import { scaled, withStretch } from "./edit-wish.ts";
import { grid, type LaneLimits, lengthened, movedWithin } from "./lane-steps.ts";

type Pressed = Pick<KeyboardEvent, "key" | "shiftKey">;

/** What a key asks of an order. */
export type KeyWish =
	| { readonly kind: "change"; readonly order: WishedOrder }
	| { readonly kind: "remove" }
	/** Opens its fields. */
	| { readonly kind: "open" };

/** An amount grows and shrinks by a fifth. */
const times: Readonly<Record<string, number>> = { "+": 1.25, "=": 1.25, "-": 0.8, "−": 0.8 };

/** Hours that a key moves; undefined for other keys. */
function hoursOf({ key, shiftKey }: Pressed): number | undefined {
	const step = shiftKey ? grid.fine : grid.coarse;
	return { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step, PageUp: 24, PageDown: -24 }[key];
}

/** What a key means on an order; undefined for keys that mean nothing there. */
export function keyOnOrder(pressed: Pressed, order: WishedOrder, limits: LaneLimits): KeyWish | undefined {
	const { key } = pressed;
	const hours = hoursOf(pressed);
	const at = hours === undefined ? { Home: 0, End: limits.until }[key] : order.at + hours;
	if (at !== undefined) return { kind: "change", order: movedWithin(order, at, limits) };
	const first = order.stretches[0]!;
	const factor = times[key];
	if (factor !== undefined) return { kind: "change", order: withStretch(order, 0, { ...first, gift: scaled(first.gift, factor) }) };
	if (key === "Delete" || key === "Backspace") return { kind: "remove" };
	return key === "Enter" || key === " " ? { kind: "open" } : undefined;
}

/** The order that a key makes on the right edge of what lasts; undefined for keys that mean nothing there. */
export function keyOnEnd(pressed: Pressed, order: WishedOrder, until: number): WishedOrder | undefined {
	const hours = hoursOf(pressed);
	if (hours === undefined) return undefined;
	const every = order.stretches[0]!.every;
	return lengthened(order, every === null ? hours : Math.sign(hours) * Math.max(every, Math.abs(hours)), { step: grid.fine, until });
}

/** Whether a key has moved something that counts once it is released. */
export const countsOnRelease = ({ key }: Pick<KeyboardEvent, "key">): boolean => /^(Arrow|Page|Home|End|[+=−-])/.test(key);
