import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atAdmission, type Bedside, type Blood, type Looked, look, type MaskingDose } from "../../src/grading/bedside.ts";
import { courseOf } from "../../src/grading/course.ts";
import { hyperinflammationWatch } from "../../src/grading/hyperinflammation-watch.ts";
import { icahtEarly, icahtLate } from "../../src/grading/icaht.ts";
import { icahtWatch } from "../../src/grading/icaht-watch.ts";
import { aPressor } from "../support/formulary.ts";

/** Neutrophils per uL of each day, three looks a day: the day's count and two higher ones. */
const looksOf = (daily: readonly number[]) =>
	daily.flatMap((count, day) => [1.5, 1, 1.2].map((factor, i) => ({ time: 24 * day + 8 * i, value: count * factor })));

function watched(daily: readonly number[]) {
	const watch = icahtWatch();
	const instants = looksOf(daily).map(({ time, value }) => {
		watch.see(time, value);
		return { time, grade: watch.grade(), because: "", fever: "unknown" as const };
	});
	return { watch, instants };
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
				const { watch, instants } = watched(daily);
				const month = daily.slice(0, 31);
				const whole = icahtEarly.grade({ anc_daily: month.length < 31 ? [...month, 9999] : month }).grade ?? 0;
				const late = daily.length < 33 ? 0 : (icahtLate.grade({ anc_after_day30: daily.slice(31, 101) }).grade ?? 0);
				expect(watch.course().worst).toBe(Math.max(whole, late));
				expect(Math.max(...instants.map(({ grade }) => grade))).toBe(watch.course().worst);
			}),
			{ numRuns: 300 },
		);
	});

	test("onset, hours at each grade and resolution are those of the whole list of instants", () => {
		fc.assert(
			fc.property(aStay, (daily) => {
				const { watch, instants } = watched(daily);
				const { points: _, because: __, ...told } = watch.course();
				const { points: ___, because: ____, ...plain } = courseOf("ICAHT", instants);
				expect(told).toEqual(plain);
			}),
		);
	});

	test("that counts never rose is said when the month is over, not on day 3", () => {
		const { watch, instants } = watched(Array.from({ length: 31 }, () => 300));
		expect(instants.findLast(({ grade }) => grade < 4)!.time).toBeLessThan(30 * 24);
		expect(instants.filter(({ time }) => time < 13 * 24).every(({ grade }) => grade <= 2)).toBe(true);
		expect(watch.course()).toMatchObject({ worst: 4, because: expect.stringContaining("31 days at or below 500/uL") });
	});

	test("a look taken back leaves no trace", () => {
		fc.assert(
			fc.property(aStay, aCount, (daily, other) => {
				const plain = watched(daily).watch;
				const again = icahtWatch();
				for (const { time, value } of looksOf(daily)) {
					again.see(time, other);
					again.takeBack();
					again.see(time, value);
				}
				expect(again.course()).toEqual(plain.course());
			}),
		);
	});

	test("what is not recorded is unknown, and what lies before the infusion is not counted", () => {
		const watch = icahtWatch();
		for (const time of [-48, -24]) watch.see(time, 100);
		expect(watch.grade()).toBeNaN();
		for (const time of [0, 24]) watch.see(time, Number.NaN);
		expect(watch.course()).toMatchObject({ worst: null, because: "neutrophils not recorded" });
	});
});

/** CRS of grade 1 on days 2 to 8, then none; ferritin as wished. */
interface Day {
	readonly blood: Blood;
	readonly device?: string;
	readonly rate?: number;
}

function stay(days: readonly Day[], against: readonly MaskingDose[] = []) {
	const watch = hyperinflammationWatch();
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
			watch.see(
				looked,
				blood,
				against.filter((dose) => dose.time <= time),
			);
			grades.push(watch.grade());
		}
	});
	return { watch, grades, course: watch.course() };
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
		const early = stay(
			stormDays(13).map(({ blood }, day) => ({ blood: { ...blood, fibrinogen: 300, neutrophils: day < 4 ? 3000 : 100 } })),
		);
		expect(early.course.worst).toBe(0);
		const late = stay(
			stormDays(18).map(({ blood }, day) => ({ blood: { ...blood, fibrinogen: 300, neutrophils: day < 15 ? 3000 : 100 } })),
		);
		expect(late.course).toMatchObject({ worst: 1, onset: 15 * 24 });
	});

	test("transaminases that nobody measured are unknown, not normal: the grade is unknown where they could decide", () => {
		const days = stormDays(16).map(({ blood: { transaminases: _, ...blood } }) => ({ blood: { ...blood, fibrinogen: 300 } }));
		const { grades, watch } = stay(days);
		expect(grades.at(-1)).toBeNaN();
		expect(watch.course().points.at(-1)!.because).toContain("transaminases not recorded");
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
