import type { ChartedValue } from "../chart/charted-value.ts";
import { signRows } from "../chart/signs.ts";
import type { ChartDistance, ChartedCourse } from "../grading/charted-course.ts";
import { gradeStay } from "../grading/stay.ts";
import type { Run } from "../simulate/run.ts";
import { placeOf, valueThere } from "../trajectory/between-rows.ts";
import type { NumberColumn } from "../trajectory/trajectory.ts";
import { scalesOfChart } from "./graded.ts";
import type { ReadChart } from "./read-chart.ts";

/** A charted column as a column of the run. */
interface Laid {
	readonly charted: string;
	readonly column: NumberColumn;
	readonly values: readonly ChartedValue[];
}

const numberColumn = ({ trajectory }: Run, name: string): NumberColumn | undefined => {
	const found = trajectory.columns.get(name);
	return found?.kind === "number" ? found : undefined;
};

/** The column of a run that a chart's column is: the one bound to the sign, or the one of that name. */
function columnFor(run: Run, charted: string): { readonly column: NumberColumn; readonly factor: number } | undefined {
	const row = signRows.find(({ chart }) => chart?.column === charted);
	const bound = row && run.bind[row.name];
	if (row !== undefined && bound === undefined) return undefined;
	const column = numberColumn(run, bound?.column ?? charted);
	return column && { column, factor: bound === undefined ? 1 : row!.chart!.factor / bound.factor };
}

/** Facts of the patient stand in no column of a run. */
const facts: readonly string[] = signRows.flatMap(({ name, chart }) =>
	chart !== null && (name === "age" || name === "weight" || name === "resting_pressure") ? [chart.column] : [],
);

const median = (numbers: readonly number[]): number => {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Charted less simulated; a bound that the simulated value keeps is no distance. */
function difference({ value, lies }: ChartedValue, simulated: number): number {
	if (lies === "below") return Math.min(value - simulated, 0);
	return lies === "above" ? Math.max(value - simulated, 0) : value - simulated;
}

function distanceOf({ trajectory }: Run, { column, values }: Laid): ChartDistance[] {
	const pairs = values.flatMap((one) => {
		const place = placeOf(trajectory, one.time);
		const simulated = place === undefined ? Number.NaN : valueThere(column, place);
		return Number.isNaN(simulated) ? [] : [{ one, simulated, apart: difference(one, simulated) }];
	});
	if (pairs.length === 0) return [];
	const relative = pairs.flatMap(({ simulated, apart }) => (simulated === 0 ? [] : [Math.abs(apart / simulated)]));
	return [
		{
			column: column.name,
			unit: column.unit,
			values: pairs.length,
			bounds: pairs.filter(({ one }) => one.lies !== "at").length,
			median_difference: median(pairs.map(({ apart }) => apart)),
			median_absolute: median(pairs.map(({ apart }) => Math.abs(apart))),
			median_relative: 2 * relative.length > pairs.length ? median(relative) : null,
		},
	];
}

function outside({ trajectory }: Run, laid: readonly Laid[]): readonly string[] {
	const count = laid.flatMap(({ values }) => values).filter(({ time }) => placeOf(trajectory, time) === undefined).length;
	if (count === 0) return [];
	const one = count === 1;
	return [
		`${count} charted ${one ? "value lies" : "values lie"} before or after the simulated days, and ${one ? "is" : "are"} not compared`,
	];
}

/**
 * A chart laid over a run: its values as columns of the run, its grades on the scales of the run, and how far the two lie apart. What the chart
 * has and the run lacks is noted.
 *
 *     const charted = laidOver(readChart(text, { file: "chart.csv", formulary: run.formulary }), run, "chart.csv");
 *     charted.distances.map(({ column, median_absolute }) => [column, median_absolute]);
 */
export function laidOver(chart: ReadChart, run: Run, name: string): ChartedCourse {
	const lacking: string[] = [];
	const laid = [...chart.values].flatMap(([charted, values]): Laid[] => {
		if (facts.includes(charted)) return [];
		const found = columnFor(run, charted);
		if (found === undefined) lacking.push(charted);
		const inUnit = (one: ChartedValue) => ({ ...one, value: Number((one.value * (found?.factor ?? 1)).toPrecision(12)) });
		return found === undefined ? [] : [{ charted, column: found.column, values: values.map(inUnit) }];
	});
	const own = scalesOfChart(chart);
	const ofRun = Object.values(run.toxicities).flatMap(({ scale, beside }) => [scale, ...beside]);
	const graded = gradeStay(
		chart.looks,
		own.filter((id) => ofRun.includes(id)),
	);
	const lacks = lacking.length === 0 ? [] : [`the model has no column for ${lacking.join(", ")}: charted, and not drawn`];
	return {
		name,
		values: Object.fromEntries(laid.map(({ column, values }) => [column.name, values])),
		courses: graded.courses,
		from: chart.looks[0]?.best.time ?? Number.NaN,
		to: chart.looks.at(-1)?.best.time ?? Number.NaN,
		distances: laid.flatMap((one) => distanceOf(run, one)),
		notes: [...lacks, ...outside(run, laid)],
	};
}
