import type { Claim } from "./claim.ts";
import { at, dayOfPeak, given, highest, highestWithin, lowest, times, worst } from "./look.ts";
import { run } from "./runs.ts";

const usual = () => run("untreated");
const bulky = () => run("bulky-untreated");
const driven = () => run("bulky with its drives");
const plain = () => run("neither C-reactive protein nor ferritin rises");
const checkpoint = () => run("checkpoint-inhibitor");
const dayOfLowest = (one: ReturnType<typeof run>, column: string) => {
	const found = one.trajectory.columns.get(column);
	if (found?.kind !== "number") throw new Error(column);
	return one.trajectory.times[found.values.indexOf(lowest(one, column))]! / 24;
};

/** When it comes, and how it is graded. */
export const course: readonly Claim[] = [
	{
		id: 19,
		says: "The first days after the infusion are quiet.",
		verdict: "emerges",
		runs: ["untreated"],
		sights: [
			{
				what: "highest temperature of the first day",
				unit: "degC",
				seen: () => highestWithin(usual(), "temperature", 0, 1),
				most: 37.5,
				columns: ["temperature"],
			},
			{ what: "CRS begins on day", unit: "", seen: () => usual().grades.crs.onset! / 24, least: 1, most: 5 },
		],
	},
	{
		id: 20,
		says: "CAR-T cells in blood are at their highest in the second week or just before it.",
		verdict: "emerges",
		runs: ["untreated", "bulky-untreated", "liso-cel"],
		sights: [
			{ what: "day of the peak", unit: "", seen: () => dayOfPeak(usual(), "cart_cells"), least: 7, most: 14, columns: ["cart_cells"] },
			{ what: "in bulky disease", unit: "", seen: () => dayOfPeak(bulky(), "cart_cells"), least: 7, most: 14 },
			{ what: "after liso-cel", unit: "", seen: () => dayOfPeak(run("liso-cel"), "cart_cells"), least: 7, most: 14 },
		],
	},
	{
		id: 21,
		says: "The peak of the cells and the worst of the illness fall together.",
		verdict: "contradicted",
		because:
			"cells that hold antigen peak with the illness, but cells in blood, which a laboratory counts, come days later, when fever is going, and so they did in patients: at their highest 9.3 days after tisagenlecleucel (doi:10.1002/psp4.12388), while 202 patients with leukemia first had their worst grade on day 3 to 6.5 (doi:10.3389/fimmu.2023.1273507) and cytokine release after ide-cel began on day 1 and lasted 5 days (doi:10.1056/NEJMoa2024850). From fever to the worst it takes three and a half days, within the 5 (2 to 7) of 84 adults (doi:10.1186/s13613-024-01247-9) but at its early side",
		runs: ["bulky-untreated", "leukemia after tisa-cel", "myeloma after cilta-cel", "bulky with its drives"],
		sights: [
			...[
				{ of: bulky, in: "after axi-cel" },
				{ of: () => run("leukemia after tisa-cel"), in: "in a child after tisa-cel" },
				{ of: () => run("myeloma after cilta-cel"), in: "in myeloma after cilta-cel" },
			].map((one) => ({
				what: `from the lowest pressure to the peak of cells in blood ${one.in}`,
				unit: "day",
				seen: () => dayOfPeak(one.of(), "cart_cells") - dayOfLowest(one.of(), "map"),
				least: 1,
				most: 7,
				columns: ["cart_cells", "map"],
			})),
			{
				what: "from the peak of cells at the antigen to the lowest pressure",
				unit: "h",
				seen: () => 24 * (dayOfLowest(driven(), "map") - dayOfPeak(driven(), "cart_engaged")),
				least: 0,
				most: 36,
			},
			{
				what: "from fever to the lowest pressure",
				unit: "day",
				seen: () => dayOfLowest(bulky(), "map") - bulky().grades.crs.onset! / 24,
				least: 2,
				most: 7,
			},
		],
	},
	{
		id: 22,
		says: "Checkpoint inhibitors are another story: their toxicity takes weeks to months and makes no storm.",
		verdict: "emerges",
		runs: ["checkpoint-inhibitor", "untreated"],
		sights: [
			{
				what: "self-reactive cells are at their highest on day",
				unit: "",
				seen: () => dayOfPeak(checkpoint(), "autoreactive_cells"),
				least: 28,
				columns: ["autoreactive_cells"],
			},
			{ what: "highest interleukin-6", unit: "pg/mL", seen: () => highest(checkpoint(), "il6"), most: 20, columns: ["il6"] },
			{ what: "fever of CAR-T cells begins on day", unit: "", seen: () => usual().grades.crs.onset! / 24, most: 7 },
		],
		but: "no figure has both on one axis",
	},
	{
		id: 23,
		says: "Grade 1 is fever and nothing else.",
		verdict: "emerges",
		runs: ["untreated"],
		sights: [
			{ what: "grade", unit: "", seen: () => worst(usual(), "crs"), least: 1, most: 1 },
			{ what: "highest temperature", unit: "degC", seen: () => highest(usual(), "temperature"), least: 38, columns: ["temperature"] },
			{ what: "lowest mean pressure", unit: "mmHg", seen: () => lowest(usual(), "map"), least: 65, columns: ["map"] },
			{ what: "lowest saturation", unit: "%", seen: () => lowest(usual(), "spo2"), least: 92, columns: ["spo2"] },
		],
	},
	{
		id: 24,
		says: "Grade 2 is a pressure that asks for fluid, or an oxygen that asks for a low flow.",
		verdict: "emerges",
		runs: ["shock-albumin"],
		sights: [
			{ what: "grade", unit: "", seen: () => worst(run("shock-albumin"), "crs"), least: 2, most: 2 },
			{ what: "boluses", unit: "", seen: () => times(run("shock-albumin"), "albumin"), least: 1 },
			{ what: "vasopressors", unit: "", seen: () => times(run("shock-albumin"), "norepinephrine"), most: 0 },
		],
	},
	{
		id: 25,
		says: "Grade 3 is one vasopressor, or oxygen at high flow.",
		verdict: "emerges",
		runs: ["shock-norepinephrine", "oxygen by a high-flow cannula"],
		sights: [
			{
				what: "with norepinephrine",
				unit: "",
				seen: () => worst(run("shock-norepinephrine"), "crs"),
				least: 3,
				most: 3,
			},
			{
				what: "with a high-flow cannula",
				unit: "",
				seen: () => worst(run("oxygen by a high-flow cannula"), "crs"),
				least: 3,
				most: 3,
				columns: ["fio2"],
			},
		],
	},
	{
		id: 26,
		says: "Grade 4 is several vasopressors, or a ventilator.",
		verdict: "emerges",
		runs: ["two vasopressors", "icans-ventilated"],
		sights: [
			{
				what: "with norepinephrine and epinephrine",
				unit: "",
				seen: () => worst(run("two vasopressors"), "crs"),
				least: 4,
				most: 4,
			},
			{
				what: "epinephrine comes after norepinephrine by",
				unit: "h",
				seen: () => given(run("two vasopressors"), "epinephrine") - given(run("two vasopressors"), "norepinephrine"),
				least: 1,
			},
			{ what: "on a ventilator", unit: "", seen: () => worst(run("icans-ventilated"), "crs"), least: 4, most: 4, columns: ["fio2"] },
		],
	},
	{
		id: 27,
		says: "The grade asks for signs and supports; no laboratory value is in it.",
		verdict: "emerges",
		runs: ["neither C-reactive protein nor ferritin rises", "bulky-untreated"],
		sights: [
			{
				what: "C-reactive protein and ferritin held at rest: highest C-reactive protein",
				unit: "mg/L",
				seen: () => highest(plain(), "crp"),
				most: 10,
				columns: ["crp", "ferritin"],
			},
			{
				what: "hours at grade 2 more or less than without",
				unit: "h",
				seen: () => Math.abs(plain().grades.crs.hoursAt[2] - bulky().grades.crs.hoursAt[2]),
				most: 0,
			},
			{ what: "hours at grade 2", unit: "h", seen: () => bulky().grades.crs.hoursAt[2], least: 12 },
			{
				what: "mean pressure at hour 100 differs by",
				unit: "mmHg",
				seen: () => Math.abs(at(plain(), "map", 100) - at(bulky(), "map", 100)),
				most: 0.1,
			},
		],
	},
];
