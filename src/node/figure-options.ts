import type { FigureWishes } from "../figures/figure-wishes.ts";
import { type FigureSize, figureSizes } from "../figures/sheet.ts";
import type { TimeWindow } from "../figures/time-window.ts";
import { gradeNamesOf } from "../grading/toxicities.ts";
import { allowedHint, nearest } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import type { Program } from "../simulate/program.ts";
import { type Asked, refuse } from "./asked.ts";

/** What is wanted of figures, as a person writes it. */
export interface FigureOptions {
	/** Columns to draw, one panel each (`listAll("columns")`). */
	readonly columns?: string | readonly string[] | undefined;
	/** Days since infusion: `0-14`, or the last one. */
	readonly days?: string | number | undefined;
	/** In place of the title. */
	readonly title?: string | undefined;
	/** `slide`, `page` or `column`. */
	readonly size?: string | undefined;
	/** Grades above the panels: their names, `all` or `none`. */
	readonly strips?: string | readonly string[] | undefined;
	/** Of one run also the map of its cascade, moving: `plots/map.svg`. */
	readonly animate?: boolean | undefined;
}

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

const columnsOf = ({ model }: Program): readonly string[] => model.columns.map(({ name }) => name);

/** What is wanted of the figures of these programs' runs. Throws an InputError for names that none of them has and for days that none of them reaches. */
export function wishesFor({ wishes, days }: CheckedFigureOptions, programs: readonly Program[], asked: Asked): FigureWishes {
	const problem = (option: string, message: string, hint: string) => ({
		file: asked.file,
		line: 1,
		column: 1,
		key: asked.key(option),
		message,
		hint,
	});
	const having = [...new Set(programs.flatMap(columnsOf))];
	const grades = [...new Set(programs.flatMap(({ toxicities }) => gradeNamesOf(toxicities)))];
	const strips = Array.isArray(wishes.strips) ? (wishes.strips as readonly string[]) : [];
	const problems = [
		...(wishes.columns ?? [])
			.filter((name) => !having.includes(name))
			.map((name) => problem("columns", `unknown column "${name}"`, `${nearHint(name, having)}See: ${asked.list("columns")}`)),
		...strips
			.filter((name) => !grades.includes(name))
			.map((name) =>
				name === "all" || name === "none"
					? problem("strips", `"${name}" stands alone`, "leave the other names out")
					: problem("strips", `unknown grade "${name}"`, allowedHint(name, [...grades, "all", "none"])),
			),
	];
	if (problems.length > 0) throw new InputError(problems);
	return { ...wishes, ...(days === undefined ? {} : { days: daysWithin(days, programs, asked) }) };
}

/** Of hundreds of columns only the nearest help. */
const nearHint = (name: string, having: readonly string[]): string => {
	const near = nearest(name, having).map((one) => `"${one}"`);
	return near.length === 0 ? "" : `Did you mean ${near.join(" or ")}? `;
};

function daysWithin({ from: first, to }: WrittenDays, programs: readonly Program[], asked: Asked): TimeWindow {
	const start = Math.min(...programs.map(({ from }) => from)) / 24;
	const end = Math.max(...programs.map(({ until }) => until)) / 24;
	const from = first ?? Math.max(-1, start);
	if (from < start || to > end || to <= from) {
		const runs = programs.length === 1 ? "the run goes" : "the longest run goes";
		refuse(
			asked,
			"days",
			`${first === null ? `day ${to}` : `days ${from} to ${to}`} cannot be drawn: ${runs} from day ${start} to day ${end}`,
			`stay within them, or let it run longer: ${asked.as("until", `"${Math.ceil(Math.max(to, 1))} day"`)}`,
		);
	}
	return { from, to };
}

/** Columns that some of the runs have and others lack: their curves are missing, and that is said. */
export const lackingWords = ({ columns = [] }: FigureWishes, programs: readonly Program[]): readonly string[] =>
	columns.flatMap((column) => {
		const without = programs.flatMap((program, i) => (columnsOf(program).includes(column) ? [] : [String.fromCharCode(65 + i)]));
		return without.length === 0 ? [] : [`${without.join(", ")} ${without.length === 1 ? "has" : "have"} no "${column}": no curve is drawn`];
	});
