/** What a treatment is to those who grade and draw: the closed list that a treatment's file chooses from. */
export const roles = [
	"vasopressor",
	"inotrope",
	"fluid",
	"oxygen",
	"coagulation product",
	"blood product",
	"antibiotic",
	"steroid",
	"interleukin-6 blocker",
	"interleukin-1 blocker",
	"cytokine blocker",
	"kinase inhibitor",
	"chemotherapy",
	"growth factor",
	"antipyretic",
	"anticonvulsant",
	"lymphodepletion",
	"cell therapy",
	"checkpoint inhibitor",
	"other",
] as const;

export type Role = (typeof roles)[number];

/** Roles that run at a rate and get a column of their own in a chart. */
export const runsAtRate = (role: Role): boolean => role === "vasopressor" || role === "inotrope";

/** Roles that are the therapy itself, not care for its effects. */
export const isTherapy = (role: Role | ""): boolean => role === "cell therapy" || role === "lymphodepletion";
