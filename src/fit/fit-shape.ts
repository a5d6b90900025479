import { shape } from "../input/shape.ts";
import { about } from "../model/module-shape.ts";
import { toleranceShape } from "../population/study-shape.ts";
import { endpointUses } from "../trial/endpoint.ts";

const multiple = shape
	.string()
	.regex(/^\s*(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*x\s*$/, { error: 'a multiple of what is in use, such as "0.5x"' });

const bounds = (description: string) =>
	shape
		.tuple([multiple, multiple], { error: 'two multiples of what is in use, such as ["0.5x", "2x"]' })
		.optional()
		.meta({ description, examples: [["0.5x", "2x"]] });

const knobShape = shape.strictObject({
	between: bounds("Bounds of the value that are never left; the value in use, 1x, lies between them."),
	spread: bounds("The same of its spread between virtual patients."),
	because: shape
		.string()
		.min(1)
		.meta({ description: "Why it may lie there: a source, or what is assumed.", examples: ["assumed: published values differ twofold"] }),
});

const whole = (least: number, most: number, description: string, example: number) =>
	shape
		.number()
		.int()
		.min(least)
		.max(most)
		.meta({ description, examples: [example] });

/** What a fit may move, and which trials it is held against. */
export const fitShape = shape.strictObject({
	about,
	model: shape
		.string()
		.optional()
		.meta({ description: "Name of a model; cart-crs when left out.", examples: ["cart-crs"] }),
	seed: whole(
		0,
		Number.MAX_SAFE_INTEGER,
		"Of all draws: the first ensemble, errors of data, virtual patients. 1 when left out.",
		1,
	).optional(),
	patients: whole(
		2,
		100_000,
		"Virtual patients of each trial that a member meets, others at each assimilation; as many others look at the result.",
		250,
	),
	lots: whole(
		1,
		100,
		"Lots of so many patients each, which members take in turn. 1 when left out: all members meet the same.",
		2,
	).optional(),
	members: whole(10, 1000, "Sets of parameters of the ensemble.", 100),
	steps: whole(1, 20, "Assimilations of the same data, each with errors taken larger. 4 when left out.", 4).optional(),
	rtol: toleranceShape("every run, of members and of the last look"),
	discrepancy: shape
		.number()
		.min(0)
		.max(1)
		.optional()
		.meta({
			description: "How far the model may miss any target beside chance: 0.1 is a tenth of a number, or of the odds of a share.",
			examples: [0.1],
		}),
	use: shape
		.array(shape.enum(endpointUses))
		.min(1)
		.optional()
		.meta({ description: "Endpoints that the fit is held against, by their use. [fit] when left out.", examples: [["fit"]] }),
	trials: shape
		.array(shape.string().min(1))
		.min(1)
		.meta({ description: "Names or files of trials.", examples: [["zuma-1", "juliet"]] }),
	parameters: shape.record(shape.string(), knobShape).meta({
		description: "What may move, each by one factor for all patients.",
		examples: [{ il6_gain: { between: ["0.5x", "2x"], because: "assumed" } }],
	}),
	groups: shape
		.record(shape.string(), shape.record(shape.string(), knobShape))
		.optional()
		.meta({
			description: "What may move beside that, for the patients with one disease or product.",
			examples: [{ "axi-cel": { cytokine_gain: { between: ["0.5x", "2x"], because: "assumed" } } }],
		}),
});
