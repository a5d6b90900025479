import { describe, expect, test } from "vitest";
import { runShipped } from "../support/shipped.ts";
import { course, dayOfPeak, highest, lowest, onDay, runPatient } from "../support/whole-patient.ts";

const shock = "patient: { tumor_burden: 12 }\nuntil: 10 day";
const filled = "  - { give: crystalloid, dose: 15 mL/kg, over: 1 h, when: map < 65 mmHg }";
const pressor = (what: string, rate: string) =>
	`  - { give: ${what}, rate: ${rate}, when: map < 65 mmHg and doses(crystalloid) >= 1, for: 4 day }`;
const withDrugs = (...drugs: string[]) => runPatient(`${shock}\ntreatments:\n${[filled, ...drugs].join("\n")}`);

describe("at rest", () => {
	test("lactate, creatinine, kidney, brain and organs stay where they are", () => {
		const run = runPatient("patient: { tumor_burden: 0 }\nwithout: [fludarabine, cyclophosphamide]\nuntil: 10 day", {
			also: ["kidney_function", "brain_swelling"],
		});
		for (const name of [
			"lactate",
			"creatinine",
			"kidney_function",
			"organ_injury",
			"neuroinflammation",
			"brain_swelling",
			"plasma_volume",
			"map",
		]) {
			expect(highest(run, name)).toBeCloseTo(course(run, name)[0]!, 6);
			expect(lowest(run, name)).toBeCloseTo(course(run, name)[0]!, 6);
		}
	});

	test("creatinine follows from age, weight and clearance", () => {
		const at = (patient: string) => onDay(runPatient(`patient: { tumor_burden: 0, ${patient} }\nuntil: 1 day`), "creatinine", 1);
		expect(at("age: 58 year, weight: 70 kg, creatinine_clearance: 95 mL/min")).toBeCloseTo((82 * 70) / (72 * 95), 6);
		expect(at("creatinine_clearance: 30 mL/min")).toBeGreaterThan(at("creatinine_clearance: 90 mL/min"));
	});
});

describe("the kidney in shock", () => {
	const run = runShipped("kidney-injury");

	test("urine stops first, creatinine peaks after the lowest pressure, and both recover", () => {
		const lowestPressure = run.trajectory.times[course(run, "map").indexOf(lowest(run, "map"))]! / 24;
		expect(lowest(run, "urine_output")).toBeLessThan(0.01);
		expect(dayOfPeak(run, "creatinine")).toBeGreaterThan(lowestPressure);
		expect(highest(run, "creatinine")).toBeGreaterThan(1.5 * onDay(run, "creatinine", 0));
		expect(onDay(run, "creatinine", 20)).toBeCloseTo(onDay(run, "creatinine", 0), 1);
	});

	test("lactate stays below 2 in the usual patient, passes 2 in shock, and falls when flow is back", () => {
		expect(highest(runPatient("until: 10 day"), "lactate")).toBeLessThan(2);
		expect(highest(run, "lactate")).toBeGreaterThan(2);
		expect(onDay(run, "lactate", 10)).toBeLessThan(1.2);
	});

	test("deeper shock makes more lactate, creatinine and injury", () => {
		const ladder = [1, 2, 3, 5].map((burden) => runPatient(`patient: { tumor_burden: ${burden} }\nuntil: 10 day`));
		for (const name of ["lactate", "creatinine", "organ_injury"]) {
			const peaks = ladder.map((one) => highest(one, name));
			expect(peaks).toEqual([...peaks].sort((a, b) => a - b));
		}
	});
});

describe("vasopressin", () => {
	test("0.03 U/min makes 54 ng/L, and half of it is gone within ten minutes after the stop", () => {
		const run = runPatient(
			"patient: { tumor_burden: 0 }\nuntil: 12 h\ntreatments:\n  - { give: vasopressin, rate: 0.03 U/min, at: 0 h, for: 6 h }",
			{ also: ["vasopressin"], every: 1 / 60 },
		);
		expect(onDay(run, "vasopressin", 5.9 / 24)).toBeCloseTo(54, 0);
		const gone = course(run, "vasopressin").findIndex((level, i) => run.trajectory.times[i]! > 6 && level < 27);
		const minutes = (run.trajectory.times[gone]! - 6) * 60;
		expect(minutes).toBeGreaterThan(6);
		expect(minutes).toBeLessThan(10);
	});

	test("spares norepinephrine: with it a quarter of the rate holds the same pressure", () => {
		const alone = withDrugs(pressor("norepinephrine", "0.4 ug/kg/min"));
		const both = withDrugs(pressor("norepinephrine", "0.1 ug/kg/min"), pressor("vasopressin", "0.03 U/min"));
		for (const day of [4.5, 5, 5.5]) expect(onDay(both, "map", day)).toBeGreaterThan(onDay(alone, "map", day) - 1);
	});

	test("loses less than norepinephrine as vasoplegia deepens", () => {
		const lift = (drug: string, day: number) => {
			const none = withDrugs();
			return onDay(withDrugs(drug), "map", day) / onDay(none, "map", day);
		};
		const kept = (drug: string) => (lift(drug, 4.75) - 1) / (lift(drug, 3.5) - 1);
		expect(kept(pressor("vasopressin", "0.03 U/min"))).toBeGreaterThan(kept(pressor("norepinephrine", "0.2 ug/kg/min")));
	});

	test("beside norepinephrine leaves the CRS grade at 3, and epinephrine makes it 4", () => {
		expect(runShipped("shock-vasopressin").grades.crs.worst).toBe(3);
		expect(runShipped("shock-epinephrine").grades.crs.worst).toBe(4);
	});
});

describe("epinephrine", () => {
	test("raises pressure, output and heart rate, and lactate beyond what better flow saves", () => {
		const [none, given] = [withDrugs(), withDrugs(pressor("epinephrine", "0.2 ug/kg/min"))];
		for (const name of ["map", "cardiac_output", "lactate"]) expect(onDay(given, name, 4.5)).toBeGreaterThan(onDay(none, name, 4.5));
		const alone = withDrugs(pressor("norepinephrine", "0.2 ug/kg/min"));
		expect(onDay(given, "heart_rate", 4.5)).toBeGreaterThan(onDay(alone, "heart_rate", 4.5));
		expect(onDay(given, "cardiac_output", 4.5)).toBeGreaterThan(onDay(alone, "cardiac_output", 4.5));
	});
});

describe("albumin", () => {
	const healthy = (dose: string) =>
		runPatient(`patient: { tumor_burden: 0 }\nuntil: 1 day\ntreatments:\n  - { give: ${dose}, at: 0 h, over: 1 h }`, {
			every: 0.25,
			also: ["plasma_albumin", "interstitial_albumin"],
		});

	test("25 percent draws water: plasma gains three times the volume that was given", () => {
		const run = healthy("albumin, dose: 25 g");
		const gained = highest(run, "plasma_volume") - 3;
		expect(gained / 0.1).toBeGreaterThan(2);
		expect(gained / 0.1).toBeLessThan(4.5);
	});

	test("the dose stays, but for what the body breaks down of it: less than 4 % in a day", () => {
		const run = healthy("albumin, dose: 25 g");
		const total = (i: number) => course(run, "plasma_albumin").at(i)! + course(run, "interstitial_albumin").at(i)!;
		expect(total(-1) - total(0)).toBeLessThan(25);
		expect(total(-1) - total(0)).toBeGreaterThan(24);
	});

	test("half a liter of 5 percent stays longer than half a liter of salt water", () => {
		const [albumin, salt] = [healthy("albumin, dose: 25 g, route: iv_5_percent"), healthy("crystalloid, dose: 500 mL")];
		for (const hours of [1, 2, 4])
			expect(onDay(albumin, "plasma_volume", hours / 24)).toBeGreaterThan(onDay(salt, "plasma_volume", hours / 24) + 0.1);
	});
});
