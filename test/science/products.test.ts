import { describe, expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { peakOf } from "../../src/report/extremes.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Run } from "../../src/simulate/run.ts";
import { runPlan } from "../support/run-plan.ts";

const models = modelsAtHand();
const model = models.get("cart-crs")!.model;

interface Wishes {
	readonly product?: string;
	readonly disease?: string;
	readonly patient?: string;
	readonly more?: string;
}

/** An untreated patient of a disease after a product, three weeks long. */
function untreated({ product = "axi-cel", disease = "LBCL", patient = "", more = "" }: Wishes): Run {
	const text = `about: Test.\nmodel: cart-crs\npatient: { disease: ${disease}, product: ${product}${patient} }\nuntil: 21 day\n${more}`;
	return runPlan(parseScenario(text, { file: "s.yaml", models }));
}

const peak = (run: Run, column: string) => peakOf(run.trajectory, column)!;
const onset = (run: Run) => run.grades.crs.onset! / 24;
const infused = (run: Run) => run.events.filter((event) => event.what === "cart_infusion").map((event) => event.amount);

describe("products", () => {
	test("in one disease interleukin-6 falls in the order axi-cel, brexu-cel, tisa-cel, liso-cel", () => {
		const heights = ["axi-cel", "brexu-cel", "tisa-cel", "liso-cel"].map((product) => peak(untreated({ product }), "il6").value);
		expect(heights).toEqual([...heights].sort((a, b) => b - a));
	});

	test.each([
		["axi-cel", "LBCL", 1, 3],
		["brexu-cel", "MCL", 2, 4],
		["tisa-cel", "B-ALL", 2, 4],
		["ide-cel", "MM", 0.5, 2],
		["cilta-cel", "MM", 5, 8],
		["obe-cel", "B-ALL-adult", 5, 9],
		["scri-car19", "B-ALL", 2, 4],
		["cd22-car", "B-ALL", 5, 9],
	] as const)("after %s in %s fever begins between day %d and day %d", (product, disease, least, most) => {
		const day = onset(untreated({ product, disease }));
		expect(day).toBeGreaterThanOrEqual(least);
		expect(day).toBeLessThanOrEqual(most);
	});

	test("the nominal patient after liso-cel in lymphoma has no cytokine release: fewer than half of patients had it", () => {
		expect(untreated({ product: "liso-cel" }).grades.crs.worst).toBe(0);
	});

	test("blood counts peak later after cilta-cel than after ide-cel", () => {
		const [ide, cilta] = ["ide-cel", "cilta-cel"].map((product) => peak(untreated({ product, disease: "MM" }), "cart_cells").day);
		expect(cilta!).toBeGreaterThan(ide! + 4);
	});

	test("more tumor of the same kind makes it earlier and higher: follicular, large B-cell, mantle cell", () => {
		const runs = ["FL", "LBCL", "MCL"].map((disease) => untreated({ disease }));
		const heights = runs.map((run) => peak(run, "il6").value);
		const onsets = runs.map(onset);
		expect(heights).toEqual([...heights].sort((a, b) => a - b));
		expect(onsets).toEqual([...onsets].sort((a, b) => b - a));
	});

	const pairs = [
		...[...model.products.keys()].map((product) => [product, model.defaults.disease!] as const),
		...[...model.diseases.keys()].map((disease) => [model.defaults.product!, disease] as const),
	];
	test.each(pairs)("%s in %s runs to its end", (product, disease) => {
		expect(untreated({ product, disease }).outcome.kind).toBe("finished");
	});

	test("a product changes expansion, engraftment, cytokine gain and one coupling to the brain", () => {
		const all = ["cart_engraftment", "cart_expansion", "cytokine_gain", "product_neurotoxicity"];
		// Beside these the class of response may differ, and how readily hyperinflammation begins after a CAR against another antigen.
		// A CAR against another antigen than CD19 kills other bystanders.
		const bystanders = ["b_cell_killing", "plasma_cell_killing"];
		const more: Readonly<Record<string, readonly string[]>> = {
			"obe-cel": ["antigen_negative_share"],
			"cd22-car": ["hyperinflammation_susceptibility"],
			"cilta-cel": bystanders,
			"ide-cel": bystanders,
		};
		for (const { name, parameters } of model.products.values())
			expect(new Set(parameters.map((one) => one.name))).toEqual(new Set([...all, ...(more[name] ?? [])]));
	});
});

describe("the dose of a product", () => {
	test("comes with it, per kg or in all, and a scenario's own goes before it", () => {
		expect(infused(untreated({ product: "liso-cel" }))).toEqual([1e8]);
		expect(infused(untreated({ product: "cilta-cel", disease: "MM" }))).toEqual([7.5e5 * 78]);
		const own = "treatments: [ { give: cart_infusion, dose: 1e6 cells/kg, at: 0 h } ]\n";
		expect(infused(untreated({ more: own }))).toEqual([7e7]);
	});

	const given = (product: string, disease: string, patient = "") =>
		untreated({ product, disease, patient, more: "" }).events.flatMap(({ what, amount, time }) =>
			["fludarabine", "cyclophosphamide", "cart_infusion"].includes(what) ? [[what, amount, time / 24] as const] : [],
		);
	const amounts = (rows: ReturnType<typeof given>, what: string) => rows.filter(([one]) => one === what);

	test("goes with the disease: brexu-cel in leukemia is half of that in mantle cell lymphoma, after other conditioning", () => {
		const leukemia = given("brexu-cel", "B-ALL-adult", ", weight: 80 kg");
		const lymphoma = given("brexu-cel", "MCL", ", weight: 80 kg");
		expect(amounts(leukemia, "cart_infusion")).toEqual([["cart_infusion", 8e7, 0]]);
		expect(amounts(lymphoma, "cart_infusion")).toEqual([["cart_infusion", 1.6e8, 0]]);
		expect(amounts(leukemia, "fludarabine").map(([, , day]) => day)).toEqual([-4, -3, -2]);
		expect(amounts(leukemia, "cyclophosphamide").map(([, , day]) => day)).toEqual([-2]);
		expect(amounts(lymphoma, "cyclophosphamide")).toHaveLength(3);
		const [cy, flu] = ["cyclophosphamide", "fludarabine"].map((what) => amounts(leukemia, what)[0]![1]!);
		expect(cy! / flu!).toBeCloseTo(900 / 25, 3);
		expect(amounts(leukemia, "fludarabine")[0]![1]! / amounts(lymphoma, "fludarabine")[0]![1]!).toBeCloseTo(25 / 30, 3);
	});

	test("in two parts goes with the blasts in marrow, and the second part is left out after severe cytokine release", () => {
		const cells = (patient: string, more = "") =>
			untreated({ product: "obe-cel", disease: "B-ALL-adult", patient, more }).events.flatMap(({ what, amount, time }) =>
				what === "cart_infusion" ? [[amount, time / 24]] : [],
			);
		const [small, large] = [
			[
				[1e7, 0],
				[4e8, 9],
			],
			[
				[1e8, 0],
				[3.1e8, 9],
			],
		];
		expect(cells(", blasts: 21 percent")).toEqual(small);
		expect(cells(", blasts: 20 percent, tumor_burden: 0.3")).toEqual(large);
		expect(cells(", blasts: 60 percent", "set: { cytokine_gain: 20x, cart_engraftment: 10x }\n")).toEqual([[1e7, 0]]);
		const conditioning = given("obe-cel", "B-ALL-adult").filter(([what]) => what !== "cart_infusion");
		expect(conditioning.map(([what, , day]) => [what, day])).toEqual([
			["fludarabine", -6],
			["cyclophosphamide", -6],
			["fludarabine", -5],
			["cyclophosphamide", -5],
			["fludarabine", -4],
			["fludarabine", -3],
		]);
	});

	test("per kg is that of a hundred kg in whoever is heavier", () => {
		expect(amounts(given("brexu-cel", "B-ALL-adult", ", weight: 120 kg"), "cart_infusion")[0]![1]).toBe(1e8);
		expect(amounts(given("brexu-cel", "MCL", ", weight: 120 kg"), "cart_infusion")[0]![1]).toBe(2e8);
	});

	test("twice the cells come earlier by less than two days and change the height little", () => {
		const [once, twice] = ["2e6", "4e6"].map((dose) =>
			untreated({ more: `treatments: [ { give: cart_infusion, dose: ${dose} cells/kg, at: 0 h } ]\n` }),
		);
		const earlier = peak(once!, "cart_cells").day - peak(twice!, "cart_cells").day;
		expect(earlier).toBeGreaterThan(0.2);
		expect(earlier).toBeLessThan(2);
		expect(peak(twice!, "il6").value / peak(once!, "il6").value).toBeLessThan(2);
	});
});

test("a child and an adult of the same disease have the same course: volumes, flows and the dose go with the weight", () => {
	const [child, adult] = [20, 70].map((weight) => untreated({ product: "tisa-cel", disease: "B-ALL", patient: `, weight: ${weight} kg` }));
	for (const column of ["cart_cells", "il6", "temperature"])
		expect(peak(child!, column).value / peak(adult!, column).value).toBeCloseTo(1, 1);
	expect(infused(child!)).toEqual([6e7]);
});
