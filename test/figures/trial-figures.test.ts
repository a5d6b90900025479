import { describe, expect, test } from "vitest";
import { trialFigures } from "../../src/figures/trial-figures.ts";
import { renderSvg } from "../../src/node/render-figure.ts";
import type { TrialsResult } from "../../src/trial/result.ts";
import { around, having, share, someTrials, trial } from "../trial/some-trials.ts";

const one = (told: Parameters<typeof trial>[1]["told"]): TrialsResult => ({
	...someTrials(),
	trials: [trial("odd", { title: "An odd trial.", told })],
});

const results: readonly (readonly [string, TrialsResult])[] = [
	["two trials", someTrials()],
	["a share that nobody has", one([{ name: "death", kind: "death", seen: share(0, 40), virtual: having(0) }])],
	[
		"a number seen far outside",
		one([
			{ name: "CRS length", kind: "length", unit: "day", seen: { kind: "number", value: 90, n: 400, beside: null }, virtual: around(5) },
		]),
	],
	[
		"a number that is always the same",
		one([{ name: "doses", kind: "treatment", seen: { kind: "number", value: 1, n: 4, beside: null }, virtual: around(1, 0) }]),
	],
	["a band outside", one([{ name: "death", kind: "death", seen: { kind: "band", from: 0.5, to: 0.6 }, virtual: having(5) }])],
	[
		"a long name",
		one([
			{
				name: "CRS of grade 3 or more by the scale of the trial, as charted, ".repeat(2),
				kind: "CRS",
				seen: share(3, 40),
				virtual: having(9),
			},
		]),
	],
];

describe("figures of trials", () => {
	test.each(results)("are valid Vega-Lite without warnings for %s, and the same after JSON", async (_, result) => {
		const figures = trialFigures(result);
		expect(figures.length).toBeGreaterThan(1);
		for (const { spec } of figures) {
			const { svg, warnings } = await renderSvg(spec);
			expect(warnings).toEqual([]);
			expect(svg).not.toMatch(/NaN|undefined|Infinity/);
			expect(svg).toContain("never a basis for treating a real patient");
		}
		expect(JSON.stringify(trialFigures(JSON.parse(JSON.stringify(result)) as TrialsResult))).toBe(JSON.stringify(figures));
	});

	test("of a trial of which nothing is stated there are none", () => {
		expect(trialFigures(one([{ name: "response", kind: "response", seen: share(94, 127), virtual: "no such product" }]))).toEqual([]);
	});

	test("answer their question in numbers, and name what is farthest off", () => {
		const [misses, first] = trialFigures(someTrials()).map(({ spec }) => JSON.stringify(spec));
		expect(misses).toContain("11 of 14 (79\u00a0%); fitted 2 of 3 (67\u00a0%), not fitted 8 of 10 (80\u00a0%)");
		expect(first).toContain("8 of 10 (80\u00a0%). Farthest off: CRS length, seen 7\u00a0days of 94");
	});

	test("draw what was fitted hollow, and what is outside as a diamond", () => {
		const [, first] = trialFigures(someTrials()).map(({ spec }) => spec as { vconcat: { data: { values: Record<string, unknown>[] } }[] });
		const row = (name: string) => first!.vconcat.flatMap(({ data }) => data.values).find((one) => one["name"] === name)!;
		expect(row("CRS of any grade")["fill"]).toBe("#ffffff");
		expect(row("tocilizumab")["fill"]).not.toBe("#ffffff");
		expect([row("tocilizumab")["shape"], row("corticosteroids")["shape"]]).toEqual(["circle", "diamond"]);
	});
});
