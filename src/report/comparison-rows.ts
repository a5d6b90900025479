import { type GradeCourse, worstText } from "../grading/course.ts";
import type { Run } from "../simulate/run.ts";
import { labelOf } from "../trajectory/plain-name.ts";
import { keyNumbers } from "./key-numbers.ts";
import { treatmentDigest } from "./treatment-digest.ts";

/** A table of several runs, one row a quantity: its name, then one cell a run. */
export const comparisonRows = (runs: readonly Run[]): readonly (readonly string[])[] => [
	["worst CRS grade", ...runs.map((run) => worstCell(run.grades.crs))],
	["CRS onset, day", ...runs.map((run) => day(run.grades.crs.onset))],
	["CRS resolved, day", ...runs.map((run) => resolved(run.grades.crs))],
	["days at grade 3 or more", ...runs.map((run) => severeDays(run.grades.crs))],
	["worst ICANS grade", ...runs.map((run) => worstCell(run.grades.icans))],
	...worstOf(runs, "iec_hs", "worst IEC-HS grade"),
	...worstOf(runs, "icaht", "worst ICAHT grade"),
	...numberRows(runs),
	...doseRows(runs),
];

/** A row for a toxicity that any of the runs has. */
/** The worst grade of a run as a cell: `3`, `at least 3`, `?`. */
const worstCell = (course: GradeCourse): string => (worstText(course) === "unknown" ? "?" : worstText(course));

const worstOf = (runs: readonly Run[], name: "iec_hs" | "icaht", title: string): readonly (readonly string[])[] =>
	runs.some((run) => (run.grades[name].worst ?? 0) > 0) ? [[title, ...runs.map((run) => worstCell(run.grades[name]))]] : [];

const none = "–";
const day = (hours: number | null): string => (hours === null ? none : (hours / 24).toFixed(1));
const resolved = (course: GradeCourse): string => (course.onset !== null && course.resolved === null ? "open" : day(course.resolved));
const severeDays = ({ hoursAt }: GradeCourse): string => ((hoursAt[3] + hoursAt[4] + hoursAt[5]) / 24).toFixed(1);

const numberRows = (runs: readonly Run[]): readonly (readonly string[])[] => {
	const tables = runs.map(keyNumbers);
	const names = [...new Set(tables.flat().map((n) => n.column))];
	return names.map((column) => {
		const cells = tables.map((table) => table.find((n) => n.column === column));
		const known = cells.find((cell) => cell !== undefined);
		const unit = known === undefined || known.unit === "" ? "" : `, ${known.unit}`;
		return [`${known?.side ?? ""} ${lowered(known?.sign ?? column)}${unit}`, ...cells.map((cell) => cell?.text ?? none)];
	});
};

/** Lower case at the begin of a word that is not an abbreviation. */
export const lowered = (sign: string): string => (/^[A-Z][a-z]/.test(sign) ? sign.charAt(0).toLowerCase() + sign.slice(1) : sign);

/** Of each treatment that any run gave: how many doses, or for how many days it ran. */
const doseRows = (runs: readonly Run[]): readonly (readonly string[])[] => {
	const digests = runs.map(treatmentDigest);
	const names = [...new Set(digests.flat().map((entry) => entry.what))];
	return names.map((what) => {
		const isDose = digests.flat().some((entry) => entry.what === what && entry.doses > 0);
		const cells = digests.map((digest) => {
			const mine = digest.filter((entry) => entry.what === what);
			if (mine.length === 0) return none;
			return isDose ? String(mine.reduce((sum, e) => sum + e.doses, 0)) : mine.reduce((sum, e) => sum + e.to - e.from, 0).toFixed(1);
		});
		const { formulary } = runs.find((run) => Object.hasOwn(run.formulary, what)) ?? runs[0]!;
		return [`${labelOf(formulary, what)}, ${isDose ? "doses" : "days"}`, ...cells];
	});
};
