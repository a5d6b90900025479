import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atAdmission, type Bedside, look, type Sight } from "../../src/grading/bedside.ts";
import { certainGrade } from "../../src/grading/course.ts";
import { decisiveRow, kin } from "../../src/grading/decisive-row.ts";
import { otherCrsScales } from "../../src/grading/other-crs-scales.ts";
import type { DeviceName } from "../../src/grading/oxygen.ts";
import { type ChartedLook, gradeStay, stayScales } from "../../src/grading/stay.ts";
import { worstHour } from "../../src/grading/worst-hour.ts";
import { aPressor } from "../support/formulary.ts";

const aSight = (
	time: number,
	{ temperature = 37, device = "none", rate = 0 }: { temperature?: number; device?: DeviceName; rate?: number },
): Sight => ({
	time,
	signs: { temperature, map: 85, sbp: 120, ice: 10, age: 58, weight: 70 },
	supports: {
		boluses: [],
		pressors: [aPressor({ drug: "norepinephrine", rate, unit: "ug/kg/min" })],
		oxygen: device === "none" ? null : { device, lpm: 3 },
		maskedBy: [],
	},
});
const sure = (sight: Sight): ChartedLook => ({ best: sight, worst: sight, gaps: [] });
/** Oxygen was not charted. */
const open = (time: number, signs: Parameters<typeof aSight>[1] = {}): ChartedLook => ({
	best: aSight(time, signs),
	worst: aSight(time, { ...signs, device: "invasive" }),
	gaps: ["oxygen device not recorded"],
});

/** Nobody took the temperature. */
const unmeasured = (time: number): ChartedLook => {
	const sight = aSight(time, {});
	return sure({ ...sight, signs: { ...sight.signs, temperature: undefined } });
};

const anHour = fc.record({
	temperature: fc.double({ min: 36, max: 40, noNaN: true }),
	device: fc.constantFrom<DeviceName>("none", "nasal_cannula", "venturi", "bipap", "invasive"),
	rate: fc.constantFrom(0, 0.05, 0.4),
	hidden: fc.boolean(),
});

describe("laws", () => {
	test("a stay without gaps is what look and each scale say, hour by hour, and its worst is the highest of them", () => {
		fc.assert(
			fc.property(fc.array(anHour, { minLength: 1, maxLength: 40 }), (hours) => {
				const sights = hours.map((hour, time) => aSight(time, hour));
				const { looks, courses } = gradeStay(sights.map(sure));
				let bedside: Bedside = atAdmission;
				sights.forEach((sight, i) => {
					const looked = look(bedside, sight);
					bedside = looked.bedside;
					expect(looks[i]?.points["ASTCT_CRS"]).toEqual(looked.crs);
					expect(looks[i]?.points["ASTCT_ICANS"]).toEqual(looked.icans);
					for (const { id, grade } of otherCrsScales) {
						const { scale: _, ...said } = grade(looked.record);
						expect(looks[i]?.points[id]).toEqual({ ...said, time: i, fever: looked.crs.fever });
					}
				});
				for (const [id, { worst }] of Object.entries(courses)) {
					const known = looks.flatMap(({ points }) => (points[id] === undefined ? [] : (certainGrade(points[id]) ?? [])));
					expect(worst).toBe(known.length === 0 ? null : Math.max(...known));
				}
			}),
		);
	});

	test("whatever stood in a gap, a grade that is known in spite of it is the grade", () => {
		fc.assert(
			fc.property(fc.array(anHour, { minLength: 1, maxLength: 30 }), (hours) => {
				const truth = gradeStay(hours.map((hour, time) => sure(aSight(time, hour))));
				const charted = gradeStay(
					hours.map((hour, time) => (hour.hidden ? open(time, { ...hour, device: "none" }) : sure(aSight(time, hour)))),
				);
				for (const scale of stayScales.filter((id) => id.endsWith("_CRS")))
					charted.looks.forEach(({ points }, i) => {
						const { grade } = points[scale]!;
						if (grade !== null) expect(grade).toBe(truth.looks[i]?.points[scale]?.grade);
					});
			}),
		);
	});
});

describe("gaps", () => {
	test("a gap that could not matter leaves the grade known", () => {
		expect(gradeStay([open(0)]).courses["ASTCT_CRS"]).toMatchObject({ worst: 0, because: "no fever so far in this episode, so not CRS" });
	});

	test("a gap that could matter leaves the grade between bounds and says between what; what is certain of it counts", () => {
		const { courses } = gradeStay([open(0, { temperature: 39 })]);
		expect(courses["ASTCT_CRS"]).toMatchObject({
			worst: 1,
			most: 4,
			atLeast: true,
			onset: 0,
			because: "oxygen device not recorded: grade 1 to 4; fever 39.0 °C",
		});
	});

	test("a gap is still a gap hours later where hours count", () => {
		const running = (time: number) => aSight(time, { temperature: 39, rate: 0.4 });
		const hidden: ChartedLook = { best: aSight(0, { temperature: 39 }), worst: running(0), gaps: ["rate of norepinephrine not recorded"] };
		const { looks } = gradeStay([hidden, sure(running(2)), sure(running(4)), sure(running(5))], ["LEE2014_CRS"]);
		expect(looks.map(({ points }) => points["LEE2014_CRS"]?.grade)).toEqual([null, 2, null, 3]);
		expect(looks[2]?.points["LEE2014_CRS"]?.because).toContain("not recorded at an earlier look");
	});
});

describe("the worst hour", () => {
	test("is the first at the worst ASTCT grade at which all scales together are highest", () => {
		const stay = gradeStay([
			sure(aSight(0, { temperature: 39 })),
			sure(aSight(1, { temperature: 39, rate: 0.05 })),
			sure(aSight(2, { temperature: 39, rate: 0.05, device: "nasal_cannula" })),
			sure(aSight(30, { temperature: 39, rate: 0.05 })),
		]);
		expect(worstHour(stay)?.time).toBe(30);
	});

	test("of a stay that was never known is its first look", () => {
		expect(worstHour(gradeStay([unmeasured(3)], ["ASTCT_CRS"]))?.time).toBe(3);
		expect(worstHour(gradeStay([]))).toBeUndefined();
	});
});

describe("the decisive row", () => {
	test("is a row of the scale's own table, with how sure it is", () => {
		expect(decisiveRow("LEE2014_CRS", { temp_c: 39, o2: { device: "bipap", fio2: 0.5 } })).toMatchObject({
			answer: 4,
			rule: "CPAP and BiPAP count as ventilator support",
			standing: "ours",
		});
	});

	test("is empty for a score, and for a grade that no row gave", () => {
		expect(decisiveRow("QSOFA", { rr: 24, sbp: 92, gcs: 15 })).toMatchObject({ answer: 2, rule: "", standing: "" });
		expect(decisiveRow("PENN_CRS", { temp_c: 36.5 })).toMatchObject({ answer: 0, rule: "" });
	});

	test("scales that read the same fields stand side by side", () => {
		expect(kin("PENN_CRS")).toHaveLength(6);
		expect(kin("PENN_CRS")[0]).toBe("PENN_CRS");
		expect(kin("HSCORE")).toEqual(["HSCORE"]);
	});
});
