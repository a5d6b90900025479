import { inUnit } from "../language/quantity.ts";
import { unitOf } from "../language/units.ts";
import { virtualPatient } from "../population/draw-patient.ts";
import { bodyWith } from "../scenario/fit-to-patient.ts";
import type { PlannedOrder, Varying } from "../scenario/plan.ts";
import { type VaryingNumbers, varyingOf } from "../scenario/varying.ts";
import { nominalPatient, type Patient } from "../simulate/patient.ts";
import type { Program } from "../simulate/program.ts";
import { type PartNumber, type PartNumbers, type PartScenario, type Parts, pairKey } from "./parts.ts";
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
}

/**
 * The numbers of a wish, in the order in which a scenario's reader takes them: disease, product, facts of the patient, then what is set.
 */
function numbersOf(wish: Wish, scenario: PartScenario, all: Restored, sets: readonly Restored[]): Numbers {
	const own = new Map([...all.parameters, ...all.covariates].map((row) => [row.name, row]));
	const values = new Map([...own].map(([name, { value }]) => [name, value]));
	for (const { parameters, covariates } of sets) {
		for (const { name, value, unit } of parameters) values.set(name, inUnit({ value, unit }, own.get(name)!.unit));
		for (const { name, value } of covariates) values.set(name, value);
	}
	const spreads = new Map(Object.entries(scenario.spreads));
	const usual = new Map(values);
	for (const [name, value] of [...Object.entries(wish.facts), ...Object.entries(scenario.values)]) values.set(name, value);
	const fixed = new Set([...Object.keys(wish.facts), ...Object.keys(scenario.values)].filter((name) => !spreads.has(name)));
	for (const [name, times] of Object.entries(wish.knobs)) values.set(name, values.get(name)! * times);
	const moved = [...Object.keys(wish.knobs), ...spreads.keys()].filter((name) => !fixed.has(name));
	const multipleOf = (name: string) => (spreads.has(name) ? values.get(name)! / usual.get(name)! : wish.knobs[name]!);
	const multiples = new Map(moved.map((name) => [name, multipleOf(name)]));
	const page: VaryingNumbers & { readonly hazards: readonly [] } = { ...all, hazards: [] };
	let varying: readonly Varying[] | undefined;
	return {
		values,
		varying: () => {
			varying ??= varyingOf(all, [page], sets, { values, fixed, multiples, spreads }) ?? [];
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

/** Orders of the scenario and of the model that the wish keeps. */
function givenBeside(
	wish: Wish,
	parts: Parts,
	scenario: PartScenario,
): { standing: PlannedOrder<number>[]; waiting: PlannedOrder<number>[] } {
	const waiting = Object.entries(scenario.waiting).flatMap(([id, { orders }]) => (wish.removed.includes(id) ? [] : orders));
	const named = new Set([...waiting, ...wish.orders].map(({ treatment }) => treatment));
	const places = parts.standing.of[pairKey(wish.disease, wish.product)] ?? [];
	const isGiven = ({ treatment, begins }: PlannedOrder<number>) =>
		!named.has(treatment) && !wish.without.includes(treatment) && !(begins.kind === "at" && begins.time > wish.until);
	return { standing: places.map((place) => parts.standing.orders[place]!).filter(isGiven), waiting };
}

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
	const planner = orderPlanner(parts.givable);
	const models = { chance: parts.model, none: withoutInfections(parts.model) };
	const hasInfections = parts.model.hazards.some(({ isInfection }) => isInfection);
	const { weight } = parts.bind;
	let kept: { readonly key: string; readonly numbers: Numbers } | undefined;
	return (wish) => {
		const scenario = parts.scenarios[wish.scenario];
		if (scenario === undefined) throw new RangeError(`there is no scenario "${wish.scenario}"`);
		const key = numbersKey(wish);
		if (kept?.key !== key) {
			const sets = [named("diseases", wish.disease), named("products", wish.product)];
			kept = { key, numbers: numbersOf(wish, scenario, all, sets) };
		}
		const { values, varying } = kept.numbers;
		const medianOf = (name: string) => values.get(name) ?? Number.NaN;
		const dosed = { body: bodyWith(weight && medianOf(weight.column) * weight.factor), parameter: medianOf };
		const warnings: string[] = [];
		const { standing, waiting } = givenBeside(wish, parts, scenario);
		const orders = [...standing, ...waiting, ...wish.orders.map((order) => planner.plan(order, dosed, warnings))];
		const care = wish.care === "none" ? null : parts.cares[wish.care];
		if (care === undefined) throw new RangeError(`there is no protocol "${wish.care}"`);
		const inquiry = usedQuestions({ orders, care, treatments: parts.treatments }, parts, scenario.inquiry);
		const program: Program = {
			id: JSON.stringify([parts.id, { ...wish, lesson: null, individual: null }]),
			title: scenario.title,
			model: models[wish.infections],
			from: parts.from,
			until: wish.until,
			values: parts.model.parameters.map(({ name }) => medianOf(name)),
			varying: wish.individual === null ? [] : varying(),
			inquiry,
			settings: scenario.settings.filter(({ time }) => time <= wish.until),
			orders,
			population: null,
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
