import type { Run } from "../simulate/run.ts";
import { lookOf } from "../trajectory/display.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber } from "./clinical-number.ts";
import { nadirOf, numberColumns, peakOf } from "./extremes.ts";

/** This share of the bounds is the rounding of a run's numbers. */
const rounding = 1e-4;

/**
 * A sentence for each column that goes beyond the bounds that its model gives it: no patient has been seen there, so what follows from it is
 * the model's, not the patient's.
 *
 *     beyondBounds(run)   // ["Temperature reaches 46.1 °C on day 3.2; no patient is believable above 44 °C"]
 */
export const beyondBounds = ({ trajectory }: Pick<Run, "trajectory">): readonly string[] =>
	numberColumns(trajectory).flatMap((name) => {
		const column = trajectory.columns.get(name);
		if (column?.kind !== "number" || column.display?.bounds === undefined) return [];
		const [least, most] = column.display.bounds;
		const slack = rounding * (most - least);
		// Nearly always: then nothing more is to be found out.
		if (!column.values.some((value) => value > most + slack || value < least - slack)) return [];
		const look = lookOf(column);
		const number = (value: number) => `${clinicalNumber(value, look.fineness)} ${unitText(column.unit)}`.trim();
		const said = (verb: string, { value, day }: { value: number; day: number }, limit: string) =>
			`${look.label} ${verb} ${number(value)} on day ${day.toFixed(1)}; no patient is believable ${limit}`;
		const [peak, nadir] = [peakOf(trajectory, name), nadirOf(trajectory, name)];
		return [
			...(peak !== undefined && peak.value > most + slack ? [said("reaches", peak, `above ${number(most)}`)] : []),
			...(nadir !== undefined && nadir.value < least - slack ? [said("falls to", nadir, `below ${number(least)}`)] : []),
		];
	});
