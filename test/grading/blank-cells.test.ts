import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readChart } from "../../src/exchange/read-chart.ts";
import { leastOf, mostOf } from "../../src/grading/scale.ts";
import { gradeStay, stayScales } from "../../src/grading/stay.ts";
import { shippedFormulary } from "../support/formulary.ts";

const column = {
	temp_c: fc.constantFrom("36.8", "37.9", "38.0", "39.4"),
	map: fc.constantFrom("50", "64", "66", "85"),
	norepinephrine_ug_min: fc.constantFrom("0", "0", "4", "12", "25"),
	vasopressin_u_min: fc.constantFrom("0", "0", "0.03"),
	o2_device: fc.constantFrom("none", "none", "none", "nasal_cannula", "venturi", "hfnc", "bipap", "invasive"),
	o2_lpm: fc.constantFrom("2", "5", "7"),
	o2_fio2: fc.constantFrom("0.3", "0.5"),
	fluid_bolus: fc.constantFrom("0", "0", "1", "2"),
	organ_creatinine: fc.constantFrom("0", "1", "3"),
	organ_transaminase: fc.constantFrom("0", "4"),
	ice: fc.constantFrom("10", "8", "5", "1", "cannot"),
	consciousness: fc.constantFrom("alert", "alert", "voice", "tactile"),
	seizure: fc.constantFrom("none", "none", "brief_resolved", "prolonged_gt5min"),
	oedema: fc.constantFrom("none", "none", "focal", "diffuse"),
	cartox10: fc.constantFrom("10", "8", "2"),
} as const;
type Name = keyof typeof column;
const names = Object.keys(column) as readonly Name[];

const aRow = fc.record({
	cells: fc.record(column),
	blank: fc.subarray([...names], { maxLength: 3 }),
	/** Hours to the row before. */
	step: fc.constantFrom(0.5, 1, 6, 24, 24, 100, 170),
});
type Rows = readonly { readonly cells: Readonly<Record<Name, string>>; readonly blank: readonly Name[]; readonly step: number }[];

/** Where a flow or a fraction goes with the device. */
const settings: Readonly<Partial<Record<Name, readonly string[]>>> = {
	o2_lpm: ["nasal_cannula", "hfnc"],
	o2_fio2: ["venturi", "hfnc", "bipap", "invasive"],
};

/** A high-flow device at its usual flow: left blank, it is taken to be high (our reading). */
const cellOf = (name: Name, { cells }: Rows[number]) => (name === "o2_lpm" && cells.o2_device === "hfnc" ? "40" : cells[name]);

const chartOf = (rows: Rows, isBlank: (name: Name, row: Rows[number]) => boolean): string => {
	let time = 0;
	const isSet = (name: Name, row: Rows[number]) =>
		settings[name] === undefined || (settings[name].includes(row.cells.o2_device) && !isBlank("o2_device", row));
	const lines = rows.map((row) => {
		time += row.step;
		return [time, ...names.map((name) => (isBlank(name, row) || !isSet(name, row) ? "" : cellOf(name, row)))].join(",");
	});
	return `${[["time_h", ...names].join(","), ...lines].join("\n")}\n`;
};

const scales = [
	"ASTCT_CRS",
	"LEE2014_CRS",
	"PENN_CRS",
	"CTCAE5_CRS",
	"CARTOX_CRS",
	"MSKCC_CRS",
	"ASTCT_ICANS",
	"CARTOX_CRES",
	"CTCAE_NEURO",
] as const;
const graded = (text: string) => gradeStay(readChart(text, { file: "chart.csv", formulary: shippedFormulary }).looks, scales);

/** A tube that is charted hides the brain; where the device is blank the brain is judged by what was charted, so that it is known better. */
const hidesBrain = (name: Name, { cells }: Rows[number]) => name === "o2_device" && cells.o2_device === "invasive";

const anyChart = fc.array(aRow, { minLength: 1, maxLength: 8 });

const bloodColumn = {
	ferritin: fc.constantFrom("100", "300", "500", "700", "900", "3000", "15000"),
	crp_mg_dl: fc.constantFrom("0.5", "4", "9", "20"),
	fibrinogen_mg_dl: fc.constantFrom("80", "140", "160", "300"),
	transaminase_x_uln: fc.constantFrom("1", "4", "6"),
	anc: fc.constantFrom("100", "400", "600", "3000"),
	plt: fc.constantFrom("10", "20", "30", "200"),
	creatinine_mg_dl: fc.constantFrom("0.8", "1", "1.3", "2"),
} as const;
type BloodName = keyof typeof bloodColumn;
const bloodNames = Object.keys(bloodColumn) as readonly BloodName[];

const aBloodRow = fc.record({
	cells: fc.record(bloodColumn),
	blank: fc.subarray([...bloodNames], { maxLength: 4 }),
	temp: fc.constantFrom("36.8", "36.8", "39.0"),
	pressor: fc.constantFrom("0", "0", "0", "12"),
	oxygen: fc.constantFrom("none", "none", "nasal_cannula"),
	given: fc.constantFrom("", "", "", "anakinra"),
	/** Hours to the row before: within a day the last value still counts, so that a blank cell hides none. */
	step: fc.constantFrom(24, 24, 24, 48, 100, 170),
});
type BloodRows = readonly (typeof aBloodRow extends fc.Arbitrary<infer T> ? T : never)[];

function bloodChart(rows: BloodRows, isBlank: (name: BloodName, row: BloodRows[number]) => boolean): string {
	let time = -24;
	const lines = rows.map((row) => {
		time += row.step;
		const cells = bloodNames.map((name) => (isBlank(name, row) ? "" : row.cells[name]));
		return [time, row.temp, "85", row.pressor, row.oxygen, row.oxygen === "none" ? "" : "2", row.given, ...cells].join(",");
	});
	return `time_h,temp_c,map,norepinephrine_ug_min,o2_device,o2_lpm,given,${bloodNames.join(",")}\n${lines.join("\n")}\n`;
}

const gradedBlood = (text: string) => gradeStay(readChart(text, { file: "chart.csv", formulary: shippedFormulary }).looks, stayScales);

describe("a chart with blank cells", () => {
	test("leaves bounds that hold whatever stood there, at every look of every scale and for the worst grade", () => {
		fc.assert(
			fc.property(anyChart, (rows) => {
				const full = graded(chartOf(rows, () => false));
				const blanked = graded(chartOf(rows, (name, row) => row.blank.includes(name) && !hidesBrain(name, row)));
				for (const scale of scales) {
					full.looks.forEach(({ points }, i) => {
						const [truth, known] = [points[scale]!, blanked.looks[i]!.points[scale]!];
						expect(leastOf(known), `${scale} at look ${i}`).toBeLessThanOrEqual(leastOf(truth));
						expect(mostOf(known), `${scale} at look ${i}`).toBeGreaterThanOrEqual(truth.grade ?? truth.least);
					});
					const [truth, known] = [full.courses[scale]!, blanked.courses[scale]!];
					expect(known.worst ?? 0).toBeLessThanOrEqual(truth.worst ?? 0);
					expect(known.most!).toBeGreaterThanOrEqual(truth.worst ?? 0);
				}
			}),
			{ numRuns: 1500 },
		);
	});

	test("of the laboratory leaves bounds that hold whatever stood there, on every scale that follows a stay", () => {
		fc.assert(
			fc.property(fc.array(aBloodRow, { minLength: 2, maxLength: 8 }), (rows) => {
				const full = gradedBlood(bloodChart(rows, () => false));
				const blanked = gradedBlood(bloodChart(rows, (name, { blank }) => blank.includes(name)));
				// ICAHT fills days without a count by its own rule.
				for (const scale of Object.keys(full.courses).filter((id) => id !== "ICAHT")) {
					const [truth, known] = [full.courses[scale]!, blanked.courses[scale]!];
					expect(known.worst ?? 0, scale).toBeLessThanOrEqual(truth.worst ?? 0);
					expect(known.most!, scale).toBeGreaterThanOrEqual(truth.most!);
				}
			}),
			{ numRuns: 1500 },
		);
	});

	test("knows the lower bound of a grave row, and counts it as worst and from its onset on", () => {
		const text = "day,temp_c,map,norepinephrine_ug_min,o2_device\n1,38.6,80,0,none\n2,39.2,58,12,\n3,37.0,80,0,none\n";
		const { courses } = gradeStay(readChart(text, { file: "chart.csv", formulary: shippedFormulary }).looks, ["ASTCT_CRS"]);
		expect(courses["ASTCT_CRS"]).toMatchObject({ worst: 3, most: 4, atLeast: true, onset: 24, worstAt: 48 });
	});

	test("knows ICANS at least by the ICE that stands beside a blank seizure", () => {
		const { courses } = gradeStay(
			readChart("day,ice,seizure\n1,10,none\n2,4,\n", { file: "chart.csv", formulary: shippedFormulary }).looks,
			["ASTCT_ICANS"],
		);
		expect(courses["ASTCT_ICANS"]).toMatchObject({ worst: 2, most: 4, atLeast: true, onset: 48 });
	});

	test("leaves it open whether there was fever before: later signs may be CRS or not", () => {
		const text = "day,temp_c,o2_device,o2_lpm\n1,,none,\n2,37,nasal_cannula,2\n";
		const { looks } = gradeStay(readChart(text, { file: "chart.csv", formulary: shippedFormulary }).looks, ["ASTCT_CRS"]);
		expect(looks[1]!.points["ASTCT_CRS"]).toMatchObject({ grade: null, least: 0, most: 2 });
		expect(looks[1]!.points["ASTCT_CRS"]!.because).toContain("temperature not recorded at an earlier look");
	});

	test("leaves it open whether hyperinflammation that may have been over is diagnosed again or ends only now", () => {
		const head = "time_h,temp_c,map,norepinephrine_ug_min,o2_device,ferritin,crp_mg_dl,fibrinogen_mg_dl,transaminase_x_uln,anc,plt";
		const chart = (fibrinogen: string) =>
			[
				head,
				"0,36.8,85,0,none,100,20,80,1,100,10",
				"24,36.8,85,0,none,15000,0.5,80,1,100,10",
				`48,36.8,85,0,none,100,0.5,${fibrinogen},1,100,10`,
				"72,39.0,85,0,none,900,0.5,300,6,100,200",
				"96,36.8,85,12,none,100,0.5,80,1,100,10",
			].join("\n");
		const worstOf = (fibrinogen: string) => gradedBlood(`${chart(fibrinogen)}\n`).courses["IECHS_GRADE"]!;
		expect(worstOf("80")).toMatchObject({ worst: 1, most: 1 });
		expect(worstOf("")).toMatchObject({ worst: 1, most: 4, atLeast: true });
	});

	test("says of IEC-HS which criterion is missing where ferritin has risen", () => {
		const text = "day,temp_c,ferritin\n0,37,400\n3,37,400\n4,37,900\n5,37,15000\n";
		const { IECHS_GRADE: course } = gradeStay(readChart(text, { file: "chart.csv", formulary: shippedFormulary }).looks, [
			"IECHS_GRADE",
		]).courses;
		expect(course).toMatchObject({ worst: 0, most: 4, atLeast: true });
		expect(course!.because).toMatch(/neither be said nor ruled out: transaminases not recorded; fibrinogen not recorded/);
	});
});
