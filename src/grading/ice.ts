import { type Item, pointScaleOf } from "./score.ts";
import { type Missing, missing } from "./verdict.ts";

/** Answers of the ICE test, points earned. */
export interface IceAnswers {
	/** Orientation, 0 or 1 each. */
	readonly year?: number;
	readonly month?: number;
	readonly city?: number;
	readonly hospital?: number;
	/** Objects named, 0–3. */
	readonly named_objects?: number;
	/** Follows a simple command, writes a standard sentence, counts back from 100 by ten: 0 or 1 each. */
	readonly command?: number;
	readonly sentence?: number;
	readonly count_100_by_10?: number;
}

/** Each item with the most points that it can earn. */
const most: readonly (readonly [keyof IceAnswers, number])[] = [
	["year", 1],
	["month", 1],
	["city", 1],
	["hospital", 1],
	["named_objects", 3],
	["command", 1],
	["sentence", 1],
	["count_100_by_10", 1],
];

const items: readonly Item<IceAnswers>[] = most.map(([name, limit]) => ({
	about: name.replaceAll("_", " "),
	points: (answers) => earned(answers[name], { name, limit }),
}));

function earned(points: number | undefined, { name, limit }: { name: string; limit: number }): number | Missing {
	if (points === undefined || Number.isNaN(points)) return missing(`${name.replaceAll("_", " ")} not recorded`);
	return Math.min(Math.max(points, 0), limit);
}

/** The immune effector cell encephalopathy score, 0–10; 10 is unimpaired. */
export const iceScore = pointScaleOf({
	id: "ICE_SCORE",
	title: "ICE, encephalopathy score",
	source: "Lee DW 2019, doi:10.1016/j.bbmt.2018.12.758",
	items,
});
