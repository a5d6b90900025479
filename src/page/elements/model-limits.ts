import { knownLimits } from "../../report/known-limits.ts";
import type { Kit, KitParameter } from "../kit.ts";
import { html, nothing } from "../lit.ts";
import { listed } from "../words/say.ts";

/** What the model cannot say, folded, at the foot of every view. */
export const modelLimits = ({ parameters }: Pick<Kit, "parameters">) => html`<details class="limits">
	<summary>What the model cannot say</summary>
	<ul>
		${knownLimits.map((limit) => html`<li>${limit}</li>`)} ${parameters.length === 0 ? nothing : html`<li>${evidenceSentence(parameters)}</li>`}
	</ul>
</details>`;

/** `Of the 612 numbers of the model 80 are measured, 150 are fitted and 382 are assumed.` */
function evidenceSentence(parameters: readonly Pick<KitParameter, "evidence">[]): string {
	const count = (evidence: KitParameter["evidence"]) => parameters.filter((one) => one.evidence === evidence).length;
	const shares = (["measured", "fitted", "assumed"] as const).flatMap((evidence) =>
		count(evidence) === 0 ? [] : [`${count(evidence)} are ${evidence}`],
	);
	return `Of the ${parameters.length} numbers of the model ${listed(shares)}. The tab Why shows each with its source.`;
}
