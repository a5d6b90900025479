import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atAdmission, type Bedside, type Blood, type Looked, look, type MaskingDose } from "../../src/grading/bedside.ts";
import { courseOf } from "../../src/grading/course.ts";
import { courseOfHyperinflammation, hyperinflammationAfter, noHyperinflammation } from "../../src/grading/hyperinflammation.ts";
import { icahtEarly, icahtLate } from "../../src/grading/icaht.ts";

import { courseOfNeutrophils, neutrophilDaysAfter, noNeutrophilDays } from "../../src/grading/neutrophil-days.ts";
import { gradeNow } from "../../src/grading/turns.ts";
import { aPressor } from "../support/formulary.ts";

/** Neutrophils per uL of each day, three looks a day: the day's count and two higher ones. */
const looksOf = (daily: readonly number[]) =>
	daily.flatMap((count, day) => [1.5, 1, 1.2].map((factor, i) => ({ time: 24 * day + 8 * i, value: count * factor })));

function watched(daily: readonly number[]) {
	let state = noNeutrophilDays;
	const instants = looksOf(daily).map(({ time, value }) => {
		state = neutrophilDaysAfter(state, time, value);
		return { time, grade: gradeNow(state.turns), because: "", fever: "unknown" as const };
	});
	return { course: courseOfNeutrophils(state), instants };
}

const aCount = fc.oneof(fc.constantFrom(80, 300, 700, 1300, 4000), fc.integer({ min: 0, max: 6000 }));
const aStay = fc
	.array(fc.tuple(aCount, fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 12 })
	.map((parts) => parts.flatMap(([count, days]) => Array.from({ length: days }, () => count)))
	.filter((daily) => daily.length !== 32);

describe("low neutrophils in a stay", () => {
	test("the highest grade of all instants is the grade of the whole record: of the first month, or of the days after", () => {
		fc.assert(
			fc.property(aStay, (daily) => {
				const { course, instants } = watched(daily);
				const month = daily.slice(0, 31);
				const whole = icahtEarly.grade({ anc_daily: month.length < 31 ? [...month, 9999] : month }).grade ?? 0;
				const late = daily.length < 33 ? 0 : (icahtLate.grade({ anc_after_day30: daily.slice(31, 101) }).grade ?? 0);
				expect(course.worst).toBe(Math.max(whole, late));
				expect(Math.max(...instants.map(({ grade }) => grade))).toBe(course.worst);
			}),
			{ numRuns: 300 },
		);
	});

	test("onset, hours at each grade and resolution are those of the whole list of instants", () => {
		fc.assert(
			fc.property(aStay, (daily) => {
				const { course, instants } = watched(daily);
				const { points: _, because: __, ...told } = course;
				const { points: ___, because: ____, ...plain } = courseOf("ICAHT", instants);
				expect(told).toEqual(plain);
			}),
		);
	});

	test("that counts never rose is said when the month is over, not on day 3", () => {
		const { course, instants } = watched(Array.from({ length: 31 }, () => 300));
		expect(instants.findLast(({ grade }) => grade < 4)!.time).toBeLessThan(30 * 24);
		expect(instants.filter(({ time }) => time < 13 * 24).every(({ grade }) => grade <= 2)).toBe(true);
		expect(course).toMatchObject({ worst: 4, because: expect.stringContaining("31 days at or below 500/uL") });
	});

	test("a step leaves the state before it as it was", () => {
		fc.assert(
			fc.property(aStay, aCount, (daily, count) => {
				const before = looksOf(daily).reduce((state, { time, value }) => neutrophilDaysAfter(state, time, value), noNeutrophilDays);
				const copy = structuredClone(before);
				neutrophilDaysAfter(before, 24 * daily.length, count);
				expect(before).toEqual(copy);
			}),
		);
	});

	test("late low counts end when counts have been back for three days, and at the latest with day 100", () => {
		const daily = (low: (day: number) => boolean, count: number) => Array.from({ length: 301 }, (_, day) => (low(day) ? count : 4000));
		const short = watched(daily((day) => day === 35 || day === 36, 950)).course;
		expect(short).toMatchObject({ worst: 2, onset: 36 * 24, because: "lowest count 950/uL", resolved: 39 * 24 });
		expect(short.hoursAt[2]).toBe(3 * 24);
		const long = watched(daily((day) => day >= 90, 950)).course;
		expect(long).toMatchObject({ worst: 2, onset: 91 * 24, resolved: 101 * 24 });
		expect(long.points.at(-1)!.because).toBe("after day 100 the scale gives no grade");
	});

	test("the reason is of the first stretch at the worst grade: days of the early table are not told with the count of the late one", () => {
		const { course } = watched(Array.from({ length: 80 }, (_, day) => (day > 2 && day < 12 ? 400 : day > 50 && day < 54 ? 900 : 4000)));
		expect(course).toMatchObject({ worst: 2, because: "9 days at or below 500/uL, longest run" });
		expect(new Set(course.points.filter(({ grade }) => grade === 2).map(({ row }) => row))).toEqual(
			new Set(["7 to 13 days at or below 500/uL", "neutrophils at or below 1000/uL"]),
		);
	});

	test("a run that nobody counts any more is unknown after a week, not over", () => {
		const counted = Array.from({ length: 9 }, (_, day) => (day < 3 ? 4000 : 300));
		const state = looksOf(counted).reduce((before, { time, value }) => neutrophilDaysAfter(before, time, value), noNeutrophilDays);
		const later = [10, 14, 18].map((day) => gradeNow(neutrophilDaysAfter(state, 24 * day, undefined).turns));
		expect(later).toEqual([1, 1, Number.NaN]);
	});

	test("what is not recorded is unknown, and what lies before the infusion is not counted", () => {
		const early = [-48, -24].reduce((state, time) => neutrophilDaysAfter(state, time, 100), noNeutrophilDays);
		expect(gradeNow(early.turns)).toBeNaN();
		const unknown = [0, 24].reduce((state, time) => neutrophilDaysAfter(state, time, Number.NaN), early);
		expect(courseOfNeutrophils(unknown)).toMatchObject({ worst: null, because: "neutrophils not recorded" });
	});
});

/** CRS of grade 1 on days 2 to 8, then none; ferritin as wished. */
interface Day {
	readonly blood: Blood;
	readonly device?: string;
	readonly rate?: number;
}

function stay(days: readonly Day[], against: readonly MaskingDose[] = []) {
	let state = noHyperinflammation;
	let bedside: Bedside = atAdmission;
	const grades: number[] = [];
	days.forEach(({ blood, device = "none", rate = 0 }, day) => {
		for (const hour of [0, 6, 12, 18]) {
			const time = 24 * day + hour;
			const looked: Looked = look(bedside, {
				time,
				signs: { temperature: day >= 2 && day < 8 ? 39 : 37, map: 85, sbp: 120, age: 58, weight: 70 },
				supports: {
					boluses: [],
					pressors: [aPressor({ drug: "norepinephrine", rate, unit: "ug/kg/min" })],
					oxygen: { device, fio2: 0.5 },
					maskedBy: [],
				},
			});
			bedside = looked.bedside;
			const { crs, record } = looked;
			state = hyperinflammationAfter(state, { time, crs, record, blood, against: against.filter((dose) => dose.time <= time) });
			grades.push(gradeNow(state.turns));
		}
	});
	return { grades, course: courseOfHyperinflammation(state) };
}

const known = { fibrinogen: 300, neutrophils: 3000, platelets: 120, creatinine: 0.8, transaminases: 1 };
/** CRP goes after day 8, ferritin climbs on. */
const storm = (day: number): Blood => ({
	...known,
	ferritin: 450 * 1.25 ** Math.max(0, day - 2),
	crp: day < 8 ? 100 : 20,
	fibrinogen: day < 10 ? 300 : 120,
});
const stormDays = (length: number, more: (day: number) => Partial<Day> = () => ({})) =>
	Array.from({ length }, (_, day): Day => ({ blood: storm(day), ...more(day) }));
/** CRS lasts and the liver suffers: one common feature, so that another decides. */
const liverDays = (length: number) =>
	stormDays(length).map(({ blood }) => ({ blood: { ...blood, crp: 100, fibrinogen: 300, transaminases: 6 } }));

describe("hyperinflammation in a stay", () => {
	test("ferritin that climbs while CRS settles is hyperinflammation once fibrinogen is low; observed only, it is grade 1", () => {
		const { course } = stay(stormDays(16));
		expect(course).toMatchObject({ worst: 1, onset: 10 * 24 });
		expect(course.because).toMatch(/observation only; since day 10.0: ferritin above twice .*; began while CRS was resolving; fibrinogen/);
	});

	test("ferritin of CRS itself is not: high, but neither fibrinogen nor counts say more", () => {
		const { course } = stay(Array.from({ length: 16 }, (_, day) => ({ blood: { ...storm(Math.min(day, 7)), fibrinogen: 300 } })));
		expect(course).toMatchObject({ worst: 0, because: expect.stringContaining("too few common features: none") });
	});

	test("few neutrophils after lymphodepletion are not new", () => {
		const early = stay(liverDays(13).map(({ blood }, day) => ({ blood: { ...blood, neutrophils: day < 4 ? 3000 : 100 } })));
		expect(early.course.worst).toBe(0);
		const late = stay(liverDays(18).map(({ blood }, day) => ({ blood: { ...blood, neutrophils: day < 15 ? 3000 : 100 } })));
		expect(late.course).toMatchObject({ worst: 1, onset: 15 * 24 });
	});

	test("few neutrophils while CRS resolves are not enough: lymphodepletion explains them, and neither liver nor clotting has suffered", () => {
		const { course } = stay(
			stormDays(18).map(({ blood }, day) => ({ blood: { ...blood, fibrinogen: 300, neutrophils: day < 15 ? 3000 : 100 } })),
		);
		expect(course).toMatchObject({ worst: 0, because: expect.stringContaining("new grade 4 cytopenia") });
	});

	test("transaminases that nobody measured are unknown, not normal: the grade is unknown where they could decide", () => {
		const days = stormDays(16).map(({ blood: { transaminases: _, ...blood } }) => ({ blood: { ...blood, fibrinogen: 300 } }));
		const { grades, course } = stay(days);
		expect(grades.at(-1)).toBeNaN();
		expect(course.points.at(-1)!.because).toContain("transaminases not recorded");
	});

	test("a drug against it makes grade 2 from its first dose on; one given earlier for CRS does not count", () => {
		const given = (day: number) => [{ name: "anakinra", time: 24 * day }];
		expect(stay(stormDays(16), given(4)).course.worst).toBe(1);
		const { course } = stay(stormDays(16), given(12));
		expect(course).toMatchObject({ worst: 2, worstAt: 12 * 24, because: expect.stringContaining("treated with anakinra") });
	});

	test("organ support counts when it begins after the diagnosis: oxygen 3, a tube 4, high-dose pressor 4; before, it belongs to CRS", () => {
		const from = (begin: number, wish: Partial<Day>) => stay(stormDays(16, (day) => (day >= begin ? wish : {}))).course.worst;
		expect(from(12, { device: "venturi" })).toBe(3);
		expect(from(12, { device: "invasive" })).toBe(4);
		const tubeSince = (begin: number) =>
			stay(
				stormDays(16, (day) => ({ blood: { ...storm(day), platelets: day < 10 ? 100 : 20 }, device: day >= begin ? "invasive" : "none" })),
			);
		expect(tubeSince(5).course).toMatchObject({ worst: 1, onset: 10 * 24 });
		expect(tubeSince(11).course.worst).toBe(4);
		expect(from(12, { rate: 0.05 })).toBe(3);
		expect(from(12, { rate: 0.6 })).toBe(4);
	});

	test("it is over when ferritin is below half of its peak and fibrinogen and counts are back", () => {
		const peak = storm(14).ferritin!;
		const days = stormDays(24).map((one, day) =>
			day < 15 ? one : { blood: { ...storm(14), fibrinogen: 300, ferritin: peak * 0.8 ** (day - 14) } },
		);
		expect(stay(days).course.resolved).toBe(18 * 24);
	});

	test("without any laboratory it can neither be said nor ruled out", () => {
		expect(stay(Array.from({ length: 5 }, () => ({ blood: {} }))).course.worst).toBeNull();
	});
});
