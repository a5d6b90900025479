import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bundleOf, type Resource, resourcesOf } from "../../src/exchange/fhir/bundle.ts";
import { chartedRows } from "../../src/exchange/fhir/chart-cells.ts";
import { chartOfRecord, isRecord } from "../../src/exchange/fhir/chart-of-record.ts";
import { instantOf, instantText } from "../../src/exchange/fhir/record-time.ts";
import { readCharts } from "../../src/exchange/read-chart.ts";
import { chartCsv } from "../../src/exchange/write-chart.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { codesAtHand } from "../../src/node/codes-file.ts";
import { runScenario, type ScenarioRun } from "../../src/node/run-scenario.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { aFolder, crsim } from "../cli/crsim.ts";

const codes = codesAtHand();
const library = modelsAtHand().get("cart-crs")!;
const loinc = (resource: Resource) => (resource["code"] as { coding: { system: string; code: string }[] }).coding;

describe("a run as a record of FHIR", () => {
	let made: ScenarioRun;
	let resources: readonly Resource[];
	let text: string;
	beforeAll(async () => {
		const oxygen = "{ give: oxygen, device: nasal_cannula, flow: 2 L/min, at: 3 day, for: 12 h }";
		made = await runScenario(`about: A.\npatient: { tumor_burden: 3 }\nuntil: 5 day\ncare: p4\ntreatments: [ ${oxygen} ]\n`);
		const { run } = made;
		resources = resourcesOf({ id: "a", run, rows: chartedRows(chartCsv(run), undefined, () => false), codes });
		text = JSON.stringify(bundleOf(resources));
	}, 120_000);

	test("is read back to the same grades, look by look, on every scale", () => {
		const { run } = made;
		const { formulary } = library;
		const [chart, read] = [chartCsv(run), chartOfRecord(text, { file: "b.json", codes }).text].map((one) =>
			gradeStay(readCharts(one, { file: "x", formulary })[0]!.looks),
		);
		expect(Object.keys(read!.courses)).toEqual(Object.keys(chart!.courses));
		for (const [scale, course] of Object.entries(chart!.courses)) {
			const other = read!.courses[scale]!;
			expect(other.points.length).toBe(course.points.length);
			for (const [i, { time, ...point }] of course.points.entries()) {
				const { time: instant, ...found } = other.points[i]!;
				expect(Math.abs(instant - time)).toBeLessThan(1e-6);
				expect(found).toEqual(point);
			}
		}
		expect(chart!.courses["ASTCT_CRS"]!.worst).toBeGreaterThanOrEqual(2);
	});

	test("every resource is marked as test data, has an id of its own, and refers to what is there", () => {
		const there = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
		expect(there.size).toBe(resources.length);
		const mark = JSON.stringify(resources[0]!["meta"]);
		expect(mark).toContain('"HTEST"');
		expect(resources.filter((one) => JSON.stringify(one["meta"]) !== mark)).toEqual([]);
		expect(resources.filter(({ id }) => !/^[A-Za-z0-9\-.]{1,64}$/.test(id))).toEqual([]);
		const named = resources.flatMap((one) => [...JSON.stringify(one).matchAll(/"reference":"([^"]*)"/g)].map(([, to]) => to!));
		expect(named.length).toBeGreaterThan(resources.length);
		expect(named.filter((to) => !there.has(to))).toEqual([]);
		expect([...new Set(resources.map(({ resourceType }) => resourceType))].sort()).toEqual([
			"Condition",
			"Device",
			"DeviceUseStatement",
			"Encounter",
			"MedicationAdministration",
			"Observation",
			"Patient",
			"Procedure",
		]);
	});

	test("says what is known: the temperature every hour, tocilizumab with its dose, the grade of the syndrome", () => {
		const temperature = resources.filter((one) => one.resourceType === "Observation" && loinc(one)[0]?.code === "8310-5");
		expect(temperature.length).toBeGreaterThan(10 * 24);
		expect(temperature[0]!["valueQuantity"]).toMatchObject({ system: "http://unitsofmeasure.org", code: "Cel" });
		const given = resources.filter((one) => one.resourceType === "MedicationAdministration");
		const tocilizumab = given.find((one) => JSON.stringify(one).includes('"612865"'))!;
		expect(tocilizumab["dosage"]).toMatchObject({ dose: { value: 560, code: "mg" } });
		const crs = resources.find(({ id }) => id === "a-crs")!;
		const { worst } = made.run.grades["crs"]!;
		expect(crs).toMatchObject({
			code: { coding: [{ code: `D89.83${worst}` }] },
			stage: [{ summary: { text: `grade ${worst}` }, type: { text: "ASTCT_CRS" } }],
		});
	});

	test("is the same bytes again", () => {
		const { run } = made;
		const again = resourcesOf({ id: "a", run, rows: chartedRows(chartCsv(run), undefined, () => false), codes });
		expect(JSON.stringify(bundleOf(again))).toBe(text);
	});
});

describe("a record of somebody else", () => {
	const observation = (code: string, at: string, value: object) => ({
		resourceType: "Observation",
		subject: { reference: "Patient/x" },
		code: { coding: [{ system: "http://loinc.org", code }] },
		effectiveDateTime: at,
		...value,
	});
	const record = [
		observation("8310-5", "2026-03-03T12:00:00+02:00", { valueQuantity: { value: 101.3, unit: "°F", code: "[degF]" } }),
		observation("85354-9", "2026-03-03T10:00:00Z", {
			component: [{ code: { coding: [{ system: "http://loinc.org", code: "8480-6" }] }, valueQuantity: { value: 84, code: "mm[Hg]" } }],
		}),
		observation("1-1", "2026-03-03T10:00:00Z", { valueString: "unknown to us" }),
		{ ...observation("8310-5", "2026-03-04T10:00:00Z", { valueQuantity: { value: 50, code: "Cel" } }), status: "entered-in-error" },
		{
			resourceType: "MedicationAdministration",
			subject: { reference: "Patient/x" },
			medicationCodeableConcept: { coding: [{ system: "http://www.nlm.nih.gov/research/umls/rxnorm", code: "612865" }] },
			effectiveDateTime: "2026-03-03T09:30:00Z",
		},
	];

	test("is read by its codes, units and components, in UTC", () => {
		const lines = record.map((one) => JSON.stringify(one)).join("\n");
		expect(isRecord(lines)).toBe(true);
		expect(chartOfRecord(lines, { file: "x", codes }).text).toBe("id,time,temp_c,sbp,given\nx,2026-03-03 10:00,101.3 °F,84,tocilizumab\n");
		const [chart] = readCharts(chartOfRecord(lines, { file: "x", codes }).text, {
			file: "x",
			formulary: library.formulary,
			infusion: { text: "2026-03-01 10:00", place: { file: "x", line: 1, column: 1, key: "" } },
		});
		expect(chart!.values.get("temp_c")).toEqual([{ time: 48, value: expect.closeTo(38.5), lies: "at" }]);
	});

	test("says which drugs it passed over, and that their doses are not read", () => {
		const given = (text: string, at: string, more: object = {}) => ({
			...record.at(-1),
			medicationCodeableConcept: { text },
			effectiveDateTime: at,
			...more,
		});
		const lines = [
			...record,
			given("a new drug", "2026-03-03T09:00:00Z"),
			{ ...record.at(-1), effectiveDateTime: "2026-04-01T10:00:00Z", dosage: {} },
		];
		const { notes } = chartOfRecord(lines.map((one) => JSON.stringify(one)).join("\n"), { file: "x", codes });
		expect(notes.map((note) => note.split(": ")[1])).toEqual(["a new drug", "tocilizumab", "tocilizumab"]);
	});

	test.each([
		['{"resourceType":"Bundle","entry":5}', /entry: .*array/],
		[
			'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","component":{}}}]}',
			/entry\.0\.resource\.component: .*array/,
		],
		['{"resourceType":"Observation","subject":{"reference":7}}', /subject\.reference: .*string/],
		['{"resourceType":"Observation","effectiveDateTime":"yesterday"}', /effectiveDateTime: expected an instant/],
		['{"resourceType":"Observation","effectiveDateTime":"2026-03-03T10:00:00"}', /effectiveDateTime: expected an instant/],
	])("%s is refused at its place", (text, words) => expect(() => chartOfRecord(text, { file: "b.json", codes })).toThrow(words));

	test("without a known observation, or without JSON, is refused in words", () => {
		const file = "b.json";
		expect(() => chartOfRecord('{"resourceType":"Bundle"}', { file, codes })).toThrow("no observation of this record is known");
		expect(() => chartOfRecord('{"resourceType":', { file, codes })).toThrow(/not JSON/);
	});
});

test("instants are written as dates of the calendar", () => {
	const instants = [0, -1, 951_782_400_000, 951_868_799_999, 946_684_799_999, 1_709_164_800_000, 4_107_542_399_999, -62_135_596_800_000];
	for (let i = 0; i < 2000; i++) instants.push(i * 86_400_000 * 37 + i * 1234);
	expect(instants.filter((at) => instantText(at) !== new Date(at).toISOString())).toEqual([]);
	expect([instantOf(0), instantOf(-10.5)]).toEqual(["2000-01-01T10:00:00.000Z", "1999-12-31T23:30:00.000Z"]);
});

describe("the codes", () => {
	test("belong to columns and treatments that there are, and have the form of their system", () => {
		const treatments = [...library.treatments.keys(), ...Object.keys(library.formulary)];
		expect(Object.keys(codes.treatments).filter((name) => !treatments.includes(name))).toEqual([]);
		for (const code of Object.values(codes.treatments)) expect(code).toMatch(/^\d+$/);
		for (const [name, { loinc: code, display, unit, category, source }] of Object.entries(codes.columns)) {
			expect([name, category]).toEqual([name, expect.stringMatching(/^(vital-signs|laboratory|survey)$/)]);
			expect([name, typeof unit, typeof source]).toEqual([name, "string", "string"]);
			if (code === undefined) continue;
			expect(display).toBeTypeOf("string");
			// The last digit checks the others (Luhn, as LOINC uses it).
			const [digits = "", check] = code.split("-");
			const sum = [...digits].reverse().reduce((all, digit, i) => {
				const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
				return all + Math.floor(value / 10) + (value % 10);
			}, 0);
			expect([code, (10 - (sum % 10)) % 10]).toEqual([code, Number(check)]);
		}
	});
});

describe("crsim", () => {
	test("writes a record that it grades, as a bundle and line by line", async () => {
		const cwd = aFolder();
		const answers: string[] = [];
		for (const format of ["fhir", "fhir-ndjson"]) {
			const { stdout } = await crsim(["export", "no-tumor", "--until", "1 day", "--format", format], { cwd });
			writeFileSync(join(cwd, "record.json"), stdout);
			const graded = await crsim(["grade", "record.json", "--scale", "ASTCT_CRS"], { cwd });
			expect(graded.status).toBe(0);
			answers.push(graded.stdout);
		}
		expect(answers[0]).toMatch(/^ASTCT_CRS +0/m);
		expect(answers[1]).toBe(answers[0]);
	});
});
