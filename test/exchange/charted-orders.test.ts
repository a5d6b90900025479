import { describe, expect, test } from "vitest";
import { chartedPatient } from "../../src/exchange/chart-observations.ts";
import { chartedOrders } from "../../src/exchange/charted-orders.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { readModelTexts } from "../../src/node/model-files.ts";
import { readLibrary } from "../../src/treatment/library.ts";

const library = readLibrary(readModelTexts("cart-crs"));

const chartOf = (text: string) => readChart(text, { file: "chart.csv", formulary: library.formulary });

const ordersOf = (text: string) => {
	const { acts } = chartOf(text);
	const rates = new Set(acts.flatMap((act) => (act.kind === "rate" ? [act.drug] : [])));
	return chartedOrders(acts, { file: "chart.csv", library, rates });
};

describe("the care of a chart as orders", () => {
	test("a drug is given in the amount behind its name, else in its usual dose, at the time of its row", () => {
		const { orders, notes } = ordersOf("time_h,given\n70,Actemra 560 mg\n80,dexamethasone\n");
		expect(orders.map(({ order }) => order)).toEqual([
			{ give: "tocilizumab", at: "70 h", dose: "560 mg" },
			{ give: "dexamethasone", at: "80 h" },
		]);
		expect(orders.map(({ line }) => line)).toEqual([2, 3]);
		expect(notes.join()).toContain("usual ones");
	});

	test("a rate runs from the row in which it first stands to its change, and the last one runs on", () => {
		const { orders } = ordersOf("time_h,norepinephrine_ug_min\n70,0\n71,4\n72,4\n74,6\n76,0\n80,2\n");
		expect(orders.map(({ order }) => order)).toEqual([
			{ give: "norepinephrine", rate: "4 ug/min", at: "71 h", for: "3 h" },
			{ give: "norepinephrine", rate: "6 ug/min", at: "74 h", for: "2 h" },
			{ give: "norepinephrine", rate: "2 ug/min", at: "80 h" },
		]);
	});

	test("a device stays until the next one, and room air ends it", () => {
		const { orders } = ordersOf("time_h,o2_device,o2_lpm,o2_fio2\n70,none,,\n71,nasal_cannula,3,0.32\n75,hfnc,40,0.5\n80,none,,\n");
		expect(orders.map(({ order }) => order)).toEqual([
			{ give: "oxygen", device: "nasal_cannula", flow: "3 L/min", at: "71 h", for: "4 h" },
			{ give: "oxygen", device: "hfnc", flow: "40 L/min", fio2: "0.5", at: "75 h", for: "5 h" },
		]);
	});

	test("a bolus is what the model says that it is; the cells stand in the scenario", () => {
		const { orders } = ordersOf("time_h,fluid_bolus,given\n0,0,cart_infusion\n70,2,none\n");
		expect(orders.map(({ order }) => order)).toEqual([
			{ give: library.charting?.bolus, at: "70 h" },
			{ give: library.charting?.bolus, at: "70 h" },
		]);
	});

	test("a pressor that is only named is a problem of its row; a drug that the model does not simulate is noted", () => {
		const { problems } = ordersOf("time_h,given\n70,norepinephrine\n");
		expect(problems.map(({ line, key, message }) => [line, key, message])).toEqual([
			[2, "row 2 given", "norepinephrine runs at a rate, which a name alone does not say"],
		]);
		expect(ordersOf("time_h,given\n70,ibuprofen\n").notes.join()).toContain("does not simulate");
	});

	test("its numbers are columns of the model in its units, its facts are known and not measured", () => {
		const { observations, facts } = chartedPatient(chartOf("time_h,temp_c,weight_kg,crp_mg_dl\n24,38.4,63.9,2\n"), library);
		expect(observations).toEqual([
			{ column: "temperature", time: 24, value: 38.4, lies: "at" },
			{ column: "crp", time: 24, value: 20, lies: "at" },
		]);
		expect([...facts]).toEqual([["weight", 63.9]]);
	});
});
