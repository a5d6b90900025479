/**
 * A domain with round ends around numbers: from `from` where that is given, and never beyond `atMost`. Numbers that are all equal get
 * room on both sides.
 */
export const niceDomain = (
	numbers: readonly number[],
	{ from, atMost = Number.POSITIVE_INFINITY }: { from?: number; atMost?: number } = {},
): readonly [number, number] => {
	const least = from ?? Math.min(...numbers, Number.POSITIVE_INFINITY);
	const most = Math.max(...numbers, from ?? Number.NEGATIVE_INFINITY);
	if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 1];
	const span = most - least || Math.abs(most) || 1;
	const step = 10 ** Math.floor(Math.log10(span)) / 2;
	const low = from ?? tidy(Math.floor(least / step) * step);
	const high = Math.min(atMost, tidy(Math.ceil(most / step) * step));
	return high > low ? [low, high] : [tidy(low - step), tidy(low + step)];
};

const tidy = (x: number): number => Number(x.toPrecision(10));
