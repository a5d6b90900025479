import { inCall, refuseOthers } from "./asked.ts";
import type { GradedFile, GradeOptions } from "./grade-file.ts";

/**
 * Grades a chart typed as a table (`.csv`), a folder that `runScenario` or `crsim run` wrote, or records (`.json`), by any scale, with reasons,
 * like `crsim grade`. Throws an InputError with every problem of the file or the options.
 *
 *     const { answers } = await gradeChart("chart.csv", { scales: ["ASTCT_CRS", "PENN_CRS"] });
 *     for (const { scale, grade, because } of answers) console.log(scale, grade, because);
 */
export async function gradeChart(file: string, options: GradeOptions = {}): Promise<GradedFile> {
	const call = inCall("gradeChart");
	// What is `--scale` on the command line is a list here.
	const asked = { ...call, key: (option: string) => call.key(option === "scale" ? "scales" : option) };
	refuseOthers(asked, options, ["scales", "infusion", "models"]);
	const { gradeFile } = await import("./grade-file.ts");
	return gradeFile(file, options, asked);
}
