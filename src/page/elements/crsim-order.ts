import { plainName } from "../../trajectory/plain-name.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { Kit, KitTreatment } from "../kit.ts";
import { define, html, LitElement, nothing, tell } from "../lit.ts";
import type { Wish, WishedGift, WishedOrder, WishedStretch } from "../wish.ts";
import { capital } from "../words/say.ts";
import { added, moved, repeated, tapered, withOrder, withStretch } from "./edit-wish.ts";
import { orderStyle } from "./order-style.ts";
import { controls, tokens } from "./style.ts";

/**
 * `<crsim-order>`: the fields of one order: amount, time, route, how often, how long, tapers. Everything that dragging does can be typed here.
 *
 * Properties: `kit`, `wish`, `place` (of the order in the wish). Fires `crsim-change` { wish } and `crsim-choose` { place: -1 } when it is closed.
 */
export class CrsimOrder extends LitElement {
	static override properties = { kit: { attribute: false }, wish: { attribute: false }, place: { type: Number } };
	declare kit: Kit | undefined;
	declare wish: Wish | undefined;
	declare place: number;

	constructor() {
		super();
		this.place = -1;
	}

	/** Puts the focus on the first field. */
	focusFirst(): void {
		this.renderRoot.querySelector<HTMLElement>("input, select")?.focus();
	}

	private get order(): WishedOrder | undefined {
		return this.wish?.orders[this.place];
	}

	private put(order: WishedOrder | undefined): void {
		tell(this, "crsim-change", { wish: withOrder(this.wish!, this.place, order) });
		if (order === undefined) this.close();
	}

	private close(): void {
		tell(this, "crsim-choose", { place: -1 });
	}

	private keys(event: KeyboardEvent): void {
		if (event.key !== "Escape") return;
		event.stopPropagation();
		this.close();
	}

	override render() {
		const { order, kit } = this;
		if (order === undefined || kit === undefined) return nothing;
		const treatment = kit.treatments.find(({ name }) => name === order.treatment);
		const label = capital(treatment?.label ?? plainName(order.treatment));
		return html`<section aria-label="${label}, order" @keydown=${this.keys}>
			<header>
				<h3>${label}</h3>
				<p class="soft small">${treatment?.about ?? ""}</p>
				<button class="bare" aria-label="Close ${label}" @click=${this.close}>Close</button>
			</header>
			${order.stretches.map((stretch, i) => this.stretch(order, stretch, i, treatment))}
			<div class="actions">
				${
					order.stretches[0]!.every === null && order.stretches[0]!.gift.kind === "dose"
						? html`<button @click=${() => this.put(repeated(order, { every: 12, lasts: 48 }))}>Repeat</button>`
						: html`<button @click=${() => this.put(tapered(order))}>Add a taper</button>`
				}
				<button @click=${() => tell(this, "crsim-change", { wish: added(this.wish!, { ...order, at: Math.min(order.at + 24, this.wish!.until) }) })}>Copy a day later</button>
				<button @click=${() => this.put(undefined)}>Remove</button>
			</div>
			${this.limits(treatment)}
		</section>`;
	}

	private stretch(order: WishedOrder, stretch: WishedStretch, i: number, treatment: KitTreatment | undefined) {
		const put = (next: WishedStretch) => this.put(withStretch(order, i, next));
		const repeats = stretch.every !== null;
		const lasts = repeats || stretch.gift.kind !== "dose";
		return html`<div class="fields" role="group" aria-label=${i === 0 ? "Regimen" : `Taper ${i}`}>
			${i > 0 ? html`<span class="then">then</span>` : this.begin(order)} ${this.gift(stretch, treatment, put)}
			${repeats ? this.number("Every (h)", stretch.every!, { step: 1, least: 1, put: (every) => put({ ...stretch, every }) }) : nothing}
			${
				lasts
					? this.number("For (days)", stretch.lasts === null ? "" : Number((stretch.lasts / 24).toFixed(3)), {
							step: 0.5,
							least: 0,
							put: (days) => put({ ...stretch, lasts: days > 0 ? days * 24 : null }),
							hint: "to the end",
						})
					: nothing
			}
			${i > 0 ? html`<button class="bare" @click=${() => this.put(withStretch(order, i, undefined))} aria-label="Remove taper ${i}">Remove</button>` : nothing}
			${i === 0 && treatment !== undefined && treatment.routes.length > 1 ? this.route(order, treatment) : nothing}
			${
				i === 0 && repeats && order.stretches.length === 1
					? html`<button class="bare" @click=${() => this.put(repeated(order, null))}>Once only</button>`
					: nothing
			}
		</div>`;
	}

	private begin(order: WishedOrder) {
		const limits = { from: this.kit!.model.from, until: this.wish!.until };
		return this.number("Day", Number((order.at / 24).toFixed(2)), {
			step: 0.25,
			put: (day) => this.put(moved(order, Number((day * 24).toFixed(4)), limits)),
		});
	}

	private gift(stretch: WishedStretch, treatment: KitTreatment | undefined, put: (next: WishedStretch) => void) {
		const { gift } = stretch;
		if (gift.kind === "device") return this.device(gift, treatment, (next) => put({ ...stretch, gift: next }));
		const written = gift.kind === "dose" ? gift.amount : gift.rate;
		const units = [...new Set([written.unit, ...(treatment?.units ?? [])])];
		const withWritten = (value: number, unit: string): WishedGift =>
			gift.kind === "dose" ? { ...gift, amount: { value, unit } } : { ...gift, rate: { value, unit } };
		return html`${this.number(gift.kind === "dose" ? "Dose" : "Rate", written.value, {
			step: "any",
			least: 0,
			put: (value) => put({ ...stretch, gift: withWritten(value, written.unit) }),
		})}
			<label
				><span>Unit</span
				><select @change=${(event: Event) => put({ ...stretch, gift: withWritten(written.value, (event.target as HTMLSelectElement).value) })}>
					${units.map((unit) => html`<option value=${unit} ?selected=${unit === written.unit}>${unitText(unit)}</option>`)}
				</select></label
			>`;
	}

	private device(gift: Extract<WishedGift, { kind: "device" }>, treatment: KitTreatment | undefined, put: (next: WishedGift) => void) {
		const device = treatment?.devices.find(({ name }) => name === gift.device);
		const choose = (event: Event) => {
			const name = (event.target as HTMLSelectElement).value;
			put({ kind: "device", device: name, settings: treatment?.devices.find((one) => one.name === name)?.usual ?? {} });
		};
		const names = { flow: "Flow (L/min)", fio2: "FiO₂ (0.21–1)", peep: "PEEP (cmH₂O)" } as const;
		return html`<label
				><span>Device</span
				><select @change=${choose}>
					${(treatment?.devices ?? []).map(({ name, label }) => html`<option value=${name} ?selected=${name === gift.device}>${label}</option>`)}
				</select></label
			>${(["flow", "fio2", "peep"] as const).map((key) =>
				device?.usual[key] === undefined
					? nothing
					: this.number(names[key], gift.settings[key] ?? "", {
							step: "any",
							least: 0,
							put: (value) => put({ ...gift, settings: { ...gift.settings, [key]: value } }),
						}),
			)}`;
	}

	private route(order: WishedOrder, { routes }: KitTreatment) {
		return html`<label
			><span>Route</span
			><select @change=${(event: Event) => this.put({ ...order, route: (event.target as HTMLSelectElement).value })}>
				${routes.map((route, i) => html`<option value=${route} ?selected=${route === (order.route ?? routes[0]) || (i === 0 && order.route === null)}>${route}</option>`)}
			</select></label
		>`;
	}

	private number(
		label: string,
		value: number | "",
		{ step, least, put, hint }: { step: number | "any"; least?: number; put: (value: number) => void; hint?: string },
	) {
		const change = (event: Event) => {
			const input = event.target as HTMLInputElement;
			const read = input.value === "" && hint !== undefined ? 0 : input.valueAsNumber;
			if (Number.isFinite(read) && (least === undefined || read >= least)) put(read);
			else input.value = String(value);
		};
		const shown = value === "" ? "" : String(Number(value.toFixed(4)));
		return html`<label
			><span>${label}</span><input type="number" .value=${shown} step=${step} min=${least ?? nothing} placeholder=${hint ?? nothing} @change=${change}
		/></label>`;
	}

	private limits(treatment: KitTreatment | undefined) {
		if (treatment === undefined || treatment.limits.length === 0) return nothing;
		return html`<details class="small">
			<summary>Limits of this treatment</summary>
			<ul>
				${treatment.limits.map(({ kind, say }) => html`<li><b>${kind === "reject" ? "Refused" : "Warned"}</b> ${say}</li>`)}
			</ul>
		</details>`;
	}

	static override styles = [tokens, controls, orderStyle];
}

define("crsim-order", CrsimOrder);
