/** What a fact of the patient usually is, by another: weight by age. In the units of the model's pages. */
export interface UsualRange {
	readonly fact: string;
	readonly by: string;
	/** So many times less or more than the bounds is worth a warning. */
	readonly beyond: number;
	readonly source: string;
	/** Least and most at rising values of `by`; straight lines between, and the ends stand for what lies beyond. */
	readonly rows: readonly { readonly at: number; readonly least: number; readonly most: number }[];
}

/**
 * Least and most at a value of the other fact.
 *
 *     usualAt(weightForAge, 1.5)   // [8.895, 14.17], halfway between the rows of 1 and 2 years
 */
export function usualAt({ rows }: UsualRange, value: number): readonly [least: number, most: number] {
	const after = rows.findIndex(({ at }) => at >= value);
	const [below, above] = after < 0 ? [rows.at(-1)!, rows.at(-1)!] : [rows[Math.max(0, after - 1)]!, rows[after]!];
	const share = above.at > below.at ? Math.max(0, (value - below.at) / (above.at - below.at)) : 0;
	const between = (a: number, b: number) => a + share * (b - a);
	return [between(below.least, above.least), between(below.most, above.most)];
}
