import type { KitTreatment } from "../kit.ts";
import { html, nothing } from "../lit.ts";
import { orderWords, regimenWords } from "../words/dose-words.ts";
import { capital, dayWords, lengthWords } from "../words/say.ts";
import type { Drag } from "./lane-drag.ts";
import type { LaneOrder, LanePart } from "./lane-rows.ts";
import type { LaneLimits } from "./lane-steps.ts";
import { leftOf, placeOfWords, widthOf } from "./lane-track.ts";
import type { TimeAxis } from "./time-axis.ts";

/** The lowest step of a taper is still seen, as a share of the highest. */
const faintest = 0.3;

/** What a pointer or a key does with an order. */
export interface OrderHands {
	readonly take: (event: PointerEvent, place: number, edge: Drag["edge"]) => void;
	readonly pull: (event: PointerEvent) => void;
	readonly drop: (event: PointerEvent) => void;
	readonly key: (event: KeyboardEvent, place: number) => void;
	readonly keyEnd: (event: KeyboardEvent, place: number) => void;
	readonly keyDone: (event: KeyboardEvent) => void;
}

/** What a slider of an order stands on. */
export interface OrderFacts {
	/** Of its treatment. */
	readonly label: string;
	readonly treatment: KitTreatment | undefined;
	readonly axis: TimeAxis;
	readonly limits: LaneLimits;
	/** Place of the open order, or -1. */
	readonly chosen: number;
	readonly hands: OrderHands;
}

/** An order as a slider in time; where it lasts, its end is another. */
export function orderView(lane: LaneOrder, facts: OrderFacts) {
	const { label, treatment, axis, limits, chosen, hands } = facts;
	const { place, order, from, to, parts } = lane;
	const long = to > from;
	const words = long ? regimenWords(order) : parts[0]!.words;
	const where = placeOfWords(lane, words, axis);
	return html`<div
			class="order ${long ? "long" : "single"} ${where} ${chosen === place ? "chosen" : ""}"
			data-place=${place}
			role="slider"
			tabindex="0"
			aria-label="${capital(label)} ${regimenWords(order)}"
			aria-valuemin=${limits.start}
			aria-valuemax=${limits.until}
			aria-valuenow=${order.at}
			aria-valuetext=${orderWords(order, treatment)}
			aria-keyshortcuts="Delete Enter + -"
			style="left:${leftOf(axis, from)};${long ? `width:${widthOf(axis, from, to)}` : ""}"
			@pointerdown=${(event: PointerEvent) => hands.take(event, place, "body")}
			@pointermove=${hands.pull}
			@pointerup=${hands.drop}
			@pointercancel=${hands.drop}
			@keydown=${(event: KeyboardEvent) => hands.key(event, place)}
			@keyup=${hands.keyDone}
		>
			${parts.map((part) => partView(part, lane, axis))}
			<span class="text">${words}</span>
		</div>
		${long ? endView(lane, facts) : nothing}`;
}

function partView({ from, to, share, doses }: LanePart, lane: LaneOrder, axis: TimeAxis) {
	const width = lane.to > lane.from ? widthOf(axis, from, to) : "auto";
	return html`<span class="part" style="left:${widthOf(axis, lane.from, from)};width:${width};--share:${Math.max(faintest, share).toFixed(2)}"
		>${doses.length > 1 ? doses.map((time) => html`<i style="left:${widthOf(axis, from, time)}"></i>`) : nothing}</span
	>`;
}

/** The right edge of what lasts. */
function endView({ place, from, parts }: LaneOrder, { label, axis, limits, hands }: OrderFacts) {
	const to = parts[0]!.to;
	return html`<div
		class="end"
		role="slider"
		tabindex="0"
		aria-label="End of ${label}"
		aria-valuemin=${from}
		aria-valuemax=${limits.until}
		aria-valuenow=${to}
		aria-valuetext="for ${lengthWords(to - from)}, until ${dayWords(to)}"
		style="left:${leftOf(axis, to)}"
		@pointerdown=${(event: PointerEvent) => hands.take(event, place, "end")}
		@pointermove=${hands.pull}
		@pointerup=${hands.drop}
		@pointercancel=${hands.drop}
		@keydown=${(event: KeyboardEvent) => hands.keyEnd(event, place)}
		@keyup=${hands.keyDone}
	></div>`;
}
