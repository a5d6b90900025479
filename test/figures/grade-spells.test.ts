import { expect, test } from "vitest";
import { gradeSpells } from "../../src/figures/grade-spells.ts";
import { courseOf, type FeverState } from "../../src/grading/course.ts";

const course = (looks: readonly (readonly [day: number, grade: number | null, fever?: FeverState])[]) =>
	courseOf(
		"ASTCT_CRS",
		looks.map(([day, grade, fever = "present"]) => ({
			...(grade === null ? { grade, least: 0, most: 4 } : { grade }),
			time: day * 24,
			because: "as told",
			fever,
		})),
	);

test("spells of a course fill the window without gap or overlap", () => {
	const spells = gradeSpells(
		course([
			[-2, 0],
			[1, 1],
			[2, 1],
			[3, 2, "masked"],
			[4, null],
			[5, 0],
		]),
		{ from: -1, to: 7 },
	);
	expect(spells[0]?.from).toBe(-1);
	expect(spells.at(-1)?.to).toBe(7);
	for (const [i, spell] of spells.slice(1).entries()) expect(spell.from).toBe(spells[i]?.to);
	expect(spells.map((s) => s.grade)).toEqual([0, 1, 2, null, 0]);
});

test("a spell is masked only while a drug hides the fever and the grade still counts", () => {
	const spells = gradeSpells(
		course([
			[0, 1],
			[1, 1, "masked"],
			[2, 0, "masked"],
		]),
		{ from: 0, to: 3 },
	);
	expect(spells.map((s) => s.masked)).toEqual([false, true, false]);
});
