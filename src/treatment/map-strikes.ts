import { evaluate } from "../language/evaluate.ts";
import { type Expression, namesIn } from "../language/expression.ts";
import type { FlatModel } from "../model/flat-model.ts";
import { flatten } from "../model/flatten.ts";
import type { Join, Model, Module } from "../model/model.ts";
import type { ActedOn } from "../model/model-map.ts";
import { infusionInto } from "../model/symbols.ts";
import type { Treatment } from "./treatment.ts";

/** A treatment that acts on a box or an arrow of the map. */
export interface Strike {
	readonly treatment: string;
	/** What it does to the box or the arrow. */
	readonly effect: "weakens" | "strengthens";
	/** What it does to which equation. */
	readonly equation: string;
	readonly direction: "raises" | "lowers";
	/** The slots, inputs and states that carry it, whose courses tell how strongly it acts. */
	readonly carriers: readonly Carrier[];
}

/** Something that treatments set from outside; how several writers of a slot join, null: it is no slot. */
export interface Carrier {
	readonly column: string;
	readonly join: Join | null;
}

/** What a treatment sets from outside: the slots it writes, the inputs of its devices, and where its routes lead. */
const targetsOf = ({ equations, devices, routes }: Treatment): ReadonlySet<string> =>
	new Set([
		...equations.writes.map(({ slot }) => slot),
		...[...devices.values()].flatMap(({ sets }) => sets.map(({ input }) => input)),
		...[...routes.values()].map(({ into }) => into),
	]);

/** The names that each equation of the pages reads by itself. */
function readingsOf(pages: readonly Module[]): ReadonlyMap<string, ReadonlySet<string>> {
	const formulas = pages.flatMap((page) => [
		...page.states.map(({ name, rate }) => [name, rate.expression] as const),
		...[...page.flows, ...page.observables].map(({ name, is }) => [name, is.expression] as const),
		...page.hazards.map(({ name, rate }) => [name, rate.expression] as const),
	]);
	return new Map(formulas.map(([name, expression]) => [name, namesIn(expression)]));
}

/** The value of every equation at one point: flows by their `is`, states by their rate, hazards by theirs. */
function equationsAt(flat: FlatModel, given: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
	const values = new Map(given);
	const valued = (is: Expression) => evaluate(is, { number: (name) => values.get(name)! });
	for (const { name, is } of [...flat.flows, ...flat.observables]) values.set(name, valued(is));
	const rates = flat.states.map(({ name, rate }) => [name, valued(rate)] as const);
	const hazards = flat.hazards.map(({ name, state }) => [name, new Map(rates).get(state)!] as const);
	return new Map([...values, ...rates, ...hazards]);
}

/** How many scales the states of the body are moved from their start: what does not show at one point (below a threshold, at a limit) does at another. */
const moves = [1, 5, 25] as const;

/** A point at which something goes on, without any treatment. */
function pointOf(flat: FlatModel, body: ReadonlySet<string>, scales: number): Map<string, number> {
	return new Map([
		...flat.parameters.map(({ name, value }) => [name, value] as const),
		...flat.inputs.map(({ name, value }) => [name, value] as const),
		...flat.states.map(({ name, start, scale }) => [name, body.has(name) ? start + scales * scale : start] as const),
		["t", 24],
	]);
}

/** The same point with one treatment in the body, at its devices and running in. */
function withTreatment(treatment: Treatment, flat: FlatModel, point: ReadonlyMap<string, number>): Map<string, number> {
	const own = new Set(treatment.equations.states.map(({ name }) => name));
	const inputs = new Set([
		...treatment.equations.inputs.map(({ name }) => name),
		...[...treatment.devices.values()].flatMap(({ sets }) => sets.map(({ input }) => input)),
		...[...treatment.routes.values()].flatMap(({ into }) => [into, infusionInto(into)]),
	]);
	return new Map([
		...point,
		...flat.states.filter(({ name }) => own.has(name)).map(({ name, start, scale }) => [name, start + scale] as const),
		...flat.inputs.filter(({ name }) => inputs.has(name)).map(({ name, value }) => [name, value + 0.1] as const),
	]);
}

/** By how much each equation moves when a treatment is there, at the first point at which it does. */
function changesBy(treatment: Treatment, flat: FlatModel, body: ReadonlySet<string>): (equation: string) => number {
	const pairs = moves.map((scales) => {
		const point = pointOf(flat, body, scales);
		return { without: equationsAt(flat, point), present: equationsAt(flat, withTreatment(treatment, flat, point)) };
	});
	return (equation) => {
		const changes = pairs.map(({ without, present }) => present.get(equation)! - without.get(equation)!);
		return changes.find((change) => change !== 0) ?? 0;
	};
}

/**
 * Which treatments act on what, read from the slots that they write and the inputs that they set; the direction is that in which an equation moves when the
 * treatment is there. Gives the strikes of one box or arrow.
 *
 *     const strikesOn = strikesOf(model, [...treatments.values()]);
 *     strikesOn(map.arrows[0].actedOn)   // [{ treatment: "dexamethasone", effect: "weakens", … }]
 */
export function strikesOf(model: Model, treatments: readonly Treatment[]): (actedOn: readonly ActedOn[]) => readonly Strike[] {
	const flat = flatten(model, { treatments: treatments.map(({ equations }) => equations) });
	const body = new Set(model.modules.flatMap((page) => page.states.map(({ name }) => name)));
	const readings = readingsOf(model.modules);
	const joins = new Map(model.modules.flatMap((page) => page.slots.map(({ name, join }) => [name, join] as const)));
	const known = treatments.map((one) => ({ ...one, targets: targetsOf(one), changed: changesBy(one, flat, body) }));
	const through = (targets: ReadonlySet<string>, equation: string): readonly string[] =>
		[equation, ...(readings.get(equation) ?? [])].filter((name) => targets.has(name));
	return (actedOn) =>
		known.flatMap(({ name, targets, changed }) => {
			const ways = actedOn
				.map((one) => ({ ...one, change: changed(one.equation), carriers: through(targets, one.equation) }))
				.filter(({ change, carriers }) => change !== 0 && carriers.length > 0);
			const first = ways[0];
			if (first === undefined) return [];
			const carriers = [...new Set(ways.flatMap((way) => way.carriers))].map((column) => ({ column, join: joins.get(column) ?? null }));
			const rises = first.change > 0;
			return {
				treatment: name,
				effect: (first.more === "stronger") === rises ? "strengthens" : "weakens",
				equation: first.equation,
				direction: rises ? "raises" : "lowers",
				carriers,
			};
		});
}
