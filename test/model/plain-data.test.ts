import fc from "fast-check";
import { expect, test } from "vitest";
import { contentId, plainData, plainText } from "../../src/model/plain-data.ts";

const aNumber = fc.oneof(fc.double(), fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324));
const someBytes = fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.from(bytes));
const { value: aValue } = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		aNumber,
		fc.string(),
		fc.boolean(),
		fc.constant(null),
		someBytes,
		fc.array(tie("value"), { maxLength: 4 }),
		fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie("value"), { maxKeys: 4, noNullPrototype: true }),
	),
}));

test("plain data reads back from its text to the last bit: minus zero, infinities, bytes", () => {
	fc.assert(
		fc.property(aValue, (value) => expect(plainData(plainText(value))).toEqual(value)),
		{ numRuns: 500 },
	);
	expect(Object.is(plainData(plainText(-0)), -0)).toBe(true);
});

test("bytes are base64 as others write it", () => {
	fc.assert(fc.property(someBytes, (bytes) => expect(plainText(bytes)).toBe(`{"$bytes":"${Buffer.from(bytes).toString("base64")}"}`)));
});

test("an id tells contents apart, and is the same for the same content", () => {
	expect(contentId({ a: [1, -0] })).toBe(contentId({ a: [1, -0] }));
	expect(new Set([[0], [-0], [1], ["0"], [[0]], { a: 0 }].map(contentId)).size).toBe(6);
	expect(contentId("")).toMatch(/^[0-9a-f]{32}$/);
});
