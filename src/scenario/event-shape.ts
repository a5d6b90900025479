import { shape } from "../input/shape.ts";
import { factCarries } from "./moving-facts.ts";

/** A table of events in place of a list of treatments. */
export const eventShape = shape.strictObject({
	from: shape.string().meta({ description: "A table of events as NONMEM has it, in the scenario's folder.", examples: ["doses.csv"] }),
	id: shape
		.union([shape.string(), shape.number()], { error: "the ID of a patient" })
		.optional()
		.meta({ description: "Which patient of the table; left out: the only one." }),
	cmt: shape
		.array(shape.string())
		.optional()
		.meta({
			description: "What the numbers in CMT stand for, the first by 1: treatments, their routes, or states that routes lead into.",
			examples: [["tocilizumab", "dexamethasone.oral"]],
		}),
	covariates: shape.enum(factCarries).optional().meta({
		description:
			"What a fact of the patient is between two records: backward, as the later one says (NONMEM); forward, as the earlier one says; linear. Left out: backward.",
	}),
});
