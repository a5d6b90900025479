/** Times closer than this (hours) are one instant; all times are brought to whole multiples of it. */
export const instant = 1e-9;

/** A time as a whole multiple of an instant, never -0. Divided, not multiplied: only so does a whole hour come back as a whole number (-127, not -127.00000000000001). */
export function snapped(time: number): number {
	return Math.round(time / instant) / Math.round(1 / instant) + 0;
}
