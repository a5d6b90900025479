import type { ShownColumn } from "../chart/charting.ts";
import type { Formulary } from "../chart/formulary.ts";
import { type BloodDays, bloodDays } from "../grading/blood-days.ts";
import { courseRow, type DecisiveRow, decisiveRow, kin } from "../grading/decisive-row.ts";
import { type ChartedLook, type GradedStay, gradeStay, stayScales } from "../grading/stay.ts";
import { worstHour } from "../grading/worst-hour.ts";
import { courseAnswer, type GradeAnswer, recordAnswer } from "../report/grade-answers.ts";
import { readGradeRecords } from "./grade-records.ts";
import { type BloodCount, type ChartOptions, type ReadChart, readCharts } from "./read-chart.ts";
import { type RunTexts, readRunFolder } from "./read-run-folder.ts";

/** What a person gave to be graded, as texts. */
export type GradeInput =
	| { readonly kind: "run"; readonly name: string; readonly texts: RunTexts }
	/** `notes`: what was passed over where the chart was made of something else. */
	| { readonly kind: "chart"; readonly name: string; readonly text: string; readonly notes?: readonly string[] }
	| { readonly kind: "records"; readonly name: string; readonly text: string };

/** How it is graded. */
export interface GradeWishes {
	/** How problems name the input. */
	readonly file: string;
	/** Ids of scales; none: all that have something to say. */
	readonly scales: readonly string[];
	/** When the patients of a chart were infused, as typed, and where that was typed. */
	readonly infusion?: ChartOptions["infusion"];
	/** Every treatment that may be named; asked for when a chart or records are read. */
	readonly formulary: () => Formulary;
	/** What charts may hold beside, though no scale reads it. */
	readonly shown?: () => readonly ShownColumn[];
}

/** The decisive row of each scale under a heading: a record, or an hour of a stay. */
export interface SideBySide {
	/** Whose they are: the id of the answers. */
	readonly id: string;
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
	if (input.kind === "records") return gradeRecords(input.text, wishes);
	const graded = together(staysOf(input, wishes).map((stay) => gradeOfStay(stay, wishes.scales)));
	const notes = input.kind === "chart" ? (input.notes ?? []) : [];
	return { ...graded, notes: [...notes, ...graded.notes] };
}

/** Several patients as one answer. What is noted of all of them is said once. */
function together(graded: readonly GradedInput[]): GradedInput {
	return {
		answers: graded.flatMap(({ answers }) => answers),
		explained: graded.flatMap(({ explained }) => explained),
		notes: [...new Set(graded.flatMap(({ notes }) => notes))],
	};
}

function gradeRecords(text: string, { file, formulary, scales }: GradeWishes): GradedInput {
	const { records, notes } = readGradeRecords(text, { file, formulary: formulary(), only: scales });
	const explained = records.map(({ id, scale, inputs }) => ({
		id,
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

function staysOf(input: Exclude<GradeInput, { kind: "records" }>, { file, formulary, shown, infusion }: GradeWishes): readonly Stay[] {
	if (input.kind === "run") return [stayOfRun(input)];
	const charts = readCharts(input.text, { file, formulary: formulary(), shown: shown?.() ?? [], infusion });
	return charts.map((chart) => stayOfChart(chart, input.name));
}

function stayOfRun({ name, texts }: Extract<GradeInput, { kind: "run" }>): Stay {
	const run = readRunFolder(texts);
	const none = run.scales.length === 0 ? ["the model of this run has no graded toxicity; --scale grades it by one of your choice"] : [];
	return { name, ...run, scales: stayScales.filter((id) => run.scales.includes(id)), notes: [...run.notes, ...none] };
}

/** The scales for which a chart has something to say. */
export function scalesOfChart({ columns }: Pick<ReadChart, "columns">): readonly string[] {
	const crs = stayScales.filter((id) => id.endsWith("_CRS"));
	const has = (names: readonly string[]) => names.some((name) => columns.includes(name));
	const brain = [...(has(neurologicColumns) ? ["ASTCT_ICANS", "CTCAE_NEURO"] : []), ...(has(["cartox10"]) ? ["CARTOX_CRES"] : [])];
	return [...crs, ...brain, ...(has(["ferritin"]) ? ["IECHS_GRADE"] : [])];
}

/** What was taken for granted of a chart, and what a reader must know of its patient. */
export function notesOfChart({ id, taken, readAs, notes }: ReadChart): readonly string[] {
	const granted = taken.length > 0 ? [`no column says otherwise, so this is taken for granted: ${taken.join(", ")}`] : [];
	return [...granted, ...readAs, ...notes.map((note) => (id === "" ? note : `${id}: ${note}`))];
}

function stayOfChart(chart: ReadChart, file: string): Stay {
	return {
		...chart,
		name: chart.id || file,
		scales: scalesOfChart(chart),
		notes: notesOfChart(chart),
	};
}

function gradeOfStay(stay: Stay, asked: readonly string[]): GradedInput {
	const graded = gradeStay(stay.looks, asked.length === 0 ? stay.scales : asked);
	const courses = Object.values(graded.courses).map((course) => courseAnswer(stay.name, course));
	return { answers: [...courses, ...bloodAnswers(stay, asked)], explained: sideBySide(stay.name, graded), notes: stay.notes };
}

function sideBySide(id: string, graded: GradedStay): readonly SideBySide[] {
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
		...(rows.length > 0 ? [{ id, heading: `The worst hour: ${when}`, rows }] : []),
		...(own.length > 0 ? [{ id, heading: "Scales of blood, each at its own worst hour", rows: own }] : []),
	];
}

/** Days of low counts: grades of a whole month, so without being asked they are given only when it is over. */
function bloodAnswers({ name, neutrophils, platelets }: Stay, asked: readonly string[]): readonly GradeAnswer[] {
	const [anc, plt] = [endsOfDays(neutrophils), endsOfDays(platelets)];
	const all = [
		{ scale: "ICAHT_EARLY", days: anc, inputs: ({ early }: BloodDays) => ({ anc_daily: early }), isWhole: anc.mild.early.length > 30 },
		{ scale: "ICAHT_LATE", days: anc, inputs: ({ late }: BloodDays) => ({ anc_after_day30: late }), isWhole: anc.mild.late.length > 0 },
		{ scale: "T_ICAHT_EARLY", days: plt, inputs: ({ early }: BloodDays) => ({ plt_daily: early }), isWhole: plt.mild.early.length > 30 },
		{ scale: "T_ICAHT_LATE", days: plt, inputs: ({ late }: BloodDays) => ({ plt_after_day30: late }), isWhole: plt.mild.late.length > 0 },
	];
	return all
		.filter(({ scale, isWhole }) => (asked.length === 0 ? isWhole : asked.includes(scale)))
		.map(({ scale, days, inputs }) =>
			eitherAnswer(
				recordAnswer({ id: name, scale, inputs: inputs(days.mild) }),
				recordAnswer({ id: name, scale, inputs: inputs(days.grave) }),
			),
		);
}

/** Days by the highest and by the lowest of counts that are known between bounds only. */
function endsOfDays(counts: readonly BloodCount[]): { readonly mild: BloodDays; readonly grave: BloodDays } {
	const lowest = counts.map(({ time, value, lowest: least = value }) => ({ time, value: least }));
	return { mild: bloodDays(counts), grave: bloodDays(lowest) };
}

/** The answer of both, or the grades between which it lies. */
function eitherAnswer(mild: GradeAnswer, grave: GradeAnswer): GradeAnswer {
	const [least, most] = [leastIn(mild), mostIn(grave)];
	if (mild.grade === grave.grade || least === undefined || most === undefined) return mild;
	return {
		...mild,
		grade: null,
		least,
		most,
		because: `some counts are known between bounds only: grade ${least} to ${most}; ${mild.because}`,
	};
}

const leastIn = ({ grade, least }: GradeAnswer) => (typeof grade === "number" ? grade : least);
const mostIn = ({ grade, most }: GradeAnswer) => (typeof grade === "number" ? grade : most);
