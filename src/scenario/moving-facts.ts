import { type Expression, name, substitute } from "../language/expression.ts";
import type { FlatModel } from "../model/flat-model.ts";
import { constantFlows } from "../model/flatten.ts";
import type { PlannedSetting } from "./plan.ts";

/**
 * What a fact of the patient is between two records that say it: what the later one says (as NONMEM takes it), what the earlier one says, or a
 * straight line between them.
 */
export const factCarries = ["backward", "forward", "linear"] as const;
export type FactCarry = (typeof factCarries)[number];

/** What is known of a fact and when, in order of time. Hours since infusion, and the fact's own unit. */
export type FactPoints = readonly { readonly time: number; readonly value: number }[];

/** A fact that changes over time. */
export interface MovingFact {
	readonly name: string;
	readonly unit: string;
	readonly points: FactPoints;
	readonly carry: FactCarry;
}

/** The name by which equations read what a fact is now; its own name is what it was when the run began. */
export const nowOf = (fact: string) => `${fact}_now`;
const slopeOf = (fact: string) => `${fact}_slope`;

/** A fact at a time. */
export function factAt(points: FactPoints, carry: FactCarry, time: number): number {
	const next = points.find((point) => point.time >= time);
	const last = points.findLast((point) => point.time <= time);
	if (next === undefined || last === undefined) return (next ?? last)?.value ?? Number.NaN;
	if (carry === "backward") return next.value;
	if (carry === "forward" || next.time <= last.time) return last.value;
	return last.value + ((next.value - last.value) * (time - last.time)) / (next.time - last.time);
}

/** An expression of a start without flows: they may move while the run goes on. */
function withoutFlows(is: Expression, flows: ReadonlyMap<string, Expression>): Expression {
	return substitute(is, (read) => {
		const flow = flows.get(read);
		return flow && withoutFlows(flow, flows);
	});
}

/**
 * The same equations with facts that change: where they read a fact they read an input that events set, or, on a straight line, a state whose
 * slope they set. Starts are those of the fact as it was when the run began. What it is now is a column.
 *
 *     withMovingFacts(flat, [{ name: "weight", unit: "kg", points, carry: "forward" }])   // reads weight_now
 */
export function withMovingFacts(flat: FlatModel, facts: readonly MovingFact[]): FlatModel {
	if (facts.length === 0) return flat;
	const moving = new Map(facts.map((fact) => [fact.name, name(nowOf(fact.name))]));
	const moved = (is: Expression) => substitute(is, (read) => moving.get(read));
	const constant = constantFlows(flat);
	const flows = new Map(flat.flows.filter((flow) => constant.has(flow.name)).map((flow) => [flow.name, flow.is]));
	const atStart = new Map(flat.parameters.map((parameter) => [parameter.name, parameter.value]));
	const byLine = facts.filter(({ carry }) => carry === "linear");
	const inputs = facts.map(({ name: fact, unit, carry }) =>
		carry === "linear" ? { name: slopeOf(fact), unit: `${unit}/h`, value: 0 } : { name: nowOf(fact), unit, value: atStart.get(fact)! },
	);
	return {
		...flat,
		inputs: [...flat.inputs, ...inputs],
		flows: flat.flows.map((flow) => ({ ...flow, is: moved(flow.is) })),
		observables: flat.observables.map((flow) => ({ ...flow, is: moved(flow.is) })),
		states: [
			...flat.states.map((state) => ({ ...state, startIs: withoutFlows(state.startIs, flows), rate: moved(state.rate) })),
			...byLine.map(({ name: fact, unit }) => ({
				name: nowOf(fact),
				unit,
				title: `${fact} now`,
				start: atStart.get(fact)!,
				startIs: name(fact),
				scale: Math.abs(atStart.get(fact)!) || 1,
				fades: false,
				rate: name(slopeOf(fact)),
			})),
		],
		columns: [...flat.columns, ...facts.map((fact) => nowOf(fact.name))],
	};
}

/** What sets a moving fact at its records, from the start of the run on. */
export function factSettings({ name: fact, points, carry }: MovingFact, from: number): readonly PlannedSetting[] {
	const known = [{ time: from, value: factAt(points, carry, from) }, ...points.filter(({ time }) => time > from)];
	const input = (time: number, value: number): PlannedSetting => ({ kind: "input", input: nowOf(fact), time, value });
	const steps = known.flatMap((point, i) => {
		const next = known[i + 1];
		// Of several records at one instant the last one goes on.
		return next?.time === point.time ? [] : [{ ...point, next }];
	});
	switch (carry) {
		case "backward":
			return steps.flatMap(({ time, next }) => (next === undefined ? [] : [input(time, next.value)]));
		case "forward":
			return steps.map(({ time, value }) => input(time, value));
		case "linear":
			return steps.flatMap(({ time, value, next }) => [
				{ kind: "state", state: nowOf(fact), time, to: { kind: "value", number: value } } as const,
				{ kind: "input", input: slopeOf(fact), time, value: next ? (next.value - value) / (next.time - time) : 0 } as const,
			]);
	}
}
