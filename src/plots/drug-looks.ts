import { plainName } from "../trajectory/plain-name.ts";

/** How strongly a treatment marks the panels: a rule at each dose, at the first of a course, or none at all. */
export type RuleHabit = "each" | "course" | "none";

/** How a treatment looks in every figure. */
export interface DrugLook {
	readonly family: string;
	readonly color: string;
	readonly rule: RuleHabit;
	/** Short name for a label in a tight place. */
	readonly short: string;
}

/** One color per family; the order is that of the lanes. */
const families: readonly Omit<DrugLook, "short">[] = [
	{ family: "anti-IL-6", color: "#0063a6", rule: "each" },
	{ family: "anti-IL-1", color: "#009e73", rule: "course" },
	{ family: "steroid", color: "#d55e00", rule: "course" },
	{ family: "other immune", color: "#8a5a9e", rule: "course" },
	{ family: "vasopressor", color: "#b03a78", rule: "course" },
	{ family: "fluid", color: "#3f8fc4", rule: "none" },
	{ family: "oxygen", color: "#3c7f86", rule: "none" },
	{ family: "lymphodepletion", color: "#8c7a4f", rule: "none" },
	{ family: "checkpoint inhibitor", color: "#4f6bb0", rule: "none" },
	{ family: "other", color: "#7b8794", rule: "none" },
];

const members: Readonly<Record<string, readonly [family: string, short: string]>> = {
	tocilizumab: ["anti-IL-6", "Toci"],
	siltuximab: ["anti-IL-6", "Silt"],
	anakinra: ["anti-IL-1", "Ana"],
	dexamethasone: ["steroid", "Dex"],
	methylprednisolone: ["steroid", "MP"],
	hydrocortisone: ["steroid", "HC"],
	prednisone: ["steroid", "Pred"],
	ruxolitinib: ["other immune", "Ruxo"],
	emapalumab: ["other immune", "Ema"],
	dasatinib: ["other immune", "Dasa"],
	etoposide: ["other immune", "Eto"],
	infliximab: ["other immune", "IFX"],
	nivolumab: ["checkpoint inhibitor", "Nivo"],
	norepinephrine: ["vasopressor", "NE"],
	vasopressin: ["vasopressor", "VP"],
	epinephrine: ["vasopressor", "Epi"],
	phenylephrine: ["vasopressor", "PE"],
	dopamine: ["vasopressor", "Dopa"],
	crystalloid: ["fluid", "Fluid"],
	albumin: ["fluid", "Alb"],
	fluid: ["fluid", "Fluid"],
	maintenance_fluid: ["fluid", "Fluid"],
	oxygen: ["oxygen", "O₂"],
	fludarabine: ["lymphodepletion", "Flu"],
	cyclophosphamide: ["lymphodepletion", "Cy"],
	bendamustine: ["lymphodepletion", "Benda"],
};

const other = families[families.length - 1] as Omit<DrugLook, "short">;

/** The look of any treatment by its name; one that is not listed is drawn as `other`. */
export const drugLook = (what: string): DrugLook => {
	const [family, short] = members[what] ?? ["other", plainName(what)];
	return { ...(families.find((f) => f.family === family) ?? other), short };
};

/** Where a treatment's lane stands: families in the order above. */
export const drugRank = (what: string): number => families.findIndex((f) => f.family === drugLook(what).family);
