import type { AttributedSign } from "../chart/sight.ts";
import { type Problem, withoutTwins } from "../input/problem.ts";
import { checkShape, shape } from "../input/shape.ts";
import { signName } from "../language/attributed-names.ts";
import { binary, type Expression, mapChildren, number } from "../language/expression.ts";
import { partReader } from "../language/read-parts.ts";
import { dimensionless } from "../language/units.ts";
import { about, expression } from "../model/module-shape.ts";
import { fileOf, type ModelReading } from "../model/read-model.ts";
import type { AttributionRules } from "./attribution.ts";
import { type ConditionNames, checkCondition } from "./condition.ts";

const signs = ["fever", "hypotension", "hypoxia", "brain"] as const satisfies readonly AttributedSign[];
const signShape = shape.enum(signs);

const ruleShape = shape.strictObject({
	cause: shape
		.string()
		.min(1)
		.meta({ description: "The other cause in plain words.", examples: ["documented infection"] }),
	about: about.optional(),
	signs: shape.array(signShape).min(1).meta({ description: "The signs that it explains; the word sign in a condition stands for each." }),
	begins: expression("From the first look with the sign at which it holds the sign is taken to be of this cause.", "positive_culture >= 1"),
	ends: expression("It is not any more when this holds and begins does not.", "held(not (sign)) >= 24 h"),
	counts: shape
		.boolean()
		.optional()
		.meta({ description: "true: both causes are plausible, the sign counts and the other cause is told beside it." }),
	source: shape.string().min(1).meta({ description: "Where the rule comes from; assumed: nothing stands behind it." }),
	evidence: shape.enum(["measured", "fitted", "assumed"]),
});

/** `attribution.yaml`: which signs a bedside takes to be of another cause than a toxicity of the cells. */
export const attributionShape = shape.strictObject({
	about,
	signs: shape
		.strictObject(
			Object.fromEntries(
				signs.map((name) => [
					name,
					expression(`When there is ${name === "brain" ? "a sign of the brain" : name}.`, "temperature >= 38 degC").optional(),
				]),
			),
		)
		.meta({ description: "When each sign is there, over what the model binds to clinical signs." }),
	rules: shape.array(ruleShape).min(1),
});

/** A sign that is there, in place of the word `sign`: a condition, so that it stands beside others without a comparison. */
const withSign = (part: Expression, sign: AttributedSign): Expression =>
	part.kind === "name" && part.name === "sign"
		? binary(">", { ...part, name: signName(sign) }, number(0, part.span), part.span)
		: mapChildren(part, (child) => withSign(child, sign));

/**
 * The attribution of a model's folder; no rules when it has no such file. `names` are those that a bedside knows: what the model binds to clinical signs and
 * what was given. So no rule can read what no chart shows.
 *
 *     readAttribution(reading, names).rules[0]?.cause   // "documented infection"
 */
export function readAttribution(reading: ModelReading, names: ConditionNames): AttributionRules {
	const yaml = fileOf(reading, "attribution.yaml");
	const body = yaml && checkShape(yaml, attributionShape, reading.problems);
	if (!yaml || !body) return { signs: [], rules: [] };
	const problems: Problem[] = [];
	const read = partReader(yaml, problems);
	const said = signs.filter((sign) => Object.hasOwn(body.signs, sign));
	const withSigns = {
		...names,
		quantities: new Map([...names.quantities, ...said.map((sign) => [signName(sign), dimensionless] as const)]),
	};
	const condition = (row: number, key: "begins" | "ends", sign: AttributedSign): Expression | undefined => {
		const formula = read.formula(["rules", row, key]);
		return formula && checkCondition({ ...formula, expression: withSign(formula.expression, sign) }, withSigns, problems);
	};
	const found = {
		signs: said.flatMap((sign) => {
			const formula = read.formula(["signs", sign]);
			const is = formula && checkCondition(formula, names, problems);
			return is ? [{ sign, is }] : [];
		}),
		rules: body.rules.flatMap(({ cause, counts = false, signs: explained }, row) =>
			explained.flatMap((sign, i) => {
				if (!said.includes(sign)) {
					const hint = 'add it there, for example "fever: temperature >= 38 degC"';
					read.wrong(["rules", row, "signs", i], `signs: does not say when there is ${sign}`, hint);
					return [];
				}
				const [begins, ends] = [condition(row, "begins", sign), condition(row, "ends", sign)];
				return begins && ends ? [{ sign, cause, counts, begins, ends }] : [];
			}),
		),
	};
	// What is wrong in a rule is wrong for each of its signs.
	reading.problems.push(...withoutTwins(problems));
	return found;
}
