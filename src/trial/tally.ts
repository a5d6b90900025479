import { type EndpointKind, endpointKinds, endpointUses, isShare } from "./endpoint.ts";
import { seenRange } from "./judge.ts";
import type { EndpointResult, TrialResult } from "./result.ts";

/** How many endpoints of a group were seen where the model said. */
export interface Coverage {
	/** `CRS`, `fit`, `zuma-1`; `all`. */
	readonly of: string;
	readonly inside: number;
	/** Seen above what was predicted: the model says too little. */
	readonly above: number;
	readonly below: number;
	/** Stated, but no virtual patient counted, or not stated at all. */
	readonly unknown: number;
}

/** Which way, and how far, the model misses one kind of endpoint: predicted less seen, so that positive is too much. */
export interface KindMiss {
	readonly kind: EndpointKind;
	/** Endpoints with a prediction. */
	readonly count: number;
	/** Mean over the shares, in percentage points; null without any. */
	readonly points: number | null;
	/** Mean over the numbers, in percent of what was seen (of a band its middle); null without any. */
	readonly percent: number | null;
	/** Mean over all, in standard deviations of the prediction. */
	readonly sds: number | null;
	/** How many are predicted too high, and too low, by any amount. */
	readonly high: number;
	readonly low: number;
}

export interface Tally {
	readonly all: Coverage;
	/** Groups that have endpoints, in the order of the lists, trials in that of the result. */
	readonly byUse: readonly Coverage[];
	readonly byKind: readonly Coverage[];
	readonly byTrial: readonly Coverage[];
	readonly misses: readonly KindMiss[];
}

/**
 * Coverage of all endpoints, by what they are for, by kind and by trial, and the signed misses by kind.
 *
 *     tally(result.trials).all     // { of: "all", inside: 71, above: 9, below: 6, unknown: 17 }
 */
export function tally(trials: readonly TrialResult[]): Tally {
	const rows = trials.flatMap(({ endpoints }) => endpoints);
	const by = (groups: readonly string[], of: (row: EndpointResult) => string) =>
		groups.flatMap((group) => {
			const some = rows.filter((row) => of(row) === group);
			return some.length === 0 ? [] : [coverageOf(group, some)];
		});
	return {
		all: coverageOf("all", rows),
		byUse: by(endpointUses, ({ use }) => use),
		byKind: by(endpointKinds, ({ kind }) => kind),
		byTrial: trials.map(({ name, endpoints }) => coverageOf(name, endpoints)),
		misses: endpointKinds.flatMap((kind) => kindMiss(kind, rows)),
	};
}

const coverageOf = (of: string, rows: readonly EndpointResult[]): Coverage => {
	const count = (verdict: EndpointResult["verdict"]) => rows.filter((row) => row.verdict === verdict).length;
	return { of, inside: count("inside"), above: count("above"), below: count("below"), unknown: count("not known") };
};

/** Endpoints with a prediction. */
export const known = ({ inside, above, below }: Coverage): number => inside + above + below;

function kindMiss(kind: EndpointKind, rows: readonly EndpointResult[]): readonly KindMiss[] {
	const some = rows.flatMap((row) => (row.kind === kind && row.miss !== null ? [{ row, miss: row.miss }] : []));
	if (some.length === 0) return [];
	const mean = (numbers: readonly number[]) => (numbers.length === 0 ? null : numbers.reduce((sum, x) => sum + x, 0) / numbers.length);
	const [shares, numbers] = [some.filter(({ row }) => isShare(row)), some.filter(({ row }) => !isShare(row))];
	return [
		{
			kind,
			count: some.length,
			points: mean(shares.map(({ miss }) => miss.points)),
			percent: mean(numbers.flatMap(({ row }) => percentMiss(row) ?? [])),
			sds: mean(some.flatMap(({ miss }) => miss.sds ?? [])),
			high: some.filter(({ miss }) => miss.points > 0).length,
			low: some.filter(({ miss }) => miss.points < 0).length,
		},
	];
}

/** The miss of a number in percent of what was seen; null without one, or when nothing was seen. */
export function percentMiss({ miss, seen }: Pick<EndpointResult, "miss" | "seen">): number | null {
	const [from, to] = seenRange(seen);
	return miss === null || from + to === 0 ? null : (100 * miss.points) / Math.abs((from + to) / 2);
}
