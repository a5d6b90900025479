import { shape } from "../input/shape.ts";
import { about } from "../model/module-shape.ts";
import { setShape } from "../scenario/scenario-shape.ts";

/** Most sets of one file: each is a cell of every trial. */
const mostSets = 1000;

/** Sets of parameters that are all held possible: what is not known of the model. */
export const parameterSetsShape = shape.strictObject({
	about,
	source: shape
		.string()
		.min(1)
		.meta({ description: "Where they are from: a fit, a paper, or assumed.", examples: ["assumed"] }),
	model: shape
		.string()
		.optional()
		.meta({ description: "Name of a model; cart-crs when left out.", examples: ["cart-crs"] }),
	sets: shape
		.array(setShape)
		.min(1)
		.max(mostSets)
		.meta({ description: "Each as under set: of a scenario.", examples: [[{ il6_gain: "0.8x" }, { il6_gain: "1.25x" }]] }),
});
