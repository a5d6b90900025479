import { chartedCsv } from "../exchange/charted.ts";
import { bundleOf, type Resource, resourcesOf } from "../exchange/fhir/bundle.ts";
import { chartedRows } from "../exchange/fhir/chart-cells.ts";
import { chartCsv } from "../exchange/write-chart.ts";
import { codesAtHand } from "./codes-file.ts";
import type { Ran } from "./outputs.ts";

function resources({ loaded: { charting, patient }, run, options }: Ran): readonly Resource[] {
	const codes = codesAtHand();
	const individual = patient.individual ?? { seed: options.seed ?? 1, patient: 0 };
	const charted = charting ? chartedCsv(run, charting, individual) : undefined;
	const rows = chartedRows(chartCsv(run), charted, (column) => codes.columns[column]?.category === "laboratory");
	return resourcesOf({ id: `patient-${individual.patient}`, run, rows, codes });
}

/** A run as a bundle of FHIR R4. */
export const fhirOfRun = (one: Ran): string => JSON.stringify(bundleOf(resources(one)));

/** The same, a resource on each line. */
export const fhirLinesOfRun = (one: Ran): string =>
	resources(one)
		.map((resource) => JSON.stringify(resource))
		.join("\n");
