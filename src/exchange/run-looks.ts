/** The grader looked at the patient each full hour, and again after each act. */
const lookEvery = 1;
/** Saved times closer than this are one, hours. */
const close = 1e-6;

/** A saved row at which the patient was looked at. */
export interface LookRow {
	readonly row: number;
	readonly time: number;
	/** The acts of this instant have been done. */
	readonly after: boolean;
}

/**
 * The looks among the rows of a trajectory: those of each full hour, and the second of two rows at one instant, which shows the patient
 * after the acts of that instant.
 *
 *     lookRows([71, 71.5, 71.5, 72])   // rows 0, 2 and 3
 */
export function lookRows(times: ArrayLike<number>): readonly LookRow[] {
	const looks: LookRow[] = [];
	for (let row = 0; row < times.length; row++) {
		const time = times[row]!;
		const isSecond = times[row - 1] === time;
		if (row === 0 || isSecond || isOnGrid(time)) looks.push({ row, time, after: isSecond || times[row + 1] !== time });
	}
	return looks;
}

function isOnGrid(hours: number): boolean {
	return Math.abs(hours - Math.round(hours / lookEvery) * lookEvery) <= close;
}

/** The widest distance between rows, in hours, where it is more than that between looks; undefined where no look was missed. */
export function widestGap(times: ArrayLike<number>): number | undefined {
	let widest = 0;
	for (let row = 1; row < times.length; row++) widest = Math.max(widest, times[row]! - times[row - 1]!);
	return widest > lookEvery + close ? widest : undefined;
}
