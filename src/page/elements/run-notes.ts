import { plainName } from "../../trajectory/plain-name.ts";
import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { html, nothing } from "../lit.ts";
import { capital } from "../words/say.ts";

/** What this run says of itself, in one place, for whoever asks: what a terminal prints of it. */
export function runNotes(kit: Kit, answer: Answer) {
	const sets = kit.scenarios.find(({ name }) => name === answer.wish.scenario)?.sets ?? [];
	const told = [...answer.told, ...sets.map(({ name, to }) => `The scenario sets ${plainName(name)} to ${to}.`), ...answer.warnings];
	if (told.length === 0) return nothing;
	return html`<details class="small about">
		<summary>About this run${answer.warnings.length === 0 ? nothing : ` (${warningCount(answer.warnings.length)})`}</summary>
		<ul>${told.map((line) => html`<li>${capital(line)}${/[.!?]$/.test(line) ? "" : "."}</li>`)}</ul>
	</details>`;
}

const warningCount = (count: number): string => `${count} ${count === 1 ? "warning" : "warnings"}`;
