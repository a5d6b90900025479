import { shape } from "../input/shape.ts";
import { expression, quantity } from "../model/module-shape.ts";
import { scenarioShape } from "../scenario/scenario-shape.ts";
import { endpointEvidences, endpointKinds, endpointUses } from "./endpoint.ts";

const pair = (words: string, example: readonly string[]) =>
	shape
		.tuple([quantity("From.", example[0]!), quantity("To.", example[1]!)], { error: `two values, such as [${example.join(", ")}]` })
		.optional()
		.meta({ description: words, examples: [example] });

const endpointShape = shape.strictObject({
	name: shape
		.string()
		.min(1)
		.meta({ description: "What was seen, in words.", examples: ["CRS of grade 3 or more"] }),
	id: shape
		.string()
		.min(1)
		.optional()
		.meta({ description: "A short name of its own, by which lists refer to it.", examples: ["Z12"] }),
	kind: shape.enum(endpointKinds).meta({ description: "What it is about; misses are told by kind." }),
	is: expression(
		"The same of a virtual patient: a condition, whose share is meant, or median(…) or mean(…) of a number.",
		"worst(crs) >= 3",
	).optional(),
	among: expression("Which patients count: a condition of the run.", "worst(crs) >= 1").optional(),
	seen: shape
		.string()
		.min(1)
		.meta({
			description: "What was published: a count of patients, a number with its unit and the patients, or a band.",
			examples: ["13 of 101", "7 day of 94", "0.5 percent to 1.5 percent"],
		}),
	range: pair("Least and most of a number that was seen.", ["2 day", "58 day"]),
	quartiles: pair("Its quartiles.", ["2 day", "5 day"]),
	interval: pair("Its published 95 % interval.", ["8 day", "10 day"]),
	evidence: shape.enum(endpointEvidences).meta({ description: "Read in the source, known from memory, or derived by us." }),
	use: shape.enum(endpointUses).meta({
		description: "fit: the model may be fitted to it; check: a prediction; anchor: it may set the numbers of its product.",
	}),
	source: shape.string().min(1).optional().meta({ description: "Where it was published; left out: that of the trial." }),
	about: shape.string().min(1).optional().meta({ description: "What the model counts in its place, where that differs." }),
	unstated: shape
		.string()
		.min(1)
		.optional()
		.meta({ description: "Why the model cannot state it; in place of is.", examples: ["the model has no dialysis"] }),
});

/** A published arm: a scenario, who was treated, and what was seen. */
export const trialShape = shape.strictObject({
	...scenarioShape.shape,
	source: shape
		.string()
		.min(1)
		.meta({ description: "Where the trial was published.", examples: ["doi:10.1056/NEJMoa1707447"] }),
	endpoints: shape.array(endpointShape).min(1).meta({ description: "What was seen, one by one." }),
});

/** The keys of a trial that a scenario does not have. */
export const trialKeys = Object.keys(trialShape.shape).filter((key) => !(key in scenarioShape.shape));
