import { ink } from "../../figures/theme.ts";
import type { Answer, GradeStrip, LaidCourse } from "../answer.ts";
import type { Kit, KitToxicity } from "../kit.ts";
import { define, html, LitElement, nothing, tell } from "../lit.ts";
import { attributedWords, gradeWords, reasonWords, stripSentence, turnAt, turnWords } from "../words/grade-words.ts";
import { type GradeBand, gradeBands, heightOf, type NamedCourse } from "./grade-bands.ts";
import { gradesStyle } from "./grades-style.ts";
import { paintStrip, stripSpells } from "./paint-strip.ts";
import { controls, tokens } from "./style.ts";
import { dayTicks, hoursAt, type TimeAxis, xOf } from "./time-axis.ts";

/**
 * `<crsim-grades>`: the grade of every toxicity over time as strips of color and number, each with its deciding reason at the cursor.
 *
 * Below it stand, thinner and by name, the grades of a chart that is laid over the course, those as attributed, and those of the pinned course; or as thick as it other
 * courses of the same patient, with the days above them.
 *
 * Properties: `kit`, `answer`, `pinned` (Answer), `laid` (LaidCourse), `others` (NamedCourse[]), `label` (of the course itself beside others), `time` (cursor, hours since infusion), `from`, `zoom`. Each strip is a slider: the arrow keys go from turn to
 * turn and fire `crsim-time` { time }.
 */
export class CrsimGrades extends LitElement {
	static override properties = {
		kit: { attribute: false },
		answer: { attribute: false },
		pinned: { attribute: false },
		laid: { attribute: false },
		others: { attribute: false },
		label: { type: String },
		time: { type: Number },
		from: { type: Number },
		zoom: { type: Number },
		whole: { state: true },
	};
	declare kit: Kit | undefined;
	declare answer: Answer | undefined;
	declare pinned: Answer | undefined;
	declare laid: LaidCourse | undefined;
	declare others: readonly NamedCourse[];
	declare label: string | undefined;
	declare time: number | undefined;
	declare from: number;
	declare zoom: number;
	/** Reasons are shown at full length. */
	declare whole: boolean;
	private room = 0;
	private readonly watch = new ResizeObserver(() => this.measure());

	constructor() {
		super();
		this.from = -24;
		this.zoom = 1;
		this.whole = false;
		this.others = [];
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.watch.observe(this);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.watch.disconnect();
	}

	override updated(): void {
		this.measure();
	}

	private measure(): void {
		const room = this.renderRoot?.querySelector("canvas")?.parentElement?.clientWidth ?? 0;
		if (room !== this.room && this.others.length > 0) this.requestUpdate();
		this.room = room;
		this.paint();
	}

	/** A click on a reason shows all of them whole, the next one in short again. */
	private unfold = (): void => {
		this.whole = !this.whole;
	};

	private strips(): readonly (GradeStrip & KitToxicity)[] {
		return (this.kit?.toxicities ?? []).flatMap((toxicity) => {
			const strip = this.answer?.grades.find((one) => one.toxicity === toxicity.name);
			return strip === undefined ? [] : [{ ...toxicity, ...strip }];
		});
	}

	override render() {
		if (this.kit === undefined || this.answer === undefined) return nothing;
		return html`${this.others.length > 0 && this.room > 0 ? this.days() : nothing} ${this.strips().map((strip) => this.row(strip))}`;
	}

	private days() {
		const axis = this.axis();
		return html`<div class="row days" aria-hidden="true">
			<span>day</span>
			<div class="strip">${dayTicks(axis).map((day) => html`<span style="left:${(xOf(axis, day * 24) / axis.width) * 100}%">${day}</span>`)}</div>
		</div>`;
	}

	private row(strip: GradeStrip & KitToxicity) {
		const time = this.time ?? this.worstTime(strip);
		const turn = turnAt(strip.charted, time);
		const now = turn?.grade ?? null;
		const chart = this.laid?.grades.find(({ toxicity }) => toxicity === strip.toxicity);
		const charted = chart && time <= this.laid!.to ? turnAt(chart.charted, time) : undefined;
		const bands = this.bands(strip);
		const attributed = attributedWords(strip, time);
		const chartWords =
			charted === undefined ? "" : `chart ${gradeWords(charted)}${charted.because === "" ? "" : `: ${reasonWords(charted)}`}`;
		const others = this.others.flatMap(({ label, answer }) => {
			const turn = turnAt(answer.grades.find(({ toxicity }) => toxicity === strip.toxicity)?.charted ?? [], time);
			if (turn === undefined || time > (answer.times.at(-1) ?? 0)) return [];
			return [`${label}: ${gradeWords(turn)}${turn.because === "" ? "" : `, ${reasonWords(turn)}`}`];
		});
		return html`<div class="row">
			<span class="name" title=${strip.title}>${strip.label}</span>
			<div
				class="strip"
				style="--zoom:${this.zoom}"
				role="slider"
				tabindex="0"
				aria-label="${strip.label} over time, arrow keys go from turn to turn"
				aria-valuemin=${this.from}
				aria-valuemax=${this.answer!.wish.until}
				aria-valuenow=${time}
				aria-valuetext=${[turnWords(turn, time), attributed, chartWords, ...others].filter(Boolean).join("; ")}
				aria-description=${this.answer!.quality === "exact" ? this.description(strip, chart) : nothing}
				@keydown=${(event: KeyboardEvent) => this.step(event, strip)}
				@pointermove=${this.point}
				@pointerdown=${this.point}
			>
				<canvas aria-hidden="true" data-toxicity=${strip.toxicity}></canvas>
				${bands.length > 1 ? bands.map(({ label, top, height }) => html`<small style="top:${top}px;line-height:${height}px">${label}</small>`) : nothing}
			</div>
			<p class="because ${this.whole || others.length > 0 ? "whole" : ""}" title=${turn === undefined ? "" : reasonWords(turn)} @click=${this.unfold}>
				<span class="grade grade-${now ?? "unknown"}">${now ?? "?"}</span>
				<span>${turn === undefined ? "not looked at yet" : reasonWords(turn) || gradeWords(turn)}${attributed === "" ? nothing : html` <em>${attributed}</em>`}${chartWords === "" ? nothing : html` <em>${chartWords}</em>`}${others.map((words) => html`<br /><em>${words}</em>`)}</span>
			</p>
		</div>`;
	}

	/** Strips in the size of the letters. */
	private bands(strip: GradeStrip): readonly GradeBand[] {
		const { zoom } = this;
		return gradeBands(strip, this.answer!, this).map((band) => ({ ...band, top: band.top * zoom, height: band.height * zoom }));
	}

	private description(strip: GradeStrip & KitToxicity, chart: GradeStrip | undefined): string {
		const others = this.others.flatMap(({ label, answer }) => {
			const other = answer.grades.find(({ toxicity }) => toxicity === strip.toxicity);
			return other === undefined ? [] : [stripSentence({ label }, other)];
		});
		return [stripSentence(strip, strip), ...(chart === undefined ? [] : [stripSentence({ label: "Chart" }, chart)]), ...others].join(" ");
	}

	/** Where nobody points, the worst hour is told. */
	private worstTime({ charted, worst }: GradeStrip): number {
		return charted.find(({ grade, least }) => (grade ?? least) === worst && worst !== 0)?.time ?? this.answer!.wish.until;
	}

	private step(event: KeyboardEvent, { charted }: GradeStrip): void {
		const now = this.time ?? 0;
		const times = charted.map(({ time }) => time).filter((time) => time >= this.from);
		const until = this.answer!.wish.until;
		const next: Readonly<Record<string, number | undefined>> = {
			ArrowRight: times.find((time) => time > now + 1e-6) ?? until,
			ArrowLeft: times.findLast((time) => time < now - 1e-6) ?? this.from,
			Home: this.from,
			End: until,
			PageUp: Math.min(until, now + 24),
			PageDown: Math.max(this.from, now - 24),
		};
		const key = { ArrowUp: "ArrowRight", ArrowDown: "ArrowLeft" }[event.key] ?? event.key;
		const time = next[key];
		if (time === undefined) return;
		event.preventDefault();
		tell(this, "crsim-time", { time });
	}

	private axis(): TimeAxis {
		return { from: this.from, to: this.answer!.wish.until, width: this.room };
	}

	private point(event: PointerEvent): void {
		const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
		tell(this, "crsim-time", { time: Math.round(hoursAt({ ...this.axis(), width: box.width }, event.clientX - box.left)) });
	}

	private paint(): void {
		if (this.room === 0 || this.answer === undefined) return;
		for (const strip of this.strips()) {
			const canvas = this.renderRoot.querySelector<HTMLCanvasElement>(`canvas[data-toxicity="${strip.toxicity}"]`);
			const brush = canvas?.getContext("2d");
			if (canvas && brush) this.paintBands(canvas, brush, this.bands(strip));
		}
	}

	private paintBands(canvas: HTMLCanvasElement, brush: CanvasRenderingContext2D, bands: readonly GradeBand[]): void {
		const density = globalThis.devicePixelRatio || 1;
		const axis = this.axis();
		const height = heightOf(bands);
		canvas.width = Math.round(this.room * density);
		canvas.height = Math.round(height * density);
		canvas.style.height = `${height}px`;
		brush.setTransform(density, 0, 0, density, 0, 0);
		brush.clearRect(0, 0, this.room, height);
		for (const { of, turns, until, top, height: high } of bands) {
			const spells = stripSpells(turns, axis, until);
			if (of === "pinned") this.ghost(brush, spells, top);
			else paintStrip(brush, spells, { top, height: high, digits: true });
		}
		if (this.time === undefined) return;
		brush.fillStyle = ink.plain;
		brush.fillRect(Math.round(xOf(axis, this.time)), 0, 1, height);
	}

	/** The pinned course, a line as thick as its grade. */
	private ghost(brush: CanvasRenderingContext2D, spells: ReturnType<typeof stripSpells>, top: number): void {
		brush.fillStyle = "#a3acb7";
		for (const { from, to, grade, least } of spells) {
			const thick = grade ?? least;
			if (thick > 0) brush.fillRect(from, top + 5 - thick, to - from, 2 * thick);
		}
	}

	static override styles = [tokens, controls, gradesStyle];
}

define("crsim-grades", CrsimGrades);
