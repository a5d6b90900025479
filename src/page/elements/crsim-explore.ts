import type { Answer, LaidCourse } from "../answer.ts";
import { askUntilAnswered } from "../ask-until-answered.ts";
import type { Kit } from "../kit.ts";
import { define, html, LitElement, nothing, type PropertyValues, tell } from "../lit.ts";
import type { Runner } from "../runner.ts";
import type { Seen } from "../seen.ts";
import { troubleWords } from "../trouble-words.ts";
import type { Wish } from "../wish.ts";
import { courseSentence } from "../words/course-sentence.ts";
import { whatChanged } from "../words/what-changed.ts";
import { idsShowing, seenColumns } from "./chosen-panels.ts";
import "./crsim-save.ts";
import { type Explored, exploreView, lessonsView, viewOfElement } from "./explore-body.ts";
import { exploreStyle } from "./explore-style.ts";
import { type OpenedChart, openedFile, takeFiles } from "./opened-file.ts";
import { pageFooter } from "./page-footer.ts";
import { pageHeader } from "./page-header.ts";
import { noticesOf } from "./page-notices.ts";
import { controls, tokens } from "./style.ts";
import { firstView, isPrediction, seenOtherwise, stepOf, usualPanels } from "./usual-view.ts";
import { elementOf, type LateViews, tabsAtHand } from "./views.ts";

/**
 * `<crsim-explore>`: the whole page. It holds what is asked and what came of it; its parts show that and tell what a person did.
 *
 *     page.kit = kit; page.runner = runner; page.seen = seen; page.wish = wish;   // then append it
 *
 * Properties: `kit`, `runner`, `wish` (to begin with, or to go to), `seen` (how it is shown when it is opened), `notice` (said on top: a link that was
 * mended), `late` (loaders of the elements that come on demand), `view` (id of a tab). Fires `crsim-wish` { wish, seen } after each change, for the address.
 */
export class CrsimExplore extends LitElement {
	static override properties = {
		kit: { attribute: false },
		runner: { attribute: false },
		wish: { attribute: false },
		seen: { attribute: false },
		notice: { type: String },
		late: { attribute: false },
		view: { type: String },
		answer: { state: true },
		pinned: { state: true },
		laid: { state: true },
		time: { state: true },
		shown: { state: true },
		seed: { state: true },
		large: { type: Boolean, reflect: true },
		trouble: { state: true },
		spoken: { state: true },
		ready: { state: true },
		missing: { state: true },
		failure: { state: true },
		over: { state: true },
		veiled: { state: true },
	};
	declare kit: Kit | undefined;
	declare runner: Runner | undefined;
	declare wish: Wish | undefined;
	declare seen: Seen;
	declare notice: string;
	declare late: LateViews;
	declare view: string;
	declare answer: Answer | undefined;
	declare pinned: Answer | undefined;
	declare laid: LaidCourse | undefined;
	declare time: number | undefined;
	declare shown: readonly string[];
	/** Of the blind case that is open. */
	declare seed: number | undefined;
	declare large: boolean;
	/** What is wrong in a file that was opened, as the terminal prints it. */
	declare trouble: { readonly name: string; readonly words: string } | undefined;
	/** What a screen reader hears after a release. */
	declare spoken: string;
	/** Elements that came late. */
	declare ready: readonly string[];
	/** Of views whose elements did not come: what is said in their place. */
	declare missing: Readonly<Record<string, string>>;
	/** Why no course comes; empty while one does. */
	declare failure: string;
	/** A file hovers over the page. */
	declare over: boolean;
	/** The course of a step is not shown before its question is answered. */
	declare veiled: boolean;
	/** Numbers of the last wish asked, and of the last one that is drawn: an answer that was overtaken is dropped. */
	private asked = 0;
	private drawn = 0;
	/** The wish that was asked last, so that one from outside is told apart. */
	private own: Wish | undefined;
	/** The wish that was asked exactly, the one that is pinned or will be, and what was told of them: the address follows these. */
	private exact: Wish | undefined;
	private beside: Wish | undefined;
	private told: readonly unknown[] = [];
	private chart: OpenedChart | undefined;
	private hasArrived = (): void => {};
	/** The first course is drawn, or cannot be. */
	readonly arrived = new Promise<void>((done) => {
		this.hasArrived = done;
	});

	constructor() {
		super();
		this.seen = {};
		this.notice = "";
		this.late = {};
		this.view = firstView;
		this.shown = [];
		this.large = false;
		this.spoken = "";
		this.ready = [];
		this.missing = {};
		this.failure = "";
		this.over = false;
		this.veiled = false;
		takeFiles(this, { over: (isOver) => (this.over = isOver), drop: (file) => void this.read(file) });
	}

	override willUpdate(changed: PropertyValues<this>): void {
		if (changed.has("kit") && this.kit !== undefined && this.shown.length === 0) this.shown = this.kit.shown;
		if (this.kit === undefined || this.runner === undefined) return;
		this.wish ??= this.kit.scenarios.find(({ name }) => name === this.kit!.first)?.wish ?? this.kit.scenarios[0]?.wish;
		if (this.wish !== undefined && this.wish !== this.own) {
			this.open(this.wish, this.seen);
			this.told = this.tellable();
		}
		if (changed.has("view")) void this.load();
	}

	override updated(changed: PropertyValues<this>): void {
		// On a phone the tabs are wider than the page.
		if (changed.has("view")) this.renderRoot.querySelector("[role=tab][aria-selected=true]")?.scrollIntoView({ block: "nearest" });
		const now = this.tellable();
		if (this.exact === undefined || now.every((one, i) => one === this.told[i])) return;
		this.told = now;
		tell(this, "crsim-wish", { wish: this.exact, seen: this.seenNow() });
	}

	/** Whatever an address tells. */
	private tellable(): readonly unknown[] {
		return [this.exact, this.beside, this.view, this.shown, this.time, this.seed];
	}

	/** What is seen otherwise than it would be without a word. */
	private seenNow(): Seen {
		const { exact, beside, view, shown, time, seed, kit } = this;
		return seenOtherwise(kit!, exact!, { view, pinned: beside, shown, time, seed });
	}

	/** Shows a wish afresh: what comes of it is pinned, or the course that shall stand beside it, as some steps of lessons have one. */
	private open(wish: Wish, seen: Seen = {}): void {
		const step = stepOf(this.kit!, wish);
		this.own = wish;
		this.wish = wish;
		this.exact = wish;
		this.pinned = undefined;
		this.veiled = step !== undefined && isPrediction(step);
		this.view = seen.view ?? (step ? "lessons" : this.view);
		this.shown = seen.shown ?? (step ? usualPanels(this.kit!, step) : this.shown);
		this.time = seen.time ?? this.time;
		this.seed = seen.seed ?? this.seed;
		const beside = seen.pinned ?? step?.beside ?? undefined;
		this.beside = beside ?? wish;
		// What is drawn first is drawn as soon as can be.
		if (beside === undefined && this.answer === undefined && this.view === firstView) void this.ask(wish, "draft");
		if (beside === undefined) void this.ask(wish, "exact");
		else void this.openBeside(wish, beside);
	}

	private async openBeside(wish: Wish, beside: Wish): Promise<void> {
		const answer = await this.answerTo(beside, "exact");
		if (this.own !== wish) return;
		this.pinned = answer ?? undefined;
		await this.ask(wish, "exact");
	}

	/** Null: a later wish overtook it, or it cannot be answered at all, which is said. */
	private async answerTo(wish: Wish, quality: Answer["quality"]): Promise<Answer | null> {
		const { own } = this;
		try {
			const isWanted = () => quality === "exact" && this.own === own;
			const answer = await askUntilAnswered(() => this.runner!.ask(wish, quality, seenColumns(this.kit!, this.shown)), isWanted);
			this.failure = "";
			return answer;
		} catch (error) {
			this.failure = troubleWords("The course", error);
			return null;
		} finally {
			this.hasArrived();
		}
	}

	private async ask(wish: Wish, quality: Answer["quality"]): Promise<void> {
		this.own = wish;
		this.wish = wish;
		if (quality === "exact") this.exact = wish;
		this.asked += 1;
		const turn = this.asked;
		const answer = await this.answerTo(wish, quality);
		if (answer === null || turn < this.drawn) return;
		this.drawn = turn;
		this.answer = answer;
		if (quality === "draft") return;
		const first = this.pinned === undefined;
		this.pinned ??= answer;
		if (!this.veiled) this.spoken = first ? courseSentence(this.kit!, answer) : whatChanged(this.kit!, { was: this.pinned, is: answer });
		if (this.chart !== undefined) void this.layAgain(this.chart, wish);
	}

	/** What is told of a chart is how far it lies from this course. */
	private async layAgain(chart: OpenedChart, wish: Wish): Promise<void> {
		if (this.laid === undefined) return;
		const read = await this.runner!.readChart(chart.text, chart.name, wish);
		if (read.ok && this.chart === chart && this.exact === wish) this.laid = read.value;
	}

	private draft = (event: CustomEvent<{ wish: Wish }>): void => {
		event.stopPropagation();
		void this.ask(event.detail.wish, "draft");
	};

	private change = (event: CustomEvent<{ wish: Wish }>): void => {
		event.stopPropagation();
		void this.ask(event.detail.wish, "exact");
	};

	/** A part asks for another course to be opened. */
	private other = (event: CustomEvent<{ wish: Wish }>): void => {
		event.stopPropagation();
		this.open(event.detail.wish);
		if (this.view !== "lessons") this.view = firstView;
	};

	private unveil = (): void => {
		if (!this.veiled) return;
		this.veiled = false;
		if (this.answer !== undefined && this.pinned !== undefined) this.spoken = whatChanged(this.kit!, { was: this.pinned, is: this.answer });
	};

	private pin = (): void => {
		this.pinned = this.answer;
		this.beside = this.answer?.wish;
	};

	private back = (): void => {
		if (this.pinned !== undefined) void this.ask(this.pinned.wish, "exact");
	};

	private step = (event: CustomEvent<{ name: string; step: number }>): void => {
		const { name, step: place } = event.detail;
		const step = this.kit!.lessons.find((one) => one.name === name)?.steps[place];
		if (step === undefined) this.shown = this.kit!.shown;
		this.open(step === undefined ? { ...this.wish!, lesson: null } : { ...step.wish, lesson: { name, step: place } });
	};

	private async load(): Promise<void> {
		const { view } = this;
		const element = elementOf(view);
		if (element === undefined || this.ready.includes(element)) return;
		try {
			await this.late[element]?.();
			if (customElements.get(element) !== undefined) this.ready = [...this.ready, element];
		} catch (error) {
			this.missing = { ...this.missing, [view]: troubleWords("This view", error) };
		}
	}

	/** The page of a subsystem of the model, for the map. */
	private pageOf = (name: string): Promise<string> => this.runner!.piece(name);

	override render() {
		const { kit, notice, trouble, laid } = this;
		if (kit === undefined) return nothing;
		return html`
			${pageHeader({
				kit,
				runner: this.runner,
				wish: this.wish,
				large: this.large,
				tabs: tabsAtHand(kit, this.late),
				view: this.view,
				enlarge: () => (this.large = !this.large),
				open: (file) => void this.read(file),
				go: (view) => (this.view = view),
			})}
			${noticesOf({ notice, trouble, laid, failure: this.failure, close: this.close })}
			<main
				@crsim-draft=${this.draft} @crsim-change=${this.change} @crsim-wish=${this.other} @crsim-step=${this.step}
				@crsim-time=${(event: CustomEvent<{ time: number }>) => (this.time = event.detail.time)}
				@crsim-answered=${this.unveil}
				@crsim-pin=${this.pin} @crsim-back=${this.back} @crsim-case=${(event: CustomEvent<{ seed: number }>) => (this.seed = event.detail.seed)}
				@crsim-show=${(event: CustomEvent<{ shown: readonly string[] }>) => (this.shown = event.detail.shown)}
				@crsim-open=${(event: CustomEvent<{ columns: readonly string[] }>) => this.showColumns(event.detail.columns)}
			>
				<div id="view" role="tabpanel" aria-labelledby="tab-${this.view}" class=${this.view}>${this.body(kit)}</div>
			</main>
			${pageFooter(kit, this.answer)}
			<div role="status" class="heard">${this.spoken}</div>
			${this.over ? html`<div class="drop">Drop a chart (CSV) to lay it over the curves, or a scenario (YAML) to open it</div>` : nothing}
		`;
	}

	private body(kit: Kit) {
		const page: Explored = { ...this.shownNow(), kit };
		switch (this.view) {
			case "explore":
				return exploreView(page);
			case "lessons":
				return lessonsView(page);
			default: {
				const element = elementOf(this.view);
				const isReady = element !== undefined && this.ready.includes(element);
				if (!isReady) return html`<p class="soft" role="status">${this.missing[this.view] ?? "One moment …"}</p>`;
				return viewOfElement(this.view, page, (name) => this.renderRoot.querySelector(name));
			}
		}
	}

	private shownNow(): Omit<Explored, "kit"> {
		const { runner, wish, answer, pinned, laid, time, shown, seed, large, veiled, pageOf } = this;
		return { runner, wish, answer, pinned, laid, time, shown, seed, large, veiled, pageOf };
	}

	private showColumns(columns: readonly string[]): void {
		const ids = idsShowing(this.kit!, columns);
		this.shown = [...new Set([...ids, ...this.shown])].slice(0, this.kit!.shown.length);
	}

	private close = (what: "notice" | "trouble" | "laid"): void => {
		if (what === "notice") this.notice = "";
		else this[what] = undefined;
		if (what === "laid") this.chart = undefined;
	};

	private async read(file: File): Promise<void> {
		this.trouble = undefined;
		const opened = await openedFile(file, this.runner!, this.wish!);
		switch (opened.kind) {
			case "scenario": {
				const { scenario } = opened;
				const others = this.kit!.scenarios.filter(({ name }) => name !== scenario.name);
				this.kit = { ...this.kit!, scenarios: [...others, scenario] };
				this.open(scenario.wish);
				break;
			}
			case "chart":
				this.chart = opened.chart;
				this.laid = opened.laid;
				break;
			case "trouble":
				this.trouble = opened;
		}
	}

	static override styles = [tokens, controls, exploreStyle];
}

define("crsim-explore", CrsimExplore);
