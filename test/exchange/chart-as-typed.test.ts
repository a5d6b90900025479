import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chartColumns } from "../../src/exchange/chart-columns.ts";
import { conversionTo } from "../../src/exchange/chart-unit.ts";
import { gradeInput } from "../../src/exchange/graded.ts";
import { type ChartOptions, readChart, readCharts } from "../../src/exchange/read-chart.ts";
import { readMoment } from "../../src/exchange/typed-moment.ts";
import { readTyped } from "../../src/exchange/typed-number.ts";
import { leastOf, mostOf } from "../../src/grading/scale.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import type { InputError } from "../../src/input/problem.ts";
import { shippedFormulary as formulary } from "../support/formulary.ts";

const infused = (text: string): ChartOptions["infusion"] => ({
	text,
	place: { file: "command line", line: 1, column: 1, key: "--infusion" },
});
const read = (text: string, infusion?: string) =>
	readChart(text, { file: "chart.csv", formulary, infusion: infusion === undefined ? undefined : infused(infusion) });
const times = (text: string, infusion?: string) => read(text, infusion).looks.map(({ best }) => best.time);
const signs = (text: string) => read(text).looks.map(({ best }) => best.signs);

/** A chart in plain form: each row a number of each column. */
const aRow = fc.record({
	step: fc.constantFrom(1, 6, 24),
	temp_c: fc.constantFrom("36.8", "37.9", "38.5", "39.4", ""),
	map: fc.constantFrom("50", "64.5", "85", ""),
	norepinephrine_ug_min: fc.constantFrom("0", "0.05", "4", "22.5"),
	o2_device: fc.constantFrom("none", "nasal_cannula", ""),
	ferritin: fc.constantFrom("400", "1250.5", "15000", ""),
	given: fc.constantFrom("none", "tocilizumab", ""),
});
const columns = ["temp_c", "map", "norepinephrine_ug_min", "o2_device", "ferritin", "given"] as const;
type Rows = readonly (Readonly<Record<(typeof columns)[number], string>> & { readonly step: number })[];
const anyRows: fc.Arbitrary<Rows> = fc.array(aRow, { minLength: 1, maxLength: 6 });

const cellsOf = (rows: Rows): readonly (readonly string[])[] => {
	let time = 0;
	return rows.map((row) => {
		time += row.step;
		return [String(time), ...columns.map((name) => row[name])];
	});
};
const plainChart = (rows: Rows) => [["time_h", ...columns].join(","), ...cellsOf(rows).map((cells) => cells.join(","))].join("\n");

describe("laws of what is typed", () => {
	test("semicolons, decimal commas, tabs, other missing marks, quotes and empty columns at the end are the same chart", () => {
		const forms: readonly ((cells: readonly (readonly string[])[]) => string)[] = [
			(cells) => `sep=;\r\n${cells.map((row) => row.map((cell) => cell.replace(".", ",")).join(";")).join("\r\n")}\r\n`,
			(cells) => cells.map((row) => `${row.map((cell) => cell.replace(".", ",")).join(";")};;`).join("\n"),
			(cells) => `\uFEFF${cells.map((row) => row.join("\t")).join("\r\n")}\r\n\t\t\r\n`,
			(cells) => cells.map((row) => row.map((cell) => (cell === "" ? "NA" : `"${cell}"`)).join(",")).join("\n"),
			(cells) => cells.map((row) => row.map((cell) => (cell === "" ? "#N/A" : cell)).join("|")).join("\r"),
		];
		fc.assert(
			fc.property(anyRows, fc.constantFrom(...forms), (rows, form) => {
				// A row that leaves no doubt of what begins its decimals.
				const sure = [...rows, { ...rows[0]!, step: 1, temp_c: "38.5" }];
				const written = form([["time_h", ...columns], ...cellsOf(sure)]);
				// A line before the head moves the lines that acts are told by.
				const withoutLines = (text: string) => {
					const chart = read(text);
					return { ...chart, acts: chart.acts.map(({ line: _, ...act }) => act) };
				};
				expect(withoutLines(written)).toEqual(withoutLines(plainChart(sure)));
			}),
			{ numRuns: 150 },
		);
	});

	test("grading several patients together is grading each apart, in whatever order their rows stand", () => {
		const grade = (text: string) =>
			gradeInput({ kind: "chart", name: "x", text }, { file: "x.csv", scales: [], formulary: () => formulary });
		fc.assert(
			fc.property(anyRows, anyRows, fc.boolean(), (a, b, mixed) => {
				const own = (id: string, rows: Rows) => cellsOf(rows).map((cells) => [id, ...cells].join(","));
				const [ofA, ofB] = [own("A", a), own("B", b)];
				const longest = Math.max(ofA.length, ofB.length);
				const inTurn = Array.from({ length: longest }, (_, i) => [ofA[i], ofB[i]].flatMap((line) => line ?? [])).flat();
				const head = ["id", "time_h", ...columns].join(",");
				const chart = (lines: readonly string[]) => [head, ...lines].join("\n");
				const together = grade(chart(mixed ? inTurn : [...ofA, ...ofB]));
				expect(together.answers).toEqual([...grade(chart(ofA)).answers, ...grade(chart(ofB)).answers]);
				expect(together.explained).toEqual([...grade(chart(ofA)).explained, ...grade(chart(ofB)).explained]);
			}),
			{ numRuns: 40 },
		);
	});

	test("a number with its column's own unit is that number to the bit; a unit in the header is one in every cell", () => {
		const numbers = chartColumns(formulary).flatMap(({ name, field }) => (field.kind === "number" ? [{ name, field }] : []));
		for (const { name, field } of numbers) {
			const own = conversionTo(field, field.unit.replace(/^times.*|^points$|^a .*$/, ""));
			if (own !== undefined) for (const value of [0.1, 38.5, 1 / 3, 123456.789]) expect(own(value), name).toBe(value);
		}
		fc.assert(
			fc.property(fc.double({ min: 86, max: 109, noNaN: true }), (fahrenheit) => {
				const [inHeader] = signs(`day,Temp (°F)\n2,${fahrenheit}\n`);
				expect(signs(`day,temp_c\n2,${fahrenheit} °F\n`)[0]).toEqual(inHeader);
				expect(inHeader!.temperature).toBeCloseTo((fahrenheit - 32) / 1.8, 10);
			}),
			{ numRuns: 30 },
		);
	});

	test.each([
		["101.3 °F", "temp_c", 38.5],
		["38.5 C", "temp_c", 38.5],
		["154 lb", "weight_kg", 69.85322498],
		["70 kg", "weight_kg", 70],
		["12 kPa", "map", 90.00738910147876],
		["94 %", "spo2", 94],
		["40%", "o2_fio2", 0.4],
		["1.2 g/L", "fibrinogen_mg_dl", 120],
		["50 mg/L", "crp_mg_dl", 5],
		["0.5 10^9/L", "anc", 500],
		["0.5 G/L", "anc", 500],
		["500 /µL", "anc", 500],
		["15 K/uL", "plt", 15],
		["12000 ug/L", "ferritin", 12000],
		["24 h", "day", 1],
		["2 days", "time_h", 48],
	])("%s in the column %s is %f", (typed, name, value) => {
		const column = chartColumns(formulary).find((one) => one.name === name)!;
		const [, number = "", unit = ""] = /^([\d.]+)\s*(.*)$/.exec(typed)!;
		expect(conversionTo(column.field, unit)!(Number(number))).toBeCloseTo(value, 6);
	});
});

/** Bounds that hold a value: below it, above it, either side. */
const boundOf: Readonly<Record<string, (value: number, by: number) => string>> = {
	below: (value, by) => `<${value + by}`,
	atMost: (value, by) => `<=${value + by - 0.5}`,
	above: (value, by) => `>${Math.max(0, value - by)}`,
};

const bounded = {
	temp_c: { values: [36.8, 37.9, 38, 39.4], by: 1 },
	map: { values: [50, 64, 66, 85], by: 12 },
	norepinephrine_ug_min: { values: [2, 4, 12, 25], by: 2 },
	o2_lpm: { values: [2, 5, 7], by: 2 },
	ice: { values: [1, 2, 5, 8, 9], by: 1 },
	ferritin: { values: [300, 900, 4000, 20000], by: 299 },
	crp_mg_dl: { values: [2, 8, 20], by: 2 },
	fibrinogen_mg_dl: { values: [120, 149, 300], by: 20 },
	anc: { values: [80, 400, 900, 2000], by: 60 },
	plt: { values: [15, 24, 90], by: 10 },
	transaminase_x_uln: { values: [1, 4, 8], by: 1 },
} as const;
type BoundedName = keyof typeof bounded;
const boundedNames = Object.keys(bounded) as readonly BoundedName[];

const aBoundedRow = fc.record({
	step: fc.constantFrom(1, 6, 24, 24),
	cells: fc.record(Object.fromEntries(boundedNames.map((name) => [name, fc.constantFrom(...bounded[name].values)]))),
	hidden: fc.subarray([...boundedNames], { maxLength: 3 }),
	how: fc.constantFrom(...Object.keys(boundOf)),
});

describe("a value that is known between bounds only", () => {
	test("leaves bounds of the grade that hold that of the value, at every look of every scale and for the worst", () => {
		fc.assert(
			fc.property(fc.array(aBoundedRow, { minLength: 1, maxLength: 7 }), (rows) => {
				const chart = (hide: boolean) => {
					let time = 0;
					const lines = rows.map(({ step, cells, hidden, how }) => {
						time += step;
						const values = boundedNames.map((name) => {
							const value = (cells as Readonly<Record<BoundedName, number>>)[name];
							return hide && hidden.includes(name) ? boundOf[how]!(value, bounded[name].by) : value;
						});
						return [time, ...values, "nasal_cannula", "alert"].join(",");
					});
					return [["time_h", ...boundedNames, "o2_device", "consciousness"].join(","), ...lines].join("\n");
				};
				const [full, hidden] = [gradeStay(read(chart(false)).looks), gradeStay(read(chart(true)).looks)];
				for (const [scale, truth] of Object.entries(full.courses)) {
					const known = hidden.courses[scale]!;
					expect(known.worst ?? 0, scale).toBeLessThanOrEqual(truth.worst ?? 0);
					if (!truth.atLeast) expect(known.most!, scale).toBeGreaterThanOrEqual(truth.worst ?? 0);
				}
				full.looks.forEach(({ points }, i) => {
					for (const [scale, truth] of Object.entries(points)) {
						const known = hidden.looks[i]!.points[scale]!;
						expect(leastOf(known), `${scale} at look ${i}`).toBeLessThanOrEqual(leastOf(truth));
						expect(mostOf(known), `${scale} at look ${i}`).toBeGreaterThanOrEqual(mostOf(truth));
					}
				});
			}),
			{ numRuns: 300 },
		);
	});

	test("is decided where the bound decides, open where it does not, and says which cell left it open", () => {
		const course = (text: string, scale: string) => gradeStay(read(text).looks, [scale]).courses[scale]!;
		expect(course("day,temp_c\n2,<38\n", "ASTCT_CRS")).toMatchObject({ worst: 0, most: 0 });
		expect(course("day,temp_c\n2,>=38\n", "ASTCT_CRS")).toMatchObject({ worst: 1, most: 1 });
		expect(course("day,temp_c\n2,<=38\n", "ASTCT_CRS")).toMatchObject({
			worst: null,
			most: 1,
			because: "temp_c known only as <=38: grade 0 to 1; no fever so far in this episode, so not CRS",
		});
		expect(course("day,ice,consciousness\n2,<7,alert\n", "ASTCT_ICANS")).toMatchObject({ worst: 2, most: 3, atLeast: true });
		const rising = (last: string) =>
			`day,temp_c,ferritin,fibrinogen_mg_dl,plt,transaminase_x_uln\n0,37,300,300,90,1\n1,37,400,300,90,1\n2,37,${last},<100,90,>10\n`;
		expect(course(rising(">100000"), "IECHS_GRADE").worst).toBe(course(rising("150000"), "IECHS_GRADE").worst);
		expect(course(rising(">300"), "IECHS_GRADE")).toMatchObject({
			worst: 0,
			most: 1,
			because: expect.stringContaining("ferritin known only as >300"),
		});
	});

	test("counts at the limit of a laboratory are graded by both ends", () => {
		const month = (low: string) =>
			`day,anc\n${Array.from({ length: 32 }, (_, day) => `${day},${day > 2 && day < 12 ? low : 2000}`).join("\n")}\n`;
		const early = (low: string) =>
			gradeInput({ kind: "chart", name: "x", text: month(low) }, { file: "x.csv", scales: ["ICAHT_EARLY"], formulary: () => formulary })
				.answers[0]!;
		expect(early("<100").grade).toBe(early("50").grade);
		expect(early("<500").grade).toBe(null);
		expect([early("<500").least, early("<500").most]).toEqual([early("450").grade, early("0").grade]);
	});
});

describe("times", () => {
	test("dates and times of day are the hours since infusion, said by option, remark or column", () => {
		const rows = "2026-03-01 10:00,37\n2026-03-03 08:30,39\n2026-03-29T10:00,37\n";
		const hours = [0, 46.5, 672];
		expect(times(`time,temp_c\n${rows}`, "2026-03-01 10:00")).toEqual(hours);
		expect(times(`# infusion: 2026-03-01 10:00\ntime,temp_c\n${rows}`)).toEqual(hours);
		expect(
			times(
				`infusion;Time;temp_c\n${rows
					.replaceAll(",", ";")
					.replaceAll(/^/gm, "1 Mar 2026 10:00;")
					.replace(/1 Mar 2026 10:00;$/, "")}`,
			),
		).toEqual(hours);
		expect(times("date,clock,temp_c\n01.03.2026,10:00,37\n03.03.2026,8:30 am,39\n29-Mar-2026,10:00:00,37\n", "2026-03-01T10:00")).toEqual(
			hours,
		);
	});

	test("zones count where all have one, also across a change of the clocks", () => {
		expect(times("time,temp_c\n2026-03-29T10:00+02:00,37\n2026-03-29T10:00Z,37\n", "2026-03-28T10:00+01:00")).toEqual([23, 25]);
	});

	test("what is not said of a time is taken for granted, and said", () => {
		expect(times("date,temp_c\n2026-03-04,38\n", "2026-03-01 10:00")).toEqual([72]);
		expect(read("date,temp_c\n2026-03-04,38\n", "2026-03-01").readAs).toEqual([
			"a date without a time of day counts as whole days after the infusion",
		]);
		expect(times("day,time,temp_c\nday 3,08:00,38\nD4,20:30,38\n")).toEqual([80, 116.5]);
		expect(times("day,time,temp_c\n3,08:00,38\n", "10:00")).toEqual([70]);
		expect(read("day,time,temp_c\n3,08:00,38\n").readAs).toEqual(["the time of day of the infusion is not given: 00:00 is assumed"]);
		expect(read("day,temp_c\n3,38\n", "2026-03-01").readAs).toEqual([
			"the date of the infusion changes nothing: the times of this chart already count from the infusion",
		]);
	});

	test("any day of four centuries is a day after the one before, and no other text is a date", () => {
		let before: number | undefined;
		for (const year of [1999, 2000, 2024, 2026, 2100])
			for (let month = 1; month <= 12; month++)
				for (let day = 1; day <= 31; day++) {
					const typed = readMoment(`${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
					const exists = new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
					expect("moment" in typed).toBe(exists);
					if ("moment" in typed) expect(typed.moment.date).toBe(Date.UTC(year, month - 1, day) / 86_400_000);
					if ("moment" in typed) before = typed.moment.date;
				}
		expect(before).toBeDefined();
		for (const typed of ["", "25:00", "10:60", "13:00 pm", "2026-13-01", "1/2/2026", "tomorrow", "26-03-01"])
			expect("message" in readMoment(typed), typed).toBe(true);
	});
});

describe("numbers", () => {
	test.each([
		["12,000", "point", 12000],
		["12,000", "comma", 12],
		["12.000", "comma", 12000],
		["12.125", "point", 12.125],
		["38,5", "point", 38.5],
		["0,125", "unsaid", 0.125],
		["12 000", "unsaid", 12000],
		["12\u202F000", "unsaid", 12000],
		["1'234'567", "unsaid", 1234567],
		["1,234,567", "unsaid", 1234567],
		["1,234.5", "unsaid", 1234.5],
		["1.234,5", "unsaid", 1234.5],
		["\u22123", "point", -3],
		["1e3", "point", 1000],
	] as const)("%s where decimals begin with a %s is %d", (typed, mark, value) => {
		expect(readTyped(typed, mark)).toEqual({ value });
	});

	test("any number that a double holds is read back to the bit", () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				expect(readTyped(String(value), "point")).toEqual({ value: value + 0 });
			}),
		);
	});

	test.each(["", "-", "1.2.3", "1,2,3", "12,34,567", "1 2", "abc", "0x10"])("%j is no number", (typed) => {
		expect(readTyped(typed, "point")).toBeUndefined();
	});
});

describe("names", () => {
	test("a column under another name, with or without its unit, is said", () => {
		const chart = read('Day,"Temp (°C)",MAP,Noradrenaline (mcg/kg/min),Weight [lb]\n2,38.5,70,0.1,154\n');
		expect(chart.columns).toEqual(["day", "temp_c", "map", "norepinephrine_ug_kg_min", "weight_kg"]);
		expect(chart.readAs).toEqual([
			'columns read: "Temp (°C)" as temp_c, in degC; "Noradrenaline (mcg/kg/min)" as norepinephrine_ug_kg_min, in ug/kg/min; "Weight [lb]" as weight_kg, in kg',
		]);
		expect(signs("Day,temp_f\n2,101.3\n")[0]!.temperature).toBe(38.5);
	});

	test("every column is read under its name in any case, with spaces for its lines", () => {
		for (const { name } of chartColumns(formulary)) {
			const typed = name.toUpperCase().replaceAll("_", " ");
			const told = (() => {
				try {
					readCharts(`${typed}\n`, { file: "c.csv", formulary });
				} catch (error) {
					return (error as InputError).problems.map(({ message }) => message).join();
				}
				return "";
			})();
			expect(told, typed).not.toContain("unknown column");
		}
	});

	test("a drug is read in capital letters, by its brand and with its dose", () => {
		const { looks } = read('day,temp_c,given\n2,39,none\n3,36.5,"Actemra 560 mg, Decadron"\n');
		expect(looks[1]!.best.supports.maskedBy.map(({ name }) => name)).toEqual(["tocilizumab", "dexamethasone"]);
	});
});

test("20,160 rows with a mistake each cost what they are: each is found once, in one pass", () => {
	const rows = Array.from({ length: 20_160 }, (_, i) => `${i / 60},101.5,80`).join("\n");
	try {
		read(`time_h,temp_c,map\n${rows}\n`);
		expect.unreachable();
	} catch (error) {
		expect((error as InputError).problems).toHaveLength(20_160);
	}
});
