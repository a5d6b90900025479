import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runInC } from "../../src/exchange/printers/c.ts";
import { runInJulia } from "../../src/exchange/printers/julia.ts";
import { runInMatlab } from "../../src/exchange/printers/matlab.ts";
import { type PrintedRun, printedRun } from "../../src/exchange/printers/printed-run.ts";
import { runInPython } from "../../src/exchange/printers/python.ts";
import { runInR } from "../../src/exchange/printers/r.ts";
import { evaluate } from "../../src/language/evaluate.ts";
import type { Expression } from "../../src/language/expression.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aFolder } from "../cli/crsim.ts";
import { aScenario, column, treated } from "../support/a-scenario.ts";
import { engineOf, runEngine } from "../support/run-plan.ts";
import { skipped } from "../support/skipped.ts";

/** Whether a tool runs here; what is not tried is said. */
function runs(tool: string, words: readonly string[], name: string): boolean {
	const is = spawnSync(tool, words).status === 0;
	if (!is)
		skipped(
			`runs printed in ${name}, solved by it (Debian: ${name === "R" ? "r-cran-desolve" : name === "Python" ? "python3-scipy" : "gcc"})`,
		);
	return is;
}
const hasR = runs("Rscript", ["-e", "library(deSolve)"], "R");
const hasPython = runs("python3", ["-c", "import scipy.integrate"], "Python");
const hasC = runs("cc", ["--version"], "C");

interface Printed {
	readonly run: Run;
	readonly printed: PrintedRun;
}

function printedOf(plan: Plan): Printed {
	const engine = engineOf(plan);
	const run = runEngine(engine, { relativeTolerance: 1e-10 });
	return { run, printed: printedRun(plan, nominalPatient(engine.program), run) };
}

/** Doses at once and slowly, a rate, a state that is set, a weight that changes on a line: all that may happen. */
const small = () =>
	printedOf(
		aScenario(
			`${treated(["give: drug, dose: 30 mg, at: 5 h, every: 6 h, doses: 3", "give: drug, dose: 20 mg, at: 7.25 h, over: 2 h", "give: pressor, rate: 0.1 ug/kg/min, at: 10 h, for: 5 h"], "30 h")}\nset: { wave: { to: 2x, at: 12 h } }\n`,
			{ events: { table: { file: "doses.csv", text: "ID,TIME,EVID,AMT,CMT,RATE,WT\n1,0,1,10,pool,4,60\n1,20,0,.,.,.,80\n" } } },
		),
	);

/** The whole model, with what a drug and two of conditioning do in it. */
const whole = () =>
	printedOf(
		parseScenario("about: A.\npatient: { tumor_burden: 3 }\nuntil: 3 day\ntreatments: [ { give: tocilizumab, at: 2 day } ]\n", {
			file: "s.yaml",
			models: modelsAtHand(),
		}),
	);

/** The largest difference of a state from ours at any instant, relative to it or to a thousandth of its largest. */
function farthest({ run, printed }: Printed, csv: string): { readonly rows: number; readonly off: number } {
	const [header = "", ...lines] = csv.trim().split("\n");
	const names = header.trim().split(",");
	const rows = lines.map((line) => line.split(",").map(Number));
	const last = new Map(Array.from(run.trajectory.times, (time, i) => [time, i]));
	let off = 0;
	for (const { name } of printed.states) {
		if (!run.trajectory.columns.has(name)) continue;
		const ours = column(run, name);
		const most = ours.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
		for (const row of rows) {
			const wanted = ours[last.get(row[0]!)!]!;
			const found = row[names.indexOf(name)]!;
			if (most > 0) off = Math.max(off, Math.abs(found - wanted) / Math.max(Math.abs(wanted), 1e-3 * most));
			else expect(found).toBe(0);
		}
	}
	return { rows: rows.length, off };
}

/** The rates at hour 7, a third of its scale above each start, by the slow evaluation of the expressions. */
function ratesOf({ printed: { parameters, inputs, states, flows } }: Printed): readonly number[] {
	const values = new Map([["t", 7], ...[...parameters, ...inputs].map(({ name, value }) => [name, value] as const)]);
	for (const { name, start, scale } of states) values.set(name, start + 0.3 * scale);
	const number = (name: string) => values.get(name)!;
	for (const { name, is } of flows) values.set(name, evaluate(is, { number }));
	return states.map(({ rate }) => evaluate(rate, { number }));
}

function solvedBy(tool: string, file: string, text: string): string {
	const path = join(aFolder(), file);
	writeFileSync(path, text);
	const { status, stdout, stderr } = spawnSync(tool, [path], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
	expect(`${status} ${stderr}`).toBe("0 ");
	return stdout;
}

describe("a run printed in another language", () => {
	const made: Record<string, Printed> = {};
	beforeAll(() => {
		made["small"] = small();
		made["whole"] = whole();
	}, 120_000);

	test.runIf(hasPython).each([
		["small", 55],
		["whole", 217],
	])("is the same to six digits when SciPy solves it: %s", { timeout: 240_000 }, (name, rows) => {
		const found = farthest(made[name]!, solvedBy("python3", "run.py", runInPython(made[name]!.printed)));
		expect(found.rows).toBe(rows);
		expect(found.off).toBeLessThan(1e-6);
	});

	// The whole model is compiled from the text that the test of C holds to our rates; R takes minutes to compile it.
	test.runIf(hasR)("is the same to six digits when deSolve solves it, compiled", { timeout: 240_000 }, () => {
		const found = farthest(made["small"]!, solvedBy("Rscript", "run.R", runInR(made["small"]!.printed)));
		expect(found.rows).toBe(55);
		expect(found.off).toBeLessThan(1e-6);
	});

	test.runIf(hasC).each(["small", "whole"])(
		"in C has our rates, and a Jacobian that is their derivative: %s",
		{ timeout: 120_000 },
		(name) => {
			const { printed } = made[name]!;
			const folder = aFolder();
			const main = `#include <stdio.h>
int main(void) {
  static double y[STATES], dy[STATES], up[STATES], down[STATES], pd[STATES * STATES];
  double worst = 0;
  for (int i = 0; i < STATES; i++) y[i] = start[i] + 0.3 * scale[i];
  rates(7.0, y, inputs_at_rest, dy);
  jacobian(7.0, y, inputs_at_rest, pd);
  for (int j = 0; j < STATES; j++) {
    double h = 1e-5 * fmax(fabs(y[j]), scale[j]), kept = y[j];
    y[j] = kept + h; rates(7.0, y, inputs_at_rest, up);
    y[j] = kept - h; rates(7.0, y, inputs_at_rest, down);
    y[j] = kept;
    for (int i = 0; i < STATES; i++) {
      double slope = (up[i] - down[i]) / (2 * h), size = fabs(slope) + 1e-3 * (fabs(dy[i]) + 1e-9) / h * 1e-3;
      if (size > 0) worst = fmax(worst, fabs(slope - pd[i + j * STATES]) / size);
    }
  }
  printf("%.17g\\n", worst);
  for (int i = 0; i < STATES; i++) printf("%.17g\\n", dy[i]);
  return 0;
}
`;
			writeFileSync(join(folder, "run.c"), `${runInC(printed)}${main}`);
			const built = spawnSync("cc", ["-std=c99", "-Wall", "-Wno-unused", "-Werror", "-O0", "-o", "run", "run.c", "-lm"], {
				cwd: folder,
				encoding: "utf8",
			});
			expect(built.stderr).toBe("");
			const [worst = Number.NaN, ...found] = spawnSync(join(folder, "run"), { encoding: "utf8" }).stdout.trim().split("\n").map(Number);
			expect(worst).toBeLessThan(1e-3);
			expect(found.length).toBe(printed.states.length);
			const ours = ratesOf(made[name]!);
			const off = ours.map((rate, i) => Math.abs(found[i]! - rate) / Math.max(1e-9, Math.abs(rate)));
			expect(Math.max(...off)).toBeLessThan(1e-9);
		},
	);

	/** The functions that the whole model does not call, as the rates of a few states. */
	function uncommon(): Printed {
		const texts = [
			"arcsin(t / 8)",
			"arccos(t / 8)",
			"arctan(t)",
			"factorial(t) / 7",
			"floor(-t / 2)",
			"ceil(-t / 2)",
			"round(-t / 2)",
			"arcsin(t)",
		];
		const { run, printed } = made["small"]!;
		const rates = texts.map((text) => (parseExpression(text) as { expression: Expression }).expression);
		const state = printed.states[0]!;
		return {
			run,
			printed: { ...printed, flows: [], entries: [], steps: [], states: rates.map((rate, i) => ({ ...state, name: `s${i}`, rate })) },
		};
	}

	test.runIf(hasPython && hasC)("has our values of functions that are seldom called, in Python and C", { timeout: 120_000 }, () => {
		const printed = uncommon();
		const inPython = `${runInPython(printed.printed).split("if __name__")[0]}print(*rates(7.0, start, inputs_at_rest), sep=chr(10))\n`;
		const folder = aFolder();
		const main = `#include <stdio.h>\nint main(void) { double dy[STATES]; rates(7.0, start, inputs_at_rest, dy); for (int i = 0; i < STATES; i++) printf("%.17g\\n", dy[i]); return 0; }\n`;
		writeFileSync(join(folder, "run.c"), `${runInC(printed.printed)}${main}`);
		expect(spawnSync("cc", ["-std=c99", "-o", "run", "run.c", "-lm"], { cwd: folder, encoding: "utf8" }).stderr).toBe("");
		const found = [solvedBy("python3", "rates.py", inPython), spawnSync(join(folder, "run"), { encoding: "utf8" }).stdout];
		for (const text of found) {
			const values = text.trim().split("\n").map(Number);
			const wanted = ratesOf(printed);
			expect(values).toHaveLength(wanted.length);
			for (const [i, value] of values.slice(0, -1).entries()) expect(value).toBeCloseTo(wanted[i]!, 9);
			expect([values.at(-1), wanted.at(-1)]).toEqual([Number.NaN, Number.NaN]);
		}
	});

	test("in Julia and MATLAB says that nobody ran it, and has every state and every event once", () => {
		const { printed } = made["whole"]!;
		const [julia, matlab] = [runInJulia(printed), runInMatlab(printed)];
		for (const text of [julia, matlab]) expect(text).toContain("Not run by the tests of crsim");
		expect(julia.match(/^ {4}dy\[\d+\] = /gm)!.length).toBe(printed.states.length);
		expect(matlab.match(/^ {4}dy\(\d+\) = /gm)!.length).toBe(printed.states.length);
		expect(julia.match(/^ {4}\(-?\d+\S*, :(?:state|input), /gm)!.length).toBe(printed.events.length);
	});
});
