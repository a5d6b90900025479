import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { astctCrs } from "../../src/grading/astct-crs.ts";
import { courseOf, episodesOf, type GradedPoint } from "../../src/grading/course.ts";

const points = (grades: readonly (number | null)[], every = 1): readonly GradedPoint[] =>
	grades.map((grade, i) => ({
		...(grade === null ? { grade, least: 0, most: 4 } : { grade }),
		time: i * every,
		because: `grade ${grade}`,
		fever: "absent",
	}));

const anyGrades = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(null)), { minLength: 1, maxLength: 60 });

describe("laws", () => {
	test("onset is not after the worst look, which is not after resolution", () => {
		fc.assert(
			fc.property(anyGrades, fc.constantFrom(1, 6, 24), (grades, every) => {
				const { onset, worstAt, worst } = courseOf("ASTCT_CRS", points(grades, every));
				const spans = episodesOf(points(grades, every));
				expect((onset === null) === (worst === null || worst === 0)).toBe(true);
				if (onset !== null && worstAt !== null) expect(onset).toBeLessThanOrEqual(worstAt);
				for (const span of spans) if (span.resolved !== null) expect(span.onset).toBeLessThan(span.resolved);
				expect(worst ?? 0).toBe(Math.max(0, ...spans.map((s) => s.worst)));
			}),
		);
	});

	test("hours at grades above 0, hours at 0 and unknown hours add up to the stay", () => {
		fc.assert(
			fc.property(anyGrades, (grades) => {
				const { hoursAt } = courseOf("ASTCT_CRS", points(grades));
				const rest = grades.slice(0, -1).filter((g) => g === null || g === 0).length;
				expect(Object.values(hoursAt).reduce((a, b) => a + b, rest)).toBe(grades.length - 1);
			}),
		);
	});

	test("doubled looks at one instant change nothing but the list of looks", () => {
		fc.assert(
			fc.property(anyGrades, (grades) => {
				const once = points(grades);
				const { points: _a, ...doubled } = courseOf(
					"X",
					once.flatMap((p) => [p, p]),
				);
				const { points: _b, ...single } = courseOf("X", once);
				expect(doubled).toEqual(single);
			}),
		);
	});
});

interface Day {
	readonly d: number;
	readonly t: number;
	readonly fluid?: boolean;
}

/** Reference courses in days: id, daily charts, what follows. `resolved` is that of the first episode. */
const courses: readonly (readonly [string, { readonly days: readonly Day[] }, Readonly<Record<string, number>>])[] = [
	[
		"P01",
		{
			days: [
				{ d: 1, t: 37.0 },
				{ d: 2, t: 38.4 },
				{ d: 3, t: 39.2 },
				{ d: 4, t: 38.6 },
				{ d: 5, t: 37.1 },
				{ d: 6, t: 36.9 },
			],
		},
		{ onset: 2, max: 1, resolved: 5, episodes: 1 },
	],
	[
		"P03",
		{
			days: [
				{ d: 2, t: 38.5 },
				{ d: 3, t: 37.0 },
				{ d: 4, t: 37.0 },
				{ d: 6, t: 38.6, fluid: true },
				{ d: 7, t: 37.0 },
				{ d: 8, t: 37.0 },
			],
		},
		{ onset: 2, max: 2, resolved: 7, episodes: 1 },
	],
	[
		"P04",
		{
			days: [
				{ d: 2, t: 38.5 },
				{ d: 3, t: 37.0 },
				{ d: 12, t: 38.6 },
				{ d: 13, t: 37.0 },
			],
		},
		{ onset: 2, max: 1, resolved: 3, episodes: 2 },
	],
];

const chart = (days: readonly Day[]): readonly GradedPoint[] =>
	days.map(({ d, t, fluid = false }, i) => {
		const { scale: _, ...graded } = astctCrs.grade({ temp_c: t, fever_earlier: days.slice(0, i).some((e) => e.t >= 38), sbp_low: fluid });
		return { ...graded, time: d * 24, fever: t >= 38 ? "present" : "absent" };
	});

describe("reference courses", () => {
	test.each(courses)("%s", (_id, { days }, expected) => {
		const course = courseOf("ASTCT_CRS", chart(days));
		const day = (hours: number | null | undefined) => (hours === null || hours === undefined ? null : hours / 24);
		expect({
			onset: day(course.onset),
			max: course.worst,
			resolved: day(episodesOf(chart(days))[0]?.resolved),
			episodes: course.episodes,
		}).toEqual(expected);
	});
});

describe("examples", () => {
	test("a day without signs resolves, 23 hours do not", () => {
		const stay = (clear: number) => courseOf("X", points([0, 1, 2, ...Array<number>(clear + 1).fill(0)]));
		expect(stay(23).resolved).toBeNull();
		expect(stay(24).resolved).toBe(3);
	});

	test("a restart after 7 days to the hour is the same episode, an hour later a new one", () => {
		const looks = (gap: number) => points([1, ...Array<number>(gap).fill(0), 1, ...Array<number>(30).fill(0)]);
		const stay = (gap: number) => courseOf("X", looks(gap));
		expect(stay(168)).toMatchObject({ episodes: 1, onset: 0, resolved: 170 });
		expect(stay(169)).toMatchObject({ episodes: 2, onset: 0, resolved: 171 });
		expect(episodesOf(looks(169))).toEqual([
			{ onset: 0, resolved: 1, worst: 1 },
			{ onset: 170, resolved: 171, worst: 1 },
		]);
	});

	test("unknown hours count nowhere", () => {
		expect(courseOf("X", points([1, null, null, 2, 2, 0])).hoursAt).toEqual({ 1: 1, 2: 2, 3: 0, 4: 0, 5: 0 });
	});

	test("a stay that was never known has no worst grade, but a reason", () => {
		expect(courseOf("X", points([null, null]))).toMatchObject({
			worst: null,
			worstAt: null,
			onset: null,
			because: "grade null",
			episodes: 0,
		});
		expect(courseOf("X", []).because).toBe("never looked at");
	});

	test("a stay without signs has worst grade 0 and no onset", () => {
		expect(courseOf("X", points([0, 0]))).toMatchObject({ worst: 0, worstAt: null, onset: null, resolved: null, episodes: 0 });
	});

	test("the reason is that of the first look at the worst grade", () => {
		const [a, b] = points([2, 2]);
		if (a === undefined || b === undefined) throw new Error("two looks expected");
		expect(courseOf("X", [{ ...a, because: "first" }, b]).because).toBe("first");
	});
});
