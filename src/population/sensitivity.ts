import { influences } from "./influences.ts";
import { latinHypercube, type Point } from "./latin-hypercube.ts";
import { pointOfRun, runsAPoint, runsOf, sobolDesign } from "./sobol-design.ts";
import { sobolIndices } from "./sobol-indices.ts";
import type { Study } from "./study.ts";
import type { SensitivitySummary } from "./study-summary.ts";

/** The points at which a study's sensitivity plan runs its first cell, in order. */
export function pointsOf({ sensitivity, seed }: Study): readonly Point[] {
	if (!sensitivity) return [];
	const { design, parameters, samples } = sensitivity;
	if (design === "latin-hypercube") return latinHypercube(parameters, { seed, points: samples });
	const sobol = sobolDesign(parameters, { seed, points: samples });
	return Array.from({ length: runsOf(sobol) }, (_, run) => pointOfRun(sobol, run));
}

/**
 * Which parameters decide the outcome of a study's sensitivity plan. `values[i]` is the outcome at `pointsOf(study)[i]`; not a number where
 * the run failed.
 */
export function sensitivityOf(study: Study, values: readonly number[]): SensitivitySummary {
	const { sensitivity, title, about, seed, outcomes } = study;
	if (!sensitivity) throw new RangeError("this study has no sensitivity plan");
	const { parameters, design, outcome } = sensitivity;
	const points = pointsOf(study);
	const each = design === "sobol" ? runsAPoint(parameters.length) : 1;
	// Of each point of a Sobol design the first two runs are independent samples; the others repeat their columns.
	const independent = points.flatMap((point, i) => (i % each < 2 ? [{ point, value: values[i]! }] : []));
	const indices = design === "sobol" ? { indices: sobolIndices(values, { parameters: parameters.length, seed }) } : {};
	return {
		title,
		about,
		outcome,
		is: outcomes.find(({ name }) => name === outcome)!.is,
		design,
		runs: points.length,
		failed: values.filter((value) => Number.isNaN(value)).length,
		influences: influences(parameters, {
			points: independent.map(({ point }) => point),
			outcomes: independent.map(({ value }) => value),
			...indices,
		}),
	};
}
