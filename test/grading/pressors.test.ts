import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countedPressors, isHighDose, leeHighDose, type Pressor, pennHighDose, pressorWords } from "../../src/grading/pressors.ts";
import { aPressor } from "../support/formulary.ts";
import { pressorsOn } from "./any-record.ts";

const on = (drug: string, rate: number, unit = "ug/min"): Pressor => aPressor({ drug, rate, unit, hours: 4 });
const high = (pressors: readonly Pressor[]) => isHighDose(pressors, { table: leeHighDose, weight: 70 });

test("adding an agent never makes a high dose low", () => {
	fc.assert(
		fc.property(pressorsOn, pressorsOn, (some, more) => {
			if (high(some) === true) expect(high([...some, ...more])).toBe(true);
		}),
	);
});

test("a rate per kg and the same rate per minute are judged alike", () => {
	fc.assert(
		fc.property(
			fc.constantFrom("norepinephrine", "epinephrine", "dopamine"),
			fc.double({ min: 0.01, max: 2, noNaN: true }),
			(drug, rate) => {
				expect(high([on(drug, rate, "ug/kg/min")])).toBe(high([on(drug, rate * 70)]));
			},
		),
	);
});

describe("high dose, held 3 h", () => {
	test.each([
		["norepinephrine 20 ug/min", [on("norepinephrine", 20)], true],
		["norepinephrine 19.9 ug/min", [on("norepinephrine", 19.9)], false],
		["dopamine 10 ug/kg/min", [on("dopamine", 10, "ug/kg/min")], true],
		["phenylephrine 200 ug/min", [on("phenylephrine", 200)], true],
		["epinephrine 10 ug/min", [on("epinephrine", 10)], true],
		["vasopressin with an equivalent of 10 ug/min", [on("vasopressin", 0.03, "U/min"), on("norepinephrine", 10)], true],
		["vasopressin with an equivalent below 10 ug/min", [on("vasopressin", 0.03, "U/min"), on("norepinephrine", 9)], false],
		["vasopressin alone", [on("vasopressin", 0.04, "U/min")], false],
		["two agents with an equivalent of 20 ug/min", [on("norepinephrine", 12), on("epinephrine", 8)], true],
		["two agents with an equivalent below 20 ug/min", [on("norepinephrine", 12), on("phenylephrine", 70)], false],
		["dobutamine", [on("dobutamine", 20, "ug/kg/min")], false],
		["22 ug/min for 2 h", [{ ...on("norepinephrine", 22), hours: 2 }], false],
	] as const)("%s", (_title, pressors, expected) => {
		expect(high(pressors)).toBe(expected);
	});

	test("counts with the rate that it was raised from where the present one is new, alone and beside another", () => {
		const raised = (from: number, hours: number): Pressor => ({ ...on("norepinephrine", 30), hours: 1, lower: [{ rate: from, hours }] });
		expect([high([raised(20, 3)]), high([raised(19, 11)]), high([raised(20, 2.9)])]).toEqual([true, false, false]);
		expect([high([raised(12, 11), on("epinephrine", 8)]), high([raised(11, 11), on("epinephrine", 8)])]).toEqual([true, false]);
	});

	test("without the hours it is unknown", () => {
		expect(high([aPressor({ drug: "norepinephrine", rate: 22, unit: "ug/min" })])).toEqual({
			missing: "hours on the vasopressor not recorded",
		});
	});

	test("a rate per kg without a weight is unknown", () => {
		expect(isHighDose([on("norepinephrine", 0.2, "ug/kg/min")], { table: leeHighDose })).toEqual({ missing: "body weight not recorded" });
	});

	test("Penn's lines are per kg; without a weight the lines per minute step in", () => {
		const pressors = [on("norepinephrine", 15)];
		expect(isHighDose(pressors, { table: pennHighDose, weight: 70 })).toBe(true);
		expect(isHighDose(pressors, { table: pennHighDose })).toBe(false);
	});
});

test("vasopressin, inotropes and doubled rows are not counted", () => {
	expect(
		countedPressors([
			on("vasopressin", 0.03),
			on("milrinone", 0.5),
			on("norepinephrine", 3),
			on("norepinephrine", 4),
			on("epinephrine", 0),
		]),
	).toEqual(["norepinephrine"]);
});

test("pressors are told in words", () => {
	expect(pressorWords([on("norepinephrine", 3), on("epinephrine", 2), on("vasopressin", 0.03)])).toBe(
		"two vasopressors (norepinephrine, epinephrine) and vasopressin",
	);
	expect(pressorWords([on("vasopressin", 0.03)])).toBe("one vasopressor (vasopressin)");
});
