import type { Magnitude, MagnitudeGrade, MagnitudeRange } from "../model/magnitude.ts";
import type { Run } from "../simulate/run.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";
import { nadirOf, peakOf } from "./extremes.ts";
import { textTable } from "./text-table.ts";

/** What a ladder of runs made of one row: per grade the lowest and highest of its runs. */
export interface MagnitudeResult extends Magnitude {
	readonly unit: string;
	readonly simulated: Readonly<Record<MagnitudeGrade, MagnitudeRange | null>>;
	readonly verdict: Readonly<Record<MagnitudeGrade, "ok" | "miss" | "not reached" | "no figure">>;
}

const grades: readonly MagnitudeGrade[] = [1, 2, 3, 4];
const any = Number.POSITIVE_INFINITY;

/** Value of the row's extreme in each run of this grade, as lowest and highest. */
function spanOf({ column, side }: Magnitude, runs: readonly Run[]): { readonly range: MagnitudeRange; readonly unit: string } | undefined {
	const found = runs.flatMap(({ trajectory }) => (side === "highest" ? peakOf(trajectory, column) : nadirOf(trajectory, column)) ?? []);
	const values = found.map((extreme) => extreme.value);
	return values.length === 0 ? undefined : { range: [Math.min(...values), Math.max(...values)], unit: found[0]!.unit };
}

/** A grade's runs are right when their ranges meet: patients of one grade differ, and so do the runs of the ladder. */
const verdictOf = (expected: MagnitudeRange | null, simulated: MagnitudeRange | null) => {
	if (simulated === null) return "not reached";
	if (expected === null) return "no figure";
	return simulated[0] <= expected[1] && simulated[1] >= expected[0] ? "ok" : "miss";
};

const byGrade = <T>(of: (grade: MagnitudeGrade) => T): Readonly<Record<MagnitudeGrade, T>> => ({ 1: of(1), 2: of(2), 3: of(3), 4: of(4) });

/**
 * Compares a ladder of runs of rising severity with the usual magnitudes of their model. Rows whose column no run has are left out.
 *
 *     magnitudeResults(runs, library.magnitudes).filter((row) => row.verdict[3] === "miss")
 */
export function magnitudeResults(runs: readonly Run[], magnitudes: readonly Magnitude[]): readonly MagnitudeResult[] {
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

function rangeText(range: MagnitudeRange | null): string {
	if (range === null) return "–";
	const [least, most] = range;
	if (most === any) return `> ${number(least)}`;
	if (least === 0) return `< ${number(most)}`;
	return number(least) === number(most) ? number(least) : `${number(least)}–${number(most)}`;
}

/** The comparison as lines for a terminal: each sign with one line a grade, and what was missed said at the end. */
export function magnitudeTable(runs: readonly Run[], magnitudes: readonly Magnitude[]): readonly string[] {
	const results = magnitudeResults(runs, magnitudes);
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
