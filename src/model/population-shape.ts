import { shape } from "../input/shape.ts";
import { about, expression, quantity, spreadShape } from "./module-shape.ts";

const words = (description: string, example: string) =>
	shape
		.string()
		.min(1)
		.meta({ description, examples: [example] });

const source = words("DOI, label, or the honest word assumed; left out: the table of this file.", "doi:10.1056/NEJMoa1707447").optional();
const evidence = shape.enum(["measured", "fitted", "assumed"]).meta({ description: "How well it is known." });
const bound = (description: string) => shape.tuple([quantity(description, "54 year"), quantity(description, "70 year")]).optional();

const rowShape = shape.strictObject({
	value: quantity("The median with its unit; left out for a parameter: that of the disease.", "63 year").optional(),
	is: expression("Of a fact that follows from others, in place of value and spread.", "blasts / (74 percent)").optional(),
	cv: shape.number().nonnegative().optional().meta({ description: "Spread between patients as a coefficient of variation." }),
	quartiles: bound("Spread by the first and third quartile, as the table prints them."),
	extremes: bound("Spread by the least and the greatest among the patients of the table."),
	distribution: shape
		.enum(["lognormal", "normal", "logit-normal"])
		.optional()
		.meta({ description: "lognormal when left out; logit-normal for shares and percents." }),
	range: bound("Draws beyond are not made: who may be treated at all."),
	source,
	evidence,
	spread: spreadShape,
	about: about.optional(),
});

const correlationShape = shape.strictObject({
	between: shape.tuple([shape.string(), shape.string()]).meta({ description: "Two facts or parameters that vary." }),
	value: shape.number().meta({ description: "Correlation of the normal numbers behind them, between -1 and 1." }),
	source,
	evidence,
});

const valueKeys = {
	covariates: shape.record(shape.string(), rowShape).optional(),
	parameters: shape.record(shape.string(), rowShape).optional(),
	correlations: shape.array(correlationShape).optional(),
};

const groupShape = shape.strictObject({
	share: shape.union([shape.string(), shape.number()], { error: 'expected a share such as 0.74, or a count such as "81 of 111"' }).meta({
		description: "How many of the patients: a share, or a count of all.",
		examples: [0.74, "81 of 111"],
	}),
	about: about.optional(),
	disease: shape.string().optional(),
	product: shape.string().optional(),
	standing: shape
		.array(shape.record(shape.string(), shape.unknown()))
		.optional()
		.meta({ description: "Conditioning and dose in place of the standing ones of the same name." }),
	without: shape.array(shape.string()).optional().meta({ description: "Standing treatments that they do not get." }),
	patients: shape
		.number()
		.int()
		.min(1)
		.optional()
		.meta({ description: "How many of the table they are, where extremes are of them alone." }),
	...valueKeys,
});

/** `populations/NAME.yaml`: who is treated, after a published table. */
export const populationShape = shape.strictObject({
	about,
	line: words("Line of therapy.", "third or later"),
	setting: shape.enum(["trial", "routine care"]),
	patients: shape.number().int().min(1).meta({ description: "How many patients the table is of." }),
	source: words("Where the table was published.", "doi:10.1056/NEJMoa1707447"),
	groups: shape.array(groupShape).min(1),
	...valueKeys,
	beside: shape.array(shape.string()).optional().meta({ description: "What the table says and the model has no place for." }),
});
