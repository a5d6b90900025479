import type { Formulary } from "../chart/formulary.ts";
import { bloodDays } from "../grading/blood-days.ts";
import { courseRow, type DecisiveRow, decisiveRow, kin } from "../grading/decisive-row.ts";
import { type ChartedLook, type GradedStay, gradeStay, stayScales } from "../grading/stay.ts";
import { worstHour } from "../grading/worst-hour.ts";
import { courseAnswer, type GradeAnswer, recordAnswer } from "../report/grade-answers.ts";
import { readGradeRecords } from "./grade-records.ts";
import { type BloodCount, readChart } from "./read-chart.ts";
import { type RunTexts, readRunFolder } from "./read-run-folder.ts";

/** What a person gave to be graded, as texts. */
export type GradeInput =
	| { readonly kind: "run"; readonly name: string; readonly texts: RunTexts }
	| { readonly kind: "chart"; readonly name: string; readonly text: string }
	| { readonly kind: "records"; readonly name: string; readonly text: string };

/** How it is graded. */
export interface GradeWishes {
	/** How problems name the input. */
	readonly file: string;
	/** Ids of scales; none: all that have something to say. */
	readonly scales: readonly string[];
	/** Every treatment that may be named; asked for when a chart or records are read. */
	readonly formulary: () => Formulary;
}

/** The decisive row of each scale under a heading: a record, or an hour of a stay. */
export interface SideBySide {
	readonly heading: string;
	readonly rows: readonly DecisiveRow[];
}

/** An input that was graded. */
export interface GradedInput {
	readonly answers: readonly GradeAnswer[];
	/** Why: the scales side by side. */
	readonly explained: readonly SideBySide[];
	/** What was taken for granted, and what was passed over. */
	readonly notes: readonly string[];
}

const bloodScales = ["ICAHT_EARLY", "ICAHT_LATE", "T_ICAHT_EARLY", "T_ICAHT_LATE"];

/** The scales that follow a stay: a chart or a run. Others take records. */
export const scalesOfStays: readonly string[] = [...stayScales, ...bloodScales];

/**
 * Grades a chart, a run folder or records from their texts, with reasons. Throws an InputError with every problem of the texts. Scales that the
 * input cannot be graded by are passed over.
 *
 *     const { answers } = gradeInput({ kind: "chart", name: "a", text }, { file: "a.csv", scales: ["ASTCT_CRS"], formulary: () => formulary });
 *     console.log(answers[0]?.grade, answers[0]?.because);
 */
export function gradeInput(input: GradeInput, wishes: GradeWishes): GradedInput {
	return input.kind === "records" ? gradeRecords(input.text, wishes) : gradeOfStay(stayOf(input, wishes), wishes.scales);
}

function gradeRecords(text: string, { file, formulary, scales }: GradeWishes): GradedInput {
	const { records, notes } = readGradeRecords(text, { file, formulary: formulary(), only: scales });
	const explained = records.map(({ id, scale, inputs }) => ({
		heading: `${id} (${scale})`,
		rows: kin(scale).map((one) => decisiveRow(one, inputs)),
	}));
	return { answers: records.map(recordAnswer), explained, notes };
}

/** A stay ready to be graded: a chart, or a run read back. */
interface Stay {
	readonly name: string;
	readonly looks: readonly ChartedLook[];
	readonly neutrophils: readonly BloodCount[];
	readonly platelets: readonly BloodCount[];
	/** Scales for which it has something to say. */
	readonly scales: readonly string[];
	readonly notes: readonly string[];
}

const neurologicColumns = ["ice", "capd", "consciousness", "seizure", "deep_focal_motor", "oedema", "icp_sign"];

function stayOf(input: Exclude<GradeInput, { kind: "records" }>, { file, formulary }: GradeWishes): Stay {
	if (input.kind === "run") {
		const run = readRunFolder(input.texts);
		const none = run.scales.length === 0 ? ["the model of this run has no graded toxicity; --scale grades it by one of your choice"] : [];
		return { name: input.name, ...run, scales: stayScales.filter((id) => run.scales.includes(id)), notes: [...run.notes, ...none] };
	}
	const crs = stayScales.filter((id) => id.endsWith("_CRS"));
	const chart = readChart(input.text, { file, formulary: formulary() });
	const has = (names: readonly string[]) => names.some((name) => chart.columns.includes(name));
	const brain = [...(has(neurologicColumns) ? ["ASTCT_ICANS", "CTCAE_NEURO"] : []), ...(has(["cartox10"]) ? ["CARTOX_CRES"] : [])];
	const taken = chart.taken.length > 0 ? [`no column says otherwise, so this is taken for granted: ${chart.taken.join(", ")}`] : [];
	return {
		name: input.name,
		...chart,
		scales: [...crs, ...brain, ...(has(["ferritin"]) ? ["IECHS_GRADE"] : [])],
		notes: [...taken, ...chart.notes],
	};
}

function gradeOfStay(stay: Stay, asked: readonly string[]): GradedInput {
	const graded = gradeStay(stay.looks, asked.length === 0 ? stay.scales : asked);
	const courses = Object.values(graded.courses).map((course) => courseAnswer(stay.name, course));
	return { answers: [...courses, ...bloodAnswers(stay, asked)], explained: sideBySide(graded), notes: stay.notes };
}

function sideBySide(graded: GradedStay): readonly SideBySide[] {
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

/** Days of low counts: grades of a whole month, so without being asked they are given only when it is over. */
function bloodAnswers({ name, neutrophils, platelets }: Stay, asked: readonly string[]): readonly GradeAnswer[] {
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
