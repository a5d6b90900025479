import { nearest } from "../../input/nearest.ts";
import type { Answer } from "../answer.ts";
import { askUntilAnswered } from "../ask-until-answered.ts";
import type { Kit } from "../kit.ts";
import { css, define, html, LitElement, type PropertyValues, tell } from "../lit.ts";
import type { Runner } from "../runner.ts";
import { troubleWords } from "../trouble-words.ts";
import type { Wish } from "../wish.ts";
import { idsShowing, seenColumns } from "./chosen-panels.ts";
import "./crsim-stage.ts";
import { controls, tokens } from "./style.ts";
import { askSupply, type CourseNews, type Supply, type TroubleNews } from "./supply.ts";

/**
 * `<crsim-patient>`: one patient to be embedded in a page of a course: lanes to drag, grades, a few panels, the sentence of what changed.
 *
 *     <crsim-patient scenario="untreated" care="p4" days="15" columns="temperature map il6"></crsim-patient>
 *
 * Attributes: `scenario` (a shipped one; the first of the kit), `care` (a protocol), `days`, `columns` (what its panels show), `patient` (number of a
 * virtual patient). Properties besides: `kit`, `runner` (else asked of the page: `supplyAll`), `wish`. Fires `crsim-wish` { wish } after a change
 * and `crsim-course` (CourseNews) when a course was computed. Where it cannot be shown it says why; what stands inside the element is shown
 * until its script has come.
 */
export class CrsimPatient extends LitElement {
	static override properties = {
		scenario: { type: String },
		care: { type: String },
		days: { type: Number },
		patient: { type: Number },
		columns: { type: String },
		kit: { attribute: false },
		runner: { attribute: false },
		wish: { attribute: false },
		answer: { state: true },
		pinned: { state: true },
		time: { state: true },
		shown: { state: true },
		trouble: { state: true },
	};
	declare scenario: string | undefined;
	declare care: string | undefined;
	declare days: number | undefined;
	declare patient: number | undefined;
	declare columns: string | undefined;
	declare kit: Kit | undefined;
	declare runner: Runner | undefined;
	declare wish: Wish | undefined;
	declare answer: Answer | undefined;
	declare pinned: Answer | undefined;
	declare time: number | undefined;
	declare shown: readonly string[] | undefined;
	/** Why it cannot be shown; empty while it can. */
	declare trouble: string;
	private asked = 0;

	constructor() {
		super();
		this.trouble = "";
	}

	override connectedCallback(): void {
		super.connectedCallback();
		if (this.kit !== undefined && this.runner !== undefined) return;
		const give = ({ kit, runner }: Supply) => {
			this.kit ??= kit;
			this.runner ??= runner;
		};
		askSupply(this, { give, fail: this.fail });
	}

	private fail = (error: unknown): void => {
		this.trouble = troubleWords("This patient", error);
		tell<TroubleNews>(this, "crsim-trouble", { trouble: this.trouble });
	};

	override willUpdate(changed: PropertyValues<this>): void {
		if (this.kit === undefined || this.runner === undefined) return;
		const asked = (["scenario", "care", "days", "patient", "kit"] as const).some((name) => changed.has(name));
		if (this.wish === undefined || (asked && !changed.has("wish"))) {
			this.wish = this.wished();
			this.pinned = undefined;
			this.trouble = "";
			if (this.wish !== undefined) void this.ask(this.wish, "exact").catch(this.fail);
			else this.fail(new Error(`there is no scenario "${this.scenario}"${this.meant()}`));
		}
		if (changed.has("columns") || this.shown === undefined)
			this.shown =
				this.columns === undefined ? this.kit.shown.slice(0, 3) : idsShowing(this.kit, this.columns.split(/\s+/).filter(Boolean));
	}

	/** The name that was meant, as part of a sentence. */
	private meant(): string {
		const names = this.kit!.scenarios.map(({ name }) => name);
		const [found] = nearest(this.scenario ?? "", names);
		return found === undefined ? "" : `; the nearest is "${found}"`;
	}

	/** The scenario with what the attributes say otherwise. */
	private wished(): Wish | undefined {
		const { scenarios, first } = this.kit!;
		const base = scenarios.find(({ name }) => name === (this.scenario ?? first))?.wish;
		return (
			base && {
				...base,
				care: this.care ?? base.care,
				until: this.days === undefined ? base.until : this.days * 24,
				individual: this.patient === undefined ? base.individual : { seed: base.individual?.seed ?? 1, patient: this.patient },
			}
		);
	}

	private async ask(wish: Wish, quality: Answer["quality"]): Promise<void> {
		this.wish = wish;
		this.asked += 1;
		const turn = this.asked;
		const columns = quality === "draft" ? this.drawnColumns() : undefined;
		const answer = await askUntilAnswered(
			() => this.runner!.ask(wish, quality, columns),
			() => turn === this.asked,
		);
		if (answer === null) return;
		if (turn < this.asked && quality === "exact") return;
		this.answer = answer;
		if (quality === "exact") this.pinned ??= answer;
		this.news();
	}

	/** What a draft is to hold: what the own panels draw, and those that belong to it may draw anything. */
	private drawnColumns(): readonly string[] | undefined {
		const isAlone = this.id === "" || document.querySelector(`[of="${CSS.escape(this.id)}"]`) === null;
		return isAlone ? seenColumns(this.kit!, this.shown ?? []) : undefined;
	}

	private news(): void {
		const { kit, answer, pinned, time } = this;
		if (kit !== undefined && answer !== undefined) tell<CourseNews>(this, "crsim-course", { kit, answer, pinned, time });
	}

	override render() {
		if (this.trouble !== "") return html`<p class="notice bad" role="alert">${this.trouble}</p>`;
		if (this.kit === undefined) return html`<p class="soft" role="status">The patient is on its way …</p>`;
		return html`<crsim-stage
				.kit=${this.kit}
				.wish=${this.wish}
				.answer=${this.answer}
				.pinned=${this.pinned}
				.time=${this.time}
				.shown=${this.shown ?? []}
				@crsim-draft=${(event: CustomEvent<{ wish: Wish }>) => this.take(event, "draft")}
				@crsim-change=${(event: CustomEvent<{ wish: Wish }>) => this.take(event, "exact")}
				@crsim-time=${(event: CustomEvent<{ time: number }>) => {
					this.time = event.detail.time;
					this.news();
				}}
				@crsim-show=${(event: CustomEvent<{ shown: readonly string[] }>) => {
					this.shown = event.detail.shown;
				}}
				@crsim-pin=${() => {
					this.pinned = this.answer;
				}}
				@crsim-back=${() => this.pinned && this.ask(this.pinned.wish, "exact").catch(this.fail)}
			></crsim-stage>
			<p class="soft small">${this.kit.disclaimer}</p>`;
	}

	private take(event: CustomEvent<{ wish: Wish }>, quality: Answer["quality"]): void {
		event.stopPropagation();
		void this.ask(event.detail.wish, quality).catch(this.fail);
		if (quality === "exact") tell(this, "crsim-wish", event.detail);
	}

	static override styles = [
		tokens,
		controls,
		css`
			:host {
				display: block;
			}
			p {
				margin-top: 6px;
			}
		`,
	];
}

define("crsim-patient", CrsimPatient);
