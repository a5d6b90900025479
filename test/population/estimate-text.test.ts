import { describe, expect, test } from "vitest";
import { exactShare } from "../../src/population/binomial-interval.ts";
import { fixed, written, writtenDifference } from "../../src/population/estimate-text.ts";
import { meanEstimate } from "../../src/population/mean-estimate.ts";
import { axisTitle, cellName, placeOf, tickLabel, titleOf } from "../../src/population/study-words.ts";
import { aStudy, doses, starts } from "../support/a-study.ts";

const share = (count: number, patients: number) => written(exactShare(count, patients), { kind: "probability", unit: "1", patients });
const estimate = (value: number, error: number) => ({ value, interval: [value - 2 * error, value + 2 * error] as const, error });
const number = (value: number, error: number, unit = "day") => written(estimate(value, error), { kind: "number", unit, patients: 400 });

describe("how an estimate is written", () => {
	test("a share in whole percent below a thousand patients, with one decimal from there on", () => {
		expect(share(94, 400)).toEqual({ value: "24", interval: "19–28", error: "2", unit: "%" });
		expect(share(470, 2000)).toEqual({ value: "23.5", interval: "21.7–25.4", error: "0.9", unit: "%" });
	});

	test("some never print as none, nor all but some as all", () => {
		expect([share(1, 400).value, share(0, 400).value, share(399, 400).value, share(400, 400).value]).toEqual(["<1", "0", ">99", "100"]);
		expect([share(1, 20_000).value, share(19_999, 20_000).value]).toEqual(["<0.1", ">99.9"]);
	});

	test("the error of nobody is small but not zero", () => {
		expect(share(0, 400).error).toBe("0.2");
		expect(share(0, 1_000_000).error).toBe("<0.01");
	});

	test("a number has one digit of its error, large ones are rounded", () => {
		expect(number(3.123, 0.2)).toEqual({ value: "3.1", interval: "2.7–3.5", error: "0.2", unit: "days" });
		expect(number(17_342.6, 130, "pg/mL")).toEqual({ value: "17,300", interval: "17,100–17,600", error: "100", unit: "pg/mL" });
		expect(number(-0.4, 0.3).interval).toBe("−1.0 to 0.2");
	});

	test("a difference has its sign; shares are in points, to a tenth where the error is below a point", () => {
		const points = (value: number, error: number) =>
			writtenDifference(estimate(value, error), { kind: "probability", unit: "1", patients: 400 });
		expect(points(-0.123, 0.021)).toEqual({ value: "−12", interval: "−17 to −8", error: "2", unit: "points" });
		expect(points(0.004, 0.003)).toMatchObject({ value: "+0.4", interval: "−0.2 to +1.0" });
		expect(points(-0.0001, 0.003).value).toBe("0.0");
		expect(writtenDifference(estimate(3, 1), { kind: "number", unit: "percent", patients: 40 }).unit).toBe("points");
	});

	test("what is not known is no number, also when it came back from JSON as null", () => {
		expect(share(0, 0)).toEqual({ value: "?", interval: "0–100", error: "?", unit: "%" });
		const one = JSON.parse(JSON.stringify(meanEstimate({ n: 1, shift: 4, sum: 0, squares: 0 })));
		expect(written(one, { kind: "number", unit: "day", patients: 1 })).toMatchObject({ value: "4.00", interval: "not known", error: "?" });
	});

	test("there is no minus zero, and thousands are separated", () => {
		expect([fixed(-0.04, 1), fixed(-1234.5, 1), fixed(1_234_567, -3), fixed(0, -2)]).toEqual(["0.0", "−1,234.5", "1,235,000", "0"]);
	});
});

describe("the words of a study", () => {
	const cell = aStudy({ vary: [starts, doses] }).cells[0]!;

	test("names are written as people do", () => {
		expect(["severe_crs", "peak_il6", "cart_expansion", "il12_gain"].map(titleOf)).toEqual([
			"Severe CRS",
			"Peak IL-6",
			"CAR-T expansion",
			"IL-12 gain",
		]);
	});

	test("an axis has its unit once, its labels none", () => {
		expect([axisTitle(cell.vary[0]!), tickLabel(cell.vary[0]!)]).toEqual(["Start of tocilizumab, days", "1"]);
		expect([axisTitle(cell.vary[1]!), tickLabel(cell.vary[1]!)]).toEqual(["Tocilizumab dose, mg/kg", "2"]);
	});

	test("a cell is named by its arm and its place", () => {
		expect(cellName(cell)).toBe("no tocilizumab · tocilizumab at 1 day, dose 2 mg/kg");
		expect(placeOf([{ path: "patient.tumor_burden", label: "3", value: 3, unit: "1" }])).toBe("tumor burden 3");
	});
});
