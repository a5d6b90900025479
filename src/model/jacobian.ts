import { differentiate } from "../language/differentiate.ts";
import { type Expression, name, namesIn, number } from "../language/expression.ts";
import type { Assignment } from "../language/generate.ts";
import { multiply, plus } from "../language/simplify.ts";
import type { FlatModel } from "./flat-model.ts";

/** Derivative of the rate of state `row` by state `column`, or by time where the column is the number of states. Entries left out are 0. */
export interface JacobianEntry {
	readonly row: number;
	readonly column: number;
	readonly is: Expression;
}

export interface Jacobian {
	/** What the entries need, in order of evaluation; it reads the flows. */
	readonly steps: readonly Assignment[];
	/** Row by row. */
	readonly entries: readonly JacobianEntry[];
}

/** Derivatives of one quantity by another along one way of the graph of dependence. */
type Edges = Map<string, Map<string, Expression>>;

const rateOf = (state: string) => `rate ${state}`;

/** The local derivatives: each flow and rate by each moving name that stands in it. */
function localDerivatives(flat: FlatModel, flows: FlatModel["flows"]): { from: Edges; moving: Set<string> } {
	const from: Edges = new Map();
	const moving = new Set(["t", ...flat.states.map((state) => state.name)]);
	const look = (target: string, is: Expression) => {
		let moves = false;
		for (const source of namesIn(is)) {
			if (!moving.has(source)) continue;
			const derivative = differentiate(is, source);
			if (derivative.kind === "number" && derivative.value === 0) continue;
			moves = true;
			from.set(source, (from.get(source) ?? new Map<string, Expression>()).set(target, derivative));
		}
		return moves;
	};
	for (const flow of flows) if (look(flow.name, flow.is)) moving.add(flow.name);
	for (const state of flat.states) look(rateOf(state.name), state.rate);
	return { from, moving };
}

/** The same edges, seen from their ends. */
function reversed(edges: Edges): Edges {
	const result: Edges = new Map();
	for (const [source, targets] of edges)
		for (const [target, is] of targets) result.set(target, (result.get(target) ?? new Map<string, Expression>()).set(source, is));
	return result;
}

/**
 * The derivatives of all rates by all states and by time, by the chain rule over the flows. Flows are taken out of the graph of dependence one
 * by one, always the one with the fewest ways through it: that needs fewer products than going strictly forward or backward (Griewank,
 * Walther 2008, doi:10.1137/1.9780898717761, chapter 9). `flows` are those that the rates need, in order; `fresh` names what is made.
 */
export function jacobianOf(flat: FlatModel, flows: FlatModel["flows"], fresh: (index: number) => string): Jacobian {
	const { from, moving } = localDerivatives(flat, flows);
	const into = reversed(from);
	const steps: Assignment[] = [];
	/** A derivative as a number or a name, so that it is computed once. */
	const named = (source: string, target: string): Expression => {
		const is = from.get(source)!.get(target)!;
		if (is.kind === "number" || is.kind === "name") return is;
		const made = name(fresh(steps.length));
		steps.push({ name: made.kind === "name" ? made.name : "", is });
		from.get(source)!.set(target, made);
		return made;
	};
	const ways = (flow: string) => (from.get(flow)?.size ?? 0) * (into.get(flow)?.size ?? 0);
	const open = new Set(flows.map((flow) => flow.name).filter((flow) => moving.has(flow)));
	while (open.size > 0) {
		let next = "";
		let fewest = Number.POSITIVE_INFINITY;
		for (const flow of open) {
			const count = ways(flow);
			if (count < fewest) [next, fewest] = [flow, count];
		}
		open.delete(next);
		for (const source of into.get(next)?.keys() ?? []) {
			const first = from.get(next)?.size ? named(source, next) : number(0);
			for (const target of from.get(next)?.keys() ?? []) {
				const way = multiply(first, named(next, target));
				const known = from.get(source)!.get(target);
				from.get(source)!.set(target, known ? plus(known, way) : way);
				into.get(target)!.set(source, way);
			}
			from.get(source)!.delete(next);
		}
		for (const target of from.get(next)?.keys() ?? []) into.get(target)!.delete(next);
		from.delete(next);
		into.delete(next);
	}
	const columns = [...flat.states.map((state) => state.name), "t"];
	const entries = flat.states.flatMap((state, row) =>
		columns.flatMap((source, column) => {
			const is = from.get(source)?.get(rateOf(state.name));
			return is ? [{ row, column, is }] : [];
		}),
	);
	return { steps, entries };
}
