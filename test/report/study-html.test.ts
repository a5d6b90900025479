import { expect, test } from "vitest";
import { sensitivityHtml, studyHtml } from "../../src/report/study-html.ts";
import { aSensitivity, aStudy, doses, starts } from "../support/a-study.ts";

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><g clip-path="url(#clip0)"></g></svg>';
const parts = {
	figures: [{ name: "forest", title: "Differences", about: "Between arms.", svg }],
	version: "0.1.0",
	provenance: [["study", "demo.yaml"]] as const,
};

test("the page of a study stands alone: no script, no network, figures inside", () => {
	const html = studyHtml(aStudy(), parts);
	expect(html).not.toMatch(/<script|https?:\/\/|src=/);
	expect(html).toContain('<figure id="forest">');
	expect(html.match(/<h1>/g)).toHaveLength(1);
});

test("it says who, how many, what was varied, what failed, what the numbers are not, and where it comes from", () => {
	const html = studyHtml(aStudy({ vary: [starts, doses], failed: 1 }), parts);
	for (const words of [
		"never a basis for treating a real patient",
		"400 virtual patients (seed 7), the same in each of 90 cells",
		"1 day, 2 day, 3 day",
		"90 of the runs failed",
		"What the numbers are not",
		"demo.yaml",
		"<summary>90 rows</summary>",
	])
		expect(html).toContain(words);
});

test("the title is not said again in the sentence below it", () => {
	const html = studyHtml({ ...aStudy({ title: "When to act?" }), about: "When to act? Early." }, parts);
	expect(html).toContain("<p>Early.</p>");
});

test("words of the study are text, not markup", () => {
	const html = studyHtml({ ...aStudy({ title: "<b>bold</b> & more" }), about: "<img src=x>" }, parts);
	expect(html).toContain("&lt;b&gt;bold&lt;/b&gt; &amp; more");
	expect(html).not.toContain("<img");
});

test("each share stands with its interval, its error and its count", () => {
	expect(studyHtml(aStudy(), parts)).toMatch(/39 %<\/span><span class="note">95 % interval 34–44, ± 2; 156 of 400/);
});

test("the page of a sensitivity analysis has its table", () => {
	const html = sensitivityHtml(aSensitivity(), parts);
	expect(html).toContain("14,336 runs of a Sobol design (Saltelli 2010); 3 failed and are left out.");
	expect(html).toContain("51 % ± 3");
});
