import { allowedHint } from "../input/nearest.ts";
import { judgesOf } from "../population/judges.ts";
import { type Influences, type Judge, oneAtATime } from "../population/one-at-a-time.ts";
import { parametersInUse } from "../scenario/parameters-in-use.ts";
import { loadProgram } from "../simulate/engine.ts";
import { compileProgram } from "../simulate/program.ts";
import type { Models } from "../treatment/library.ts";
import { type Asked, refuse } from "./asked.ts";
import { loadScenario } from "./scenario-files.ts";
import { findScenario } from "./scenario-texts.ts";

/** What may be asked for in place of what the model's `evidence.yaml` says. */
export interface Weighing {
	/** Name or path of a scenario of the model. */
	readonly scenario?: string | undefined;
	/** Names among its outcomes; left out: all. */
	readonly outcomes?: readonly string[] | undefined;
}

/** How strongly each parameter of a scenario moves what is looked at. */
export interface WeighedParameters extends Influences {
	readonly scenario: string;
	/** First sentence of its `about`. */
	readonly title: string;
	readonly judges: readonly Judge[];
}

/**
 * Moves every parameter of a model by itself and ranks them by what that does to the outcomes of the model's `evidence.yaml`. Throws an InputError for
 * a model without that file, and for names that it does not have.
 *
 *     const { influences } = weighParameters(modelsAtHand(), "cart-crs", {}, onCommandLine);
 */
export function weighParameters(
	models: Models,
	name: string,
	{ scenario: given, outcomes: asked }: Weighing,
	{ words, onProgress = () => {} }: { readonly words: Asked; readonly onProgress?: (progress: { done: number; all: number }) => void },
): WeighedParameters {
	const library = models.get(name)!;
	const { evidence } = library;
	if (evidence === null) {
		const withFile = [...models.keys()].filter((one) => models.get(one)!.evidence !== null);
		refuse(words, "evidence", `the model "${name}" has no file evidence.yaml with outcomes to judge by`, allowedHint(name, withFile));
	}
	const known = evidence.outcomes.map((one) => one.name);
	for (const one of asked ?? [])
		if (!known.includes(one)) refuse(words, "outcomes", `"${one}" is not an outcome of the model's evidence.yaml`, allowedHint(one, known));
	const scenario = given ?? evidence.scenario;
	const { plan } = loadScenario(findScenario(scenario), models);
	if (plan.model !== name)
		refuse(words, "scenario", `expected a scenario of ${name}, found one of ${plan.model}`, "another scenario, or that model");
	const judges = judgesOf(
		library,
		plan,
		evidence.outcomes.filter((one) => asked === undefined || asked.includes(one.name)),
	);
	const engine = loadProgram(compileProgram(plan));
	return { scenario, title: plan.title, judges, ...oneAtATime(engine, parametersInUse(library, plan), { judges, onProgress }) };
}
