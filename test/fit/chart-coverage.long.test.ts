import { describe, expect, test } from "vitest";
import { chartedCsv } from "../../src/exchange/charted.ts";
import { onCommandLine } from "../../src/node/asked.ts";
import { fitChart } from "../../src/node/fit-chart.ts";
import { prepareChartFit } from "../../src/node/prepare-chart-fit.ts";
import { scenarioPreparer } from "../../src/node/prepare-scenario.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { byTier } from "../support/tiers.ts";

const scenario = "scenarios/bulky-untreated.yaml";
const prepare = scenarioPreparer();

/** A virtual patient of the scenario, charted as a ward would. */
async function aChart(patient: number): Promise<string> {
	const individual = { seed: 90_210, patient };
	const one = await prepare(scenario, { until: 10 * 24, care: "p4", individual });
	return chartedCsv(simulate(one.engine, one.patient), one.charting!, individual);
}

/** Of the values that stand in the second half of a chart: how many lie where the fan from its first half says that 80 % would. */
async function hiddenOf(patient: number, patients: number) {
	const wishes = { chart: await aChart(patient), known: "5 day", until: "10 day", care: "none", patients, workers: 1 };
	const { hidden, effective, power } = await fitChart(prepareChartFit(scenario, wishes, onCommandLine));
	const sum = (key: "values" | "inside") => hidden!.columns.reduce((total, one) => total + one[key], 0);
	return { values: sum("values"), inside: sum("inside"), effective, power };
}

describe("the fan of a chart whose second half is hidden", () => {
	const { charts, patients, least, most } = byTier({
		fast: { charts: 1, patients: 20, least: 0.4, most: 1 },
		// One patient's values go together: of one chart much may lie on one side.
		usual: { charts: 1, patients: 20, least: 0.4, most: 1 },
		long: { charts: 24, patients: 80, least: 0.7, most: 0.9 },
	});

	test("holds what it says: 70 to 90 % of the hidden values lie where 80 % should", async () => {
		const found: Awaited<ReturnType<typeof hiddenOf>>[] = [];
		for (let patient = 1; patient <= charts; patient++) found.push(await hiddenOf(patient, patients));
		// Each chart counts the same: who is charted every hour is no more evidence of the fan than who is not.
		const share = found.reduce((sum, { values, inside }) => sum + inside / values, 0) / found.length;
		expect(share).toBeGreaterThanOrEqual(least);
		expect(share).toBeLessThanOrEqual(most);
		for (const { effective, power } of found) {
			expect(effective).toBeGreaterThan(patients / 10);
			expect(power).toBeGreaterThan(0);
		}
	}, 7_200_000);
});
