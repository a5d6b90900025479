import { shape } from "../input/shape.ts";
import { expression, quantity } from "../model/module-shape.ts";

const taperShape = shape.strictObject({
	dose: quantity("Dose of this step.", "4 mg").optional(),
	rate: quantity("Rate of this step.", "0.05 ug/kg/min").optional(),
	every: quantity("Time between doses.", "12 h").optional(),
	for: quantity("How long this step lasts.", "2 day"),
});

/** One entry of a scenario's `treatments`. */
export const orderShape = shape.strictObject({
	give: shape.string().meta({ description: "Name of a treatment file of the model." }),
	dose: quantity("Dose; per kg or per m2 of the patient where written so.", "8 mg/kg").optional(),
	rate: quantity("Rate of a running infusion (pressors, fluids).", "0.08 ug/kg/min").optional(),
	device: shape
		.string()
		.optional()
		.meta({ description: "An oxygen device.", examples: ["nasal_cannula"] }),
	flow: quantity("Oxygen flow of the device.", "2 L/min").optional(),
	fio2: quantity("Inspired oxygen fraction of the device.", "0.5").optional(),
	peep: quantity("Pressure of the device.", "8 cmH2O").optional(),
	at: quantity("Time of the first dose, from infusion.", "5 day").optional(),
	when: expression("Condition; acts once, at the first look where it holds.", "crs >= 2").optional(),
	every: quantity("Time between doses.", "6 h").optional(),
	for: quantity("How long; half open.", "3 day").optional(),
	over: quantity("Length of the infusion.", "1 h").optional(),
	route: shape
		.string()
		.optional()
		.meta({ description: "A route of the treatment file.", examples: ["iv"] }),
	repeat: shape
		.strictObject({
			every: quantity("Time between doses.", "8 h"),
			at_most: shape.number().int().min(1).optional().meta({ description: "All doses, the first included." }),
			while: expression("Ends for good the first time this is false.", "crs >= 2").optional(),
		})
		.optional(),
	taper: shape.array(taperShape).optional(),
});
