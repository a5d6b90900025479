import type { WishedOrder } from "../wish.ts";
import { grid, type LaneLimits, lengthened, movedWithin } from "./lane-steps.ts";
import { snapped, type TimeAxis } from "./time-axis.ts";

/** What a pointer holds. */
export interface Drag {
	readonly pointer: number;
	/** Of the order in the wish. */
	readonly place: number;
	readonly edge: "body" | "end";
	/** Pixel at which it was taken. */
	readonly x: number;
	/** Pixels that the pointer may tremble before anything moves: a finger is less steady than a mouse. */
	readonly tremble: number;
	/** As it was when it was taken. */
	readonly order: WishedOrder;
	/** It has left the place where it was taken. */
	readonly moved: boolean;
}

/** What is taken by a pointer. */
export const taken = (
	{ pointerId, pointerType, clientX }: Pick<PointerEvent, "pointerId" | "pointerType" | "clientX">,
	what: Pick<Drag, "place" | "edge" | "order">,
): Drag => ({ ...what, pointer: pointerId, x: clientX, tremble: pointerType === "touch" ? 8 : 3, moved: false });

/** The drag with its pointer at another pixel, and the order that this makes; undefined while the pointer only trembles. */
export function pulled(
	drag: Drag,
	{ clientX, shiftKey }: Pick<PointerEvent, "clientX" | "shiftKey">,
	{ axis, limits }: { readonly axis: TimeAxis; readonly limits: LaneLimits },
): { readonly drag: Drag; readonly order: WishedOrder } | undefined {
	const pixels = clientX - drag.x;
	if (!drag.moved && Math.abs(pixels) < drag.tremble) return undefined;
	const hours = (pixels / axis.width) * (axis.to - axis.from);
	const step = shiftKey ? grid.fine : grid.coarse;
	const { order } = drag;
	return {
		drag: { ...drag, moved: true },
		order:
			drag.edge === "body"
				? movedWithin(order, snapped(order.at + hours, step), limits)
				: lengthened(order, hours, { step, until: limits.until }),
	};
}
