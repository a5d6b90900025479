import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snapped } from "../../src/chart/instant.ts";
import { amountGiven, dosesGiven, type LoggedDose, since } from "../../src/treatment/dose-log.ts";
import { actsOf, type Stretch } from "../../src/treatment/order.ts";

const stretch = (every: number | null, lasts: number | null, gift = "dose"): Stretch<string> => ({ gift, every, lasts });
const minutes = (most: number) => fc.integer({ min: 1, max: most }).map((n) => n / 60);

describe("acts of an order", () => {
	test("as many doses as intervals begin within its time, whatever the rounding", () => {
		fc.assert(
			fc.property(minutes(1500), fc.integer({ min: 1, max: 300 }), (every, count) => {
				const acts = actsOf([stretch(every, every * count)], 1e6);
				expect(acts).toHaveLength(count);
				expect(acts.at(-1)?.after).toBe((count - 1) * every);
			}),
		);
	});

	test("each stretch begins where the one before it ends, and none overlaps", () => {
		const step = fc.tuple(minutes(600), fc.integer({ min: 1, max: 20 }));
		fc.assert(
			fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
				const acts = actsOf(
					steps.map(([every, count], i) => stretch(every, every * count, String(i))),
					1e6,
				);
				expect(acts.map((act) => act.gift)).toEqual(steps.flatMap(([, count], i) => Array<string>(count).fill(String(i))));
				acts.forEach((act, i) => {
					if (i > 0) expect(act.after).toBeGreaterThan(acts[i - 1]!.after);
				});
			}),
		);
	});

	test("a longer horizon adds acts at the end and changes no other", () => {
		fc.assert(
			fc.property(minutes(600), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), (every, a, b) => {
				const [short, long] = [Math.min(a, b), Math.max(a, b)].map((horizon) => actsOf([stretch(every, null)], horizon));
				expect(long!.slice(0, short!.length)).toEqual(short);
			}),
		);
	});

	test("10 mg every 6 h for 3 day are 12 doses; the end of the run still gets one", () => {
		expect(actsOf([stretch(6, 72)], 1000)).toHaveLength(12);
		expect(actsOf([stretch(6, null)], 12).map((act) => act.after)).toEqual([0, 6, 12]);
		expect(actsOf([stretch(null, null)], 0)).toHaveLength(1);
	});

	test("lengths that are no numbers make no acts", () => {
		expect(actsOf([stretch(Number.NaN, 5)], 100)).toEqual([]);
		expect(actsOf([stretch(5, Number.NaN)], 100)).toEqual([]);
	});
});

describe("the log of doses", () => {
	const log: readonly LoggedDose[] = [
		{ treatment: "drug", time: 0.7, amount: 5 },
		{ treatment: "other", time: 3, amount: 9 },
		{ treatment: "drug", time: 10.7, amount: 7 },
		{ treatment: "drug", time: 12, amount: Number.NaN },
	];

	test("since is the time from the last dose, exact to the instant, and infinite before the first", () => {
		expect(since(log.slice(0, 1), "drug", 8.7)).toBe(8);
		expect(since(log, "drug", 36)).toBe(24);
		expect(since(log, "nothing", 36)).toBe(Number.POSITIVE_INFINITY);
	});

	test("a dose exactly one window ago no longer counts, one an instant later does", () => {
		expect(dosesGiven(log, "drug", 24.7, 24)).toBe(2);
		expect(dosesGiven(log, "drug", 24.69, 24)).toBe(3);
		expect(dosesGiven(log, "drug", 34.7, 24)).toBe(1);
	});

	test("a dose of this instant counts, a later one does not", () => {
		expect(dosesGiven(log, "drug", 10.7, 24)).toBe(2);
		expect(dosesGiven(log, "drug", 10.6, 24)).toBe(1);
	});

	test("amounts are summed over the window; what runs at a rate has none", () => {
		expect(amountGiven(log, "drug", 13, 24)).toBe(12);
		expect(amountGiven(log, "drug", 13, 4)).toBe(7);
		expect(amountGiven(log, "drug", 13, 1.5)).toBe(0);
	});
});

test("a snapped time is a whole number of nanohours, and whole hours and minutes stay what they are", () => {
	for (let hour = -200; hour <= 9000; hour++) expect(snapped(hour)).toBe(hour);
	for (const time of [0.1, 0.7, 11.05, 122.4, -0.35]) expect(snapped(time)).toBe(time);
	expect(snapped(0.1 + 0.2)).toBe(0.3);
	expect(Object.is(snapped(-1e-12), 0)).toBe(true);
});
