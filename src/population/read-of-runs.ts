import { snapped } from "../chart/instant.ts";
import type { Bind } from "../chart/signs.ts";
import { defaultOptions } from "../simulate/options.ts";
import { columnsRead, timesAsked } from "./outcome.ts";
import type { Study } from "./study.ts";

/** The columns of a run that a study reads: all others are not kept. */
export const columnsOf = (
	{ outcomes, bands, trajectories }: Pick<Study, "outcomes" | "bands" | "trajectories">,
	bind: Bind,
): readonly string[] => [
	...new Set([...outcomes.flatMap((outcome) => columnsRead(outcome, bind)), ...bands, ...(trajectories?.columns ?? [])]),
];

/** The hours between the saved rows at which a study reads the columns, in order. */
export function momentsOf(
	{ outcomes, trajectories }: Pick<Study, "outcomes" | "trajectories">,
	{ from, until }: { readonly from: number; readonly until: number },
): readonly number[] {
	const asked = [...timesAsked(outcomes), ...(trajectories === null ? [] : hoursBetween(from, until, trajectories.every))];
	const between = asked.map(snapped).filter((hour) => hour % defaultOptions.every !== 0);
	return [...new Set(between)].sort((a, b) => a - b);
}

/** Whole multiples of `every` hours. */
export function hoursBetween(from: number, until: number, every: number): readonly number[] {
	const [first, last] = [Math.ceil(from / every), Math.floor(until / every + 1e-9)];
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * every);
}
