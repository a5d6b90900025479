import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysOf, filled, runsOf } from "../../src/grading/day-counts.ts";
import { type EarlyNeutrophils, icahtEarly, icahtLate, type LateNeutrophils } from "../../src/grading/icaht.ts";
import { type EarlyPlatelets, tIcahtEarly, tIcahtLate } from "../../src/grading/t-icaht.ts";

const early: readonly (readonly [string, EarlyNeutrophils, number])[] = [
	["H01", { days_le500: 4, days_le100: 0 }, 1],
	["H03", { days_le500: 13, days_le100: 6 }, 2],
	["H04", { days_le500: 14, days_le100: 3 }, 3],
	["H06", { days_le500: 18, days_le100: 14 }, 4],
	["H07", { days_le500: 31, days_le100: 2, never_above_500: true }, 4],
	[
		"HS1",
		{
			anc_daily: [
				1500, 1500, 1500, 300, 300, 300, 300, 300, 1500, 1500, 1500, 1500, 1500, 1500, 300, 300, 300, 300, 300, 1500, 1500, 1500, 1500,
				1500, 1500, 1500, 1500, 1500, 1500, 1500, 1500,
			],
			convention: "longest_run",
		},
		1,
	],
	[
		"HS2",
		{
			anc_daily: [
				1500, 1500, 1500, 300, 300, 300, 300, 300, 1500, 1500, 1500, 1500, 1500, 1500, 300, 300, 300, 300, 300, 1500, 1500, 1500, 1500,
				1500, 1500, 1500, 1500, 1500, 1500, 1500, 1500,
			],
			convention: "cumulative",
		},
		2,
	],
];

const late: readonly (readonly [string, LateNeutrophils, number])[] = [
	["H09", { anc_after_day30: [1400, 1300] }, 1],
	["H11", { anc_after_day30: [480, 500] }, 3],
	["H12", { anc_after_day30: [90, 100] }, 4],
	["HS4", { anc_after_day30: [450, 1400, 2100] }, 3],
];

const platelets: readonly (readonly [string, EarlyPlatelets, number])[] = [
	["H14", { days_lt50: 5, days_lt20: 0 }, 1],
	["H16", { days_lt50: 9, days_lt20: 3 }, 3],
	["H17", { days_lt50: 20, days_lt20: 14 }, 4],
];

const month = (low: (day: number) => boolean) => Array.from({ length: 31 }, (_, day) => (low(day) ? 300 : 1500));

describe("laws", () => {
	test("lower counts never lower the early grade", () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 31, maxLength: 31 }),
				fc.integer({ min: 0, max: 1000 }),
				(counts, by) => {
					for (const convention of ["longest_run", "cumulative"] as const) {
						const grade = (anc_daily: readonly number[]) => icahtEarly.grade({ anc_daily, convention }).grade ?? 0;
						expect(grade(counts.map((c) => Math.max(0, c - by)))).toBeGreaterThanOrEqual(grade(counts));
					}
				},
			),
		);
	});

	test("what happens after day 30 does not matter for the early grade", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 31, maxLength: 31 }), (counts) => {
				expect(icahtEarly.grade({ anc_daily: [...counts, 0, 0, 0, 0] })).toEqual(icahtEarly.grade({ anc_daily: counts }));
			}),
		);
	});
});

describe("reference patients", () => {
	test.each(early)("%s", (_id, record, expected) => {
		expect(icahtEarly.grade(record).grade).toBe(expected);
	});
	test.each(late)("%s", (_id, record, expected) => {
		expect(icahtLate.grade(record).grade).toBe(expected);
	});
	test.each(platelets)("%s", (_id, record, expected) => {
		expect(tIcahtEarly.grade(record).grade).toBe(expected);
	});
});

describe("counting days", () => {
	const low = (v: number) => v <= 500;

	test("a break of two days is bridged and counted, one of three is not", () => {
		const days = (gap: number) => daysOf([300, 300, ...Array<number>(gap).fill(900), 300, 300], { holds: low, convention: "longest_run" });
		expect([days(2), days(3)]).toEqual([6, 2]);
	});

	test("gaps of up to 7 days are filled by a straight line, longer ones are not", () => {
		expect(filled([100, null, null, 400])).toEqual([100, 200, 300, 400]);
		expect(filled([0, ...Array<null>(7).fill(null), 800]).every((v) => v !== null)).toBe(true);
		expect(filled([0, ...Array<null>(8).fill(null), 900])[4]).toBeNull();
	});

	test("runs keep their first and last day", () => {
		expect(runsOf([900, 300, 300, 900, 900, 900, 300], low)).toEqual([
			{ first: 1, last: 2 },
			{ first: 6, last: 6 },
		]);
	});
});

describe("examples", () => {
	test("from the first days to the last count is grade 4, also when follow-up ends early", () => {
		expect(icahtEarly.grade({ anc_daily: [1500, 1500, 1500, 300, 300, 300] }).grade).toBe(4);
		expect(icahtEarly.grade({ anc_daily: [1500, 1500, 1500, 1500, 300, 300] }).grade).toBe(1);
	});

	test("the reason names days and convention", () => {
		expect(icahtEarly.grade({ anc_daily: month((day) => day >= 5 && day < 13) }).because).toBe("8 days at or below 500/uL, longest run");
		expect(icahtEarly.grade({ anc_daily: month(() => false) }).because).toBe("no day at or below 500/uL");
	});

	test("no counts, no grade", () => {
		expect(icahtEarly.grade({}).grade).toBeNull();
		expect(icahtLate.grade({ anc_after_day30: [] })).toMatchObject({ grade: null, because: "no neutrophil count after day 30" });
	});

	test("one low count that a second does not confirm is grade 0; a single count stands", () => {
		expect(icahtLate.grade({ anc_after_day30: [400, 1600, 2000] }).grade).toBe(0);
		expect(icahtLate.grade({ anc_after_day30: [400] }).grade).toBe(3);
	});

	test("platelets after day 30", () => {
		const grade = (plt: readonly number[], days_lt20?: number) =>
			tIcahtLate.grade({ plt_after_day30: plt, ...(days_lt20 === undefined ? {} : { days_lt20 }) }).grade;
		expect([grade([120]), grade([99]), grade([49]), grade([19]), grade([19], 14)]).toEqual([0, 1, 2, 3, 4]);
	});
});
