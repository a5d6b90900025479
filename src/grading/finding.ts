import type { Verdict } from "./verdict.ts";

/** A yes or no with its reason. Plain data. */
export interface Finding {
	readonly scale: string;
	/** Null when a missing input could still change it. */
	readonly present: boolean | null;
	readonly because: string;
}

/** Criteria that are met or not. */
export interface Criteria<R> {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	readonly find: (record: R) => Finding;
}

/** Criteria that name what they need of a record: equal replies, equal finding. */
export interface CriteriaByNeeds<R> extends Criteria<R> {
	readonly needs: Readonly<Record<string, (record: R) => Verdict>>;
	/** The finding that follows from the replies to the needs, in their order. */
	readonly findFrom: (replies: readonly Verdict[]) => Finding;
}
