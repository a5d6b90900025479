import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { BaseScenarios } from "../lesson/base-scenario.ts";
import type { Lesson } from "../lesson/lesson.ts";
import { parseLesson } from "../lesson/parse-lesson.ts";
import type { ParseOptions } from "../scenario/parse-scenario.ts";
import { readAs } from "./kind-of-file.ts";
import { findLesson, lessonTexts } from "./lesson-texts.ts";
import { home } from "./model-files.ts";
import { isText, type OwnTexts } from "./own-texts.ts";
import { shippedScenarios } from "./read-text.ts";
import { scenarioTexts } from "./scenario-texts.ts";

const ending = /\.ya?ml$/;

/** The scenarios that a lesson or a teaching figure may begin from: those of its folder, of the folder above, then those that come along. */
export function scenariosFor(file: string): BaseScenarios {
	const beside = isText(file) ? ["."] : [dirname(resolve(file)), dirname(dirname(resolve(file)))];
	const folders = [...beside, join(home, "scenarios")];
	return {
		names: () => shippedScenarios().map((name) => name.replace(ending, "")),
		open: (name) => {
			if (!/^[\w.-]+$/.test(name)) return undefined;
			const path = folders.map((folder) => join(folder, `${name.replace(ending, "")}.yaml`)).find((one) => existsSync(one));
			return path === undefined ? undefined : scenarioTexts(path);
		},
	};
}

/** Reads and checks a lesson: a file, a shipped one by its name, or the text of one. Throws an InputError with every problem. */
export function loadLesson(given: string, models: ParseOptions["models"], own: OwnTexts = {}): Lesson {
	const found = findLesson(given);
	const { text, file, protocols } = lessonTexts(found, own);
	const name = isText(given) ? "lesson" : file.replace(/^.*[/\\]/, "").replace(ending, "");
	return readAs("lesson", { text, file }, () => parseLesson(text, { name, file, models, protocols, scenarios: scenariosFor(found) }));
}
