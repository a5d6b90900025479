import type { Answer } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { html } from "../lit.ts";
import { modelLimits } from "./model-limits.ts";

const slowly = " WebAssembly is not allowed here: computed in JavaScript, more slowly and with the same numbers.";

/** What stands below every view: what the model cannot say, whose numbers these are, and that they stay here. */
export const pageFooter = (kit: Kit, answer: Answer | undefined) => html`<footer>
	${modelLimits(kit)}
	<p>${kit.disclaimer} Model ${kit.model.label}, crsim ${kit.version}. Nothing that you enter or open here leaves this browser.${answer?.kernel === "javascript" ? slowly : ""}</p>
</footer>`;
