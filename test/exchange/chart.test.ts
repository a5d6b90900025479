import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chartColumns } from "../../src/exchange/chart-columns.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { InputError } from "../../src/input/problem.ts";
import { shippedFormulary } from "../support/formulary.ts";

const formulary = shippedFormulary;
const read = (text: string) => readChart(text, { file: "chart.csv", formulary });

const gradesOf = (text: string, scale: string) => gradeStay(read(text).looks, [scale]).looks.map(({ points }) => points[scale]?.grade);
const course = (text: string, scale = "ASTCT_CRS") => gradeStay(read(text).looks, [scale]).courses[scale]!;
const problemsOf = (text: string): readonly string[] => {
	try {
		read(text);
	} catch (error) {
		if (error instanceof InputError) return error.problems.map((p) => `${p.line}:${p.column} ${p.key} ${p.message} | ${p.hint ?? ""}`);
		throw error;
	}
	return [];
};

describe("laws", () => {
	test("every column stands once and says what it is", () => {
		const columns = chartColumns(formulary);
		expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
		expect(columns.filter(({ about, field }) => about === "" || field === undefined)).toEqual([]);
	});

	test("days and hours are the same chart", () => {
		const inHours = course("time_h,temp_c\n24,37\n48,38.4\n72,36.9\n96,36.8\n");
		expect(course("day,temp_c\n1,37\n2,38.4\n3,36.9\n4,36.8\n")).toEqual(inHours);
		expect(inHours).toMatchObject({ onset: 48, worst: 1, resolved: 72 });
	});

	test("any text is read or refused with its place, never a crash", () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom("time_h", "temp_c", "given", "o2_device", ",", "\n", '"', "38.5", "-", " ", "é") }),
				(text) => {
					for (const problem of problemsOf(text)) expect(problem).toMatch(/^\d+:\d+ /);
				},
			),
			{ numRuns: 500 },
		);
	});

	test("emptying a cell never turns a grade into another one, only into unknown", () => {
		const row = fc.record({
			fever: fc.boolean(),
			rate: fc.constantFrom("0", "0.05", "0.4"),
			device: fc.constantFrom("none", "venturi", "cpap"),
			low: fc.constantFrom("no", "yes"),
			hide: fc.nat(3),
		});
		const text = (rows: readonly { fever: boolean; rate: string; device: string; low: string; hide: number }[], hide: boolean) =>
			["time_h,temp_c,norepinephrine_ug_kg_min,o2_device,o2_fio2,sbp_low"]
				.concat(
					rows.map((r, i) =>
						[
							i,
							r.fever ? "39" : "37",
							hide && r.hide === 1 ? "" : r.rate,
							hide && r.hide === 2 ? "" : r.device,
							r.device === "none" ? "" : "0.5",
							hide && r.hide === 3 ? "" : r.low,
						].join(","),
					),
				)
				.join("\n");
		fc.assert(
			fc.property(
				fc.array(row, { minLength: 1, maxLength: 15 }),
				fc.constantFrom("ASTCT_CRS", "LEE2014_CRS", "PENN_CRS", "MSKCC_CRS"),
				(rows, scale) => {
					const whole = gradesOf(text(rows, false), scale);
					gradesOf(text(rows, true), scale).forEach((grade, i) => {
						if (grade !== null) expect(grade).toBe(whole[i]);
					});
				},
			),
		);
	});
});

describe("a missing cell is unknown, never normal", () => {
	test("no temperature: unknown", () => {
		expect(gradesOf("day,temp_c\n2,\n3,NA\n4,38.1\n", "ASTCT_CRS")).toEqual([null, null, 1]);
	});

	test("no pressure: unknown once there is fever", () => {
		expect(gradesOf("day,temp_c,map\n2,38.5,70\n3,38.5,\n4,36.5,\n", "ASTCT_CRS")).toEqual([1, null, null]);
	});

	test("no word about a vasopressor or oxygen: unknown, and said so", () => {
		expect(course("day,temp_c,norepinephrine_ug_min\n2,38.5,\n")).toMatchObject({
			worst: 1,
			most: 3,
			atLeast: true,
			because: "rate of norepinephrine not recorded: grade 1 to 3; fever 38.5 °C",
		});
		expect(gradesOf("day,temp_c,o2_device\n2,38.5,\n3,38.5,none\n", "ASTCT_CRS")).toEqual([null, 1]);
	});

	test("an ICE that cannot be done is not one that was not asked", () => {
		expect(gradesOf("day,ice,consciousness\n5,cannot,unarousable\n6,,alert\n7,9,\n8,9,alert\n", "ASTCT_ICANS")).toEqual([4, null, null, 1]);
	});

	test("weight and age stand until they change", () => {
		const text = "time_h,temp_c,weight_kg,norepinephrine_ug_kg_min,norepinephrine_hours\n1,39,50,0.3,5\n2,39,,0.5,5\n";
		expect(gradesOf(text, "LEE2014_CRS")).toEqual([2, 3]);
	});

	test("a column that is not there takes its default, and the chart says so", () => {
		expect(read("day,temp_c\n2,38.5\n").taken).toEqual([
			"no hypotension but a treated one",
			"no fluid bolus",
			"no vasopressor",
			"room air",
		]);
		expect(read("day,temp_c,sbp,fluid_bolus,vasopressin_u_min,o2_device\n2,38.5,120,0,0,none\n").taken).toEqual([]);
	});
});

describe("examples", () => {
	test("a bolus counts for six hours as treated hypotension, two for Penn grade 3", () => {
		const text = "time_h,temp_c,map,fluid_bolus\n0,39,80,2\n5,39,80,0\n6,39,80,0\n";
		expect(gradesOf(text, "ASTCT_CRS")).toEqual([2, 2, 1]);
		expect(gradesOf(text, "PENN_CRS")).toEqual([3, 3, 1]);
		expect(gradesOf("time_h,temp_c,fluid_boluses\n0,39,1\n", "ASTCT_CRS")).toEqual([2]);
	});

	test("a low saturation without oxygen is told as an untreated sign, and no scale counts it", () => {
		const text = "day,temp_c,spo2,o2_device\n2,38.5,86,none\n3,38.5,86,\n4,38.5,94,none\n";
		expect(read(text).notes).toEqual(["a low saturation without oxygen is an untreated sign that no scale counts: 86 % on day 2.0"]);
		const [first, , third] = gradeStay(read(text).looks, ["ASTCT_CRS"]).looks.map(({ points }) => points["ASTCT_CRS"]);
		expect(first).toMatchObject({ grade: 1, because: expect.stringContaining("untreated: saturation 86 % without oxygen") });
		expect(third?.because).not.toContain("saturation");
	});

	test("laboratory columns let hyperinflammation be followed; a value stands for a day", () => {
		const text = [
			"day,temp_c,map,ferritin,crp_mg_dl,fibrinogen_mg_dl,given",
			"0,37,85,400,1,350,",
			"3,39,80,1500,15,400,",
			"9,37,82,9000,4,160,",
			"11,37,82,16000,2,120,",
			"11.5,37,82,,,,anakinra",
			"13,37,82,,,,",
		].join("\n");
		const { points, worst } = course(text, "IECHS_GRADE");
		expect(worst).toBe(2);
		expect(points.find(({ grade }) => grade === 1)?.time).toBe(11 * 24);
		expect(points.find(({ grade }) => grade === 2)).toMatchObject({
			time: 11.5 * 24,
			because: expect.stringContaining("treated with anakinra"),
		});
	});

	test("a rate in two rows ran between them at the lower of the two: high dose counts from 3 h on", () => {
		const rows = (rates: readonly number[], hours: number) =>
			["time_h,temp_c,sbp,weight_kg,norepinephrine_ug_min", ...rates.map((rate, i) => `${i * hours},38.5,100,70,${rate}`)].join("\n");
		expect(read(rows([22, 22], 3)).notes).toEqual([
			"a vasopressor in two successive rows is taken to run between them at the lower of the two rates",
		]);
		expect(read(rows([4, 4], 3)).notes).toEqual([]);
		expect(gradesOf(rows([22, 22], 3), "LEE2014_CRS")).toEqual([2, 3]);
		expect(gradesOf(rows([22, 22], 2), "LEE2014_CRS")).toEqual([2, 2]);
		expect(gradesOf(rows([4, 22, 22], 3), "LEE2014_CRS")).toEqual([2, 2, 3]);
	});

	test("hours on a vasopressor are counted from row to row, or charted", () => {
		expect(gradesOf("day,temp_c,norepinephrine_ug_min\n1,39,5\n2,39,5\n2.5,39,0\n", "MSKCC_CRS")).toEqual([2, 3, 1]);
		expect(gradesOf("day,temp_c,norepinephrine_ug_min,norepinephrine_hours\n1,39,5,30\n", "MSKCC_CRS")).toEqual([3]);
	});

	test("a drug that hides fever is named in the reason", () => {
		const { points } = course(
			"day,temp_c,given,o2_device,o2_lpm\n2,39,,nasal_cannula,2\n3,36.5,tocilizumab + dexamethasone,nasal_cannula,2\n",
		);
		expect(points[1]).toMatchObject({ grade: 2, fever: "masked" });
		expect(points[1]?.because).toContain("temperature masked by tocilizumab, dexamethasone");
	});

	test("what the chart states itself stands: another cause, an earlier fever, organs", () => {
		expect(gradesOf("day,temp_c,fever_other_cause\n2,39,yes\n", "ASTCT_CRS")).toEqual([0]);
		expect(gradesOf("day,temp_c,fever_earlier,sbp_low\n2,37,1,1\n", "ASTCT_CRS")).toEqual([2]);
		expect(gradesOf("day,temp_c,organ_transaminase\n2,39,4\n", "LEE2014_CRS")).toEqual([3]);
		expect(gradesOf("day,temp_c,dead_of_crs\n2,39,\n3,39,yes\n", "ASTCT_CRS")).toEqual([1, 5]);
	});

	test("a device is read as wards write it, and by its flow", () => {
		const grade = (device: string) =>
			gradesOf(`day,temp_c,sbp,norepinephrine_ug_min,o2_device,o2_lpm\n2,39,120,0,${device},\n`, "ASTCT_CRS");
		expect(["room air", "Room Air", "RA"].map((device) => grade(device))).toEqual([[1], [1], [1]]);
		expect(["non-rebreather", "NRB", "Face mask"].map((device) => grade(device))).toEqual([[3], [3], [3]]);
		expect(["Ventilator", "BiPAP"].map((device) => grade(device))).toEqual([[4], [4]]);
		expect(
			gradesOf("day,temp_c,sbp,o2_device,o2_lpm\n2,39,120,nasal cannula,2\n3,39,120,High-flow nasal cannula,40\n", "ASTCT_CRS"),
		).toEqual([2, 3]);
	});

	test("quoted cells, blank lines, a byte order mark and Windows line ends are read", () => {
		const text = '\uFEFFday,temp_c,note\r\n2,38.5,"toci, ""first"" dose\r\nand more"\r\n\r\n3,36.5,\r\n';
		expect(gradesOf(text, "ASTCT_CRS")).toEqual([1, 0]);
	});
});

describe("what is wrong is told with its row", () => {
	test.each([
		["day,temp_c\n2,101\n", "2:3 row 2 temp_c 101 cannot be right here | degC; 101 looks like Fahrenheit: 38.3"],
		[
			"day,temp_c,o2_device,o2_fio2\n2,38,venturi,40\n",
			"2:14 row 2 o2_fio2 40 cannot be right here | a fraction; did you mean 0.40? (40 looks like percent)",
		],
		["day,anc\n2,0.5\n", "2:3 row 2 anc 0.5 cannot be right here | per uL; 0.5 looks like 10^9/L: 500"],
		["day,temp_c,masked\n2,38,maybe\n", '2:6 row 2 masked expected yes or no, found "maybe" | leave the cell empty when it is unknown'],
		["day,temp_c\n,38\n", "2:1 row 2 day the time is missing | give every row its time"],
		["day,temp_c\n3,38\n2,38\n", "3:1 row 3 this time is before that of row 2 | put the rows in order of time"],
		["day,temp_c,map\n2,38,6\n", "2:6 row 2 map 6 cannot be right here | mmHg; 6 looks like kPa: 45"],
		["day,temp_c,spo2\n2,38,0.94\n", "2:6 row 2 spo2 0.94 cannot be right here | percent; 0.94 looks like a fraction: 94"],
		[
			"day,temp_c,o2_device,o2_lpm\n2,38,nasal_cannula,60\n",
			"2:20 row 2 o2_lpm 60 L/min with the device nasal_cannula | nasal_cannula takes at most 15 L/min; was a high-flow cannula (hfnc) meant?",
		],
		[
			"day,temp_c,o2_device,o2_fio2\n2,38,none,0.4\n",
			"2:11 row 2 o2_fio2 fraction 0.4 with the device none | room air is 0.21; name the device",
		],
		["temp_c\n38\n", "1:1 row 1 a time column is missing | time_h (hours since infusion), day, or time with dates"],
		["day,temp_c,o2_lpm\n2,38,2\n", "1:12 row 1 o2_lpm needs a column o2_device | add it: most scales grade by the device"],
		[
			"day,temp_c,consciousness\n2,38,toString\n",
			'2:6 row 2 consciousness "toString" is not one of the allowed words | allowed: alert, voice, tactile, vigorous, unarousable.',
		],
		["day,constructor,temp_c\n2,1,38\n", expect.stringMatching(/^1:5 row 1 unknown column "constructor" \| allowed: id, time_h, day/)],
		["day,tempp_c\n2,38\n", '1:5 row 1 unknown column "tempp_c" | Did you mean "temp_c"?'],
		["day,temp_c (K)\n2,311\n", '1:5 row 1 the unit "K" of the column "temp_c (K)" is not known | write temp_c (degC)'],
		[
			"day,Weight\n2,154\n",
			'1:5 row 1 the column "Weight" does not say its unit | put the unit behind the name in brackets, or write weight_kg (kg)',
		],
		["day,temp_c\n2,38.5 K\n", '2:3 row 2 temp_c expected a number (degC), found "38.5 K" | write the number alone, in degC'],
		[
			"day;plt\n2;12,000\n",
			'2:3 row 2 plt "12,000" may be two numbers (10^9/L) | write 12000 if the comma separates thousands, 12.0 if it is the decimal mark',
		],
		[
			"day,temp_c,weight_kg\n2,38,<70\n",
			'2:6 row 2 weight_kg "<70" is a bound, which cannot be used in this column | write the value of weight_kg, or leave the cell empty',
		],
		[
			"day,ferritin\n2,#VALUE!\n",
			'2:3 row 2 ferritin expected a number (ng/mL), found "#VALUE!" | the spreadsheet could not work out this cell; write the number, or leave it empty',
		],
		["day,temp_c\n2,>46\n", "2:3 row 2 temp_c 46 is not between 25 and 45 | degC; this value is impossible here"],
		["id,day,temp_c\n,2,38\n", "2:1 row 2 id the id is missing | give the id of the patient in every row"],
		[
			"time,temp_c\n2026-03-04 10:00,38\n",
			'2:1 row 2 time a date needs the date of the infusion | give it with --infusion "2026-03-01 10:00", in a column infusion, or in a first line "# infusion: 2026-03-01 10:00"',
		],
		[
			"# infusion: 2026-03-01\ntime,temp_c\n03/04/2026,38\n",
			'3:1 row 3 time "03/04/2026" can be read as two dates: day first or month first | write it as 2026-03-01, with a time of day as 2026-03-01 10:00',
		],
		[
			"# infusion: 2026-03-01\ntime,temp_c\n2026-02-30,38\n",
			'3:1 row 3 time there is no day "2026-02-30" | write it as 2026-03-01, with a time of day as 2026-03-01 10:00',
		],
		[
			"# infusion: 2026-03-01\ntime,temp_c\n46085.4,38\n",
			"3:1 row 3 time 46085.4 looks like a spreadsheet's number for a date | format the column as a date, or write it as 2026-03-01, with a time of day as 2026-03-01 10:00",
		],
		[
			"# infusion: 2026-03-01 10:00\ntime,temp_c\n2026-03-04T10:00Z,38\n",
			"3:1 row 3 time only one of this time and the time of the infusion has a time zone | write both with a time zone, or both without",
		],
		["time,temp_c\n08:00,38\n", "2:1 row 2 time a time of day without its day | add a column day, or write the date too"],
		[
			"time,temp_c\n48,38\n",
			"2:1 row 2 time 48 is not a date or time of day | call the column time_h if it counts hours since infusion, day if it counts days",
		],
		[
			"day,time,temp_c\n2.5,08:00,38\n",
			"2:5 row 2 time a day beside a time of day must be a whole number | write a whole day, or leave the time of day out",
		],
		["day,temp_c\n2,38,1\n", "2:1 row 2 3 cells here; the header has 2 | leave unknown cells empty, but keep the separators (,)"],
		["day,temp_c,temp_c\n2,38,38\n", '1:12 row 1 the column "temp_c" appears twice | keep one of the two'],
		['day,note\n2,"open\n', '2:3 row 2 a quote is not closed, or text follows it | write a quote inside a cell as ""'],
		["", "1:1  the table is empty | name the columns in the first line"],
		["day,temp_c\n", "1:1  the chart has no rows | write one row for each time"],
	])("%j", (text, problem) => {
		expect(problemsOf(text)).toContainEqual(problem);
	});

	test("all of it at once, also where a row has another length or a column is unknown", () => {
		expect(problemsOf("day,temp_c,ice\n2,101,11\n3,212,x\n")).toHaveLength(4);
		expect(problemsOf("day,temp_c,ixe\n2,101\n3,212,x\n")).toHaveLength(3);
	});

	test("a table of another kind is told as that alone", () => {
		expect(problemsOf("time_h,il6,oxygen_device\n0,5,none\n")).toEqual([
			"1:12 row 1 this looks like trajectory.csv of a run: name its folder instead | a chart has the column o2_device",
		]);
	});
});
