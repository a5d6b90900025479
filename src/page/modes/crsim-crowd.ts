import { gradeColor } from "../../figures/theme.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { CrowdMember } from "../answer.ts";
import { controls, tokens } from "../elements/style.ts";
import { hoursAt, type TimeAxis } from "../elements/time-axis.ts";
import { axisFor, extentOf, yOf } from "../elements/value-axis.ts";
import type { Kit, KitColumn } from "../kit.ts";
import { define, html, LitElement, nothing, type PropertyValues, tell } from "../lit.ts";
import type { Runner } from "../runner.ts";
import type { Wish } from "../wish.ts";
import { crowdStyle } from "./crowd-style.ts";
import { crowdBand, gradeShares, nearestMember, shareWords } from "./crowd-sums.ts";
import { modesStyle } from "./modes-style.ts";
import { crowdMargin, paintCrowd } from "./paint-crowd.ts";

const sizes = [20, 50, 100, 200] as const;

/** Hours between two points of the band. */
const bandEvery = 6;

/** A finger finds a line from so many pixels away. */
const reach = 14;

/** Pixels of the drawing. */
const height = 340;

/**
 * `<crsim-crowd>`: the same care for up to 200 virtual patients: each a faint line, the middle of them, and how many reached which grade. A line that is tapped opens that
 * patient in Explore.
 *
 *     crowd.kit = kit; crowd.runner = runner; crowd.wish = wish;
 *
 * Properties: `kit`, `runner`, `wish`. Fires `crsim-wish` { wish }.
 */
export class CrsimCrowd extends LitElement {
	static override styles = [tokens, controls, modesStyle, crowdStyle];
	static override properties = {
		kit: { attribute: false },
		runner: { attribute: false },
		wish: { attribute: false },
		count: { state: true },
		seed: { state: true },
		column: { state: true },
		members: { state: true },
		isRunning: { state: true },
		near: { state: true },
	};
	declare kit: Kit | undefined;
	declare runner: Runner | undefined;
	declare wish: Wish | undefined;
	declare count: number;
	declare seed: number;
	declare column: string;
	declare members: readonly CrowdMember[];
	declare isRunning: boolean;
	/** The patient whose line is pointed at. */
	declare near: CrowdMember | undefined;
	/** The wish that the lines belong to. */
	private asked: Wish | undefined;
	private stop: (() => void) | undefined;
	private arrived: CrowdMember[] = [];
	private drawing = 0;
	private room = 0;
	private readonly watch = new ResizeObserver(([entry]) => {
		this.room = entry?.contentRect.width ?? 0;
		this.paint();
	});

	constructor() {
		super();
		this.count = 50;
		this.seed = 1;
		this.column = "";
		this.members = [];
		this.isRunning = false;
	}

	override willUpdate(changed: PropertyValues): void {
		if (changed.has("kit") && this.kit && this.column === "") this.column = this.columns(this.kit)[0]?.name ?? "";
		// Another wish ends the crowd of the one before; its lines would say what is no longer asked.
		if (changed.has("wish") && this.asked && this.wish !== this.asked) this.clear();
	}

	override updated(): void {
		const canvas = this.renderRoot.querySelector("canvas");
		if (canvas) this.watch.observe(canvas);
		this.paint();
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.watch.disconnect();
		this.halt();
	}

	/** What the panels of the page show, each column once. */
	private columns(kit: Kit): readonly KitColumn[] {
		const names = [...new Set(kit.shown.flatMap((id) => kit.panels.find((panel) => panel.id === id)?.left ?? []))];
		return names.flatMap((name) => kit.columns.filter((column) => column.name === name));
	}

	private clear(): void {
		this.halt();
		this.arrived = [];
		this.members = [];
		this.near = undefined;
		this.asked = undefined;
	}

	private halt(): void {
		this.stop?.();
		this.stop = undefined;
		this.isRunning = false;
	}

	private begin(): void {
		const { kit, runner, wish } = this;
		if (!kit || !runner || !wish) return;
		this.clear();
		this.asked = wish;
		this.isRunning = true;
		const columns = this.columns(kit).map(({ name }) => name);
		this.stop = runner.crowd({ ...wish, individual: null }, { seed: this.seed, count: this.count, columns }, (member) =>
			this.arrive(member),
		);
	}

	private arrive(member: CrowdMember): void {
		this.arrived.push(member);
		if (this.arrived.length >= this.count) this.isRunning = false;
		cancelAnimationFrame(this.drawing);
		this.drawing = requestAnimationFrame(() => {
			this.members = [...this.arrived];
		});
	}

	override render() {
		const { kit, wish, members } = this;
		if (!kit || !wish) return nothing;
		const columns = this.columns(kit);
		const shown = columns.find(({ name }) => name === this.column);
		const died = members.filter((member) => member.died !== null).length;
		return html`<h2>Crowd</h2>
			<p class="lead">The patient of Explore again and again, each time another virtual one of the same kind under the same care. Tap a line to open that patient.</p>
			<div class="row">
				${this.choose("Patients", sizes.map(String), String(this.count), (value) => {
					this.count = Number(value);
				})}
				<label class="field"
					>Seed
					<input type="number" min="1" max="999999" step="1" .value=${String(this.seed)} @change=${(event: Event) => this.setSeed((event.target as HTMLInputElement).value)}
				/></label>
				<label class="field"
					>Show
					<select
						@change=${(event: Event) => {
							this.column = (event.target as HTMLSelectElement).value;
							this.near = undefined;
						}}
					>
						${columns.map(({ name, look }) => html`<option value=${name} ?selected=${name === this.column}>${look.label}</option>`)}
					</select></label
				>
				${
					this.isRunning
						? html`<button @click=${this.halt}>Stop</button><progress max=${this.count} value=${members.length} aria-label="Patients done"></progress>`
						: html`<button class="main" @click=${this.begin}>Run ${this.count} patients</button>`
				}
				<span class="soft" role="status">${members.length === 0 ? "" : `${members.length} patients${died > 0 ? `, ${died} died` : ""}`}</span>
			</div>
			${members.length === 0 && !this.isRunning ? this.inviting() : this.drawn(shown)}
			${this.pickPatient(members)}
			<div class="bars">${members.length === 0 ? nothing : kit.toxicities.map(({ name, label }) => this.sharesOf(name, label))}</div>
			${members.length === 0 ? nothing : html`<p class="soft small">Worst grade of each patient; whiskers: exact 95 % intervals (Clopper and Pearson 1934). They tell how sure ${members.length} patients make a share, not how right the model is.</p>`}`;
	}

	/** What comes of it, before anything is run. */
	private inviting() {
		return html`<p class="card">Nothing is drawn yet. Each patient becomes a faint line as soon as it is computed, the middle of them a heavy one; below stands how many reached which grade, and how sure ${this.count} patients make that.</p>`;
	}

	private drawn(shown: KitColumn | undefined) {
		return html`<div class="card">
				<canvas style="--crowd-height:${height}px" role="img" aria-label=${this.bandSentence(shown)} @pointermove=${this.point} @pointerleave=${this.leave} @click=${this.openNear}></canvas>
				<p class="soft small">${this.near ? this.memberWords(this.near) : "Each line is one patient; the heavy line is the median, between the dashed ones lie four patients of five."}</p>
			</div>`;
	}

	private choose(label: string, values: readonly string[], chosen: string, take: (value: string) => void) {
		return html`<label class="field"
			>${label}
			<select @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
				${values.map((value) => html`<option ?selected=${value === chosen}>${value}</option>`)}
			</select></label
		>`;
	}

	private setSeed(written: string): void {
		const seed = Math.round(Number(written));
		if (Number.isFinite(seed) && seed >= 1) this.seed = seed;
	}

	/** For whoever taps no line: the same by a list. */
	private pickPatient(members: readonly CrowdMember[]) {
		if (members.length === 0) return nothing;
		const first = this.kit!.toxicities[0]!;
		const sorted = members.toSorted((a, b) => (b.worst[first.name] ?? -1) - (a.worst[first.name] ?? -1) || a.patient - b.patient);
		return html`<div class="row">
			<label class="field"
				>Open a patient, the gravest first
				<select class="pick">
					${sorted.map((member) => html`<option value=${member.patient}>${this.memberWords(member)}</option>`)}
				</select></label
			>
			<button
				@click=${() => {
					const picked = this.renderRoot.querySelector<HTMLSelectElement>(".pick");
					if (picked) this.openPatient(Number(picked.value));
				}}
			>
				Open in Explore
			</button>
		</div>`;
	}

	private memberWords({ patient, worst, died }: CrowdMember): string {
		const grades = this.kit!.toxicities.flatMap(({ name, label }) => (worst[name] ? [`${label} ${worst[name]}`] : []));
		const of = died === null ? "" : `, died of ${this.kit!.toxicities.find(({ name }) => name === died)?.label ?? died}`;
		return `Patient ${patient}: ${grades.length > 0 ? grades.join(", ") : "nothing graded"}${of}`;
	}

	private sharesOf(toxicity: string, label: string) {
		const { grades, known } = gradeShares(this.members, toxicity);
		const shown = grades.filter(({ grade, count }) => grade < 5 || count > 0);
		const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
		return html`<section>
			<h3>${label}</h3>
			${shown.map(
				(one) => html`<div class="bar">
					<span>${one.grade === 0 ? "none" : `grade ${one.grade}`}</span>
					<div class="track" aria-hidden="true">
						<div class="fill" style="width: ${percent(one.share)}; background: ${one.grade === 0 ? "#a9b2bd" : gradeColor[one.grade as 1]}"></div>
						<div class="whisker" style="left: ${percent(one.interval[0])}; width: ${percent(one.interval[1] - one.interval[0])}"></div>
					</div>
					<span class="words soft small">${shareWords(one, known)}</span>
				</div>`,
			)}
		</section>`;
	}

	private axes(): { readonly time: TimeAxis; readonly column: KitColumn } | undefined {
		const column = this.kit?.columns.find(({ name }) => name === this.column);
		const from = Math.max(this.kit?.model.from ?? 0, -24);
		if (!column || !this.wish) return undefined;
		return {
			column,
			time: { from, to: (this.asked ?? this.wish).until, width: Math.max(20, this.room - crowdMargin.left - crowdMargin.right) },
		};
	}

	private scaleOf(column: KitColumn) {
		const values = this.members.flatMap((member) => member.columns[column.name] ?? []);
		return axisFor(column.look.axis, extentOf(values, column.look.usual ?? []));
	}

	private paint(): void {
		const canvas = this.renderRoot?.querySelector("canvas");
		const brush = canvas?.getContext("2d");
		const axes = this.axes();
		if (!canvas || !brush || !axes || this.room === 0) return;
		const density = globalThis.devicePixelRatio || 1;
		canvas.width = Math.round(this.room * density);
		canvas.height = Math.round(height * density);
		brush.setTransform(density, 0, 0, density, 0, 0);
		const { column, time } = axes;
		const band = crowdBand(this.members, column.name, { from: time.from, until: time.to, every: bandEvery });
		paintCrowd(brush, { ...axes, height, scale: this.scaleOf(column), members: this.members, band, near: this.near });
	}

	private nearestTo(event: MouseEvent): CrowdMember | undefined {
		const axes = this.axes();
		if (!axes) return undefined;
		const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
		const scale = this.scaleOf(axes.column);
		const plot = height - crowdMargin.top - crowdMargin.bottom;
		return nearestMember(this.members, this.column, {
			hour: hoursAt(axes.time, event.clientX - box.left - crowdMargin.left),
			y: (value) => yOf(scale, plot, value),
			reach: { y: event.clientY - box.top - crowdMargin.top, within: reach },
		});
	}

	private point(event: PointerEvent): void {
		const near = this.nearestTo(event);
		if (near !== this.near) this.near = near;
	}

	private leave(): void {
		this.near = undefined;
	}

	private openNear(event: MouseEvent): void {
		const near = this.nearestTo(event);
		if (near) this.openPatient(near.patient);
	}

	private openPatient(patient: number): void {
		const wish = this.asked ?? this.wish;
		if (wish) tell(this, "crsim-wish", { wish: { ...wish, individual: { seed: this.seed, patient } } });
	}

	private bandSentence(column: KitColumn | undefined): string {
		if (!column || this.members.length === 0) return "No patients yet";
		const values = this.members.flatMap(({ columns }) => extentOf([columns[column.name] ?? []])?.high ?? []).sort((a, b) => a - b);
		const middle = values[Math.floor(values.length / 2)];
		const highest = middle === undefined ? "" : `; the median of their highest values is ${middle.toPrecision(3)} ${unitText(column.unit)}`;
		return `${column.look.label} of ${this.members.length} patients${highest}`;
	}
}

define("crsim-crowd", CrsimCrowd);
