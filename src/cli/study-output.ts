import type { StudySummary } from "../population/study-summary.ts";
import { result } from "./speak.ts";

/** Prints what a study found. */
export async function printStudy(summary: StudySummary, _format: string): Promise<void> {
	result(JSON.stringify(summary, null, "\t"));
}
