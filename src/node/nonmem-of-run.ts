import { nonmemCsv } from "../exchange/nonmem-export.ts";
import { bodyWith } from "../scenario/fit-to-patient.ts";
import type { Ran } from "./outputs.ts";

/** What was given in a run as a table of events, with the facts of its patient. */
export function nonmemOfRun({ loaded: { plan, patient }, run }: Ran): string {
	const places = new Map(plan.flat.parameters.map(({ name }, i) => [name, i]));
	const facts = Object.fromEntries(Object.keys(plan.patient.covariates).map((name) => [name, patient.values[places.get(name)!]!]));
	const weight = plan.bind.weight && facts[plan.bind.weight.column];
	return nonmemCsv(run, {
		id: plan.events?.id ?? `${patient.individual?.patient ?? 1}`,
		facts,
		body: bodyWith(weight === undefined ? undefined : weight * plan.bind.weight!.factor),
		unitOfDoses: (treatment) => plan.treatments[treatment]!.unit,
	});
}
