import { checkShape, shape } from "../input/shape.ts";
import { partReader } from "../language/read-parts.ts";
import type { EvidencePlan } from "./evidence-plan.ts";
import { about, expression, quantity } from "./module-shape.ts";
import { fileOf, type ModelReading } from "./read-model.ts";

const outcomeShape = shape.strictObject({
	is: expression("A number of one patient's run.", "nadir(map)"),
	matters: quantity("The smallest difference of it that matters at the bedside.", "10 mmHg"),
	about: about.optional(),
});

/** `evidence.yaml`: by what the weight of each parameter is judged. */
export const evidenceShape = shape.strictObject({
	about,
	scenario: shape
		.string()
		.min(1)
		.meta({ description: "The scenario in which parameters are moved, one at a time.", examples: ["untreated"] }),
	outcomes: shape.record(shape.string(), outcomeShape).meta({ description: "What they may move, by name." }),
});

/** How a model's folder wishes its parameters to be weighed; null when it has no such file. Expressions are checked with the scenario. */
export function readEvidence(reading: ModelReading): EvidencePlan | null {
	const yaml = fileOf(reading, "evidence.yaml");
	const body = yaml && checkShape(yaml, evidenceShape, reading.problems);
	if (!yaml || !body) return null;
	const read = partReader(yaml, reading.problems);
	const outcomes = Object.entries(body.outcomes).flatMap(([name, row]) => {
		const path = ["outcomes", name];
		read.name(path);
		const is = read.formula([...path, "is"]);
		const matters = read.quantity([...path, "matters"]);
		if (matters && !(matters.value > 0))
			read.wrong([...path, "matters"], `expected a difference above zero, found "${row.matters}"`, "the smallest that matters");
		const mattersAt = yaml.place([...path, "matters"]);
		return is && matters ? [{ name, about: row.about ?? "", is, matters, mattersAt }] : [];
	});
	return { about: body.about, scenario: body.scenario, outcomes };
}
