import type { Run } from "../simulate/run.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";
import { nadirOf, peakOf } from "./extremes.ts";
import { textTable } from "./text-table.ts";

type Grade = 1 | 2 | 3 | 4;
type Range = readonly [least: number, most: number];

/** A sign and between which values its highest or lowest is seen at the bedside, by the worst CRS grade. Null: no figure is known. */
export interface Magnitude {
	readonly column: string;
	readonly side: "highest" | "lowest";
	readonly expected: Readonly<Record<Grade, Range | null>>;
}

/** What a ladder of runs made of one row: per grade the lowest and highest of its runs. */
export interface MagnitudeResult extends Magnitude {
	readonly unit: string;
	readonly simulated: Readonly<Record<Grade, Range | null>>;
	readonly verdict: Readonly<Record<Grade, "ok" | "miss" | "not reached" | "no figure">>;
}

const grades: readonly Grade[] = [1, 2, 3, 4];
const any = Number.POSITIVE_INFINITY;

const row = (column: string, side: Magnitude["side"], ...ranges: readonly (Range | null)[]): Magnitude => {
	const [one = null, two = null, three = null, four = null] = ranges;
	return { column, side, expected: { 1: one, 2: two, 3: three, 4: four } };
};

/**
 * Usual magnitudes by grade. Wide, since assays and cohorts differ: general clinical knowledge of adults after CAR-T cells, not values of one
 * paper, and recalled rather than re-read, so a miss is a question as much as a fault. Other cohorts saw GM-CSF of 1 to 4 pg/mL only
 * (doi:10.3389/fimmu.2023.1273507 for cytokines by grade). Pressures are those that remain with support; marrow values follow lymphodepletion more than the grade.
 */
export const magnitudes: readonly Magnitude[] = [
	row("cart_cells", "highest", [5, 30], [15, 60], [30, 150], [50, 1500]),
	row("ifn_gamma", "highest", [20, 100], [50, 300], [200, 1500], [500, 10_000]),
	row("gm_csf", "highest", [2, 10], [5, 20], [10, 50], [20, 200]),
	row("il1", "highest", [1, 3], [2, 5], [3, 15], [5, 50]),
	row("il6", "highest", [20, 150], [100, 1000], [500, 5000], [2000, 50_000]),
	row("il10", "highest", [10, 40], [20, 100], [50, 400], [100, 2000]),
	row("temperature", "highest", [38, 39.5], [38.5, 40], [39, 40.5], [39, 41]),
	row("heart_rate", "highest", [90, 110], [100, 125], [110, 140], [120, 160]),
	row("map", "lowest", [70, any], [60, 70], [0, 65], [0, 65]),
	row("svr", "lowest", [900, 1200], [700, 1000], [500, 800], [300, 600]),
	row("crp", "highest", [30, 120], [80, 200], [120, 300], [150, 400]),
	row("ferritin", "highest", [600, 3000], [1500, 8000], [4000, 40_000], [10_000, 300_000]),
	row("albumin", "lowest", [30, 36], [26, 32], [22, 28], [16, 24]),
	row("lung_water", "highest", [7, 9], [9, 12], [12, 17], [17, any]),
	row("pf_ratio", "lowest", [350, any], [250, 350], [150, 250], [0, 150]),
	row("procalcitonin", "highest", [0.1, 0.5], [0.2, 1.5], [0.5, 5], [0.5, 10]),
	row("lactate", "highest", [1, 2], [1, 2.5], [2, 5], [3, 15]),
	row("fibrinogen", "highest", [400, 700], [350, 700], [200, 600], null),
	row("triglycerides", "highest", [100, 200], [120, 250], [150, 350], [265, 800]),
	row("anc", "lowest", [0.05, 0.5], [0.05, 0.5], [0.05, 0.5], [0, 0.5]),
	row("platelets", "lowest", [40, 100], [25, 80], [10, 50], [0, 20]),
	row("hemoglobin", "lowest", [8.5, 10.5], [8, 10], [7, 9], [6, 8]),
];

/** Value of the row's extreme in each run of this grade, as lowest and highest. */
function spanOf({ column, side }: Magnitude, runs: readonly Run[]): { readonly range: Range; readonly unit: string } | undefined {
	const found = runs.flatMap(({ trajectory }) => (side === "highest" ? peakOf(trajectory, column) : nadirOf(trajectory, column)) ?? []);
	const values = found.map((extreme) => extreme.value);
	return values.length === 0 ? undefined : { range: [Math.min(...values), Math.max(...values)], unit: found[0]!.unit };
}

/** A grade's runs are right when their ranges meet: patients of one grade differ, and so do the runs of the ladder. */
const verdictOf = (expected: Range | null, simulated: Range | null) => {
	if (simulated === null) return "not reached";
	if (expected === null) return "no figure";
	return simulated[0] <= expected[1] && simulated[1] >= expected[0] ? "ok" : "miss";
};

const byGrade = <T>(of: (grade: Grade) => T): Readonly<Record<Grade, T>> => ({ 1: of(1), 2: of(2), 3: of(3), 4: of(4) });

/**
 * Compares a ladder of runs of rising severity with the table of usual magnitudes. Rows whose column no run has are left out.
 *
 *     magnitudeResults(runs).filter((row) => row.verdict[3] === "miss")
 */
export function magnitudeResults(runs: readonly Run[]): readonly MagnitudeResult[] {
	const ofGrade = byGrade((grade) => runs.filter((run) => run.grades.crs.worst === grade));
	return magnitudes.flatMap((magnitude) => {
		const spans = byGrade((grade) => spanOf(magnitude, ofGrade[grade]));
		const unit = grades.map((grade) => spans[grade]?.unit).find((one) => one !== undefined);
		if (unit === undefined) return [];
		const simulated = byGrade((grade) => spans[grade]?.range ?? null);
		return [{ ...magnitude, unit, simulated, verdict: byGrade((grade) => verdictOf(magnitude.expected[grade], simulated[grade])) }];
	});
}

const number = (value: number): string => clinicalNumber(value, { digits: 3 });

function rangeText(range: Range | null): string {
	if (range === null) return "–";
	const [least, most] = range;
	if (most === any) return `> ${number(least)}`;
	if (least === 0) return `< ${number(most)}`;
	return number(least) === number(most) ? number(least) : `${number(least)}–${number(most)}`;
}

/** The comparison as lines for a terminal: each sign with one line a grade, and what was missed said at the end. */
export function magnitudeTable(runs: readonly Run[]): readonly string[] {
	const results = magnitudeResults(runs);
	const cellsOf = (result: MagnitudeResult) =>
		grades.map((grade) => {
			const { verdict, simulated, expected } = result;
			if (verdict[grade] === "not reached") return "–";
			return `${verdict[grade] === "miss" ? "MISS " : ""}${rangeText(simulated[grade])} (${rangeText(expected[grade])})`;
		});
	const lines = results.map((result) => [result.column, result.side, unitText(result.unit), ...cellsOf(result)]);
	const verdicts = results.flatMap((result) => grades.map((grade) => ({ grade, column: result.column, verdict: result.verdict[grade] })));
	const count = (verdict: string) => verdicts.filter((one) => one.verdict === verdict).length;
	const missed = grades.flatMap((grade) => {
		const columns = verdicts.filter((one) => one.grade === grade && one.verdict === "miss").map((one) => one.column);
		return columns.length === 0 ? [] : [`missed at grade ${grade}: ${columns.join(", ")}`];
	});
	const absent = grades.filter((grade) => !runs.some((run) => run.grades.crs.worst === grade));
	return [
		"Simulated, in parentheses what is usual, by the worst CRS grade of the run.",
		"",
		...textTable([["sign", "", "unit", ...grades.map((grade) => `grade ${grade}`)], ...lines]),
		"",
		`${count("ok")} ok, ${count("miss")} missed.`,
		...missed,
		...(absent.length === 0 ? [] : [`no step of the ladder reached grade ${absent.join(", ")}`]),
	];
}
