import { describe, expect, test } from "vitest";
import { loadTrials } from "../../src/node/load-trials.ts";
import { makeTeachingFigure } from "../../src/node/make-teaching-figure.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { loadTeachingFigure } from "../../src/node/teaching-figure-files.ts";
import { figurePage } from "../support/teaching-figure-page.ts";
import { byTier } from "../support/tiers.ts";

/* The usual tier reads the figure and its trials; the long one draws the virtual patients of each, which takes a minute, and asks for the stored numbers. */
const drawsPatients = byTier({ fast: false, usual: false, long: true });

describe.each(["products-side-by-side"])("the teaching figure %s", (name) => {
	test("asks for endpoints that each of its trials has counted", () => {
		const { subject } = loadTeachingFigure(name, modelsAtHand());
		if (subject.kind !== "trials") throw new Error("a figure of runs");
		const named = subject.trials.map(({ trial }) => trial);
		const { trials } = loadTrials(named, { patients: 1, seed: 1, changes: {}, asker: "test", inert: false });
		for (const { trial } of trials) expect(trial.endpoints.map((one) => one.name)).toEqual(expect.arrayContaining([...subject.endpoints]));
	});

	test.skipIf(!drawsPatients)(
		"has the stored numbers",
		async () => {
			const made = await makeTeachingFigure(name, { workers: 2 });
			await expect(figurePage(made)).toMatchFileSnapshot(`../golden/figures/${name}.md`);
		},
		1_200_000,
	);
});
