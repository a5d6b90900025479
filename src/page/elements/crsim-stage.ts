import type { Answer, LaidCourse } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { define, html, LitElement, nothing, tell } from "../lit.ts";
import type { Wish } from "../wish.ts";
import { courseSentence } from "../words/course-sentence.ts";
import { patientSentence } from "../words/patient-sentence.ts";
import { dayNumber } from "../words/say.ts";
import { whatChanged } from "../words/what-changed.ts";
import { mostPanels, panelChoices, panelsOf } from "./chosen-panels.ts";
import "./crsim-find.ts";
import "./crsim-grades.ts";
import type { CrsimLanes } from "./crsim-lanes.ts";
import "./crsim-lanes.ts";
import type { CrsimOrder } from "./crsim-order.ts";
import "./crsim-order.ts";
import "./crsim-panel.ts";
import { added, usualOrder } from "./edit-wish.ts";
import { keyHelp } from "./key-help.ts";
import { runNotes } from "./run-notes.ts";
import { runRemarks } from "./run-remarks.ts";
import { stageStyle } from "./stage-style.ts";
import { controls, tokens } from "./style.ts";
import { timeSlider } from "./time-slider.ts";

/**
 * `<crsim-stage>`: a course with everything that is moved and seen: the sentence of what changed, lanes, grades, panels, one time cursor.
 *
 * Properties: `kit`, `wish`, `answer`, `pinned` (Answer), `laid`, `time`, `shown` (ids of panels), `zoom`, `veiled` (the course of
 * the wish is still hidden: `answer` is another one). Fires the events of its parts, `crsim-pin`,
 * `crsim-back` and `crsim-show` { shown }.
 */
export class CrsimStage extends LitElement {
	static override properties = {
		kit: { attribute: false },
		wish: { attribute: false },
		answer: { attribute: false },
		pinned: { attribute: false },
		laid: { attribute: false },
		time: { type: Number },
		shown: { attribute: false },
		zoom: { type: Number },
		veiled: { type: Boolean },
		chosen: { state: true },
		wide: { state: true },
	};
	declare kit: Kit | undefined;
	declare wish: Wish | undefined;
	declare answer: Answer | undefined;
	declare pinned: Answer | undefined;
	declare laid: LaidCourse | undefined;
	declare time: number | undefined;
	declare shown: readonly string[];
	declare zoom: number;
	declare veiled: boolean;
	declare chosen: number;
	/** Days before infusion are shown, so that the conditioning is seen. */
	declare wide: boolean;
	/** The last answer that is no draft. */
	private settled: Answer | undefined;
	/** Place of an order that was just added. */
	private toFocus: number | undefined;

	constructor() {
		super();
		this.shown = [];
		this.zoom = 1;
		this.veiled = false;
		this.chosen = -1;
		this.wide = false;
	}

	/** What is told of a run stays while something is dragged. */
	override willUpdate(): void {
		if (this.answer?.quality === "exact") this.settled = this.answer;
	}

	/** The first hour shown: the day before infusion, or the earliest order. */
	private get from(): number {
		const earliest = Math.min(...(this.wish?.orders ?? []).map(({ at }) => at), 0);
		const start = this.kit?.model.from ?? -24;
		return this.wide ? start : Math.max(start, Math.min(-24, Math.floor(earliest / 24) * 24));
	}

	override render() {
		const { kit, wish, answer } = this;
		if (kit === undefined || wish === undefined) return nothing;
		return html`
			<p class="paper">${patientSentence(kit, wish)}</p>
			<section class="sentence" aria-labelledby="changed">
				<h2 id="changed" class="heard">What changed</h2>
				<p>${this.sentence()}${this.hint()}</p>
				<div>
					${this.veiled ? html`<button @click=${() => tell(this, "crsim-answered", {})}>Show it now</button>` : nothing}
					<button @click=${() => tell(this, "crsim-pin", {})} ?disabled=${this.veiled || answer === undefined || answer === this.pinned}>Pin this course</button>
					<button class="bare" @click=${() => tell(this, "crsim-back", {})} ?disabled=${this.pinned === undefined || answer === this.pinned}>Back to the pinned</button>
				</div>
			</section>
			<section class="card" aria-labelledby="given">
				<h2 id="given" class="heard">Treatments and grades</h2>
				<crsim-lanes
					.kit=${kit}
					.wish=${wish}
					.answer=${answer}
					.time=${this.time}
					.from=${this.from}
					.chosen=${this.chosen}
					@crsim-choose=${this.choose}
				></crsim-lanes>
				<div class="tools">
					<crsim-find label="+ Add a treatment" .all=${this.treatments()} @crsim-found=${this.addOrder}></crsim-find>
					${timeSlider({ from: this.from, until: wish.until, time: this.time, move: (time) => tell(this, "crsim-time", { time }) })}
					<label class="check"
						><input type="checkbox" .checked=${this.wide} @change=${(event: Event) => (this.wide = (event.target as HTMLInputElement).checked)} /><span>from day ${dayNumber(kit.model.from).replace(".0", "")}</span></label
					>
				</div>
				<crsim-order .kit=${kit} .wish=${wish} .place=${this.chosen} @crsim-choose=${this.choose}></crsim-order>
				${answer === undefined ? nothing : runRemarks(kit, wish, answer)}
				<crsim-grades .kit=${kit} .answer=${answer} .pinned=${this.pinned === answer ? undefined : this.pinned} .laid=${this.laid} .time=${this.time} .from=${this.from} .zoom=${this.zoom}></crsim-grades>
			</section>
			<section aria-labelledby="curves">
				<h2 id="curves" class="heard">Curves</h2>
				<div class="panels">
					${panelsOf(kit, this.shown).map(
						(panel) => html`<div class="card panel">
							<crsim-panel
								.kit=${kit}
								.panel=${panel}
								.answer=${answer}
								.pinned=${this.pinned === answer ? undefined : this.pinned}
								.laid=${this.laid}
								.time=${this.time}
								.from=${this.from}
								.zoom=${this.zoom}
								.height=${heightFor(this.shown.length)}
							></crsim-panel>
							<button class="bare away" aria-label="Remove the panel ${panel.title}" @click=${() => this.show(this.shown.filter((id) => id !== panel.id))}>✕</button>
						</div>`,
					)}
				</div>
				<div class="below">
					<crsim-find label="Choose panels" .all=${panelChoices(kit, this.shown)} @crsim-found=${this.togglePanel}></crsim-find>
					${keyHelp}
					${this.settled === undefined || this.veiled ? nothing : runNotes(kit, this.settled)}
					<p class="soft small">Color: this course. Gray: the pinned one. Shaded: usual range. Dotted: where a sign begins to count.</p>
				</div>
			</section>
		`;
	}

	private sentence(): string {
		const { kit, answer, pinned } = this;
		if (this.veiled) return "Answer first: then the course of this step is shown beside this one.";
		if (kit === undefined || answer === undefined) return "The first course is being computed …";
		return pinned === undefined || pinned === answer ? courseSentence(kit, answer) : whatChanged(kit, { was: pinned, is: answer });
	}

	/** Until something was moved, what there is to move. */
	private hint() {
		const { wish, answer, pinned } = this;
		if (answer === undefined || answer !== pinned || wish!.orders.length === 0 || this.veiled) return nothing;
		return html`<small>Drag a dose in its lane, or press ← and → on it: every curve follows.</small>`;
	}

	private treatments() {
		return this.kit!.treatments.map(({ name, label, about, names, role }) => ({ name, label, about, other: names, note: role }));
	}

	private addOrder(event: CustomEvent<{ name: string }>): void {
		const treatment = this.kit!.treatments.find(({ name }) => name === event.detail.name);
		if (treatment === undefined) return;
		const at = Math.min(Math.max(0, Math.round(this.time ?? 72)), this.wish!.until);
		const wish = added(this.wish!, usualOrder(treatment, at));
		this.chosen = wish.orders.length - 1;
		this.toFocus = this.chosen;
		tell(this, "crsim-change", { wish });
	}

	/** A new order gets the focus once its lane stands. */
	override updated(): void {
		const place = this.toFocus;
		if (place === undefined || this.wish?.orders[place] === undefined) return;
		this.toFocus = undefined;
		void this.lanes?.updateComplete.then(() => this.lanes?.focusOrder(place));
	}

	private get lanes(): CrsimLanes | null {
		return this.renderRoot.querySelector<CrsimLanes>("crsim-lanes");
	}

	private async choose(event: CustomEvent<{ place: number; byKey?: boolean }>): Promise<void> {
		event.stopPropagation();
		const before = this.chosen;
		this.chosen = event.detail.place;
		await this.updateComplete;
		const fields = this.renderRoot.querySelector<CrsimOrder>("crsim-order");
		await fields?.updateComplete;
		if (event.detail.byKey === true) fields?.focusFirst();
		else if (event.detail.place < 0 && before >= 0) this.lanes?.focusOrder(before);
	}

	private show(shown: readonly string[]): void {
		tell(this, "crsim-show", { shown });
	}

	private togglePanel(event: CustomEvent<{ name: string }>): void {
		const { name } = event.detail;
		if (this.shown.includes(name)) this.show(this.shown.filter((id) => id !== name));
		else if (this.shown.length < mostPanels) this.show([...this.shown, name]);
		else this.show([...this.shown.slice(0, -1), name]);
	}

	static override styles = [tokens, controls, stageStyle];
}

/** Fewer panels are taller, in pixels. */
const heightFor = (panels: number): number => (panels <= 3 ? 170 : panels <= 6 ? 126 : 96);

define("crsim-stage", CrsimStage);
