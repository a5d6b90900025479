import { InputError } from "../../src/input/problem.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import type { Study } from "../../src/population/study.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { tinyModel } from "./a-scenario.ts";

/** The model of paper with patients that differ: in gain, in how high the fever is, in weight. */
const body = tinyModel()
	.texts.get("modules/body.yaml")!
	.replace("value: 2 /h,", "value: 2 /h, cv: 0.3,")
	.replace("value: 2 degC,", "value: 1.2 degC, cv: 0.3,")
	.replace("default: 70 kg,", "default: 70 kg, cv: 0.2,")
	.replace("observables:", "observables:\n  wave_share: { unit: percent, is: wave }");
/** What fills the fluid space stands for a tumor, so that its response can be asked for. */
const main = tinyModel().texts.get("model.yaml")!.replace("ice: ice,", "ice: ice, tumor_burden: volume,");
export const variedPaper = readLibrary(tinyModel({ "modules/body.yaml": body, "model.yaml": main }));

/** A small study of the model of paper; `more` is added to its text. */
export const studyText = (more = "") => `about: A study of paper.
model: tiny
until: 4 day
patients: 12
outcomes:
  fever: peak(temperature) >= 38 degC
  hot: duration(temperature > 38 degC)
  drug_given: amount(drug)
  final: at(wave, 4 day)
${more}`;

export const aStudy = (more = "", text = studyText(more)): Study =>
	parseStudy(text, { file: "study.yaml", models: new Map([["tiny", variedPaper]]) });

/** What a study text is refused with: `line:column message` each. */
export function refusalsOf(text: string): string[] {
	try {
		aStudy("", text);
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
		throw error;
	}
	return [];
}
