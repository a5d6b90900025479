import { describe, expect, test } from "vitest";
import { laidOver } from "../../src/exchange/lay-over.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { chartCsv } from "../../src/exchange/write-chart.ts";
import { figuresOf } from "../../src/figures/figures.ts";
import { htmlReport } from "../../src/report/html-report.ts";
import { summaryOf } from "../../src/report/summary.ts";
import { terminalChart } from "../../src/report/terminal-chart.ts";
import { terminalSummary } from "../../src/report/terminal-summary.ts";
import { aRun } from "../support/a-run.ts";
import { shippedFormulary as formulary } from "../support/formulary.ts";

const run = aRun();
const shown = [{ name: "il6", unit: "pg/mL", called: ["IL-6"], about: "" }];
const over = (text: string) => laidOver(readChart(text, { file: "chart.csv", formulary, shown }), run, "chart.csv");
const at = (name: string, hour: number) => {
	const column = run.trajectory.columns.get(name)!;
	return column.kind === "number" ? column.values[run.trajectory.times.findLastIndex((time) => time <= hour)]! : Number.NaN;
};
const distance = (text: string, column: string) => over(text).distances.find((one) => one.column === column);

describe("a chart over a run", () => {
	test("the chart of the run itself lies nowhere apart, and has its grades", () => {
		const { distances, courses, notes } = over(chartCsv(run));
		expect(distances.length).toBeGreaterThan(5);
		for (const { column, median_absolute } of distances) expect(median_absolute, column).toBeLessThan(column === "ice" ? 0.51 : 1e-9);
		expect(courses["ASTCT_CRS"]).toMatchObject({ worst: run.grades.crs.worst });
		expect(notes).toEqual([]);
	});

	test("what is charted higher lies above by as much, in the unit of the model", () => {
		const text = `time_h,temp_c,Platelets (10^9/L)\n24,${at("temperature", 24) + 0.5},${at("platelets", 24) + 10}\n48,${at("temperature", 48) + 0.5},${at("platelets", 48) + 10}\n`;
		expect(distance(text, "temperature")).toMatchObject({ values: 2, bounds: 0 });
		expect(distance(text, "temperature")!.median_difference).toBeCloseTo(0.5, 6);
		expect(distance(text, "platelets")!.median_absolute).toBeCloseTo(10, 6);
		expect(distance(text, "platelets")!.median_relative).toBeCloseTo((10 / at("platelets", 24) + 10 / at("platelets", 48)) / 2, 6);
	});

	test("a bound that the curve keeps is no distance; one that it breaks lies as far as the curve is beyond it", () => {
		const high = at("il6", 96);
		expect(distance("time_h,temp_c,IL-6\n96,38,>10\n", "il6")).toMatchObject({ values: 1, bounds: 1, median_absolute: 0 });
		expect(distance("time_h,temp_c,IL-6\n96,38,<10\n", "il6")!.median_difference).toBeCloseTo(10 - high, 6);
	});

	test("what the model lacks, and days that were not simulated, are noted and not compared", () => {
		const { notes, distances } = over("day,temp_c,capd\n1,38,0\n99,37,0\n");
		expect(notes).toEqual([
			"the model has no column for capd: charted, and not drawn",
			"1 charted value lies before or after the simulated days, and is not compared",
		]);
		expect(distances).toEqual([expect.objectContaining({ column: "temperature", values: 1 })]);
	});

	test("is drawn over the curves of every panel that it has, and its grades stand beside those of the run", () => {
		const charted = over("day,temp_c,map,IL-6,ice\n-3,37,80,<5,10\n1,38.2,80,120,10\n4,39.5,60,>5000,8\n");
		const plain = new Map(figuresOf([run]).map(({ name, spec }) => [name, JSON.stringify(spec())]));
		const drawn = new Map(figuresOf([run], { charted }).map(({ name, spec }) => [name, JSON.stringify(spec())]));
		expect([...drawn.keys()]).toEqual([...plain.keys()]);
		const points = (name: string) => [...drawn.get(name)!.matchAll(/"charted":([\d.]+)/g)].map((match) => Number(match[1]));
		expect(points("vitals")).toEqual([38.2, 39.5, 80, 60]);
		expect(points("cascade")).toEqual(expect.arrayContaining([120, 5000, 38.2, 39.5, 80, 60, 10, 8]));
		expect(points("cascade")).not.toContain(5);
		expect(drawn.get("cascade")).toContain('"shape":"triangle-up"');
		for (const name of ["cascade", "vitals", "scales"]) expect(drawn.get(name), name).toContain("in the chart");
		expect(drawn.get("vitals")).toContain("Rings: charted (chart.csv)");
		expect(drawn.get("drugs")).toBe(plain.get("drugs"));
	});

	test("without a chart every figure and the summary are as before", () => {
		expect(figuresOf([run], undefined).map(({ spec }) => spec())).toEqual(figuresOf([run]).map(({ spec }) => spec()));
		const facts = { scenario: { file: "", title: "", sha256: "" }, model: { name: "", sha256: "" }, version: "0", seed: null, options: {} };
		expect("chart" in summaryOf(run, facts)).toBe(false);
		const charted = over("day,temp_c\n1,38.2\n");
		expect(summaryOf(run, facts, charted).chart).toMatchObject({
			name: "chart.csv",
			distances: charted.distances,
			grades: { ASTCT_CRS: { worst: 1 } },
		});
	});

	test("stands in the report with its name, grades and distances, as texts", () => {
		const charted = { ...over("day,temp_c,sbp_low\n2,38.2,no\n3,37,no\n"), name: "<b>mine</b>" };
		const facts = { scenario: { file: "", title: "", sha256: "" }, model: { name: "", sha256: "" }, version: "0", seed: null, options: {} };
		const page = htmlReport({ runs: [{ run, facts, charted }], figures: [] });
		expect(page).toContain("Beside the chart &lt;b&gt;mine&lt;/b&gt;");
		expect(page).toContain("CRS as charted: grade 1 on day 2.0");
		expect(htmlReport({ runs: [{ run, facts }], figures: [] })).not.toContain("Beside the chart");
	});

	test("the summary in the terminal tells its grades only as far as it goes, and how far it lies", () => {
		const charted = over("day,temp_c,sbp_low\n2,38.2,no\n3,37,no\n");
		const lines = terminalSummary(run, { charted, beside: terminalChart(run, charted), width: 100 });
		const strip = lines.find((line) => line.startsWith("charted"))!;
		expect(strip.slice(8)).toMatch(/^ +1+·+$/);
		expect(lines.some((line) => /^Charted: chart\.csv +values/.test(line))).toBe(true);
		expect(lines.some((line) => /^Temperature +2 /.test(line))).toBe(true);
	});
});
