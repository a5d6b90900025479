import type { AttributedSign } from "../chart/sight.ts";
import { checkShape, shape } from "../input/shape.ts";
import { type Expression, mapChildren } from "../language/expression.ts";
import type { Formula } from "../language/formula.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { about, expression } from "../model/module-shape.ts";
import { fileOf, type ModelReading } from "../model/read-model.ts";
import type { AttributionRule } from "./attribution.ts";
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
	begins: expression("The sign is taken to be of this cause from the first look at which it holds.", "sign and positive_culture >= 1"),
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

/** The sign itself in place of the word `sign`. */
const withSign = (part: Expression, sign: Expression): Expression =>
	part.kind === "name" && part.name === "sign" ? sign : mapChildren(part, (child) => withSign(child, sign));

const namesSign = (part: Expression): boolean => {
	let found = part.kind === "name" && part.name === "sign";
	mapChildren(part, (child) => {
		found = found || namesSign(child);
		return child;
	});
	return found;
};

/** When each sign is there; what is wrong in one is told at its place. */
function readSigns(read: PartReader, written: Readonly<Record<string, unknown>>, names: ConditionNames): ReadonlyMap<string, Formula> {
	return new Map(
		Object.keys(written).flatMap((name) => {
			const formula = read.formula(["signs", name]);
			return formula && checkCondition(formula, names, read.problems) ? [[name, formula] as const] : [];
		}),
	);
}

/**
 * The attribution of a model's folder; none when it has no such file. `names` are those that a bedside knows: what the model binds to clinical signs and
 * what was given. So no rule can read what no chart shows.
 *
 *     readAttribution(reading, names)[0]?.cause   // "documented infection"
 */
export function readAttribution(reading: ModelReading, names: ConditionNames): readonly AttributionRule[] {
	const yaml = fileOf(reading, "attribution.yaml");
	const body = yaml && checkShape(yaml, attributionShape, reading.problems);
	if (!yaml || !body) return [];
	const read = partReader(yaml, reading.problems);
	const known = readSigns(read, body.signs, names);
	const condition = (row: number, key: "begins" | "ends", sign: string): Expression | undefined => {
		const formula = read.formula(["rules", row, key]);
		const is = known.get(sign);
		if (!formula || (!is && namesSign(formula.expression))) return undefined;
		return checkCondition(is ? { ...formula, expression: withSign(formula.expression, is.expression) } : formula, names, read.problems);
	};
	return body.rules.flatMap(({ cause, counts = false, signs: explained }, row) =>
		explained.flatMap((sign, i) => {
			if (!Object.hasOwn(body.signs, sign))
				read.wrong(
					["rules", row, "signs", i],
					`signs: does not say when there is ${sign}`,
					`add it there, for example "fever: temperature >= 38 degC"`,
				);
			const [begins, ends] = [condition(row, "begins", sign), condition(row, "ends", sign)];
			return begins && ends ? [{ sign, cause, counts, begins, ends }] : [];
		}),
	);
}
