import type { Missing } from "./verdict.ts";

/** A score with its reason. Plain data. */
export interface Score {
	readonly scale: string;
	/** Null when an input is missing. */
	readonly score: number | null;
	/** What gave points, or what is missing; never empty. */
	readonly because: string;
	/** The band that the score falls into, where the scale has bands. */
	readonly risk?: string;
}

/** One line of a score: what it is about, and its points. */
export interface Item<R> {
	readonly about: string;
	readonly points: (record: R) => number | Missing;
}

interface ScoreTable<R> {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	readonly items: readonly Item<R>[];
	/** Band of a score, where the scale has bands. */
	readonly risk?: (score: number) => string;
}

/** A score that adds up points. */
export interface PointScale<R> extends ScoreTable<R> {
	readonly score: (record: R) => Score;
}

/** Turn a table of items into a score: `pointScaleOf({id, title, source, items}).score(record)`. */
export function pointScaleOf<R>(table: ScoreTable<R>): PointScale<R> {
	return { ...table, score: (record) => addUp(table, record) };
}

function addUp<R>(table: ScoreTable<R>, record: R): Score {
	const results = table.items.map((item) => ({ about: item.about, points: item.points(record) }));
	const gaps = results.flatMap(({ points }) => (typeof points === "number" ? [] : [points.missing]));
	const given = results.filter(({ points }) => typeof points === "number" && points > 0);
	const sum = given.reduce((total, { points }) => total + (points as number), 0);
	const words = given.map(({ about, points }) => `${about} ${points}`);
	if (gaps.length > 0) return { scale: table.id, score: null, because: [...new Set(gaps), `at least ${sum}`].join("; ") };
	const because = words.join("; ") || "no item gives points";
	return { scale: table.id, score: sum, because, ...(table.risk === undefined ? {} : { risk: table.risk(sum) }) };
}
