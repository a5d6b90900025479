import { ofEach } from "../../support/virtual-patients.ts";
import type { Claim } from "./claim.ts";
import { diedOf, highest, lowest, onDay, worst } from "./look.ts";
import { run } from "./runs.ts";

const untreated = () => run("hyperinflammation");
const usual = () => run("untreated");
const tocilizumab = () => run("hyperinflammation-tocilizumab");
const anakinra = () => run("hyperinflammation-anakinra");
const refractory = () => run("hyperinflammation with tocilizumab and dexamethasone from day 11");
const againstUntreated = (one: ReturnType<typeof run>, column: string, day: number) =>
	onDay(one, column, day) / onDay(untreated(), column, day);

/** What the page says of these. */
export const ofCohort = "120 virtual patients four and a half times as susceptible and untreated";

/** Patients 0 to 119 of seed 2026, four and a half times as susceptible as they are, whom nobody treats and no infection meets, over 60 days. */
const cohort = once(() =>
	ofEach(
		{ text: "set: { hyperinflammation_susceptibility: 4.5x }\ninfections: none\nuntil: 60 day\n", patients: 120, seed: 2026 },
		(one) => ({
			ill: worst(one, "iec_hs") >= 1,
			storm: worst(one, "crs") >= 1,
			ofHyperinflammation: diedOf(one, "iec_hs"),
			ofCrs: diedOf(one, "crs"),
		}),
	),
);

function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => {
		made ??= make();
		return made;
	};
}

const mean = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0) / numbers.length;

/** IEC-HS. */
export const hyperinflammation: readonly Claim[] = [
	{
		id: 52,
		says: "Where tocilizumab and a steroid do not help, hemophagocytic hyperinflammation is to be thought of.",
		verdict: "emerges",
		runs: ["hyperinflammation with tocilizumab and dexamethasone from day 11"],
		sights: [
			{
				what: "ferritin four days into both, over that at their beginning",
				unit: "fold",
				seen: () => onDay(refractory(), "ferritin", 15) / onDay(refractory(), "ferritin", 11),
				least: 1.2,
				columns: ["ferritin"],
			},
			{ what: "temperature then", unit: "degC", seen: () => onDay(refractory(), "temperature", 15), most: 37.9, columns: ["temperature"] },
			{
				what: "interleukin-6 signal then",
				unit: "pg/mL",
				seen: () => onDay(refractory(), "il6_signal", 15),
				most: 5,
				columns: ["il6_signal"],
			},
			{ what: "fibrinogen then", unit: "mg/dL", seen: () => onDay(refractory(), "fibrinogen", 15), most: 150, columns: ["fibrinogen"] },
		],
		but: "the steroid does bring it down in the second week",
	},
	{
		id: 53,
		says: "Ferritin climbs beyond 10,000 ng/mL.",
		verdict: "emerges",
		runs: ["hyperinflammation", "untreated"],
		sights: [
			{ what: "highest ferritin", unit: "ng/mL", seen: () => highest(untreated(), "ferritin"), least: 10_000, columns: ["ferritin"] },
			{ what: "of the same storm without susceptibility", unit: "ng/mL", seen: () => highest(usual(), "ferritin"), most: 5000 },
		],
	},
	{
		id: 54,
		says: "Triglycerides rise and fibrinogen falls.",
		verdict: "emerges",
		runs: ["hyperinflammation", "untreated"],
		sights: [
			{
				what: "highest triglycerides",
				unit: "mg/dL",
				seen: () => highest(untreated(), "triglycerides"),
				least: 265,
				columns: ["triglycerides"],
			},
			{ what: "lowest fibrinogen", unit: "mg/dL", seen: () => lowest(untreated(), "fibrinogen"), most: 150, columns: ["fibrinogen"] },
			{ what: "without hyperinflammation", unit: "mg/dL", seen: () => lowest(usual(), "fibrinogen"), least: 200 },
		],
	},
	{
		id: 55,
		says: "Macrophages eat blood cells, and counts fall.",
		verdict: "scripted",
		because: "rates at which hemophagocytes take red cells and platelets and hold the marrow back are assumed",
		runs: ["hyperinflammation", "untreated"],
		sights: [
			{
				what: "hemoglobin lower on day 29 by",
				unit: "g/dL",
				seen: () => onDay(usual(), "hemoglobin", 29) - onDay(untreated(), "hemoglobin", 29),
				least: 1,
				columns: ["hemoglobin"],
			},
			{
				what: "platelets left of those without",
				unit: "%",
				seen: () => 100 * (onDay(untreated(), "platelets", 29) / onDay(usual(), "platelets", 29)),
				most: 80,
				columns: ["platelets"],
			},
			{
				what: "neutrophils",
				unit: "%",
				seen: () => 100 * (onDay(untreated(), "anc", 29) / onDay(usual(), "anc", 29)),
				most: 80,
				columns: ["anc"],
			},
		],
	},
	{
		id: 56,
		says: "It is the most extreme form, and it kills.",
		verdict: "emerges",
		runs: [ofCohort, "hyperinflammation"],
		sights: [
			{
				what: "transaminases in the typical course",
				unit: "times the upper limit",
				seen: () => highest(untreated(), "transaminases"),
				least: 5,
				columns: ["transaminases"],
			},
			{ what: "with the diagnosis", unit: "of 120", seen: () => cohort().filter(({ ill }) => ill).length, least: 24 },
			{
				what: "of these die of it",
				unit: "%",
				seen: () => 100 * mean(cohort().flatMap(({ ill, ofHyperinflammation }) => (ill ? [ofHyperinflammation] : []))),
				least: 25,
				most: 90,
			},
			{
				what: "that over the share of the others with CRS who die of CRS",
				unit: "fold",
				seen: () =>
					mean(cohort().flatMap(({ ill, ofHyperinflammation }) => (ill ? [ofHyperinflammation] : []))) /
					mean(cohort().flatMap(({ ill, storm, ofCrs }) => (storm && !ill ? [ofCrs] : []))),
				least: 1.5,
			},
		],
		but: "in the typical course lactate stays at rest and creatinine below twice its usual; what fails is liver and marrow",
	},
	{
		id: 57,
		says: "Interleukin-1 drives it, and not interleukin-6.",
		verdict: "scripted",
		because:
			"the loop is written so: it reads interferon gamma and interleukin-1 and never interleukin-6. Neutralizing interferon gamma ended macrophage activation syndrome (doi:10.1111/cts.70163), so interleukin-1 is not its only fuel",
		runs: ["hyperinflammation", "hyperinflammation-tocilizumab", "hyperinflammation-anakinra"],
		sights: [
			{
				what: "ferritin on day 20 with tocilizumab, over untreated",
				unit: "fold",
				seen: () => againstUntreated(tocilizumab(), "ferritin", 20),
				least: 0.9,
				most: 1.1,
				columns: ["ferritin"],
			},
			{ what: "with anakinra", unit: "fold", seen: () => againstUntreated(anakinra(), "ferritin", 20), most: 0.6 },
		],
	},
	{
		id: 58,
		says: "Anakinra calms it.",
		verdict: "emerges",
		runs: ["hyperinflammation-anakinra", "hyperinflammation"],
		sights: [
			{
				what: "highest ferritin of that untreated",
				unit: "%",
				seen: () => (100 * highest(anakinra(), "ferritin")) / highest(untreated(), "ferritin"),
				most: 75,
				columns: ["ferritin"],
			},
			{
				what: "fibrinogen on day 22 over untreated",
				unit: "fold",
				seen: () => againstUntreated(anakinra(), "fibrinogen", 22),
				least: 1.5,
				columns: ["fibrinogen"],
			},
			{
				what: "the picture is gone on day",
				unit: "",
				seen: () => (anakinra().grades.iec_hs.resolved ?? Number.POSITIVE_INFINITY) / 24,
				most: 28,
			},
		],
	},
];
