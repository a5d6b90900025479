import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { InputError } from "../../src/input/problem.ts";
import { onCommandLine } from "../../src/node/asked.ts";
import { prepareStudy } from "../../src/node/prepare-study.ts";
import { type CellWishes, replay } from "../../src/node/replay.ts";
import { checkSettings, type WrittenSettings } from "../../src/node/run-settings.ts";
import { isStudy } from "../../src/node/study-texts.ts";
import { simulatePatients } from "../../src/population/simulate-patients.ts";
import { loader } from "../../src/simulate/engine.ts";

const folder = mkdtempSync(join(tmpdir(), "crsim-replay-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "study.yaml");
writeFileSync(
	file,
	`about: A study of three days.
patient: { tumor_burden: 3 }
until: 3 day
care: p0
patients: 3
seed: 5
arms:
  - name: nobody
  - name: drug
    treatments: [ { give: tocilizumab, at: 1 day } ]
vary: { tocilizumab.at: [1 day, 36 h] }
outcomes:
  il6: at(il6, 60.5 h)
  hot: duration(temperature >= 38 degC)
  treated: doses(tocilizumab) >= 1
  later: { is: peak(crp), among: worst(icans) >= 2 }
`,
);
const again = (wishes: CellWishes, settings: WrittenSettings = {}) =>
	replay(file, wishes, { settings: checkSettings(settings, onCommandLine) }).then(({ one }) => one);

describe("a patient of a study run again", () => {
	test("has the row that the study has of him, to the bit, in each cell", async () => {
		const { work } = await prepareStudy(file);
		const { rows } = simulatePatients(work, work.programs.map(loader()), { from: 2, count: 1 });
		const cells: readonly CellWishes[] = [
			{ arm: "nobody" },
			{ arm: "drug", cell: ["tocilizumab.at=24 h"] },
			{ arm: "drug", cell: ["tocilizumab.at=36 h"] },
		];
		for (const [i, cell] of cells.entries()) {
			const { study, run } = await again(cell, { patient: 2 });
			const values = study!.outcomes.map(({ value }) => (value === null ? Number.NaN : Number(value)));
			expect([cell, values]).toEqual([cell, rows[i]!.outcomes]);
			// All of a run, not only what the study keeps.
			expect(run.trajectory.columns.has("spo2")).toBe(true);
		}
		expect(new Set(rows.map(({ outcomes }) => outcomes[0])).size).toBe(3);
	});

	test("a cell that there is not is told what there is, and what the study says itself is not overruled", async () => {
		const refusal = async (wishes: CellWishes, settings: WrittenSettings = {}) => {
			const [problem] = await again(wishes, settings).then(
				() => [],
				(error: InputError) => error.problems,
			);
			return `${problem?.message}; ${problem?.hint}`;
		};
		expect(await refusal({})).toContain("the study has several arms");
		expect(await refusal({ arm: "drugs" })).toMatch(/no arm "drugs"; .*"drug"/);
		expect(await refusal({ arm: "drug" })).toContain("2 cells of the arm are meant");
		expect(await refusal({ arm: "drug", cell: ["tocilizumab.at=2 day"] })).toMatch(
			/no point "tocilizumab.at=2 day"[\s\S]*tocilizumab.at=1 day, tocilizumab.at=36 h/,
		);
		expect(await refusal({ arm: "nobody", cell: ["tocilizumab.at=1 day"] })).toContain("nothing is varied in it");
		expect(await refusal({ arm: "nobody" }, { until: "9 day" })).toContain("a study says this itself");
	});

	test("a study is known by its name or its outcomes", () => {
		expect([file, "early-or-late-both", "untreated", join(folder, "none.yaml")].map(isStudy)).toEqual([true, true, false, false]);
	});
});
