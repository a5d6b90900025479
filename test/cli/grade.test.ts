import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRunFolder } from "../../src/exchange/read-run-folder.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { ran, tableFiles } from "../../src/node/outputs.ts";
import { gradeSummary } from "../../src/report/summary.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { engineOf, runEngine } from "../support/run-plan.ts";
import { shipped } from "../support/shipped.ts";
import { aFolder, crsim } from "./crsim.ts";

const record = (id: string, scale: string, inputs: object) => ({ id, scale, inputs });
const pressor = { drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 5 };
const records = [
	record("A", "ASTCT_CRS", { temp_c: 39.5, sbp_low: true, pressors: [pressor], o2: { device: "nasal_cannula", lpm: 2 } }),
	record("B", "LEE2014_CRS", { temp_c: 39.5, sbp_low: true, pressors: [pressor] }),
	record("C", "CAR_HEMATOTOX", { plt: 40, anc: 600, hb: 8.1, crp_mg_dl: 8, ferritin: 4200 }),
	record("D", "IECHS_DX", { ferritin: 100, ferritin_uln: 400, ferritin_baseline: 90, rapid_rise: false }),
	record("E", "ASTCT_EPISODE", {
		days: [
			{ d: 2, t: 38.4 },
			{ d: 3, t: 37 },
			{ d: 4, t: 37 },
		],
	}),
	record("F", "ASTCT_CRS", {}),
];

function fileWith(name: string, text: string): { cwd: string } {
	const cwd = aFolder();
	writeFileSync(join(cwd, name), text);
	return { cwd };
}

describe("records", () => {
	test("each gets its grade, number or record, and a reason", async () => {
		const { status, stdout, stderr } = await crsim(
			["grade", "records.json", "--format", "json"],
			fileWith("records.json", JSON.stringify(records)),
		);
		const answers = JSON.parse(stdout) as Record<string, unknown>[];
		expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
		expect(answers.map(({ id, scale, grade }) => [id, scale, grade])).toEqual([
			["A", "ASTCT_CRS", 3],
			["B", "LEE2014_CRS", 2],
			["C", "CAR_HEMATOTOX", { score: 7, risk: "high" }],
			["D", "IECHS_DX", false],
			["E", "ASTCT_EPISODE", { onset: 2, max: 1, resolved: 3, episodes: 1 }],
			["F", "ASTCT_CRS", null],
		]);
		expect(answers.filter(({ because }) => typeof because !== "string" || because === "")).toEqual([]);
		const keys = ({ grade }: Record<string, unknown>) => ["id", "scale", "grade", ...(grade === null ? ["least", "most"] : []), "because"];
		expect(answers.map((answer) => Object.keys(answer))).toEqual(answers.map(keys));
	});

	test("the table says the same, and --explain lays the kin of a scale side by side", async () => {
		const { stdout } = await crsim(["grade", "records.json", "--explain"], fileWith("records.json", JSON.stringify(records.slice(0, 1))));
		expect(stdout).toContain("one vasopressor (norepinephrine)");
		expect(stdout).toMatch(/PENN_CRS +3 +low-dose vasopressor/);
		expect(stdout).toMatch(/CTCAE5_CRS[\s\S]*not yet ticked against the paper/);
		expect(stdout).toContain("never a basis for treating a real patient");
	});

	test("--scale keeps the records of these scales, and grades by them what names none", async () => {
		const some = [...records, { id: "G", inputs: { temp_c: 38.2 } }];
		const { stdout } = await crsim(
			["grade", "r.json", "--scale", "lee2014_crs,PENN_CRS", "--format", "json"],
			fileWith("r.json", JSON.stringify(some)),
		);
		expect((JSON.parse(stdout) as { id: string; scale: string }[]).map(({ id, scale }) => `${id} ${scale}`)).toEqual([
			"B LEE2014_CRS",
			"G LEE2014_CRS",
			"G PENN_CRS",
		]);
	});

	test("everything wrong is told at once, with the id, the place and the likely mistake", async () => {
		const text = `[
  { "id": "X", "scale": "ASTCT_CSR", "inputs": { "temp_c": 38 } },
  { "id": "Y", "scale": "ASTCT_CRS", "inputs": { "temp_c": 101, "tmp_c": 38 } },
  { "scale": "LEE2014_CRS", "inputs": { "o2": { "device": "venturi", "fio2": 40 } } },
  { "id": "Z", "scale": "PENN_CRS" }
]`;
		const { status, stdout, stderr } = await crsim(["grade", "bad.json"], fileWith("bad.json", text));
		expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
		expect(stderr).toContain('bad.json:2:25  X scale  unknown scale "ASTCT_CSR"');
		expect(stderr).toContain('Did you mean "ASTCT_CRS"');
		expect(stderr).toMatch(/bad\.json:3:60 {2}Y temp_c[\s\S]*degC; 101 looks like Fahrenheit: 38\.3/);
		expect(stderr).toMatch(/bad\.json:3:65 {2}Y tmp_c {2}unknown field[\s\S]*Did you mean "temp_c"/);
		expect(stderr).toMatch(/bad\.json:4:\d+ {2}record 3 o2\.fio2[\s\S]*did you mean 0\.40/);
		expect(stderr).toMatch(/bad\.json:5:3 {2}Z {2}the key "inputs" is missing/);
		expect(stderr).toContain("5 problems");
	});

	test("a field without effect on its scale is noted on stderr", async () => {
		const { status, stderr } = await crsim(
			["grade", "r.json"],
			fileWith("r.json", JSON.stringify([record("A", "QSOFA", { rr: 20, sbp: 120, gcs: 15, ferritin: 9 })])),
		);
		expect({ status, stderr }).toEqual({ status: 0, stderr: "note: A: no effect on QSOFA: ferritin\n" });
	});
});

describe("a chart", () => {
	const chart =
		"day,temp_c,map,norepinephrine_ug_kg_min,o2_device,o2_lpm,ice\n2,38.6,80,0,none,,10\n3,39.4,60,0.06,nasal_cannula,5,6\n4,37,80,0,none,,10\n6,37,80,0,none,,10\n";

	test("is graded on every scale that its columns serve", async () => {
		const { status, stdout } = await crsim(["grade", "chart.csv", "--format", "json"], fileWith("chart.csv", chart));
		const answers = JSON.parse(stdout) as { scale: string; grade: number; onset_day: number; resolved_day: number }[];
		expect(status).toBe(0);
		expect(Object.fromEntries(answers.map(({ scale, grade }) => [scale, grade]))).toEqual({
			ASTCT_CRS: 3,
			LEE2014_CRS: 3,
			PENN_CRS: 3,
			CTCAE5_CRS: 3,
			CARTOX_CRS: 3,
			MSKCC_CRS: 3,
			ASTCT_ICANS: 2,
			CTCAE_NEURO: 2,
		});
		expect(answers[0]).toMatchObject({ id: "chart.csv", onset_day: 2, resolved_day: 4 });
	});

	test("--explain shows the worst hour", async () => {
		const { stdout } = await crsim(["grade", "chart.csv", "--scale", "ASTCT_CRS,MSKCC_CRS", "--explain"], fileWith("chart.csv", chart));
		expect(stdout).toContain("The worst hour: day 3.00");
		expect(stdout).toMatch(/MSKCC_CRS +3 +oxygen fraction of 0.40 or more/);
		expect(stdout).not.toContain("PENN_CRS");
	});

	test("a grade that is known between bounds says so in the table and in JSON", async () => {
		const gap = "day,temp_c,map,norepinephrine_ug_min,o2_device\n1,38.6,80,0,none\n2,39.2,58,12,\n3,37.0,80,0,none\n";
		expect((await crsim(["grade", "chart.csv"], fileWith("chart.csv", gap))).stdout).toMatch(/ASTCT_CRS +at least 3 +day 1\.0 +day 2\.0/);
		const explained = (await crsim(["grade", "chart.csv", "--explain"], fileWith("chart.csv", gap))).stdout;
		expect(explained).toMatch(/worst hour: day 2\.00[\s\S]*ASTCT_CRS +at least 3 +no row holds/);
		const json = JSON.parse((await crsim(["grade", "chart.csv", "--format", "json"], fileWith("chart.csv", gap))).stdout) as object[];
		expect(json[0]).toMatchObject({ scale: "ASTCT_CRS", grade: null, least: 3, most: 4, onset_day: 1 });
	});

	test("several patients in the UTF-16 of a spreadsheet, with dates: the same answers as in plain form, by id", async () => {
		const rows = (sep: string, point: string) =>
			["id,time,temp_c,map", "A,2026-03-02 10:00,38.5,80", "B,2026-03-03 10:00,37.2,64", "A,2026-03-04 10:00,37.0,85"]
				.map((line) => line.replaceAll(",", sep).replaceAll(/(?<=\d)\.(?=\d)/g, point))
				.join("\r\n");
		const told = async (bytes: Buffer, more: readonly string[] = []) => {
			const cwd = aFolder();
			writeFileSync(join(cwd, "c.csv"), bytes);
			return crsim(["grade", "c.csv", "--infusion", "2026-03-01 10:00", "--scale", "ASTCT_CRS", ...more], { cwd });
		};
		const plain = await told(Buffer.from(rows(",", ".")), ["--format", "json"]);
		expect(JSON.parse(plain.stdout)).toMatchObject([
			{ id: "A", grade: 1, onset_day: 1 },
			{ id: "B", grade: 0 },
		]);
		const utf16 = Buffer.from(`\uFEFF${rows(";", ",")}`, "utf16le");
		for (const bytes of [utf16, utf16.subarray(2), Buffer.from(utf16).swap16()])
			expect((await told(bytes, ["--format", "json"])).stdout).toBe(plain.stdout);
		expect((await told(Buffer.from("id;time;Temp (\u00b0C)\nA;2026-03-02;38,5", "latin1"))).stdout).toMatch(/ASTCT_CRS +1 /);
		expect((await told(utf16, ["--explain"])).stdout).toMatch(/A: The worst hour: day 1\.00/);
	});

	test("--infusion that is no date, or that nothing asks for, is refused in its own words", async () => {
		const { status, stderr } = await crsim(["grade", "chart.csv", "--infusion", "1/3/2026"], fileWith("chart.csv", chart));
		expect(status).toBe(1);
		expect(stderr).toContain('command line:1:1  --infusion  "1/3/2026" can be read as two dates');
		const asked = await crsim(["grade", "r.json", "--infusion", "2026-03-01"], fileWith("r.json", JSON.stringify(records)));
		expect(asked.stderr).toContain("--infusion  only a chart can have dates");
	});

	test("an impossible value stops it with its row", async () => {
		const { status, stderr } = await crsim(["grade", "chart.csv"], fileWith("chart.csv", chart.replace("39.4", "103")));
		expect(status).toBe(1);
		expect(stderr).toMatch(/chart\.csv:3:3 {2}row 3 temp_c[\s\S]*103 looks like Fahrenheit: 39\.4/);
	});

	test("a score does not grade charts or runs, and an unknown scale names the nearest", async () => {
		expect((await crsim(["grade", "chart.csv", "--scale", "HSCORE"], fileWith("chart.csv", chart))).stderr).toContain(
			"HSCORE does not grade charts or runs",
		);
		expect((await crsim(["grade", "chart.csv", "--scale", "PEN_CRS"], fileWith("chart.csv", chart))).stderr).toContain(
			'Did you mean "PENN_CRS"',
		);
	});

	test("days of low counts are graded when the month is over, or when asked for", async () => {
		const days = (last: number) =>
			`day,anc\n${Array.from({ length: last + 1 }, (_, d) => `${d},${d > 2 && d < 12 ? 300 : 2000}`).join("\n")}\n`;
		const scales = async (text: string, more: readonly string[] = []) => {
			const { stdout } = await crsim(["grade", "c.csv", "--format", "json", ...more], fileWith("c.csv", text));
			return (JSON.parse(stdout) as { scale: string; grade: number }[]).filter(({ scale }) => scale.includes("ICAHT"));
		};
		expect(await scales(days(20))).toEqual([]);
		expect(await scales(days(30))).toMatchObject([{ scale: "ICAHT_EARLY", grade: 2 }]);
		expect(await scales(days(20), ["--scale", "ICAHT_EARLY"])).toMatchObject([{ grade: 2 }]);
	});
});

/** One of each kind that the grades see differently: fluids, pressors, oxygen, masked fever, seizures, edema, sedation, death, low counts, hyperinflammation. */
const regraded = [
	"anakinra",
	"checkpoint-colitis",
	"death-averted",
	"death-untreated",
	"demonstration",
	"hyperinflammation-ruxolitinib",
	"hypoxia-oxygen-ladder",
	"icans-cerebral-edema",
	"icans-seizure-levetiracetam",
	"icans-severe-with-mild-crs",
	"icans-ventilated",
	"marrow-transfusions",
	"no-tumor",
	"sepsis-looks-like-crs",
	"severity-ladder",
	"shock-vasopressin",
];

describe("a run folder", () => {
	test.each(regraded)("%s graded again says what its summary says, on every scale, reasons included", (name) => {
		const loaded = shipped(name);
		const engine = engineOf(loaded.plan);
		const files = tableFiles(ran({ ...loaded, patient: nominalPatient(engine.program) }, runEngine(engine), {}));
		const text = (file: string) => ({ text: String(files.get(file)), file });
		const summary = JSON.parse(text("summary.json").text);
		const { looks, notes } = readRunFolder({ trajectory: text("trajectory.csv"), events: text("events.csv"), summary });
		const { courses } = gradeStay(looks);
		const {
			ASTCT_ICANS: icans,
			CTCAE_NEURO: ctcaeNeuro,
			CARTOX_CRES: _,
			IECHS_GRADE: iec_hs,
			ICAHT: icaht,
			...crs
		} = Object.fromEntries(Object.entries(courses).map(([id, course]) => [id, gradeSummary(course)]));
		const { crs: __, ...others } = summary.grades;
		// A model without a toxicity has no course of it.
		const has = Object.entries({ icans, iec_hs, icaht }).filter(([toxicity]) => Object.hasOwn(summary.toxicities, toxicity));
		const brain = Object.hasOwn(summary.toxicities, "icans") ? { ASTCT_ICANS: icans, CTCAE_NEURO: ctcaeNeuro } : {};
		expect({ bySeveral: { ...crs, ...brain }, others: Object.fromEntries(has), notes }).toEqual({
			bySeveral: summary.crs_by_scale,
			others,
			notes: [],
		});
	});

	test("is graded from the command line; what it lacks is told", async () => {
		const cwd = aFolder();
		await crsim(["run", "shock-norepinephrine", "--out", join(cwd, "out"), "--plots", "none"]);
		const { status, stdout } = await crsim(["grade", "out", "--explain"], { cwd });
		expect(status).toBe(0);
		expect(stdout).toMatch(/LEE2014_CRS +2 +hypotension that answers to fluid/);
		mkdirSync(join(cwd, "empty"));
		expect((await crsim(["grade", "empty"], { cwd })).stderr).toContain("a run folder is what crsim run --out writes");
		const told = await crsim(["grade", "out/trajectory.csv"], { cwd });
		expect(told.status).toBe(1);
		expect(told.stderr).toContain("this looks like trajectory.csv of a run: name its folder instead");
		expect(readFileSync(join(cwd, "out", "summary.json"), "utf8")).toContain('"crs_by_scale"');
	});

	test("rows that lie far apart are noted, since looks between them cannot be seen again", async () => {
		const cwd = aFolder();
		await crsim(["run", "untreated", "--every", "6 h", "--out", join(cwd, "out"), "--plots", "none"]);
		expect((await crsim(["grade", "out"], { cwd })).stderr).toContain("rows are up to 6 h apart");
	});
});
