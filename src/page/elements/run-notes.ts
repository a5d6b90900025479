import { plainName } from "../../trajectory/plain-name.ts";
import type { Answer } from "../answer.ts";
import type { Kit, KitParameter } from "../kit.ts";
import { html, nothing } from "../lit.ts";
import { capital, listed } from "../words/say.ts";

/** What this run says of itself and what the model cannot say, in one place, for whoever asks: what a terminal prints of both. */
export function runNotes(kit: Kit, answer: Answer) {
	const sets = kit.scenarios.find(({ name }) => name === answer.wish.scenario)?.sets ?? [];
	const told = [...answer.told, ...sets.map(({ name, to }) => `The scenario sets ${plainName(name)} to ${to}.`), ...answer.warnings];
	return html`<details class="small about">
		<summary>About this run, and what the model cannot say${answer.warnings.length === 0 ? nothing : ` (${warningCount(answer.warnings.length)})`}</summary>
		${told.length === 0 ? nothing : html`<ul>${told.map((line) => html`<li>${capital(line)}${/[.!?]$/.test(line) ? "" : "."}</li>`)}</ul>`}
		<ul>
			<li>${kit.disclaimer} One run is one patient of the model: the tab Crowd shows how far others lie from it.</li>
			${kit.parameters.length === 0 ? nothing : html`<li>${evidenceSentence(kit.parameters)}</li>`}
		</ul>
	</details>`;
}

const warningCount = (count: number): string => `${count} ${count === 1 ? "warning" : "warnings"}`;

/** `Of the 612 numbers of the model 80 are measured, 150 are fitted and 382 are assumed.` */
function evidenceSentence(parameters: readonly Pick<KitParameter, "evidence">[]): string {
	const count = (evidence: KitParameter["evidence"]) => parameters.filter((one) => one.evidence === evidence).length;
	const shares = (["measured", "fitted", "assumed"] as const).flatMap((evidence) =>
		count(evidence) === 0 ? [] : [`${count(evidence)} are ${evidence}`],
	);
	return `Of the ${parameters.length} numbers of the model ${listed(shares)}: what rests on assumed ones is a hypothesis. The tab Why shows each with its source.`;
}
