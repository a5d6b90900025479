import { unitText } from "../../trajectory/unit-text.ts";
import type { Answer } from "../answer.ts";
import { askUntilAnswered } from "../ask-until-answered.ts";
import { controls, tokens } from "../elements/style.ts";
import type { Kit, KitColumn } from "../kit.ts";
import { define, html, LitElement, nothing, type PropertyValues, tell } from "../lit.ts";
import type { Runner } from "../runner.ts";
import type { Wish } from "../wish.ts";
import { patientSentence } from "../words/patient-sentence.ts";
import { drawPad, nudged, type PadScale, padFor, padScale } from "./drawing-pad.ts";
import { compareGuess, drawn, emptyGuess, type Guess, gridFor, missingOf } from "./guess.ts";
import { guessSentences } from "./guess-words.ts";
import { modesStyle } from "./modes-style.ts";
import { predictStyle } from "./predict-style.ts";

/** Pixels between the element and the drawing in its card. */
const cardEdges = 34;

/** The columns that a course is told by, which can be drawn. */
const drawable = ({ columns }: Kit): readonly KitColumn[] => columns.filter(({ look }) => look.summary !== undefined);

/** The first of the panels shown that has an axis of equal steps, which a hand can draw best. */
function firstColumn(kit: Kit): KitColumn | undefined {
	const all = drawable(kit);
	const shown = kit.shown.flatMap((id) => kit.panels.find((panel) => panel.id === id)?.left ?? []);
	const inOrder = shown.flatMap((name) => all.filter((column) => column.name === name));
	const isEasy = ({ look, unit }: KitColumn) => look.axis.kind === "linear" && unitText(unit) === "°C";
	return inOrder.find(isEasy) ?? inOrder.find(({ look }) => look.axis.kind === "linear") ?? all[0];
}

/**
 * `<crsim-predict>`: the curves stay hidden until the student has drawn a guess; then guess and course stand side by side.
 *
 *     predict.kit = kit; predict.runner = runner; predict.wish = kit.scenarios[0].wish;
 *
 * Properties: `kit`, `runner`, `wish` (the patient of Explore). Fires `crsim-wish` { wish } when the course shall be opened in Explore.
 */
export class CrsimPredict extends LitElement {
	static override styles = [tokens, controls, modesStyle, predictStyle];
	static override properties = {
		kit: { attribute: false },
		runner: { attribute: false },
		wish: { attribute: false },
		chosen: { state: true },
		column: { state: true },
		guess: { state: true },
		shown: { state: true },
		cursor: { state: true },
		isWaiting: { state: true },
		room: { state: true },
	};
	declare kit: Kit | undefined;
	declare runner: Runner | undefined;
	declare wish: Wish | undefined;
	/** Name of a shipped scenario; empty: the patient of Explore. */
	declare chosen: string;
	declare column: KitColumn | undefined;
	declare guess: Guess | undefined;
	declare shown: Answer | undefined;
	/** Place on the grid that the arrow keys move. */
	declare cursor: number | null;
	declare isWaiting: boolean;
	/** Pixels that the drawing may take. */
	declare room: number;
	private readonly watch = new ResizeObserver(([entry]) => {
		this.room = Math.round((entry?.contentRect.width ?? 0) - cardEdges);
	});
	private last: { readonly at: number; readonly value: number } | undefined;

	constructor() {
		super();
		this.chosen = "";
		this.cursor = null;
		this.isWaiting = false;
		this.room = 860;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.watch.observe(this);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.watch.disconnect();
	}

	override willUpdate(changed: PropertyValues): void {
		if (changed.has("kit") && this.kit) this.column = firstColumn(this.kit);
		if (changed.has("wish") && this.chosen === "" && this.guess !== undefined && !this.shown) this.begin();
		if (this.guess === undefined && this.patient) this.begin();
	}

	/** Whose course is guessed. */
	private get patient(): Wish | undefined {
		const scenario = this.kit?.scenarios.find(({ name }) => name === this.chosen);
		return scenario?.wish ?? this.wish ?? this.kit?.scenarios.find(({ name }) => name === this.kit!.first)?.wish;
	}

	private get grid() {
		return gridFor(this.patient?.until ?? 0);
	}

	private begin(): void {
		this.guess = emptyGuess(this.grid);
		this.shown = undefined;
		this.cursor = null;
	}

	private async show(): Promise<void> {
		const { patient, runner } = this;
		if (!patient || !runner) return;
		this.isWaiting = true;
		const answer = await askUntilAnswered(
			() => runner.ask(patient, "exact"),
			() => patient === this.patient,
		);
		this.isWaiting = false;
		if (answer && patient === this.patient) this.shown = answer;
	}

	override render() {
		const { kit, guess, column, patient } = this;
		if (!kit || !guess || !column || !patient) return nothing;
		const scale = padScale(column, this.grid, padFor(this.room), this.shown);
		return html`<h2>Predict first</h2>
			<p class="lead">Say what you expect before you see it: draw the curve, name the day of the peak and the worst grades. Then the course is shown beside it.</p>
			<div class="row">${this.choosePatient(kit)} ${this.chooseColumn(kit, column)}</div>
			<p class="lead">${patientSentence(kit, patient)}</p>
			<div class="card">
				<svg
					class=${this.shown ? "pad shown" : "pad"}
					viewBox="0 0 ${scale.pad.width} ${scale.pad.height}"
					role="slider"
					tabindex="0"
					aria-label="Your curve of ${column.look.label}: left and right choose the day, up and down the value"
					aria-valuemin=${scale.domain[0]}
					aria-valuemax=${scale.domain[1]}
					aria-valuenow=${(this.cursor === null ? null : guess.curve[this.cursor]) ?? scale.domain[0]}
					aria-valuetext=${this.cursorWords(column)}
					@pointerdown=${(event: PointerEvent) => this.draw(event, scale, "begin")}
					@pointermove=${(event: PointerEvent) => this.draw(event, scale, "go on")}
					@pointerup=${() => {
						this.last = undefined;
					}}
					@keydown=${(event: KeyboardEvent) => this.key(event, scale)}
				>
					${drawPad(column, { guess, grid: this.grid, scale, answer: this.shown, cursor: this.cursor })}
				</svg>
			</div>
			<div class="row">
				<label class="field"
					>Day of the ${column.look.summary === "lowest" ? "lowest value" : "peak"}
					<input
						type="number"
						min="0"
						max=${Math.round(patient.until / 24)}
						step="0.5"
						.value=${guess.peakDay === null ? "" : String(guess.peakDay)}
						?disabled=${this.shown !== undefined}
						@input=${(event: Event) => this.setPeak((event.target as HTMLInputElement).value)}
					/></label
				>
				${kit.toxicities.map(({ name, label }) => this.chooseGrade(guess, name, label))} ${this.next(kit, guess)}
			</div>
			<div aria-live="polite">${this.shown ? this.result(kit, column, guess, this.shown) : nothing}</div>`;
	}

	private choosePatient(kit: Kit) {
		return html`<label class="field"
			>Patient
			<select
				@change=${(event: Event) => {
					this.chosen = (event.target as HTMLSelectElement).value;
					this.begin();
				}}
			>
				${this.wish ? html`<option value="">The patient of Explore</option>` : nothing}
				${kit.scenarios.filter(({ hidden }) => !hidden).map(({ name, label }) => html`<option value=${name} ?selected=${name === (this.chosen || (this.wish ? "" : kit.first))}>${label}</option>`)}
			</select></label
		>`;
	}

	private chooseColumn(kit: Kit, column: KitColumn) {
		return html`<label class="field"
			>Draw
			<select
				@change=${(event: Event) => {
					this.column = kit.columns.find(({ name }) => name === (event.target as HTMLSelectElement).value);
					this.begin();
				}}
			>
				${drawable(kit).map(({ name, look }) => html`<option value=${name} ?selected=${name === column.name}>${look.label}</option>`)}
			</select></label
		>`;
	}

	private chooseGrade(guess: Guess, toxicity: string, label: string) {
		const value = guess.worst[toxicity];
		return html`<label class="field"
			>Worst ${label}
			<select
				?disabled=${this.shown !== undefined}
				@change=${(event: Event) => {
					const written = (event.target as HTMLSelectElement).value;
					const { [toxicity]: _, ...others } = guess.worst;
					this.guess = { ...guess, worst: written === "" ? others : { ...others, [toxicity]: Number(written) } };
				}}
			>
				<option value="" ?selected=${value === undefined}>–</option>
				${[0, 1, 2, 3, 4, 5].map((grade) => html`<option value=${grade} ?selected=${value === grade}>${grade === 0 ? "none" : grade}</option>`)}
			</select></label
		>`;
	}

	private next(kit: Kit, guess: Guess) {
		if (this.shown)
			return html`<button class="main" @click=${this.begin}>Guess again</button><button @click=${() => this.patient && tell(this, "crsim-wish", { wish: this.patient })}>Open in Explore</button>`;
		const first = kit.toxicities[0];
		const missing = first ? missingOf(guess, first.name, first.label) : [];
		return html`<button class="main" ?disabled=${missing.length > 0 || this.isWaiting} @click=${this.show}>Show what came</button>
			${missing.length > 0 ? html`<span class="soft">Still to guess: ${missing.join(", ")}.</span>` : nothing}`;
	}

	private result(kit: Kit, column: KitColumn, guess: Guess, answer: Answer) {
		const side = column.look.summary ?? "highest";
		const result = compareGuess(guess, answer, { column: column.name, side, grid: this.grid });
		return html`<div class="said">${guessSentences(kit, column, result).map((words) => html`<p>${words}</p>`)}</div>
			<p class="soft small">Dashed: your guess. In color: the course.</p>`;
	}

	private setPeak(written: string): void {
		const day = written === "" ? Number.NaN : Number(written);
		if (this.guess) this.guess = { ...this.guess, peakDay: Number.isFinite(day) ? day : null };
	}

	private draw(event: PointerEvent, scale: PadScale, how: "begin" | "go on"): void {
		if (this.shown || !this.guess || (how === "go on" && this.last === undefined)) return;
		const area = event.currentTarget as SVGSVGElement;
		if (how === "begin") area.setPointerCapture(event.pointerId);
		const box = area.getBoundingClientRect();
		const [x, y] = [
			((event.clientX - box.left) / box.width) * scale.pad.width,
			((event.clientY - box.top) / box.height) * scale.pad.height,
		];
		const hour = scale.hourAt(x);
		const at = Math.min(Math.max(Math.round(hour / (this.grid[1] ?? 1)), 0), this.grid.length - 1);
		const to = { at, value: scale.valueAt(y) };
		this.guess = drawn(this.guess, this.last ?? to, to);
		this.last = to;
		this.cursor = null;
	}

	private key(event: KeyboardEvent, scale: PadScale): void {
		if (this.shown || !this.guess) return;
		const { cursor, guess } = this;
		const at = cursor ?? 0;
		const near = guess.curve[at] ?? guess.curve.slice(0, at).findLast((value) => value !== null) ?? this.rest(scale);
		if (event.key === "ArrowRight" || event.key === "ArrowLeft")
			this.cursor = cursor === null ? 0 : Math.min(Math.max(at + (event.key === "ArrowRight" ? 1 : -1), 0), this.grid.length - 1);
		else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
			const to = { at, value: nudged(scale, near, event.key === "ArrowUp") };
			// What lies between the last drawn day and this one is joined.
			const before = guess.curve.slice(0, at).findLastIndex((value) => value !== null);
			const from = before < 0 || guess.curve[at] !== null ? to : { at: before, value: guess.curve[before]! };
			this.guess = drawn(guess, from, to);
			this.cursor = at;
		} else return;
		event.preventDefault();
	}

	/** Where a curve begins that nobody has begun: in the middle of what is usual. */
	private rest({ domain: [bottom, top] }: PadScale): number {
		const usual = this.column?.look.usual;
		return usual ? (usual[0] + usual[1]) / 2 : (bottom + top) / 2;
	}

	private cursorWords({ look, unit }: KitColumn): string {
		const at = this.cursor;
		if (at === null) return "no day chosen";
		const value = this.guess?.curve[at];
		const day = ((this.grid[at] ?? 0) / 24).toFixed(1);
		return value == null
			? `day ${day}: nothing drawn`
			: `day ${day}: ${value.toFixed("decimals" in look.fineness ? look.fineness.decimals : 1)} ${unitText(unit)}`;
	}
}

define("crsim-predict", CrsimPredict);
