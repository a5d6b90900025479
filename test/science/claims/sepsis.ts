import type { Claim } from "./claim.ts";
import { at, diedOf, highest, lowest, worst } from "./look.ts";
import { run } from "./runs.ts";

const septic = () => run("sepsis-looks-like-crs");
const bulky = () => run("bulky-untreated");
const spared = () => run("bacteria and neutrophils");
const both = () => run("treat-both");
const first = (one: ReturnType<typeof run>) => one.grades.crs.points.find(({ grade }) => grade !== null && grade >= 2)!.time;

/** Infection beside the toxicity, and the hours that count. */
export const sepsis: readonly Claim[] = [
	{
		id: 28,
		says: "Sepsis looks the same: fever, low pressure and low oxygen are graded as if they were CRS.",
		verdict: "emerges",
		runs: ["sepsis-looks-like-crs", "bulky-untreated"],
		sights: [
			{ what: "grade of CRS, as charted", unit: "", seen: () => worst(septic(), "crs"), least: 2 },
			{ what: "highest temperature", unit: "degC", seen: () => highest(septic(), "temperature"), least: 38.5, columns: ["temperature"] },
			{ what: "lowest mean pressure", unit: "mmHg", seen: () => lowest(septic(), "map"), most: 65, columns: ["map"] },
			{
				what: "what tells them apart at grade 2 is procalcitonin, over that of CRS alone",
				unit: "fold",
				seen: () => at(septic(), "procalcitonin", first(septic())) / at(bulky(), "procalcitonin", first(bulky())),
				least: 2,
				columns: ["procalcitonin"],
			},
		],
	},
	{
		id: 29,
		says: "A depleted immune system lets bacteria in that it would have met before.",
		verdict: "emerges",
		runs: ["sepsis-looks-like-crs", "bacteria and neutrophils"],
		sights: [
			{
				what: "bacteria after lymphodepletion",
				unit: "of 1, evident",
				seen: () => highest(septic(), "bacteria"),
				least: 1,
				columns: ["bacteria"],
			},
			{ what: "the same ones without it", unit: "of 1, evident", seen: () => highest(spared(), "bacteria"), most: 0.05 },
			{ what: "fewest neutrophils", unit: "cells/nL", seen: () => lowest(septic(), "anc"), most: 0.5, columns: ["anc"] },
			{ what: "dies of infection", unit: "of 1", seen: () => diedOf(septic(), "infection"), least: 1 },
		],
	},
	{
		id: 30,
		says: "When nobody can tell them apart both are treated at once, and either drug alone is not enough.",
		verdict: "emerges",
		runs: ["treat-both", "treat-both-antibiotic-alone", "treat-both-tocilizumab-alone", "treat-both-neither"],
		sights: [
			{ what: "both: lowest mean pressure", unit: "mmHg", seen: () => lowest(both(), "map"), least: 60, columns: ["map"] },
			{ what: "antibiotic alone", unit: "mmHg", seen: () => lowest(run("treat-both-antibiotic-alone"), "map"), most: 64 },
			{
				what: "tocilizumab alone: dies of infection",
				unit: "of 1",
				seen: () => diedOf(run("treat-both-tocilizumab-alone"), "infection"),
				least: 1,
			},
			{ what: "neither: dies of infection", unit: "of 1", seen: () => diedOf(run("treat-both-neither"), "infection"), least: 1 },
			{ what: "both: dies of infection", unit: "of 1", seen: () => diedOf(both(), "infection"), most: 0 },
		],
	},
	{
		id: 37,
		says: "Before a confused patient is said to have ICANS, infection and other causes of a clouded brain are to be ruled out.",
		verdict: "emerges",
		runs: ["sepsis-looks-like-crs"],
		sights: [
			{
				what: "the brain of sepsis is graded as ICANS, as charted",
				unit: "",
				seen: () => worst(septic(), "icans"),
				least: 2,
				columns: ["ice", "consciousness"],
			},
			{ what: "as attributed once the culture is known", unit: "", seen: () => septic().attributed.grades.icans.worst ?? 0, most: 2 },
			{
				what: "from the first lost point to the culture",
				unit: "h",
				seen: () => septic().attributed.said.find(({ sign }) => sign === "brain")!.from - septic().grades.icans.onset!,
				least: 1,
				most: 24,
			},
		],
		but: "encephalitis by a virus, and a brain clouded by uremia, ammonia, sodium or drugs, are not simulated; want of oxygen or pressure is",
	},
	{
		id: 63,
		says: "What decides is a ward that watches closely and acts early, over the borders of its disciplines.",
		verdict: "emerges",
		runs: ["sepsis-cefepime", "sepsis-delayed", "tocilizumab-at-grade-2", "tocilizumab-too-late"],
		sights: [
			{
				what: "an antibiotic twelve hours later costs, of the lowest mean pressure",
				unit: "mmHg",
				seen: () => lowest(run("sepsis-cefepime"), "map") - lowest(run("sepsis-delayed"), "map"),
				least: 15,
				columns: ["map"],
			},
			{
				what: "tocilizumab on day 7 in place of grade 2",
				unit: "mmHg",
				seen: () => lowest(run("tocilizumab-at-grade-2"), "map") - lowest(run("tocilizumab-too-late"), "map"),
				least: 2,
			},
		],
		but: "who looks, how often, and which alarm they miss is no part of a run, in which all rules look at every hour",
	},
];
