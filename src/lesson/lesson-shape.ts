import { shape } from "../input/shape.ts";
import { expression } from "../model/module-shape.ts";
import { overlayKeys } from "../population/study-shape.ts";

const words = (about: string, example: string) =>
	shape
		.string()
		.min(1)
		.meta({ description: about, examples: [example] });

const patientNumber = shape
	.number()
	.int()
	.nonnegative()
	.optional()
	.meta({ description: "A virtual patient by number, of seed 1; left out: the nominal patient.", examples: [12] });

const courseKeys = {
	about: words("What this course is, in a few words; figures call it so.", "Macrophages silenced.").optional(),
	virtual: patientNumber,
	...overlayKeys,
};

const condition = expression("A condition of the run; before(…) asks the course beside it.", "peak(il6) < 0.1 * before(peak(il6))");

const choiceShape = shape.strictObject({
	say: words("What may be chosen.", "It hardly changes"),
	is: condition,
});

const answerShape = shape.strictObject({
	is: condition.optional(),
	choice: shape.number().int().min(1).optional().meta({ description: "Of choices: the number of the right one, which because explains." }),
	because: words("Why, with numbers from the runs in braces.", "Interleukin-6 reaches {peak(il6)} in place of {before(peak(il6))}."),
	with: shape.strictObject(courseKeys).optional().meta({ description: "Of try: a change that solves it, in keys of a scenario." }),
});

const stepShape = shape.strictObject({
	say: words("What the student reads first; numbers from the runs in braces.", "Nobody acts; watch {peak(il6)}."),
	...courseKeys,
	beside: shape
		.number()
		.int()
		.min(1)
		.optional()
		.meta({ description: "Number of the step whose course stands beside this one; left out: the step before." }),
	show: shape
		.array(shape.string())
		.min(1)
		.max(6)
		.meta({ description: "Columns and grades to look at, at most six.", examples: [["crs", "il6", "temperature"]] }),
	ask: words("A question to answer before the run is shown.", "What will interleukin-6 do?").optional(),
	choices: shape.array(choiceShape).min(2).max(5).optional().meta({ description: "Answers, of which exactly one holds in the run." }),
	try: words("In place of ask: something to find by changing the course.", "Move the dose until CRS stays below grade 3.").optional(),
	answer: answerShape.optional(),
});

/** A lesson: a scenario, and steps that change it, ask and explain. */
export const lessonShape = shape.strictObject({
	about: words("The title, then what the student learns.", "Who makes interleukin-6? Find the cell that makes most of it."),
	scenario: words("The scenario that every step begins from: beside the lesson, or one that comes along.", "untreated"),
	minutes: shape.number().int().min(1).max(60).meta({ description: "How long it takes." }),
	sources: shape
		.array(shape.string().min(1))
		.min(1)
		.meta({ description: "What its statements rest on.", examples: [["doi:10.1038/s41591-018-0036-4"]] }),
	...overlayKeys,
	steps: shape.array(stepShape).min(1).max(12).meta({ description: "One after the other." }),
});

/** The keys of a course that say something over the scenario. */
export const courseOverlay: readonly string[] = Object.keys(overlayKeys);
