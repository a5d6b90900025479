import type { Side } from "../../trajectory/display.ts";
import type { Answer } from "../answer.ts";

/** A highest or lowest value of a column, from infusion on, and the hour at which it was first reached; undefined where nothing is known. */
export function extremeOf(
	{ times, columns }: Pick<Answer, "times" | "columns">,
	{ column, side }: { readonly column: string; readonly side: Side },
): { readonly value: number; readonly time: number } | undefined {
	const values = columns[column];
	if (values === undefined) return undefined;
	let best = -1;
	for (let i = 0; i < values.length; i++) {
		if (times[i]! < 0 || !Number.isFinite(values[i]!)) continue;
		if (best < 0 || (side === "highest" ? values[i]! > values[best]! : values[i]! < values[best]!)) best = i;
	}
	return best < 0 ? undefined : { value: values[best]!, time: times[best]! };
}

/** Hours from infusion on that a column spends on one side of a value, between saved rows by straight lines. */
export function hoursBeyond(
	{ times, columns }: Pick<Answer, "times" | "columns">,
	{ column, side, value }: { readonly column: string; readonly side: "above" | "below"; readonly value: number },
): number {
	const values = columns[column];
	if (values === undefined) return 0;
	const over = (i: number) => (side === "above" ? values[i]! - value : value - values[i]!);
	let hours = 0;
	for (let i = 1; i < values.length; i++) {
		if (times[i - 1]! < 0) continue;
		const [a, b] = [over(i - 1), over(i)];
		if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
		const step = times[i]! - times[i - 1]!;
		if (a > 0 && b > 0) hours += step;
		else if (a > 0 || b > 0) hours += step * (Math.max(a, b) / Math.abs(a - b));
	}
	return hours;
}
