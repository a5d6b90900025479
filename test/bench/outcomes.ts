import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import { columnsOf } from "../../src/population/read-of-runs.ts";
import { outcomesReader } from "../../src/population/read-outcomes.ts";
import { runPatient } from "../../src/population/simulate-patients.ts";
import { workOf } from "../../src/population/study-work.ts";
import { loadProgram } from "../../src/simulate/engine.ts";

/** Columns with a level that patients pass, in its unit. */
const levels = [
	"il6 > 100 pg/mL",
	"map > 65 mmHg",
	"temperature > 38 degC",
	"spo2 > 92 percent",
	"crp > 100 mg/L",
	"ferritin > 5000 ng/mL",
	"lactate > 2 mmol/L",
	"creatinine > 1.5 mg/dL",
];

/** Ten outcomes of each of eight columns, as a trial's table has them. */
export const eighty: readonly string[] = levels.flatMap((level) => {
	const [column, , ...value] = level.split(" ");
	return [
		`peak(${column})`,
		`nadir(${column})`,
		`area(${column})`,
		`peak_time(${column})`,
		`at(${column}, 7 day)`,
		`time_above(${column}, ${value.join(" ")})`,
		`first(${level})`,
		`duration(${level})`,
		`duration(${level} and crs >= 2)`,
		`within(${level}, 7 day, first(crs >= 1))`,
	];
});

const studyOf = (outcomes: readonly string[]) =>
	parseStudy(
		`about: A study.\nuntil: 30 day\npatients: 1\noutcomes:\n${outcomes.map((text, i) => `  x${i}: ${JSON.stringify(text)}\n`).join("")}`,
		{ file: "bench.yaml", models: modelsAtHand() },
	);

/** What reading outcomes costs beside the runs that they are read of: milliseconds a patient, the fastest of some. */
export function costOf(
	outcomes: readonly string[],
	patients = 30,
): { readonly run: number; readonly read: number; readonly passes: number } {
	const work = workOf(studyOf(outcomes));
	const engine = loadProgram(work.programs[0]!);
	const columns = columnsOf(work, engine.program.bind);
	const { read, columns: passes } = outcomesReader(work.outcomes);
	let [running, reading] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	for (let patient = 0; patient < patients; patient++) {
		const begun = performance.now();
		const ended = runPatient(engine, { seed: 7, patient }, { columns, moments: [] });
		const between = performance.now();
		if ("failed" in ended) continue;
		read(ended.run);
		running = Math.min(running, between - begun);
		reading = Math.min(reading, performance.now() - between);
	}
	return { run: running, read: reading, passes };
}
