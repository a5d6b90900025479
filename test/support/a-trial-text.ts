import { readYaml } from "../../src/input/located-yaml.ts";
import { InputError } from "../../src/input/problem.ts";
import { readParameterSets } from "../../src/population/parameter-sets.ts";
import { parseTrial } from "../../src/trial/parse-trial.ts";
import type { TrialWishes } from "../../src/trial/study-of-trial.ts";
import type { Trial } from "../../src/trial/trial.ts";
import { variedPaper } from "./a-study-text.ts";

const head = `about: A trial of paper.
model: tiny
source: "doi:10.1000/paper"
until: 4 day
`;

const common = "kind: CRS, evidence: measured, use: check";

/** An endpoint as a line of a trial. */
export const endpoint = (text: string, more = common) => `  - { ${text}, ${more} }\n`;

/** Two endpoints of the model of paper. */
export const twoEndpoints = [
	endpoint("name: fever, id: F1, is: peak(temperature) >= 38 degC, seen: 8 of 20"),
	endpoint("name: height, is: median(peak(temperature)), seen: 38.2 degC of 20"),
].join("");

export const trialText = (endpoints: string, more = "") => `${head}${more}endpoints:\n${endpoints}`;

export const aTrial = (text: string, wishes: Partial<TrialWishes> = {}): Trial =>
	parseTrial(text, { file: "trial.yaml", models: new Map([["tiny", variedPaper]]), patients: 12, seed: 7, ...wishes });

/** Sets of parameters of the model of paper, from their text. */
export const setsOf = (text: string) => readParameterSets(readYaml(text, "sets.yaml"));

/** What a trial text is refused with: `file line:column key message` each. */
export function trialRefusals(text: string, wishes: Partial<TrialWishes> = {}): string[] {
	try {
		aTrial(text, wishes);
	} catch (error) {
		if (error instanceof InputError)
			return error.problems.map(({ file, line, column, key, message }) => `${file} ${line}:${column} ${key}: ${message}`);
		throw error;
	}
	return [];
}
