import { pageSources } from "../../src/node/page-sources.ts";
import type { Kit } from "../../src/page/kit.ts";
import { kitOfModel } from "../../src/page/kit-of-model.ts";
import { type ModelParts, type PageSources, partsOfModel } from "../../src/page/parts-of-model.ts";

/** What a page is made of, made once for a file of tests. */
export interface APage extends ModelParts {
	readonly sources: PageSources;
	readonly kit: Kit;
}

/** The page of the shipped model. */
export function aPage(): APage {
	const sources = pageSources();
	const made = partsOfModel(sources);
	return { ...made, sources, kit: kitOfModel(sources, made, { version: "0.0.0", first: "demonstration", lessons: [] }) };
}
