import type { Answer, LaidCourse } from "../answer.ts";
import type { Kit, KitLessonStep } from "../kit.ts";
import { css, define, html, LitElement, nothing, type PropertyValues, tell } from "../lit.ts";
import type { Runner } from "../runner.ts";
import type { Wish } from "../wish.ts";
import { courseSentence } from "../words/course-sentence.ts";
import { whatChanged } from "../words/what-changed.ts";
import { idsShowing } from "./chosen-panels.ts";
import "./crsim-lesson.ts";
import "./crsim-save.ts";
import "./crsim-settings.ts";
import "./crsim-stage.ts";
import { controls, tokens } from "./style.ts";
import { type LateViews, tabAfter, type View, type ViewGift, views } from "./views.ts";

/** Letters and panels of the large page, for a projector, times the usual. */
const largeZoom = 1.35;

/** What is wrong in a file that was dropped, as the terminal prints it. */
interface Trouble {
	readonly name: string;
	readonly words: string;
}

/**
 * `<crsim-explore>`: the whole page. It holds what is asked and what came of it; its parts show that and tell what a person did.
 *
 *     page.kit = kit; page.runner = runner; page.wish = wishFromAddress;   // then append it
 *
 * Properties: `kit`, `runner`, `wish` (to begin with, or to go to), `notice` (said on top: a link that was mended), `late` (loaders of the elements of
 * views that come on demand), `give` (what those elements begin with), `view` (id of a tab). Fires `crsim-wish` { wish } after each change, for the address.
 */
export class CrsimExplore extends LitElement {
	static override properties = {
		kit: { attribute: false },
		runner: { attribute: false },
		wish: { attribute: false },
		notice: { type: String },
		late: { attribute: false },
		give: { attribute: false },
		view: { type: String },
		answer: { state: true },
		pinned: { state: true },
		laid: { state: true },
		time: { state: true },
		shown: { state: true },
		large: { type: Boolean, reflect: true },
		trouble: { state: true },
		spoken: { state: true },
		ready: { state: true },
		over: { state: true },
		veiled: { state: true },
	};
	declare kit: Kit | undefined;
	declare runner: Runner | undefined;
	declare wish: Wish | undefined;
	declare notice: string;
	declare late: LateViews;
	/** Properties that the element of a view begins with: the seed of a case that an address names. */
	declare give: Readonly<Record<string, unknown>>;
	declare view: string;
	declare answer: Answer | undefined;
	declare pinned: Answer | undefined;
	declare laid: LaidCourse | undefined;
	declare time: number | undefined;
	declare shown: readonly string[];
	declare large: boolean;
	declare trouble: Trouble | undefined;
	/** What a screen reader hears after a release. */
	declare spoken: string;
	/** Elements of views that are loaded. */
	declare ready: readonly string[];
	/** A file hovers over the page. */
	declare over: boolean;
	/** The course of a step is not shown before its question is answered. */
	declare veiled: boolean;
	/** Numbers of the last wish asked, and of the last one that is drawn: an answer that was overtaken is dropped. */
	private asked = 0;
	private drawn = 0;
	/** The wish that was asked last, so that one from outside is told apart. */
	private own: Wish | undefined;

	constructor() {
		super();
		this.notice = "";
		this.late = {};
		this.give = {};
		this.view = "explore";
		this.shown = [];
		this.large = false;
		this.spoken = "";
		this.ready = [];
		this.over = false;
		this.veiled = false;
	}

	override willUpdate(changed: PropertyValues<this>): void {
		if (changed.has("kit") && this.kit !== undefined && this.shown.length === 0) this.shown = this.kit.shown;
		if (this.kit === undefined || this.runner === undefined) return;
		this.wish ??= this.kit.scenarios.find(({ name }) => name === this.kit!.first)?.wish ?? this.kit.scenarios[0]?.wish;
		if (this.wish !== undefined && this.wish !== this.own) this.open(this.wish);
		if (changed.has("view")) void this.load();
	}

	/** Shows a wish afresh: what comes of it is pinned, or in a lesson the course that stands beside it. */
	private open(wish: Wish): void {
		this.own = wish;
		this.wish = wish;
		this.pinned = undefined;
		this.veiled = false;
		const beside = wish.lesson === null ? null : this.openStep(wish.lesson.name, wish.lesson.step);
		if (beside === null) void this.ask(wish, "exact");
		else void this.openBeside(wish, beside);
	}

	private async openBeside(wish: Wish, beside: Wish): Promise<void> {
		const answer = await this.runner!.ask(beside, "exact");
		if (this.own !== wish) return;
		this.pinned = answer ?? undefined;
		await this.ask(wish, "exact");
	}

	private async ask(wish: Wish, quality: Answer["quality"]): Promise<void> {
		this.own = wish;
		this.wish = wish;
		this.asked += 1;
		const turn = this.asked;
		const answer = await this.runner!.ask(wish, quality);
		if (answer === null || turn < this.drawn) return;
		this.drawn = turn;
		this.answer = answer;
		if (quality === "draft") return;
		const first = this.pinned === undefined;
		this.pinned ??= answer;
		if (!this.veiled) this.spoken = first ? courseSentence(this.kit!, answer) : whatChanged(this.kit!, { was: this.pinned, is: answer });
	}

	private draft = (event: CustomEvent<{ wish: Wish }>): void => {
		event.stopPropagation();
		void this.ask(event.detail.wish, "draft");
	};

	private change = (event: CustomEvent<{ wish: Wish }>): void => {
		event.stopPropagation();
		void this.ask(event.detail.wish, "exact");
		tell(this, "crsim-wish", event.detail);
	};

	/** A part asks for another course to be opened. */
	private other = (event: CustomEvent<{ wish: Wish }>): void => {
		event.stopPropagation();
		this.open(event.detail.wish);
		if (this.view !== "lessons") this.view = "explore";
		tell(this, "crsim-wish", event.detail);
	};

	private unveil = (): void => {
		if (!this.veiled) return;
		this.veiled = false;
		if (this.answer !== undefined && this.pinned !== undefined) this.spoken = whatChanged(this.kit!, { was: this.pinned, is: this.answer });
	};

	private back(): void {
		if (this.pinned === undefined) return;
		void this.ask(this.pinned.wish, "exact");
		tell(this, "crsim-wish", { wish: this.pinned.wish });
	}

	/** Shows what a step is about; gives the course to be drawn beside it, if any. */
	private openStep(name: string, place: number): Wish | null {
		const step = this.kit!.lessons.find((one) => one.name === name)?.steps[place];
		if (step === undefined) return null;
		this.view = "lessons";
		this.shown = step.show.length > 0 ? idsShowing(this.kit!, step.show) : this.kit!.shown;
		this.veiled = isPrediction(step);
		return step.beside;
	}

	private step = (event: CustomEvent<{ name: string; step: number }>): void => {
		const { name, step: place } = event.detail;
		const step = this.kit!.lessons.find((one) => one.name === name)?.steps[place];
		const wish: Wish = step === undefined ? { ...this.wish!, lesson: null } : { ...step.wish, lesson: { name, step: place } };
		if (step === undefined) this.shown = this.kit!.shown;
		this.open(wish);
		tell(this, "crsim-wish", { wish });
	};

	private async load(): Promise<void> {
		const element = views.find(({ id }) => id === this.view)?.element ?? null;
		if (element === null || this.ready.includes(element)) return;
		await this.late[element]?.();
		if (customElements.get(element) !== undefined) this.ready = [...this.ready, element];
	}

	/** The page of a subsystem of the model, for the map. */
	private pageOf = (name: string): Promise<string> => this.runner!.piece(name);

	/** Tabs whose elements are there or can be loaded. */
	private get tabs(): readonly View[] {
		return views.filter(({ id, element }) =>
			element === null
				? id !== "lessons" || (this.kit?.lessons.length ?? 0) > 0
				: customElements.get(element) !== undefined || this.late[element] !== undefined,
		);
	}

	override render() {
		const { kit } = this;
		if (kit === undefined) return nothing;
		return html`
			<header>
				<h1>crsim</h1>
				<p class="disclaimer">${kit.disclaimer}</p>
				<div class="tools">
					<button class="bare" aria-pressed=${this.large} @click=${() => (this.large = !this.large)} title="Large letters, for a projector">A<span class="big">A</span><span class="heard"> Large letters</span></button>
					<label class="file button"><input type="file" class="heard" accept=".csv,.txt,.tsv,.yaml,.yml" @change=${this.pick} />Open a file</label>
					<crsim-save .kit=${kit} .runner=${this.runner} .wish=${this.wish}></crsim-save>
				</div>
				<div role="tablist" aria-label="Views" @keydown=${this.tabKey}>
					${this.tabs.map(
						({ id, label, about }) => html`<button
							role="tab"
							id="tab-${id}"
							aria-selected=${this.view === id}
							aria-controls="view"
							tabindex=${this.view === id ? 0 : -1}
							title=${about}
							@click=${() => (this.view = id)}
						>
							${label}
						</button>`,
					)}
				</div>
			</header>
			${this.notices()}
			<main
				@crsim-draft=${this.draft} @crsim-change=${this.change} @crsim-wish=${this.other} @crsim-step=${this.step}
				@crsim-time=${(event: CustomEvent<{ time: number }>) => (this.time = event.detail.time)}
				@crsim-answered=${this.unveil}
				@crsim-pin=${() => (this.pinned = this.answer)} @crsim-back=${this.back}
				@crsim-show=${(event: CustomEvent<{ shown: readonly string[] }>) => (this.shown = event.detail.shown)}
				@crsim-open=${(event: CustomEvent<{ columns: readonly string[] }>) => this.showColumns(event.detail.columns)}
			>
				<div id="view" role="tabpanel" aria-labelledby="tab-${this.view}" class=${this.view}>${this.body()}</div>
			</main>
			<footer>
				<p>${kit.disclaimer} Model ${kit.model.label}, crsim ${kit.version}. Nothing that you enter or open here leaves this browser.${this.answer?.kernel === "javascript" ? " WebAssembly is not allowed here: computed in JavaScript, more slowly and with the same numbers." : ""}</p>
			</footer>
			<div role="status" class="heard">${this.spoken}</div>
			${this.over ? html`<div class="drop">Drop a chart (CSV) to lay it over the curves, or a scenario (YAML) to open it</div>` : nothing}
		`;
	}

	private body() {
		switch (this.view) {
			case "explore":
				return html`<details class="side" ?open=${!this.large && !isNarrow()}>
						<summary>Patient, care team, what if</summary>
						${this.settings()}
					</details>
					${this.stage()}`;
			case "lessons":
				if (!this.wish?.lesson) return html`<crsim-lesson class="list" .kit=${this.kit}></crsim-lesson>`;
				return html`<div class="side">
						<crsim-lesson .kit=${this.kit} .answer=${this.answer} .open=${this.wish.lesson}></crsim-lesson>
						<details><summary>Patient, care team, what if</summary>${this.settings()}</details>
					</div>
					${this.stage()}`;
			default:
				return this.viewOf();
		}
	}

	private settings() {
		return html`<crsim-settings .kit=${this.kit} .wish=${this.wish} .answer=${this.answer}></crsim-settings>`;
	}

	private stage() {
		const shown = this.veiled ? { answer: this.pinned, pinned: undefined } : { answer: this.answer, pinned: this.pinned };
		return html`<crsim-stage
			.kit=${this.kit}
			.wish=${this.wish}
			.answer=${shown.answer}
			.pinned=${shown.pinned}
			.veiled=${this.veiled}
			.laid=${this.laid}
			.time=${this.time}
			.shown=${this.shown}
			.zoom=${this.large ? largeZoom : 1}
		></crsim-stage>`;
	}

	/** A view of its own element, with what it is to know. */
	private viewOf() {
		const view = views.find(({ id }) => id === this.view);
		const element = view?.element ?? null;
		if (element === null || !this.ready.includes(element)) return html`<p class="soft">One moment …</p>`;
		const node = this.renderRoot.querySelector(element) ?? Object.assign(document.createElement(element), this.give);
		const { kit, runner, wish, pageOf, answer, time } = this;
		const all: Readonly<Record<ViewGift, unknown>> = { kit, runner, wish, pageOf, map: kit!.map, answer, time };
		// A draft may lack what a view needs, and what is not known yet is no value.
		const known = view!.gets.filter((name) => all[name] !== undefined && (name !== "answer" || answer?.quality === "exact"));
		Object.assign(node, Object.fromEntries(known.map((name) => [name, all[name]])));
		return html`${node}`;
	}

	private notices() {
		const { trouble, laid } = this;
		return html`<div class="notices">
			${this.notice === "" ? nothing : html`<p class="notice">${this.notice} <button class="bare" @click=${() => (this.notice = "")}>Close</button></p>`}
			${
				trouble === undefined
					? nothing
					: html`<section class="notice bad" role="alert">
						<p><b>${trouble.name} cannot be read.</b> <button class="bare" @click=${() => (this.trouble = undefined)}>Close</button></p>
						<pre tabindex="0">${trouble.words}</pre>
					</section>`
			}
			${
				laid === undefined
					? nothing
					: html`<section class="notice">
						<p><b>${laid.name}</b> is laid over the curves: rings are what was charted. <button class="bare" @click=${() => (this.laid = undefined)}>Take it away</button></p>
						${laid.notes.length === 0 ? nothing : html`<details class="small"><summary>How it was read</summary><ul>${laid.notes.map((note) => html`<li>${note}</li>`)}</ul></details>`}
					</section>`
			}
		</div>`;
	}

	private showColumns(columns: readonly string[]): void {
		const ids = idsShowing(this.kit!, columns);
		this.shown = [...new Set([...ids, ...this.shown])].slice(0, this.kit!.shown.length);
	}

	private async tabKey(event: KeyboardEvent): Promise<void> {
		const next = tabAfter(
			this.tabs.map(({ id }) => id),
			this.view,
			event.key,
		);
		if (next === undefined) return;
		event.preventDefault();
		this.view = next;
		await this.updateComplete;
		this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.addEventListener("dragover", this.hover);
		this.addEventListener("dragleave", this.leave);
		this.addEventListener("drop", this.dropped);
	}

	private hover = (event: DragEvent): void => {
		if (!event.dataTransfer?.types.includes("Files")) return;
		event.preventDefault();
		this.over = true;
	};

	private leave = (event: DragEvent): void => {
		if (event.relatedTarget === null) this.over = false;
	};

	private dropped = (event: DragEvent): void => {
		event.preventDefault();
		this.over = false;
		const file = event.dataTransfer?.files[0];
		if (file) void this.read(file);
	};

	private pick(event: Event): void {
		const input = event.target as HTMLInputElement;
		const file = input.files?.[0];
		if (file) void this.read(file);
		input.value = "";
	}

	/** A scenario is opened, anything else is read as a chart. */
	private async read(file: File): Promise<void> {
		this.trouble = undefined;
		const text = await file.text();
		if (/\.(ya?ml)$/i.test(file.name)) {
			const reading = await this.runner!.readScenario(text, file.name);
			if (!reading.ok) this.trouble = { name: file.name, words: reading.words };
			else {
				const scenarios = [...this.kit!.scenarios.filter(({ name }) => name !== reading.value.name), reading.value];
				this.kit = { ...this.kit!, scenarios };
				this.open(reading.value.wish);
			}
			return;
		}
		const reading = await this.runner!.readChart(text, file.name, this.wish!);
		if (reading.ok) this.laid = reading.value;
		else this.trouble = { name: file.name, words: reading.words };
	}

	static override styles = [
		tokens,
		controls,
		css`
			:host {
				display: block;
				min-height: 100vh;
				background: var(--page);
			}
			:host([large]) {
				--crsim-size: 18px;
				--crsim-names: 176px;
			}
			header {
				display: grid;
				grid-template-columns: auto minmax(0, 1fr) auto;
				gap: 0 16px;
				align-items: center;
				padding: 8px 20px 0;
				background: var(--paper);
				border-bottom: 1px solid var(--grid);
			}
			h1 {
				font-size: 1.43em;
				font-weight: 650;
				letter-spacing: -0.02em;
			}
			.disclaimer {
				justify-self: start;
				background: var(--warn);
				color: var(--warn-ink);
				font-weight: 600;
				font-size: 0.93em;
				line-height: 1.3;
				border-radius: 7px;
				padding: 4px 11px;
			}
			.tools {
				display: flex;
				gap: 8px;
				align-items: center;
			}
			.big {
				font-size: 1.3em;
			}
			.button {
				display: inline-flex;
				align-items: center;
				min-height: var(--target);
				padding: 3px 10px;
				border: 1px solid #c3cad3;
				border-radius: 7px;
				font-weight: 500;
				cursor: pointer;
			}
			.button:hover {
				border-color: var(--accent);
				background: var(--accent-pale);
			}
			.button:focus-within {
				outline: 2.5px solid var(--accent);
				outline-offset: 2px;
			}
			[role="tablist"] {
				grid-column: 1 / -1;
				display: flex;
				gap: 2px;
				margin: 4px 0 0 -10px;
				overflow-x: auto;
				scrollbar-width: none;
			}
			[role="tab"] {
				border: 0;
				border-bottom: 3px solid transparent;
				border-radius: 0;
				background: none;
				padding: 5px 11px 6px;
				min-height: max(36px, var(--target));
				color: var(--plain);
				white-space: nowrap;
			}
			[role="tab"]:hover {
				background: none !important;
				border-bottom-color: #c3cad3 !important;
			}
			[role="tab"][aria-selected="true"] {
				color: var(--strong);
				font-weight: 600;
				border-bottom-color: var(--accent) !important;
			}
			main {
				padding: 12px 20px 20px;
				max-width: 1720px;
				margin: 0 auto;
			}
			.explore,
			.lessons {
				display: grid;
				grid-template-columns: minmax(230px, 18em) minmax(0, 1fr);
				gap: 16px;
				align-items: start;
			}
			.lessons {
				grid-template-columns: minmax(270px, 25em) minmax(0, 1fr);
			}
			.side {
				background: var(--paper);
				border: 1px solid var(--grid);
				border-radius: var(--radius);
				padding: 12px 14px;
			}
			.explore > .side:not([open]) {
				padding: 4px 14px;
			}
			:host([large]) .explore {
				grid-template-columns: minmax(0, 1fr);
				gap: 10px;
			}
			:host([large]) .explore > .side > summary {
				display: list-item;
			}
			.list {
				grid-column: 1 / -1;
			}
			.side details {
				margin-top: 14px;
				border-top: 1px solid var(--grid);
				padding-top: 8px;
			}
			.explore > .side > summary {
				display: none;
			}
			summary {
				cursor: pointer;
				min-height: 28px;
				font-weight: 600;
			}
			.notices {
				max-width: 1720px;
				margin: 0 auto;
				padding: 0 20px;
			}
			.notice {
				margin-top: 10px;
				padding: 6px 12px;
				border-radius: 8px;
				background: var(--accent-pale);
			}
			.notice.bad {
				background: #fbeeee;
			}
			pre {
				margin: 4px 0;
				font: 12.5px / 1.45 ui-monospace, "SF Mono", Menlo, monospace;
				white-space: pre-wrap;
				overflow-wrap: anywhere;
			}
			footer {
				padding: 0 20px 20px;
				color: var(--soft);
				font-size: 0.86em;
				max-width: 1720px;
				margin: 0 auto;
			}
			.drop {
				position: fixed;
				inset: 12px;
				display: grid;
				place-items: center;
				border: 3px dashed var(--accent);
				border-radius: 16px;
				background: rgb(232 239 247 / 92%);
				font-size: 1.4em;
				font-weight: 600;
				pointer-events: none;
				z-index: 50;
			}
			@media (max-width: 860px) {
				.explore,
				.lessons {
					grid-template-columns: minmax(0, 1fr);
				}
				.explore > .side > summary {
					display: list-item;
					min-height: 36px;
					align-content: center;
				}
				header {
					grid-template-columns: minmax(0, 1fr) auto;
					padding: 8px 12px 0;
				}
				.disclaimer {
					grid-row: 2;
					grid-column: 1 / -1;
					margin-top: 6px;
				}
				.tools {
					gap: 4px;
				}
				main,
				.notices,
				footer {
					padding-left: 10px;
					padding-right: 10px;
				}
			}
			@media print {
				:host {
					background: #fff;
				}
				.side,
				[role="tablist"],
				.tools {
					display: none;
				}
				.explore,
				.lessons {
					display: block;
					padding: 8px 0;
				}
				.disclaimer {
					border: 1.5px solid #000;
				}
				header,
				footer {
					padding-left: 0;
					padding-right: 0;
				}
			}
		`,
	];
}

/** Whether a step asks what a course will be, beside one that was shown: then the answer comes before the curves. */
const isPrediction = ({ beside, choices, find }: KitLessonStep): boolean => beside !== null && choices.length > 0 && find === null;

/** Where all stands in one column, settings are closed at first: the course comes first. */
const isNarrow = (): boolean => globalThis.matchMedia("(max-width: 860px)").matches;

define("crsim-explore", CrsimExplore);
