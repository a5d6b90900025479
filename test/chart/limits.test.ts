import { describe, expect, test } from "vitest";
import { rateIn } from "../../src/chart/rate.ts";
import { unitsOf } from "../../src/chart/rate-field.ts";
import { runsAtRate } from "../../src/chart/role.ts";
import { plausibleRanges, signRows } from "../../src/chart/signs.ts";
import { rateColumn } from "../../src/exchange/chart-columns.ts";
import { readGradeRecords } from "../../src/exchange/grade-records.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { InputError } from "../../src/input/problem.ts";
import { name as named } from "../../src/language/expression.ts";
import { boundsOf } from "../../src/treatment/bounds.ts";
import { models, patientWith } from "../science/support.ts";
import { shippedFormulary as formulary } from "../support/formulary.ts";

/** What a chart accepts and what a scenario accepts is said once, so they agree for every drug, device, sign and fact of the patient. */
function isRefused(make: () => unknown): boolean {
	try {
		make();
		return false;
	} catch (error) {
		if (error instanceof InputError) return true;
		throw error;
	}
}

const weight = 70;
const chartRefuses = (cells: Readonly<Record<string, string | number>>) => {
	const row = { time_h: 1, temp_c: 38.5, ...cells };
	return isRefused(() => readChart(`${Object.keys(row).join(",")}\n${Object.values(row).join(",")}\n`, { file: "c.csv", formulary }));
};
const recordRefuses = (inputs: Readonly<Record<string, unknown>>) =>
	isRefused(() => readGradeRecords(JSON.stringify([{ scale: "SOFA", inputs }]), { file: "r.json", formulary }));
const scenarioRefuses = (order: string) => isRefused(() => patientWith({ treatments: [`${order}, at: 3 day, for: 5 h`], until: "4 day" }));

const drugs = Object.entries(formulary).filter(([, { role }]) => runsAtRate(role));

describe.each(drugs)("%s", (drug, medicine) => {
	const { most, simulated } = medicine;
	test("says the most that it runs at", () => {
		expect(most?.value).toBeGreaterThan(0);
	});

	test.each([
		["at its most", 0.999999, false],
		["above its most", 1.001, true],
	])("%s: chart and record say what a scenario says, in every unit", (_, part, refused) => {
		const rate = most!.value * part;
		for (const unit of unitsOf(medicine)) {
			const value = rateIn({ value: rate, unit: most!.unit }, unit, weight)!;
			expect(chartRefuses({ weight_kg: weight, [rateColumn(drug, unit)]: value }), unit).toBe(refused);
			expect(recordRefuses({ weight_kg: weight, pressors: [{ drug, rate: value, unit, hours: 1 }] }), unit).toBe(refused);
		}
		if (simulated) expect(scenarioRefuses(`give: ${drug}, rate: ${rate} ${most!.unit}`)).toBe(refused);
	});
});

const devices = Object.entries(formulary["oxygen"]!.devices).flatMap(([device, range]) =>
	(["flow", "fio2"] as const).flatMap((key) => (range[key] === null ? [] : [{ device, key, range: range[key] }])),
);
const simulatedDevices = models.get("cart-crs")!.treatments.get("oxygen")!.devices;

test.each(devices)("$device, $key: chart, record and scenario accept the same settings", ({ device, key, range: [least, most] }) => {
	const usual = simulatedDevices.get(device)?.usual;
	const said = (value: number) => {
		const [column, field] = key === "flow" ? ["o2_lpm", "lpm"] : ["o2_fio2", "fio2"];
		const chart = chartRefuses({ o2_device: device, [column!]: value });
		const record = isRefused(() =>
			readGradeRecords(JSON.stringify([{ scale: "ASTCT_CRS", inputs: { temp_c: 39, o2: { device, [field!]: value } } }]), {
				file: "r.json",
				formulary,
			}),
		);
		const scenario = usual && scenarioRefuses(`give: oxygen, device: ${device}, ${key}: ${value}${key === "flow" ? " L/min" : ""}`);
		return [chart, record, scenario ?? chart];
	};
	for (const value of [least, most]) expect(said(value), String(value)).toEqual([false, false, false]);
	for (const value of [least * 0.9, most * 1.1]) expect(said(value), String(value)).toEqual([true, true, true]);
	if (key === "flow") expect(said(0)).toEqual([false, false, false]);
});

test.each(signRows.flatMap((row) => (row.chart !== null && row.of.kind !== "shown" ? [{ ...row, column: row.chart.column }] : [])))(
	"$column: what a chart refuses no condition can reach",
	({ name, column, chart, field }) => {
		// A model may have it in another unit.
		const bound = { column: "its_own_name", factor: 1000 };
		const known = {
			names: {
				quantities: new Map(),
				plausible: plausibleRanges({ [name]: bound }),
				grades: [],
				treatments: new Map(),
				formulary,
				ladders: new Set<string>(),
				running: new Set<string>(),
			},
			given: new Set<string>(),
			rules: new Set<string>(),
			canHold: () => true,
		};
		const range = boundsOf(named(bound.column), known).map((edge) => (edge * bound.factor) / chart!.factor);
		// Away from a last bit that the conversion may cost.
		const [least, most] = range.map((edge) => Number(edge.toPrecision(12)));
		const step = field.whole === true ? 1 : (most! - least!) / 1e6;
		for (const inside of [least!, most!]) expect(chartRefuses({ [column]: inside }), String(inside)).toBe(false);
		for (const outside of [least! - step, most! + step]) expect(chartRefuses({ [column]: outside }), String(outside)).toBe(true);
	},
);

test.each([
	["weight", "weight_kg", "kg", 3, 250],
	["age", "age_y", "year", 0, 100],
] as const)("%s: a chart accepts what a scenario accepts", (fact, column, unit, least, most) => {
	const both = (value: number) => [
		chartRefuses({ [column]: value }),
		isRefused(() => patientWith({ patient: `${fact}: ${value} ${unit}` })),
	];
	for (const inside of [least, most]) expect(both(inside), String(inside)).toEqual([false, false]);
	for (const outside of [least - 0.01, most + 0.01]) expect(both(outside), String(outside)).toEqual([true, true]);
});

test("a score that comes in whole points is refused with a fraction, in charts and in records", () => {
	for (const score of ["ice", "capd", "cartox10"]) {
		expect(chartRefuses({ [score]: 9.5 })).toBe(true);
		expect(chartRefuses({ [score]: 9 })).toBe(false);
		const record = (value: number) => JSON.stringify([{ scale: "CARTOX_CRES", inputs: { [score]: value } }]);
		expect(isRefused(() => readGradeRecords(record(2.5), { file: "r.json", formulary }))).toBe(true);
		expect(isRefused(() => readGradeRecords(record(2), { file: "r.json", formulary }))).toBe(false);
	}
});
