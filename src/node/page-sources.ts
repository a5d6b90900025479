import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "../lesson/lesson.ts";
import { courseTexts } from "../page/kit-lessons.ts";
import type { PageSources } from "../page/parts-of-model.ts";
import type { ScenarioSource } from "../page/read-scenario-part.ts";
import { loadLesson } from "./lesson-files.ts";
import { shippedLessons } from "./lesson-texts.ts";
import { home } from "./model-files.ts";
import { protocolsFor } from "./protocol-files.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { scenarioTexts } from "./scenario-texts.ts";

type ModelsAtHand = ReturnType<typeof modelsAtHand>;

const ending = /\.yaml$/;
const defaultModel = "cart-crs";

/** A scenario by its path or the name of a shipped one. */
export function scenarioSource(file: string, name: string, models: ModelsAtHand): ScenarioSource {
	return { ...scenarioTexts(file), name, models };
}

/** The model that a scenario's text names. */
export function modelOf({ text, file, open }: ScenarioSource, models: ModelsAtHand): string {
	const { model, extends: base } = models.yaml(text, file).value as { readonly model?: string; readonly extends?: string };
	if (model !== undefined || base === undefined) return model ?? defaultModel;
	const above = open?.(base);
	return above === undefined ? defaultModel : modelOf({ file: base, text: above, name: base, models, ...(open ? { open } : {}) }, models);
}

/** What the page of a model is made of: the shipped scenarios of that model, and all shipped protocols. */
export function pageSources(model: string = defaultModel, models: ModelsAtHand = modelsAtHand()): PageSources {
	const folder = join(home, "scenarios");
	const names = readdirSync(folder)
		.filter((name) => ending.test(name))
		.sort();
	const all = names.map((name) => scenarioSource(join(folder, name), name.replace(ending, ""), models));
	return {
		library: models.get(model)!,
		models,
		protocols: protocolsFor(join(folder, "any.yaml")),
		scenarios: all.filter((source) => modelOf(source, models) === model),
	};
}

/** The shipped lessons of a model. Throws an InputError with every problem. */
export const pageLessonsAtHand = (model: string, models: ModelsAtHand): readonly Lesson[] =>
	shippedLessons()
		.map((name) => loadLesson(name, models))
		.filter(({ steps }) => steps.every(({ course }) => course.plan.model === model));

/** Courses of lessons as scenarios of the page, which no list shows. */
export const courseSources = (lessons: readonly Lesson[], models: ModelsAtHand): readonly ScenarioSource[] =>
	courseTexts(lessons).map(({ name, text }) => ({ ...scenarioTexts(text), file: `${name}.yaml`, name, models, hidden: true }));
