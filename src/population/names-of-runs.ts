import { type Unit, unitOf } from "../language/units.ts";
import type { FlatModel } from "../model/flat-model.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Library } from "../treatment/library.ts";
import { ruleWord } from "../treatment/protocol.ts";
import { runningNames } from "../treatment/treatment.ts";
import type { OutcomeNames } from "./outcome.ts";

/** Units of the number columns that a run of this model has. */
function columnUnits({ columns, states, flows, observables, inputs }: FlatModel): Map<string, Unit> {
	const units = new Map([...states, ...flows, ...observables, ...inputs].map(({ name, unit }) => [name, unit]));
	return new Map(columns.map((name) => [name, unitOf(units.get(name) ?? "1")]));
}

/** Units of the facts that differ between the patients of the population. */
function factUnits({ population, flat }: Plan): Map<string, Unit> {
	const facts = new Set(population?.facts);
	return new Map(flat.parameters.flatMap(({ name, unit }) => (facts.has(name) ? [[name, unitOf(unit)] as const] : [])));
}

/** The rules of all care teams, by their names as one word. */
const rulesOf = (plans: readonly Plan[]) =>
	plans.flatMap(({ care }) => (care?.rules ?? []).map(({ name }) => [ruleWord(name), null] as const));

/** What can be asked of runs that have ended, by what it is called; `plans` are of one model, the first tells its columns. */
export function namesOfRuns(
	{ toxicities, bind, treatments }: Pick<Library, "toxicities" | "bind" | "treatments">,
	plans: readonly Plan[],
): Omit<OutcomeNames, "stays"> {
	const plan = plans[0]!;
	const given = [...treatments.values()];
	return {
		columns: columnUnits(plan.flat),
		toxicities,
		bind,
		treatments: new Map<string, Unit | null>([...rulesOf(plans), ...given.map(({ name, amount }) => [name, amount] as const)]),
		running: runningNames(given),
		hazards: new Set(plan.flat.hazards.map(({ name }) => name)),
		facts: factUnits(plan),
	};
}
