import { parseStudy } from "../../src/population/parse-study.ts";
import type { Study } from "../../src/population/study.ts";
import { InputError } from "../../src/problem/problem.ts";
import { gradeNames } from "../../src/simulate/ward.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { tinyModel } from "./a-scenario.ts";

/** The model of paper with patients that differ: weight, gain, and how high the fever is. */
const varied = readLibrary(
	tinyModel({
		"modules/body.yaml": `about: Signs by the clock; patients differ.
parameters:
  gain: { value: 2 /h, cv: 0.3, range: [1 /h, 4 /h], source: assumed, evidence: assumed }
  fever_height: { value: 1.2 degC, cv: 0.3, source: assumed, evidence: assumed }
covariates:
  weight: { unit: kg, default: 70 kg, cv: 0.2, range: [3 kg, 250 kg] }
  age: { unit: year, default: 50 year, range: [0 year, 100 year] }
inputs:
  fluid_rate: { unit: mL/h, rest: 0 mL/h }
  fio2: { unit: "1", rest: 0.21 }
  peep: { unit: cmH2O, rest: 0 cmH2O }
slots:
  effect: { unit: "1", rest: 0, join: any }
states:
  volume: { unit: mL, start: 0 mL, scale: 100 mL, rate: fluid_rate }
  breathed: { unit: h, start: 0 h, rate: fio2 }
  wave: { unit: "1", start: "1", rate: "-0.05 /h * wave + 0.02 /h * sin(t / 5 h) * (1 - effect)" }
observables:
  temperature: { unit: degC, is: "37 degC + (t >= 10 h and t < 60 h ? fever_height : 0 degC)" }
  map: { unit: mmHg, is: 90 mmHg }
  sbp: { unit: mmHg, is: 120 mmHg }
  ice: { unit: "1", is: "10" }
`,
	}),
);

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
	parseStudy(text, { file: "study.yaml", models: new Map([["tiny", varied]]), grades: gradeNames });

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
