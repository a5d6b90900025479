import { shape } from "../input/shape.ts";
import { about, expression, quantity } from "../model/module-shape.ts";
import { scenarioShape } from "../scenario/scenario-shape.ts";
import { optionLimits } from "../simulate/options.ts";

const names = (words: string, example: readonly string[]) => shape.array(shape.string()).meta({ description: words, examples: [example] });
const someNames = (words: string, example: readonly string[]) =>
	shape
		.array(shape.string())
		.min(1)
		.meta({ description: words, examples: [example] });
const written = shape.union([shape.string(), shape.number()], { error: "a value as in a scenario file" });

const gridShape = shape.strictObject({
	from: quantity("First value.", "1 day"),
	to: quantity("Last value.", "9 day"),
	steps: shape.number().int().min(2).meta({ description: "How many values, both ends included." }),
	scale: shape.enum(["linear", "log"]).optional().meta({ description: "Equal differences (linear) or equal ratios (log)." }),
});

const valuesShape = shape.union([shape.array(written).min(1), gridShape], { error: "a list of values, or { from, to, steps }" });
const togetherShape = shape.record(shape.string(), valuesShape);

const { extends: _, model: __, about: ___, ...overlay } = scenarioShape.shape;

/** What may be said over a scenario: all of its keys but what it is called and what it is made of. */
export const overlayKeys = overlay;

/** The tolerance of many runs, in a file: what counts patients may ask for less than one whose curve is looked at. */
export const toleranceShape = (of: string) =>
	shape
		.number()
		.min(optionLimits.relativeTolerance.least)
		.max(optionLimits.relativeTolerance.most)
		.optional()
		.meta({
			description: `Relative tolerance of ${of}; 1e-6 when left out. 1e-4 counts the same patients in less time, but for a few who lie on a line.`,
			examples: [1e-4],
		});

const armShape = shape.strictObject({
	name: shape.string().min(1).meta({ description: "What figures and tables call it." }),
	about: about.optional(),
	...overlayKeys,
});

const outcomeText = expression("A number or a condition of one patient's run.", "worst(crs) >= 3");
const amongShape = shape.strictObject({
	is: outcomeText,
	among: expression("Which patients count: a condition of the run.", "worst(crs) >= 1").optional(),
});

/** A study: a scenario, and how many virtual patients go through which variants of it. */
export const studyShape = shape.strictObject({
	...scenarioShape.shape,
	patients: shape
		.number()
		.int()
		.min(1)
		.meta({ description: "Virtual patients in each cell.", examples: [2000] }),
	seed: shape.number().int().nonnegative().optional().meta({ description: "Seed of every draw; 1 when left out." }),
	rtol: toleranceShape("every run"),
	arms: shape.array(armShape).min(1).optional().meta({
		description:
			"Variants of the scenario: keys that differ. patient and set are merged, other keys replaced. The first is what the others are compared with.",
	}),
	vary: shape
		.object(
			{
				together: shape
					.union([togetherShape, shape.array(togetherShape).min(1)], {
						error: "paths with lists of values, or a list of such blocks",
					})
					.optional()
					.meta({
						description:
							"Paths that move together: the first value of each, then the second of each, and so on. A list of such blocks where there are several.",
						examples: [{ "tocilizumab.at": ["2 day", "4 day"], "dexamethasone.at": ["3 day", "5 day"] }],
					}),
			},
			{ error: 'paths with their values, such as "set.il6_gain: [0.5x, 1x, 2x]"' },
		)
		.catchall(valuesShape)
		.optional()
		.meta({
			description: "Paths into the scenario, each with a list or a grid of values; every combination is a cell.",
			examples: [{ "tocilizumab.at": { from: "1 day", to: "9 day", steps: 9 } }],
		}),
	outcomes: shape
		.record(shape.string(), shape.union([outcomeText, amongShape], { error: "an expression, or { is, among }" }))
		.meta({ description: "What is counted or measured in each patient, by name." }),
	ensemble: shape
		.string()
		.min(1)
		.optional()
		.meta({
			description:
				"Sets of parameters that are all held possible, as crsim fit writes them: a file beside the study, or the name of one that comes along. Every patient goes through each set too.",
			examples: ["eight-sets"],
		}),
	covariates: names("Covariates and parameters written beside the outcomes, and by whose quarters benefit is shown.", [
		"weight",
		"ferritin_rest",
	]).optional(),
	bands: names("Columns whose spread over the days is kept.", ["il6", "temperature"]).optional(),
	trajectories: shape
		.strictObject({ every: quantity("Time between rows.", "6 h"), columns: someNames("Columns.", ["il6", "map"]) })
		.optional()
		.meta({ description: "Also write trajectories.parquet with these." }),
	blocks: shape
		.strictObject({
			patients: shape
				.number()
				.int()
				.min(1)
				.max(100_000)
				.optional()
				.meta({ description: "Patients in each block; left out: 100 among the first 10,000, then 1000." }),
			cells: shape.number().int().min(1).optional().meta({
				description: "At most so many cells in a block, but never fewer than one with all that are compared with it; left out: all.",
			}),
		})
		.optional()
		.meta({
			description: "How the work is cut into blocks, which are kept as soon as they are finished: parts of a study are whole blocks.",
			examples: [{ patients: 500, cells: 20 }],
		}),
	sensitivity: shape
		.strictObject({
			outcome: shape.string().meta({ description: "Name of an outcome." }),
			design: shape.enum(["sobol", "latin-hypercube"]).optional(),
			samples: shape.number().int().min(8).meta({ description: "Base samples; a sobol design runs (parameters + 2) times as many." }),
			parameters: someNames("Which of the numbers that vary; all when left out.", ["il6_gain"]).optional(),
		})
		.optional()
		.meta({ description: "Which parameters decide an outcome." }),
});

/** The keys of a study that a scenario does not have. */
export const studyKeys = Object.keys(studyShape.shape).filter((key) => !(key in scenarioShape.shape));
