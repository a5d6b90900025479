import { describe, expect, test } from "vitest";
import { readChart } from "../../src/exchange/read-chart.ts";
import { leastOf } from "../../src/grading/scale.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { shippedFormulary as formulary } from "../support/formulary.ts";

const columns = "time_h,temp_c,map,sbp,norepinephrine_ug_min,o2_device,ice,seizure,oedema,anc,plt,ferritin,fibrinogen_mg_dl,cartox10";
const gravest = (hour: number) => `${hour},39.5,50,70,8,invasive,cannot,prolonged_gt5min,diffuse,40,5,90000,60,cannot`;
const awake = (hour: number) => `${hour},39.5,50,70,8,hfnc,2,prolonged_gt5min,diffuse,40,5,90000,60,0`;
const well = (hour: number) => `${hour},37,85,125,0,none,10,none,none,4000,200,100,300,10`;
const graded = (rows: readonly string[]) =>
	gradeStay(readChart(`${columns}\n${rows.join("\n")}\n`, { file: "c.csv", formulary }).looks).courses;

/** One patient, one clock: what every scale grades follows the infusion. */
describe("before infusion", () => {
	test("no scale grades anything, however grave", () => {
		for (const row of [gravest, awake])
			for (const [id, { points }] of Object.entries(graded([row(-30), row(-2), row(-0.5)])))
				for (const point of points) expect(leastOf(point), `${id} at ${point.time}`).toBe(0);
	});

	test("what was there and went leaves no trace: no onset, no fever earlier in the episode", () => {
		const before = graded([gravest(-30), gravest(-0.5), well(0.25), well(30)]);
		const never = graded([well(-30), well(-0.5), well(0.25), well(30)]);
		for (const [id, { worst, onset, hoursAt, points }] of Object.entries(before))
			expect({ id, worst, onset, hoursAt, last: points.at(-1)?.grade }, id).toEqual({
				id,
				worst: never[id]!.worst,
				onset: null,
				hoursAt: never[id]!.hoursAt,
				last: never[id]!.points.at(-1)?.grade,
			});
	});

	test("no words blame another cause, which nobody has charted", () => {
		const { ASTCT_CRS: crs } = graded([well(-30), well(2)]);
		expect(crs!.points.map(({ because }) => because).join()).not.toContain("another cause");
	});

	test("from the infusion on the same signs count", () => {
		const { ASTCT_CRS: crs, ASTCT_ICANS: icans } = graded([awake(-2), awake(0), awake(2)]);
		expect([crs?.onset, crs?.worst, icans?.onset, icans?.worst]).toEqual([0, 3, 0, 4]);
	});
});
