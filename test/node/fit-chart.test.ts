import { describe, expect, test } from "vitest";
import { fanCsv } from "../../src/exchange/fan-csv.ts";
import { chartFan } from "../../src/figures/chart-fan.ts";
import { chartGrades } from "../../src/figures/chart-grades.ts";
import { InputError } from "../../src/input/problem.ts";
import { onCommandLine } from "../../src/node/asked.ts";
import { fitChart } from "../../src/node/fit-chart.ts";
import { type ChartFitWishes, prepareChartFit } from "../../src/node/prepare-chart-fit.ts";
import { chartDisclaimer, chartFitTable, chartFitWarnings } from "../../src/report/chart-fit-table.ts";

const chart = `day,temp_c,map,spo2,weight_kg,given,o2_device,o2_lpm
1,37.2,84,97,71.5,,none,
2,38.6,80,97,,,none,
3,39.4,72,93,,Actemra 560 mg,nasal_cannula,2
4,37.6,80,96,,,none,
`;
const wishes: ChartFitWishes = { chart, known: "3 day", until: "5 day", care: "none", patients: 20, workers: 1 };
const fitted = (more: Partial<ChartFitWishes> = {}) =>
	fitChart(prepareChartFit("scenarios/bulky-untreated.yaml", { ...wishes, ...more }, onCommandLine));

const problemsOf = (more: Partial<ChartFitWishes>): readonly string[] => {
	try {
		prepareChartFit("scenarios/bulky-untreated.yaml", { ...wishes, ...more }, onCommandLine);
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
		throw error;
	}
	return [];
};

describe("a chart held against virtual patients", () => {
	const first = fitted();

	test("is the same for any number of threads", async () => {
		expect(await fitted({ workers: 2 })).toEqual(await first);
	});

	test("gives shares that add up, lines in order, and tells hidden values apart", async () => {
		const fit = await first;
		expect(fit.arms.map(({ care }) => care)).toEqual(["as charted", "none"]);
		for (const { grades, bands } of fit.arms) {
			for (const { shares } of grades) expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
			for (const { lines } of bands)
				for (const [t] of fit.times.entries()) {
					const at = Object.values(lines).map((line) => line[t]!);
					if (!at.some(Number.isNaN)) expect(at).toEqual([...at].sort((a, b) => a - b));
				}
		}
		expect(fit.hidden?.columns.map(({ column, values }) => [column, values])).toEqual([
			["temperature", 1],
			["map", 1],
			["spo2", 1],
		]);
		expect(fit.values).toBe(9);
	});

	test("knows the facts of the patient, and gives what was charted", () => {
		const { work } = prepareChartFit("scenarios/bulky-untreated.yaml", wishes, onCommandLine);
		expect([...work.known]).toEqual([["weight", 71.5]]);
		const named = (program: typeof work.past) => program.orders.map(({ treatment }) => treatment);
		expect(named(work.past)).toContain("tocilizumab");
		expect(named(work.past)).toContain("cart_infusion");
		// It is taken off on day 4 where the chart goes on, and runs on where nobody acts.
		const oxygen = work.arms.map((program) => program.orders.find(({ treatment }) => treatment === "oxygen")?.stretches[0]?.lasts);
		expect(oxygen).toEqual([24, null]);
	});

	test("lets a care team act only after what is known", () => {
		const { work } = prepareChartFit("scenarios/bulky-untreated.yaml", { ...wishes, care: "p4" }, onCommandLine);
		expect(work.arms.map(({ care }) => care?.begins)).toEqual([undefined, 72]);
	});

	test("says first and last that it is for teaching, and warns where few patients are left", async () => {
		const fit = await first;
		const text = chartFitTable(fit, { width: 1000 });
		expect(text[0]).toBe(chartDisclaimer);
		expect(text.at(-1)).toBe(chartDisclaimer);
		expect(text.join("\n")).toContain("effective sample size");
		expect(chartFitWarnings({ ...fit, effective: 3.2 }).join()).toContain("worth only 3.2 of equal weight");
		expect(chartFitWarnings({ ...fit, power: 0.25, nearest: 4 }).join()).toContain("2.0 times larger");
	});

	test("stands in tables and figures", async () => {
		const fit = await first;
		expect(fanCsv(fit).split("\n")[0]).toBe("care,column,unit,time_h,p10,p25,p50,p75,p90");
		expect(JSON.stringify(chartFan(fit))).toContain("never advice for a real patient");
		expect(JSON.stringify(chartGrades(fit))).toContain("never advice for a real patient");
	});

	test("what is wrong with an order of the chart is told at its line", () => {
		const wrong = chart.replace("560 mg", "560 mL");
		expect(problemsOf({ chart: wrong }).map((one) => one.slice(0, 10))).toEqual(["chart:4:1 "]);
	});
});
