import { shape } from "../input/shape.ts";
import { about, expression, quantity } from "../model/module-shape.ts";
import { amountShapes, stepShape } from "./order-shape.ts";

const treatment = (words: string, example: string) =>
	shape
		.string()
		.optional()
		.meta({ description: words, examples: [example] });

/** One row of a protocol: a condition, and one of give, titrate, escalate, deescalate, stop, taper. */
export const ruleShape = shape.strictObject({
	name: shape.string().min(1).meta({ description: "Stands in events.csv. A rule of an extended protocol with the same name is replaced." }),
	about: about.optional(),
	group: shape.string().optional().meta({ description: "Rules that can be left out together." }),
	when: expression("Looked at at each look.", "crs >= 2 and doses(tocilizumab) < 4"),
	wait: quantity("From the decision to the bedside.", "30 min").optional(),
	every: quantity("Least time between two acts.", "8 h").optional(),
	at_most: shape.number().int().min(1).optional().meta({ description: "Acts in one run." }),
	give: treatment("Gives a dose, a rate or a device.", "tocilizumab"),
	titrate: treatment("Moves a running rate by step, within between.", "norepinephrine"),
	escalate: treatment("One step up the ladder of the treatment's file.", "oxygen"),
	deescalate: treatment("One step down the ladder.", "oxygen"),
	stop: treatment("Ends what runs and what is still to come.", "dexamethasone"),
	taper: treatment("Ends what is still to come and gives these steps instead.", "dexamethasone"),
	...amountShapes,
	device: shape
		.string()
		.optional()
		.meta({ description: "An oxygen device.", examples: ["invasive"] }),
	flow: quantity("Oxygen flow.", "2 L/min").optional(),
	fio2: quantity("Inspired fraction.", "0.5").optional(),
	peep: quantity("Pressure.", "8 cmH2O").optional(),
	over: quantity("Length of the infusion.", "1 h").optional(),
	route: shape
		.string()
		.optional()
		.meta({ description: "A route of the treatment file.", examples: ["iv"] }),
	step: quantity("Change of the rate at each act; below zero to wean.", "0.05 ug/kg/min").optional(),
	between: shape
		.tuple([quantity("Least.", "0 ug/kg/min"), quantity("Most.", "1 ug/kg/min")])
		.optional()
		.meta({ description: "Bounds of the rate; a rate of 0 is an end.", examples: [["0 ug/kg/min", "1 ug/kg/min"]] }),
	steps: shape.array(stepShape).min(1).optional().meta({ description: "Of a taper or a course." }),
});

export const protocolShape = shape.strictObject({
	about,
	extends: shape
		.union([shape.string(), shape.array(shape.string())], { error: "a name or a list of names" })
		.optional()
		.meta({ description: "Protocols whose rules come first.", examples: ["p0", ["p4", "cytopenia"]] }),
	without: shape
		.array(shape.string())
		.optional()
		.meta({ description: "Names or groups of extended rules to leave out.", examples: [["steroids"]] }),
	look: quantity("Time between looks.", "1 h").optional(),
	optional: shape
		.boolean()
		.optional()
		.meta({ description: "Rules of this file whose treatment, sign or grade the model does not have are left out instead of refused." }),
	rules: shape.array(ruleShape).optional(),
});
