import type { Claim } from "./claim.ts";
import { at, dayOfPeak, given, highest, hoursUntil, lowest, onDay, worst } from "./look.ts";
import { run } from "./runs.ts";

const quiet = () => run("no-tumor");
const usual = () => run("untreated");
const double = () => run("marrow-two-hits");
const bulky = () => run("bulky-untreated");
const deaf = () => run("macrophages do not answer");
const noIl1 = () => run("no interleukin-1");
const apyretic = () => run("interleukin-6 is no pyrogen");
const blocked = () => run("tocilizumab-at-grade-2");

const above = (value: number, rest: number) => value - rest;
/** Hours from the peak of one column to that of another. */
const lag = (first: string, then: string) => 24 * (dayOfPeak(usual(), then) - dayOfPeak(usual(), first));

/** Half-life of what is above rest, read 24 and 48 h after the first tocilizumab. */
function crpHalfLife(): number {
	const one = blocked();
	const dose = given(one, "tocilizumab");
	const left = (hour: number) => above(at(one, "crp", dose + hour), 6);
	return (24 * Math.LN2) / Math.log(left(24) / left(48));
}

/** From antigen to cytokines, and what these do. */
export const spark: readonly Claim[] = [
	{
		id: 1,
		says: "Recognition of antigen is the spark: where CAR-T cells find no target there is no toxicity.",
		verdict: "emerges",
		runs: ["no-tumor", "untreated"],
		sights: [
			{ what: "without a tumor: interleukin-6 at most", unit: "pg/mL", seen: () => highest(quiet(), "il6"), most: 10, columns: ["il6"] },
			{
				what: "CAR-T cells in blood at most",
				unit: "cells/uL",
				seen: () => highest(quiet(), "cart_cells"),
				most: 1,
				columns: ["cart_cells"],
			},
			{ what: "grade of CRS", unit: "", seen: () => worst(quiet(), "crs"), most: 0 },
			{ what: "with the usual tumor", unit: "", seen: () => worst(usual(), "crs"), least: 1 },
		],
	},
	{
		id: 2,
		says: "Cells that hold antigen are activated, multiply and release cytokines.",
		verdict: "emerges",
		runs: ["untreated"],
		sights: [
			{
				what: "CAR-T cells at the peak over those of the first day",
				unit: "fold",
				seen: () => highest(usual(), "cart_cells") / onDay(usual(), "cart_cells", 1),
				least: 10,
				columns: ["cart_cells"],
			},
			{
				what: "interferon gamma over rest",
				unit: "fold",
				seen: () => highest(usual(), "ifn_gamma") / 3,
				least: 5,
				columns: ["ifn_gamma"],
			},
		],
	},
	{
		id: 3,
		says: "Interferon gamma comes first; interleukin-6, C-reactive protein and ferritin follow in this order.",
		verdict: "emerges",
		runs: ["untreated"],
		sights: [
			{
				what: "from its peak to that of interleukin-6",
				unit: "h",
				seen: () => lag("ifn_gamma", "il6"),
				least: 2,
				most: 72,
				columns: ["ifn_gamma", "il6"],
			},
			{ what: "on to C-reactive protein", unit: "h", seen: () => lag("il6", "crp"), least: 12, most: 72, columns: ["crp"] },
			{ what: "on to ferritin", unit: "h", seen: () => lag("crp", "ferritin"), least: 6, most: 96, columns: ["ferritin"] },
		],
	},
	{
		id: 4,
		says: "GM-CSF is among the first cytokines, released by the CAR-T cells themselves.",
		verdict: "emerges",
		runs: ["untreated", "bulky-untreated", "macrophages do not answer"],
		sights: [
			{
				what: "its peak before that of interleukin-6 by",
				unit: "h",
				seen: () => lag("gm_csf", "il6"),
				least: 2,
				most: 72,
				columns: ["gm_csf"],
			},
			{
				what: "without answering macrophages it is left to",
				unit: "%",
				seen: () => (100 * highest(deaf(), "gm_csf")) / highest(bulky(), "gm_csf"),
				least: 95,
				most: 105,
			},
			{
				what: "in bulky disease",
				unit: "pg/mL",
				seen: () => highest(bulky(), "gm_csf"),
				least: 1,
				most: 50,
			},
		],
		but: "its height is in dispute: one cohort had 1 to 4 pg/mL (doi:10.3389/fimmu.2023.1273507), and the model follows 5 to 50, recalled of others",
	},
	{
		id: 5,
		says: "CAR-T cells strike the match, but are not where most of the interleukin-6 comes from.",
		verdict: "emerges",
		runs: ["macrophages do not answer", "bulky-untreated"],
		sights: [
			{
				what: "interleukin-6 left when macrophages do not answer",
				unit: "%",
				seen: () => (100 * highest(deaf(), "il6")) / highest(bulky(), "il6"),
				most: 10,
				columns: ["il6", "macrophages_active"],
			},
			{
				what: "interferon gamma left",
				unit: "%",
				seen: () => (100 * highest(deaf(), "ifn_gamma")) / highest(bulky(), "ifn_gamma"),
				least: 95,
				most: 105,
				columns: ["ifn_gamma"],
			},
			{
				what: "CAR-T cells left",
				unit: "%",
				seen: () => (100 * highest(deaf(), "cart_cells")) / highest(bulky(), "cart_cells"),
				least: 95,
				most: 105,
				columns: ["cart_cells"],
			},
			{ what: "grade of CRS then", unit: "", seen: () => worst(deaf(), "crs"), most: 1 },
		],
	},
	{
		id: 6,
		says: "Activated macrophages make interleukin-6 and interleukin-1.",
		verdict: "emerges",
		runs: ["macrophages do not answer", "bulky-untreated"],
		sights: [
			{
				what: "interleukin-1 above rest left when they do not answer",
				unit: "%",
				seen: () => (100 * above(highest(deaf(), "il1"), 0.2)) / above(highest(bulky(), "il1"), 0.2),
				most: 20,
				columns: ["il1"],
			},
			{ what: "interleukin-1 when they do", unit: "pg/mL", seen: () => highest(bulky(), "il1"), least: 1, most: 10 },
		],
	},
	{
		id: 7,
		says: "The storm feeds itself: interleukin-1 from macrophages wakes more of them and has them make more interleukin-6.",
		verdict: "scripted",
		because:
			"the gain of the loop, 0.3, is assumed and stays below 1: at 0.78 one patient in four would have kept active macrophages for good. Most of what interleukin-1 adds is more interleukin-6 per macrophage, not more macrophages",
		runs: ["no interleukin-1", "bulky-untreated"],
		sights: [
			{
				what: "interleukin-6 with over without interleukin-1",
				unit: "fold",
				seen: () => highest(bulky(), "il6") / highest(noIl1(), "il6"),
				least: 1.5,
				most: 5,
				columns: ["il6"],
			},
			{
				what: "active macrophages",
				unit: "fold",
				seen: () => highest(bulky(), "macrophages_active") / highest(noIl1(), "macrophages_active"),
				least: 1.01,
				most: 2,
				columns: ["macrophages_active"],
			},
		],
	},
	{
		id: 8,
		says: "It is the therapy at work on its target: the more tumor there is, the graver CRS becomes.",
		verdict: "emerges",
		runs: ["untreated", "marrow-two-hits", "bulky-untreated"],
		sights: [
			{
				what: "interleukin-6 at twice the tumor over once",
				unit: "fold",
				seen: () => highest(double(), "il6") / highest(usual(), "il6"),
				least: 1.5,
			},
			{ what: "at five times over twice", unit: "fold", seen: () => highest(bulky(), "il6") / highest(double(), "il6"), least: 1.2 },
			{
				what: "lowest pressure lower at twice by",
				unit: "mmHg",
				seen: () => lowest(usual(), "map") - lowest(double(), "map"),
				least: 5,
				columns: ["map"],
			},
			{ what: "and at five times by another", unit: "mmHg", seen: () => lowest(double(), "map") - lowest(bulky(), "map"), least: 3 },
		],
	},
	{
		id: 9,
		says: "Interleukin-6 makes the fever.",
		verdict: "emerges",
		runs: ["interleukin-6 is no pyrogen", "bulky-untreated"],
		sights: [
			{
				what: "highest temperature",
				unit: "degC",
				seen: () => highest(bulky(), "temperature"),
				least: 39,
				most: 41.5,
				columns: ["temperature"],
			},
			{
				what: "fever left when interleukin-6 does not act on the brain's thermostat",
				unit: "%",
				seen: () => (100 * above(highest(apyretic(), "temperature"), 37)) / above(highest(bulky(), "temperature"), 37),
				most: 50,
			},
		],
		but: "the rest is of slower mediators, which tocilizumab does not reach",
	},
	{
		id: 10,
		says: "Interleukin-6 has the liver make C-reactive protein.",
		verdict: "emerges",
		runs: ["macrophages do not answer", "bulky-untreated", "tocilizumab-at-grade-2"],
		sights: [
			{ what: "C-reactive protein with it", unit: "mg/L", seen: () => highest(bulky(), "crp"), least: 100, most: 400, columns: ["crp"] },
			{ what: "without", unit: "mg/L", seen: () => highest(deaf(), "crp"), most: 40 },
			{ what: "half-life of what is above rest under a blocked receptor", unit: "h", seen: crpHalfLife, least: 15, most: 30 },
		],
	},
	{
		id: 11,
		says: "Interleukin-6 has the liver make ferritin, too.",
		verdict: "contradicted",
		because:
			"ferritin comes of macrophages and interferon gamma here: neutralizing interferon gamma removed nearly all excess ferritin in macrophage activation syndrome (doi:10.1111/cts.70163). So tocilizumab leaves it where it was",
		runs: ["tocilizumab-at-grade-2", "bulky-untreated"],
		sights: [
			{
				what: "highest ferritin with over without tocilizumab",
				unit: "fold",
				seen: () => highest(blocked(), "ferritin") / highest(bulky(), "ferritin"),
				least: 0.9,
				most: 1.1,
				columns: ["ferritin"],
			},
			{
				what: "hours from the dose until C-reactive protein is half of what it was",
				unit: "h",
				seen: () => {
					const dose = given(blocked(), "tocilizumab");
					const then = at(blocked(), "crp", dose);
					return hoursUntil(blocked(), "crp", dose, (crp) => crp < then / 2);
				},
				most: 48,
				columns: ["crp"],
			},
		],
	},
];
