import { InputError } from "../../src/input/problem.ts";
import type { Lesson } from "../../src/lesson/lesson.ts";
import { type ParseLessonOptions, parseLesson } from "../../src/lesson/parse-lesson.ts";
import { protocolTexts } from "./a-scenario.ts";
import { variedPaper } from "./a-study-text.ts";

/** The scenario of the lessons of paper: fever from hour 10 to hour 60. */
const base = { file: "scenarios/paper.yaml", text: "about: A patient of paper.\nmodel: tiny\nuntil: 4 day\n", open: () => undefined };

/** A lesson of the model of paper from its steps, or its whole text. */
export const lessonText = (steps: string, more = ""): string =>
	`about: How high is the fever? You find it out.\nscenario: paper\nminutes: 5\nsources: [paper]\n${more}steps:\n${steps}`;

/** A step that asks, with lines of its own. */
export const askStep = (lines: string): string => `  - say: A patient.\n    show: [temperature]\n${lines.replace(/^(?=.)/gm, "    ")}\n`;

/** A lesson of paper that uses every key. */
export const lessonOfPaper: string = lessonText(
	[
		askStep(
			"about: As it is.\nask: 'How high, from {at(temperature, 1 h)}?'\nanswer: { is: peak(temperature) > 38 degC, because: 'It is {peak(temperature)} on {peak_time(temperature)}.' }",
		),
		askStep(`about: Higher.
virtual: 3
beside: 1
set: { fever_height: 1.5x }
ask: And now?
choices:
  - { say: lower, is: peak(temperature) < before(peak(temperature)) }
  - { say: higher, is: peak(temperature) >= before(peak(temperature)) }
answer: { choice: 2, because: 'By {peak(temperature) - before(peak(temperature))} for {duration(temperature > 38 degC)}.' }`),
		askStep(`about: With a drug.
treatments: [ { give: drug, dose: 5 mg, at: 12 h, every: 6 h, for: 1 day } ]
try: Give half of the doses.
answer:
  is: doses(drug) <= 0.5 * before(doses(drug))
  with: { about: Fewer., treatments: [ { give: drug, dose: 5 mg, at: 12 h, every: 12 h, for: 1 day } ] }
  because: '{doses(drug)} in place of {before(doses(drug))}.'`),
	].join(""),
	"until: 3 day\ninfections: none\npatient: { weight: 60 kg }\n",
);

/** What a lesson or a teaching figure of paper is read with. */
export const ofPaper: Pick<ParseLessonOptions, "models" | "protocols" | "scenarios"> = {
	models: new Map([["tiny", variedPaper]]),
	protocols: protocolTexts({}),
	scenarios: { names: () => ["paper"], open: (name) => (name === "paper" ? base : undefined) },
};

/** Reads a lesson of the model of paper. */
export const aLesson = (text: string): Lesson => parseLesson(text, { name: "paper-lesson", file: "lesson.yaml", ...ofPaper });

/** What a lesson is refused with: `line:column key message` each. */
export function lessonRefusals(text: string): string[] {
	try {
		aLesson(text);
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ line, column, key, message }) => `${line}:${column} ${key}: ${message}`);
		throw error;
	}
	return [];
}
