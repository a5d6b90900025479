import { describe, expect, test } from "vitest";
import type { BedsideRecord } from "../../src/chart/record.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { astctIcans } from "../../src/grading/astct-icans.ts";
import { ctcaeNeuro } from "../../src/grading/ctcae-neuro.ts";
import { gradeStay } from "../../src/grading/stay.ts";
import { shippedFormulary } from "../support/formulary.ts";

const well: BedsideRecord = { age_y: 60, ice: 10, consciousness: "alert", seizure: "none", oedema: "none" };

type Bounds = readonly [least: number, most: number];

/** Graded by hand from the table, each with the term that decides; ICANS of the ASTCT beside it where the two differ. */
const patients: readonly (readonly [why: string, record: BedsideRecord, grade: number | Bounds, icans?: number])[] = [
	["nothing is there", {}, 0],
	["mild confusion: one point of ICE is lost", { ice: 9 }, 1],
	["still mild at ICE 7", { ice: 7 }, 1],
	["instrumental daily living is limited from ICE 6 on", { ice: 6 }, 2],
	["and down to ICE 3", { ice: 3 }, 2],
	["self-care is limited from ICE 2 on", { ice: 2 }, 3],
	["and at ICE 0", { ice: 0 }, 3],
	["cannot read, write or communicate though awake", { ice: null }, 3],
	["moderate sedation: wakes to voice", { consciousness: "voice" }, 2],
	["obtundation: wakes to touch", { consciousness: "tactile" }, 3],
	["stupor is grade 3 here, 4 by the ASTCT", { consciousness: "vigorous" }, 3, 4],
	["coma", { consciousness: "unarousable" }, 4],
	["a brief partial seizure is grade 1 here, 3 by the ASTCT", { seizure: "partial_or_eeg_responding" }, 1, 3],
	["a seizure on EEG alone is read as partial", { seizure: "eeg_resolved" }, 1, 3],
	["a brief generalized seizure is grade 2 here, 3 by the ASTCT", { seizure: "generalised" }, 2, 3],
	["a brief seizure of unknown kind is read as generalized", { seizure: "brief_resolved" }, 2, 3],
	["a seizure of more than five minutes threatens life", { seizure: "prolonged_gt5min" }, 4],
	["seizures without return to baseline", { seizure: "repetitive_no_baseline" }, 4],
	["status epilepticus", { seizure: "status" }, 4],
	["weakness of one side limits self-care: 3 here, 4 by the ASTCT", { deep_focal_motor: true }, 3, 4],
	["focal edema", { oedema: "focal" }, 3],
	["diffuse edema", { oedema: "diffuse" }, 4],
	["a tremor of unknown severity, which the ASTCT does not count", { tremor: true }, [1, 3], 0],
	["a headache of unknown severity, which the ASTCT does not count", { headache: true }, [1, 3], 0],
	["bleeding into the brain of unknown severity, which the ASTCT does not count", { intracranial_haemorrhage: true }, [1, 4], 0],
	["the worst term decides: a tremor beside ICE 1", { ice: 1, tremor: true }, 3],
	["the worst term decides: ICE 8 and stupor", { ice: 8, consciousness: "vigorous" }, 3, 4],
	["the worst term decides: ICE 4 and a brief seizure", { ice: 4, seizure: "brief_resolved" }, 2, 3],
	["a tremor beside ICE 4 is 2 or 3", { ice: 4, tremor: true }, [2, 3], 2],
	["myoclonus is no term of its own", { myoclonus: true }, 0],
	["death due to neurotoxicity", { dead_of_icans: true }, 5],
	["a child with CAPD 10: delirium", { age_y: 6, ice: undefined, capd: 10 }, 3],
	["a child with CAPD 4", { age_y: 6, ice: undefined, capd: 4 }, 1],
	["a child in whom CAPD cannot be done: 3 here, 4 by the ASTCT", { age_y: 6, ice: undefined, capd: null }, 3, 4],
];

const found = (scale: typeof ctcaeNeuro, record: BedsideRecord) => {
	const graded = scale.grade(record);
	return graded.grade ?? [graded.least, graded.most];
};

describe("reference patients", () => {
	for (const [why, signs, grade, icans = typeof grade === "number" ? grade : undefined] of patients)
		test(why, () => {
			const record = { ...well, ...signs };
			expect(found(ctcaeNeuro, record)).toEqual(grade);
			if (icans !== undefined) expect(found(astctIcans, record)).toBe(icans);
		});

	test("are many, and some of each grade", () => {
		expect(patients.length).toBeGreaterThanOrEqual(20);
		expect(new Set(patients.map(([, , grade]) => grade).filter((grade) => typeof grade === "number"))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
	});
});

describe("what was not recorded", () => {
	test.each<readonly [string, BedsideRecord, Bounds]>([
		["without any record all is open but death", {}, [0, 4]],
		["without ICE the words known leave 0 to 3", { ...well, ice: undefined }, [0, 3]],
		["without consciousness it may be coma", { ...well, consciousness: undefined, ice: 5 }, [2, 4]],
		["without seizures too", { ...well, seizure: null, ice: 8 }, [1, 4]],
		["under sedation ICE and consciousness are open", { ...well, sedated: true }, [0, 4]],
	])("%s", (_title, record, bounds) => {
		expect(found(ctcaeNeuro, record)).toEqual(bounds);
		expect(ctcaeNeuro.grade(record).because).toMatch(/not recorded|sedated/);
	});
});

test("every row says how sure it is; what stands for daily living is called ours", () => {
	for (const { because, standing } of ctcaeNeuro.rows) {
		if (/ICE|CAPD|wakes|cannot be done/.test(because)) expect(standing, because).toBe("ours");
	}
	expect(ctcaeNeuro.source).toContain("assumed");
});

test("a chart is followed on it look by look; a tremor before the infusion is no event of it", () => {
	const text =
		"day,ice,consciousness,seizure,tremor\n-1,10,alert,none,yes\n1,10,alert,none,no\n5,8,alert,none,no\n6,2,vigorous,none,no\n9,10,alert,none,no\n";
	const { looks } = readChart(text, { file: "chart.csv", formulary: shippedFormulary });
	const { courses } = gradeStay(looks, ["CTCAE_NEURO", "ASTCT_ICANS"]);
	expect(courses["CTCAE_NEURO"]).toMatchObject({ worst: 3, onset: 120, worstAt: 144 });
	expect(courses["ASTCT_ICANS"]).toMatchObject({ worst: 4, worstAt: 144 });
});
