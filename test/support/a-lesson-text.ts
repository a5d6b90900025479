import { InputError } from "../../src/input/problem.ts";
import type { Lesson } from "../../src/lesson/lesson.ts";
import { parseLesson } from "../../src/lesson/parse-lesson.ts";
import { protocolTexts } from "./a-scenario.ts";
import { variedPaper } from "./a-study-text.ts";

/** The scenario of the lessons of paper: fever from hour 10 to hour 60. */
const base = { file: "scenarios/paper.yaml", text: "about: A patient of paper.\nmodel: tiny\nuntil: 4 day\n", open: () => undefined };

/** A lesson of the model of paper from its steps, or its whole text. */
export const lessonText = (steps: string, more = ""): string =>
	`about: How high is the fever? You find it out.\nscenario: paper\nminutes: 5\nsources: [paper]\n${more}steps:\n${steps}`;

/** A step that asks, with lines of its own. */
export const askStep = (lines: string): string => `  - say: A patient.\n    show: [temperature]\n${lines.replace(/^(?=.)/gm, "    ")}\n`;

/** Reads a lesson of the model of paper. */
export const aLesson = (text: string): Lesson =>
	parseLesson(text, {
		name: "paper-lesson",
		file: "lesson.yaml",
		models: new Map([["tiny", variedPaper]]),
		protocols: protocolTexts({}),
		scenarios: { names: () => ["paper"], open: (name) => (name === "paper" ? base : undefined) },
	});

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
