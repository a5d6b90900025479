import { shape } from "../input/shape.ts";
import { figureForms } from "./model-figure.ts";

const text = (description: string, example: string) =>
	shape
		.string()
		.min(1)
		.meta({ description, examples: [example] });
const columns = (description: string, examples: readonly unknown[]) =>
	shape
		.union([shape.string(), shape.array(shape.string()).min(1)], { error: "a column or a list of columns" })
		.meta({ description, examples: [...examples] });
const pixels = (description: string) =>
	shape
		.int()
		.min(20)
		.max(400)
		.meta({ description, examples: [62] });
const number = shape.union([shape.string(), shape.number()], { error: 'a number with its unit, such as "65 mmHg"' });

const lineShape = shape.strictObject({
	at: number.meta({ description: "Value on the left axis.", examples: ["65 mmHg"] }),
	say: text("What it decides.", "fluids below"),
});

const panelShape = shape.strictObject({
	name: text("In place of the name of the first column.", "Blood pressure").optional(),
	left: columns("Columns on the left axis, all in one unit.", ["il6", ["map", "sbp"]]),
	right: columns("Columns on the right axis.", ["tumor"]).optional(),
	labels: shape
		.array(shape.string())
		.meta({ description: "Names of the left columns in the key, in their order; their short names when left out." })
		.optional(),
	height: pixels("Height of this panel in pixels.").optional(),
	lines: shape.array(lineShape).meta({ description: "Lines across the panel at values that decide something." }).optional(),
	role: text("Drawn only when a treatment of this role was given.", "fluid").optional(),
});

const gradeShape = shape.union(
	[shape.string(), shape.strictObject({ grade: text("Name of the grade.", "icaht"), only: shape.literal("graded") })],
	{ error: "the name of a grade, or { grade: icaht, only: graded }" },
);

/** A file of `figures/`: what a figure shows. */
export const figureShape = shape.strictObject({
	about: text("What it shows, in one sentence.", "Temperature, heart rate and pressure, with the supports below."),
	title: text("Name of the figure for people.", "The bedside chart"),
	form: shape
		.enum(figureForms)
		.meta({
			description:
				"panels (when left out): below each other. drugs: what was given, and its panels. scales: one patient on every CRS scale. comparison: several runs. patients: the columns whose spread over the days a study shows. live: what the live page opens with; in no report.",
		})
		.optional(),
	reading: text("How to read it, below its title.", "Shaded: usual adult range.").optional(),
	days: shape
		.enum(["story", "all"])
		.meta({ description: "story (when left out): without a long quiet end. all: from the first event to the end." })
		.optional(),
	grades: shape
		.array(gradeShape)
		.meta({
			description: "Strips of grades above the panels, the first told in the title.",
			examples: [["crs", { grade: "icaht", only: "graded" }]],
		})
		.optional(),
	treatments: shape
		.enum(["above", "supports below", "none"])
		.meta({ description: "Lanes of what was given; above the panels when left out." })
		.optional(),
	quiet: shape
		.enum(["shown", "left out"])
		.meta({ description: "Panels in which nothing ever rises above 0; shown when left out." })
		.optional(),
	height: pixels("Height of all panels in pixels.").optional(),
	panels: shape.array(panelShape).meta({ description: "The panels, from top to bottom." }).optional(),
	notes: shape.array(shape.string()).meta({ description: "Sentences on how to read the figure, for the report." }).optional(),
});
