import type { GradeInput } from "../exchange/graded.ts";
import { type Asked, inCall, refuseOthers } from "./asked.ts";
import type { GradedFile, GradeOptions } from "./grade-file.ts";
import type { ScenarioRun } from "./run-scenario.ts";

/**
 * Grades a chart typed as a table (`.csv`), a folder that `runScenario` or `crsim run` wrote, or records (`.json`), by any scale, with reasons,
 * like `crsim grade`; a chart or records may be the text itself, and a run the value that `runScenario` gave. Throws an InputError with every
 * problem of the chart or the options.
 *
 *     const { answers } = await gradeChart("day,temp_c,sbp_low,o2_device\\n1,38.4,no,none\\n2,39.1,yes,none\\n");
 *     for (const { scale, grade, because } of answers) console.log(scale, grade, because);
 */
export async function gradeChart(chart: string | ScenarioRun, options: GradeOptions = {}): Promise<GradedFile> {
	const call = inCall("gradeChart");
	// What is `--scale` on the command line is a list here.
	const asked: Asked = { ...call, key: (option: string) => call.key(option === "scale" ? "scales" : option) };
	refuseOthers(asked, options, ["scales", "infusion", "models"]);
	const [{ gradeFile, gradeOpened }, { gradeInputOfText }] = await Promise.all([import("./grade-file.ts"), import("./grade-files.ts")]);
	if (typeof chart !== "string") {
		const input = await inputOfRun(chart);
		return gradeOpened(() => input, { ...options, file: "run" }, asked);
	}
	if (!/\n/.test(chart)) return gradeFile(chart, options, asked);
	const input = gradeInputOfText(chart);
	return gradeOpened(() => input, { ...options, file: input.kind }, asked);
}

/** A run as its folder would say it. */
async function inputOfRun({ run, summary }: ScenarioRun): Promise<GradeInput> {
	const { eventsCsv, trajectoryCsv } = await import("../exchange/csv.ts");
	const trajectory = { text: trajectoryCsv(run.trajectory), file: "trajectory.csv" };
	return { kind: "run", name: "run", texts: { trajectory, events: { text: eventsCsv(run.events), file: "events.csv" }, summary } };
}
