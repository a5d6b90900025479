import { allowedHint } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import { dimensionless, unitOf } from "../language/units.ts";
import { conditionOf, type FormulaChecker } from "./check-formula.ts";
import type { FlatEvent } from "./flat-model.ts";
import type { ModelEvent, Module } from "./model.ts";
import type { Symbols } from "./symbols.ts";

const hour = unitOf("h");

/** What an event may set: states and inputs, but not the sum of a hazard. */
function settable(pages: readonly Module[]): ReadonlySet<string> {
	return new Set(pages.flatMap((page) => [...page.states, ...page.inputs]).map(({ name }) => name));
}

/** Two events of one name, or one that is called as a hazard: a run could not tell which of them happened. */
function tellTwice(pages: readonly Module[], problems: Problem[]): void {
	const taken = new Set(pages.flatMap((page) => page.hazards).map(({ name }) => name));
	for (const { name, place } of pages.flatMap((page) => page.events)) {
		if (taken.has(name)) problems.push({ ...place, key: `events.${name}`, message: `another event or hazard is called "${name}"` });
		taken.add(name);
	}
}

/** The events of pages in pure numbers, in the order of the pages; problems are gathered. */
export function flatEvents(pages: readonly Module[], symbols: Symbols, check: FormulaChecker, problems: Problem[]): FlatEvent[] {
	const allowed = settable(pages);
	tellTwice(pages, problems);
	const setOf = ({ target, is, place }: ModelEvent["sets"][number]) => {
		const symbol = allowed.has(target) ? symbols.get(target) : undefined;
		if (symbol) return [{ target, is: check(is, symbol.unit, "equation") }];
		problems.push({
			...place,
			key: is.key,
			message: `"${target}" is not a state or an input, which events set`,
			hint: allowedHint(target, allowed),
		});
		return [];
	};
	return pages.flatMap((page) =>
		page.events.map(({ name, when, after, priority, sets, ...rest }) => ({
			name,
			when: conditionOf(when, symbols, problems),
			after: after && check(after, hour, "equation"),
			priority: priority && check(priority, dimensionless, "equation"),
			persists: rest.persists,
			fromStart: rest.fromStart,
			values: rest.values,
			sets: sets.flatMap(setOf),
		})),
	);
}
