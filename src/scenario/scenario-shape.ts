import type { LocatedYaml } from "../input/located-yaml.ts";
import type { Problem } from "../input/problem.ts";
import { checkShape, type ShapeOf, shape } from "../input/shape.ts";
import { about, expression, quantity } from "../model/module-shape.ts";
import { orderShape } from "../treatment/order-shape.ts";
import { eventShape } from "./event-shape.ts";
import type { EventWish } from "./event-table.ts";

const settingShape = shape.strictObject({
	to: expression("The state's value, or a multiple of what it is then.", "100 pg/mL"),
	at: quantity("When, from infusion.", "3 day"),
});

const spreadShape = shape.strictObject({
	value: expression("The parameter's value, around which virtual patients lie, or a multiple of it.", "1.2x").optional(),
	spread: expression("By how much virtual patients differ, as a multiple of what they do.", "0.8x"),
});

const valueShape = expression("A parameter's value or a state's at the start, or a multiple of it.", "1.5x");

/** Parameters of the patients with one disease or product. The words of the other forms name no parameter, so that a form with a part left out is told as such. */
const setForSomeShape = shape
	.record(shape.string().regex(/^(?!(?:to|at|value|spread)$)/), shape.union([spreadShape, valueShape]))
	.meta({ description: "Parameters of patients with the disease or product that the key names.", examples: [{ cytokine_gain: "1.2x" }] });

export const setShape = shape.record(
	shape.string(),
	shape.union([settingShape, spreadShape, valueShape, setForSomeShape], {
		error:
			"a value, a multiple, for a state { to: 100 pg/mL, at: 3 day }, or for a parameter { value: 1.2x, spread: 0.8x }; under the name of a disease or product, { cytokine_gain: 1.2x }",
	}),
);

export const scenarioShape = shape.strictObject({
	about,
	extends: shape
		.string()
		.optional()
		.meta({ description: "A scenario of the same folder whose keys this one takes over.", examples: ["untreated.yaml"] }),
	model: shape
		.string()
		.optional()
		.meta({ description: "Name of a model.", examples: ["cart-crs"] }),
	patient: shape
		.record(shape.string(), shape.union([shape.string(), shape.number()], { error: "a name, or a number with its unit" }))
		.optional()
		.meta({
			description: "disease, product, and covariates of the model.",
			examples: [{ disease: "LBCL", product: "axi-cel", weight: "70 kg", tumor_burden: 3 }],
		}),
	population: shape
		.string()
		.optional()
		.meta({
			description: "Who the virtual patients are: a file of the model; left out: the spreads of the disease.",
			examples: ["LBCL-third-line"],
		}),
	until: quantity("When the run ends, from infusion; at most 366 day.", "30 day").optional(),
	care: shape
		.string()
		.optional()
		.meta({ description: "A care protocol; none: nobody acts but the treatments below.", examples: ["none"] }),
	infections: shape
		.enum(["chance", "none"])
		.optional()
		.meta({ description: "chance: infections come by the patient's own draws; none: only what treatments give. Left out: chance." }),
	treatments: shape.array(orderShape).optional(),
	without: shape
		.array(shape.string())
		.optional()
		.meta({
			description: "Standing treatments of model, disease or product that this patient does not get.",
			examples: [["fludarabine", "cyclophosphamide"]],
		}),
	set: setShape.optional().meta({ description: "Parameters, for the whole run, and states, at its start or at a time." }),
});

/** What a scenario file says, with its right shape. */
export type ScenarioBody = ShapeOf<typeof scenarioShape>;

const tableShape = scenarioShape.extend({ treatments: eventShape });

/** The same with both forms of `treatments`, for editors; what is wrong in one of them is told by its own shape. */
export const eitherScenarioShape = scenarioShape.extend({ treatments: shape.union([shape.array(orderShape), eventShape]).optional() });

/** Checks a scenario against its shape; `events`: what it says in place of a list of treatments. Undefined when nothing usable remains. */
export function scenarioBody(
	yaml: LocatedYaml,
	problems: Problem[],
): { readonly body: ScenarioBody; readonly events?: EventWish } | undefined {
	const { treatments: written } = (yaml.value ?? {}) as { readonly treatments?: unknown };
	// An order without its dash is meant for a list.
	if (typeof written !== "object" || written === null || Array.isArray(written) || Object.keys(written).length === 0 || "give" in written) {
		const body = checkShape(yaml, scenarioShape, problems);
		return body && { body };
	}
	const found = checkShape(yaml, tableShape, problems);
	if (found === undefined) return undefined;
	const { treatments: events, ...body } = found;
	return { body, events };
}
