import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordFaults } from "../../src/grading/field-faults.ts";
import { scales } from "../../src/grading/scales.ts";
import { meant, shippedFormulary } from "../support/formulary.ts";
import { aRecord } from "./any-record.ts";

const formulary = shippedFormulary;
const only = (scale: string, inputs: Record<string, unknown>) => {
	const [fault, ...more] = recordFaults(scale, inputs, formulary);
	expect(more).toEqual([]);
	return fault;
};

describe("laws", () => {
	test("a record that a scale can read is without fault", () => {
		fc.assert(
			fc.property(aRecord, (record) => {
				const inputs = {
					...record,
					pressors: (record.pressors ?? []).filter(({ drug }) => drug !== "vasopressin").map(({ is: _, ...pressor }) => pressor),
				};
				expect(recordFaults("PENN_CRS", inputs, formulary)).toEqual([]);
			}),
		);
	});

	test("anything at all is either found faulty or graded without a crash", () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...Object.keys(scales)),
				fc.dictionary(fc.constantFrom("temp_c", "o2", "pressors", "ice", "days", "anc_daily", "organ", "x"), fc.jsonValue()),
				(scale, inputs) => {
					const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
					if (recordFaults(scale, known, formulary).length === 0) expect(scales[scale]!.measure(meant(known)).because).not.toBe("");
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe("a value that cannot be right is told with the likely mistake", () => {
	test.each([
		["temp_c", 101, "degC; 101 looks like Fahrenheit: 38.3"],
		["temp_c", 311.5, "degC; 311.5 looks like kelvin: 38.4"],
		["anc", 0.4, "per uL; 0.4 looks like 10^9/L: 400"],
		["anc", 2, "per uL; 2 looks like 10^9/L: 2000"],
		["plt", 45_000, "10^9/L; 45000 looks like per uL: 45"],
		["hb", 82, "g/dL; 82 looks like g/L: 8.2"],
		["crp_mg_dl", 180, "mg/dL; 180 looks like mg/L: 18.0"],
		["creatinine_mg_dl", 110, "mg/dL; 110 looks like umol/L: 1.2"],
		["fibrinogen_mg_dl", 1.4, "mg/dL; 1.4 looks like g/L: 140"],
		["fibrinogen_g_l", 140, "g/L; 140 looks like mg/dL: 1.40"],
		["tg_mmol_l", 265, "mmol/L; 265 looks like mg/dL: 3.0"],
		["ferritin", -1, "ng/mL; a negative value is impossible here"],
		["gcs", 17, "points; this value is impossible here"],
	])("%s %f", (name, value, hint) => {
		expect(only("CAR_HEMATOTOX", { [name]: value })).toMatchObject({ path: [name], hint, at: "value" });
	});

	test("an oxygen fraction of 40 was a percentage", () => {
		expect(only("ASTCT_CRS", { o2: { device: "venturi", fio2: 40 } })).toMatchObject({
			path: ["o2", "fio2"],
			hint: "a fraction; did you mean 0.40? (40 looks like percent)",
		});
	});

	test("vasopressin of 2.4 U/min was charted per hour; in ug it is no vasopressin", () => {
		const run = (rate: number, unit: string) => ({ pressors: [{ drug: "vasopressin", rate, unit }] });
		expect(only("PENN_CRS", run(2.4, "U/min"))).toMatchObject({ path: ["pressors", 0, "rate"], hint: "U/min; 2.4 looks like U/h: 0.040" });
		expect(only("PENN_CRS", run(2, "ug/min"))).toMatchObject({
			path: ["pressors", 0, "unit"],
			hint: "vasopressin runs in U/min or U/kg/min",
		});
	});
});

describe("examples", () => {
	test("a low but possible value is let pass", () => {
		expect(recordFaults("ICAHT_EARLY", { anc_daily: [0, 10, null, 4500] }, formulary)).toEqual([]);
		expect(recordFaults("ASTCT_CRS", { temp_c: 34, o2: { device: "none", fio2: 0.21 } }, formulary)).toEqual([]);
	});

	test("null is the same as left out", () => {
		expect(recordFaults("ASTCT_ICANS", { ice: null, age_y: null, seizure: null, o2: null }, formulary)).toEqual([]);
	});

	test("an unknown field names the nearest of that scale", () => {
		expect(only("ASTCT_ICANS", { edema: "focal" })).toMatchObject({ path: ["edema"], at: "key", message: "unknown field of ASTCT_ICANS" });
		expect(only("ASTCT_ICANS", { edema: "focal" })?.hint).toContain('Did you mean "oedema"?');
	});

	test("a field that another scale reads is let pass", () => {
		expect(recordFaults("ASTCT_CRS", { ferritin: 12_000, dialysis: true }, formulary)).toEqual([]);
	});

	test("wrong types say what is needed", () => {
		expect(only("ASTCT_CRS", { temp_c: "38.5" })?.message).toBe('expected a number (degC), found "38.5"');
		expect(only("ASTCT_CRS", { masked: 1 })?.message).toBe("expected true or false, found 1");
		expect(only("ASTCT_CRS", { pressors: { drug: "norepinephrine" } })?.message).toBe("expected a list, found a block");
		expect(only("ASTCT_CRS", { o2: "none" })?.message).toContain("expected { device, lpm, fio2 }");
		expect(only("ASTCT_CRS", { o2: { lpm: 2 } })?.message).toBe('the field "device" is missing');
		expect(only("ASTCT_CRS", { fluid_boluses: 1.5 })?.message).toBe("1.5 is not a whole number");
	});

	test("a word is found through case, blanks and its other names", () => {
		expect(only("ASTCT_CRS", { o2: { device: "Nasal Cannula" } })?.hint).toBe('Did you mean "nasal_cannula"?');
	});

	test("a drug goes by every name that its file gives; any other is told with the nearest", () => {
		expect(recordFaults("ASTCT_CRS", { pressors: [{ drug: "noradrenaline" }, { drug: "Levophed" }] }, formulary)).toEqual([]);
		expect(only("ASTCT_CRS", { pressors: [{ drug: "norepinefrine" }] })).toMatchObject({
			path: ["pressors", 0, "drug"],
			message: 'no drug is called "norepinefrine"',
			hint: expect.stringContaining('Did you mean "norepinephrine"'),
		});
		expect(only("ASTCT_CRS", { pressors: [{ drug: "Actemra" }] })).toMatchObject({
			message: "tocilizumab is not a vasopressor or inotrope",
		});
	});
});
