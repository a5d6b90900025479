import { about, codes, equationKeys, expression, quantity } from "../model/module-shape.ts";
import { shape } from "../problem/shape.ts";

const limitShape = shape.strictObject({
	reject: expression("The dose is refused where this holds.", "dose > 800 mg").optional(),
	warn: expression("The dose is given and the warning listed where this holds.", "doses(tocilizumab, 24 h) >= 2").optional(),
	say: shape.string().optional().meta({ description: "The limit in plain words." }),
});

const routeShape = shape.strictObject({
	into: shape.string().meta({ description: "A state that the dose adds to, or an input that is a rate channel." }),
	over: quantity("Usual length of an infusion.", "1 h").optional(),
	bioavailability: shape.number().min(0).max(1.5).optional(),
	lag: quantity("From giving to arriving.", "30 min").optional(),
});

const deviceShape = shape.strictObject({
	usual: shape
		.strictObject({
			flow: quantity("Oxygen flow.", "2 L/min").optional(),
			fio2: quantity("Inspired fraction.", "0.5").optional(),
			peep: quantity("Pressure.", "8 cmH2O").optional(),
		})
		.optional(),
	sets: shape.record(shape.string(), expression("What an input becomes; may use flow, fio2, peep.", "0.21 + 0.04 * flow / 1 L/min")),
	limits: shape.array(limitShape).optional(),
});

const stepShape = shape.strictObject({
	device: shape.string().meta({ description: "A device of this file." }),
	flow: quantity("Oxygen flow.", "2 L/min").optional(),
	fio2: quantity("Inspired fraction.", "0.5").optional(),
	peep: quantity("Pressure.", "8 cmH2O").optional(),
});

export const treatmentShape = shape.strictObject({
	...equationKeys,
	about,
	amount: shape
		.string()
		.optional()
		.meta({ description: "Unit of its doses.", examples: ["mg"] }),
	usual: shape
		.strictObject({
			dose: quantity("Usual dose.", "8 mg/kg").optional(),
			rate: quantity("Usual rate.", "0.05 ug/kg/min").optional(),
			cap: quantity("A dose per kg is cut here.", "800 mg").optional(),
			route: shape.string().optional(),
		})
		.optional(),
	codes,
	masks: shape.literal("fever").optional().meta({ description: "It can hide a fever." }),
	against: shape.literal("hyperinflammation").optional().meta({ description: "Giving it is treatment of hyperinflammation (IEC-HS)." }),
	support: shape
		.enum(["vasopressor", "fluid", "oxygen", "clotting", "antibiotic"])
		.optional()
		.meta({ description: "What a grader counts it as." }),
	routes: shape.record(shape.string(), routeShape).optional(),
	devices: shape.record(shape.string(), deviceShape).optional(),
	ladder: shape
		.array(stepShape)
		.min(1)
		.optional()
		.meta({ description: "Steps that rules climb up and down, least first; below the first there is none." }),
	writes: shape
		.record(shape.string(), expression("What it writes into a slot of the model.", "tocilizumab / (tocilizumab + toci_affinity)"))
		.optional(),
	limits: shape.array(limitShape).optional(),
});
