import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { define, html, LitElement, nothing, tell } from "../lit.ts";
import type { Wish, WishedOrder } from "../wish.ts";
import { capital, dayNumber } from "../words/say.ts";
import { added, takenOver, usualOrder, withOrder } from "./edit-wish.ts";
import { actNote, actsPicture } from "./lane-acts.ts";
import { type Drag, pulled, taken } from "./lane-drag.ts";
import { countsOnRelease, keyOnEnd, keyOnOrder } from "./lane-keys.ts";
import { type OrderHands, orderView } from "./lane-orders.ts";
import { foldedRows, type LaneOrder, type LaneRow, laneRows } from "./lane-rows.ts";
import { grid, type LaneLimits } from "./lane-steps.ts";
import { leftOf } from "./lane-track.ts";
import { lanesStyle } from "./lanes-style.ts";
import { onLongPress } from "./long-press.ts";
import { controls, tokens } from "./style.ts";
import { dayTicks, hoursAt, snapped, type TimeAxis } from "./time-axis.ts";

/**
 * `<crsim-lanes>`: what is given, one lane a treatment. Orders are sliders: drag them, or arrow keys (1 h, Shift 15 min, Page keys a day), `+` `-` change the
 * amount, Delete removes, Enter or a finger that rests opens; a double click, or a finger that rests, on a free place of a lane gives what is usual there.
 * What the care team did stands beside them with its rule and does not move.
 *
 * Properties: `kit`, `wish`, `answer`, `time`, `from`, `chosen` (place of the open order, or -1). Fires `crsim-draft` { wish } while something is
 * dragged, `crsim-change` { wish } on release, `crsim-choose` { place, byKey }, `crsim-time` { time }.
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
		asWritten: { state: true },
	};
	declare kit: Kit | undefined;
	declare wish: Wish | undefined;
	declare answer: Answer | undefined;
	declare time: number | undefined;
	declare from: number;
	declare chosen: number;
	/** Pixels of a track. */
	declare room: number;
	/** The lanes of supportive care are shown one by one. */
	declare unfolded: boolean;
	/** Conditions are shown as the scenario writes them. */
	declare asWritten: boolean;
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
		this.asWritten = false;
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

	private readonly hands: OrderHands = {
		take: (event, place, edge) => this.take(event, place, edge),
		pull: (event) => this.pull(event),
		drop: (event) => this.drop(event),
		key: (event, place) => this.key(event, place),
		keyEnd: (event, place) => this.keyEnd(event, place),
		keyDone: (event) => this.keyDone(event),
	};

	private get axis(): TimeAxis {
		return { from: this.from, to: this.wish!.until, width: this.room };
	}

	private get limits(): LaneLimits {
		return { from: this.from, start: this.kit!.model.from, until: this.wish!.until };
	}

	override render() {
		const { kit, wish, axis } = this;
		if (kit === undefined || wish === undefined) return nothing;
		const rows = laneRows(kit, wish, this.answer, this.asWritten ? "written" : "words");
		const { open, folded } = foldedRows(rows);
		return html`<div class="lanes" role="group" aria-label="What is given">
			<div class="row days" aria-hidden="true">
				<span class="name soft">day</span>
				<div class="track">${dayTicks(axis).map((day) => html`<span class="day" style="left:${leftOf(axis, day * 24)}">${dayNumber(day * 24).replace(".0", "")}</span>`)}</div>
			</div>
			${(this.unfolded ? rows : open).map((row) => this.row(row))} ${folded.length > 0 ? this.fold(folded) : nothing}
			${rows.length === 0 ? html`<p class="soft none">Nothing is given. Add a treatment below, or choose a care team.</p>` : nothing}
			${rows.some(({ waiting }) => waiting.length > 0) ? this.spelling() : nothing}
			${this.time === undefined ? nothing : html`<div class="cursor" style="--at:${leftOf(axis, this.time)}"></div>`}
		</div>`;
	}

	private fold(rows: readonly LaneRow[]) {
		const names = rows.map(({ label }) => label).join(", ");
		return html`<button class="bare fold" aria-expanded=${this.unfolded} @click=${() => {
			this.unfolded = !this.unfolded;
		}}>${this.unfolded ? "Fold supportive care" : html`Also by the care team: ${names}`}</button>`;
	}

	private spelling() {
		return html`<button class="bare fold" aria-pressed=${this.asWritten} @click=${() => {
			this.asWritten = !this.asWritten;
		}}>${this.asWritten ? "Conditions in words" : "Conditions as the scenario writes them"}</button>`;
	}

	private row(row: LaneRow) {
		const active = row.orders.length > 0;
		return html`<div class="row ${active ? "active" : "quiet"}" style="--color:${row.color}">
			<span class="name"><i aria-hidden="true"></i>${capital(row.label)}</span>
			<div
				class="track"
				@dblclick=${(event: MouseEvent) => this.addAt(event, row.treatment)}
				@pointerdown=${(event: PointerEvent) => this.restOn(event, row.treatment)}
				@contextmenu=${noMenuByTouch}
			>
				<span class="zero" style="left:${leftOf(this.axis, 0)}"></span>
				${actsPicture(row, this.axis)} ${row.orders.map((one) => this.order(one, row))}
			</div>
			<div class="notes">
				${row.waiting.map((one) => this.waiting(one))}
				<p>${actNote(row, this.time)}${row.waiting.filter((one) => this.wasGiven(one)).map((one) => html`<button class="bare take" @click=${() => this.takeOver(one)}>Make it movable</button>`)}</p>
			</div>
		</div>`;
	}

	/** What an event points at is known only while it is heard. */
	private restOn(event: PointerEvent, name: string): void {
		const { clientX, target } = event;
		onLongPress(event, () => this.addAt({ clientX, target }, name));
	}

	/** Gives what is usual at a free place of a lane. */
	private addAt({ clientX, target }: Pick<MouseEvent, "clientX" | "target">, name: string): void {
		const treatment = this.kit!.treatments.find((one) => one.name === name);
		const track = (target as Element).closest(".track");
		if (treatment === undefined || track === null || (target as Element).closest(".order, .end") !== null) return;
		const at = snapped(hoursAt(this.axis, clientX - track.getBoundingClientRect().left), grid.coarse);
		this.change(added(this.wish!, usualOrder(treatment, at)));
	}

	private waiting(order: LaneRow["waiting"][number]) {
		const { id, when, says, gives } = order;
		const removed = this.wish!.removed.includes(id);
		const toggle = () => {
			const others = this.wish!.removed.filter((one) => one !== id);
			this.change({ ...this.wish!, removed: removed ? others : [...others, id] });
		};
		return html`<button class="waiting ${removed ? "off" : ""}" aria-pressed=${!removed} @click=${toggle} title=${removed ? "Put this order back" : "Leave this order out"}>
				${gives} <span>${this.asWritten ? html`<code>${when}</code>` : says}</span>
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

	private order(lane: LaneOrder, { label, treatment: named }: LaneRow) {
		const treatment = this.kit!.treatments.find(({ name }) => name === named);
		const { axis, limits, chosen, hands } = this;
		return orderView(lane, { label, treatment, axis, limits, chosen, hands });
	}

	private take(event: PointerEvent, place: number, edge: Drag["edge"]): void {
		if (event.button !== 0) return;
		event.preventDefault();
		event.stopPropagation();
		const target = event.currentTarget as HTMLElement;
		target.focus();
		target.setPointerCapture(event.pointerId);
		this.drag = taken(event, { place, edge, order: this.wish!.orders[place]! });
		onLongPress(event, () => {
			if (this.drag?.moved !== false) return;
			this.drag = undefined;
			tell(this, "crsim-choose", { place, byKey: true });
		});
	}

	private pull(event: PointerEvent): void {
		const { drag, axis, limits } = this;
		if (drag === undefined || drag.pointer !== event.pointerId) return;
		const now = pulled(drag, event, { axis, limits });
		if (now === undefined) return;
		this.drag = now.drag;
		this.draft(drag.place, now.order);
	}

	private drop(event: PointerEvent): void {
		const { drag } = this;
		if (drag === undefined || drag.pointer !== event.pointerId) return;
		this.drag = undefined;
		if (drag.moved) this.change(this.wish!);
		else tell(this, "crsim-choose", { place: this.chosen === drag.place ? -1 : drag.place });
	}

	private key(event: KeyboardEvent, place: number): void {
		const asked = keyOnOrder(event, this.wish!.orders[place]!, this.limits);
		if (asked === undefined) return;
		event.preventDefault();
		switch (asked.kind) {
			case "change":
				this.draft(place, asked.order);
				break;
			case "remove":
				tell(this, "crsim-choose", { place: -1 });
				this.change(withOrder(this.wish!, place, undefined));
				break;
			case "open":
				tell(this, "crsim-choose", { place, byKey: true });
		}
	}

	private keyEnd(event: KeyboardEvent, place: number): void {
		const order = keyOnEnd(event, this.wish!.orders[place]!, this.wish!.until);
		if (order === undefined) return;
		event.preventDefault();
		this.draft(place, order);
	}

	/** On release the exact run follows, and only then anything is spoken. */
	private keyDone(event: KeyboardEvent): void {
		if (countsOnRelease(event)) this.change(this.wish!);
	}

	private draft(place: number, order: WishedOrder): void {
		tell(this, "crsim-draft", { wish: withOrder(this.wish!, place, order) });
	}

	private change(wish: Wish): void {
		tell(this, "crsim-change", { wish });
	}

	static override styles = [tokens, controls, lanesStyle];
}

/** A finger that rests means something here; a mouse keeps the browser's menu. */
const noMenuByTouch = (event: Event): void => {
	if ((event as PointerEvent).pointerType === "touch") event.preventDefault();
};

define("crsim-lanes", CrsimLanes);
