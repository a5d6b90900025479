import type { Arguments } from "../grade.ts";
import { linesOption } from "../run-options.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

const epilogue = `A run folder is what "crsim run --out" wrote.

records.json is a list of { "id", "scale", "inputs" }; the answer is a list of { "id", "scale", "grade", "because" }. The names of scales: crsim list scales.

A chart is a table, its cells apart by commas, semicolons or tabs: time_h or day (or dates in a column time, with --infusion), an id where there are
several patients, then any of
  temp_c, map and sbp (or sbp_low: yes/no), spo2 (percent; low without oxygen it is told, not graded), fluid_bolus (boluses since the row before), o2_device with o2_lpm and o2_fio2 (0.4, not 40),
  a column for each vasopressor, such as norepinephrine_ug_min, norepinephrine_ug_kg_min or vasopressin_u_min (0: it does not run; a rate that stands
  in two rows ran between them at the lower of the two – norepinephrine_hours and so on say otherwise),
  given (drugs, joined by +; brands are read too), organ_creatinine, organ_transaminase, organ_non_transaminase (CTCAE grades),
  hospitalised_for_crs, iv_therapy, products_for_coagulopathy, dead_of_crs, age_y, weight_kg,
  ice (or cannot), capd, consciousness, seizure, deep_focal_motor, oedema, icp_sign, cartox10, anc (per uL), plt (10^9/L),
  ferritin (ng/mL; with it IEC-HS is followed), crp_mg_dl, fibrinogen_mg_dl, transaminase_x_uln, creatinine_mg_dl (each stands for a day), note,
  and what models chart beside, such as il6 or heart_rate: read by no scale (crsim list charting; crsim run --chart draws it).
Names in any case and with a unit beside them, as in "Temp (°F)", are read too, and units, bounds (<5) and decimal commas in the cells.
An empty cell (NA, ND, .) is unknown, never normal: where it could matter the grade is known between bounds only, and "at least 3" is the lower one. A column that is not there takes its default.`;

/** `crsim grade INPUT`: grades a run, a real chart or single records by any scale, with reasons. */
export const gradeCommand: CommandModule<unknown, Arguments> = {
	command: "grade <input>",
	describe: "Grade a run folder, a chart typed as a table, or records, on every scale, with reasons",
	builder: (yargs) =>
		yargs
			.positional("input", { type: "string", demandOption: true, describe: "A run folder, chart.csv or records.json" })
			.option("scale", { type: "string", describe: "Only these scales, such as ASTCT_CRS,PENN_CRS" })
			.option("format", linesOption)
			.option("explain", { type: "boolean", default: false, describe: "Show the decisive row of each scale side by side" })
			.option("infusion", {
				type: "string",
				requiresArg: true,
				describe: 'When the patients of a chart with dates were infused, such as "2026-03-01 10:00"',
			})
			.option("models", { type: "string", describe: "A folder with models of your own, whose treatments a chart or record may name" })
			.example("$0 grade out/untreated --explain", "grade a run that was written, on every scale")
			.example("$0 grade chart.csv --scale ASTCT_CRS,PENN_CRS", "grade a chart on two scales")
			.example('$0 grade scenarios/charts/two-patients.csv --infusion "2026-03-01 10:00"', "grade a chart with dates")
			.epilogue(epilogue),
	handler: (args) => guarded(async () => (await import("../grade.ts")).grade(args)),
};
