import { disclaimer } from "../report/disclaimer.ts";
import { gradeTable } from "../report/grade-table.ts";
import { sensitivityTable, studyTable } from "../report/study-table.ts";
import { terminalChart } from "../report/terminal-chart.ts";
import { terminalComparison } from "../report/terminal-comparison.ts";
import { terminalSummary } from "../report/terminal-summary.ts";
import type { CheckedFile } from "./check.ts";
import type { Comparison } from "./compare-scenarios.ts";
import type { GradedFile } from "./grade-file.ts";
import type { ScenarioRun } from "./run-scenario.ts";
import { runsOf } from "./runs-of.ts";
import type { StudyRun } from "./whole-study.ts";

/**
 * What the command line prints of a run, a comparison, a study, a graded chart or a check, `width` characters wide (80).
 *
 *     console.log(asText(await runScenario("untreated")));
 *     console.log(asText(await gradeChart("chart.csv"), { width: 140 }));
 */
export function asText(
	found: ScenarioRun | Comparison | StudyRun | GradedFile | CheckedFile,
	{ width = 80 }: { readonly width?: number } = {},
): string {
	return linesOf(found, width).join("\n");
}

function linesOf(found: Parameters<typeof asText>[0], width: number): readonly string[] {
	if ("words" in found) return [found.words];
	if ("answers" in found) return [...gradeTable(found.answers, { width }), "", disclaimer];
	const runs = runsOf(found);
	if (runs === undefined) {
		const { summary, sensitivity } = found as StudyRun;
		return [...studyTable(summary, { width }), ...(sensitivity === null ? [] : ["", ...sensitivityTable(sensitivity, { width })])];
	}
	if ("runs" in found) return terminalComparison(runs, { width });
	const { run, over: charted } = found as ScenarioRun;
	return terminalSummary(run, { width, charted, beside: charted === undefined ? [] : terminalChart(run, charted) });
}
