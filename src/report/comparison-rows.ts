import { type GradeCourse, worstText } from "../grading/course.ts";
import type { Run } from "../simulate/run.ts";
import { labelOf } from "../trajectory/plain-name.ts";
import { toldCourses } from "./grade-story.ts";
import { keyNumbers } from "./key-numbers.ts";
import { treatmentDigest } from "./treatment-digest.ts";

/** A table of several runs, one row a quantity: its name, then one cell a run. */
export const comparisonRows = (runs: readonly Run[]): readonly (readonly string[])[] => [
	...toxicitiesOf(runs).flatMap(([name, toxicity], i) => courseRows(runs, { name, toxicity, isFirst: i === 0 })),
	...numberRows(runs),
	...doseRows(runs),
];

/** Every toxicity of which any of the runs has something to tell, in the order of their models. */
function toxicitiesOf(runs: readonly Run[]): readonly (readonly [string, string])[] {
	const told = runs.flatMap((run) => {
		const labels = toldCourses(run).map(([label]) => label);
		return Object.entries(run.toxicities).flatMap(([name, { label }]) => (labels.includes(label) ? [[name, label] as const] : []));
	});
	return [...new Map(told)];
}

/** The worst grade of a toxicity in each run; of the first one also when it came and went. */
function courseRows(
	runs: readonly Run[],
	{ name, toxicity, isFirst }: { readonly name: string; readonly toxicity: string; readonly isFirst: boolean },
): readonly (readonly string[])[] {
	const cells = (cell: (course: GradeCourse) => string) =>
		runs.map(({ grades }) => (grades[name] === undefined ? none : cell(grades[name])));
	const worst = [`worst ${toxicity} grade`, ...cells(worstCell)];
	if (!isFirst) return [worst];
	return [
		worst,
		[`${toxicity} onset, day`, ...cells(({ onset }) => day(onset))],
		[`${toxicity} resolved, day`, ...cells(resolved)],
		["days at grade 3 or more", ...cells(severeDays)],
	];
}

/** The worst grade of a run as a cell: `3`, `at least 3`, `?`. */
const worstCell = (course: GradeCourse): string => (worstText(course) === "unknown" ? "?" : worstText(course));

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
