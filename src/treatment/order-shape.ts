import { shape } from "../input/shape.ts";
import { expression, quantity } from "../model/module-shape.ts";

const amount = (about: string, example: string) =>
	quantity(`${about} A quantity, an expression, or a choice: weight < 30 kg ? 12 mg/kg : 8 mg/kg. 0 gives nothing.`, example).optional();

const dosesShape = shape.number().int().min(1).max(10_000).optional().meta({ description: "How many doses, in place of for." });

/** One step of a taper or a course. */
export const stepShape = shape.strictObject({
	dose: amount("Dose of this step.", "4 mg"),
	rate: amount("Rate of this step; beside a dose, the rate at which it runs in.", "0.05 ug/kg/min"),
	every: quantity("Time between doses.", "12 h").optional(),
	for: quantity("How long this step lasts.", "2 day").optional(),
	doses: dosesShape,
});

/** The dose and the rate of an order or a rule. */
export const amountShapes = {
	dose: amount("Dose; per kg or per m2 of the patient where written so.", "8 mg/kg"),
	rate: amount("Rate of a running infusion (pressors, fluids); beside a dose, the rate at which it runs in.", "0.08 ug/kg/min"),
};

/** One entry of a scenario's `treatments`. */
export const orderShape = shape.strictObject({
	give: shape.string().meta({ description: "Name of a treatment file of the model." }),
	...amountShapes,
	device: shape
		.string()
		.optional()
		.meta({ description: "An oxygen device.", examples: ["nasal_cannula"] }),
	flow: quantity("Oxygen flow of the device.", "2 L/min").optional(),
	fio2: quantity("Inspired oxygen fraction of the device.", "0.5").optional(),
	peep: quantity("Pressure of the device.", "8 cmH2O").optional(),
	at: quantity("Time of the first dose, from infusion.", "5 day").optional(),
	times: shape
		.array(quantity("Time of a dose, rate or device, from infusion.", "12 h"))
		.min(1)
		.max(10_000)
		.optional()
		.meta({ description: "Several times in place of at: each as an order of its own.", examples: [["0 h", "12 h", "2 day"]] }),
	when: expression("Condition; acts once, at the first look where it holds.", "crs >= 2").optional(),
	every: quantity("Time between doses.", "6 h").optional(),
	for: quantity("How long; half open.", "3 day").optional(),
	doses: dosesShape,
	ss: shape
		.boolean()
		.optional()
		.meta({ description: "Steady state: the drug's own states begin as if it had been given so, with every:, for ever." }),
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
	taper: shape.array(stepShape).optional(),
});
