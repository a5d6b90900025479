import { describe, expect, test } from "vitest";
import type { FigureWishes } from "../../src/figures/figure-wishes.ts";
import { figuresOf } from "../../src/figures/figures.ts";
import { figureSizes, sheetOf } from "../../src/figures/sheet.ts";
import { sizedSvg } from "../../src/figures/sized-svg.ts";
import { renderSvg } from "../../src/node/render-figure.ts";
import { svgWithFonts } from "../../src/node/svg-with-fonts.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aRun } from "../support/a-run.ts";

const treated = aRun({ title: "Treated on day 3", tocilizumabDay: 3 });
const untreated = aRun({ title: "Nobody acts", tocilizumabDay: null });
const specOf = (runs: readonly Run[], wishes: FigureWishes = {}) => figuresOf(runs, wishes)[0]!.spec() as unknown as Drawn;
interface Drawn {
	readonly datasets: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>>;
	readonly title: { readonly text: readonly string[]; readonly subtitle: readonly string[] };
}
const columnsOf = ({ datasets }: Drawn) => Object.keys(datasets["run_1"]![0]!).filter((name) => name !== "day");
const wordsOf = async (runs: readonly Run[], wishes: FigureWishes = {}) =>
	(await renderSvg(figuresOf(runs, wishes)[0]!.spec())).svg.replaceAll(/<[^>]+>/g, "\n");
const daysOf = ({ datasets }: Drawn, run: string) => [datasets[run]![0]!["day"], datasets[run]!.at(-1)!["day"]];

/** A run that ends earlier. */
const until = (run: Run, day: number): Run => {
	const keep = run.trajectory.times.findIndex((time) => time > day * 24);
	const columns = new Map(
		[...run.trajectory.columns].map(([name, column]) => [
			name,
			column.kind === "number" ? { ...column, values: column.values.slice(0, keep) } : { ...column, values: column.values.slice(0, keep) },
		]),
	);
	return { ...run, trajectory: { times: run.trajectory.times.slice(0, keep), columns } };
};

describe("a comparison", () => {
	test("shows what differs, at most eight columns in the order of the figure's file", () => {
		const columns = columnsOf(specOf([untreated, treated]));
		const file = untreated.figures.find(({ form }) => form === "comparison")!.panels.map(({ left }) => left[0]!);
		expect(columns.length).toBeLessThanOrEqual(8);
		expect(columns).toEqual(expect.arrayContaining(["il6_signal", "temperature", "crp"]));
		// Cells and tumor take one course in both.
		for (const same of ["cart_cells", "tumor", "anc", "platelets"]) expect(columns).not.toContain(same);
		expect(columns).toEqual(file.filter((name) => columns.includes(name)));
	});

	test("shows the columns, days, title and strips that were wished for", async () => {
		const spec = specOf([untreated, treated], { columns: ["ferritin", "il6"], days: { from: 0, to: 20 }, title: "Mine", strips: "none" });
		expect(columnsOf(spec)).toEqual(["ferritin", "il6"]);
		expect(daysOf(spec, "run_1")).toEqual([0, 20]);
		expect(spec.title.text).toEqual(["Mine"]);
		expect(await wordsOf([untreated, treated], { strips: "none" })).not.toContain("CRS grade");
		expect(await wordsOf([untreated, treated])).toContain("CRS grade");
	});

	test("lays courses of different length on one axis of days", () => {
		const spec = specOf([until(untreated, 5), treated], { columns: ["il6"] });
		expect(daysOf(spec, "run_1")[1]).toBeCloseTo(5, 5);
		expect(daysOf(spec, "run_2")[1]).toBeGreaterThanOrEqual(14);
	});

	test("has the treatments of each course in a lane, says what they have alike, and tells the lesson", async () => {
		const words = await wordsOf([untreated, { ...treated, lesson: "Blocked receptors no longer clear it." }]);
		expect(words).toContain("tocilizumab");
		expect(words).toContain("560 mg");
		expect(words).toContain("Blocked receptors no longer clear it.");
		const twins = await wordsOf([treated, { ...treated, title: "Twin" }]);
		expect(twins).toContain("Alike in all: ");
		expect(twins).not.toContain("560 mg");
	});

	test("gives each curve the letter of its course where it is far from the others, and none to curves that are one", async () => {
		const letters = (words: string) => words.split("\n").filter((word) => word === "A" || word === "B").length;
		const apart = letters(await wordsOf([untreated, treated], { columns: ["crp"], strips: "none" }));
		const same = letters(await wordsOf([untreated, treated], { columns: ["cart_cells"], strips: "none" }));
		expect(apart).toBeGreaterThan(same);
	});
});

describe.each(figureSizes)("the size %s", (size) => {
	const smallest = { slide: 22, page: 1.9, column: 1.9 }[size];
	const { whole } = sheetOf(size);

	test.each([
		["two courses", [untreated, treated]],
		["one course", [treated]],
	] as const)("keeps every letter of %s readable, and carries the letters with it", async (_, runs) => {
		const { svg, warnings } = await renderSvg(figuresOf(runs, { size })[0]!.spec());
		expect(warnings).toEqual([]);
		const sized = sizedSvg(svg, whole!);
		// Pixels of a slide of 1920; millimeters of paper, of which a point has 0.353.
		const perPixel = (sized.scale * (whole!.millimeters ?? whole!.pixels)) / whole!.width;
		const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map((found) => Number(found[1]) * perPixel);
		expect(sizes.length).toBeGreaterThan(20);
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(smallest);
		expect(svgWithFonts(sized.svg)).toMatch(
			/^<svg[^>]*><style>@font-face\{font-family:Inter;font-weight:400;src:url\(data:font\/ttf;base64,/,
		);
	});
});

test("a slide is 1920 by 1080 pixels whatever stands on it", async () => {
	const { svg } = await renderSvg(figuresOf([untreated, treated], { size: "slide" })[0]!.spec());
	expect(sizedSvg(svg, sheetOf("slide").whole!).svg).toMatch(/^<svg[^>]* width="1920" height="1080" viewBox=/);
});
