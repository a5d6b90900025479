import { type Expression, namesIn } from "../language/expression.ts";
import type { FlatModel } from "../model/flat-model.ts";
import { infusionInto } from "../model/symbols.ts";
import type { Treatment } from "../treatment/treatment.ts";

/** All that an expression hangs on, through flows: states, inputs, parameters, the time. */
function behind(e: Expression, flows: ReadonlyMap<string, Expression>, found = new Set<string>()): ReadonlySet<string> {
	for (const name of namesIn(e)) {
		if (found.has(name)) continue;
		found.add(name);
		const is = flows.get(name);
		if (is) behind(is, flows, found);
	}
	return found;
}

/** Why a drug has no steady state of its own, and what to do; undefined when it may have one. `held`: what is taken as it is at the moment of giving. */
export function notSteady(
	{ name, equations, routes }: Treatment,
	route: string,
	{ flat, held }: { readonly flat: FlatModel; readonly held: readonly string[] },
): { message: string; hint: string } | undefined {
	const own = new Set(equations.states.map((state) => state.name));
	const hint = 'give doses before it instead: "at:" some days earlier';
	const { into } = routes.get(route)!;
	if (!own.has(into) && !equations.inputs.some((input) => input.name === into))
		return { message: `ss: ${name} goes into ${into}, which belongs to the patient: it has no steady state of its own`, hint };
	const flows = new Map(flat.flows.map(({ name: flow, is }) => [flow, is]));
	const inputs = [...equations.inputs.map((input) => input.name), ...equations.states.map((state) => infusionInto(state.name))];
	const allowed = new Set([...own, ...inputs, ...flows.keys(), ...flat.parameters.map((parameter) => parameter.name), ...held]);
	for (const { name: state, rate } of flat.states) {
		if (!own.has(state)) continue;
		const read = behind(rate, flows);
		const foreign = [...read].find((one) => !allowed.has(one));
		if (foreign === "t") return { message: `ss: the rate of ${state} uses the time: it has no steady state`, hint };
		if (foreign !== undefined)
			return {
				message: `ss: the rate of ${state} uses ${foreign}, which belongs to the patient: ${name} has no steady state of its own`,
				hint,
			};
		if (!read.has(state)) return { message: `ss: nothing makes ${state} fall as it rises: it has no steady state`, hint };
	}
	return undefined;
}
