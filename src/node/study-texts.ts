import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import { home, shownPath } from "./model-files.ts";
import { isText, type OwnTexts } from "./own-texts.ts";
import { type ScenarioTexts, scenarioTexts } from "./scenario-texts.ts";

const folder = join(home, "scenarios", "studies");
const ending = /\.ya?ml$/;

/** Names of the studies that come with the program. */
export const shippedStudies = (): string[] =>
	existsSync(folder)
		? readdirSync(folder)
				.filter((name) => ending.test(name))
				.map((name) => name.replace(ending, ""))
				.sort()
		: [];

/** A study may be named by its path, or by its bare name when it comes with the program. */
export function findStudy(file: string): string {
	const shipped = join(folder, ending.test(file) ? file : `${file}.yaml`);
	return isText(file) || existsSync(file) || !/^[\w.-]+$/.test(file) || !existsSync(shipped) ? file : shownPath(shipped);
}

/** The texts of a study, a file or the text itself; whoever names one that is not there is told those that come along. */
export function studyTexts(file: string, own: OwnTexts = {}): ScenarioTexts {
	if (isText(file)) return { ...scenarioTexts(file, undefined, own), file: "study" };
	const isBareName = /^[\w-]+$/.test(file) && !existsSync(file);
	if (!isBareName) return scenarioTexts(file, undefined, own);
	const hint = `${allowedHint(file, shippedStudies())} See: crsim list studies`;
	throw new InputError([{ file, line: 1, column: 1, key: "", message: "there is no such study", hint }]);
}

/** Whether a name or file is that of a study: a shipped one, or a file with outcomes. */
export function isStudy(file: string): boolean {
	if (findStudy(file) !== file || shippedStudies().includes(file)) return true;
	try {
		return /^outcomes\s*:/m.test(scenarioTexts(file).text);
	} catch {
		// Whoever reads it next tells what is wrong.
		return false;
	}
}
