import { describe, expect, test } from "vitest";
import { constantSentence } from "../../src/figures/constant-outcomes.ts";
import { forest } from "../../src/figures/forest.ts";
import { type FigureSize, figureSizes, sheetOf } from "../../src/figures/sheet.ts";
import { sizedSvg } from "../../src/figures/sized-svg.ts";
import { type StudyPage, studyPages } from "../../src/figures/study-pages.ts";
import { renderSvg } from "../../src/node/render-figure.ts";
import type { StudySummary } from "../../src/population/study-summary.ts";
import { aStudy, doses, starts } from "../support/a-study.ts";

/** Twenty-two cells, and each outcome three times under names of its own: as large as studies get. */
function large(): StudySummary {
	const study = aStudy({ vary: [{ ...starts, labels: [...starts.labels, "12 day", "14 day"] }], severity: 0.6 });
	const named = (name: string, i: number) => (i === 0 ? name : `${name}_${i + 1}`);
	const thrice = <T>(rows: readonly T[], of: (row: T, i: number) => T) => [0, 1, 2].flatMap((i) => rows.map((row) => of(row, i)));
	return {
		...study,
		cells: study.cells.map((cell) => ({ ...cell, outcomes: thrice(cell.outcomes, (one, i) => ({ ...one, name: named(one.name, i) })) })),
		differences: thrice(study.differences, (one, i) => ({ ...one, outcome: named(one.outcome, i) })),
		benefits: thrice(study.benefits, (one, i) => ({ ...one, outcome: named(one.outcome, i) })),
	};
}

const pagesNamed = (study: StudySummary, name: string) => studyPages(study).filter((page) => page.name.replace(/-\d+$/, "") === name);

describe("a study with twenty-two cells and fifteen outcomes", () => {
	const study = large();
	const forests = pagesNamed(study, "forest");

	test("has its differences on several pages, each with its number and none higher than two screens", async () => {
		expect(study.cells.length).toBe(22);
		expect(forests.length).toBeGreaterThan(3);
		expect(forests.map(({ name }) => name).slice(0, 3)).toEqual(["forest", "forest-2", "forest-3"]);
		for (const [i, { spec, title }] of forests.entries()) {
			expect(title).toContain(`page ${i + 1} of ${forests.length}`);
			const { svg, warnings } = await renderSvg(spec());
			expect(warnings).toEqual([]);
			expect(svg).toContain(`Page ${i + 1} of ${forests.length}.`);
			expect(svg).toContain("never a basis for treating a real patient");
			expect(Number(/height="(\d+)/.exec(svg)![1])).toBeLessThan(1200);
		}
	});

	test("shows each outcome once, the pages in the order of the study", () => {
		const heads = forests.map(({ spec }) => JSON.stringify(spec()));
		const outcomes = [...new Set(study.differences.map(({ outcome }) => outcome))];
		const shownOn = outcomes.map((outcome) => {
			const title = outcome.replace(/_/g, " ").replace("crs", "CRS").replace("il6", "IL-6");
			return heads.flatMap((text, i) => (text.toLowerCase().includes(`"text":"${title.toLowerCase()}, `) ? [i] : []));
		});
		expect(shownOn.map((on) => on.length)).toEqual(outcomes.map(() => 1));
		expect(shownOn.flat()).toEqual(shownOn.flat().toSorted((a, b) => a - b));
	});

	test("answers on each page in words, from what stands on that page", () => {
		const answers = forests.map(({ spec }) => (spec().title as { subtitle: readonly string[] }).subtitle[0]);
		expect(new Set(answers).size).toBe(answers.length);
	});
});

/** How much smaller than meant a page is on its sheet. */
async function scaleOf({ spec }: StudyPage, size: FigureSize): Promise<number> {
	const { svg, warnings } = await renderSvg(spec());
	expect(warnings).toEqual([]);
	return sizedSvg(svg, sheetOf(size).whole!).scale;
}

describe.each(figureSizes)("on a %s", (size) => {
	test("every page of courses, grades, differences and subgroups keeps the size of its letters", async () => {
		const pages = studyPages(aStudy(), { size });
		expect(new Set(pages.map(({ name }) => name.replace(/-\d+$/, "")))).toEqual(
			new Set(["forest", "grade-flow", "fan-chart", "who-benefits"]),
		);
		for (const page of pages) expect(await scaleOf(page, size), page.name).toBeGreaterThan(0.95);
	});

	test("a page's number stands before the disclaimer, which stays whole", () => {
		const numbered = studyPages(aStudy(), { size: "column" }).find(({ name }) => name === "fan-chart-2")!;
		const { subtitle } = numbered.spec().title as { subtitle: readonly string[] };
		expect(subtitle.join(" ")).toMatch(
			/Page 2 of 2\. Simulated, for teaching and research only; never a basis for treating a real patient\.$/,
		);
	});
});

test("courses of more cells than stand side by side go on further pages, each cell once", () => {
	const study = aStudy({ vary: [{ ...starts, labels: starts.labels.slice(0, 4) }] });
	const { cells } = study;
	const withCourses = {
		...study,
		cells: cells.map((cell) => ({ ...cell, bands: aStudy().cells[0]!.bands, days: aStudy().cells[0]!.days })),
	};
	const pages = studyPages(withCourses).filter(({ name }) => name.startsWith("fan-chart"));
	const shown = pages.map(({ spec }) => (spec() as unknown as { vconcat: { hconcat: unknown[] }[] }).vconcat[0]!.hconcat.length);
	expect(cells.length).toBeGreaterThan(6);
	expect(shown.reduce((a, b) => a + b, 0)).toBe(cells.length);
});

describe("outcomes in which nobody differs", () => {
	const study = aStudy({ severity: 0, patients: 40 });

	test("are said in one line of words, and not drawn", () => {
		expect(constantSentence(study)).toBe("Not drawn, since it is so in nobody: Severe CRS, Died.");
		const words = JSON.stringify(forest(study));
		expect(words).toContain("Not drawn, since it is so in nobody: Severe CRS, Died.");
		expect(words).not.toContain("Died, percentage points");
		expect(words).toContain("Tumor shrinkage, difference of means");
	});

	test("are not so called where somebody differs", () => {
		expect(constantSentence(aStudy())).toBe("");
	});

	test("a study of one page keeps the names of its figures", () => {
		expect(studyPages(aStudy({ vary: [starts, doses], arms: ["only"] })).map(({ name }) => name)).toContain("timing-map");
		expect(pagesNamed(aStudy(), "forest").map(({ name, title }) => [name, title])).toEqual([["forest", "Differences between arms"]]);
	});
});
