import { join } from "node:path";
import type { StudyFound } from "../node/whole-study.ts";
import type { Written } from "../node/written.ts";
import type { StudySummary } from "../population/study-summary.ts";
import { sensitivityTable, studyTable } from "../report/study-table.ts";
import { wishesOf } from "./paint.ts";
import { result, resultLines, say } from "./speak.ts";

/** Says which outcomes nobody has: their columns are empty. */
function sayUnknown({ cells, failures }: StudySummary): void {
	if (failures.count > 0) say(`warning: ${failures.count} runs failed and are left out; the first: ${failures.first[0]!.why}`);
	for (const [i, { name }] of (cells[0]?.outcomes ?? []).entries())
		if (cells.every(({ outcomes }) => outcomes[i]!.patients === 0)) say(`warning: ${name} is unknown in every patient`);
}

/** What a study found as one value. */
export const studyAnswer = ({ summary, sensitivity }: StudyFound): object => (sensitivity === null ? summary : { ...summary, sensitivity });

/** Prints what a study found: its tables, or all of it as JSON. */
export function printStudy(found: StudyFound, format: string): void {
	const { summary, sensitivity } = found;
	sayUnknown(summary);
	if (format === "json") {
		result(JSON.stringify(studyAnswer(found), null, "\t"));
		return;
	}
	const options = wishesOf(process.stdout);
	resultLines(studyTable(summary, options));
	if (sensitivity !== null) resultLines(["", ...sensitivityTable(sensitivity, options)]);
}

/** Says where the results of a study were written. */
export function sayStudyWritten(folder: string, { warnings }: Written, beside = "outcomes.parquet and the figures"): void {
	for (const warning of warnings) say(warning);
	say(`wrote ${join(folder, "report.html")}, ${beside} beside them`);
}
