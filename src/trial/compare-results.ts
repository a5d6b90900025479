import { totalSd } from "./prediction.ts";
import type { EndpointResult, TrialsResult } from "./result.ts";
import { type Coverage, tally } from "./tally.ts";

/** One endpoint before and after a change of the model. */
export interface ChangedEndpoint {
	readonly trial: string;
	readonly before: EndpointResult;
	readonly after: EndpointResult;
}

/** What a change of the model does to what trials say of it. */
export interface ResultsChange {
	/** Of the endpoints that both have, so that a new trial is no better fit. */
	readonly coverage: { readonly before: Coverage; readonly after: Coverage };
	/** Whose verdict changed, in the order of the trials. */
	readonly changed: readonly ChangedEndpoint[];
	/** Whose verdict is the same, but whose prediction moved by more than one standard deviation of the first prediction; the largest first. */
	readonly moved: readonly ChangedEndpoint[];
	/** `trial: endpoint` that one of the two alone has. */
	readonly appeared: readonly string[];
	readonly gone: readonly string[];
}

/**
 * Two results of the same trials, as before and after a change of the model.
 *
 *     compareResults(before, after).changed.map(({ after }) => after.name)     // ["CRS grade 3 or more"]
 */
export function compareResults(before: TrialsResult, after: TrialsResult): ResultsChange {
	const [old, now] = [named(before), named(after)];
	const both = [...now].flatMap(([name, { trial, row }]) => {
		const was = old.get(name);
		return was === undefined ? [] : [{ trial, before: was.row, after: row }];
	});
	const isChanged = (one: ChangedEndpoint) => one.before.verdict !== one.after.verdict;
	return {
		coverage: { before: coverageOfAll(both.map((one) => one.before)), after: coverageOfAll(both.map((one) => one.after)) },
		changed: both.filter(isChanged),
		moved: both.filter((one) => !isChanged(one) && movedBy(one) > 1).sort((a, b) => movedBy(b) - movedBy(a)),
		appeared: [...now.keys()].filter((name) => !old.has(name)),
		gone: [...old.keys()].filter((name) => !now.has(name)),
	};
}

const named = ({ trials }: TrialsResult): ReadonlyMap<string, { readonly trial: string; readonly row: EndpointResult }> =>
	new Map(trials.flatMap(({ name: trial, endpoints }) => endpoints.map((row) => [`${trial}: ${row.name}`, { trial, row }] as const)));

const coverageOfAll = (endpoints: readonly EndpointResult[]): Coverage =>
	tally([{ name: "", title: "", source: "", population: null, care: null, until_days: 0, endpoints }]).all;

/** By how many standard deviations of the first prediction it moved; 0 where either is not known, or is without spread. */
function movedBy({ before: { prediction: was }, after: { prediction: is } }: ChangedEndpoint): number {
	if (was === null || is === null || totalSd(was) === 0) return 0;
	return Math.abs(is.value - was.value) / totalSd(was);
}
