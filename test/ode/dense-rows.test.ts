import { describe, expect, test } from "vitest";
import { equationRoutines } from "../../src/model/equation-routines.ts";
import { kernelModule } from "../../src/model/kernel-module.ts";
import { linearizationRoutines } from "../../src/model/linearization.ts";
import type { Kernel } from "../../src/ode/kernel.ts";
import { kernelInJavaScript } from "../../src/ode/kernel-in-javascript.ts";
import { kernelsOf } from "../../src/ode/kernel-in-webassembly.ts";
import { rodas5pTableau } from "../../src/ode/rodas5p.ts";
import type { RosenbrockTableau } from "../../src/ode/rosenbrock-tableau.ts";
import { aFlatModel } from "../model/a-model.ts";

const flat = aFlatModel(`states:
  a: { unit: "1", start: "1", rate: -1 /h * a }
  b: { unit: "1", start: "2", rate: 1 /h * a - 3 /h * b }
  c: { unit: "1", start: "0", rate: 0 /h }
`);

/** Whole numbers and halves, so that no sum is rounded. */
const [y, next] = [
	[1, 2, 7],
	[3, 0.5, 7],
] as const;
const weightOf = (row: number, stage: number) => ((row + 2) * (stage + 3)) % 7;
const stageOf = (stage: number) => [stage - 3, 0.5 * stage, 0];

/** The method with so many made-up rows of dense output. */
const tableauOf = (rows: number): RosenbrockTableau => ({
	...rodas5pTableau,
	dense: Array.from({ length: rows }, (_, row) => rodas5pTableau.a.map((_, stage) => weightOf(row, stage))),
});

function kernelsFor(tableau: RosenbrockTableau): readonly Kernel[] {
	const allowed = { absolute: Float64Array.from(y, () => 1), relative: Float64Array.from(y, () => 1) };
	const numbers = { p: new Float64Array(flat.parameters.length), u: new Float64Array(flat.inputs.length) };
	const routines = { equations: equationRoutines(flat), algebra: linearizationRoutines(flat) };
	const run = { ...numbers, k: new Float64Array(routines.equations.constantCount), allowed };
	const equations = { rates: () => {}, relativeTolerance: 1, absoluteTolerance: allowed.absolute };
	return [kernelInJavaScript(tableau, equations, allowed), kernelsOf(kernelModule(flat, tableau, routines), tableau.gamma)!(run)];
}

/** The solution at a share of the step from `y` to `next`. */
function insideOf(kernel: Kernel, share: number): number[] {
	const out = new Float64Array(y.length);
	kernel.begin();
	kernel.y.set(y);
	kernel.next.set(next);
	for (const [stage, k] of kernel.k.entries()) k.set(stageOf(stage));
	kernel.bend();
	kernel.inside(share, out);
	return [...out];
}

/** As `RosenbrockTableau` says it: (1 - s) y_0 + s (y_1 + (1 - s)(r_1 + s (r_2 + s (r_3 + …)))). */
function polynomial({ dense }: RosenbrockTableau, s: number): number[] {
	return y.map((start, i) => {
		const r = dense.map((row) => row.reduce((sum, weight, stage) => sum + weight * stageOf(stage)[i]!, 0));
		const bent = r.reduce((sum, one, power) => sum + one * s ** power, 0);
		return (1 - s) * start + s * (next[i]! + (1 - s) * bent);
	});
}

describe.each([0, 1, 2, 3, 4, 6])("dense output of %i rows", (rows) => {
	const tableau = tableauOf(rows);
	const [inJavaScript, inWebAssembly] = kernelsFor(tableau) as [Kernel, Kernel];

	test.each([0, 0.25, 0.5, 0.75, 1])("is the stated polynomial in both kernels, at a share of %d", (share) => {
		expect(insideOf(inJavaScript, share)).toEqual(polynomial(tableau, share));
		expect(insideOf(inWebAssembly, share)).toEqual(polynomial(tableau, share));
	});

	test("is the same to the last bit in both kernels", () => {
		for (const share of [0.1, 1 / 3, 0.7]) expect(insideOf(inWebAssembly, share)).toEqual(insideOf(inJavaScript, share));
	});

	test("bends with its last row", () => {
		expect(polynomial(tableauOf(rows + 1), 0.5)).not.toEqual(polynomial(tableau, 0.5));
	});
});
