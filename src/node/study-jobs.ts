import { workerData } from "node:worker_threads";
import { outcomesAt } from "../population/sample-points.ts";
import { type StudyPart, simulatePatients } from "../population/simulate-patients.ts";
import type { StudyWork } from "../population/study-work.ts";
import { loader } from "../simulate/engine.ts";

const work = workerData as StudyWork;
const engines = work.programs.map(loader());

/** Runs some consecutive patients of the study that this thread was opened with. */
export const patients = (range: { readonly from: number; readonly count: number; readonly cells: readonly number[] }): StudyPart =>
	simulatePatients(work, engines, range);

/** Runs the study's first cell at points of a designed sample. */
export const points = (rows: readonly (readonly number[])[]): number[] => outcomesAt(work, engines[0]!, rows);
