import { answerOf, type ScaleAnswer } from "./answer.ts";
import type { GradeCourse } from "./course.ts";
import { fieldsOf } from "./fields.ts";
import type { Standing } from "./scale.ts";
import { scales } from "./scales.ts";

/** How one scale came to its answer. */
export interface DecisiveRow {
	readonly scale: string;
	readonly answer: ScaleAnswer;
	/** Where a grade is not known exactly: what it is at least. */
	readonly least?: number;
	/** The words of the row that held; empty when none held, or when the scale has no rows. */
	readonly rule: string;
	/** How sure that row is: published, recalled or ours; empty without a row. */
	readonly standing: Standing | "";
	readonly source: string;
	/** The facts that made it hold. */
	readonly because: string;
}

/** Grades a record by a scale and names the row that decided. Throws a RangeError for an unknown scale. */
export function decisiveRow(id: string, inputs: object): DecisiveRow {
	const scale = Object.hasOwn(scales, id) ? scales[id] : undefined;
	if (scale === undefined) throw new RangeError(`no scale "${id}"`);
	const measured = scale.measure(inputs);
	const rule = "row" in measured ? (measured.row ?? "") : "";
	const row = scale.rows.find(({ because }) => because === rule);
	return {
		scale: id,
		answer: answerOf(measured),
		...("least" in measured ? { least: measured.least } : {}),
		rule,
		standing: row?.standing ?? "",
		source: row?.source ?? scale.source,
		because: measured.because,
	};
}

/** The row that decided at the worst hour of a course, for a scale that follows a stay by more than single records. */
export function courseRow({ scale, worst, atLeast, because, points }: GradeCourse): DecisiveRow {
	const rule = atLeast ? "" : (points.find(({ grade }) => grade === worst)?.row ?? "");
	const row = Object.values(scales)
		.flatMap(({ rows }) => rows)
		.find((one) => one.because === rule);
	return {
		scale,
		answer: atLeast ? null : worst,
		...(atLeast ? { least: worst ?? 0 } : {}),
		rule,
		standing: row?.standing ?? "",
		source: row?.source ?? "",
		because,
	};
}

/** Scales that read the same fields, this one first: those that can stand side by side for one record. */
export function kin(id: string): readonly string[] {
	const own = fieldsOf[id];
	return [id, ...Object.keys(fieldsOf).filter((other) => other !== id && fieldsOf[other] === own)];
}
