import { describe, expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { flowDiagram } from "../../src/report/flow-diagram.ts";
import { modelHtml } from "../../src/report/model-html.ts";

const models = modelsAtHand();

describe.each([...models.keys()])("the page of the model %s", (name) => {
	const library = models.get(name)!;
	const html = modelHtml(library);

	test("has a section for every subsystem and every treatment, and links to each", () => {
		const wanted = [
			...library.model.modules.map((page) => `page-${page.name}`),
			...[...library.treatments.keys()].map((drug) => `treatment-${drug}`),
		];
		for (const id of wanted) {
			expect(html).toContain(`<section id="${id}">`);
			expect(html).toContain(`href="#${id}"`);
		}
	});

	test("shows every parameter with its evidence as a word", () => {
		const pages = [...library.model.modules, ...[...library.treatments.values()].map((one) => one.equations)];
		for (const { name: parameter } of pages.flatMap((page) => page.parameters)) expect(html).toContain(`<code>${parameter}</code>`);
		const sets = [...library.model.products.values(), ...library.model.diseases.values()].flatMap((set) => set.parameters);
		const tables = [...library.populations.values()].flatMap((one) => [one, ...one.groups]);
		const origins = tables.flatMap((table) => [...table.origins.values()]);
		const values = [...origins, ...pages.flatMap((page) => page.parameters), ...sets];
		const spreads = values.flatMap(({ spread }) => spread ?? []);
		const assumed = [...values, ...spreads].filter((one) => one.evidence === "assumed").length;
		// One more in the sentence that counts them.
		expect(html.match(/class="evidence assumed"/g)!.length).toBe(assumed + 1);
	});

	test("needs no network, no script and no file beside it", () => {
		expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\bsrc=/);
	});

	test("draws each state of each page once", () => {
		for (const page of library.model.modules) {
			const svg = flowDiagram(page, library);
			expect(svg.match(/<rect class="state"/g)?.length ?? 0).toBe(page.states.length);
		}
	});
});

test("every population stands there with its groups and the sources of its numbers", () => {
	const library = models.get("cart-crs")!;
	const html = modelHtml(library);
	for (const name of library.populations.keys()) expect(html).toContain(`<h3>${name}</h3>`);
	expect(html).toContain("20 % LBCL, tisa-cel, Bendamustine");
	expect(html).toContain("<code>blasts / 74</code>");
	expect(html).toContain("https://doi.org/10.1182/blood.2023021243");
});

test("one page or one treatment can be shown alone", () => {
	const library = models.get("cart-crs")!;
	expect(modelHtml(library, { page: "fever" }).match(/<section/g)).toHaveLength(1);
	expect(modelHtml(library, { treatment: "tocilizumab" }).match(/<section/g)).toHaveLength(1);
});

test("a diagram names the flows that it draws and the pages that read them", () => {
	const library = models.get("cart-crs")!;
	const svg = flowDiagram(library.model.modules.find((page) => page.name === "interleukin-6")!, library);
	for (const word of ["il6_release", "il6_removal", "macrophages", "fever", "tocilizumab → il6r_occupancy"]) expect(svg).toContain(word);
});
