import type { Place, Problem } from "../input/problem.ts";
import { type Unit, unitOf } from "../language/units.ts";
import { drawOf } from "./hazard-draw.ts";
import type { Module } from "./model.ts";

export type SymbolKind = "parameter" | "covariate" | "input" | "slot" | "state" | "flow" | "observable";

export interface ModelSymbol {
	readonly kind: SymbolKind;
	readonly name: string;
	readonly unit: Unit;
	readonly about: string;
	readonly place: Place;
}

export type Symbols = ReadonlyMap<string, ModelSymbol>;

/** Name of the rate input through which infusions run into a state. */
export const infusionInto = (state: string) => `${state}_infusion`;

/** Every state that infusions run into, once: several treatments may share it. */
export function infusedStates(pages: readonly Module[]): Module["infused"] {
	return [...new Map(pages.flatMap((page) => page.infused).map((one) => [one.state, one])).values()];
}

function infusionSymbols(pages: readonly Module[]): ModelSymbol[] {
	return infusedStates(pages).map(({ state, unit, place }) => ({
		kind: "input",
		name: infusionInto(state),
		unit,
		about: `Infusion into ${state}`,
		place,
	}));
}

function symbolsOfModule(page: Module): ModelSymbol[] {
	const named = (kind: SymbolKind, rows: readonly { name: string; unit: Unit; about: string; place: Place }[]) =>
		rows.map(({ name, unit, about, place }) => ({ kind, name, unit, about, place }));
	const hazardStates = page.hazards.map(({ name, about, place }) => ({
		name: `${name}_hazard`,
		unit: unitOf("1"),
		about: `Cumulative hazard: ${about}`,
		place,
	}));
	const hazardDraws = page.hazards.map(drawOf);
	return [
		...named("parameter", [...page.parameters, ...hazardDraws]),
		...named("covariate", page.covariates),
		...named("input", page.inputs),
		...named("slot", page.slots),
		...named("state", [...page.states, ...hazardStates]),
		...named("flow", page.flows),
		...named("observable", page.observables),
	];
}

/** Every name of the pages, each once; a name that stands twice is a problem at its second place. */
export function symbolsOf(pages: readonly Module[], problems: Problem[]): Symbols {
	const symbols = new Map<string, ModelSymbol>();
	for (const symbol of [...pages.flatMap(symbolsOfModule), ...infusionSymbols(pages)]) {
		const first = symbols.get(symbol.name);
		if (first) {
			const where = `${first.place.file}:${first.place.line}`;
			problems.push({
				...symbol.place,
				key: symbol.name,
				message: `the name "${symbol.name}" is already used at ${where}`,
				hint: "use a name that no other page or treatment has",
			});
		} else symbols.set(symbol.name, symbol);
	}
	return symbols;
}
