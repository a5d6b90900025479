import type { Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { checkShape, shape } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { formatUnit, type Unit } from "../language/units.ts";
import type { Magnitude, MagnitudeGrade, MagnitudeRange } from "./magnitude.ts";
import { fileOf, type ModelReading } from "./read-model.ts";

const number = shape.union([shape.string(), shape.number()], { error: 'a number with its unit, such as "38 degC"' });
const ranges = shape
	.array(
		shape.union([shape.tuple([number, number]), shape.null()], {
			error: "a range [least, most], or null where no figure is known",
		}),
	)
	.length(4)
	.meta({
		description: "The usual range at CRS grade 1, 2, 3 and 4; any as the most when it has no upper end; null where no figure is known.",
		examples: [[["38 degC", "39.5 degC"], ["38.5 degC", "40 degC"], ["39 degC", "any"], null]],
	})
	.optional();

/** `magnitudes.yaml`: what is usual at the bedside by grade, to hold the model against. */
export const magnitudesShape = shape.strictObject({
	about: shape.string().min(1).meta({ description: "Where the ranges come from." }),
	rows: shape.array(shape.strictObject({ column: shape.string(), highest: ranges, lowest: ranges })).min(1),
});

function readRange(read: PartReader, path: Path, written: readonly unknown[] | null | undefined, unit: Unit): MagnitudeRange | null {
	if (!written) return null;
	const example = `1 ${formatUnit(unit)}`;
	const least = read.quantityIn([...path, 0], unit, example);
	const most = written[1] === "any" ? Number.POSITIVE_INFINITY : read.quantityIn([...path, 1], unit, example);
	if (least > most) read.wrong(path, "the lower bound is above the upper bound");
	return [least, most];
}

/** The usual magnitudes of a model's folder; none when it has no such file. Faults go to the problems of the reading. */
export function readMagnitudes(reading: ModelReading, columns: ReadonlyMap<string, Unit>): readonly Magnitude[] {
	const yaml = fileOf(reading, "magnitudes.yaml");
	const body = yaml && checkShape(yaml, magnitudesShape, reading.problems);
	if (!yaml || !body) return [];
	const read = partReader(yaml, reading.problems);
	return body.rows.flatMap(({ column, highest, lowest }, i) => {
		const path = ["rows", i];
		const unit = columns.get(column);
		if (unit === undefined) read.wrong([...path, "column"], `unknown column "${column}"`, allowedHint(column, columns.keys()));
		if ((highest === undefined) === (lowest === undefined)) read.wrong(path, "a row needs either highest: or lowest:");
		const [side, written] = highest === undefined ? (["lowest", lowest] as const) : (["highest", highest] as const);
		if (unit === undefined || written === undefined) return [];
		const range = (grade: MagnitudeGrade) => readRange(read, [...path, side, grade - 1], written[grade - 1], unit);
		return [{ column, side, expected: { 1: range(1), 2: range(2), 3: range(3), 4: range(4) } }];
	});
}
