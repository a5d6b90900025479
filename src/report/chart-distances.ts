import type { ChartedCourse } from "../grading/charted-course.ts";
import type { Run } from "../simulate/run.ts";
import { lookOf } from "../trajectory/display.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";

/** Heads of the table of distances. */
export const distanceHead: readonly string[] = ["values", "difference", "apart", "", "relative"];

/** What they mean. */
export const distanceReading = "difference: charted less simulated; apart: its size; relative: as a share of what was simulated. Medians.";

/** How far each charted column lies from the simulated one, as cells of a table: the name first. */
export const distanceRows = (run: Pick<Run, "trajectory">, { distances }: ChartedCourse): readonly (readonly string[])[] =>
	distances.flatMap(({ column, unit, values, bounds, median_difference, median_absolute, median_relative }) => {
		const found = run.trajectory.columns.get(column);
		if (found?.kind !== "number") return [];
		const { label } = lookOf(found);
		const number = (value: number) => clinicalNumber(value, { digits: 2 });
		return [
			[
				label,
				bounds === 0 ? `${values}` : `${values} (${bounds} as bounds)`,
				`${median_difference > 0 ? "+" : ""}${number(median_difference)}`,
				number(median_absolute),
				unitText(unit),
				median_relative === null ? "-" : `${number(100 * median_relative)} %`,
			],
		];
	});
