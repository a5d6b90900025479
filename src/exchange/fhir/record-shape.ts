import { type ShapeOf, shape } from "../../input/shape.ts";

/** An instant as FHIR R4 writes it: with the zone where it has hours, so that it means the same on every machine. */
const instant = shape
	.string()
	.refine((text) => /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/.test(text) && !Number.isNaN(Date.parse(text)), {
		message: "expected an instant such as 2026-03-03T10:00:00Z",
	});

const concept = shape.looseObject({
	coding: shape.array(shape.looseObject({ system: shape.string().optional(), code: shape.string().optional() })).optional(),
	text: shape.string().optional(),
});

const ofMeasured = {
	code: concept.optional(),
	valueQuantity: shape
		.looseObject({
			value: shape.number().optional(),
			comparator: shape.string().optional(),
			unit: shape.string().optional(),
			code: shape.string().optional(),
		})
		.optional(),
	valueString: shape.string().optional(),
	valueBoolean: shape.boolean().optional(),
	valueInteger: shape.number().optional(),
	valueCodeableConcept: concept.optional(),
};

/** What is read of a resource; everything may be missing in a record of somebody else, and more may stand there. */
export const resourceShape = shape.looseObject({
	...ofMeasured,
	resourceType: shape.string(),
	status: shape.string().optional(),
	subject: shape.looseObject({ reference: shape.string().optional() }).optional(),
	medicationCodeableConcept: concept.optional(),
	effectiveDateTime: instant.optional(),
	effectivePeriod: shape.looseObject({ start: instant.optional() }).optional(),
	performedDateTime: instant.optional(),
	component: shape.array(shape.looseObject(ofMeasured)).optional(),
	dosage: shape.looseObject({}).optional(),
	entry: shape.array(shape.looseObject({ resource: shape.unknown() })).optional(),
});

export type ReadResource = ShapeOf<typeof resourceShape>;
export type Concept = ShapeOf<typeof concept>;
export type Measured = Pick<ReadResource, keyof typeof ofMeasured>;
