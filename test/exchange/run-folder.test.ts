import { describe, expect, test } from "vitest";
import { eventsCsv, trajectoryCsv } from "../../src/exchange/csv.ts";
import { readGradeRecords } from "../../src/exchange/grade-records.ts";
import { gradeInput } from "../../src/exchange/graded.ts";
import { summaryOf } from "../../src/report/summary.ts";
import { aRunOf, told, treated } from "../support/a-scenario.ts";
import { shippedFormulary as formulary } from "../support/formulary.ts";

const run = aRunOf(
	treated(["give: pressor, rate: 0.2 ug/kg/min, at: 12 h, for: 10 h", "give: oxygen, device: nasal_cannula, at: 20 h"], "30 h"),
);
const facts = { scenario: { file: "", title: "", sha256: "" }, model: { name: "tiny", sha256: "" }, version: "0", seed: null, options: {} };
const written = {
	trajectory: trajectoryCsv(run.trajectory),
	events: eventsCsv(run.events),
	summary: JSON.stringify(summaryOf(run, facts)),
};

function graded(changed: Partial<typeof written>) {
	const { trajectory, events, summary } = { ...written, ...changed };
	const texts = {
		trajectory: { text: trajectory, file: "out/trajectory.csv" },
		events: { text: events, file: "out/events.csv" },
		summary: JSON.parse(summary),
	};
	return gradeInput({ kind: "run", name: "out", texts }, { file: "out", scales: ["LEE2014_CRS"], formulary: () => ({}) });
}

describe("a run folder that was changed by hand", () => {
	test("the one that is changed below is a good one", () => {
		expect(graded({}).answers.map(({ grade }) => grade)).toEqual([2]);
	});

	test.each<[string, (text: string) => string, string]>([
		["a device of no name", (text) => text.replace("nasal_cannula,2", "nasal_canula,2"), 'unknown device "nasal_canula"'],
		["a kind of event of no name", (text) => text.replace(",oxygen,device,", ",oxygen,devise,"), 'unknown kind "devise"'],
	])("events: %s is told at its place, with what is allowed", (_, change, message) => {
		const events = change(written.events);
		expect(events).not.toBe(written.events);
		expect(told(() => graded({ events }))).toEqual([
			expect.stringMatching(new RegExp(`^[2-9]:\\d+ row \\d \\w+ \\| ${message} \\| allowed: `)),
		]);
	});

	type Summary = Record<string, Record<string, Record<string, unknown>>>;

	test.each<[string, (summary: Summary) => void, string]>([
		["a sign without a column", ({ bind }) => delete bind!["temperature"]!["column"], 'bind.temperature | the key "column" is missing'],
		[
			"a toxicity with one scale beside",
			({ toxicities }) => Object.assign(toxicities!["crs"]!, { beside: "X" }),
			"toxicities.crs.beside | expected a list",
		],
		["a drug without names", ({ formulary }) => delete formulary!["pressor"]!["names"], 'formulary.pressor | the key "names" is missing'],
		[
			"a line of high dose that is none",
			({ formulary }) => Object.assign(formulary!["pressor"]!["vasoactive"] as object, { penn: null }),
			"formulary.pressor.vasoactive.penn | expected a block of keys",
		],
		[
			"a fact that is no number",
			({ patient }) => Object.assign(patient!["weight"]!, { value: "70" }),
			"patient.weight.value | expected a number",
		],
	])("summary.json: %s is told by its key", (_, change, message) => {
		const summary = JSON.parse(written.summary) as Summary;
		change(summary);
		const problems = told(() => graded({ summary: JSON.stringify(summary) }));
		expect(problems).toEqual([expect.stringContaining(message)]);
		expect(problems[0]).toContain("write the folder again with crsim run --out");
	});
});

test("a number of summary.json that is too large is told in words", () => {
	const summary = written.summary.replace(/"factor": ?[\d.]+/, '"factor":1e999');
	expect(told(() => graded({ summary }))).toEqual([expect.stringContaining("expected a number, found a number that is too large")]);
});

test("a record of a pressor that is no block, or names no drug, is told and graded by nobody", () => {
	for (const pressor of [null, 3, "norepinephrine", [], {}, { drug: 3 }, { rate: 6 }]) {
		const text = JSON.stringify([{ scale: "CARTOX_CRS", inputs: { temp_c: 39, pressors: [pressor] } }]);
		expect(
			told(() => readGradeRecords(text, { file: "r.json", formulary })),
			text,
		).toHaveLength(1);
	}
});
