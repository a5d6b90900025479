import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Looked } from "../../src/grading/bedside.ts";
import { courseOf, type GradeCourse } from "../../src/grading/course.ts";
import { crsScales, crsWatch } from "../../src/grading/crs-watch.ts";
import { otherCrsScales } from "../../src/grading/other-crs-scales.ts";
import { aStay, type Hour, looksOf } from "./any-stay.ts";

/** The plain way: every look graded on every scale, no look left out. */
function plainCourses(looks: readonly Looked[]): Readonly<Record<string, GradeCourse>> {
	return Object.fromEntries(
		otherCrsScales.map((scale) => {
			const points = looks.map(({ crs, record }) => ({ ...scale.grade(record), time: crs.time, fever: crs.fever }));
			return [scale.id, courseOf(scale.id, points)];
		}),
	);
}

const told = ({ points: _, ...course }: GradeCourse) => course;

function watched(looks: readonly Looked[]) {
	const watch = crsWatch();
	for (const looked of looks) watch.see(looked);
	return watch;
}

describe("laws", () => {
	test("the course form agrees with the instant form on every scale, reasons included", () => {
		fc.assert(
			fc.property(aStay, (parts) => {
				const looks = looksOf(parts);
				const plain = plainCourses(looks);
				for (const [id, course] of Object.entries(watched(looks).courses())) expect(told(course)).toEqual(told(plain[id]!));
			}),
		);
	});

	test("the grade in force at any look is that of the latest turn", () => {
		fc.assert(
			fc.property(aStay, (parts) => {
				const looks = looksOf(parts);
				const courses = watched(looks).courses();
				for (const scale of otherCrsScales)
					for (const { crs, record } of looks) {
						const point = courses[scale.id]!.points.findLast(({ time }) => time <= crs.time)!;
						const { grade, row } = scale.grade(record);
						expect([point.grade, point.row, point.fever]).toEqual([grade, row, crs.fever]);
					}
			}),
			{ numRuns: 40 },
		);
	});

	test("the latest and the worst grade of a window are those of the looks in it", () => {
		fc.assert(
			fc.property(aStay, fc.nat(100), (parts, from) => {
				const looks = looksOf(parts);
				const watch = watched(looks);
				for (const { id, grade } of otherCrsScales) {
					const grades = looks.filter(({ crs }) => crs.time >= from).flatMap(({ record }) => grade(record).grade ?? []);
					expect(watch.of(id)!.worst(from)).toBe(grades.length === 0 ? Number.NaN : Math.max(...grades));
					expect(watch.of(id)!.grade()).toBe(grade(looks.at(-1)!.record).grade ?? Number.NaN);
				}
			}),
		);
	});
});

describe("examples", () => {
	test("before the first look nothing is known", () => {
		const watch = crsWatch();
		expect(watch.of("PENN_CRS")!.grade()).toBeNaN();
		expect(watch.of("PENN_CRS")!.worst(0)).toBeNaN();
		expect(watch.courses()["PENN_CRS"]).toMatchObject({ worst: null, because: "never looked at" });
	});

	test("a scale that is not followed has no grade", () => {
		expect(crsWatch().of("HSCORE")).toBeUndefined();
	});

	test("sixty quiet days are a handful of points", () => {
		const quiet: Hour = { temperature: 36.8, map: 90, device: "none", lpm: 2, fio2: undefined, rate: 0, bolus: false, organ: undefined };
		const { courses } = watched(looksOf([[quiet, 1440]]));
		expect(courses()["LEE2014_CRS"]?.points.length).toBeLessThan(5);
	});

	test("six scales are followed, the ASTCT's first", () => {
		expect(crsScales.map(({ id }) => id)).toEqual(["ASTCT_CRS", "LEE2014_CRS", "PENN_CRS", "CTCAE5_CRS", "CARTOX_CRS", "MSKCC_CRS"]);
	});
});
