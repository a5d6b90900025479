import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { css, define, html, LitElement, nothing, tell } from "../lit.ts";
import type { Wish, WishedOrder } from "../wish.ts";
import { orderWords, regimenWords } from "../words/dose-words.ts";
import { capital, dayNumber, dayWords, lengthWords } from "../words/say.ts";
import { added, lasting, lengthOf, moved, scaled, takenOver, usualOrder, withOrder, withStretch } from "./edit-wish.ts";
import { actNear, foldedRows, type LaneAct, type LaneOrder, type LaneRow, laneRows } from "./lane-rows.ts";
import { controls, tokens } from "./style.ts";
import { clamped, dayTicks, hoursAt, snapped, type TimeAxis, xOf } from "./time-axis.ts";

/** A dose falls on whole hours when it is dragged; finer with Shift or by typing. */
const grid = { coarse: 1, fine: 0.25 } as const;

/** Pixels of a letter, roughly. */
const letter = 6.2;

/** What is being dragged. */
interface Drag {
	readonly pointer: number;
	readonly place: number;
	readonly edge: "body" | "end";
	/** Pixel at which it was taken, and the order as it was. */
	readonly x: number;
	readonly order: WishedOrder;
	readonly moved: boolean;
}

/**
 * `<crsim-lanes>`: what is given, one lane a treatment. Orders are sliders: drag them, or arrow keys (1 h, Shift 15 min, Page keys a day), `+` `-` change the
 * amount, Delete removes, Enter opens; a double click on a free place of a lane gives what is usual there. What the care team did stands beside them with its rule and does not move.
 *
 * Properties: `kit`, `wish`, `answer`, `time`, `from`, `chosen` (place of the open order, or -1). Fires `crsim-draft` { wish } while something is
 * dragged, `crsim-change` { wish } on release, `crsim-choose` { place }, `crsim-time` { time }.
 */
export class CrsimLanes extends LitElement {
	static override properties = {
		kit: { attribute: false },
		wish: { attribute: false },
		answer: { attribute: false },
		time: { type: Number },
		from: { type: Number },
		chosen: { type: Number },
		room: { state: true },
		unfolded: { state: true },
	};
	declare kit: Kit | undefined;
	declare wish: Wish | undefined;
	declare answer: Answer | undefined;
	declare time: number | undefined;
	declare from: number;
	declare chosen: number;
	declare room: number;
	/** The lanes of supportive care are shown one by one. */
	declare unfolded: boolean;
	private drag: Drag | undefined;
	/** The track whose width all times are laid out over. */
	private watched: Element | undefined;
	private readonly watch = new ResizeObserver(([entry]) => {
		this.room = entry?.contentRect.width || this.room;
	});

	constructor() {
		super();
		this.from = -24;
		this.chosen = -1;
		this.room = 600;
		this.unfolded = false;
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.watch.disconnect();
		this.watched = undefined;
	}

	override updated(): void {
		const track = this.renderRoot.querySelector(".track") ?? undefined;
		if (track === this.watched) return;
		this.watch.disconnect();
		if (track !== undefined) this.watch.observe(track);
		this.watched = track;
	}

	/** Puts the focus on an order. */
	focusOrder(place: number): void {
		this.renderRoot.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
	}

	private get axis(): TimeAxis {
		return { from: this.from, to: this.wish!.until, width: this.room };
	}

	private x(hours: number): string {
		return `${xOf(this.axis, clamped(hours, this.axis)).toFixed(1)}px`;
	}

	override render() {
		const { kit, wish } = this;
		if (kit === undefined || wish === undefined) return nothing;
		const rows = laneRows(kit, wish, this.answer);
		const { open, folded } = foldedRows(rows);
		return html`<div class="scroll">
			<div class="lanes" role="group" aria-label="What is given">
				<div class="row days" aria-hidden="true">
					<span class="name soft">day</span>
					<div class="track">${dayTicks(this.axis).map((day) => html`<span class="day" style="left:${this.x(day * 24)}">${dayNumber(day * 24).replace(".0", "")}</span>`)}</div>
				</div>
				${(this.unfolded ? rows : open).map((row) => this.row(row))} ${folded.length > 0 ? this.fold(folded) : nothing}
				${rows.length === 0 ? html`<p class="soft none">Nothing is given. Add a treatment below, or choose a care team.</p>` : nothing}
				${this.time === undefined ? nothing : html`<div class="cursor" style="left:calc(var(--names) + 12px + ${this.x(this.time)})"></div>`}
			</div>
		</div>`;
	}

	private fold(rows: readonly LaneRow[]) {
		const names = rows.map(({ label }) => label).join(", ");
		return html`<button class="bare fold" aria-expanded=${this.unfolded} @click=${() => {
			this.unfolded = !this.unfolded;
		}}>${this.unfolded ? "Fold supportive care" : html`Also by the care team: ${names}`}</button>`;
	}

	private row(row: LaneRow) {
		const active = row.orders.length > 0;
		return html`<div class="row ${active ? "active" : "quiet"}" style="--color:${row.color}">
			<span class="name"><i aria-hidden="true"></i>${capital(row.label)}</span>
			<div class="track" @dblclick=${(event: MouseEvent) => this.addAt(event, row.treatment)}>
				<span class="zero" style="left:${this.x(0)}"></span>
				${row.acts.length === 0 ? nothing : this.acts(row)} ${row.orders.map((one) => this.order(one, row))}
			</div>
			<div class="notes">
				${row.waiting.map((one) => this.waiting(one))}
				<p>${this.actNote(row)}${row.waiting.filter((one) => this.wasGiven(one)).map((one) => html`<button class="bare take" @click=${() => this.takeOver(one)}>Make it movable</button>`)}</p>
			</div>
		</div>`;
	}

	/** A double click on a free place of a lane gives what is usual there. */
	private addAt(event: MouseEvent, name: string): void {
		const treatment = this.kit!.treatments.find((one) => one.name === name);
		const track = event.currentTarget as HTMLElement;
		if (treatment === undefined || (event.target as Element).closest(".order, .end") !== null) return;
		const at = snapped(hoursAt(this.axis, event.clientX - track.getBoundingClientRect().left), grid.coarse);
		this.change(added(this.wish!, usualOrder(treatment, at)));
	}

	/** All acts of a lane as one picture with one text: hundreds of steps of a rate would bury a keyboard. */
	private acts({ acts, label }: LaneRow) {
		const rules = [...new Set(acts.map(({ why }) => why))];
		const text = `${capital(label)} by the care team: ${rules.map((rule) => `${actCount(acts, rule)} "${rule}"`).join("; ")}`;
		return html`<div class="acts" role="img" aria-label=${text} title=${text}>
			${acts.map((act) =>
				act.kind === "dose"
					? html`<b style="left:${this.x(act.from)}" title="${act.what}, ${dayWords(act.from)}: ${act.why}"></b>`
					: html`<u
							style="left:${this.x(act.from)};width:${this.width(act.from, act.to)};--share:${Math.max(act.share, 0.14).toFixed(2)}"
							title="${act.what}, ${dayWords(act.from)} to ${dayNumber(act.to)}: ${act.why}"
						></u>`,
			)}
		</div>`;
	}

	/** What the care team gave, and by which rule: the nearest to the cursor, else all of it in short. */
	private actNote({ acts, waiting }: LaneRow) {
		if (acts.length === 0) return nothing;
		const near = this.time === undefined ? undefined : actNear(acts, this.time, 6);
		const whys = [...new Set(acts.map(({ why }) => why))];
		if (near !== undefined) return html`<span class="act"><b>${near.what}</b> ${near.why}</span>`;
		const doses = acts.filter(({ kind }) => kind === "dose");
		const highest = acts.reduce((a, b) => (b.share > a.share ? b : a));
		const what =
			doses.length > 0
				? `${doses.length > 1 ? `${doses.length} × ` : ""}${doses[0]!.what}`
				: acts.length > 1
					? `up to ${highest.what}`
					: highest.what;
		const why = waiting.length > 0 ? "" : `${whys[0]}${whys.length > 1 ? `, and ${whys.length - 1} more` : ""}`;
		return html`<span class="act"><b>${what}</b> ${why}</span>`;
	}

	private width(from: number, to: number): string {
		const [a, b] = [from, to].map((hours) => xOf(this.axis, clamped(hours, this.axis))) as [number, number];
		return `${Math.max(1, b - a).toFixed(1)}px`;
	}

	private waiting(order: LaneRow["waiting"][number]) {
		const { id, when, gives } = order;
		const removed = this.wish!.removed.includes(id);
		const toggle = () => {
			const others = this.wish!.removed.filter((one) => one !== id);
			this.change({ ...this.wish!, removed: removed ? others : [...others, id] });
		};
		return html`<button class="waiting ${removed ? "off" : ""}" aria-pressed=${!removed} @click=${toggle} title=${removed ? "Put this order back" : "Leave this order out"}>
				${gives.replaceAll("_", " ")} <span>when ${when}</span>
			</button>`;
	}

	private wasGiven({ id, when, treatment }: LaneRow["waiting"][number]): boolean {
		if (this.wish!.removed.includes(id)) return false;
		return this.answer?.events.some(({ by, why, what }) => by === "order" && why === when && what === treatment) ?? false;
	}

	private takeOver(order: LaneRow["waiting"][number]): void {
		const { events, times } = this.answer!;
		this.change(takenOver(this.wish!, order, { events, end: times.at(-1) ?? this.wish!.until }));
	}

	private order(lane: LaneOrder, row: LaneRow) {
		const { place, order, from, to, parts } = lane;
		const label = this.kit!.treatments.find(({ name }) => name === order.treatment);
		const long = to > from;
		const limits = { from: this.kit!.model.from, to: this.wish!.until };
		return html`<div
				class="order ${long ? "long" : "single"} ${this.chosen === place ? "chosen" : ""}"
				data-place=${place}
				role="slider"
				tabindex="0"
				aria-label="${capital(row.label)} ${regimenWords(order)}"
				aria-valuemin=${limits.from}
				aria-valuemax=${limits.to}
				aria-valuenow=${order.at}
				aria-valuetext=${orderWords(order, label)}
				aria-keyshortcuts="Delete Enter + -"
				style="left:${this.x(from)};${long ? `width:${this.width(from, to)}` : ""}"
				@pointerdown=${(event: PointerEvent) => this.take(event, place, "body")}
				@pointermove=${this.pull}
				@pointerup=${this.drop}
				@pointercancel=${this.drop}
				@keydown=${(event: KeyboardEvent) => this.key(event, place)}
				@keyup=${(event: KeyboardEvent) => this.keyDone(event)}
			>
				${parts.map(
					(
						part,
					) => html`<span class="part" style="left:${this.width(from, part.from)};width:${long ? this.width(part.from, part.to) : "auto"};--share:${Math.max(0.3, part.share).toFixed(2)}"
						>${part.doses.length > 1 ? part.doses.map((time) => html`<i style="left:${this.width(part.from, time)}"></i>`) : nothing}</span
					>`,
				)}
				<span class="text" style=${long && !this.hasRoom(lane) ? `margin-left:calc(${this.width(from, to)} + 12px)` : ""}>${long ? regimenWords(order) : parts[0]!.words}</span>
			</div>
			${long ? this.end(lane, row) : nothing}`;
	}

	/** Whether the words of a bar stand inside it; else they follow it. Letters are not measured while something is dragged. */
	private hasRoom({ order, from, to }: LaneOrder): boolean {
		return Number.parseFloat(this.width(from, to)) > regimenWords(order).length * letter + 20;
	}

	/** The right edge of what lasts. */
	private end({ place, order, from, parts }: LaneOrder, row: LaneRow) {
		const to = parts[0]!.to;
		return html`<div
			class="end"
			role="slider"
			tabindex="0"
			aria-label="End of ${row.label}"
			aria-valuemin=${from}
			aria-valuemax=${this.wish!.until}
			aria-valuenow=${to}
			aria-valuetext="for ${lengthWords(to - from)}, until ${dayWords(to)}"
			style="left:${this.x(to)}"
			@pointerdown=${(event: PointerEvent) => this.take(event, place, "end")}
			@pointermove=${this.pull}
			@pointerup=${this.drop}
			@pointercancel=${this.drop}
			@keydown=${(event: KeyboardEvent) => this.keyEnd(event, place, order)}
			@keyup=${(event: KeyboardEvent) => this.keyDone(event)}
		></div>`;
	}

	private take(event: PointerEvent, place: number, edge: Drag["edge"]): void {
		if (event.button !== 0) return;
		event.preventDefault();
		const target = event.currentTarget as HTMLElement;
		target.focus();
		target.setPointerCapture(event.pointerId);
		this.drag = { pointer: event.pointerId, place, edge, x: event.clientX, order: this.wish!.orders[place]!, moved: false };
	}

	private pull = (event: PointerEvent): void => {
		const { drag } = this;
		if (drag === undefined || drag.pointer !== event.pointerId) return;
		const pixels = event.clientX - drag.x;
		if (!drag.moved && Math.abs(pixels) < 3) return;
		this.drag = { ...drag, moved: true };
		const hours = (pixels / this.axis.width) * (this.axis.to - this.axis.from);
		const step = event.shiftKey ? grid.fine : grid.coarse;
		this.draft(
			drag.place,
			drag.edge === "body" ? this.movedTo(drag.order, snapped(drag.order.at + hours, step)) : this.lasts(drag.order, hours, step),
		);
	};

	private movedTo(order: WishedOrder, at: number): WishedOrder {
		return moved(order, at, { from: Math.min(order.at, Math.max(this.kit!.model.from, this.from)), until: this.wish!.until });
	}

	/** A stretch as much longer, a whole number of its doses. */
	private lasts(order: WishedOrder, hours: number, step: number): WishedOrder {
		const first = order.stretches[0]!;
		const length = first.lasts ?? lengthOf(order, this.wish!.until);
		const most = this.wish!.until - order.at;
		return lasting(order, Math.min(most, Math.max(step, snapped(length + hours, first.every ?? step))));
	}

	private drop = (event: PointerEvent): void => {
		const { drag } = this;
		if (drag === undefined || drag.pointer !== event.pointerId) return;
		this.drag = undefined;
		if (drag.moved) this.change(this.wish!);
		else tell(this, "crsim-choose", { place: this.chosen === drag.place ? -1 : drag.place });
	};

	/** Hours that a key moves; undefined for other keys. */
	private hoursOf({ key, shiftKey }: KeyboardEvent): number | undefined {
		const step = shiftKey ? grid.fine : grid.coarse;
		return { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step, PageUp: 24, PageDown: -24 }[key];
	}

	private key(event: KeyboardEvent, place: number): void {
		const order = this.wish!.orders[place]!;
		const hours = this.hoursOf(event);
		const first = order.stretches[0]!;
		const times: Readonly<Record<string, number>> = { "+": 1.25, "=": 1.25, "-": 0.8, "−": 0.8 };
		if (hours !== undefined) this.draft(place, this.movedTo(order, order.at + hours));
		else if (event.key === "Home") this.draft(place, this.movedTo(order, 0));
		else if (event.key === "End") this.draft(place, this.movedTo(order, this.wish!.until));
		else if (times[event.key] !== undefined)
			this.draft(place, withStretch(order, 0, { ...first, gift: scaled(first.gift, times[event.key]!) }));
		else if (event.key === "Delete" || event.key === "Backspace") {
			tell(this, "crsim-choose", { place: -1 });
			this.change(withOrder(this.wish!, place, undefined));
		} else if (event.key === "Enter" || event.key === " ") tell(this, "crsim-choose", { place, byKey: true });
		else return;
		event.preventDefault();
	}

	private keyEnd(event: KeyboardEvent, place: number, order: WishedOrder): void {
		const hours = this.hoursOf(event);
		if (hours === undefined) return;
		event.preventDefault();
		const every = order.stretches[0]!.every;
		this.draft(place, this.lasts(order, every === null ? hours : Math.sign(hours) * Math.max(every, Math.abs(hours)), grid.fine));
	}

	/** On release the exact run follows, and only then anything is spoken. */
	private keyDone({ key }: KeyboardEvent): void {
		if (/^(Arrow|Page|Home|End|[+=−-])/.test(key)) this.change(this.wish!);
	}

	private draft(place: number, order: WishedOrder): void {
		tell(this, "crsim-draft", { wish: withOrder(this.wish!, place, order) });
	}

	private change(wish: Wish): void {
		tell(this, "crsim-change", { wish });
	}

	static override styles = [
		tokens,
		controls,
		css`
			:host {
				display: block;
			}
			.scroll {
				overflow-x: auto;
				scrollbar-width: thin;
				padding-bottom: 3px;
			}
			.lanes {
				position: relative;
				min-width: 320px;
			}
			.row {
				display: grid;
				grid-template-columns: var(--names) minmax(0, 1fr) var(--notes);
				gap: 12px;
				align-items: center;
				min-height: 26px;
			}
			.row.active {
				min-height: 44px;
			}
			.row + .row {
				border-top: 1px solid var(--grid);
			}
			.row.days {
				min-height: 20px;
			}
			.name {
				display: flex;
				align-items: center;
				gap: 6px;
				line-height: 1.15;
				font-weight: 600;
				font-size: 0.93em;
				overflow-wrap: anywhere;
			}
			.quiet .name,
			.days .name {
				font-weight: 400;
				color: var(--plain);
			}
			.name i {
				flex: none;
				width: 9px;
				height: 9px;
				border-radius: 3px;
				background: var(--color);
			}
			.track {
				position: relative;
				align-self: stretch;
				min-height: inherit;
				background: linear-gradient(var(--grid), var(--grid)) 0 50% / 100% 1px no-repeat;
			}
			.days .track {
				background: none;
			}
			.days .track {
				margin-right: 0;
			}
			.day {
				position: absolute;
				transform: translateX(-50%);
				font-size: 0.79em;
				color: var(--soft);
				line-height: 20px;
			}
			.zero {
				position: absolute;
				top: 0;
				bottom: 0;
				width: 1px;
				background: #c9d0d8;
			}
			.cursor {
				position: absolute;
				top: 18px;
				bottom: 0;
				width: 1px;
				background: var(--plain);
				pointer-events: none;
				z-index: 3;
			}
			.acts {
				position: absolute;
				inset: 0;
			}
			.acts b {
				position: absolute;
				top: calc(50% - 5px);
				width: 0;
				height: 0;
				margin-left: -5px;
				border: 5px solid transparent;
				border-top: 9px solid var(--color);
				border-bottom: 0;
			}
			.acts u {
				position: absolute;
				bottom: calc(50% - 7px);
				height: calc(14px * var(--share));
				background: var(--color);
				opacity: 0.75;
			}
			.active .acts b {
				top: 2px;
			}
			.active .acts u {
				bottom: 2px;
				height: calc(10px * var(--share));
			}
			.notes {
				font-size: 0.82em;
				line-height: 1.25;
				min-width: 0;
				padding: 2px 0;
			}
			.notes p {
				display: flex;
				flex-wrap: wrap;
				gap: 0 6px;
				align-items: center;
			}
			.act {
				display: -webkit-box;
				-webkit-box-orient: vertical;
				-webkit-line-clamp: 2;
				overflow: hidden;
				color: var(--soft);
			}
			.act b {
				font-weight: 500;
				color: var(--plain);
			}
			.order {
				position: absolute;
				top: 50%;
				height: 44px;
				margin-top: -22px;
				min-width: 44px;
				cursor: grab;
				touch-action: none;
				user-select: none;
				-webkit-user-select: none;
				z-index: 1;
			}
			.order:active {
				cursor: grabbing;
			}
			.order.single {
				margin-left: -8px;
			}
			.single .part {
				position: absolute;
				top: 13px;
				left: 2px !important;
				border: 6px solid transparent;
				border-top: 12px solid var(--color);
				border-bottom: 0;
				margin-top: 3px;
			}
			.text {
				position: relative;
				display: block;
				white-space: nowrap;
				pointer-events: none;
				font-size: 0.86em;
				font-weight: 500;
				line-height: 1;
			}
			.single .text {
				display: inline-block;
				margin: 8px 0 0 18px;
				padding: 8px 8px 7px 4px;
				background: var(--paper);
				border-radius: 6px;
			}
			.long .part {
				position: absolute;
				bottom: 8px;
				height: calc(28px * var(--share));
				background: color-mix(in srgb, var(--color) 20%, #fff);
				border-top: 2px solid var(--color);
				overflow: hidden;
			}
			.long .part:first-child {
				border-left: 3px solid var(--color);
			}
			.long .part i {
				position: absolute;
				top: 0;
				width: 1.5px;
				height: 6px;
				background: var(--color);
			}
			.long .text {
				margin: 17px 0 0 9px;
				text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff;
			}
			.order.chosen .text {
				color: var(--accent);
			}
			.order.chosen {
				outline: 2px solid var(--accent);
				outline-offset: -2px;
				border-radius: 7px;
			}
			.end {
				position: absolute;
				top: 50%;
				width: 24px;
				height: 44px;
				margin: -22px 0 0 -12px;
				cursor: ew-resize;
				touch-action: none;
				z-index: 2;
			}
			.end::after {
				content: "";
				position: absolute;
				left: 9px;
				top: 10px;
				width: 5px;
				height: 24px;
				border-radius: 3px;
				background: var(--color);
				border: 1px solid #fff;
			}
			.waiting {
				display: block;
				width: 100%;
				min-height: max(28px, calc(var(--target) - 2px));
				padding: 2px 8px;
				border-style: dashed;
				font-size: 1em;
				line-height: 1.2;
				text-align: left;
			}
			.take {
				min-height: 24px;
				padding: 0 6px;
				color: var(--accent);
				font-weight: 500;
			}
			.waiting span {
				color: var(--soft);
			}
			.waiting.off {
				text-decoration: line-through;
				color: var(--soft);
			}
			.fold {
				display: block;
				width: 100%;
				text-align: left;
				font-size: 0.86em;
				font-weight: 400;
				color: var(--plain);
				padding: 2px 0;
				border-top: 1px solid var(--grid);
				border-radius: 0;
			}
			.none {
				padding: 12px 0;
			}
			@media print {
				.take,
				.end {
					display: none;
				}
			}
			@media (max-width: 640px) {
				.lanes {
					min-width: 760px;
					--notes: 170px;
				}
				.name {
					font-size: 0.86em;
					position: sticky;
					left: 0;
					z-index: 4;
					background: var(--paper);
					align-self: stretch;
				}
			}
		`,
	];
}

const actCount = (acts: readonly LaneAct[], rule: string): string => {
	const count = acts.filter(({ why }) => why === rule).length;
	return `${count} ${count === 1 ? "act" : "acts"} by`;
};

define("crsim-lanes", CrsimLanes);
