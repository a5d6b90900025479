import { shape } from "../input/shape.ts";
import { expression } from "../model/module-shape.ts";
import { overlayKeys } from "../population/study-shape.ts";

const words = (about: string, example: string) =>
	shape
		.string()
		.min(1)
		.meta({ description: about, examples: [example] });

const place = (about: string) => shape.number().int().min(1).meta({ description: about });

const runShape = shape.strictObject({
	scenario: words("A scenario: beside the figure, in the folder above, or one that comes along.", "untreated"),
	about: words("What the figure calls this run, in a few words.", "Macrophages hardly answer."),
	...overlayKeys,
});

const trialShape = shape.strictObject({
	trial: words("A published arm.", "zuma-1"),
	about: words("What the figure calls it.", "axi-cel, ZUMA-1"),
});

const numberShape = shape.strictObject({
	say: words("What it is.", "highest interleukin-6"),
	is: expression("A number of each run.", "peak(il6)"),
});

const claimShape = shape.strictObject({
	run: place("Number of the run in which it holds."),
	beside: place("Number of the run that before(…) asks; the first when left out.").optional(),
	is: expression("A condition that the run fulfills.", "peak(il6) < 0.2 * before(peak(il6))"),
});

const names = (about: string, example: readonly string[]) =>
	shape
		.array(shape.string())
		.min(1)
		.meta({ description: about, examples: [example] });

/** A figure for teaching: what it says in a sentence, the runs or the trials that show it, and the numbers that prove it. */
export const teachingFigureShape = shape.strictObject({
	about: words("The title, then the sentence: what the figure shows.", "Who makes interleukin-6? Not the CAR-T cells."),
	runs: shape.array(runShape).min(1).max(6).optional().meta({ description: "One run, or up to six over each other." }),
	...overlayKeys,
	figure: words("Of one run: a figure of its model.", "hypotension").optional(),
	show: names("Columns and grades to draw, at most nine.", ["crs", "il6", "temperature"]).max(9).optional(),
	days: shape.enum(["story", "all"]).optional().meta({
		description: "story: without a long quiet end. all: to the end of the longest run. Left out: all where a grade is told over weeks.",
	}),
	numbers: shape.array(numberShape).min(1).max(8).optional().meta({ description: "A small table: numbers of every run." }),
	claims: shape.array(claimShape).min(1).optional().meta({ description: "What must hold in the runs for the sentence to be true." }),
	trials: shape
		.array(trialShape)
		.min(1)
		.max(8)
		.optional()
		.meta({ description: "In place of runs: published arms, each with what the model predicts for it." }),
	endpoints: names("Of trials: names of endpoints that all of them have.", ["CRS of any grade"]).optional(),
	patients: shape.number().int().min(10).optional().meta({ description: "Of trials: virtual patients of each; 100 when left out." }),
});
