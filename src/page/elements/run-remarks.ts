import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { html, nothing } from "../lit.ts";
import type { Wish } from "../wish.ts";
import { capital, dayWords } from "../words/say.ts";
import { notGiven } from "./not-given.ts";

/** So many warnings of a run stand open. */
const shownNotes = 2;

/** Doses that were wished and did not happen are an alert; what a run warns of is a note. */
export function runRemarks(kit: Kit, wish: Wish, answer: Answer) {
	const missing = answer.quality === "exact" ? notGiven(wish, answer) : [];
	const label = (name: string) => capital(kit.treatments.find((one) => one.name === name)?.label ?? name);
	return html`${
		missing.length === 0
			? nothing
			: html`<p class="alert">${missing.map(({ treatment, at }) => `${label(treatment)} on ${dayWords(at)}`).join(", ")}: not given. The note below says why.</p>`
	}
	${notes(answer.warnings)}`;
}

function notes(all: readonly string[]) {
	if (all.length === 0) return nothing;
	const list = (some: readonly string[]) => html`<ul>${some.map((text) => html`<li>${text}</li>`)}</ul>`;
	const [shown, more] = all.length <= shownNotes + 1 ? [all, []] : [all.slice(0, shownNotes), all.slice(shownNotes)];
	return html`<div class="notes">
		${list(shown)} ${more.length === 0 ? nothing : html`<details><summary>${more.length} more</summary>${list(more)}</details>`}
	</div>`;
}
