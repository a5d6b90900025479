import type { BedsideRecord } from "./record.ts";
import type { Verdict } from "./verdict.ts";

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

/** A grade and the row that gave it, not yet in words. */
export interface Decision<R, Topic extends string = string> {
	readonly grade: number | null;
	/** Absent when no row held, or when it cannot be said. */
	readonly row: Row<R, Topic> | undefined;
	/** What is missing, where the grade is null. */
	readonly gaps: readonly Gap[];
}

/** A row that could not be judged: the grade it would have given, and what is missing. */
interface Gap {
	readonly grade: number;
	readonly missing: string;
}

/** A grading scale: a table of rows, and the grade that follows from it. */
export interface Scale<R = BedsideRecord, Topic extends string = string> extends ScaleTable<R, Topic> {
	/** The grade without its words, for those who look often. */
	readonly decide: (record: R) => Decision<R, Topic>;
	readonly grade: (record: R) => Grade;
}

/** Turn a table into a scale: `scaleOf({id, title, source, rows, facts, none}).grade(record)`. */
export function scaleOf<R, Topic extends string>(table: ScaleTable<R, Topic>): Scale<R, Topic> {
	return { ...table, decide: (record) => decide(table, record), grade: (record) => worded(table, record, decide(table, record)) };
}

const noGaps: readonly Gap[] = [];

/** A row that could not be judged makes the grade unknown only if it would have given another grade. */
function decide<R, Topic extends string>(table: ScaleTable<R, Topic>, record: R): Decision<R, Topic> {
	// Almost every record is complete, so no list is made before there is a gap to put into it.
	let open: Gap[] | undefined;
	for (const row of table.rows) {
		const verdict = row.holds(record);
		if (verdict === false) continue;
		if (verdict === true) return decided(row.grade, row, open);
		open ??= [];
		open.push({ grade: row.grade, missing: verdict.missing });
	}
	return decided(0, undefined, open);
}

function decided<R, Topic extends string>(
	grade: number,
	row: Row<R, Topic> | undefined,
	open: readonly Gap[] = noGaps,
): Decision<R, Topic> {
	const gaps = open === noGaps ? noGaps : open.filter((gap) => gap.grade !== grade);
	return gaps.length > 0 ? { grade: null, row: undefined, gaps } : { grade, row, gaps };
}

function worded<R, Topic extends string>(table: ScaleTable<R, Topic>, record: R, { grade, row, gaps }: Decision<R, Topic>): Grade {
	const facts = table.facts(record);
	if (grade === null) return { scale: table.id, grade, because: sentence([...gaps.map((g) => g.missing), ...facts.map((f) => f.words)]) };
	const told = row === undefined ? table.none : (row.words?.(record) ?? facts.find((f) => f.topic === row.topic)?.words ?? row.because);
	const because = [told];
	for (const fact of facts) if (fact.topic !== row?.topic) because.push(fact.words);
	const words = sentence(because);
	return row === undefined ? { scale: table.id, grade, because: words } : { scale: table.id, grade, because: words, row: row.because };
}

function sentence(parts: readonly string[]): string {
	return parts.length === 1 ? parts[0]! : parts.filter((part, i) => parts.indexOf(part) === i).join("; ");
}
