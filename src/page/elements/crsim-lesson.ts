import type { Answer } from "../answer.ts";
import type { Kit, KitLesson, KitLessonStep } from "../kit.ts";
import { define, html, LitElement, nothing, type PropertyValues, tell } from "../lit.ts";
import { lessonStyle } from "./lesson-style.ts";
import { controls, tokens } from "./style.ts";

/**
 * `<crsim-lesson>`: the list of lessons, and the steps of the one that is open: a text, a question, and its reason once an answer was chosen or found.
 *
 * Properties: `kit`, `answer`, `open` ({ name, step } or null). Fires `crsim-step` { name, step } (name empty: back to the list) and
 * `crsim-answered` once a choice was made or the answer was asked for.
 */
export class CrsimLesson extends LitElement {
	static override properties = {
		kit: { attribute: false },
		answer: { attribute: false },
		open: { attribute: false },
		chosen: { state: true },
		shown: { state: true },
	};
	declare kit: Kit | undefined;
	declare answer: Answer | undefined;
	declare open: { readonly name: string; readonly step: number } | null;
	/** Place of the chosen answer; -1: none yet. */
	declare chosen: number;
	/** The reason was asked for. */
	declare shown: boolean;

	constructor() {
		super();
		this.open = null;
		this.chosen = -1;
		this.shown = false;
	}

	override willUpdate(changed: PropertyValues<this>): void {
		const before = changed.get("open");
		if (!changed.has("open") || (before?.name === this.open?.name && before?.step === this.open?.step)) return;
		this.chosen = -1;
		this.shown = false;
	}

	override render() {
		if (this.kit === undefined) return nothing;
		const lesson = this.kit.lessons.find(({ name }) => name === this.open?.name);
		const step = lesson?.steps[this.open?.step ?? 0];
		return lesson === undefined || step === undefined ? this.list() : this.step(lesson, step, this.open!.step);
	}

	private list() {
		const { lessons } = this.kit!;
		if (lessons.length === 0) return html`<p class="soft">This model has no lessons.</p>`;
		return html`<h2>Lessons</h2>
			<p class="lead">Each is a patient, a few steps and a question whose answer you find by moving something.</p>
			<ol class="list">
				${lessons.map(
					({ name, label, about, minutes }) => html`<li>
						<button @click=${() => this.go(name, 0)}><b>${label}</b><span>${about}</span><small>${minutes} minutes</small></button>
					</li>`,
				)}
			</ol>`;
	}

	private step(lesson: KitLesson, step: KitLessonStep, place: number) {
		const last = place === lesson.steps.length - 1;
		const found = this.answer?.lesson?.found ?? null;
		const solved = this.chosen >= 0 || this.shown || (step.find !== null && found === true);
		return html`<article>
			<p class="soft small">${lesson.label}, step ${place + 1} of ${lesson.steps.length}</p>
			<div class="say">${paragraphs(step.say)}</div>
			${step.ask === "" ? nothing : html`<p class="ask">${step.ask}</p>`} ${step.choices.length > 0 ? this.choices(step) : nothing}
			${step.find === null ? nothing : html`<p class="find ${found === true ? "yes" : ""}"><b>${found === true ? "Found." : "Your turn."}</b> ${step.find}</p>`}
			<div role="status">${solved && step.because !== "" ? html`<div class="because">${this.verdict(step)} ${paragraphs(step.because)}</div>` : nothing}</div>
			${
				solved || (step.choices.length > 0 && step.find === null) || step.because === ""
					? nothing
					: html`<button class="bare" @click=${() => this.answered({ shown: true })}>Show the answer</button>`
			}
			<nav aria-label="Steps of the lesson">
				<button ?disabled=${place === 0} @click=${() => this.go(lesson.name, place - 1)}>Back</button>
				${
					last
						? html`<button @click=${() => this.go("", 0)}>All lessons</button>`
						: html`<button class="main" @click=${() => this.go(lesson.name, place + 1)}>Next</button>`
				}
				<button class="bare" @click=${() => this.go(lesson.name, place)}>Start this step again</button>
				${last ? nothing : html`<button class="bare" @click=${() => this.go("", 0)}>All lessons</button>`}
			</nav>
		</article>`;
	}

	private choices({ ask, choices, right }: KitLessonStep) {
		return html`<fieldset>
			<legend class="heard">${ask}</legend>
			${choices.map((choice, i) => {
				const mark = this.chosen < 0 || right === null ? "" : i === right ? "right" : i === this.chosen ? "wrong" : "";
				return html`<label class="choice ${mark}"
					><input type="radio" name="choice" .checked=${this.chosen === i} @change=${() => this.answered({ chosen: i })} /><span>${choice}</span>${
						mark === "right"
							? html`<b>✓<span class="heard"> right</span></b>`
							: mark === "wrong"
								? html`<b>✕<span class="heard"> not so</span></b>`
								: nothing
					}</label
				>`;
			})}
		</fieldset>`;
	}

	private verdict({ right }: KitLessonStep) {
		if (this.chosen < 0 || right === null) return nothing;
		return html`<b>${this.chosen === right ? "Right." : "Not so."}</b>`;
	}

	private answered(how: { readonly chosen: number } | { readonly shown: true }): void {
		Object.assign(this, how);
		tell(this, "crsim-answered", {});
	}

	private go(name: string, step: number): void {
		this.chosen = -1;
		this.shown = false;
		tell(this, "crsim-step", { name, step });
	}

	static override styles = [tokens, controls, lessonStyle];
}

const paragraphs = (text: string) =>
	text
		.split(/\n\s*\n/)
		.filter((part) => part.trim() !== "")
		.map((part) => html`<p>${part}</p>`);

define("crsim-lesson", CrsimLesson);
