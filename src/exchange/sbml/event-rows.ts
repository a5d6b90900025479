import { binary, type Expression, name } from "../../language/expression.ts";
import { printExpression } from "../../language/print.ts";
import type { Refusals } from "./refusals.ts";
import type { SbmlEvent, SbmlModel } from "./sbml-model.ts";
import type { Symbols } from "./symbols.ts";

/** An event of a page of the model language; its delay is in units of time of the file. */
export interface EventRow {
	readonly name: string;
	readonly about: string;
	readonly when: Expression;
	readonly after: Expression | undefined;
	readonly priority: Expression | undefined;
	readonly persists: boolean;
	readonly fromStart: boolean;
	readonly values: "trigger" | "execution";
	readonly sets: readonly { readonly target: string; readonly is: Expression }[];
}

/** Where the concentration of a species follows from its amount: an event that sets the one sets the other. */
export type HeldAmounts = ReadonlyMap<string, { readonly amount: string; readonly compartment: string }>;

/** Ids that events set. */
export const setByEvents = ({ events }: SbmlModel): ReadonlySet<string> =>
	new Set(events.flatMap(({ assignments }) => assignments.map(({ variable }) => variable)));

function setsOf({ assignments }: SbmlEvent, symbols: Symbols, held: HeldAmounts, refuse: Refusals["refuse"]): EventRow["sets"] {
	const values = new Map(assignments.flatMap(({ variable, math }) => (math ? [[variable, symbols.math(math)] as const] : [])));
	return assignments.flatMap(({ variable, at }) => {
		const is = values.get(variable);
		const target = symbols.names.get(variable);
		if (target === undefined) refuse(at, `nothing is called "${variable}"`);
		if (target === undefined || is === undefined) return [];
		const of = held.get(variable);
		if (of === undefined) return [{ target, is }];
		return [{ target: of.amount, is: binary("*", is, name(symbols.names.get(of.compartment)!)) }];
	});
}

/** The events of an SBML model; one without a trigger never happens. */
export function eventRows({ events }: SbmlModel, symbols: Symbols, held: HeldAmounts, refuse: Refusals["refuse"]): EventRow[] {
	return events.flatMap((event): EventRow[] => {
		const sets = setsOf(event, symbols, held, refuse);
		if (!event.trigger || sets.length === 0) return [];
		return [
			{
				name: symbols.newName(event.id ?? "event"),
				about: event.at.attributes["name"] ?? "",
				when: symbols.condition(event.trigger),
				after: event.delay && symbols.math(event.delay),
				priority: event.priority && symbols.math(event.priority),
				persists: event.persists,
				fromStart: event.fromStart,
				values: event.values,
				sets,
			},
		];
	});
}

const quoted = (text: string) => JSON.stringify(text);
const said = (key: string, text: string | false | undefined) => (text === undefined || text === false ? [] : [`${key}: ${text}`]);

/** An event as a line of the model language. */
export function eventLine({ name: own, about, when, after, priority, persists, fromStart, values, sets }: EventRow, unit: string): string {
	const parts = [
		...said("about", about !== "" && quoted(about)),
		`when: ${quoted(printExpression(when))}`,
		...said("after", after && quoted(`(${printExpression(after)}) * ${unit}`)),
		...said("priority", priority && quoted(printExpression(priority))),
		...said("persists", !persists && "false"),
		...said("from_start", fromStart && "true"),
		...said("values", values === "execution" && "execution"),
		`set: { ${sets.map(({ target, is }) => `${target}: ${quoted(printExpression(is))}`).join(", ")} }`,
	];
	return `${own}: { ${parts.join(", ")} }`;
}
