import type { BloodCount } from "../exchange/read-chart.ts";
import type { DecisiveRow } from "../grading/decisive-row.ts";
import type { ChartedLook, GradedStay } from "../grading/stay.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import type { GradeInput } from "../node/grade-files.ts";
import type { GradeAnswer } from "../report/grade-answers.ts";
import { exitCodes, guarded, result, say } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

interface Arguments {
	readonly input: string;
	readonly scale?: string | undefined;
	readonly format: string;
	readonly explain: boolean;
	readonly models?: string | undefined;
}

/** Answers, and what stands side by side under each heading when reasons were asked for. */
interface Graded {
	readonly answers: readonly GradeAnswer[];
	readonly explained: readonly { readonly heading: string; readonly rows: readonly DecisiveRow[] }[];
}

/** The scales that a person asked for; those that were not asked for are an empty list. */
async function askedScales(asked: string | undefined): Promise<readonly string[]> {
	if (asked === undefined) return [];
	const [{ scales }, { stayScales }] = await Promise.all([import("../grading/scales.ts"), import("../grading/stay.ts")]);
	const ids = asked.split(",").map((id) => id.trim().toUpperCase());
	const unknown = ids.filter((id) => !Object.hasOwn(scales, id) && !stayScales.includes(id));
	if (unknown.length > 0) {
		throw new InputError(
			unknown.map((id) => ({
				file: "command line",
				line: 1,
				column: 1,
				key: "--scale",
				message: `unknown scale "${id}"`,
				hint: `${allowedHint(id, Object.keys(scales))} See: crsim list scales`,
			})),
		);
	}
	return ids;
}

async function gradeRecords(text: string, { input, models, asked }: Arguments & { asked: readonly string[] }): Promise<Graded> {
	const [{ readGradeRecords }, { formularyAtHand }, { recordAnswer }, { decisiveRow, kin }] = await Promise.all([
		import("../exchange/grade-records.ts"),
		import("../node/grade-files.ts"),
		import("../report/grade-answers.ts"),
		import("../grading/decisive-row.ts"),
	]);
	const { records, notes } = readGradeRecords(text, { file: input, formulary: formularyAtHand(models), only: asked });
	for (const note of notes) say(`note: ${note}`);
	const explained = records.map(({ id, scale, inputs }) => ({
		heading: `${id} (${scale})`,
		rows: kin(scale).map((one) => decisiveRow(one, inputs)),
	}));
	return { answers: records.map(recordAnswer), explained };
}

/** A stay ready to be graded: a chart, or a run read back. */
interface Stay {
	readonly name: string;
	readonly looks: readonly ChartedLook[];
	readonly neutrophils: readonly BloodCount[];
	readonly platelets: readonly BloodCount[];
	/** Scales for which it has something to say. */
	readonly scales: readonly string[];
}

const neurologicColumns = ["ice", "capd", "consciousness", "seizure", "deep_focal_motor", "oedema", "icp_sign"];

async function openStay(input: Exclude<GradeInput, { kind: "records" }>, { input: file, models }: Arguments): Promise<Stay> {
	const { stayScales } = await import("../grading/stay.ts");
	const crs = stayScales.filter((id) => id.endsWith("_CRS"));
	if (input.kind === "chart") {
		const [{ readChart }, { formularyAtHand }] = await Promise.all([import("../exchange/read-chart.ts"), import("../node/grade-files.ts")]);
		const chart = readChart(input.text, { file, formulary: formularyAtHand(models) });
		if (chart.taken.length > 0) say(`note: no column says otherwise, so this is taken for granted: ${chart.taken.join(", ")}`);
		for (const note of chart.notes) say(`note: ${note}`);
		const has = (names: readonly string[]) => names.some((name) => chart.columns.includes(name));
		const brain = [...(has(neurologicColumns) ? ["ASTCT_ICANS"] : []), ...(has(["cartox10"]) ? ["CARTOX_CRES"] : [])];
		return { name: input.name, ...chart, scales: [...crs, ...brain, ...(has(["ferritin"]) ? ["IECHS_GRADE"] : [])] };
	}
	const { readRunFolder } = await import("../exchange/read-run-folder.ts");
	const run = readRunFolder(input.texts);
	for (const note of run.notes) say(`note: ${note}`);
	if (run.scales.length === 0) say("note: the model of this run has no graded toxicity; --scale grades it by one of your choice");
	return { name: input.name, ...run, scales: stayScales.filter((id) => run.scales.includes(id)) };
}

const bloodScales = ["ICAHT_EARLY", "ICAHT_LATE", "T_ICAHT_EARLY", "T_ICAHT_LATE"];

async function gradeStays(stay: Stay, asked: readonly string[]): Promise<Graded> {
	const [{ gradeStay, stayScales }, { courseAnswer }, { worstHour }, { decisiveRow, courseRow }] = await Promise.all([
		import("../grading/stay.ts"),
		import("../report/grade-answers.ts"),
		import("../grading/worst-hour.ts"),
		import("../grading/decisive-row.ts"),
	]);
	refuseOthers(asked, [...stayScales, ...bloodScales]);
	const graded = gradeStay(stay.looks, asked.length === 0 ? stay.scales : asked);
	const courses = Object.values(graded.courses).map((course) => courseAnswer(stay.name, course));
	return {
		answers: [...courses, ...(await bloodAnswers(stay, asked))],
		explained: sideBySide(graded, { worstHour, decisiveRow, courseRow }),
	};
}

function sideBySide(
	graded: GradedStay,
	{
		worstHour,
		decisiveRow,
		courseRow,
	}: {
		courseRow: typeof import("../grading/decisive-row.ts").courseRow;
		worstHour: typeof import("../grading/worst-hour.ts").worstHour;
		decisiveRow: typeof import("../grading/decisive-row.ts").decisiveRow;
	},
): Graded["explained"] {
	const hour = worstHour(graded);
	const rows = Object.entries(hour?.points ?? {}).map(([scale, point]): DecisiveRow => {
		const { grade, because } = point;
		const { least: _, ...row } = decisiveRow(scale, hour!.record);
		const bound = point.grade === null ? { least: point.least } : {};
		// Where a gap leaves the grade open, the mildest reading must not pass for the answer.
		return grade === row.answer ? { ...row, ...bound, because } : { ...row, answer: grade, ...bound, rule: "", standing: "", because };
	});
	const own = Object.values(graded.courses)
		.filter(({ scale }) => !rows.some((row) => row.scale === scale))
		.map((course) => courseRow(course));
	const when = hour === undefined ? "" : `day ${(hour.time / 24).toFixed(2)} (hour ${Number(hour.time.toFixed(2))})`;
	return [
		...(rows.length > 0 ? [{ heading: `The worst hour: ${when}`, rows }] : []),
		...(own.length > 0 ? [{ heading: "Scales of blood, each at its own worst hour", rows: own }] : []),
	];
}

function refuseOthers(asked: readonly string[], allowed: readonly string[]): void {
	const others = asked.filter((id) => !allowed.includes(id));
	if (others.length === 0) return;
	const hint = `a chart or run is graded by ${allowed.join(", ")}; others take records.json`;
	throw new InputError(
		others.map((id) => ({ file: "command line", line: 1, column: 1, key: "--scale", message: `${id} does not follow a stay`, hint })),
	);
}

/** Days of low counts: grades of a whole month, so without being asked they are given only when it is over. */
async function bloodAnswers({ name, neutrophils, platelets }: Stay, asked: readonly string[]): Promise<readonly GradeAnswer[]> {
	const [{ bloodDays }, { recordAnswer }] = await Promise.all([import("../grading/blood-days.ts"), import("../report/grade-answers.ts")]);
	const [anc, plt] = [bloodDays(neutrophils), bloodDays(platelets)];
	const all = [
		{ scale: "ICAHT_EARLY", inputs: { anc_daily: anc.early }, whole: anc.early.length > 30 },
		{ scale: "ICAHT_LATE", inputs: { anc_after_day30: anc.late }, whole: anc.late.length > 0 },
		{ scale: "T_ICAHT_EARLY", inputs: { plt_daily: plt.early }, whole: plt.early.length > 30 },
		{ scale: "T_ICAHT_LATE", inputs: { plt_after_day30: plt.late }, whole: plt.late.length > 0 },
	];
	return all
		.filter(({ scale, whole }) => (asked.length === 0 ? whole : asked.includes(scale)))
		.map(({ scale, inputs }) => recordAnswer({ id: name, scale, inputs }));
}

async function grade(args: Arguments): Promise<number> {
	const asked = await askedScales(args.scale);
	const { openGradeInput } = await import("../node/grade-files.ts");
	const input = openGradeInput(args.input);
	const graded =
		input.kind === "records" ? await gradeRecords(input.text, { ...args, asked }) : await gradeStays(await openStay(input, args), asked);
	if (args.format === "json") await printJson(graded, { explain: args.explain, records: input.kind === "records" });
	else await printTable(graded, args.explain);
	return exitCodes.done;
}

async function printJson({ answers, explained }: Graded, { explain, records }: { explain: boolean; records: boolean }): Promise<void> {
	const { flatAnswer } = await import("../report/grade-answers.ts");
	const rowsFor = (answer: GradeAnswer, i: number) =>
		records ? (explained[i]?.rows ?? []) : explained.flatMap((part) => part.rows).filter(({ scale }) => scale === answer.scale);
	const all = answers.map((answer, i) => flatAnswer(explain ? { ...answer, explain: rowsFor(answer, i) } : answer));
	result(JSON.stringify(all, null, "\t"));
}

async function printTable({ answers, explained }: Graded, explain: boolean): Promise<void> {
	const [{ gradeTable }, { gradeExplain }, { paintFor }, { disclaimer }] = await Promise.all([
		import("../report/grade-table.ts"),
		import("../report/grade-explain.ts"),
		import("./paint.ts"),
		import("../report/disclaimer.ts"),
	]);
	const wishes = { paint: paintFor(process.stdout), width: Math.min(process.stdout.columns ?? 140, 180) };
	const parts = explain ? explained.map(({ heading, rows }) => ["", ...gradeExplain(heading, rows, wishes)]) : [];
	result([...gradeTable(answers, wishes), ...parts.flat(), "", wishes.paint.soft(disclaimer)].join("\n"));
}

const epilogue = `A run folder is what "crsim run --out" wrote.

records.json is a list of { "id", "scale", "inputs" }; the answer is a list of { "id", "scale", "grade", "because" }. The names of scales: crsim list scales.

A chart is a table with commas: time_h or day, then any of
  temp_c, map and sbp (or sbp_low: yes/no), spo2 (percent; low without oxygen it is told, not graded), fluid_bolus (boluses since the row before), o2_device with o2_lpm and o2_fio2 (0.4, not 40),
  a column for each vasopressor, such as norepinephrine_ug_min, norepinephrine_ug_kg_min or vasopressin_u_min (0: it does not run; a rate that stands
  in two rows ran between them at the lower of the two – norepinephrine_hours and so on say otherwise),
  given (drugs, joined by +; brands are read too), organ_creatinine, organ_transaminase, organ_non_transaminase (CTCAE grades),
  hospitalised_for_crs, iv_therapy, products_for_coagulopathy, dead_of_crs, age_y, weight_kg,
  ice (or cannot), capd, consciousness, seizure, deep_focal_motor, oedema, icp_sign, cartox10, anc (per uL), plt (10^9/L),
  ferritin (ng/mL; with it IEC-HS is followed), crp_mg_dl, fibrinogen_mg_dl, transaminase_x_uln, creatinine_mg_dl (each stands for a day), note.
An empty cell is unknown, never normal: where it could matter the grade is known between bounds only, and "at least 3" is the lower one. A column that is not there takes its default.`;

/** `crsim grade INPUT`: grades a run, a real chart or single records by any scale, with reasons. */
export const gradeCommand: CommandModule<unknown, Arguments> = {
	command: "grade <input>",
	describe: "Grade a run folder, a chart typed as a table, or records, on every scale, with reasons",
	builder: (yargs) =>
		yargs
			.positional("input", { type: "string", demandOption: true, describe: "A run folder, chart.csv or records.json" })
			.option("scale", { type: "string", describe: "Only these scales, such as ASTCT_CRS,PENN_CRS" })
			.option("format", { type: "string", choices: ["table", "json"], default: "table", describe: "What to print" })
			.option("explain", { type: "boolean", default: false, describe: "Show the decisive row of each scale side by side" })
			.option("models", { type: "string", describe: "A folder with models of your own, whose treatments a chart or record may name" })
			.example("$0 grade out/tocilizumab --explain", "grade a run again, on every scale")
			.example("$0 grade chart.csv --scale ASTCT_CRS,PENN_CRS", "grade a chart on two scales")
			.epilogue(epilogue),
	handler: (args) => guarded(() => grade(args)),
};
