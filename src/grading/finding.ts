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
