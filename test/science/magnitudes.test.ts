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

// At grade 2 the typical adult has 600 to 700 pg/mL of interleukin-6 where patients had 155 to 194, and procalcitonin follows it: 2.1 ng/mL where 1.5 is the most.
test("every sign has its usual magnitude at every grade, but for procalcitonin at grade 2", () => {
	const missed = results.flatMap(({ column, verdict }) =>
		[1, 2, 3, 4].filter((grade) => verdict[grade as 1] === "miss").map((grade) => `${column} ${grade}`),
	);
	expect(missed).toEqual(["procalcitonin 2"]);
	expect(results.flatMap(({ verdict }) => Object.values(verdict)).filter((one) => one === "ok").length).toBeGreaterThanOrEqual(80);
});

test("a higher grade goes with more interleukin-6, C-reactive protein and ferritin", () => {
	for (const column of ["il6", "crp", "ferritin"]) {
		const middles = [1, 2, 3].map((grade) => row(column).simulated[grade as 1]![1]);
		expect(middles).toEqual([...middles].sort((a, b) => a - b));
	}
});
