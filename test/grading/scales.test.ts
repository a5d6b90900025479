import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { answerOf } from "../../src/grading/answer.ts";
import { recordFaults } from "../../src/grading/field-faults.ts";
import { fieldsOf } from "../../src/grading/fields.ts";
import { gradeOnOtherScales } from "../../src/grading/other-crs-scales.ts";
import { scales } from "../../src/grading/scales.ts";
import { meant, shippedFormulary } from "../support/formulary.ts";

test("every scale stands under its own id and cites a source", () => {
	for (const [id, scale] of Object.entries(scales)) {
		expect(scale.id).toBe(id);
		expect(scale.title !== "" && scale.source !== "").toBe(true);
		expect(scale.measure({})).toMatchObject({ scale: id });
		expect(scale.measure({}).because).not.toBe("");
	}
	expect(Object.keys(scales)).toHaveLength(25);
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

/** The whole collection of reference patients lies outside the project; its facts are repeated in the tests beside this one. */
const collection = new URL("../../../shared/science/grading-vectors.json", import.meta.url);

interface Vector {
	readonly id: string;
	readonly scale: string;
	readonly inputs: object;
	readonly expected: unknown;
}

const title = "every patient of the outside collection is graded as it says";

if (existsSync(collection))
	test(title, () => {
		const vectors = JSON.parse(readFileSync(collection, "utf8")) as readonly Vector[];
		const wrong = vectors
			.filter((v) => JSON.stringify(answerTo(v)) !== JSON.stringify(v.expected))
			.map((v) => [v.id, answerTo(v), v.expected]);
		expect(wrong).toEqual([]);
		expect(
			vectors.flatMap((v) => recordFaults(v.scale, v.inputs as Record<string, unknown>, shippedFormulary).map((fault) => [v.id, fault])),
		).toEqual([]);
		expect(vectors.length).toBeGreaterThan(100);
	});
else {
	console.warn("grading-vectors.json is not here: the outside collection of reference patients was not checked");
	test.skip(title);
}

function answerTo({ scale, inputs }: Vector): unknown {
	const measured = scales[scale]?.measure(meant(inputs));
	if (measured === undefined) throw new Error(`no scale ${scale}`);
	return answerOf(measured);
}
