import { modelCode, sameEquations } from "../model/compile.ts";
import type { FlatModel } from "../model/flat-model.ts";
import type { Prepared } from "../simulate/prepared.ts";
import type { Study } from "./study.ts";

/**
 * The scenarios of a study with the code of their equations, each code generated once, however many cells share it. Plain data: a thread that
 * gets it and the study in one message reads no formula and generates nothing.
 *
 *     for (const cell of prepareCells(study)) unpacked(cell);   // simulatePatients(study, …) has its code at hand
 */
export function prepareCells({ cells }: Study): Prepared[] {
	const known: { readonly flat: FlatModel; readonly code: Prepared["code"] }[] = [];
	return cells.map(({ scenario }) => {
		const { flat } = scenario;
		const same = known.find((one) => one.flat.flows === flat.flows && sameEquations(one.flat, flat));
		const { code } = same ?? { code: modelCode(flat) };
		if (!same) known.push({ flat, code });
		return { scenario, code };
	});
}
