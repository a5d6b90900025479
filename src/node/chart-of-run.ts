import { chartedCsv } from "../exchange/charted.ts";
import { type Asked, refuse } from "./asked.ts";
import type { Ran } from "./outputs.ts";

/**
 * A run as a ward would have charted it; the nominal patient is charted with the draws of number 0. Throws an InputError where the model does not
 * say what is charted.
 */
export function chartOfRun({ loaded: { charting, patient, model }, run, options }: Ran, asked: Asked, option = "charted"): string {
	if (!charting)
		return refuse(
			asked,
			option,
			`the model ${model.name} does not say what a ward charts`,
			"write charting.yaml into its folder, as that of cart-crs",
		);
	return chartedCsv(run, charting, patient.individual ?? { seed: options.seed ?? 1, patient: 0 });
}
