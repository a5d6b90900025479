import fc from "fast-check";
import { expect, test } from "vitest";
import { certainGrade, courseOf, type GradedPoint } from "../../src/grading/course.ts";
import { boundedBy, type Graded } from "../../src/grading/scale.ts";
import { courseOfTurns, gradeNow, noTurns, turned, worstSince } from "../../src/grading/turns.ts";

const aGrade: fc.Arbitrary<Graded> = fc.tuple(fc.nat(5), fc.nat(5)).map(([a, b]) => boundedBy(Math.min(a, b), Math.max(a, b)));
const grades = fc.array(aGrade, { minLength: 1, maxLength: 40 });

const turnsOf = (list: readonly Graded[]) =>
	list.reduce((turns, graded, time) => turned(turns, time, { ...graded, because: `at ${time}` }), noTurns);

test("the worst grade from a time on is the highest certain one of the looks since", () => {
	fc.assert(
		fc.property(grades, fc.oneof(fc.nat(40), fc.constant(Number.NEGATIVE_INFINITY)), (list, from) => {
			const certain = list.flatMap((graded, time) => (time >= from ? (certainGrade(graded) ?? []) : []));
			expect(worstSince(turnsOf(list), from)).toBe(certain.length === 0 ? Number.NaN : Math.max(...certain));
			expect(gradeNow(turnsOf(list))).toBe(list.at(-1)!.grade ?? Number.NaN);
		}),
	);
});

test("the course of the turns is that of all looks", () => {
	fc.assert(
		fc.property(grades, (list) => {
			const points = list.map((graded, time): GradedPoint => ({ ...graded, time, because: `at ${time}`, fever: "unknown" }));
			const { points: _, ...told } = courseOfTurns("X", turnsOf(list));
			const { points: __, ...plain } = courseOf("X", points);
			expect(told).toEqual(plain);
		}),
	);
});

test("a step leaves the turns before it as they were", () => {
	fc.assert(
		fc.property(grades, aGrade, (list, graded) => {
			const before = turnsOf(list);
			const copy = structuredClone(before);
			turned(before, list.length, { ...graded, because: "one more" });
			expect(before).toEqual(copy);
		}),
	);
});
