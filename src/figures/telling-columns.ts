import type { Run } from "../simulate/run.ts";
import { type Difference, differences, lookDays } from "./differences.ts";
import { storyWindow, type TimeWindow, timeWindow } from "./time-window.ts";

/** Curves nearer than this share of a panel's height to each other are one curve to the eye. */
export const seen = 0.05;
/** At least so many panels are shown, also where the courses hardly differ. */
const least = 3;

/** The columns of a comparison in the order of its file: all where there is room for them, else those whose curves differ most; equal ones as the file has them. */
export const tellingColumns = (
	runs: readonly Run[],
	{ columns, most, window }: { readonly columns: readonly string[]; readonly most: number; readonly window: TimeWindow },
): readonly string[] => {
	if (columns.length <= most) return columns;
	const found = differences(runs, { columns, window });
	const ranked = found.toSorted((a, b) => b.most - a.most).filter((one, place) => place < least || one.most >= seen);
	const chosen = new Set(ranked.slice(0, most).map(({ column }) => column));
	return columns.filter((column) => chosen.has(column));
};

/** Days that hold this share of all differences are the days that matter. */
const mostOfIt = 0.95;

/** From the days of the story on as far as the courses differ: 95 % of all that lies between their curves is shown, whatever the grades say. */
export const differingWindow = (runs: readonly Run[], columns: readonly string[]): TimeWindow => {
	const whole = timeWindow(runs);
	const story = storyWindow(runs);
	if (runs.length < 2) return story;
	const days = lookDays(whole);
	const found = differences(runs, { columns, window: whole }).filter(({ most }) => most >= seen);
	const sums = days.map((_, i) => found.reduce((sum, { course }: Difference) => sum + course[i]!, 0));
	const total = sums.reduce((a, b) => a + b, 0);
	let sum = 0;
	const last = days.find((_, i) => {
		sum += sums[i]!;
		return sum >= mostOfIt * total;
	});
	return { from: story.from, to: Math.min(whole.to, Math.max(story.to, Math.ceil(last ?? 0))) };
};
