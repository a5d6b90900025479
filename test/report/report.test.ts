import { describe, expect, test } from "vitest";
import { clinicalNumber } from "../../src/report/clinical-number.ts";
import { htmlReport } from "../../src/report/html-report.ts";
import { inlineSvg } from "../../src/report/inline-svg.ts";
import { markdownTable } from "../../src/report/markdown-table.ts";
import type { Paint } from "../../src/report/paint.ts";
import { type SummaryFacts, summaryOf } from "../../src/report/summary.ts";
import { terminalComparison } from "../../src/report/terminal-comparison.ts";
import { terminalSummary } from "../../src/report/terminal-summary.ts";
import { treatmentDigest } from "../../src/report/treatment-digest.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aRun } from "../support/a-run.ts";

const facts: SummaryFacts = {
	scenario: { file: "scenarios/demo.yaml", title: "Demo", sha256: "ab".repeat(32) },
	model: { name: "cart-crs", sha256: "cd".repeat(32) },
	version: "0.1.0",
	seed: 1,
	options: { until: "30 day" },
};
const untreated = aRun({ title: "Nobody acts", tocilizumabDay: null });

describe("summaryOf", () => {
	test("has exactly the keys that summary.json promises", () => {
		expect(Object.keys(summaryOf(aRun(), facts))).toEqual([
			"scenario",
			"model",
			"version",
			"seed",
			"options",
			"solver",
			"patient",
			"bind",
			"toxicities",
			"infections",
			"outcome",
			"grades",
			"crs_by_scale",
			"response",
			"peaks",
			"nadirs",
			"treatments",
			"formulary",
			"warnings",
		]);
		expect(Object.keys(summaryOf(aRun(), facts).grades["crs"]!)).toEqual([
			"scale",
			"worst",
			"at_least",
			"most",
			"onset_day",
			"worst_day",
			"resolved_day",
			"days_at",
			"because",
		]);
	});

	test("survives a trip through JSON unchanged", () => {
		const summary = summaryOf(aRun(), facts);
		expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
	});

	test("takes peaks from infusion on, though the run began before", () => {
		const run = aRun();
		const columns = new Map(run.trajectory.columns);
		const crp = columns.get("crp");
		if (crp?.kind !== "number") throw new Error("the run should have CRP");
		const values = crp.values.slice();
		values[0] = 5000;
		columns.set("crp", { ...crp, values });
		expect(summaryOf({ ...run, trajectory: { ...run.trajectory, columns } }, facts).peaks["crp"]?.value).toBeLessThan(500);
	});

	test("keeps the unit, the value and the day of a peak and a nadir", () => {
		const { peaks, nadirs } = summaryOf(aRun(), facts);
		expect(peaks["il6"]).toMatchObject({ unit: "pg/mL", day: expect.closeTo(4.6, 1) });
		expect(nadirs["map"]).toMatchObject({ unit: "mmHg", day: expect.closeTo(5.25, 2) });
	});

	test("has one entry for each dose and change, in the order of time", () => {
		const { treatments } = summaryOf(aRun(), facts);
		expect(treatments.map((t) => t.day)).toEqual([...treatments.map((t) => t.day)].sort((a, b) => a - b));
		expect(treatments.find((t) => t.what === "tocilizumab")).toEqual({
			day: 3.4,
			what: "tocilizumab",
			amount: 560,
			unit: "mg",
			why: "tocilizumab for grade 2",
		});
	});

	test("tells a numerical failure with its advice", () => {
		const run: Run = { ...aRun(), outcome: { kind: "not-finite", time: 36, state: "il6", advice: "loosen the tolerance" } };
		expect(summaryOf(run, facts).outcome).toEqual({
			kind: "not-finite",
			died: null,
			day: 1.5,
			state: "il6",
			advice: "loosen the tolerance",
		});
	});
});

describe("terminalSummary", () => {
	test("says what it is not for, the worst grade and why, and what was given", () => {
		const text = terminalSummary(aRun({ warnings: ["cut at 800 mg"] })).join("\n");
		for (const words of [
			"never a basis for treating a real patient",
			"grade 3 on day 4.0: hypotension that needs one vasopressor",
			"8 × 10 mg",
			"up to 0.12 µg/kg/min",
			"warning: cut at 800 mg",
		])
			expect(text).toContain(words);
	});

	test("has no color codes of its own", () => {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what must be absent
		expect(terminalSummary(aRun()).join("\n")).not.toMatch(/\u001b/);
	});

	test("paints each character of a strip with its grade", () => {
		const painted: (number | null)[] = [];
		const paint: Paint = {
			strong: (t) => t,
			soft: (t) => t,
			warning: (t) => t,
			grade: (t, grade) => {
				painted.push(grade);
				return t;
			},
		};
		terminalSummary(aRun(), { paint });
		expect(Math.max(...painted.map((g) => g ?? 0))).toBe(3);
		expect(painted).toHaveLength(120);
	});

	test("says so when nobody acted", () => {
		expect(terminalSummary(untreated).join("\n")).toContain("Nobody acted");
	});

	test.each([60, 80, 120])("keeps its strips within %i characters", (width) => {
		const strip = terminalSummary(aRun(), { width }).find((line) => line.startsWith("CRS"));
		expect([...(strip ?? "")].length).toBeLessThanOrEqual(width);
	});
});

test("a comparison in the terminal has one column a run", () => {
	const lines = terminalComparison([aRun(), untreated]);
	expect(lines).toContain("A  Grade 3 CRS in bulky lymphoma; tocilizumab on day 3.4.");
	expect(lines.find((line) => line.startsWith("worst CRS grade"))).toMatch(/3\s+2$/);
	expect(lines.find((line) => line.startsWith("tocilizumab, doses"))).toMatch(/1\s+–$/);
});

test("a support is one line from its begin to its end, with its highest rate", () => {
	expect(treatmentDigest(aRun()).find((e) => e.what === "norepinephrine")).toEqual({
		what: "norepinephrine",
		from: 4,
		to: 5.25,
		amount: "up to 0.12 µg/kg/min",
		why: "hold the pressure",
		doses: 0,
	});
});

test("the golden table of a run stays readable", () => {
	const text = markdownTable(aRun({ title: "A | B" }));
	expect(text).toContain("# A \\| B");
	expect(text).toContain("| Interleukin-6 | highest | 21470 | pg/mL | 4.63 |");
	expect(text.split("\n").length).toBeLessThan(60);
});

test.each([
	[17_342.6, { digits: 3 }, "17,300"],
	[38.96, { decimals: 1 }, "39.0"],
	[-0.04, { decimals: 1 }, "0.0"],
	[0.0153, { digits: 2 }, "0.015"],
	[1_234_567, { digits: 2 }, "1,200,000"],
	[0, { digits: 3 }, "0"],
] as const)("%d is printed as a chart would print it", (value, fineness, text) => {
	expect(clinicalNumber(value, fineness)).toBe(text);
});

describe("htmlReport", () => {
	const svg =
		'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="marks" width="200" height="100" viewBox="0 0 200 100"><defs><clipPath id="clip0"><rect/></clipPath></defs><g clip-path="url(#clip0)"></g></svg>';
	const figure = { name: "cascade", title: "The cascade", about: "All of it.", svg };
	const page = htmlReport({ runs: [{ run: aRun(), facts }], figures: [figure, { ...figure, name: "vitals" }] });

	test("asks no network: no address, no script, no link to anywhere", () => {
		expect(page).not.toMatch(/https?:/);
		expect(page).not.toMatch(/<script|<link|<iframe|@import|src=/i);
	});

	test("begins with the disclaimer and ends with its provenance", () => {
		expect(page.indexOf("never a basis for treating a real patient")).toBeLessThan(page.indexOf("<h1>"));
		for (const words of ["Where this comes from", facts.scenario.sha256, facts.model.sha256, "scenarios/demo.yaml", "0.1.0"])
			expect(page).toContain(words);
	});

	test("tells the story of the grade with its reasons, and the treatments with theirs", () => {
		for (const words of [
			"How CRS went",
			"hypotension that needs one vasopressor",
			"What was given, and why",
			"steroid for grade 3",
			"How to read the figures",
		])
			expect(page).toContain(words);
	});

	test("is text where an input tries to be markup", () => {
		const evil = `"><script>alert(1)</script><img src=x onerror='x'>`;
		const run: Run = { ...aRun({ title: evil, warnings: [evil] }), events: aRun().events.map((e) => ({ ...e, why: evil, what: evil })) };
		const hostile = htmlReport({
			runs: [{ run, facts: { ...facts, scenario: { ...facts.scenario, file: evil }, options: { evil } } }],
			figures: [{ ...figure, title: evil, about: evil, name: evil }],
		});
		expect(hostile).not.toContain("<script");
		expect(hostile).not.toContain("<img");
	});

	test("keeps the ids of two figures apart", () => {
		expect(page).toContain('id="cascade-clip0"');
		expect(page).toContain("url(#vitals-clip0)");
		expect(page).not.toContain('id="clip0"');
	});

	test("of several runs compares them side by side", () => {
		const both = htmlReport({ runs: [aRun(), untreated].map((run) => ({ run, facts })), figures: [] });
		for (const words of ["2 courses compared", "Side by side", "B · Nobody acts", "Nobody acted: no drug"]) expect(both).toContain(words);
	});
});

test("an inline figure grows with the page but not beyond its own width", () => {
	expect(inlineSvg('<svg width="200" height="100" viewBox="0 0 200 100"></svg>', { name: "a", title: 'A "figure"' })).toBe(
		'<svg role="img" aria-label="A &quot;figure&quot;" viewBox="0 0 200 100" style="width:100%;max-width:200px;height:auto"></svg>',
	);
});
