import type { Claim } from "./claim.ts";
import { at, given, highest, lowest } from "./look.ts";
import { run } from "./runs.ts";

const bulky = () => run("bulky-untreated");
const deaf = () => run("macrophages do not answer");
const tight = () => run("vessels stay tight");
const toned = () => run("vessels keep their tone");
const fluid = () => run("shock-norepinephrine");

/** How far a column falls below its value at the infusion. */
const fall = (one: ReturnType<typeof run>, column: string) => at(one, column, 0) - lowest(one, column);
/** What tight vessels save of a fall, in percent. */
const savedByTightness = (column: string) => 100 * (1 - fall(tight(), column) / fall(bulky(), column));
/** Mean pressure some hours after the first bolus, above that at its beginning. */
const lift = (hours: number) => {
	const bolus = given(fluid(), "crystalloid");
	return at(fluid(), "map", bolus + hours) - at(fluid(), "map", bolus);
};

/** Endothelium, vessels, lungs. */
export const vessels: readonly Claim[] = [
	{
		id: 12,
		says: "Cytokines activate the endothelium, which loosens and leaks.",
		verdict: "emerges",
		runs: ["bulky-untreated", "macrophages do not answer"],
		sights: [
			{
				what: "leak",
				unit: "of 1",
				seen: () => highest(bulky(), "capillary_leak"),
				least: 0.2,
				most: 1,
				columns: ["capillary_leak", "endothelium"],
			},
			{ what: "leak without macrophages that answer", unit: "of 1", seen: () => highest(deaf(), "capillary_leak"), most: 0.05 },
			{ what: "lowest albumin", unit: "g/L", seen: () => lowest(bulky(), "albumin"), least: 20, most: 32, columns: ["albumin"] },
		],
		but: "angiopoietin-2 and von Willebrand factor, its markers in blood, are not simulated",
	},
	{
		id: 13,
		says: "Leaking capillaries stand at the center: oxygen, albumin and pressure hang on them.",
		verdict: "emerges",
		runs: ["vessels stay tight", "bulky-untreated"],
		sights: [
			{
				what: "tight vessels save of the fall of saturation",
				unit: "%",
				seen: () => savedByTightness("spo2"),
				least: 80,
				columns: ["spo2"],
			},
			{ what: "of that of albumin", unit: "%", seen: () => savedByTightness("albumin"), least: 40, columns: ["albumin"] },
			{ what: "of that of mean pressure", unit: "%", seen: () => savedByTightness("map"), least: 15, columns: ["map"] },
		],
		but: "of the fall of pressure lost tone has the larger part",
	},
	{
		id: 14,
		says: "What leaks into the tissues is lost to the circulation: plasma volume falls.",
		verdict: "emerges",
		runs: ["bulky-untreated", "vessels stay tight"],
		sights: [
			{
				what: "plasma lost at the worst",
				unit: "%",
				seen: () => (100 * fall(bulky(), "plasma_volume")) / at(bulky(), "plasma_volume", 0),
				least: 10,
				most: 20,
				columns: ["plasma_volume"],
			},
			{
				what: "with tight vessels",
				unit: "%",
				seen: () => (100 * fall(tight(), "plasma_volume")) / at(tight(), "plasma_volume", 0),
				most: 3,
			},
		],
	},
	{
		id: 15,
		says: "Vessels dilate: cytokines take their tone and systemic resistance falls.",
		verdict: "emerges",
		runs: ["bulky-untreated", "vessels stay tight", "vessels keep their tone"],
		sights: [
			{ what: "lowest resistance", unit: "dyn*s/cm^5", seen: () => lowest(bulky(), "svr"), least: 300, most: 800, columns: ["svr"] },
			{ what: "without any leak", unit: "dyn*s/cm^5", seen: () => lowest(tight(), "svr"), least: 300, most: 800 },
			{ what: "when vessels do not answer to cytokines", unit: "dyn*s/cm^5", seen: () => lowest(toned(), "svr"), least: 900 },
		],
	},
	{
		id: 16,
		says: "Lost volume and lost tone together lower the pressure.",
		verdict: "emerges",
		runs: ["bulky-untreated", "vessels stay tight", "vessels keep their tone"],
		sights: [
			{ what: "lowest mean pressure", unit: "mmHg", seen: () => lowest(bulky(), "map"), most: 65, columns: ["map"] },
			{ what: "tight vessels save", unit: "mmHg", seen: () => lowest(tight(), "map") - lowest(bulky(), "map"), least: 5 },
			{ what: "kept tone saves", unit: "mmHg", seen: () => lowest(toned(), "map") - lowest(bulky(), "map"), least: 15 },
		],
	},
	{
		id: 17,
		says: "It is a distributive shock: flow is high, resistance low, and a bolus of fluid does not hold.",
		verdict: "emerges",
		runs: ["shock-norepinephrine"],
		sights: [
			{
				what: "mean pressure higher at the end of the first bolus by",
				unit: "mmHg",
				seen: () => lift(1),
				least: 3,
				most: 20,
				columns: ["map"],
			},
			{ what: "two hours later by", unit: "mmHg", seen: () => lift(3), most: 2 },
			{
				what: "cardiac output at the bolus",
				unit: "L/min",
				seen: () => at(fluid(), "cardiac_output", given(fluid(), "crystalloid")),
				least: 6,
				columns: ["cardiac_output"],
			},
			{
				what: "resistance then",
				unit: "dyn*s/cm^5",
				seen: () => at(fluid(), "svr", given(fluid(), "crystalloid")),
				most: 800,
				columns: ["svr"],
			},
		],
	},
	{
		id: 18,
		says: "Leaking vessels flood the lungs, and oxygen falls.",
		verdict: "emerges",
		runs: ["bulky-untreated", "vessels stay tight"],
		sights: [
			{ what: "lung water", unit: "mL/kg", seen: () => highest(bulky(), "lung_water"), least: 10, columns: ["lung_water"] },
			{ what: "lowest saturation", unit: "%", seen: () => lowest(bulky(), "spo2"), most: 93, columns: ["spo2"] },
			{ what: "with tight vessels", unit: "%", seen: () => lowest(tight(), "spo2"), least: 95 },
		],
	},
];
