import { describe, expect, test } from "vitest";
import { trialsHtml } from "../../src/report/trials-html.ts";
import { trialsTable } from "../../src/report/trials-table.ts";
import type { TrialsResult } from "../../src/trial/result.ts";
import { someTrials } from "../trial/some-trials.ts";

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>';
const parts = {
	figures: [{ name: "zuma-1", title: "zuma-1", about: "What was found.", svg }],
	version: "0.1.0",
	provenance: [["seed", "1"]] as const,
};

describe("the page of trials", () => {
	const html = trialsHtml(someTrials(), parts);

	test("stands alone, with the figure of each trial at its place", () => {
		expect(html).not.toMatch(/<script|https?:\/\/|src=/);
		expect(html.indexOf('<figure id="zuma-1">')).toBeGreaterThan(html.indexOf('<h3 id="trial-zuma-1">'));
		expect(html.match(/<h1>/g)).toHaveLength(1);
	});

	test("says what was asked, of whom, what is inside, where it fails, what is not stated and why, and what it rests on", () => {
		for (const words of [
			"never a basis for treating a real patient",
			"Would the model have foreseen what trials found?",
			"1,000 virtual patients of each of 2 published arms (seed 1), with each of 3 sets of parameters of cart-crs.",
			"Not the model as it stands: model.il6_gain = 1.2.",
			"1 run failed and is left out. For example patient 17 of eliana",
			"11 of 14 (79 %)",
			"<td>says too little</td>",
			"the model has no cause of death",
			"Patients: LBCL-third-line-axi-cel; care: p2; 60 days.",
			"0123456789abcdef",
		])
			expect(html).toContain(words);
	});

	test("takes words of trials as text", () => {
		const { trials, ...rest } = someTrials();
		const [first] = trials;
		const hostile: TrialsResult = { ...rest, trials: [{ ...first!, name: "<b>", title: "<img src=x>", source: '"><script>' }] };
		expect(trialsHtml(hostile, { ...parts, figures: [] })).not.toMatch(/<img|<script|<b>/);
	});

	test("tells what a change of the model turned", () => {
		const changed = trialsHtml(someTrials(), { ...parts, before: someTrials({ crs: 30 }) });
		expect(changed).toContain("Before: 10 of 14 (71 %) inside; after: 11 of 14 (79 %)");
		expect(changed).toContain("<td>below → inside</td>");
		expect(trialsHtml(someTrials(), { ...parts, before: someTrials() })).toContain("No verdict changed");
		expect(html).not.toContain("What changed");
	});
});

describe("the table of trials", () => {
	test("has a row an endpoint, the miss with its sign, coverage, and what is not stated", () => {
		const lines = trialsTable(someTrials()).map((line) => line.replace(/ {2,}/g, "  "));
		for (const line of [
			"corticosteroids  not fitted  27 of 101, 27 %  18–36  45 % (34–57)  below  +18 points  +2.9",
			"peak ferritin  not fitted  3,001 ng/mL of 101  2,700 ng/mL (1,960–3,680)  inside  −10 %  −0.7",
			"death without relapse  not fitted  0.5–1.5 %  5.0 % (0.7–10)  inside  +3.5 points  +1.1",
			"all  11 of 14 (79 %)  2  1  1",
			"  zuma-1: septic shock  the model has no cause of death".trimStart(),
		])
			expect(lines.map((text) => text.trimStart())).toContain(line);
	});

	test("of one set of parameters says what is not in it", () => {
		expect(trialsTable({ ...someTrials(), sets: 1 }).join(" ")).toContain("the intervals hold no doubt about the parameters");
	});

	test("read back from JSON is the same", () => {
		const result = someTrials();
		expect(trialsTable(JSON.parse(JSON.stringify(result)) as TrialsResult)).toEqual(trialsTable(result));
	});
});
