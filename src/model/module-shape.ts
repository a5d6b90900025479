import { shape } from "../input/shape.ts";
import { displayShape } from "./read-display.ts";

const text = (about: string, example?: string) => shape.string().meta({ description: about, ...(example ? { examples: [example] } : {}) });
const numberLike = (example: string) =>
	shape.union([shape.string(), shape.number()], { error: `a number with its unit, such as "${example}"` });
const number = numberLike("0.18 /h");
export const quantity = (about: string, example: string) => numberLike(example).meta({ description: about, examples: [example] });
export const expression = (about: string, example: string) =>
	shape.union([shape.string(), shape.number()], { error: "an expression" }).meta({ description: about, examples: [example] });
export const about = text("One or two plain sentences: what this is.");
export const codes = shape
	.record(shape.string(), shape.string())
	.optional()
	.meta({ description: "Codes of the outside world (loinc, rxnorm, sbml); ignored by the simulation." });
const unit = shape
	.union([shape.string(), shape.number()], { error: "a unit, such as pg/mL" })
	.meta({ description: "Unit of measure; 1 when there is none.", examples: ["pg/mL", "1"] });
const range = shape.tuple([number, number]).optional().meta({ description: "Plausible least and most." });

const cv = shape.number().nonnegative().optional().meta({ description: "Between-patient coefficient of variation." });
const distribution = shape
	.enum(["lognormal", "normal", "logit-normal"])
	.optional()
	.meta({ description: "How it is distributed between patients, around its value as the median; lognormal when left out." });
const classShape = shape.strictObject({
	share: shape.number().min(0).max(1).meta({ description: "Share of patients in this class." }),
	times: shape.number().nonnegative().meta({ description: "What multiplies the value there." }),
	about: about.optional(),
});
const correlations = shape
	.array(shape.tuple([shape.string(), shape.string(), shape.number()]))
	.optional()
	.meta({ description: "Rows [a, b, r]: correlation of two numbers between patients." });

const evidence = shape.enum(["measured", "fitted", "assumed"]).meta({ description: "How well it is known." });

/** Where a spread comes from: often not from where the value does. */
export const spreadShape = shape
	.strictObject({
		source: text("DOI, label, or the honest word assumed, of the spread alone.", "doi:10.1111/cts.12662"),
		evidence,
		about: about.optional(),
	})
	.optional()
	.meta({ description: "Where cv and classes come from, since it need not be where the value does; left out: they are assumed." });

export const parameterShape = shape.strictObject({
	value: quantity("Value with its unit.", "0.18 /h"),
	cv,
	distribution,
	classes: shape
		.array(classShape)
		.optional()
		.meta({ description: "Kinds of patients in whom the value is a multiple; in all others it is once." }),
	range,
	source: text("DOI, label, or the honest word assumed.", "doi:10.1111/cts.12662"),
	evidence,
	spread: spreadShape,
	about: about.optional(),
});

const covariateShape = shape.strictObject({
	unit,
	default: quantity("Value when a scenario says nothing.", "70 kg"),
	cv,
	distribution,
	range,
	about: about.optional(),
	codes,
});
const inputShape = shape.strictObject({
	unit,
	rest: quantity("Value while no event sets it.", "0.21"),
	about: about.optional(),
	codes,
	display: displayShape,
});
const slotShape = shape.strictObject({
	unit,
	rest: quantity("Value while no treatment writes.", "0"),
	join: shape.enum(["sum", "product", "any", "last"]).meta({ description: "How several writers go together." }),
	about: about.optional(),
	display: displayShape,
});
const stateShape = shape.strictObject({
	about: about.optional(),
	unit,
	start: expression("Value at the start: parameters, covariates and flows of these alone.", "il6_rest"),
	scale: quantity("Size that matters; sets the absolute tolerance.", "10 pg/mL").optional(),
	rate: expression("Change per time.", "il6_release - il6_removal"),
	codes,
	display: displayShape,
});
const flowShape = shape.strictObject({
	about: about.optional(),
	unit,
	is: expression("The algebra.", "il6_gain * macrophages_active^2"),
	codes,
	display: displayShape,
});
const hazardShape = shape.strictObject({
	about: about.optional(),
	kind: shape
		.enum(["infection"])
		.optional()
		.meta({ description: "infection: a scenario with infections: none has none of it.", examples: ["infection"] }),
	rate: expression("Hazard per time.", "0.11 /day * neuroinflammation^2"),
	then: shape.strictObject({
		set: shape.record(shape.string(), number).optional().meta({ description: "Inputs that it sets." }),
		for: quantity("How long; left out: for good.", "5 min").optional(),
		die: text("The patient dies of this toxicity of the model, and the run ends.", "crs").optional(),
	}),
});

export const eventShape = shape.strictObject({
	about: about.optional(),
	when: expression("Whenever this condition becomes true, the event is triggered.", "height <= 0 m"),
	after: expression("How long after its trigger it acts; left out: at once.", "5 min").optional(),
	priority: expression("Of several that act at one instant the one with the largest number comes first.", "2").optional(),
	persists: shape
		.boolean()
		.optional()
		.meta({ description: "false: it does not act where the condition has ceased to hold by then; true when left out." }),
	from_start: shape
		.boolean()
		.optional()
		.meta({ description: "true: a condition that holds when a run starts triggers it there; false when left out." }),
	values: shape
		.enum(["trigger", "execution"])
		.optional()
		.meta({ description: "When the values are computed: as the condition becomes true (when left out), or as they are set." }),
	set: shape
		.record(shape.string(), expression("The new value.", "-0.8 * speed"))
		.meta({ description: "States and inputs, and the value that each is set to; all are computed before one is set." }),
});

/** The equations that a page of a model and a treatment file both may hold. */
export const equationKeys = {
	about,
	parameters: shape.record(shape.string(), parameterShape).optional(),
	inputs: shape.record(shape.string(), inputShape).optional(),
	states: shape.record(shape.string(), stateShape).optional(),
	flows: shape.record(shape.string(), flowShape).optional(),
	observables: shape.record(shape.string(), flowShape).optional(),
};

/** A page of a model: one subsystem. */
export const moduleShape = shape.strictObject({
	...equationKeys,
	covariates: shape.record(shape.string(), covariateShape).optional(),
	slots: shape.record(shape.string(), slotShape).optional(),
	hazards: shape.record(shape.string(), hazardShape).optional(),
	events: shape.record(shape.string(), eventShape).optional(),
});

// Each row is read as an order of a scenario where treatments are known (treatment/library.ts).
const standing = (description: string) => shape.array(shape.record(shape.string(), shape.unknown())).optional().meta({ description });

/** A product or a disease: a named set of values. */
export const valueSetShape = shape.strictObject({
	about,
	names: shape
		.array(shape.string())
		.optional()
		.meta({ description: "Other names that people know it by, so that a message can name this file.", examples: [["Yescarta"]] }),
	parameters: shape.record(shape.string(), parameterShape).optional(),
	covariates: shape
		.record(
			shape.string(),
			shape.union(
				[quantity("Typical value.", "38 kg"), shape.strictObject({ value: quantity("Typical value.", "38 kg"), cv, distribution })],
				{
					error: "a number with its unit, or { value: 38 kg, cv: 0.5 }",
				},
			),
		)
		.optional(),
	correlations,
	standing: standing(
		"Treatments that come with it, in place of the model's standing ones of the same name; a scenario's own go before both.",
	),
	meant_for: shape
		.array(
			shape.strictObject({
				disease: shape
					.array(shape.string())
					.min(1)
					.meta({ description: "Names of files in diseases/; each in one row.", examples: [["LBCL", "FL"]] }),
				dose: shape
					.tuple([quantity("Least.", "0.5e6 cells/kg"), quantity("Most.", "1e6 cells/kg")])
					.meta({ description: "The usual dose, in all where it is split, of what stands under standing." }),
				standing: standing(
					"Dose and conditioning in these diseases, in place of what the product's own standing says of the same treatment.",
				),
				at_most: quantity("Most in all, however heavy the patient.", "1e8 cells").optional(),
				source: text("Where this is written.", "FDA label of Carvykti"),
				evidence,
			}),
		)
		.optional()
		.meta({ description: "Diseases and doses that a product is meant for; another use is warned of." }),
});

export const modelShape = shape.strictObject({
	about,
	from: quantity("When runs start, counted from infusion.", "-6 day"),
	modules: shape.array(shape.string()).min(1).meta({ description: "Names of the pages in modules/, in reading order." }),
	defaults: shape.strictObject({ disease: shape.string().optional(), product: shape.string().optional() }).optional(),
	standing: standing("Treatments that every run gets unless its scenario gives the same one."),
	figures: shape
		.array(shape.string())
		.optional()
		.meta({ description: "Names of files in figures/, in the order of a report; those that are not named follow." }),
	outputs: shape.array(shape.string()).optional().meta({ description: "Columns of a trajectory, in order." }),
	// Read where signs and scales are known (treatment/library.ts).
	bind: shape.unknown().optional(),
	toxicities: shape.unknown().optional(),
	correlations,
});
