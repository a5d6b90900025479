import type { ModelTexts } from "../../src/model/read-model.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { RunOptions } from "../../src/simulate/options.ts";
import type { Run } from "../../src/simulate/run.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { runPlan } from "./run-plan.ts";

/** A model of one page, which holds equations alone and starts at hour 0. */
export const aModelText = (page: string): ModelTexts => ({
	name: "paper",
	folder: "models/paper",
	texts: new Map([
		["model.yaml", "about: A model of paper.\nfrom: 0 h\nmodules: [equations]\n"],
		["modules/equations.yaml", `about: Equations.\n${page}`],
	]),
});

/** Runs a model without treatments to its end, whatever that is. */
export function runOfTexts(texts: ModelTexts, { until }: { readonly until: string }, options: Partial<RunOptions> = {}): Run {
	const models = new Map([[texts.name, readLibrary(texts)]]);
	return runPlan(parseScenario(`about: A test.\nmodel: ${texts.name}\nuntil: ${until}\n`, { file: "s.yaml", models }), options);
}

/** The same for the text of its page. */
export const aModelRun = (page: string, span: { readonly until: string }, options: Partial<RunOptions> = {}): Run =>
	runOfTexts(aModelText(page), span, options);
