/**
 * How a statement about the toxicity of CAR-T cells stands to a run.
 *
 * - emerges: it follows from equations that do not say it
 * - scripted: it is put in by hand, for a reason
 * - contradicted: the model says otherwise, by better evidence
 * - missing: runs do not show it, or show something else
 * - no statement: nothing that a run could show
 */
export type Verdict = "emerges" | "scripted" | "contradicted" | "missing" | "no statement";

/** A number seen in a run, and what a clinician would let pass. */
export interface Sight {
	readonly what: string;
	readonly unit: string;
	readonly seen: () => number;
	/** Both ends belong to it; a missing end is open. */
	readonly least?: number;
	readonly most?: number;
	/** The columns that a learner would look at. */
	readonly columns?: readonly string[];
}

interface Stated {
	readonly id: number;
	/** In the words of the field. */
	readonly says: string;
	/** Shipped scenarios, or names of `runs.ts`. */
	readonly runs: readonly string[];
	readonly sights: readonly Sight[];
	/** What of the sentence no run shows, or what stands beside it, though it holds. */
	readonly but?: string;
}

/** A claim, judged. `because` is the reason for a script, the source of better evidence, or what lacks. */
export type Claim =
	| (Stated & { readonly verdict: "emerges" })
	| (Stated & { readonly verdict: "scripted" | "contradicted" | "missing" | "no statement"; readonly because: string });

export const holds = ({ least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Sight, value: number): boolean =>
	value >= least && value <= most;

/** `12.3 h (2 to 24)`, `0.38 (at least 0.25)`. */
export function words(sight: Sight, value: number): string {
	/** What is nothing but rounding reads as none. */
	const number = (x: number) => (Math.abs(x) < 1e-6 ? "0" : String(Number(x.toPrecision(3))));
	const { least, most, unit } = sight;
	const band =
		least === undefined
			? `at most ${number(most!)}`
			: most === undefined
				? `at least ${number(least)}`
				: `${number(least)} to ${number(most)}`;
	return `${sight.what} ${number(value)}${unit === "" ? "" : ` ${unit}`} (${band})`;
}
