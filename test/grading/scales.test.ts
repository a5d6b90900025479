import { expect, test } from "vitest";
import { answerOf } from "../../src/grading/answer.ts";
import { recordFaults } from "../../src/grading/field-faults.ts";
import { fieldsOf } from "../../src/grading/fields.ts";
import { gradeOnOtherScales } from "../../src/grading/other-crs-scales.ts";
import { scales } from "../../src/grading/scales.ts";

import { meant, shippedFormulary } from "../support/formulary.ts";
import reference from "./vectors.json" with { type: "json" };

test("every scale stands under its own id and cites a source", () => {
	for (const [id, scale] of Object.entries(scales)) {
		expect(scale.id).toBe(id);
		expect(scale.title !== "" && scale.source !== "").toBe(true);
		expect(scale.measure({})).toMatchObject({ scale: id });
		expect(scale.measure({}).because).not.toBe("");
	}
	expect(Object.keys(scales)).toHaveLength(26);
});

test("the fields of every scale are known", () => {
	expect(Object.keys(fieldsOf).toSorted()).toEqual(Object.keys(scales).toSorted());
});

test("one patient on every further CRS scale", () => {
	const grades = gradeOnOtherScales(
		meant({
			temp_c: 39.4,
			hospitalised_for_crs: true,
			sbp_low: true,
			fluid_boluses: 2,
			pressors: [{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 8 }],
		}),
	);
	expect(Object.fromEntries(Object.entries(grades).map(([id, { grade }]) => [id, grade]))).toEqual({
		LEE2014_CRS: 2,
		PENN_CRS: 3,
		CTCAE5_CRS: 3,
		CARTOX_CRS: 2,
		MSKCC_CRS: 2,
	});
});

/** Reference patients with the grade that each scale gives them, and where that is said. */
const vectors: readonly Vector[] = reference;

interface Vector {
	readonly id: string;
	readonly scale: string;
	readonly inputs: object;
	readonly expected: unknown;
	readonly source: string;
}

test("every reference patient is graded as the source says", () => {
	const wrong = vectors
		.filter((v) => JSON.stringify(answerTo(v)) !== JSON.stringify(v.expected))
		.map((v) => [v.id, answerTo(v), v.expected]);
	expect(wrong).toEqual([]);
});

test("every reference patient is charted in fields that the scale knows, names its source, and stands once", () => {
	const faultsOf = (v: Vector) => recordFaults(v.scale, v.inputs as Record<string, unknown>, shippedFormulary);
	expect(vectors.flatMap((v) => faultsOf(v).map((fault) => [v.id, fault]))).toEqual([]);
	expect(vectors.filter(({ source }) => source.length < 10)).toEqual([]);
	expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
	expect(vectors).toHaveLength(132);
});

function answerTo({ scale, inputs }: Vector): unknown {
	const measured = scales[scale]?.measure(meant(inputs));
	if (measured === undefined) throw new Error(`no scale ${scale}`);
	return answerOf(measured);
}
