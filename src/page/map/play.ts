/** Days of the course that pass in a second of watching. */
export const speeds = [0.5, 1, 2, 4] as const;

/** A clock that the page moves along a course. */
export interface Playing {
	/** Hours since infusion. */
	readonly time: number;
	readonly isPlaying: boolean;
}

/**
 * The time after some milliseconds of watching; it stops at the end.
 *
 *     played({ time: 0, isPlaying: true }, { milliseconds: 500, speed: 2, until: 720 })   // { time: 24, isPlaying: true }
 */
export function played(
	{ time, isPlaying }: Playing,
	{ milliseconds, speed, until }: { readonly milliseconds: number; readonly speed: number; readonly until: number },
): Playing {
	if (!isPlaying) return { time, isPlaying };
	// A tab that slept does not leap.
	const next = time + (Math.min(milliseconds, 100) / 1000) * speed * 24;
	return next >= until ? { time: until, isPlaying: false } : { time: next, isPlaying: true };
}

/** Playing that is asked for at the end begins anew. */
export const started = ({ time }: Playing, { from, until }: { readonly from: number; readonly until: number }): Playing => ({
	time: time >= until - 1e-6 ? from : time,
	isPlaying: true,
});
