import { describe, expect, test } from "vitest";
import { models } from "./support.ts";

const library = models.get("cart-crs")!;
const { model } = library;
const pages = [...model.modules, ...[...library.treatments.values()].map((treatment) => treatment.equations)];
const sets = [...model.diseases.values(), ...model.products.values()];
const parameters = [...pages, ...sets].flatMap(({ name, parameters: rows }) => rows.map((row) => ({ page: name, ...row })));

/** Names of the parameters for which something does not hold. */
const exceptWhere = (holds: (row: (typeof parameters)[number]) => boolean) =>
	parameters.filter((row) => !holds(row)).map(({ page, name }) => `${page}: ${name}`);

describe("every parameter of modules, treatments, diseases and products", () => {
	test("has a finite value with unit, source and evidence", () => {
		const kinds = ["measured", "fitted", "assumed"];
		expect(
			exceptWhere(
				(row) => Number.isFinite(row.value) && row.unit !== undefined && row.source.trim() !== "" && kinds.includes(row.evidence),
			),
		).toEqual([]);
	});

	test("is not called measured or fitted with nothing behind it", () => {
		expect(exceptWhere(({ evidence, source }) => evidence === "assumed" || !source.startsWith("assumed"))).toEqual([]);
	});

	test("is not called measured when it was fitted here", () => {
		expect(exceptWhere(({ evidence, source }) => evidence !== "measured" || !source.startsWith("fitted here"))).toEqual([]);
	});

	test("says where to look when it names a source: a DOI, a label, a place in a journal, or what it was fitted to", () => {
		const ways = [/doi:10\.\d{4,9}\/\S+/, /^pmid:\d+$/, /^label: \S/, /^\S+ \d{4}, .+ \d+:\d+$/, /^fitted here to \S/];
		expect(exceptWhere(({ source }) => source === "assumed" || ways.some((way) => way.test(source)))).toEqual([]);
	});

	test("names what has no DOI, so that somebody can look for one", () => {
		const others = parameters.map(({ source }) => source).filter((source) => !/doi:|^assumed$|^fitted here to/.test(source));
		expect([...new Set(others)].sort()).toEqual([
			"Ahmed 2024, Blood Adv 8:5346",
			"Cerveri 1995, Am J Respir Crit Care Med 152:934",
			"Collen 1972, Br J Haematol 22:681",
			"McNerney 2023, Blood Adv 7:2758",
			"label: ruxolitinib tablets",
			"label: vasopressin injection",
			"pmid:23677817",
			"pmid:2655680",
		]);
	});

	test("says by itself where its spread comes from, and calls no spread measured or fitted with nothing behind it", () => {
		const varies = ({ cv, classes }: (typeof parameters)[number]) => cv > 0 || classes.length > 0;
		expect(exceptWhere((row) => varies(row) === (row.spread !== null))).toEqual([]);
		expect(exceptWhere(({ spread }) => spread === null || spread.evidence === "assumed" || !spread.source.startsWith("assumed"))).toEqual(
			[],
		);
	});

	test("lies in its own range, and its spread is not negative", () => {
		expect(exceptWhere(({ value, cv, range }) => cv >= 0 && (range === null || (value >= range[0] && value <= range[1])))).toEqual([]);
	});
});

test("the shares of measured, fitted and assumed numbers are known", () => {
	const count = (page: string, evidence: string) => parameters.filter((row) => row.page === page && row.evidence === evidence).length;
	const table = [...new Set(parameters.map((row) => row.page))].map((page) => ({
		page,
		measured: count(page, "measured"),
		fitted: count(page, "fitted"),
		assumed: count(page, "assumed"),
	}));
	console.table(table);
	expect(table.reduce((sum, { measured, fitted, assumed }) => sum + measured + fitted + assumed, 0)).toBe(parameters.length);
	expect(parameters.length).toBeGreaterThan(150);
});
