/** Does a row hold? Yes, no, or it cannot be said because something is missing (named in plain words). */
export type Verdict = boolean | Missing;

export interface Missing {
	readonly missing: string;
}

/** The verdict of a question whose answer was not recorded: `missing("temperature not recorded")`. */
export function missing(what: string): Missing {
	return { missing: what };
}

/** The verdict is open because something is missing. */
export function isMissing(verdict: Verdict): verdict is Missing {
	return typeof verdict !== "boolean";
}

/** True when any holds; open when none holds for sure but one is open. */
export function either(...verdicts: readonly Verdict[]): Verdict {
	if (verdicts.includes(true)) return true;
	return verdicts.find(isMissing) ?? false;
}

/** True when all hold; false as soon as one surely fails. */
export function both(...verdicts: readonly Verdict[]): Verdict {
	if (verdicts.includes(false)) return false;
	return verdicts.find(isMissing) ?? true;
}

export function not(verdict: Verdict): Verdict {
	return isMissing(verdict) ? verdict : !verdict;
}

/** Is there a number here? Null, absent and NaN all stand for "not recorded". */
export function isKnown(value: number | null | undefined): value is number {
	return value !== undefined && value !== null && !Number.isNaN(value);
}

/** Compare a number that may not have been recorded: `compare(r.temp_c, "temperature", (t) => t >= 38)`. */
export function compare(value: number | null | undefined, name: string, holds: (value: number) => boolean): Verdict {
	return isKnown(value) ? holds(value) : missing(`${name} not recorded`);
}
