/** `value` with at most `digits` significant digits; null when it is not finite, which leaves a gap in a curve. */
export const significant = (value: number, digits: number): number | null =>
	Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
