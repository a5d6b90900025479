import type { BedsideRecord } from "./record.ts";
import { isMissing, type Verdict } from "./verdict.ts";

/** A grade with its reason. Plain data. */
export interface Grade {
	/** Id of the scale: a grade means nothing without it. */
	readonly scale: string;
	/** 0–5; null when a missing input could still change it. */
	readonly grade: number | null;
	/** Plain words, never empty: the facts that decided, then the other facts. */
	readonly because: string;
	/** The words of the row that held; absent when no row held. */
	readonly row?: string;
}

/**
 * How sure a row is: `published` – seen in the source or a table that reproduces it; `recalled` – known from the source but not yet
 * ticked against it; `ours` – our reading where the source is silent or ambiguous.
 */
export type Standing = "published" | "recalled" | "ours";

/** One line of a grading table. */
export interface Row<R, Topic extends string = string> {
	readonly grade: number;
	/** Which facts decide here. */
	readonly topic: Topic;
	/** The rule in plain words. */
	readonly because: string;
	readonly source: string;
	readonly standing: Standing;
	readonly holds: (record: R) => Verdict;
	/** The deciding facts in words, where the general words of the topic say too little. */
	readonly words?: (record: R) => string;
}

/** Something that the record says, under its topic. */
export interface Fact<Topic extends string = string> {
	readonly topic: Topic;
	readonly words: string;
}

interface ScaleTable<R, Topic extends string> {
	/** As in the published comparisons, for example `ASTCT_CRS`. */
	readonly id: string;
	readonly title: string;
	readonly source: string;
	/** Worst first; the first that holds wins. */
	readonly rows: readonly Row<R, Topic>[];
	/** All facts of a record that a reason may name. */
	readonly facts: (record: R) => readonly Fact<Topic>[];
	/** The reason for grade 0. */
	readonly none: string;
}

/** A grading scale: a table of rows, and the grade that follows from it. */
export interface Scale<R = BedsideRecord, Topic extends string = string> extends ScaleTable<R, Topic> {
	readonly grade: (record: R) => Grade;
}

/** Turn a table into a scale: `scaleOf({id, title, source, rows, facts, none}).grade(record)`. */
export function scaleOf<R, Topic extends string>(table: ScaleTable<R, Topic>): Scale<R, Topic> {
	return { ...table, grade: (record) => gradeBy(table, record) };
}

function gradeBy<R, Topic extends string>(table: ScaleTable<R, Topic>, record: R): Grade {
	const open: { readonly grade: number; readonly missing: string }[] = [];
	for (const row of table.rows) {
		const verdict = row.holds(record);
		if (isMissing(verdict)) open.push({ grade: row.grade, missing: verdict.missing });
		else if (verdict) return settled(table, { record, open, grade: row.grade, row });
	}
	return settled(table, { record, open, grade: 0 });
}

interface Finding<R, Topic extends string> {
	readonly record: R;
	readonly open: readonly { readonly grade: number; readonly missing: string }[];
	readonly grade: number;
	readonly row?: Row<R, Topic>;
}

/** A row that could not be judged makes the grade unknown only if it would have given another grade. */
function settled<R, Topic extends string>(table: ScaleTable<R, Topic>, { record, open, grade, row }: Finding<R, Topic>): Grade {
	const facts = table.facts(record);
	const gaps = open.filter((gap) => gap.grade !== grade).map((gap) => gap.missing);
	if (gaps.length > 0) return { scale: table.id, grade: null, because: sentence([...gaps, ...facts.map((f) => f.words)]) };
	if (row === undefined) return { scale: table.id, grade, because: sentence([table.none, ...facts.map((f) => f.words)]) };
	const told = row.words?.(record) ?? facts.find((f) => f.topic === row.topic)?.words ?? row.because;
	const others = facts.filter((f) => f.topic !== row.topic).map((f) => f.words);
	return { scale: table.id, grade, because: sentence([told, ...others]), row: row.because };
}

function sentence(parts: readonly string[]): string {
	return [...new Set(parts)].join("; ");
}
