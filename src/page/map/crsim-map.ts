import type { Answer } from "../answer.ts";
import { controls, tokens } from "../elements/style.ts";
import { dayTicks } from "../elements/time-axis.ts";
import type { Kit } from "../kit.ts";
import { define, html, LitElement, nothing, type PropertyValues, tell } from "../lit.ts";
import { type BoxHandlers, drawMap } from "./draw-map.ts";
import { gradedOnes, gradeStrips, gradesAt, tellingHour } from "./grade-strips.ts";
import { type LaidMap, layOut, nextBox } from "./map-layout.ts";
import { type ActiveStrike, type MapMoment, momentAt } from "./map-moment.ts";
import { mapStyle } from "./map-style.ts";
import { boxSentence, strikeSentence } from "./map-words.ts";
import type { PageMap } from "./page-map.ts";
import { played, speeds, started } from "./play.ts";

const arrowKeys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;

const dayWords = (hours: number): string => `Day ${(hours / 24).toFixed(1).replace("-", "−")}`;

/**
 * `<crsim-map>`: the cascade as a map whose boxes swell and whose arrows thicken as time plays; treatments strike the arrows they act on.
 *
 *     map.kit = kit; map.answer = await runner.ask(wish, "exact"); map.time = 102;
 *
 * Properties: `kit`, `map` (PageMap, in place of the kit's), `answer`, `time` (hours since infusion), `pageOf` (gives the page of a subsystem as HTML). Fires `crsim-time` { time }
 * while it plays or is scrubbed, and `crsim-open` { columns } when a box is opened.
 */
export class CrsimMap extends LitElement {
	static override styles = [tokens, controls, mapStyle];
	static override properties = {
		map: { attribute: false },
		kit: { attribute: false },
		answer: { attribute: false },
		time: { type: Number },
		pageOf: { attribute: false },
		speed: { state: true },
		isPlaying: { state: true },
		focusBox: { state: true },
		openBox: { state: true },
		page: { state: true },
		isListed: { state: true },
	};
	declare map: PageMap | undefined;
	declare kit: Kit | undefined;
	declare answer: Answer | undefined;
	declare time: number | undefined;
	declare pageOf: ((page: string) => Promise<string>) | undefined;
	declare speed: number;
	declare isPlaying: boolean;
	declare focusBox: number;
	declare openBox: number | null;
	declare page: { readonly name: string; readonly html: string } | undefined;
	declare isListed: boolean;
	private drawn: PageMap | undefined;
	private laid: LaidMap | undefined;
	/** The last exact answer. */
	private course: Answer | undefined;
	private frame = 0;

	constructor() {
		super();
		this.speed = 1;
		this.isPlaying = false;
		this.focusBox = 0;
		this.openBox = null;
		this.isListed = false;
	}

	override willUpdate(changed: PropertyValues): void {
		const drawn = this.map ?? this.kit?.map ?? undefined;
		if (drawn && drawn !== this.drawn) this.laid = layOut(drawn);
		this.drawn = drawn;
		// A draft lacks what the map reads: the course before it stays.
		if (changed.has("answer") && this.answer?.quality === "exact") this.course = this.answer;
	}

	/** While nobody has chosen an hour, that at which the course is at its worst. */
	private get hour(): number {
		return this.time ?? (this.course && tellingHour(this.course.grades)) ?? Math.max(this.span.from, 0);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.isPlaying = false;
		cancelAnimationFrame(this.frame);
	}

	private get span(): { readonly from: number; readonly until: number } {
		const times = this.course?.times;
		return { from: times?.[0] ?? 0, until: times?.at(-1) ?? 0 };
	}

	private moveTo(time: number): void {
		this.time = time;
		tell(this, "crsim-time", { time });
	}

	private readonly tick = (before: number) => (now: number) => {
		const next = played(
			{ time: this.hour, isPlaying: this.isPlaying },
			{ milliseconds: now - before, speed: this.speed, until: this.span.until },
		);
		this.isPlaying = next.isPlaying;
		this.moveTo(next.time);
		if (this.isPlaying) this.frame = requestAnimationFrame(this.tick(now));
	};

	private playOrPause(): void {
		if (this.isPlaying) {
			this.isPlaying = false;
			cancelAnimationFrame(this.frame);
			return;
		}
		const next = started({ time: this.hour, isPlaying: false }, this.span);
		this.isPlaying = true;
		this.moveTo(next.time);
		this.frame = requestAnimationFrame(this.tick(performance.now()));
	}

	private readonly handlers: BoxHandlers = {
		opened: (box) => this.open(box),
		focused: (box) => {
			this.focusBox = box;
		},
		key: (box, event) => {
			const key = arrowKeys.find((one) => one === event.key);
			if (key && this.laid) this.focusOn(nextBox(this.laid.boxes, box, key));
			else if (event.key === "Enter" || event.key === " ") this.open(box);
			else if (event.key === "Escape") this.openBox = null;
			else return;
			event.preventDefault();
		},
	};

	private focusOn(box: number): void {
		this.focusBox = box;
		this.renderRoot.querySelector<SVGGElement>(`[data-box="${box}"]`)?.focus();
	}

	private open(box: number): void {
		this.focusBox = box;
		this.openBox = this.openBox === box ? null : box;
		const opened = this.openBox === null ? undefined : this.drawn?.boxes[box];
		if (opened === undefined) return;
		tell(this, "crsim-open", { columns: opened.shows.map(({ name }) => name) });
		void this.pageOf?.(opened.page).then((text) => {
			this.page = { name: opened.page, html: text };
		});
	}

	private close(): void {
		const box = this.openBox;
		this.openBox = null;
		if (box !== null) this.focusOn(box);
	}

	override render() {
		const { drawn: map, course: answer, laid } = this;
		if (!map || !laid || !answer) return nothing;
		const moment = momentAt(map, answer, this.hour);
		return html`${this.bar(answer)} ${this.scrubber(answer)}
			<div class=${this.isPlaying ? "stage playing" : "stage paused"} tabindex="-1">
				${drawMap(map, { laid, moment }, { focus: this.focusBox, open: this.openBox }, this.handlers)}
			</div>
			${this.care(moment)}
			<p class="key">
				<span>A box fills and swells as it leaves its rest.</span><span>An arrow thickens with what passes.</span
				><span>A bar across an arrow is a treatment that holds it back; ↑ is one that drives it on.</span><span>Open a box for its curve, equations and sources.</span>
			</p>
			${this.openBox === null ? nothing : this.detail(map, moment, this.openBox)}
			<details class="list" ?open=${this.isListed} @toggle=${(event: Event) => {
				this.isListed = (event.target as HTMLDetailsElement).open;
			}}>
				<summary>The same in words</summary>
				${this.isListed ? this.inWords(map, moment) : nothing}
			</details>`;
	}

	private inWords(map: PageMap, moment: MapMoment) {
		return map.groups.map(
			({ name, label }) => html`<h3>${label}</h3>
				<ul>
					${map.boxes.map((box, i) => (box.group === name ? html`<li>${boxSentence(box, moment.boxes[i]!)}</li>` : nothing))}
				</ul>`,
		);
	}

	private bar(answer: Answer) {
		return html`<div class="bar">
			<button class="main play" @click=${this.playOrPause}>${this.isPlaying ? "Pause" : "Play"}</button>
			<label class="small"
				>Days a second
				<select @change=${(event: Event) => {
					this.speed = Number((event.target as HTMLSelectElement).value);
				}}>
					${speeds.map((speed) => html`<option value=${speed} ?selected=${speed === this.speed}>${speed}</option>`)}
				</select></label
			>
			<span class="day">${dayWords(this.hour)}</span>
			<span class="grades">${gradesAt(answer.grades, this.hour).map(({ toxicity, grade }) => this.badge(toxicity, grade))}</span>
		</div>`;
	}

	private labelOf(toxicity: string): string {
		return this.kit?.toxicities.find(({ name }) => name === toxicity)?.label ?? toxicity;
	}

	private badge(toxicity: string, grade: number | null) {
		const label = this.labelOf(toxicity);
		const shade = grade ?? 0;
		return html`<span class="badge" style="background: var(--grade-${shade}); color: var(--grade-ink-${shade})">${label} <strong>${grade ?? "?"}</strong></span>`;
	}

	private scrubber(answer: Answer) {
		const { from, until } = this.span;
		return html`<div class="scrub">
			<div class="strip-names" aria-hidden="true">${gradedOnes(answer.grades).map(({ toxicity }) => html`<div>${this.labelOf(toxicity)}</div>`)}</div>
			${gradeStrips(answer, { from, until })}
			<input
				type="range"
				aria-label="Time"
				aria-valuetext=${dayWords(this.hour)}
				min=${from}
				max=${until}
				step="1"
				.value=${String(this.hour)}
				@input=${(event: Event) => this.moveTo(Number((event.target as HTMLInputElement).value))}
			/>
			<div class="days" aria-hidden="true">
				${dayTicks({ from, to: until, width: this.clientWidth || 1000 }).map((day) => html`<span style="left: ${((day * 24 - from) / (until - from)) * 100}%">${day}</span>`)}
			</div>
		</div>`;
	}

	/** What acts now, each treatment once. */
	private care({ boxes, arrows }: MapMoment) {
		const all = [...boxes, ...arrows].flatMap(({ strikes }) => strikes);
		const once = [...new Map(all.map((one) => [one.strike.treatment, one])).values()];
		return html`<div class="care">
			<span class="soft">Acting now:</span>
			${once.length === 0 ? html`<span class="soft">nothing</span>` : once.map(({ strike }) => html`<span class="chip" style="background: ${strike.color}">${strike.label}</span>`)}
		</div>`;
	}

	private detail(map: PageMap, moment: MapMoment, place: number) {
		const box = map.boxes[place]!;
		const nameOf = (name: string) => map.boxes.find((one) => one.name === name)?.label ?? name;
		const struck = (strikes: readonly ActiveStrike[]) => strikes.map(({ strike }) => html` <em>${strikeSentence(strike)}.</em>`);
		const links = map.arrows.flatMap((arrow, i) => {
			const now = moment.arrows[i]!;
			if (arrow.to === box.name) return [html`<li>← <strong>${nameOf(arrow.from)}</strong> ${arrow.say}.${struck(now.strikes)}</li>`];
			return arrow.from === box.name ? [html`<li>→ ${arrow.say}: <strong>${nameOf(arrow.to)}</strong>.${struck(now.strikes)}</li>`] : [];
		});
		return html`<section class="detail" aria-label=${box.label}>
			<header><h2>${box.label}</h2><button @click=${this.close}>Close</button></header>
			<p>${boxSentence(box, moment.boxes[place]!)}</p>
			<ul class="links">
				${links}
			</ul>
			<div class="panels">${box.shows
				.filter(({ name }) => this.kit?.columns.some((column) => column.name === name))
				.map(
					({ name }) =>
						html`<crsim-panel .kit=${this.kit} .answer=${this.course} .time=${this.hour} .from=${this.span.from} columns=${name}></crsim-panel>`,
				)}</div>
			${this.page?.name === box.page ? html`<div class="page" .innerHTML=${this.page.html}></div>` : nothing}
		</section>`;
	}
}

define("crsim-map", CrsimMap);
