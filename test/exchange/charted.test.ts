import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChartedColumn } from "../../src/chart/charting.ts";
import { shownColumns } from "../../src/chart/charting.ts";
import { chartedCsv, dailyRhythm, measure } from "../../src/exchange/charted.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { chartCsv } from "../../src/exchange/write-chart.ts";
import { leastOf, mostOf } from "../../src/grading/scale.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { home } from "../../src/node/model-files.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import { type PlannedCharting, plannedCharting } from "../../src/population/planned-charting.ts";
import type { Run } from "../../src/simulate/run.ts";
import { placeOf, valueThere } from "../../src/trajectory/between-rows.ts";
import { aChartedColumn } from "../support/a-charted-column.ts";
import { shippedFormulary as formulary } from "../support/formulary.ts";
import { runPlan } from "../support/run-plan.ts";

const models = modelsAtHand();
const library = models.get("cart-crs")!;
const { plan } = loadScenario(join(home, "scenarios/bulky-untreated.yaml"), models, { care: "p4", until: 216 });
const charting = plannedCharting(library, plan)!;
const run = runPlan(plan);
/** A virtual patient who gets oxygen, tocilizumab and steroids, and comes to intensive care. */
const ill = runPlan(plan, {}, { seed: 7, patient: 41 });
const somebody = { seed: 7, patient: 41 };

const scales = ["ASTCT_CRS", "LEE2014_CRS", "PENN_CRS", "CTCAE5_CRS", "CARTOX_CRS", "MSKCC_CRS", "ASTCT_ICANS", "CTCAE_NEURO"];
const shown = shownColumns(library.charting, library.bind);
const read = (text: string) => readChart(text, { file: "chart.csv", formulary, shown });
const graded = (text: string) => gradeStay(read(text).looks, scales);
const cells = (text: string) =>
	text
		.trimEnd()
		.split("\n")
		.map((line) => line.split(","));
/** By column, and within it by time. */
const byColumn = (text: string) => {
	const [head = [], ...rows] = cells(text);
	return new Map(head.map((name, i) => [name, new Map(rows.map((row) => [row[0]!, row[i]!]))]));
};

type Change = (column: ChartedColumn) => Partial<ChartedColumn>;
const withColumns = (change: Change): PlannedCharting => ({
	...charting,
	columns: charting.columns.map((column) => ({ ...column, ...change(column) })),
});
const missing = (share: number): PlannedCharting => ({
	...charting,
	rounds: charting.rounds.map((round) => ({ ...round, missed: share, closer: round.closer.map((one) => ({ ...one, missed: share })) })),
});

/** Each hour, to the last digit, nothing missed. */
const perfect: PlannedCharting = {
	...withColumns(() => ({ noise: null, rhythm: null, step: null, below: null, above: null })),
	infused: 0,
	rounds: charting.rounds.map((round) => ({
		...round,
		at: Array.from({ length: 24 }, (_, hour) => hour),
		jitter: 0,
		missed: 0,
		closer: [],
	})),
};

describe("a run as a ward charts it", () => {
	test.each<[string, Run]>([
		["the nominal patient", run],
		["one on oxygen in intensive care", ill],
	])("charted each hour, without errors and gaps, %s has the grades of the run", (_, one) => {
		const { courses } = graded(chartedCsv(one, perfect, somebody));
		for (const { scale, worst, onset, resolved, atLeast } of [...Object.values(one.crsByScale), one.grades.crs, one.grades.icans])
			expect(courses[scale], scale).toMatchObject({ worst, onset, resolved, atLeast });
	});

	test("the run is the same, bit for bit", () => {
		const before = structuredClone(run);
		chartedCsv(run, charting, somebody);
		expect(run).toEqual(before);
		expect(runPlan(plan)).toEqual(before);
	});

	test("the same draws give the same bytes, in any order; others give others", () => {
		const first = chartedCsv(ill, charting, somebody);
		const other = chartedCsv(ill, charting, { seed: 7, patient: 42 });
		expect(chartedCsv(ill, charting, somebody)).toBe(first);
		expect(other).not.toBe(first);
		expect(chartedCsv(ill, charting, { seed: 8, patient: 41 })).not.toBe(first);
	});

	test("one column or one round more changes no other", () => {
		const whole = byColumn(chartedCsv(ill, charting, somebody));
		const fewer = byColumn(
			chartedCsv(ill, { ...charting, columns: charting.columns.filter(({ name }) => name !== "heart_rate") }, somebody),
		);
		expect([...whole.keys()].filter((name) => !fewer.has(name))).toEqual(["heart_rate"]);
		for (const [name, values] of fewer) expect(values, name).toEqual(whole.get(name));
		const vitals = byColumn(chartedCsv(ill, { ...charting, rounds: charting.rounds.filter(({ name }) => name === "vitals") }, somebody));
		for (const name of ["temp_c", "map", "spo2", "ice", "heart_rate"]) expect(vitals.get(name), name).toEqual(whole.get(name));
	});

	test("rounds nobody wrote down leave grades between bounds that hold the grade of the whole chart, at every row and at the worst", () => {
		const whole = graded(chartedCsv(ill, missing(0), somebody));
		for (const share of [0.02, 0.2, 0.6]) {
			const gaps = graded(chartedCsv(ill, missing(share), somebody));
			expect(gaps.looks.map(({ time }) => time)).toEqual(whole.looks.map(({ time }) => time));
			for (const scale of scales) {
				const { worst, most } = gaps.courses[scale]!;
				const full = whole.courses[scale]!.worst!;
				expect(worst === null || worst <= full, `${scale}: ${worst} is at most ${full}`).toBe(true);
				expect(most).toBeGreaterThanOrEqual(full);
				for (const [i, look] of gaps.looks.entries()) {
					const [some, all] = [look.points[scale]!, whole.looks[i]!.points[scale]!];
					expect(leastOf(some), `${scale} at ${look.time} h`).toBeLessThanOrEqual(leastOf(all));
					expect(mostOf(some), `${scale} at ${look.time} h`).toBeGreaterThanOrEqual(mostOf(all));
				}
			}
		}
	});

	test("the stated share of rounds is missed", () => {
		const often = missing(0.2);
		const rounds = { ...often, rounds: often.rounds.map((round) => ({ ...round, withActs: false })) };
		const temperatures = Array.from({ length: 30 }, (_, patient) => [
			...byColumn(chartedCsv(run, rounds, { seed: 1, patient }))
				.get("temp_c")!
				.values(),
		]).flat();
		// About 2,000 rounds: standard error 0.009.
		expect(temperatures.length).toBeGreaterThan(1500);
		expect(Math.abs(temperatures.filter((cell) => cell === "").length / temperatures.length - 0.2)).toBeLessThan(0.03);
	});

	test("in intensive care it is charted each hour, on the ward every four, eight at night", () => {
		const stay = { ...charting, rounds: charting.rounds.map((round) => ({ ...round, jitter: 0, withActs: false })) };
		const hours = [
			...byColumn(chartedCsv(run, stay, somebody))
				.get("time_h")!
				.keys(),
		]
			.map(Number)
			.filter((time) => time >= 0 && time < 24);
		expect(hours).toEqual([0, 4, 8, 12, 20]);
		const close = {
			...stay,
			rounds: stay.rounds.map((round) => ({ ...round, closer: round.closer.map((one) => ({ ...one, jitter: 0 })) })),
			stays: {
				icu: {
					...charting.stays["icu"]!,
					begins: {
						kind: "binary",
						operator: ">",
						left: { kind: "number", value: 1, span },
						right: { kind: "number", value: 0, span },
						span,
					},
				},
			},
		} satisfies PlannedCharting;
		expect(
			[
				...byColumn(chartedCsv(run, close, somebody))
					.get("time_h")!
					.keys(),
			]
				.map(Number)
				.filter((time) => time >= 0 && time < 6),
		).toEqual([0, 1, 2, 3, 4, 5]);
	});

	test("a chart of each patient is read again without a problem, by the same columns", () => {
		for (const patient of [0, 1, 20]) {
			const text = chartedCsv(ill, charting, { seed: 3, patient });
			expect(read(text).columns).toEqual(cells(text)[0]);
		}
	});
});

const span = { start: 0, end: 0 };

describe("the rhythm of the day", () => {
	const temperature = charting.columns.find(({ name }) => name === "temperature")!;
	const everybody = Array.from({ length: 200 }, (_, patient) => dailyRhythm(temperature, { seed: 1, patient }));
	const quarters = Array.from({ length: 96 }, (_, i) => i / 4);

	test("adds nothing over 24 hours, whenever the day begins and however often it is read", () => {
		for (const rhythm of everybody.slice(0, 20))
			for (const step of [1, 4, 12])
				for (const from of [0, 7.3]) {
					const read = quarters.filter((_, i) => i % step === 0).map((clock) => rhythm(from + clock));
					expect(read.reduce((sum, x) => sum + x, 0) / read.length).toBeCloseTo(0, 10);
				}
	});

	test("has an amplitude of 0.15 to 0.45 °C in nineteen of twenty, 0.25 in the middle, and is highest in the evening", () => {
		const highest = everybody.map((rhythm) => Math.max(...quarters.map(rhythm))).sort((a, b) => a - b);
		expect(highest[100]).toBeCloseTo(0.25, 1);
		expect(highest.filter((x) => x >= 0.13 && x <= 0.45).length).toBeGreaterThanOrEqual(190);
		const hours = everybody.map((rhythm) => quarters.reduce((best, clock) => (rhythm(clock) > rhythm(best) ? clock : best)));
		expect(hours.filter((clock) => clock >= 16 && clock <= 22).length).toBeGreaterThanOrEqual(180);
	});

	test("is kept in fever, and brings nobody at rest to 38 °C", () => {
		const wavy: PlannedCharting = {
			...perfect,
			infused: charting.infused,
			columns: charting.columns.map((one) => ({ ...one, noise: null, step: null })),
		};
		const seen = byColumn(chartedCsv(run, wavy, somebody)).get("temp_c")!;
		const plain = byColumn(chartedCsv(run, { ...wavy, columns: wavy.columns.map((one) => ({ ...one, rhythm: null })) }, somebody)).get(
			"temp_c",
		)!;
		const own = dailyRhythm(temperature, somebody);
		const hot = [...plain].filter(([time, cell]) => cell !== "" && Number(cell) >= 39 && seen.get(time) !== "");
		expect(hot.length).toBeGreaterThan(12);
		for (const [time, cell] of hot) expect(Number(seen.get(time)) - Number(cell)).toBeCloseTo(own(charting.infused + Number(time)), 1);
		const before = [...seen].filter(([time, cell]) => Number(time) < 0 && cell !== "").map(([, cell]) => Number(cell));
		expect(before.length).toBeGreaterThan(24);
		expect(Math.max(...before)).toBeLessThan(38);
	});
});

describe("one measurement", () => {
	const aColumn = aChartedColumn({ noise: { kind: "plain", sd: 4 } });
	const draws = Array.from({ length: 20_000 }, (_, i) => (i + 0.5) / 20_000);
	const spread = (numbers: readonly number[]) => {
		const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
		return { mean, sd: Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length) };
	};

	test("errors have the stated spread around the value", () => {
		const { mean, sd } = spread(draws.map((draw) => measure(aColumn, 80, draw).value));
		expect(mean).toBeCloseTo(80, 6);
		expect(sd).toBeCloseTo(4, 2);
		const noise = { kind: "logarithmic", sd: 0.15 } as const;
		expect(spread(draws.map((draw) => Math.log(measure({ ...aColumn, noise }, 500, draw).value))).sd).toBeCloseTo(0.15, 3);
	});

	test("over a constant course the charted values have that spread, too", () => {
		const columns = new Map(
			[...run.trajectory.columns].map(([name, column]) => [
				name,
				column.kind === "number" && name === "map" ? { ...column, values: column.values.map(() => 90) } : column,
			]),
		);
		const steady = { ...run, trajectory: { ...run.trajectory, columns } };
		const fine = withColumns(({ name }) => (name === "map" ? { step: null, rhythm: null } : {}));
		const values = Array.from(
			{ length: 40 },
			(_, patient) => read(chartedCsv(steady, fine, { seed: 2, patient })).values.get("map")!,
		).flat();
		const { mean, sd } = spread(values.map(({ value }) => value));
		// About 3,000 values: standard errors 0.07 and 0.05.
		expect(values.length).toBeGreaterThan(2000);
		expect(Math.abs(mean - 90)).toBeLessThan(0.3);
		expect(Math.abs(sd - 4)).toBeLessThan(0.2);
	});

	test("it is written in steps, within what is shown, as a bound beyond what can be told", () => {
		const exact = { ...aColumn, noise: null };
		expect(measure({ ...exact, step: 0.1 }, 38.46, 0.5)).toEqual({ sign: "", value: 38.5 });
		expect(measure({ ...exact, step: 2 }, 17.1, 0.5)).toEqual({ sign: "", value: 18 });
		expect(measure({ ...exact, most: 100, noise: { kind: "plain", sd: 2 } }, 99.9, 0.99)).toEqual({ sign: "", value: 100 });
		expect(measure({ ...exact, below: 5 }, 4.9, 0.5)).toEqual({ sign: "<", value: 5 });
		expect(measure({ ...exact, above: 5000 }, 6000, 0.5)).toEqual({ sign: ">", value: 5000 });
	});

	test("whatever is drawn, it is a number within the limits", () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1e4, noNaN: true }), fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (value, draw) => {
				const { value: read } = measure({ ...aColumn, step: 0.5, least: 0, most: 1e4, below: 1, above: 9e3 }, value, draw);
				expect(read >= 0 && read <= 1e4).toBe(true);
			}),
		);
	});
});

test("between two rows lies what lies between their values; in steps what held before", () => {
	const values = Float64Array.of(1, 3, 3, 7);
	const times = Float64Array.of(0, 1, 1, 2);
	const column = { kind: "number", name: "x", unit: "1", title: "", values } as const;
	const at = (time: number, display = {}) => {
		const place = placeOf({ times }, time);
		return place && valueThere({ ...column, display }, place);
	};
	expect([-1, 0, 0.5, 1, 1.25, 2, 2.1].map((time) => at(time))).toEqual([undefined, 1, 2, 3, 4, 7, undefined]);
	expect(at(1.25, { steps: true })).toBe(3);
});

test("the chart of the run itself is as it was: a row a look", () => {
	expect(cells(chartCsv(run))[0]).toEqual(expect.arrayContaining(["time_h", "temp_c", "given"]));
});
