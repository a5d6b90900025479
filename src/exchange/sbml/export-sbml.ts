import { binary, type Expression, name, number } from "../../language/expression.ts";
import { revalued } from "../../model/flatten.ts";
import type { Plan } from "../../scenario/plan.ts";
import type { Patient } from "../../simulate/patient.ts";
import type { Change, Run } from "../../simulate/run.ts";
import { type UnitDefinitions, unitDefinitions } from "./unit-definitions.ts";
import { mathml, ownFunctions } from "./write-mathml.ts";
import { element, list } from "./xml-text.ts";

/** What a target becomes by the changes of one instant, one after the other. */
function becomes(changes: readonly Change[]): Map<string, Expression> {
	const targets = new Map<string, Expression>();
	for (const { target, kind, value } of changes) {
		const before = targets.get(target) ?? name(target);
		targets.set(target, kind === "set" ? number(value) : binary("+", before, number(value)));
	}
	return targets;
}

/** The events of the model itself, which act again where the file is run. */
const modelEvents = ({ events }: Plan["flat"], from: number): string[] =>
	events.map(({ name: id, when, after, priority, persists, fromStart, values, sets }) =>
		element("event", { id: `model_${id}`, name: id, useValuesFromTriggerTime: values === "trigger" }, [
			element("trigger", { initialValue: !fromStart, persistent: persists }, [mathml(when, from)]),
			...(priority ? [element("priority", {}, [mathml(priority, from)])] : []),
			...(after ? [element("delay", {}, [mathml(after, from)])] : []),
			element(
				"listOfEventAssignments",
				{},
				sets.map(({ target: variable, is }) => element("eventAssignment", { variable }, [mathml(is, from)])),
			),
		]),
	);

/** What else happened, as events: one for each instant, in order. */
function eventsOf(changes: readonly Change[], from: number): string[] {
	const time = name("t");
	return [...Map.groupBy(changes, (change) => change.time)]
		.sort(([a], [b]) => a - b)
		.map(([at, together], i) => {
			const assigned = [...becomes(together)].map(([variable, is]) => element("eventAssignment", { variable }, [mathml(is, 0)]));
			// The time of the file begins at 0, so that the instant is told in it.
			const trigger = mathml(binary(">=", time, number(at - from)), 0);
			return element("event", { id: `event_${i + 1}`, useValuesFromTriggerTime: true }, [
				element("trigger", { initialValue: false, persistent: true }, [trigger]),
				element("listOfEventAssignments", {}, assigned),
			]);
		});
}

/** Quantities that stay, or that rules and events move. */
function parametersOf(flat: Plan["flat"], moved: ReadonlySet<string>, units: UnitDefinitions): string[] {
	const row = (id: string, unit: string, constant: boolean, value?: number, title = "") =>
		element("parameter", { id, ...(title === "" ? {} : { name: title }), value, units: units.idOf(unit), constant });
	return [
		...flat.parameters.map(({ name: id, unit, value }) => row(id, unit, !moved.has(id), value)),
		...flat.inputs.map(({ name: id, unit, value }) => row(id, unit, !moved.has(id), value)),
		...flat.states.map(({ name: id, unit, start, title }) => row(id, unit, false, start, title)),
		...[...flat.flows, ...flat.observables].map(({ name: id, unit, title }) => row(id, unit, false, undefined, title)),
	];
}

/**
 * A run as SBML (level 3 version 2): the equations of a scenario with one patient's numbers as parameters and rules, their units declared, and what
 * happened as events. Time is in hours since the start of the run, and begins at 0.
 *
 *     sbmlOf(plan, patient, simulate(engine, patient))
 */
export function sbmlOf({ flat: nominal, from, model, title }: Plan, { values }: Patient, run: Pick<Run, "changes">): string {
	const flat = revalued(nominal, new Map(nominal.parameters.map(({ name: own }, i) => [own, values[i]!])));
	const units = unitDefinitions();
	const hour = units.idOf("h");
	const happened = run.changes.filter(({ by }) => by === undefined);
	const moved = [...happened, ...flat.events.flatMap(({ sets }) => sets)].map(({ target }) => target);
	const parameters = parametersOf(flat, new Set(moved), units);
	const math = (e: Expression) => [mathml(e, from)];
	const rules = [
		...[...flat.flows, ...flat.observables].map(({ name: variable, is }) => element("assignmentRule", { variable }, math(is))),
		...flat.states.map(({ name: variable, rate }) => element("rateRule", { variable }, math(rate))),
	];
	const functions = ownFunctions.map(({ id, math: body }) => element("functionDefinition", { id }, [body]));
	const inside = [
		...list("listOfFunctionDefinitions", functions),
		...list("listOfUnitDefinitions", units.written()),
		...list("listOfParameters", parameters),
		...list("listOfRules", rules),
		...list("listOfEvents", [...modelEvents(flat, from), ...eventsOf(happened, from)]),
	];
	const core = { xmlns: "http://www.sbml.org/sbml/level3/version2/core", level: 3, version: 2 };
	const id = model.replace(/\W/g, "_").replace(/^(?=\d)/, "_");
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element("sbml", core, [element("model", { id, name: title, timeUnits: hour }, inside)])}\n`;
}
