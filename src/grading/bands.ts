import { isKnown, type Missing } from "./verdict.ts";

/** From this value on (`from`, included) or beyond it (`above`, `below`), so many points. */
export type CountBand =
	| { readonly from: number; readonly points: number }
	| { readonly above: number; readonly points: number }
	| { readonly below: number; readonly points: number }
	| { readonly upTo: number; readonly points: number };

/** Points of a value: those of the first band that it falls into, most points first; 0 when in none; missing when unknown. */
export function pointsOf(
	value: number | null | undefined,
	{ name, bands }: { name: string; bands: readonly CountBand[] },
): number | Missing {
	if (!isKnown(value)) return { missing: `${name} not recorded` };
	return bands.find((band) => isIn(value, band))?.points ?? 0;
}

function isIn(value: number, band: CountBand): boolean {
	if ("from" in band) return value >= band.from;
	if ("above" in band) return value > band.above;
	if ("below" in band) return value < band.below;
	return value <= band.upTo;
}

/** Points of a yes-or-no item that may not have been recorded. */
export function pointsIf(answer: boolean | undefined, { name, points }: { name: string; points: number }): number | Missing {
	if (answer === undefined) return { missing: `${name} not recorded` };
	return answer ? points : 0;
}
