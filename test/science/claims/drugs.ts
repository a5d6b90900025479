import type { Claim } from "./claim.ts";
import { at, given, highest, highestWithin, hoursLower, hoursOf, hoursUntil, lowest, onDay, worst } from "./look.ts";
import { run } from "./runs.ts";

const blocked = () => run("tocilizumab-at-grade-2");
const bulky = () => run("bulky-untreated");
const dose = () => given(blocked(), "tocilizumab");
const shock = () => run("shock-norepinephrine");
const pressor = () => given(shock(), "norepinephrine");
const added = () => run("vasopressin on top of norepinephrine");
const vasopressin = () => given(added(), "vasopressin");
const surge = () => run("tocilizumab on day 5");
const calm = () => run("icans-without-tocilizumab");
const antagonist = () => run("anakinra into the vein on day 5");
const inflamed = () => run("icans-severe-with-mild-crs");
const steroid = () => run("icans-dexamethasone");
const cared = () => run("standard care of a brain that inflames easily");
const usual = () => run("untreated");
const costly = () => run("response-steroid-cost");
const broken = () => run("icans-steroid-stopped-early");
const tapered = () => run("icans-steroid-tapered");

const after = (one: ReturnType<typeof run>, column: string, from: number, hours: number) =>
	at(one, column, from + hours) - at(one, column, from);
/** Brain receptors of interleukin-6 that tocilizumab blocks after some hours, percent. */
const occupied = (hours: number) => 100 * at(surge(), "il6r_occupancy_brain", 120 + hours);
/** Share of the brain's interleukin-1 signal that anakinra blocks after some hours, percent. */
const silenced = (hours: number) =>
	100 * (1 - at(antagonist(), "il1_signal_brain", 120 + hours) / at(antagonist(), "il1_excess", 120 + hours));

/** What drugs do, and where they reach. */
export const drugs: readonly Claim[] = [
	{
		id: 40,
		says: "Tocilizumab blocks the receptor, so interleukin-6 in serum rises while its signal is gone.",
		verdict: "emerges",
		runs: ["tocilizumab-at-grade-2"],
		sights: [
			{
				what: "interleukin-6 in serum rises within two days",
				unit: "fold",
				seen: () => highestWithin(blocked(), "il6", dose() / 24, dose() / 24 + 2) / at(blocked(), "il6", dose()),
				least: 2,
				most: 10,
				columns: ["il6"],
			},
			{
				what: "signal left after six hours",
				unit: "%",
				seen: () => (100 * at(blocked(), "il6_signal", dose() + 6)) / at(blocked(), "il6_signal", dose()),
				most: 5,
				columns: ["il6_signal"],
			},
		],
	},
	{
		id: 41,
		says: "Fever goes within hours of it.",
		verdict: "emerges",
		runs: ["tocilizumab-at-grade-2"],
		sights: [
			{
				what: "below 38 °C after",
				unit: "h",
				seen: () => hoursUntil(blocked(), "temperature", dose(), (t) => t < 38),
				least: 2,
				most: 24,
				columns: ["temperature"],
			},
		],
		but: "in the typical patient; a slow pool of other mediators keeps some febrile and brings the fever of others back",
	},
	{
		id: 42,
		says: "And so does the low pressure.",
		verdict: "emerges",
		runs: ["tocilizumab-at-grade-2"],
		sights: [
			{
				what: "mean pressure higher after a day by",
				unit: "mmHg",
				seen: () => after(blocked(), "map", dose(), 24),
				least: 10,
				columns: ["map"],
			},
			{ what: "above 80 mmHg after", unit: "h", seen: () => hoursUntil(blocked(), "map", dose(), (map) => map > 80), least: 3, most: 72 },
		],
	},
	{
		id: 43,
		says: "Given early it keeps CRS from getting worse.",
		verdict: "emerges",
		runs: ["demonstration", "demonstration-without-tocilizumab", "tocilizumab-too-late", "bulky-untreated"],
		sights: [
			{
				what: "without it: hours of norepinephrine",
				unit: "h",
				seen: () => hoursOf(run("demonstration-without-tocilizumab"), "norepinephrine_rate", (rate) => rate > 0),
				least: 24,
			},
			{ what: "with it", unit: "h", seen: () => hoursOf(run("demonstration"), "norepinephrine_rate", (rate) => rate > 0), most: 0 },
			{ what: "worst grade without", unit: "", seen: () => worst(run("demonstration-without-tocilizumab"), "crs"), least: 3 },
			{ what: "with", unit: "", seen: () => worst(run("demonstration"), "crs"), most: 2 },
			{
				what: "on day 7 it saves of the lowest pressure",
				unit: "mmHg",
				seen: () => lowest(run("tocilizumab-too-late"), "map") - lowest(bulky(), "map"),
				most: 1,
				columns: ["map"],
			},
		],
	},
	{
		id: 44,
		says: "Norepinephrine comes first: by alpha-1 receptors it raises resistance and with it the pressure.",
		verdict: "emerges",
		runs: ["shock-norepinephrine"],
		sights: [
			{
				what: "an hour after 0.1 ug/kg/min: mean pressure higher by",
				unit: "mmHg",
				seen: () => after(shock(), "map", pressor(), 1),
				least: 3,
				most: 25,
				columns: ["map"],
			},
			{
				what: "resistance",
				unit: "%",
				seen: () => (100 * after(shock(), "svr", pressor(), 1)) / at(shock(), "svr", pressor()),
				least: 3,
				most: 40,
				columns: ["svr"],
			},
			{ what: "heart rate", unit: "/min", seen: () => after(shock(), "heart_rate", pressor(), 1), most: 3, columns: ["heart_rate"] },
		],
		but: "that it is the first is the protocol's order, not the model's",
	},
	{
		id: 45,
		says: "Vasopressin is added to it: its V1 receptor still answers where alpha-1 receptors no longer do.",
		verdict: "emerges",
		runs: ["vasopressin on top of norepinephrine"],
		sights: [
			{
				what: "mean pressure lost under norepinephrine in the six hours before",
				unit: "mmHg",
				seen: () => -after(added(), "map", vasopressin() - 6, 6),
				least: 0.5,
				columns: ["map"],
			},
			{
				what: "gained within two hours of 0.03 U/min",
				unit: "mmHg",
				seen: () => after(added(), "map", vasopressin(), 2),
				least: 3,
				most: 25,
			},
		],
	},
	{
		id: 46,
		says: "Tocilizumab hardly enters the brain.",
		verdict: "emerges",
		runs: ["tocilizumab on day 5"],
		sights: [
			{ what: "with an open barrier, receptors blocked in the brain after a day", unit: "%", seen: () => occupied(24), most: 30 },
			{ what: "after two", unit: "%", seen: () => occupied(48), most: 50 },
			{
				what: "in plasma after two",
				unit: "%",
				seen: () => 100 * at(surge(), "il6r_occupancy", 168),
				least: 95,
				columns: ["il6r_occupancy"],
			},
		],
	},
	{
		id: 47,
		says: "The interleukin-6 that it drives up in serum may make the brain worse.",
		verdict: "emerges",
		runs: ["tocilizumab on day 5", "icans-without-tocilizumab"],
		sights: [
			{
				what: "signal in spinal fluid twelve hours later over before",
				unit: "fold",
				seen: () => at(surge(), "csf_il6_signal", 132) / at(surge(), "csf_il6_signal", 119),
				least: 1.1,
				columns: ["csf_il6"],
			},
			{
				what: "hours with a lower ICE score than without it",
				unit: "h",
				seen: () => hoursLower(surge(), calm(), "ice"),
				least: 24,
				columns: ["ice"],
			},
			{
				what: "neuroinflammation after two days, against none",
				unit: "%",
				seen: () => 100 * (at(surge(), "neuroinflammation", 168) / at(calm(), "neuroinflammation", 168) - 1),
				least: 3,
				columns: ["neuroinflammation"],
			},
		],
	},
	{
		id: 48,
		says: "Dexamethasone does enter the brain, and is the drug for ICANS.",
		verdict: "scripted",
		because:
			"its free part is taken to pass into spinal fluid, and how much of the drive it stops there is one value, fitted to an early-steroid cohort (doi:10.1111/bjh.17673); the course of the same patient with and without it follows",
		runs: ["icans-dexamethasone", "icans-severe-with-mild-crs"],
		sights: [
			{
				what: "lowest ICE score of the same brain higher by",
				unit: "points",
				seen: () => lowest(steroid(), "ice") - lowest(inflamed(), "ice"),
				least: 3,
				columns: ["ice"],
			},
			{ what: "worst ICANS with it", unit: "", seen: () => worst(steroid(), "icans"), most: 2 },
			{ what: "without", unit: "", seen: () => worst(inflamed(), "icans"), least: 3 },
			{
				what: "no lower score after",
				unit: "h",
				seen: () => {
					const from = given(steroid(), "dexamethasone");
					return hoursUntil(steroid(), "ice", from, (ice) => ice === lowest(steroid(), "ice"));
				},
				most: 48,
			},
		],
	},
	{
		id: 49,
		says: "A steroid is tapered, or inflammation flares.",
		verdict: "emerges",
		runs: ["icans-steroid-stopped-early", "icans-steroid-tapered"],
		sights: [
			{ what: "worst ICANS when it stops after two days", unit: "", seen: () => worst(broken(), "icans"), least: 2, columns: ["ice"] },
			{ what: "when it is carried on and tapered", unit: "", seen: () => worst(tapered(), "icans"), most: 1 },
			{
				what: "interleukin-6, stopped over tapered",
				unit: "fold",
				seen: () => highest(broken(), "il6") / highest(tapered(), "il6"),
				least: 2,
				columns: ["il6"],
			},
		],
	},
	{
		id: 50,
		says: "Long or strong steroid treatment costs CAR-T cells, and perhaps the response.",
		verdict: "scripted",
		because: "the share of division that a steroid stops is assumed (the study of kinetics saw none, doi:10.1002/psp4.12388)",
		runs: ["response-steroid-cost", "untreated"],
		sights: [
			{
				what: "cells at the peak after two weeks of it from day 3, of those without",
				unit: "%",
				seen: () => (100 * highest(costly(), "cart_cells")) / highest(usual(), "cart_cells"),
				least: 30,
				most: 90,
				columns: ["cart_cells"],
			},
			{
				what: "tumor left on day 29, over that without",
				unit: "fold",
				seen: () => onDay(costly(), "tumor_total", 29) / onDay(usual(), "tumor_total", 29),
				least: 1.1,
				columns: ["tumor_total"],
			},
		],
	},
	{
		id: 51,
		says: "Where fever and a failing brain stand side by side, the brain is treated first.",
		verdict: "scripted",
		because: "a protocol decides it, by the guideline of 2021 (doi:10.1200/JCO.21.01992): dexamethasone at ICANS grade 2 whatever CRS is",
		runs: ["standard care of a brain that inflames easily", "icans-severe-with-mild-crs"],
		sights: [
			{
				what: "from ICANS grade 2 to dexamethasone",
				unit: "h",
				seen: () => {
					const two = cared().grades.icans.points.find(({ grade }) => grade !== null && grade >= 2)!.time;
					return given(cared(), "dexamethasone") - two;
				},
				least: 0,
				most: 6,
				columns: ["ice"],
			},
			{ what: "worst CRS all the while", unit: "", seen: () => worst(cared(), "crs"), most: 1 },
			{
				what: "lowest ICE score higher than without care by",
				unit: "points",
				seen: () => lowest(cared(), "ice") - lowest(inflamed(), "ice"),
				least: 2,
			},
		],
	},
	{
		id: 59,
		says: "Anakinra reaches the brain better than tocilizumab.",
		verdict: "emerges",
		runs: ["anakinra into the vein on day 5", "tocilizumab on day 5", "icans-without-tocilizumab"],
		sights: [
			{ what: "of the brain's interleukin-1 signal anakinra blocks after a day", unit: "%", seen: () => silenced(24), least: 30 },
			{ what: "over what tocilizumab blocks of its own", unit: "fold", seen: () => silenced(24) / occupied(24), least: 1.3 },
			{
				what: "lowest ICE score higher than without it by",
				unit: "points",
				seen: () => lowest(antagonist(), "ice") - lowest(calm(), "ice"),
				least: 0,
				columns: ["ice"],
			},
		],
		but: "2 mg/kg every 6 hours into the vein; less under the skin",
	},
];
