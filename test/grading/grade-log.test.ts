import fc from "fast-check";
import { expect, test } from "vitest";
import { gradeLog } from "../../src/grading/grade-log.ts";

const grades = fc.array(fc.option(fc.nat(5)), { minLength: 1, maxLength: 40 });

const logged = (list: readonly (number | null)[]) => {
	const log = gradeLog();
	list.forEach((grade, time) => void log.see(time, grade));
	return log;
};

test("the worst grade from a time on is the highest known one of the looks since", () => {
	fc.assert(
		fc.property(grades, fc.oneof(fc.nat(40), fc.constant(Number.NEGATIVE_INFINITY)), (list, from) => {
			const known = list.filter((grade, time) => time >= from && grade !== null).map(Number);
			expect(logged(list).worst(from)).toBe(known.length === 0 ? Number.NaN : Math.max(...known));
			expect(logged(list).grade()).toBe(list.at(-1) ?? Number.NaN);
		}),
	);
});

test("a look taken back leaves no trace", () => {
	fc.assert(
		fc.property(grades, fc.nat(5), (list, grade) => {
			const log = logged(list);
			log.see(list.length, grade);
			log.takeBack();
			expect([log.grade(), log.worst(0), log.worst(Number.NEGATIVE_INFINITY)]).toEqual(
				[logged(list)].flatMap((plain) => [plain.grade(), plain.worst(0), plain.worst(Number.NEGATIVE_INFINITY)]),
			);
		}),
	);
});
