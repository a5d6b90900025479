import { type SignName, signRows } from "../chart/signs.ts";
import type { Observation } from "../fit/chart-errors.ts";
import type { Library } from "../treatment/library.ts";
import type { ReadChart } from "./read-chart.ts";

/** Signs that a patient has from the first to the last: they are not measured, they are known. */
const factSigns: readonly SignName[] = ["age", "weight", "resting_pressure"];

/** What a chart tells of its patient, in the words and units of a model. */
export interface ChartedPatient {
	readonly observations: readonly Observation[];
	/** Facts of the patient by the model's names: the last that is charted. */
	readonly facts: ReadonlyMap<string, number>;
}

/**
 * The numbers of a chart as columns of a model, and the facts of its patient.
 *
 *     chartedPatient(chart, library).observations[0]   // { column: "temperature", time: 24, value: 37.2, lies: "at" }
 */
export function chartedPatient({ values }: Pick<ReadChart, "values">, { bind }: Pick<Library, "bind">): ChartedPatient {
	const facts = new Map<string, number>();
	const observations = [...values].flatMap(([charted, found]): readonly Observation[] => {
		const row = signRows.find(({ chart }) => chart?.column === charted);
		const bound = row && bind[row.name];
		if (row !== undefined && bound === undefined) return [];
		const factor = bound === undefined ? 1 : row!.chart!.factor / bound.factor;
		const inUnit = (value: number) => Number((value * factor).toPrecision(12));
		const column = bound?.column ?? charted;
		const last = found.findLast(({ lies }) => lies === "at");
		if (row !== undefined && factSigns.includes(row.name)) {
			if (last !== undefined) facts.set(column, inUnit(last.value));
			return [];
		}
		return found.map(({ value, ...rest }) => ({ column, value: inUnit(value), ...rest }));
	});
	return { observations: observations.sort((a, b) => a.time - b.time), facts };
}
