import { describe, expect, test } from "vitest";
import { byTier } from "../support/tiers.ts";
import { inputOf, judge } from "./judge.ts";
import { reduced } from "./reduce.ts";
import { count, newTally, tableOf } from "./tally.ts";
import { targets } from "./targets.ts";

const seed = 15;
/** Inputs of any kind, of each rare kind beside them, and legal patients: some 30 s of one processor. */
const usual = { any: 5000, each: 40, patients: 4 };
const counts = byTier({ fast: usual, usual, long: { any: 200_000, each: 2000, patients: 200 } });

const rare = Object.keys(targets).filter((kind) => targets[kind]!.share < 5 && kind !== "patient");

/** Judges inputs and tells the first that fails: how it is replayed alone, and a shorter one with the same fault. */
function expectSound(howMany: number, kind?: string): void {
	const tally = newTally();
	for (let number = 0; number < howMany; number++) {
		const input = inputOf(seed, number, kind);
		const verdict = judge(input);
		count(tally, { number, input, verdict });
		if (verdict.kind !== "wrong") continue;
		const replay = `npm run fuzz -- --seed ${seed} --only ${number}${kind === undefined ? "" : ` --kind "${kind}"`}`;
		expect.fail(`${input.kind} ${input.part}: ${verdict.why}\n${replay}\nshorter:\n${reduced(input, verdict.why).text}`);
	}
	const sum = (of: "good" | "refused") => [...tally.rows.values()].reduce((all, row) => all + row[of], 0);
	// What is only refused, or only good, tries nothing.
	expect(Math.min(sum("good"), sum("refused")), tableOf(tally)).toBeGreaterThan(howMany / 50);
}

describe("an input that was changed at random is read, and then run, or is refused with places and plain words", () => {
	test("of every kind", () => {
		expectSound(counts.any);
	});

	test.each(rare)("%s", (kind) => {
		expectSound(counts.each, kind);
	});

	test("sixty days of a legal patient keep every law", () => {
		expectSound(counts.patients, "patient");
	});
});

describe("the harness", () => {
	test("makes the same input whenever it is asked for it", () => {
		for (let number = 0; number < 200; number++) expect(inputOf(3, number)).toEqual(inputOf(3, number));
		expect(inputOf(3, 1)).not.toEqual(inputOf(4, 1));
	});
});
