import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Looked, Sight } from "../../src/grading/bedside.ts";
import { certainGrade, courseOf, type GradeCourse, type GradedPoint } from "../../src/grading/course.ts";
import { courseIn, gradeIn, type Monitor, newMonitor, watched, worstIn } from "../../src/grading/monitor.ts";
import { otherCrsScales } from "../../src/grading/other-crs-scales.ts";
import { aStay, type Hour, looksOf, sightsOf } from "./any-stay.ts";

const blank = { blood: {}, against: [] };
const follow = (sights: readonly Sight[], from: Monitor = newMonitor) =>
	sights.reduce((monitor, sight) => watched(monitor, { sight, ...blank }), from);

const wellHour: Hour = { temperature: 36.8, map: 90, device: "none", lpm: 2, fio2: undefined, rate: 0, bolus: false, organ: undefined };

/** Without memory: every look graded on every scale, no look left out. */
const plainPoints = (looks: readonly Looked[]): Readonly<Record<string, readonly GradedPoint[]>> => ({
	ASTCT_CRS: looks.map(({ crs }) => crs),
	ASTCT_ICANS: looks.map(({ icans }) => icans),
	...Object.fromEntries(
		otherCrsScales.map((scale) => [
			scale.id,
			looks.map(({ crs: { time, fever }, record }) => {
				const { scale: _, ...graded } = scale.grade(record);
				return { ...graded, time, fever };
			}),
		]),
	),
});

const told = ({ points: _, ...course }: GradeCourse) => course;

describe("laws", () => {
	test("with memory the courses are those without, on every scale, reasons included", () => {
		fc.assert(
			fc.property(aStay, (parts) => {
				const sights = sightsOf(parts);
				const monitor = follow(sights);
				for (const [id, points] of Object.entries(plainPoints(looksOf(sights))))
					expect(told(courseIn(monitor, id))).toEqual(told(courseOf(id, points)));
			}),
		);
	});

	test("the grade in force at any look is that of the latest turn", () => {
		fc.assert(
			fc.property(aStay, (parts) => {
				const sights = sightsOf(parts);
				const monitor = follow(sights);
				for (const [id, points] of Object.entries(plainPoints(looksOf(sights)))) {
					const { points: turns } = courseIn(monitor, id);
					for (const { time, grade, row, fever } of points) {
						const turn = turns.findLast((one) => one.time <= time)!;
						expect([turn.grade, turn.row, turn.fever]).toEqual([grade, row, fever]);
					}
				}
			}),
			{ numRuns: 40 },
		);
	});

	test("the latest and the worst grade of a window are those of the looks in it", () => {
		fc.assert(
			fc.property(aStay, fc.nat(100), (parts, from) => {
				const sights = sightsOf(parts);
				const monitor = follow(sights);
				for (const [id, points] of Object.entries(plainPoints(looksOf(sights)))) {
					const certain = points.filter(({ time }) => time >= from).flatMap((point) => certainGrade(point) ?? []);
					expect(worstIn(monitor, id, from)).toBe(certain.length === 0 ? Number.NaN : Math.max(...certain));
					expect(gradeIn(monitor, id)).toBe(points.at(-1)!.grade ?? Number.NaN);
				}
			}),
		);
	});

	test("a step leaves the state before it as it was, so that an instant may be looked at again", () => {
		fc.assert(
			fc.property(aStay, aStay, (parts, others) => {
				const before = follow(sightsOf(parts));
				const copy = structuredClone(before);
				const time = before.last!.seen.time + 1;
				follow([{ ...sightsOf(others)[0]!, time }], before);
				expect(before).toEqual(copy);
			}),
			{ numRuns: 40 },
		);
	});

	test("a state written down and read back goes on as if it had not been", () => {
		fc.assert(
			fc.property(aStay, (parts) => {
				const sights = sightsOf(parts);
				const half = follow(sights.slice(0, sights.length >> 1));
				const rest = sights.slice(sights.length >> 1);
				const read = structuredClone(half);
				for (const id of ["ASTCT_CRS", "PENN_CRS", "ASTCT_ICANS"])
					expect(courseIn(follow(rest, read), id)).toEqual(courseIn(follow(rest, half), id));
			}),
			{ numRuns: 40 },
		);
	});
});

describe("examples", () => {
	test("before the first look nothing is known", () => {
		expect(gradeIn(newMonitor, "PENN_CRS")).toBeNaN();
		expect(worstIn(newMonitor, "PENN_CRS", 0)).toBeNaN();
		expect(courseIn(newMonitor, "PENN_CRS")).toMatchObject({ worst: null, because: "never looked at" });
	});

	test("a scale that is not followed is refused by name", () => {
		expect(() => gradeIn(newMonitor, "HSCORE")).toThrow(/"HSCORE" is not followed; known: ASTCT_CRS/);
	});

	test("a seizure under sedation is ICANS of at least grade 3, and counts as such; without one nothing of it is certain", () => {
		const tube = { ...sightsOf([[wellHour, 1]])[0]!, time: 0 };
		const on = (seizure: "brief_resolved" | undefined): Sight => ({
			...tube,
			signs: { ...tube.signs, seizure },
			supports: { ...tube.supports, oxygen: { device: "invasive", fio2: 0.4 } },
		});
		const course = courseIn(follow([on("brief_resolved"), { ...on("brief_resolved"), time: 1 }]), "ASTCT_ICANS");
		expect(course).toMatchObject({ worst: 3, most: 4, atLeast: true, onset: 0, hoursAt: { 3: 1 } });
		expect(course.because).toMatch(/^sedated, so ICE and consciousness are not scored; a brief seizure that resolved/);
		expect(courseIn(follow([on(undefined)]), "ASTCT_ICANS")).toMatchObject({ worst: null, most: 4, atLeast: false });
	});

	test("sixty quiet days are a handful of points", () => {
		const monitor = follow(sightsOf([[wellHour, 1440]]));
		for (const id of ["ASTCT_CRS", "LEE2014_CRS"]) expect(courseIn(monitor, id).points.length).toBeLessThan(5);
	});
});
