import type { Role } from "../chart/role.ts";

/** How strongly a treatment marks the panels: a rule at each dose, at the first of a course, or none at all. */
export type RuleHabit = "each" | "course" | "none";

/** How a treatment looks in every figure. */
export interface DrugLook {
	readonly family: string;
	readonly color: string;
	readonly rule: RuleHabit;
}

/** One color per family; the order is that of the lanes. */
const families = {
	"anti-IL-6": { color: "#0063a6", rule: "each" },
	"anti-IL-1": { color: "#009e73", rule: "course" },
	steroid: { color: "#d55e00", rule: "course" },
	"other immune": { color: "#8a5a9e", rule: "course" },
	vasopressor: { color: "#b03a78", rule: "course" },
	fluid: { color: "#3f8fc4", rule: "none" },
	oxygen: { color: "#3c7f86", rule: "none" },
	lymphodepletion: { color: "#8c7a4f", rule: "none" },
	"checkpoint inhibitor": { color: "#4f6bb0", rule: "none" },
	other: { color: "#7b8794", rule: "none" },
} as const satisfies Readonly<Record<string, Omit<DrugLook, "family">>>;

type Family = keyof typeof families;

const familyOf: Readonly<Record<Role, Family>> = {
	"interleukin-6 blocker": "anti-IL-6",
	"interleukin-1 blocker": "anti-IL-1",
	steroid: "steroid",
	"cytokine blocker": "other immune",
	"kinase inhibitor": "other immune",
	chemotherapy: "other immune",
	vasopressor: "vasopressor",
	inotrope: "vasopressor",
	fluid: "fluid",
	oxygen: "oxygen",
	lymphodepletion: "lymphodepletion",
	"checkpoint inhibitor": "checkpoint inhibitor",
	"coagulation product": "other",
	"blood product": "other",
	antibiotic: "other",
	"growth factor": "other",
	antipyretic: "other",
	anticonvulsant: "other",
	"cell therapy": "other",
	other: "other",
};

/** The look of a treatment by its role. */
export const drugLook = (role: Role | ""): DrugLook => {
	const family = role === "" ? "other" : familyOf[role];
	return { family, ...families[family] };
};

/** Where a treatment's lane stands: families in the order above. */
export const drugRank = (role: Role | ""): number => Object.keys(families).indexOf(drugLook(role).family);
