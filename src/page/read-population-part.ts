import type { TableValues } from "../model/population.ts";
import { type ParseOptions, parseScenario } from "../scenario/parse-scenario.ts";
import type { Plan } from "../scenario/plan.ts";
import { orderOf } from "../simulate/placed-conditions.ts";
import type { InquiryBuilder } from "../treatment/inquiry.ts";
import type { Library } from "../treatment/library.ts";
import { partSet } from "./part-numbers.ts";
import type { PartPopulation, PartTable } from "./parts.ts";

const tableOf = ({ values, keeps }: TableValues): PartTable => ({ numbers: partSet(values), keeps: [...keeps] });

/** What the population of a scenario is read with. */
interface PopulationSource extends Pick<ParseOptions, "models"> {
	/** What `patient:` says. */
	readonly patient: Readonly<Record<string, unknown>>;
	/** Parameters that the scenario sets to values. */
	readonly valued: readonly string[];
	readonly library: Library;
	readonly builder: InquiryBuilder;
}

/** The population of a scenario as the page has it: what differs between its groups, and what each is given beside the scenario. Undefined: it names none. */
export function readPopulationPart(
	plan: Plan,
	{ patient, valued, library, models, builder }: PopulationSource,
): PartPopulation | undefined {
	const { population } = plan;
	const table = library.populations.get(population?.name ?? "");
	if (population === null || table === undefined) return undefined;
	const kinds = Object.fromEntries(
		(["disease", "product"] as const).flatMap((kind) => (patient[kind] === undefined ? [] : [[kind, String(patient[kind])]])),
	);
	// What stands for each group before the scenario says anything.
	const text = JSON.stringify({ about: "Made for the page.", model: library.model.name, population: population.name, patient: kinds });
	const bare = parseScenario(text, { file: "page", models, equations: "all" }).population!;
	const places = new Map(plan.flat.parameters.map(({ name }, i) => [name, i]));
	return {
		name: population.name,
		nominal: population.nominal,
		kinds,
		groups: population.groups.map(({ share, about, disease, product, values }, i) => ({
			share,
			about,
			disease: disease ?? "",
			product: product ?? "",
			tables: [table, table.groups[i]!].map(tableOf),
			follows: bare.groups[i]!.follows,
			values: Object.fromEntries(valued.map((name) => [name, values[places.get(name)!]!])),
			standing: bare.groups[i]!.orders.map((order) => orderOf(order, builder)),
		})),
	};
}
