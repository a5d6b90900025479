import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editsWithin, newEditSheet } from "../../src/input/edits.ts";
import { nearest } from "../../src/input/nearest.ts";

/** The definition, with nothing left out: least edits of all ways to take the last letters off. */
function edits(from: string, to: string): number {
	const table = Array.from({ length: from.length + 1 }, (_, i) => Array.from({ length: to.length + 1 }, (_, j) => (i === 0 ? j : i)));
	for (let i = 1; i <= from.length; i++) {
		for (let j = 1; j <= to.length; j++) {
			const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
			table[i]![j] = Math.min(
				table[i - 1]![j]! + 1,
				table[i]![j - 1]! + 1,
				table[i - 1]![j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1),
				isSwapped ? table[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
			);
		}
	}
	return table[from.length]![to.length]!;
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "_", "é"), maxLength: 14 });

describe("edits between two words", () => {
	test("are those of the definition where they are within the limit, and undefined elsewhere", () => {
		fc.assert(
			fc.property(word, word, fc.nat(6), (from, to, limit) => {
				const all = edits(from, to);
				expect(editsWithin(from, to, limit)).toBe(all <= limit ? all : undefined);
			}),
			{ numRuns: 3000 },
		);
	});

	test.each([
		["dsoe", "dose", 1, 1],
		["norepinephrin", "norepinephrine", 4, 1],
		["", "ab", 2, 2],
		["abc", "xyz", 2, undefined],
	] as const)("%s, %s", (from, to, limit, expected) => {
		expect(editsWithin(from, to, limit)).toBe(expected);
	});
});

/** Names of the kind and length that a model has. */
const names = [
	"interleukin",
	"interferon",
	"macrophage",
	"endothelium",
	"fibrinogen",
	"platelets",
	"temperature",
	"ferritin",
	"kidney",
	"tumor",
].flatMap((organ) =>
	["production", "removal", "half", "slope", "baseline", "gain", "steepness", "limit", "susceptibility"].map((what) => `${organ}_${what}`),
);

describe("nearest names of a long list of unknown ones", () => {
	const comparedFor = (words: readonly string[]) => {
		const sheet = newEditSheet();
		for (const one of words) nearest(one, names, sheet);
		return sheet.letters;
	};
	const unknown = (count: number) => Array.from({ length: count }, (_, i) => `unknown_susceptibility_${10_000 + i}`);

	test("cost few letters for each name that is far away, and no more for the last than for the first", () => {
		// All letters of all names would be some 27,000 for each unknown one.
		expect(comparedFor(unknown(500)) / 500).toBeLessThan(2000);
		expect(comparedFor(unknown(2000)) / comparedFor(unknown(1000))).toBeLessThan(2.01);
	});

	test("are found where they are near", () => {
		expect(nearest("interlukin_removal", names)).toContain("interleukin_removal");
	});
});
