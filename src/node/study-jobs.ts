import { workerData } from "node:worker_threads";
import { outcomesAt } from "../population/sample-points.ts";
import { type Part, simulatePatients } from "../population/simulate-patients.ts";
import { headOf } from "../population/study-head.ts";
import { unpacked } from "../simulate/prepared.ts";
import type { Ready } from "./run-study.ts";

const { study, prepared } = workerData as Ready;
const head = headOf(study);
for (const cell of prepared) unpacked(cell);

/** Runs some consecutive patients of the study that this thread was opened with. */
export const patients = (range: { readonly from: number; readonly count: number }): Part => simulatePatients(study, head, range);

/** Runs the study's first cell at points of a designed sample. */
export const points = (rows: readonly (readonly number[])[]): number[] => outcomesAt(study, rows);
