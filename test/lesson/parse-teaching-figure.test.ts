import { describe, expect, test } from "vitest";
import { teachingFigureSpec } from "../../src/figures/teaching-figure-spec.ts";
import { runCourse } from "../../src/lesson/run-lesson.ts";
import { renderSvg } from "../../src/node/render-figure.ts";
import { brokenClaims, runsTable } from "../../src/report/teaching-figure-table.ts";
import { aTeachingFigure, teachingFigureOfPaper } from "../support/a-teaching-figure-text.ts";

const runsOf = (text: string) => {
	const figure = aTeachingFigure(text);
	return { figure, runs: figure.subject.kind === "runs" ? figure.subject.courses.map(runCourse) : [] };
};

describe("a teaching figure", () => {
	test("has its title, its sentence, and runs that are called as the file calls them", () => {
		const { figure, runs } = runsOf(teachingFigureOfPaper);
		expect([figure.title, figure.sentence]).toEqual(["How high is the fever?", "As high as the parameter says."]);
		expect(runs.map(({ title }) => title)).toEqual(["As it is", "Higher"]);
	});

	test("is plain data", () => {
		const figure = aTeachingFigure(teachingFigureOfPaper);
		expect(structuredClone(figure)).toEqual(figure);
	});

	test("asks its numbers of each run, and its claims of the run that they name", () => {
		const { figure, runs } = runsOf(teachingFigureOfPaper);
		const [head, highest] = runsTable(figure, runs);
		expect(head).toEqual(["", "As it is", "Higher"]);
		expect(Number.parseFloat(highest![2]!)).toBeGreaterThan(Number.parseFloat(highest![1]!));
		expect(brokenClaims(figure, runs)).toEqual([]);
		expect(brokenClaims(aTeachingFigure(teachingFigureOfPaper.replace("> before", "< before")), runs)).toEqual([
			"in run 2: peak(temperature) < before(peak(temperature))",
		]);
	});

	test("is drawn under its title and its sentence, without a warning", async () => {
		const { figure, runs } = runsOf(teachingFigureOfPaper);
		const spec = teachingFigureSpec(figure, { kind: "runs", runs });
		expect(spec.title).toMatchObject({
			text: ["How high is the fever?"],
			subtitle: expect.arrayContaining(["As high as the parameter says."]),
		});
		const { svg, warnings } = await renderSvg(spec);
		expect(warnings).toEqual([]);
		expect(svg).toContain("never a basis for treating a real patient");
	});
});
