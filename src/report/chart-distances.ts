import type { ChartedCourse } from "../grading/charted-course.ts";
import type { Run } from "../simulate/run.ts";
import { lookOf } from "../trajectory/display.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";

/** Heads of the table of distances. */
export const distanceHead: readonly string[] = ["values", "difference", "apart", "", "relative"];

/** What they mean. */
export const distanceReading = "difference: charted less simulated; apart: its size; relative: as a share of what was simulated. Medians.";

/** Two digits of the distance decide how finely both are told. */
const decimalsOf = (apart: number): number => (apart > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(apart)), 0), 6) : 0);

/** How far each charted column lies from the simulated one, as cells of a table: the name first. */
export const distanceRows = (run: Pick<Run, "trajectory">, { distances }: ChartedCourse): readonly (readonly string[])[] =>
	distances.flatMap(({ column, unit, values, bounds, median_difference, median_absolute, median_relative }) => {
		const found = run.trajectory.columns.get(column);
		if (found?.kind !== "number") return [];
		const { label } = lookOf(found);
		const decimals = decimalsOf(median_absolute);
		const number = (value: number) => clinicalNumber(value, { decimals });
		return [
			[
				label,
				bounds === 0 ? `${values}` : `${values} (${bounds} as bounds)`,
				`${Number(median_difference.toFixed(decimals)) > 0 ? "+" : ""}${number(median_difference)}`,
				number(median_absolute),
				unitText(unit),
				median_relative === null ? "-" : `${clinicalNumber(100 * median_relative, { digits: 2 })} %`,
			],
		];
	});
