import type { Charting } from "../chart/charting.ts";
import { type Problem, throwIfAny } from "../input/problem.ts";
import type { Expression } from "../language/expression.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Run } from "../simulate/run.ts";
import type { Library } from "../treatment/library.ts";
import { namesOfRuns } from "./names-of-runs.ts";
import { checkedStays } from "./outcome.ts";
import { columnsBuilder } from "./row-columns.ts";

/** What a ward charts of the runs of a plan: with the conditions of the places of care in which it charts more closely. Plain data. */
export interface PlannedCharting extends Charting {
	readonly stays: Readonly<Record<string, { readonly begins: Expression; readonly ends: Expression }>>;
}

/**
 * The charting of a model for the runs of a plan; null when the model has none. Throws an InputError where the condition of a place of care
 * that it names is wrong.
 */
export function plannedCharting(library: Library, plan: Plan): PlannedCharting | null {
	const { charting } = library;
	if (charting === null) return null;
	const problems: Problem[] = [];
	const known = checkedStays(library.stays, namesOfRuns(library, [plan]), problems);
	const named = new Set(charting.rounds.flatMap(({ closer }) => closer.map(({ stay }) => stay)));
	const stays = Object.fromEntries([...named].flatMap((name) => [[name, known.get(name)?.()] as const]));
	throwIfAny(problems);
	return { ...charting, stays: stays as PlannedCharting["stays"] };
}

const nowhere = { start: 0, end: 0 };

/** Tells whether a patient was in a place of care at the saved rows of a run: 1 and 0. */
export function stayRows(run: Run, { stays }: Pick<PlannedCharting, "stays">): ReadonlyMap<string, Float64Array> {
	const builder = columnsBuilder();
	const places = Object.entries(stays).map(([name, { begins, ends }]) => {
		const place = builder.asked({ kind: "call", name: "staying", args: [begins, ends], span: nowhere });
		return [name, place] as const;
	});
	const { column } = builder.open()(run);
	return new Map(places.map(([name, place]) => [name, column(place).slice(0, run.trajectory.times.length)]));
}
