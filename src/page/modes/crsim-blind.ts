import type { Answer } from "../answer.ts";
import { askUntilAnswered } from "../ask-until-answered.ts";
import "../elements/crsim-grades.ts";
import { controls, tokens } from "../elements/style.ts";
import type { Kit, KitColumn, KitPanel, KitTreatment } from "../kit.ts";
import { define, html, LitElement, nothing, type PropertyValues, tell } from "../lit.ts";
import { gradesAt } from "../map/grade-strips.ts";
import type { Runner } from "../runner.ts";
import type { Wish } from "../wish.ts";
import { giftWords } from "../words/dose-words.ts";
import { capital, dayWords, saidUnit, valueWords } from "../words/say.ts";
import type { BedsideColumn, BedsideView } from "./bedside.ts";
import { happened, laboratory, type SeenColumn } from "./bedside-lists.ts";
import {
	type BlindCase,
	blindSteps,
	courses,
	drawCase,
	ended,
	given,
	newWarnings,
	refusalOf,
	runningNow,
	stepped,
	stopped,
	wishOf,
	withoutLast,
} from "./blind-case.ts";
import { blindStyle } from "./blind-style.ts";
import { debriefRow, debriefSentences } from "./debrief.ts";
import { comparedTable } from "./debrief-table.ts";
import { giftFields } from "./gift-fields.ts";
import { type GiftFields, readGift, usualFields } from "./gift-form.ts";
import { modesStyle } from "./modes-style.ts";

/** The care team whose course stands beside the student's, unless another is chosen. */
const usualTeam = "p4";

/** Before this hour nothing of a chart is drawn. */
const chartFrom = 0;

const kinds = ["student", "team", "nobody"] as const;
type Kind = (typeof kinds)[number];

/**
 * `<crsim-blind>`: a drawn patient whose signs are shown hour by hour while the student treats; afterwards the same patient under a care team and under nobody.
 *
 *     blind.kit = kit; blind.runner = runner; blind.seed = 4711;
 *
 * Properties: `kit`, `runner`, `seed`. Fires `crsim-case` { seed } when a patient is drawn, so that the address can hold it, and `crsim-wish` { wish } afterwards.
 */
export class CrsimBlind extends LitElement {
	static override styles = [tokens, controls, modesStyle, blindStyle];
	static override properties = {
		kit: { attribute: false },
		runner: { attribute: false },
		seed: { type: Number },
		case: { state: true },
		lived: { state: true },
		chosen: { state: true },
		fields: { state: true },
		refused: { state: true },
		team: { state: true },
		afterwards: { state: true },
		beside: { state: true },
		time: { state: true },
		isWaiting: { state: true },
	};
	declare kit: Kit | undefined;
	declare runner: Runner | undefined;
	declare seed: number | undefined;
	declare case: BlindCase | undefined;
	/** The course up to the hour that has been lived. */
	declare lived: Answer | undefined;
	declare chosen: KitTreatment | undefined;
	declare fields: GiftFields | undefined;
	declare refused: string;
	declare team: string;
	declare afterwards: Readonly<Record<Kind, Answer>> | undefined;
	declare beside: "team" | "nobody";
	/** The cursor of the courses afterwards. */
	declare time: number | undefined;
	declare isWaiting: boolean;

	constructor() {
		super();
		this.refused = "";
		this.team = "";
		this.beside = "team";
		this.isWaiting = false;
	}

	override willUpdate(changed: PropertyValues): void {
		if (changed.has("kit") && this.kit && this.team === "") {
			const names = this.kit.protocols.map(({ name }) => name);
			this.team = names.includes(usualTeam) ? usualTeam : (names.at(-1) ?? "none");
		}
		if ((changed.has("kit") || changed.has("seed")) && this.kit && this.seed !== undefined && this.seed !== this.case?.seed)
			this.begin(this.seed);
	}

	private get bedside(): BedsideView | undefined {
		return this.kit?.bedside;
	}

	private begin(seed: number): void {
		if (!this.kit) return;
		this.seed = seed;
		this.afterwards = undefined;
		this.time = undefined;
		this.lived = undefined;
		this.refused = "";
		this.choose(this.offered(this.kit)[0]);
		tell(this, "crsim-case", { seed });
		void this.live(drawCase(this.kit, seed));
	}

	/** Asks for the course of a case up to its hour, and takes the case over when it has come. */
	private async live(next: BlindCase): Promise<Answer | undefined> {
		// A button that is pressed stays where it is, with the focus on it: what it would do waits for the hour that is being lived.
		if (this.isWaiting && next.seed === this.case?.seed) return undefined;
		this.isWaiting = true;
		const answer = await this.ask(wishOf(next), next.seed);
		this.isWaiting = false;
		if (!answer) return undefined;
		this.case = answer.outcome.kind === "finished" && answer.outcome.died !== null ? ended(next) : next;
		this.lived = answer;
		if (this.case.isOver) void this.debrief(this.case);
		return answer;
	}

	/** Null: another case was drawn meanwhile. */
	private ask(wish: Wish, seed: number): Promise<Answer | null> {
		return askUntilAnswered(
			() => this.runner!.ask(wish, "exact"),
			() => seed === this.seed,
		);
	}

	private async act(next: BlindCase): Promise<void> {
		const before = { one: this.case, answer: this.lived };
		const answer = await this.live(next);
		const refusal = answer ? refusalOf(next, before.answer, answer) : null;
		// A limit that only warns is heard as well.
		this.refused = refusal ?? (answer ? newWarnings(before.answer, answer).join(" ") : "");
		// What was refused was never done.
		if (refusal !== null && before.one) {
			this.case = withoutLast(next);
			this.lived = before.answer;
		}
	}

	private async debrief(one: BlindCase): Promise<void> {
		const wishes = courses(one, this.team);
		const found: Partial<Record<Kind, Answer>> = {};
		for (const kind of kinds) {
			const answer = await this.ask(wishes[kind], one.seed);
			// Another patient has been drawn meanwhile.
			if (!answer || this.case?.seed !== one.seed) return;
			found[kind] = answer;
		}
		const isFirst = this.afterwards === undefined;
		this.afterwards = found as Record<Kind, Answer>;
		await this.updateComplete;
		// What was pressed last is gone with the bed.
		if (isFirst) this.renderRoot.querySelector<HTMLElement>("[tabindex='-1']")?.focus();
	}

	/** What a bedside can give: the conditioning and the cells came before. */
	private offered(kit: Kit): readonly KitTreatment[] {
		return kit.treatments.filter(({ name }) => !kit.standing.includes(name));
	}

	private choose(treatment: KitTreatment | undefined): void {
		this.chosen = treatment;
		this.fields = treatment && usualFields(treatment);
	}

	override render() {
		const { kit, lived: answer } = this;
		if (!kit || !this.bedside) return nothing;
		return html`<h2>Blind case</h2>
			<p class="lead">A drawn patient; nobody knows the course. You are the care team.</p>
			${this.drawing()}
			${this.case && answer ? (this.case.isOver ? this.ending(kit) : this.bed(kit, this.case, answer)) : howItGoes}`;
	}

	private drawing() {
		return html`<div class="row">
			<label class="field"
				>Case
				<input
					type="number"
					min="1"
					max="999999"
					placeholder="any"
					.value=${this.seed === undefined ? "" : String(this.seed)}
					@change=${(event: Event) => {
						const seed = Math.round(Number((event.target as HTMLInputElement).value));
						if (Number.isFinite(seed) && seed >= 1) this.begin(seed);
					}}
				/></label
			>
			<button class=${this.case ? "" : "main"} @click=${() => this.begin(1000 + Math.floor(Math.random() * 9000))}>Draw a patient</button>
			${this.case && !this.case.isOver ? html`<button @click=${() => this.case && this.live(ended(this.case))}>End the case here</button>` : nothing}
		</div>`;
	}

	private bed(kit: Kit, one: BlindCase, answer: Answer) {
		const known = this.bedside?.facts ?? [];
		const facts = kit.facts.flatMap((fact) =>
			answer.patient[fact.name] === undefined || !known.includes(fact.name)
				? []
				: [`${fact.label} ${valueWords(answer.patient[fact.name]!, { fineness: { digits: 2 }, unit: "1" })} ${saidUnit(fact.unit)}`],
		);
		return html`<p class="soft">${[one.base.disease, one.base.product, ...facts].join(" · ")}</p>
			<div class="now">
				<span class="day" role="status">${capitalDay(one.hour)} <span class="hours">${one.hour} h</span></span>
				${gradesAt(answer.grades, one.hour).map(({ toxicity, grade, because }) => {
					const shade = grade ?? 0;
					const label = kit.toxicities.find(({ name }) => name === toxicity)?.label ?? toxicity;
					return html`<span class="badge" title=${because} style="background: var(--grade-${shade}); color: var(--grade-ink-${shade})">${label} <strong>${grade ?? "?"}</strong></span>`;
				})}
				<span class="pass"
					>Let pass
					${blindSteps.map((hours) => html`<button class="main" @click=${() => this.live(stepped(one, hours))}>${hours} h</button>`)}
					<button class="to-act" @click=${this.goToAct}>Act</button></span
				>
			</div>
			<div class="bed">
				<div>
					<div class="signs">${this.watched(kit).map((column) => this.sign(column, one, answer))}</div>
					${laboratory(
						this.columnsWhere(kit, ({ at }) => at !== null),
						{ bedside: this.bedside!, hour: one.hour, answer },
					)}
				</div>
				<div class="card act">${this.form(kit, one)} ${this.running(kit, one)} ${happened(kit, answer, this.bedside?.hazards ?? [])}</div>
			</div>`;
	}

	/** Where all stands in one column, the form lies below the signs. */
	private goToAct = (): void => {
		this.renderRoot.querySelector<HTMLElement>(".act select")?.focus();
	};

	private columnsWhere(kit: Kit, isOne: (column: BedsideColumn) => boolean): readonly SeenColumn[] {
		return (this.bedside?.columns ?? []).filter(isOne).flatMap((seen) => {
			const column = kit.columns.find(({ name }) => name === seen.name);
			return column ? [{ seen, column }] : [];
		});
	}

	private watched(kit: Kit): readonly KitColumn[] {
		return this.columnsWhere(kit, ({ at }) => at === null).map(({ column }) => column);
	}

	private sign(column: KitColumn, one: BlindCase, answer: Answer) {
		return html`<crsim-panel class="card" .kit=${this.kit} .panel=${this.panelOf(column)} .answer=${answer} .time=${one.hour} .from=${chartFrom}></crsim-panel>`;
	}

	/** The column alone: a panel of the page may hold beside it what no bedside sees. */
	private panelOf({ name, look }: KitColumn): KitPanel {
		const lines = this.kit?.panels.find(({ left }) => left[0] === name)?.lines ?? [];
		const title = look.meaning === "" ? look.label : `${look.label} (${look.meaning})`;
		return { id: `bedside-${name}`, title, left: [name], right: [], lines };
	}

	private form(kit: Kit, one: BlindCase) {
		const { chosen, fields } = this;
		if (!chosen || !fields) return nothing;
		const isRunning = runningNow(one).has(chosen.name);
		return html`<h3>Act now</h3>
			<label class="field"
				>Treatment
				<select @change=${(event: Event) => this.choose(kit.treatments.find(({ name }) => name === (event.target as HTMLSelectElement).value))}>
					${this.offered(kit).map(({ name, label }) => html`<option value=${name} ?selected=${name === chosen.name}>${capital(label)}</option>`)}
				</select></label
			>
			${giftFields(chosen, fields, (changed) => {
				this.fields = changed;
			})}
			<button class="main" @click=${() => this.give(one)}>${isRunning ? "Change" : chosen.kind === "dose" ? "Give" : "Start"}</button>
			<div role="alert">${this.refused === "" ? nothing : html`<p class="refused">${this.refused}</p>`}</div>`;
	}

	private give(one: BlindCase): void {
		const { chosen, fields } = this;
		if (!chosen || !fields) return;
		const read = readGift(chosen, fields);
		if (read.ok) void this.act(given(one, { treatment: chosen.name, route: read.route, gift: read.gift }));
		else this.refused = read.say;
	}

	private running(kit: Kit, one: BlindCase) {
		const running = [...runningNow(one)];
		if (running.length === 0) return nothing;
		const labelOf = (name: string) => kit.treatments.find((treatment) => treatment.name === name)?.label ?? name;
		return html`<h3>Running</h3>
			<ul class="runs">
				${running.map(
					([name, gift]) =>
						html`<li><span>${labelOf(name)} ${giftWords(gift)}</span><button @click=${() => this.act(stopped(one, name))}>Stop</button></li>`,
				)}
			</ul>`;
	}

	private ending(kit: Kit) {
		const { afterwards: after } = this;
		if (!after) return html`<p role="status">The case is over. The same patient is being treated by others …</p>`;
		const teamLabel = shortLabel(kit.protocols.find(({ name }) => name === this.team)?.label ?? this.team);
		const labels: Readonly<Record<Kind, string>> = { student: "Your care", team: teamLabel, nobody: "Nobody acts" };
		const rows = kinds.map((kind) => debriefRow(kit, labels[kind], after[kind]));
		const others = [
			{ label: teamLabel, answer: after.team },
			{ label: "nobody", answer: after.nobody },
		];
		return html`<div class="said" role="status" tabindex="-1">${debriefSentences(kit, after.student, others).map((words) => html`<p>${words}</p>`)}</div>
			${this.chooseTeam(kit)} ${comparedTable(kit, rows, (i) => tell(this, "crsim-wish", { wish: after[kinds[i]!].wish }))}
			<div @crsim-time=${this.point}>
				<h3>The grade of each hour</h3>
				<p class="soft">Point at an hour, or go from turn to turn with ← and →: each grade stands there with its reason, and the signs below with their values.</p>
				<div class="card"><crsim-grades .kit=${kit} .answer=${after.student} label="your care" .others=${others} .time=${this.time} .from=${chartFrom}></crsim-grades></div>
				<h3>Your course in color, in gray that of
					<select aria-label="Course in gray" @change=${(event: Event) => {
						this.beside = (event.target as HTMLSelectElement).value as "team" | "nobody";
					}}>
						<option value="team" ?selected=${this.beside === "team"}>${labels.team}</option>
						<option value="nobody" ?selected=${this.beside === "nobody"}>nobody</option>
					</select>
				</h3>
				<div class="signs">
					${this.watched(kit).map((column) => html`<crsim-panel class="card" .kit=${kit} .panel=${this.panelOf(column)} .answer=${after.student} .pinned=${after[this.beside]} .time=${this.time} .from=${chartFrom}></crsim-panel>`)}
				</div>
			</div>`;
	}

	/** The cursor of the debrief is its own: that of the page belongs to another patient. */
	private point = (event: CustomEvent<{ time: number }>): void => {
		event.stopPropagation();
		this.time = event.detail.time;
	};

	private chooseTeam(kit: Kit) {
		return html`<div class="row">
			<label class="field"
				>Compare with
				<select
					@change=${(event: Event) => {
						this.team = (event.target as HTMLSelectElement).value;
						if (this.case) void this.debrief(this.case);
					}}
				>
					${kit.protocols.filter(({ name }) => name !== "none").map(({ name, label }) => html`<option value=${name} ?selected=${name === this.team}>${label}</option>`)}
				</select></label
			>
		</div>`;
	}
}

/** What is to be done, before a patient is drawn. */
const howItGoes = html`<ol class="how">
	<li><b>Look</b> Vital signs hour by hour, the laboratory after each round, and the grade as a ward writes it.</li>
	<li><b>Act</b> Drugs, fluids, blood, oxygen. What a pharmacy would refuse is refused here, with its reason.</li>
	<li><b>Let hours pass</b> Nothing beyond the hour is known, neither to you nor to this page.</li>
	<li><b>Compare</b> Afterwards the same patient stands under another care team and under nobody, with the grade of each hour.</li>
</ol>`;

/** What stands before the colon: `P4` of `P4: by ASTCT grade`. */
const shortLabel = (label: string): string => label.split(":")[0]!;

const capitalDay = (hours: number): string => dayWords(hours).replace(/^d/, "D");

define("crsim-blind", CrsimBlind);
