import { allowedHint } from "../input/nearest.ts";
import { checkShape, shape } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { formatUnit } from "../language/units.ts";
import type { Covariate, Module } from "./model.ts";
import { fileOf, type ModelReading, namesIn } from "./read-model.ts";
import type { UsualRange } from "./usual-range.ts";

const quantity = shape.union([shape.string(), shape.number()], { error: 'a number with its unit, such as "3.5 kg"' });
const source = shape.string().min(1);
const evidence = shape.enum(["measured", "fitted", "assumed"]);

/** `usual/*.yaml`: which facts of a patient usually go together. */
export const usualRangeShape = shape.strictObject({
	about: shape.string().min(1),
	fact: shape.string().meta({ description: "A covariate of the model.", examples: ["weight"] }),
	by: shape.string().meta({ description: "The covariate that it goes with.", examples: ["age"] }),
	source,
	evidence,
	beyond: shape
		.strictObject({ value: shape.number().min(1), source, evidence })
		.meta({ description: "So many times less or more than the bounds is warned of." }),
	rows: shape
		.array(shape.tuple([quantity, quantity, quantity]))
		.min(1)
		.meta({
			description: "The value of the other covariate, rising; the least and the most.",
			examples: [[["1 year", "7.8 kg", "12.7 kg"]]],
		}),
});

function covariateNamed(read: PartReader, key: "fact" | "by", name: string, covariates: readonly Covariate[]): Covariate | undefined {
	const found = covariates.find((one) => one.name === name);
	if (!found)
		read.wrong(
			[key],
			`unknown covariate "${name}"`,
			allowedHint(
				name,
				covariates.map((one) => one.name),
			),
		);
	return found;
}

function rangeIn(reading: ModelReading, path: string, pages: readonly Module[]): UsualRange[] {
	const yaml = fileOf(reading, path);
	const body = yaml && checkShape(yaml, usualRangeShape, reading.problems);
	if (!yaml || !body) return [];
	const read = partReader(yaml, reading.problems);
	const covariates = pages.flatMap((page) => page.covariates);
	const [fact, by] = [covariateNamed(read, "fact", body.fact, covariates), covariateNamed(read, "by", body.by, covariates)];
	if (!fact || !by) return [];
	const rows = body.rows.map((_, i) => {
		const [at, least, most] = [by, fact, fact].map(({ unit }, k) => read.quantityIn(["rows", i, k], unit, `1 ${formatUnit(unit)}`));
		return { at: at!, least: least!, most: most! };
	});
	for (const [i, { at, least, most }] of rows.entries()) {
		if (i > 0 && at <= rows[i - 1]!.at) read.wrong(["rows", i, 0], "expected rows in rising order");
		if (least > most) read.wrong(["rows", i], "the lower bound is above the upper bound");
	}
	return [{ fact: fact.name, by: by.name, beyond: body.beyond.value, source: body.source, rows }];
}

/** The usual ranges in the folder `usual/` of a model. Faults go to the problems of the reading. */
export const readUsualRanges = (reading: ModelReading, pages: readonly Module[]): readonly UsualRange[] =>
	namesIn(reading.files, "usual").flatMap((name) => rangeIn(reading, `usual/${name}.yaml`, pages));
