import { sameEquations } from "../model/compile.ts";
import { prepare } from "../simulate/prepare.ts";
import type { Prepared } from "../simulate/prepared.ts";
import type { Study } from "./study.ts";

/**
 * The scenarios of a study with the code of their equations, each code generated once, however many cells share it. Plain data: a thread that
 * gets it and the study in one message reads no formula and generates nothing.
 *
 *     for (const cell of prepareCells(study)) unpacked(cell);   // simulatePatients(study, …) has its code at hand
 */
export function prepareCells({ cells }: Study): Prepared[] {
	const known: Prepared[] = [];
	return cells.map(({ scenario }) => {
		const { flat } = scenario;
		const same = known.find((one) => one.scenario.flat.flows === flat.flows && sameEquations(one.scenario.flat, flat));
		if (same) return { scenario, code: same.code };
		const prepared = prepare(scenario);
		known.push(prepared);
		return prepared;
	});
}
