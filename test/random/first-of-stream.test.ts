import fc from "fast-check";
import seedrandom from "seedrandom";
import { expect, test } from "vitest";
import { firstOfStreams } from "../../src/random/first-of-stream.ts";

test("the first number of a stream is that of the generator seeded with the whole text", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), fc.string(), (beginsWith, rest) => {
			expect(firstOfStreams(beginsWith)(rest)).toBe(seedrandom.alea(`${beginsWith}${rest}`)());
		}),
		{
			seed: 3,
			numRuns: 500,
			examples: [
				["", ""],
				["7/4711/", "il6_gain"],
			],
		},
	);
});
