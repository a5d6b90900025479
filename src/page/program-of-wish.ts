import { inUnit } from "../language/quantity.ts";
import { unitOf } from "../language/units.ts";
import type { FollowingFact } from "../model/population.ts";
import { virtualPatient } from "../population/draw-patient.ts";
import { bodyWith } from "../scenario/fit-to-patient.ts";
import { followingValues } from "../scenario/following.ts";
import type { PlannedGroup, PlannedOrder, Varying } from "../scenario/plan.ts";
import { type VaryingNumbers, varyingOf } from "../scenario/varying.ts";
import { nominalPatient, type Patient } from "../simulate/patient.ts";
import type { Program } from "../simulate/program.ts";
import {
	type PartGroup,
	type PartNumber,
	type PartNumbers,
	type PartPopulation,
	type PartScenario,
	type Parts,
	pairKey,
	populationOfWish,
} from "./parts.ts";
import { usedQuestions } from "./used-questions.ts";
import type { Wish } from "./wish.ts";
import { orderPlanner } from "./wished-orders.ts";

/** A wish as something that can be run. */
export interface WishedProgram {
	readonly program: Program;
	readonly patient: Patient;
}

/** Numbers with their units restored. */
function restored({ parameters, covariates, correlations }: PartNumbers) {
	const rows = (all: readonly PartNumber[]) => all.map((row) => ({ ...row, unit: unitOf(row.unit) }));
	return { parameters: rows(parameters), covariates: rows(covariates), correlations };
}

type Restored = ReturnType<typeof restored>;

/** The values of the patient at the medians, and what differs between virtual ones. */
interface Numbers {
	readonly values: ReadonlyMap<string, number>;
	readonly varying: () => readonly Varying[];
	readonly follows: readonly FollowingFact[];
}

/** What is said of numbers, and of which of them the spread alone. */
interface Layer {
	readonly numbers: Restored;
	readonly keeps: ReadonlySet<string>;
}

/** What is said of the patients: by disease and product, by the tables of their population, by the scenario. */
interface Said {
	readonly layers: readonly Layer[];
	readonly follows: readonly FollowingFact[];
	readonly values: Readonly<Record<string, number>>;
	readonly spreads: PartScenario["spreads"];
}

/**
 * The numbers of a wish, in the order in which a scenario's reader takes them: disease, product, population, facts of the patient, what is set, what follows.
 */
function numbersOf(wish: Wish, all: Restored, said: Said): Numbers {
	const own = new Map([...all.parameters, ...all.covariates].map((row) => [row.name, row]));
	const values = new Map([...own].map(([name, { value }]) => [name, value]));
	for (const { numbers, keeps } of said.layers) {
		for (const { name, value, unit } of numbers.parameters)
			if (!keeps.has(name)) values.set(name, inUnit({ value, unit }, own.get(name)!.unit));
		for (const { name, value } of numbers.covariates) values.set(name, value);
	}
	const spreads = new Map(Object.entries(said.spreads));
	const usual = new Map(values);
	const stated = [...Object.entries(wish.facts), ...Object.entries(said.values)];
	for (const [name, value] of stated) values.set(name, value);
	const fixed = new Set(stated.map(([name]) => name).filter((name) => !spreads.has(name)));
	for (const [name, times] of Object.entries(wish.knobs)) values.set(name, values.get(name)! * times);
	const follows = said.follows.filter(({ name }) => !Object.hasOwn(wish.facts, name));
	for (const [name, value] of followingValues(follows, (fact) => values.get(fact) ?? Number.NaN)) values.set(name, value);
	const moved = [...Object.keys(wish.knobs), ...spreads.keys()].filter((name) => !fixed.has(name));
	const multipleOf = (name: string) => (spreads.has(name) ? values.get(name)! / usual.get(name)! : wish.knobs[name]!);
	const multiples = new Map(moved.map((name) => [name, multipleOf(name)]));
	const page: VaryingNumbers & { readonly hazards: readonly [] } = { ...all, hazards: [] };
	const isSaid = new Set([...fixed, ...follows.map(({ name }) => name)]);
	const sets = said.layers.map(({ numbers }) => numbers);
	let varying: readonly Varying[] | undefined;
	return {
		values,
		follows,
		varying: () => {
			varying ??= varyingOf(all, [page], sets, { values, fixed: isSaid, multiples, spreads }) ?? [];
			return varying;
		},
	};
}

/** The program's part that follows from nothing but facts, knobs, disease and product: kept while only doses move. */
const numbersKey = ({ scenario, disease, product, facts, knobs }: Wish) => JSON.stringify([scenario, disease, product, facts, knobs]);

/** The model of a wish: without infections by chance their hazards add up as before, and none strikes. */
function withoutInfections(model: Program["model"]): Program["model"] {
	const hazards = model.hazards.map((one) => ({ ...one, happens: one.happens && !one.isInfection }));
	return { ...model, id: `${model.id} without infections`, hazards };
}

/** The patients of a wish: all, or those of one group of its population. */
interface Member {
	readonly group: PartGroup | undefined;
	readonly numbers: Numbers;
}

/** Orders of the scenario and of the model that the wish keeps. */
function givenBeside(
	wish: Wish,
	scenario: PartScenario,
	all: readonly PlannedOrder<number>[],
): { standing: PlannedOrder<number>[]; waiting: PlannedOrder<number>[] } {
	const waiting = Object.entries(scenario.waiting).flatMap(([id, { orders }]) => (wish.removed.includes(id) ? [] : orders));
	const named = new Set([...waiting, ...wish.orders].map(({ treatment }) => treatment));
	const isGiven = ({ treatment, begins }: PlannedOrder<number>) =>
		!named.has(treatment) && !wish.without.includes(treatment) && !(begins.kind === "at" && begins.time > wish.until);
	return { standing: all.filter(isGiven), waiting };
}

/** What stands for a product in a disease. */
const standingFor = ({ disease, product }: Wish, { standing }: Parts): readonly PlannedOrder<number>[] =>
	(standing.of[pairKey(disease, product)] ?? []).map((place) => standing.orders[place]!);

/**
 * Gives a function that makes programs of wishes without reading a text. A wish that names what the parts do not have throws a RangeError: `validWish`
 * mends it first.
 *
 *     const { program, patient } = wishCompiler(parts)(kit.scenarios[0].wish);
 *     const run = simulate(load(program), patient);
 */
export function wishCompiler(parts: Parts): (wish: Wish) => WishedProgram {
	const all = restored(parts.numbers);
	const named = (kind: "diseases" | "products", name: string): Restored => {
		const found = parts[kind][name];
		if (found === undefined) throw new RangeError(`the model has no "${name}" among its ${kind}`);
		return restored(found);
	};
	const usualIn = ({ disease, product }: Pick<Wish, "disease" | "product">): Layer[] =>
		[named("diseases", disease), named("products", product)].map((numbers) => ({ numbers, keeps: new Set() }));
	const planner = orderPlanner(parts.givable);
	const models = { chance: parts.model, none: withoutInfections(parts.model) };
	const hasInfections = parts.model.hazards.some(({ isInfection }) => isInfection);
	const { weight } = parts.bind;
	const membersOf = (wish: Wish, { values, spreads }: PartScenario, population: PartPopulation | undefined): readonly Member[] => {
		if (population === undefined)
			return [{ group: undefined, numbers: numbersOf(wish, all, { layers: usualIn(wish), follows: [], values, spreads }) }];
		return population.groups.map((group) => {
			const tables = group.tables.map(({ numbers, keeps }) => ({ numbers: restored(numbers), keeps: new Set(keeps) }));
			const layers = [...usualIn(group), ...tables];
			return { group, numbers: numbersOf(wish, all, { layers, follows: group.follows, values: group.values, spreads }) };
		});
	};
	let kept: { readonly key: string; readonly members: readonly Member[] } | undefined;
	return (wish) => {
		const scenario = parts.scenarios[wish.scenario];
		if (scenario === undefined) throw new RangeError(`there is no scenario "${wish.scenario}"`);
		const key = numbersKey(wish);
		const population = populationOfWish(wish, scenario);
		if (kept?.key !== key) kept = { key, members: membersOf(wish, scenario, population) };
		const warnings: string[] = [];
		const planned = kept.members.map(({ group, numbers: { values, varying, follows } }) => {
			const medianOf = (name: string) => values.get(name) ?? Number.NaN;
			const dosed = { body: bodyWith(weight && medianOf(weight.column) * weight.factor), parameter: medianOf };
			const { standing, waiting } = givenBeside(wish, scenario, group?.standing ?? standingFor(wish, parts));
			const orders = [...standing, ...waiting, ...wish.orders.map((order) => planner.plan(order, dosed, warnings))];
			return { group, values: parts.model.parameters.map(({ name }) => medianOf(name)), varying, follows, orders };
		});
		const nominal = planned[population?.nominal ?? 0]!;
		const care = wish.care === "none" ? null : parts.cares[wish.care];
		if (care === undefined) throw new RangeError(`there is no protocol "${wish.care}"`);
		const asking = { orders: planned.flatMap(({ orders }) => orders), care, treatments: parts.treatments };
		const inquiry = usedQuestions(asking, parts, scenario.inquiry);
		const program: Program = {
			id: JSON.stringify([parts.id, { ...wish, lesson: null, individual: null }]),
			title: scenario.title,
			lesson: "",
			model: models[wish.infections],
			from: parts.from,
			until: wish.until,
			values: nominal.values,
			varying: wish.individual === null ? [] : nominal.varying(),
			inquiry,
			settings: scenario.settings.filter(({ time }) => time <= wish.until),
			orders: nominal.orders,
			population: population === undefined ? null : plannedPopulation(population, planned, parts),
			care,
			treatments: parts.treatments,
			bind: parts.bind,
			toxicities: parts.toxicities,
			attribution: parts.attribution,
			infections: hasInfections ? wish.infections : null,
			figures: parts.figures,
			warnings: [...new Set(warnings)],
		};
		return { program, patient: wish.individual === null ? nominalPatient(program) : virtualPatient(program, wish.individual) };
	};
}

/** A group with its orders and numbers for a wish. */
interface PlannedMember extends Pick<PlannedGroup<number>, "values" | "follows" | "orders"> {
	readonly group: PartGroup | undefined;
	readonly varying: () => readonly Varying[];
}

function plannedPopulation(
	{ name, nominal }: PartPopulation,
	members: readonly PlannedMember[],
	{ numbers }: Parts,
): Program["population"] {
	const groups = members.map(({ group, varying, ...rest }): PlannedGroup<number> => {
		const { share, about, disease, product } = group!;
		return { share, about, disease, product, varying: varying(), ...rest };
	});
	const drawn = new Set(groups.flatMap(({ varying, follows }) => [...varying, ...follows].map((one) => one.name)));
	return { name, nominal, groups, facts: numbers.covariates.map((one) => one.name).filter((one) => drawn.has(one)) };
}
