import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { astctCrs } from "../../src/grading/astct-crs.ts";
import { astctIcans } from "../../src/grading/astct-icans.ts";
import { atAdmission, type Bedside, type Looked, look, type Sight, type Signs, type Supports } from "../../src/grading/bedside.ts";
import { courseOf } from "../../src/grading/course.ts";
import { gradeOnOtherScales } from "../../src/grading/other-crs-scales.ts";
import { devices } from "../../src/grading/oxygen.ts";
import { aPressor } from "../support/formulary.ts";
import { aStay, looksOf, sightsOf } from "./any-stay.ts";

const wellSigns: Signs = { temperature: 37, map: 85, sbp: 120, ice: 10, age: 58, weight: 70 };
const noSupports: Supports = { boluses: [], pressors: [], oxygen: null, maskedBy: [] };

interface Hour {
	readonly time: number;
	readonly signs?: Signs;
	readonly supports?: Partial<Supports>;
	readonly otherCause?: NonNullable<Sight["otherCause"]>;
}

/** A patient who is well but for what is said. */
const aSight = ({ time, signs, supports, otherCause }: Hour): Sight => ({
	time,
	signs: { ...wellSigns, ...signs },
	supports: { ...noSupports, ...supports },
	...(otherCause === undefined ? {} : { otherCause }),
});

/** All looks of a stay, in order. */
const stay = (hours: readonly Hour[]): readonly Looked[] => {
	const seen: Looked[] = [];
	let bedside: Bedside = atAdmission;
	for (const hour of hours) {
		const looked = look(bedside, aSight(hour));
		bedside = looked.bedside;
		seen.push(looked);
	}
	return seen;
};

const last = (hours: readonly Hour[]): Looked => {
	const looked = stay(hours).at(-1);
	if (looked === undefined) throw new Error("at least one hour expected");
	return looked;
};

const fever: Hour = { time: 0, signs: { temperature: 39 } };

const anHour = fc.record({
	temperature: fc.double({ min: 36, max: 40, noNaN: true }),
	map: fc.double({ min: 40, max: 100, noNaN: true }),
	ice: fc.double({ min: 0, max: 10, noNaN: true }),
	device: fc.constantFrom(...devices),
	norepinephrine: fc.constantFrom(0, 0.05, 0.2),
});

const hoursOf = (
	rows: readonly { temperature: number; map: number; ice: number; device: string; norepinephrine: number }[],
): readonly Hour[] =>
	rows.map(({ temperature, map, ice, device, norepinephrine }, time) => ({
		time,
		signs: { temperature, map, ice },
		supports: {
			oxygen: { device, lpm: 3, fio2: 0.4 },
			pressors: [aPressor({ drug: "norepinephrine", rate: norepinephrine, unit: "ug/kg/min" })],
		},
	}));

describe("laws", () => {
	test("a look leaves the memory that it was handed as it was", () => {
		fc.assert(
			fc.property(fc.array(anHour, { minLength: 2, maxLength: 10 }), (rows) => {
				const { bedside } = last(hoursOf(rows.slice(1)));
				const copy = structuredClone(bedside);
				look(bedside, aSight({ time: rows.length }));
				expect(bedside).toEqual(copy);
			}),
		);
	});

	test("every reason has words", () => {
		fc.assert(
			fc.property(fc.array(anHour, { minLength: 1, maxLength: 30 }), (rows) => {
				for (const { crs, icans } of stay(hoursOf(rows))) expect(crs.because !== "" && icans.because !== "").toBe(true);
			}),
		);
	});

	test("a lower pressure at the last hour never lowers the CRS grade", () => {
		fc.assert(
			fc.property(fc.array(anHour, { minLength: 1, maxLength: 10 }), (rows) => {
				const lower = rows.map((row, i) => (i === rows.length - 1 ? { ...row, map: row.map - 30 } : row));
				expect(last(hoursOf(lower)).crs.grade).toBeGreaterThanOrEqual(last(hoursOf(rows)).crs.grade ?? 0);
			}),
		);
	});

	test("the worst grade of the course is the highest grade seen", () => {
		fc.assert(
			fc.property(fc.array(anHour, { minLength: 1, maxLength: 40 }), (rows) => {
				const points = stay(hoursOf(rows)).map((l) => l.crs);
				expect(courseOf("ASTCT_CRS", points).worst).toBe(Math.max(...points.map((p) => p.grade ?? 0)));
			}),
		);
	});

	test("what is remembered survives being written down and read back", () => {
		fc.assert(
			fc.property(fc.array(anHour, { minLength: 1, maxLength: 10 }), (rows) => {
				const { bedside } = last(hoursOf(rows));
				const again = aSight({ time: rows.length });
				expect(look(JSON.parse(JSON.stringify(bedside)) as Bedside, again)).toEqual(look(bedside, again));
			}),
		);
	});
});

describe("fever", () => {
	test("38.00 is fever, 37.99 is not", () => {
		expect(last([{ time: 0, signs: { temperature: 38 } }]).crs).toMatchObject({ grade: 1, fever: "present" });
		expect(last([{ time: 0, signs: { temperature: 37.99 } }]).crs).toMatchObject({ grade: 0, fever: "absent" });
	});

	test("the highest temperature of the last hour counts, the reading an hour ago does not", () => {
		expect(last([fever, { time: 0.5 }]).record.temp_c).toBe(39);
		expect(last([fever, { time: 1 }]).record.temp_c).toBe(37);
	});

	test("a drug given since the first fever masks; one given before does not", () => {
		const masked = (time: number) =>
			last([
				{ ...fever, time: 10 },
				{ time: 12, supports: { maskedBy: [{ name: "tocilizumab", time }] } },
			]);
		expect(masked(10).crs.fever).toBe("masked");
		expect(masked(9).crs.fever).toBe("absent");
		expect(masked(13).crs.fever).toBe("absent");
	});

	test("a drug given before the first fever masks while it is known to act", () => {
		const dose = { name: "dexamethasone", time: 5, until: 41 };
		const at = (time: number) =>
			last([
				{ ...fever, time: 10 },
				{ time, supports: { maskedBy: [dose] } },
			]).crs.fever;
		expect(at(40)).toBe("masked");
		expect(at(41)).toBe("absent");
	});

	test("a fever that breaks through a drug is present", () => {
		const given = { maskedBy: [{ name: "acetaminophen", time: 0 }] };
		expect(last([fever, { time: 2, signs: { temperature: 38.4 }, supports: given }]).crs).toMatchObject({ grade: 1, fever: "present" });
	});

	test("a masked fever without other signs is grade 0, and the reason tells of the drug", () => {
		expect(last([fever, { time: 2, supports: { maskedBy: [{ name: "tocilizumab", time: 1 }] } }]).crs).toEqual({
			time: 2,
			grade: 0,
			because: "no fever, hypotension or hypoxia; temperature masked by tocilizumab",
			fever: "masked",
		});
	});

	test("an unknown temperature gives unknown fever and an unknown grade", () => {
		const unknown: Hour = { time: 5, signs: { temperature: undefined } };
		expect(last([unknown]).crs).toMatchObject({ grade: null, fever: "unknown" });
	});

	test("a fever with another cause opens no episode", () => {
		expect(last([{ ...fever, otherCause: ["fever"] }]).crs).toMatchObject({ grade: 0, fever: "absent" });
		expect(
			last([
				{ ...fever, otherCause: ["fever"] },
				{ time: 3, signs: { map: 50 } },
			]).crs.grade,
		).toBe(0);
	});

	test("the episode is forgotten when it has been clear for more than 7 days", () => {
		const low = (time: number): Hour => ({ time, signs: { map: 50 } });
		expect(last([fever, { time: 1 }, low(169)]).crs.grade).toBe(2);
		expect(last([fever, { time: 1 }, low(170)]).crs.grade).toBe(0);
	});

	test("an onset after day 14 asks for another cause", () => {
		expect(last([{ ...fever, time: 15 * 24 }]).crs.because).toBe("fever 39.0 °C; began after day 14, look for another cause");
	});
});

describe("pressure", () => {
	test.each([
		["an adult below 90 systolic", { sbp: 89, map: 70 }, true],
		["an adult below 65 mean", { sbp: 100, map: 64 }, true],
		["an adult at 90 and 65", { sbp: 90, map: 65 }, false],
		["a child of 4 at 77 systolic", { age: 4, sbp: 77, map: 50 }, true],
		["a child of 4 at 78 systolic", { age: 4, sbp: 78, map: 50 }, false],
		["a child of 16 at 92 systolic", { age: 16, sbp: 92, map: 60 }, false],
		["an adult with only a mean pressure", { sbp: undefined, map: 60 }, true],
		["nobody measured", { sbp: undefined, map: undefined }, null],
		["a child without a systolic pressure", { age: 4, sbp: undefined, map: 40 }, null],
	] as const)("low pressure: %s", (_title, signs, expected) => {
		expect(last([{ time: 0, signs }]).record.sbp_low).toBe(expected);
	});

	test("a bolus keeps hypotension on the chart for 6 h", () => {
		const at = (time: number) => last([fever, { time, supports: { boluses: [2] } }]).crs.grade;
		expect([at(1.5), at(2), at(7.9), at(8)]).toEqual([0, 2, 2, 0]);
	});

	test("boluses are counted over 24 h", () => {
		const at = (time: number) => last([{ time, supports: { boluses: [1, 20] } }]).record.fluid_boluses;
		expect([at(1), at(24.9), at(25), at(44)]).toEqual([1, 2, 1, 0]);
	});

	test("a pressure that nobody measured makes the grade unknown", () => {
		expect(last([{ time: 0, signs: { temperature: 39, sbp: undefined, map: undefined } }]).crs).toMatchObject({
			grade: null,
			because: "blood pressure not recorded; fever 39.0 °C",
		});
	});

	test("hours and weight reach the scales that ask for the dose", () => {
		const on: Supports = { ...noSupports, pressors: [aPressor({ drug: "norepinephrine", rate: 0.3, unit: "ug/kg/min" })] };
		const lee = (hours: number) =>
			gradeOnOtherScales(
				last([
					{ ...fever, supports: on },
					{ time: hours, supports: on },
				]).record,
			)["LEE2014_CRS"]?.grade;
		expect([lee(2), lee(3)]).toEqual([2, 3]);
	});

	test("a pressor at rate 0 does not run", () => {
		expect(last([{ ...fever, supports: { pressors: [aPressor({ drug: "norepinephrine", rate: 0, unit: "ug/kg/min" })] } }]).crs.grade).toBe(
			1,
		);
	});

	test("hours at a rate are counted from look to look, through a rise and a fall", () => {
		const on = (time: number, rate: number): Hour => ({
			time,
			supports: { pressors: [aPressor({ drug: "norepinephrine", rate, unit: "ug/kg/min" })] },
		});
		const hours = stay([on(0, 0.1), on(1, 0.2), on(2, 0.3), on(4, 0.2), on(6, 0.05), on(7, 0), on(8, 0.05)]).map(
			(l) => l.record.pressors?.[0]?.hours,
		);
		expect(hours).toEqual([0, 0, 0, 3, 6, undefined, 0]);
	});
});

describe("oxygen", () => {
	test("the device decides, not the saturation", () => {
		expect(last([fever, { ...fever, time: 1, supports: { oxygen: { device: "nasal_cannula", lpm: 2 } } }]).crs).toMatchObject({
			grade: 2,
			because: "oxygen by nasal cannula at 2 L/min; fever 39.0 °C",
		});
	});

	test("an unknown device is refused by name", () => {
		expect(() => look(atAdmission, aSight({ time: 0, supports: { oxygen: { device: "tent" } } }))).toThrow(
			/"tent" is not an oxygen device/,
		);
	});
});

describe("ICANS", () => {
	test("ICE is scored in whole points", () => {
		expect(last([{ time: 0, signs: { ice: 9.6 } }]).icans.grade).toBe(0);
		expect(last([{ time: 0, signs: { ice: 9.4 } }]).icans).toMatchObject({ grade: 1, because: "ICE 9" });
	});

	test("without ICE it is unknown", () => {
		expect(last([{ time: 0, signs: { ice: undefined } }]).icans).toMatchObject({
			grade: null,
			because: "consciousness not recorded; ICE not recorded; never known before",
		});
	});

	test("under invasive ventilation it is unknown, and the last known grade is named", () => {
		const tube: Hour = { time: 60, signs: { ice: 0 }, supports: { oxygen: { device: "invasive", fio2: 0.5 } } };
		expect(last([{ time: 48, signs: { ice: 5 } }, tube]).icans).toMatchObject({
			grade: null,
			because: "sedated, so ICE and consciousness are not scored; last known grade 2, on day 2.0",
		});
	});

	test("a death counts for its own toxicity only", () => {
		const died = look(atAdmission, { ...aSight({ time: 0 }), diedOf: "icans" });
		expect([died.crs.grade, died.icans.grade]).toEqual([0, 5]);
	});
});

describe("fever under an intravenous antibiotic", () => {
	const penn = (hour: Hour) => gradeOnOtherScales(last([hour]).record)["PENN_CRS"]!;

	test("is grade 2 by Penn, which counts intravenous therapy, and stays grade 1 by ASTCT, which does not", () => {
		const treated: Hour = { time: 20, signs: { temperature: 38.5 }, supports: { antibiotics: [12] } };
		expect(penn(treated).grade).toBe(2);
		expect(last([treated]).crs.grade).toBe(1);
	});

	test("is grade 1 by Penn without the antibiotic, or when the last dose is 12 hours old; without fever it is none", () => {
		expect(penn({ time: 20, signs: { temperature: 38.5 }, supports: { antibiotics: [] } }).grade).toBe(1);
		expect(penn({ time: 20, signs: { temperature: 38.5 }, supports: { antibiotics: [8] } }).grade).toBe(1);
		expect(penn({ time: 20, supports: { antibiotics: [12] } }).grade).toBe(0);
	});
});

test("a look that takes over what the look before found says what it would have said by itself", () => {
	fc.assert(
		fc.property(aStay, (parts) => {
			for (const { record, crs, icans } of looksOf(sightsOf(parts))) {
				const [alone, brain] = [astctCrs.grade(record), astctIcans.grade(record)];
				expect([crs.grade, crs.row, icans.grade, icans.row]).toEqual([alone.grade, alone.row, brain.grade, brain.row]);
				// What follows from the whole episode is added behind.
				expect(crs.because.startsWith(alone.because) && icans.because.startsWith(brain.because)).toBe(true);
			}
		}),
		{ numRuns: 60 },
	);
});
