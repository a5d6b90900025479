import type { Problem } from "../input/problem.ts";
import { type Unit, unitOf } from "../language/units.ts";
import type { FlatModel } from "../model/flat-model.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Library } from "../treatment/library.ts";
import { ruleWord } from "../treatment/protocol.ts";
import { runningNames } from "../treatment/treatment.ts";
import { checkedStays, type OutcomeNames } from "./outcome.ts";

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

/** What an outcome may name in runs of these plans, which are variants of one scenario; what is wrong in a place of care goes to the problems. */
export function outcomeNames(library: Library, plans: readonly [Plan, ...Plan[]], problems: Problem[]): OutcomeNames {
	const [{ flat }] = plans;
	const { toxicities, bind } = library;
	const given = [...library.treatments.values()];
	const treatments = new Map<string, Unit | null>([...rulesOf(plans), ...given.map(({ name, amount }) => [name, amount] as const)]);
	const hazards = new Set(flat.hazards.map(({ name }) => name));
	const known = {
		columns: columnUnits(flat),
		toxicities,
		bind,
		treatments,
		running: runningNames(given),
		hazards,
		facts: factUnits(plans[0]),
	};
	return { ...known, stays: checkedStays(library.stays, known, problems) };
}
