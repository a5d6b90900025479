import { basename } from "node:path";
import { pageContent } from "./page-content.ts";
import type { PageMaterial } from "./page-html.ts";
import { pageScripts } from "./page-scripts.ts";
import { courseSources, modelOf, pageLessonsAtHand, pageSources, scenarioSource } from "./page-sources.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { findScenario } from "./scenario-texts.ts";

/** The scenario that a page shows first when none is named. */
const usual = "tocilizumab-too-late";

/**
 * What the page of a scenario is made of: its own file, or a shipped one by its name, beside all shipped scenarios of the same model. Throws an
 * InputError with every problem of the scenario.
 */
export async function explorePage(given: string | undefined, folder?: string): Promise<PageMaterial> {
	const models = modelsAtHand(folder);
	const file = findScenario(given ?? usual);
	const name = basename(file).replace(/\.ya?ml$/, "");
	const own = scenarioSource(file, name, models);
	const model = modelOf(own, models);
	const sources = pageSources(model, models);
	const lessons = pageLessonsAtHand(model, models);
	const others = [...sources.scenarios.filter((one) => one.name !== name), ...courseSources(lessons, models)];
	const content = pageContent({ sources: { ...sources, scenarios: [own, ...others] }, lessons, first: name });
	const title = `${(JSON.parse(String(content.kit)) as { scenarios: { label: string }[] }).scenarios[0]?.label ?? name} · crsim`;
	return { title, content, scripts: await pageScripts() };
}
