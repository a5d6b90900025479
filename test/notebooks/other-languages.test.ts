import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Output, readNotebook } from "../../notebooks/executor/notebook.ts";
import { executedPython, packages, pythonAtHand } from "../../notebooks/executor/python.ts";
import { runScenario, runStudy, type StudyRun } from "../../src/node/index.ts";
import { home } from "../../src/node/model-files.ts";
import { aFolder } from "../cli/crsim.ts";
import { skipped } from "../support/skipped.ts";

const hasR = spawnSync("Rscript", ["--version"]).status === 0;
const hasPython = pythonAtHand() !== undefined;
if (!hasPython)
	skipped(
		`notebooks/python was not executed: no Python with ${packages.join(" and ")} (apt-get install python3-pandas python3-matplotlib)`,
	);
if (!hasR) skipped("notebooks/r was not executed: no Rscript (apt-get install r-base-core)");

const folder = aFolder();
const [run, study] = [join(folder, "run"), join(folder, "study")];
let found: StudyRun;

const textsOf = (outputs: readonly Output[] = []) => outputs.map((one) => (one.output_type === "stream" ? one.text.join("") : "")).join("");

describe.skipIf(!hasPython && !hasR)("a run and a study as other languages read them", () => {
	beforeAll(async () => {
		await runScenario("bulky-untreated", { until: "3 day", out: run, plots: [] });
		const text = `
about: Two arms.
patient: { tumor_burden: 3 }
until: 5 day
patients: 5
seed: 3
arms:
  - { name: nobody }
  - { name: "early, and at once", treatments: [ { give: tocilizumab, dose: 8 mg/kg, at: 1 day } ] }
outcomes:
  fever: peak(temperature) >= 39 degC
  hot: duration(temperature > 38 degC)
  late: first(crs >= 4)
`;
		found = await runStudy(text, { out: study, workers: 1 });
	});

	test.skipIf(!hasPython)("in Python, with pandas and matplotlib: the notebook finds the numbers of summary.json, and draws", () => {
		const path = join(home, "notebooks/python/read-a-study.ipynb");
		const cells = readNotebook(executedPython(path, { CRSIM_RUN: run, CRSIM_STUDY: study })).cells;
		const said = cells.map(({ outputs }) => textsOf(outputs)).join("");
		expect(said).toContain("5 patients, arms: nobody, early, and at once");
		expect(said).toContain("the same in all 6 cells of the table");
		const types = cells.flatMap(({ outputs = [] }) => outputs.flatMap((one) => ("data" in one ? Object.keys(one.data) : [])));
		expect(types.filter((type) => type === "image/svg+xml").length).toBe(2);
	});

	test.skipIf(!hasPython)("a Python cell that fails is told with notebook, cell and line", () => {
		const path = join(home, "notebooks/python/read-a-study.ipynb");
		expect(() => executedPython(path, { CRSIM_RUN: join(folder, "nowhere") })).toThrow(
			/read-a-study.ipynb, cell 2, line \d+\n {2}FileNotFoundError/,
		);
	});

	test.skipIf(!hasR)("in R, with nothing else: the script prints the numbers of summary.json, and draws", () => {
		const script = join(home, "notebooks/r/read-a-study.R");
		const { stdout, stderr, status } = spawnSync("Rscript", ["--vanilla", script, run, study, "fever", "hot"], { encoding: "utf8" });
		expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
		const rows = [...stdout.matchAll(/^ *(\w+) +(.*?) +(\d+) +(\S+) +(\S+) *$/gm)].map(([, outcome, arm, patients, mean]) => ({
			outcome,
			arm,
			patients: Number(patients),
			mean: Number(mean),
		}));
		const theirs = ["fever", "hot"].flatMap((name) =>
			found.summary.cells.map(({ arm, outcomes }) => {
				const one = outcomes.find((outcome) => outcome.name === name)!;
				const { value } = one.kind === "probability" ? one.share : one.mean;
				return { outcome: name, arm, patients: one.patients, mean: expect.closeTo(value, 10) };
			}),
		);
		expect(rows).toEqual(theirs);
		expect(existsSync(join(study, "from-r.pdf"))).toBe(true);
	});
});

test("the Python notebook says that it is for teaching and research only, and holds its outputs", () => {
	const { cells } = readNotebook(readFileSync(join(home, "notebooks/python/read-a-study.ipynb"), "utf8"));
	expect(JSON.stringify(cells[0]!.source)).toContain("For teaching and research only");
	expect(cells.filter(({ outputs = [] }) => outputs.length > 0).length).toBeGreaterThan(4);
});
