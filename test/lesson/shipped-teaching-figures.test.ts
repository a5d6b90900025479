import { describe, expect, test } from "vitest";
import { makeTeachingFigure } from "../../src/node/make-teaching-figure.ts";
import { shippedTeachingFigures } from "../../src/node/teaching-figure-texts.ts";
import { figurePage } from "../support/teaching-figure-page.ts";
import { byTier } from "../support/tiers.ts";

const names = shippedTeachingFigures();
/** Hundreds of virtual patients in place of a few runs: a test of its own, when there is time. */
const ofTrials = ["products-side-by-side"];
const ofRuns = names.filter((name) => !ofTrials.includes(name));

test("there are the eleven figures of a course, in its order", () => {
	expect(names).toEqual([
		"macrophages-make-il6",
		"hypotension",
		"tocilizumab-serum-and-signal",
		"one-brain-four-drugs",
		"sepsis-two-by-two",
		"late-storm",
		"grading-ladder",
		"steroid-price",
		"two-hit-marrow",
		"products-side-by-side",
		"car-t-and-checkpoint-inhibitor",
	]);
});

describe.each(byTier({ fast: ["macrophages-make-il6"], usual: ofRuns, long: ofRuns }))("the teaching figure %s", (name) => {
	test("shows what its sentence says, with the stored numbers", async () => {
		const made = await makeTeachingFigure(name, { workers: 1 });
		expect(made.broken).toEqual([]);
		expect(made.finished).toBe(true);
		expect(made.figure.warnings).toEqual([]);
		expect(made.figure.sentence.split(/\s+/).length).toBeLessThan(60);
		await expect(figurePage(made)).toMatchFileSnapshot(`../golden/figures/${name}.md`);
	}, 600_000);
});
