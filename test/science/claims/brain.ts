import type { Claim } from "./claim.ts";
import { highest, hoursUntil, lowest, sum, worst } from "./look.ts";
import { run } from "./runs.ts";

const usual = () => run("untreated");
const bulky = () => run("bulky-untreated");
const drives = () => run("bulky with its drives");
const inflamed = () => run("icans-severe-with-mild-crs");
const spared = () => run("shock with a brain that hardly inflames");

const all = ["il6_on_brain", "il1_on_brain", "cart_on_brain", "gm_csf_on_brain"];
const part = (drive: string) => (100 * sum(drives(), drive)) / all.reduce((total, one) => total + sum(drives(), one), 0);

const items = { ice_writing: 1, ice_naming: 3, ice_attention: 1, ice_orientation: 4, ice_command: 1 };
type Item = keyof typeof items;
/** Hour at which an item of ICE loses its first point. */
const lost = (item: Item) => hoursUntil(inflamed(), item, 0, (points) => points < items[item]);

/** ICANS: how it arises, what it looks like, and how it stands to CRS. */
export const brain: readonly Claim[] = [
	{
		id: 31,
		says: "The mediators that loosen vessels elsewhere open the blood-brain barrier.",
		verdict: "scripted",
		because: "one assumed reader opens the barrier by the same activated endothelium; kinetics of the barrier in ICANS are not published",
		but: "how little opens it: a hundredth of the interleukin-6 still opens half as much",
		runs: ["bulky-untreated", "macrophages do not answer"],
		sights: [
			{ what: "opening", unit: "of 1", seen: () => highest(bulky(), "bbb"), least: 0.3, columns: ["bbb", "endothelium"] },
			{
				what: "of that when macrophages do not answer",
				unit: "%",
				seen: () => (100 * highest(run("macrophages do not answer"), "bbb")) / highest(bulky(), "bbb"),
				most: 67,
			},
		],
	},
	{
		id: 32,
		says: "Interleukin-1, interleukin-6 and CAR-T cells pass it and inflame the brain.",
		verdict: "scripted",
		because:
			"the weights of the drives are assumed, after mice in which blocking interleukin-1 or GM-CSF prevented it (doi:10.1038/s41591-018-0036-4, doi:10.1182/blood-2018-10-881722); what taking one away does is not",
		runs: ["bulky with its drives", "no interleukin-1"],
		sights: [
			{
				what: "part of interleukin-6",
				unit: "%",
				seen: () => part("il6_on_brain"),
				least: 20,
				most: 50,
				columns: ["csf_il6", "neuroinflammation"],
			},
			{ what: "of interleukin-1", unit: "%", seen: () => part("il1_on_brain"), least: 15, most: 40 },
			{ what: "of CAR-T cells", unit: "%", seen: () => part("cart_on_brain"), least: 10, most: 40 },
			{ what: "of GM-CSF", unit: "%", seen: () => part("gm_csf_on_brain"), least: 5, most: 30 },
			{
				what: "lowest ICE score higher without interleukin-1 by",
				unit: "points",
				seen: () => lowest(run("no interleukin-1"), "ice") - lowest(drives(), "ice"),
				least: 1,
				columns: ["ice"],
			},
		],
	},
	{
		id: 33,
		says: "The whole brain is inflamed, and not one place in it.",
		verdict: "scripted",
		because: "one number stands for the inflammation of the whole brain, so every function is lost in the end and no focal sign can be",
		runs: ["icans-severe-with-mild-crs"],
		sights: [
			{
				what: "of the five functions that ICE asks for, lost",
				unit: "",
				seen: () => Object.keys(items).filter((item) => lowest(inflamed(), item) === 0).length,
				least: 5,
				columns: Object.keys(items),
			},
		],
	},
	{
		id: 34,
		says: "It begins with confusion, inattention and trouble with words and handwriting.",
		verdict: "scripted",
		because:
			"items of ICE are lost in one fixed order, writing and naming first, as the consensus describes it (doi:10.1016/j.bbmt.2018.12.758)",
		runs: ["icans-severe-with-mild-crs"],
		sights: [
			{
				what: "naming after writing by",
				unit: "h",
				seen: () => lost("ice_naming") - lost("ice_writing"),
				least: 0,
				columns: ["ice_writing", "ice_naming"],
			},
			{
				what: "attention after naming by",
				unit: "h",
				seen: () => lost("ice_attention") - lost("ice_naming"),
				least: 1,
				columns: ["ice_attention"],
			},
			{
				what: "orientation after attention by",
				unit: "h",
				seen: () => lost("ice_orientation") - lost("ice_attention"),
				least: 0,
				columns: ["ice_orientation"],
			},
			{
				what: "commands after orientation by",
				unit: "h",
				seen: () => lost("ice_command") - lost("ice_orientation"),
				least: 1,
				columns: ["ice_command"],
			},
		],
	},
	{
		id: 35,
		says: "It may go on to seizures, stupor and coma.",
		verdict: "scripted",
		because:
			"hazards and thresholds of neuroinflammation, set so that seizures come in some 3 to 7 % of patients and a swelling brain far more rarely",
		runs: ["icans-seizure", "icans-severe-with-mild-crs", "icans-cerebral-edema"],
		sights: [
			{
				what: "seizure in a patient of little luck",
				unit: "of 1",
				seen: () => highest(run("icans-seizure"), "seizure_active"),
				least: 1,
				columns: ["seizure_active"],
			},
			{
				what: "wakefulness of a brain that inflames easily (4 is coma)",
				unit: "",
				seen: () => highest(inflamed(), "consciousness"),
				least: 2,
				columns: ["consciousness"],
			},
			{ what: "of one that swells", unit: "", seen: () => highest(run("icans-cerebral-edema"), "consciousness"), least: 4 },
		],
	},
	{
		id: 36,
		says: "Ten points of ICE measure it at the bedside.",
		verdict: "scripted",
		because: "the score is the rounded value of one number, the same for all its items",
		runs: ["no-tumor", "untreated", "bulky-untreated", "icans-severe-with-mild-crs"],
		sights: [
			{ what: "without a tumor", unit: "points", seen: () => lowest(run("no-tumor"), "ice"), least: 10, columns: ["ice"] },
			{ what: "usual", unit: "points", seen: () => lowest(usual(), "ice"), least: 7, most: 9 },
			{ what: "bulky", unit: "points", seen: () => lowest(bulky(), "ice"), most: 6 },
			{ what: "severe", unit: "points", seen: () => lowest(inflamed(), "ice"), most: 0 },
		],
	},
	{
		id: 38,
		says: "ICANS may be severe where CRS is mild, and absent where CRS is severe.",
		verdict: "emerges",
		runs: ["icans-severe-with-mild-crs", "shock with a brain that hardly inflames"],
		sights: [
			{ what: "ICANS", unit: "", seen: () => worst(inflamed(), "icans"), least: 3, columns: ["ice"] },
			{ what: "with CRS of", unit: "", seen: () => worst(inflamed(), "crs"), most: 1 },
			{ what: "and CRS", unit: "", seen: () => worst(spared(), "crs"), least: 3 },
			{ what: "with ICANS of", unit: "", seen: () => worst(spared(), "icans"), most: 0 },
		],
		but: "icans-absent-with-severe-crs, in which nobody gives a vasopressor, is CRS of grade 2 by the scale. The two are apart by a susceptibility of the brain of its own, whose spread is fitted",
	},
	{
		id: 39,
		says: "ICANS follows CRS by days.",
		verdict: "emerges",
		runs: ["untreated", "bulky-untreated"],
		sights: [
			// 3 days (2 to 4) in 84 adults (doi:10.1186/s13613-024-01247-9).
			{
				what: "from fever to the first lost point",
				unit: "day",
				seen: () => (usual().grades.icans.onset! - usual().grades.crs.onset!) / 24,
				least: 2,
				most: 4,
				columns: ["ice", "temperature"],
			},
			{
				what: "in bulky disease",
				unit: "day",
				seen: () => (bulky().grades.icans.onset! - bulky().grades.crs.onset!) / 24,
				least: 2,
				most: 4,
			},
		],
	},
];
