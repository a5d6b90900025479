import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ensembleText, setsOf } from "../../src/fit/ensemble-sets.ts";
import type { FitState } from "../../src/fit/fit.ts";
import { loadFit } from "../../src/node/load-fit.ts";
import { setsIn } from "../../src/node/load-trials.ts";
import { home } from "../../src/node/model-files.ts";
import { runFit } from "../../src/node/run-fit.ts";
import { byTier } from "../support/tiers.ts";

/*
 * The fit of four trials as it was committed: where it stood before its last assimilation (`scenarios/fits/four-trials.state.json`), and the ensemble that
 * came of it (`scenarios/ensembles/four-trials.yaml`). The usual tier holds the two files against the fit; the long one goes on from the state, which
 * takes some minutes, and asks for the same bytes.
 */
const goesOn = byTier({ fast: false, usual: false, long: true });

const shipped = (path: string) => join(home, "scenarios", path);
const ensembleFile = shipped("ensembles/four-trials.yaml");
const loaded = loadFit(shipped("fits/four-trials.yaml"));
const state = JSON.parse(readFileSync(shipped("fits/four-trials.state.json"), "utf8")) as FitState;
const { fit } = loaded;
const text = readFileSync(ensembleFile, "utf8");
const source = JSON.parse(/^source: (.*)$/m.exec(text)![1]!) as string;
const isOfThis = source.endsWith(`fit ${loaded.id.slice(0, 12)}`) && state.of === loaded.id;
if (!isOfThis) console.warn("the model or the trials have changed since the fit of four trials: it cannot be gone on from");

/** Whom an entry of a set is of, and of what: `axi-cel/cytokine_gain`. */
const namesIn = (set: Readonly<Record<string, unknown>>): string[] =>
	Object.entries(set).flatMap(([name, entry]) =>
		typeof entry === "object" && entry !== null && !("value" in entry) && !("spread" in entry)
			? Object.keys(entry).map((inner) => `${name}/${inner}`)
			: [name],
	);

describe("the fit of four trials", () => {
	test("stands before its last assimilation, with a member for each set of the ensemble", () => {
		expect(state.step).toBe(fit.steps - 1);
		expect(state.members.length).toBe(fit.members);
		expect(setsIn(ensembleFile).sets.length).toBe(fit.members);
	});

	test("has moved what its file says, and nothing else", () => {
		const knobs = new Set(fit.knobs.map(({ name, group }) => (group === null ? name : `${group}/${name}`)));
		for (const set of setsIn(ensembleFile).sets) expect(new Set(namesIn(set))).toEqual(knobs);
	});

	test.runIf(goesOn && isOfThis)(
		"goes on from there to the same bytes",
		async () => {
			const { members } = await runFit(loaded, state, { workers: 2, onProgress: () => {}, stopAfter: 1 });
			const text = readFileSync(ensembleFile, "utf8");
			const source = /^source: (.*)$/m.exec(text)![1]!;
			const again = ensembleText(
				{ about: fit.about.trim(), source: JSON.parse(source) as string, model: fit.model },
				setsOf(fit.knobs, members),
			);
			expect(again).toBe(text);
		},
		3_600_000,
	);
});
