import { roles } from "../chart/role.ts";
import { shape } from "../input/shape.ts";
import { about, codes, equationKeys, expression, quantity } from "../model/module-shape.ts";

const limitShape = shape.strictObject({
	reject: expression("The dose is refused where this holds.", "dose > 800 mg").optional(),
	warn: expression("The dose is given and the warning listed where this holds.", "doses(tocilizumab, 24 h) >= 2").optional(),
	say: shape.string().optional().meta({ description: "The limit in plain words." }),
});

const routeShape = shape.strictObject({
	into: shape.string().meta({ description: "A state that the dose adds to, or an input that is a rate channel." }),
	over: quantity("Usual length of an infusion; a parameter's name: as it is in each patient.", "1 h").optional(),
	bioavailability: shape
		.union([shape.number().min(0).max(1.5), shape.string()], { error: "a number from 0 to 1.5, or the name of a parameter" })
		.optional()
		.meta({
			description: "The share that arrives; a parameter's name: as it is in each patient.",
			examples: [0.8, "drug_bioavailability"],
		}),
	lag: quantity("From giving to arriving; a parameter's name: as it is in each patient.", "30 min").optional(),
});

const span = (what: string, example: readonly [string, string]) =>
	shape
		.array(quantity(what, example[0]))
		.length(2)
		.optional()
		.meta({ description: `${what} Least and most; a scenario and a chart refuse what lies beyond.`, examples: [[...example]] });

const deviceShape = shape.strictObject({
	usual: shape
		.strictObject({
			flow: quantity("Oxygen flow.", "2 L/min").optional(),
			fio2: quantity("Inspired fraction.", "0.5").optional(),
			peep: quantity("Pressure.", "8 cmH2O").optional(),
		})
		.optional(),
	sets: shape
		.record(shape.string(), expression("What an input becomes; may use flow, fio2, peep.", "0.21 + 0.04 * flow / 1 L/min"))
		.optional()
		.meta({ description: "Left out: known to charts, but not simulated." }),
	plausible: shape
		.strictObject({
			flow: span("Oxygen flow.", ["0.5 L/min", "15 L/min"]),
			fio2: span("Inspired fraction.", ["0.24", "0.6"]),
			say: shape.string().optional().meta({ description: "The range in plain words." }),
		})
		.optional(),
	limits: shape.array(limitShape).optional(),
});

const stepShape = shape.strictObject({
	device: shape.string().meta({ description: "A device of this file." }),
	flow: quantity("Oxygen flow.", "2 L/min").optional(),
	fio2: quantity("Inspired fraction.", "0.5").optional(),
	peep: quantity("Pressure.", "8 cmH2O").optional(),
});

const source = shape.string().meta({ description: "Where it stands: a DOI, a label, or the honest word assumed." });
const rateOrNone = (what: string) => quantity(`${what} The word none: there is no such line.`, "20 ug/min");
const highDose = (whose: string) =>
	shape
		.strictObject({
			alone: rateOrNone("From this rate on it is high dose by itself."),
			beside: rateOrNone("As one of several agents: the norepinephrine-equivalent of all from which on it is high dose."),
			source,
		})
		.optional()
		.meta({ description: `High dose as ${whose} has it.` });

const vasoactiveShape = shape.strictObject({
	beside_others: shape
		.strictObject({ counts: shape.boolean(), source })
		.optional()
		.meta({ description: "Whether it counts when vasopressors are counted; vasopressin does not." }),
	equivalent: shape.strictObject({ rate: rateOrNone("The rate that weighs as much as 1 ug/min of norepinephrine."), source }).optional(),
	lee2014: highDose("Lee 2014"),
	penn: highDose("the Penn scale"),
	sofa: shape
		.strictObject({
			rows: shape.union([
				shape.literal("none"),
				shape.array(
					shape.strictObject({ above: quantity("Above this rate.", "0.1 ug/kg/min"), points: shape.number().int().min(1).max(4) }),
				),
			]),
			source,
		})
		.optional()
		.meta({ description: "Points of SOFA; the word none: it gives none." }),
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
	role: shape.enum(roles).meta({ description: "What it is to those who grade and draw." }),
	names: shape
		.strictObject({
			label: shape.string().optional().meta({ description: "As people write it; left out: the name of the file." }),
			short: shape.string().optional().meta({ description: "In a tight place of a figure." }),
			other: shape.array(shape.string()).optional().meta({ description: "Brands and other spellings that a chart may use." }),
		})
		.optional(),
	vasoactive: vasoactiveShape.optional().meta({ description: "Needed by vasopressors (all of it) and inotropes (sofa)." }),
	plausible: shape
		.strictObject({
			rate: quantity("Most that it ever runs at: a scenario and a chart refuse more.", "3 ug/kg/min"),
			say: shape.string().optional().meta({ description: "The limit in plain words." }),
		})
		.optional(),
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
