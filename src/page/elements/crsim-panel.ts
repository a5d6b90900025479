import { drugLook } from "../../figures/drug-looks.ts";
import { curveColor, curveDash } from "../../figures/theme.ts";
import type { ValueScale } from "../../figures/value-scale.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { Answer, LaidCourse } from "../answer.ts";
import type { Kit, KitColumn, KitPanel } from "../kit.ts";
import { define, html, LitElement, nothing, type PropertyValues, tell } from "../lit.ts";
import { panelSentence, valueAt } from "../words/panel-sentence.ts";
import { margin, type PaintedCurve, type PanelPicture, paintPanel } from "./paint-panel.ts";
import { panelStyle } from "./panel-style.ts";
import { controls, tokens } from "./style.ts";
import type { CourseNews, TroubleNews } from "./supply.ts";
import { hoursAt, type TimeAxis } from "./time-axis.ts";
import { axisFor, extentOf } from "./value-axis.ts";

/** A curve with how it looks. */
interface ShownCurve {
	readonly column: KitColumn;
	readonly color: string;
	readonly dash: readonly number[];
	readonly side: "left" | "right";
}

/** The pinned course lies behind in gray. */
const ghostColor = "#a3acb7";

/** Pixels of the plotting area unless somebody says otherwise, times the zoom. */
const usualHeight = 96;

/** What an embedded patient tells those that belong to it. */
const courseNews = ["crsim-course", "crsim-trouble"];

const palette = Object.values(curveColor);

/**
 * `<crsim-panel>`: one small chart of a course over time, with the pinned course in gray behind it.
 *
 *     panel.kit = kit; panel.panel = kit.panels[0]; panel.answer = await runner.ask(wish, "exact");
 *
 * Properties: `kit`, `panel` (KitPanel), `answer`, `pinned` (Answer), `laid` (LaidCourse), `time` (cursor, hours since infusion), `from` (first hour
 * shown), `zoom`, `height` (pixels of the plot). Attributes: `columns="il6 il6_signal"` in place of `panel`; `of="id"` of a `<crsim-patient>` whose course it shows. Fires `crsim-time`
 * { time } when the pointer moves over it.
 */
export class CrsimPanel extends LitElement {
	static override properties = {
		kit: { attribute: false },
		panel: { attribute: false },
		answer: { attribute: false },
		pinned: { attribute: false },
		laid: { attribute: false },
		time: { type: Number },
		from: { type: Number },
		zoom: { type: Number },
		height: { type: Number },
		columns: { type: String },
		of: { type: String },
		trouble: { state: true },
	};
	declare kit: Kit | undefined;
	declare panel: KitPanel | undefined;
	declare answer: Answer | undefined;
	declare pinned: Answer | undefined;
	declare laid: LaidCourse | undefined;
	declare time: number | undefined;
	declare from: number;
	declare zoom: number;
	declare height: number;
	declare columns: string | undefined;
	declare of: string | undefined;
	/** Why the patient that it belongs to cannot be shown. */
	declare trouble: string | undefined;
	/** Pixels of the canvas. */
	private room = 0;
	private readonly watch = new ResizeObserver(([entry]) => {
		this.room = entry?.contentRect.width ?? 0;
		this.paint();
	});

	constructor() {
		super();
		this.from = -24;
		this.zoom = 1;
		this.height = usualHeight;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.watch.observe(this);
		for (const news of courseNews) document.addEventListener(news, this.take);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.watch.disconnect();
		for (const news of courseNews) document.removeEventListener(news, this.take);
	}

	override updated(_: PropertyValues): void {
		this.paint();
	}

	/** The course of the patient that it belongs to, or why there is none. */
	private take = (event: Event): void => {
		if (this.of === undefined || (event.target as Element | null)?.id !== this.of) return;
		Object.assign(this, { trouble: undefined }, (event as CustomEvent<CourseNews | TroubleNews>).detail);
	};

	/** What is drawn: that of the property, or the columns of the attribute. */
	private get shown(): KitPanel | undefined {
		if (this.panel !== undefined || this.columns === undefined) return this.panel;
		const left = this.columns.split(/\s+/).filter((name) => name !== "");
		const found = this.kit?.panels.find((one) => one.left.join() === left.join());
		const first = this.kit?.columns.find(({ name }) => name === left[0]);
		return found ?? { id: left.join("+"), title: first?.look.short ?? left.join(", "), left, right: [], labels: [], lines: [] };
	}

	private curves(): readonly ShownCurve[] {
		const { shown, kit } = this;
		if (shown === undefined || kit === undefined) return [];
		const named = [
			...shown.left.map((name) => ({ name, side: "left" as const })),
			...shown.right.map((name) => ({ name, side: "right" as const })),
		];
		return named
			.flatMap(({ name, side }) => {
				const column = kit.columns.find((one) => one.name === name);
				return column === undefined ? [] : [{ column, side }];
			})
			.map(({ column, side }, i) => ({
				column,
				side,
				color: column.look.color === undefined ? palette[i % palette.length]! : curveColor[column.look.color],
				dash: curveDash[i % curveDash.length]!,
			}));
	}

	override render() {
		const panel = this.shown;
		if (this.trouble !== undefined) return html`<p class="notice bad">${this.trouble}</p>`;
		if (panel === undefined || this.kit === undefined) return nothing;
		const curves = this.curves();
		const exact = this.answer?.quality === "exact";
		return html`<figure>
			<figcaption>
				<h3>${panel.title}</h3>
				<span class="key ${curves.length > 1 ? "several" : ""}">${curves.map((curve) => this.keyOf(curve, curves.length))}</span>
			</figcaption>
			<div class="plot" @pointermove=${this.point} @pointerdown=${this.point}>
				<canvas role="img" aria-label=${exact && this.answer ? panelSentence(this.kit, panel, { answer: this.answer, pinned: this.pinned }) : panel.title}></canvas>
			</div>
		</figure>`;
	}

	/** Dash, name where there are several, value at the cursor, unit. */
	private keyOf({ column, color, dash }: ShownCurve, count: number) {
		const name = count > 1 ? this.shortName(column) : "";
		const value = this.answer === undefined || this.time === undefined ? "" : valueAt(this.answer, column, this.time);
		const before =
			this.pinned === undefined || this.time === undefined || value === "" ? "" : valueAt(this.pinned, { ...column, unit: "" }, this.time);
		const { meaning } = column.look;
		// The whole of it stands in the title: in a key there is room for its first words, unless the heading has said it.
		const unit = unitText(column.unit) || (this.shown!.title.includes(meaning) ? "" : meaning.split(",")[0]);
		return html`<span class="one"
			><svg width="18" height="8" aria-hidden="true"><line x1="0" x2="18" y1="4" y2="4" stroke=${color} stroke-width="2.2" stroke-dasharray=${dash.join(" ")}></line></svg
			>${name === "" ? nothing : html`<span>${name}</span>`}<span class="value">${value === "" ? html`<span class="unit" title=${meaning}>${unit}</span>` : value}</span>${
				before === "" || before === valueAt(this.answer!, { ...column, unit: "" }, this.time!)
					? nothing
					: html`<span class="was" title="pinned course">${before}</span>`
			}</span
		>`;
	}

	private shortName({ look, name }: KitColumn): string {
		const panel = this.shown!;
		const place = panel.left.indexOf(name);
		return panel.labels?.[place] ?? look.short.replace(/ \(.*\)$/, "");
	}

	private point(event: PointerEvent): void {
		const axis = this.axis();
		const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
		const time = hoursAt(axis, event.clientX - box.left - margin.left * this.zoom);
		tell(this, "crsim-time", { time: Math.round(time) });
	}

	private axis(): TimeAxis {
		const edges = (margin.left + margin.right) * this.zoom;
		return { from: this.from, to: this.answer?.wish.until ?? 24, width: Math.max(20, this.room - edges) };
	}

	private paint(): void {
		const canvas = this.renderRoot?.querySelector("canvas");
		const brush = canvas?.getContext("2d");
		if (!canvas || !brush || this.room === 0 || this.answer === undefined) return;
		const { zoom } = this;
		const density = globalThis.devicePixelRatio || 1;
		const height = (this.height + margin.top + margin.bottom) * zoom;
		const [wide, high] = [Math.round(this.room * density), Math.round(height * density)];
		if (canvas.width !== wide || canvas.height !== high) {
			canvas.width = wide;
			canvas.height = high;
			canvas.style.height = `${height}px`;
		}
		brush.setTransform(density, 0, 0, density, 0, 0);
		brush.clearRect(0, 0, this.room, height);
		brush.translate(margin.left * zoom, margin.top * zoom);
		paintPanel(brush, this.picture());
	}

	private picture(): PanelPicture {
		const curves = this.curves();
		const panel = this.shown!;
		const left = curves.filter(({ side }) => side === "left");
		const right = curves.filter(({ side }) => side === "right");
		const scales = {
			left: this.scaleOf(
				left,
				panel.lines.map(({ at }) => at),
			),
			right: this.scaleOf(right, []),
		};
		const answer = this.answer!;
		return {
			axis: this.axis(),
			height: this.height * this.zoom,
			left: scales.left,
			right: right.length === 0 ? undefined : { scale: scales.right, color: right[0]!.color },
			band: left[0]?.column.look.usual,
			lines: panel.lines.map(({ at }) => at),
			rules: rulesOf(answer),
			curves: [
				...(this.pinned === undefined ? [] : curves.flatMap((curve) => this.line(this.pinned!, curve, scales[curve.side], "ghost"))),
				...curves.flatMap((curve) => this.line(answer, curve, scales[curve.side], "own")),
			],
			marks: curves.flatMap(({ column, color, side }) =>
				(this.laid?.points[column.name] ?? []).map((point) => ({ ...point, color, scale: scales[side] })),
			),
			cursor: this.time,
			zoom: this.zoom,
			dayLabels: true,
		};
	}

	/** The axis that holds both courses, what was charted, and the lines. */
	private scaleOf(curves: readonly ShownCurve[], lines: readonly number[]): ValueScale {
		const names = curves.map(({ column }) => column.name);
		const all = [this.answer, this.pinned].flatMap((answer) => names.flatMap((name) => answer?.columns[name] ?? []));
		const charted = names.flatMap((name) => (this.laid?.points[name] ?? []).map(({ value }) => value));
		return axisFor(curves[0]?.column.look.axis ?? { kind: "fitted" }, extentOf(all, [...charted, ...lines]));
	}

	private line(answer: Answer, { column, color, dash }: ShownCurve, scale: ValueScale, as: "own" | "ghost"): readonly PaintedCurve[] {
		const values = answer.columns[column.name];
		if (values === undefined) return [];
		const own = as === "own";
		return [
			{
				times: answer.times,
				values,
				scale,
				color: own ? color : ghostColor,
				dash,
				steps: column.look.steps,
				width: (own ? 1.8 : 1.5) * this.zoom,
			},
		];
	}

	static override styles = [tokens, controls, panelStyle];
}

/** Hours and colors of what marks the panels: those treatments that the figures mark, each dose or the first of a course. */
function rulesOf({ events }: Answer): PanelPicture["rules"] {
	const newCourse = 48;
	const last = new Map<string, number>();
	const rules: { time: number; color: string }[] = [{ time: 0, color: "#a9b2bd" }];
	for (const { kind, what, role, time, amount } of events) {
		const look = drugLook(role);
		if (kind === "stop" || kind === "hazard" || amount === 0 || look.rule === "none") continue;
		const before = last.get(what);
		last.set(what, time);
		if (look.rule === "each" || before === undefined || time - before > newCourse) rules.push({ time, color: look.color });
	}
	return rules;
}

define("crsim-panel", CrsimPanel);
