import { scenarioTexts } from "./scenario-texts.ts";
import { shippedFolder } from "./shipped-folder.ts";

/** Studies by their names, paths or texts. */
export const { names: shippedStudies, find: findStudy, texts: studyTexts } = shippedFolder("studies", "study");

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
