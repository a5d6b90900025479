import type { FigureWishes } from "../figures/figure-wishes.ts";
import { type FigureSize, figureSizes } from "../figures/sheet.ts";
import { lastDay, type TimeWindow } from "../figures/time-window.ts";
import { gradeNamesOf } from "../grading/toxicities.ts";
import { allowedHint, nearest } from "../input/nearest.ts";
import { InputError, type Problem } from "../input/problem.ts";
import type { Program } from "../simulate/program.ts";
import type { Run } from "../simulate/run.ts";
import { type Asked, refuse } from "./asked.ts";
import type { FigureOptions } from "./figure-options.ts";

const listOf = (written: string | readonly string[]): readonly string[] =>
	(typeof written === "string" ? written.split(",") : written).map((one) => one.trim()).filter((one) => one !== "");

/** Days as they are written; `to` alone begins where the figure would begin by itself. */
interface WrittenDays {
	readonly from: number | null;
	readonly to: number;
}

/** What can be checked before the model is known. */
export interface CheckedFigureOptions {
	readonly wishes: Omit<FigureWishes, "days">;
	readonly days: WrittenDays | undefined;
}

function readDays(written: string | number | undefined, asked: Asked): WrittenDays | undefined {
	if (written === undefined) return undefined;
	const number = String.raw`(-?\d+(?:\.\d+)?)`;
	const found = new RegExp(String.raw`^\s*(?:day\s+)?${number}(?:\s*(?:-|–|to|\.\.)\s*${number})?(?:\s*(?:d|days?))?\s*$`).exec(
		`${written}`,
	);
	const [from, to] = [Number(found?.[1]), Number(found?.[2])];
	if (found === null)
		return refuse(asked, "days", `"${written}" says no days`, `for example ${asked.as("days", "0-14")}; or the last day alone`);
	if (found[2] === undefined) return { from: null, to: from };
	if (from >= to)
		return refuse(
			asked,
			"days",
			`day ${from} is not before day ${to}`,
			`for example ${asked.as("days", `${to}-${from === to ? from + 1 : from}`)}`,
		);
	return { from, to };
}

/** Checks what is wanted of figures as far as that is known without a model. Throws an InputError. */
export function checkFigureOptions({ columns, days, title, size, strips }: FigureOptions, asked: Asked): CheckedFigureOptions {
	if (size !== undefined && !(figureSizes as readonly string[]).includes(size))
		refuse(asked, "size", `unknown size "${size}"`, allowedHint(size, figureSizes));
	const list = columns === undefined ? undefined : listOf(columns);
	if (list?.length === 0)
		refuse(asked, "columns", "no column is named", `for example ${asked.as("columns", "il6,crp,map")}. See: ${asked.list("columns")}`);
	if (title?.trim() === "") refuse(asked, "title", "the title is empty", "leave it out, or write one");
	const named = strips === undefined || strips === "all" || strips === "none" ? strips : listOf(strips);
	return {
		wishes: { columns: list && [...new Set(list)], title, size: size as FigureSize | undefined, strips: named },
		days: readDays(days, asked),
	};
}

/** What of a course decides what can be drawn of it. */
export interface Drawable {
	readonly columns: readonly string[];
	/** Names of its grades. */
	readonly grades: readonly string[];
	/** Days since infusion. */
	readonly from: number;
	readonly to: number;
}

/** Of a course that is to be run. */
export const drawableOf = ({ model, toxicities, from, until }: Program): Drawable => ({
	columns: model.columns.map(({ name }) => name),
	grades: gradeNamesOf(toxicities),
	from: from / 24,
	to: until / 24,
});

/** Of a course that was run. */
export const drawableOfRun = ({ trajectory, toxicities }: Run): Drawable => ({
	columns: [...trajectory.columns.keys()],
	grades: gradeNamesOf(toxicities),
	from: (trajectory.times[0] ?? 0) / 24,
	to: lastDay(trajectory),
});

/** What can be drawn of what was wished for, and what is to be said of the rest. */
export interface PossibleWishes {
	readonly wishes: FigureWishes;
	readonly said: readonly string[];
}

/** What is wanted of the figures of these courses. Throws an InputError for names that none of them has and for days that none of them reaches. */
export function wishesFor({ wishes, days }: CheckedFigureOptions, courses: readonly Drawable[], asked: Asked): PossibleWishes {
	const problems = [...unknownColumns(wishes, courses, asked), ...unknownStrips(wishes, courses, asked)];
	if (problems.length > 0) throw new InputError(problems);
	const lacking = lackingWords(wishes, courses);
	if (days === undefined) return { wishes, said: lacking };
	const { window, said } = daysWithin(days, courses, asked);
	return { wishes: { ...wishes, days: window }, said: [...lacking, ...said] };
}

const problem = (asked: Asked, option: string, { message, hint }: { readonly message: string; readonly hint: string }): Problem => ({
	file: asked.file,
	line: 1,
	column: 1,
	key: asked.key(option),
	message,
	hint,
});

function unknownColumns({ columns = [] }: FigureWishes, courses: readonly Drawable[], asked: Asked): readonly Problem[] {
	const having = [...new Set(courses.flatMap((course) => course.columns))];
	return columns
		.filter((name) => !having.includes(name))
		.map((name) =>
			problem(asked, "columns", { message: `unknown column "${name}"`, hint: `${nearHint(name, having)}See: ${asked.list("columns")}` }),
		);
}

/** Of hundreds of columns only the nearest help. */
const nearHint = (name: string, having: readonly string[]): string => {
	const near = nearest(name, having).map((one) => `"${one}"`);
	return near.length === 0 ? "" : `Did you mean ${near.join(" or ")}? `;
};

function unknownStrips({ strips = [] }: FigureWishes, courses: readonly Drawable[], asked: Asked): readonly Problem[] {
	const grades = [...new Set(courses.flatMap((course) => course.grades))];
	return (typeof strips === "string" ? [] : strips)
		.filter((name) => !grades.includes(name))
		.map((name) =>
			problem(
				asked,
				"strips",
				name === "all" || name === "none"
					? { message: `"${name}" stands alone`, hint: "leave the other names out" }
					: { message: `unknown grade "${name}"`, hint: allowedHint(name, [...grades, "all", "none"]) },
			),
		);
}

/** Days as they are told: whole, or with two digits. */
const told = (day: number): string => `${Math.round(100 * day) / 100}`;

/** The part of the days that the courses reach; what they do not reach is said, and where that is all of it, refused. */
function daysWithin(
	{ from: first, to }: WrittenDays,
	courses: readonly Drawable[],
	asked: Asked,
): { readonly window: TimeWindow; readonly said: readonly string[] } {
	const start = Math.min(...courses.map((course) => course.from));
	const end = Math.max(...courses.map((course) => course.to));
	const usual = Math.max(-1, start);
	const from = first ?? (to > usual ? usual : start);
	const written = first === null ? `day ${to}` : `days ${from} to ${to}`;
	const runs = `${courses.length === 1 ? "the run goes" : "the longest run goes"} from day ${told(start)} to day ${told(end)}`;
	if (from >= end || to <= start)
		refuse(
			asked,
			"days",
			`${written} cannot be drawn: ${runs}`,
			to <= start ? "stay within them" : `stay within them, or let it run longer: ${asked.as("until", `"${Math.ceil(to)} day"`)}`,
		);
	const window = { from: Math.max(from, start), to: Math.min(to, end) };
	const isWhole = window.from === from && window.to === to;
	return { window, said: isWhole ? [] : [`${written}: ${runs}; days ${told(window.from)} to ${told(window.to)} are drawn`] };
}

/** Columns that some of the courses have and others lack: their curves are missing, and that is said. */
const lackingWords = ({ columns = [] }: FigureWishes, courses: readonly Drawable[]): readonly string[] =>
	columns.flatMap((column) => {
		const without = courses.flatMap((course, i) => (course.columns.includes(column) ? [] : [String.fromCharCode(65 + i)]));
		return without.length === 0 ? [] : [`${without.join(", ")} ${without.length === 1 ? "has" : "have"} no "${column}": no curve is drawn`];
	});
