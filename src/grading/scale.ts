import type { BedsideRecord } from "../chart/record.ts";
import { isMissing, type Missing, type Verdict } from "./verdict.ts";

/**
 * How grave it is: a grade 0–5, or, where something that is missing could still change it, the bounds between which the grade lies. Whatever
 * stood in the gaps, the grade is not below `least` and not above `most`.
 */
export type Graded = { readonly grade: number } | { readonly grade: null; readonly least: number; readonly most: number };

/** A grade with its reason. Plain data. */
export type Grade = Graded & {
	/** Id of the scale: a grade means nothing without it. */
	readonly scale: string;
	/** Plain words, never empty: the facts that decided, then the other facts. */
	readonly because: string;
	/** The words of the row that held; absent when no row held. */
	readonly row?: string;
};

/** The lowest that a grade can be: `leastOf({ grade: null, least: 2, most: 4 })` is 2. */
export function leastOf(graded: Graded): number {
	return graded.grade ?? graded.least;
}

/** The highest that a grade can be: `mostOf({ grade: null, least: 2, most: 4 })` is 4. */
export function mostOf(graded: Graded): number {
	return graded.grade ?? graded.most;
}

/** What is known where a grade lies between two bounds: a grade where they meet. */
export function boundedBy(least: number, most: number): Graded {
	return least === most ? { grade: least } : { grade: null, least, most };
}

/** Two looks cannot be told apart by what was graded. */
export function isSameGrade(a: Graded, b: Graded): boolean {
	return a.grade === b.grade && leastOf(a) === leastOf(b) && mostOf(a) === mostOf(b);
}

/**
 * How sure a row is: `published` – seen in the source or a table that reproduces it; `recalled` – known from the source but not yet
 * ticked against it; `ours` – our reading where the source is silent or ambiguous.
 */
export type Standing = "published" | "recalled" | "ours";

/** The reply to one question about a record: something that can be compared, or what is missing to say it. */
export type Reply = boolean | number | string | null | undefined | Missing;

/** A question about a record. */
export type Need<R> = (record: R) => Reply;

/** Everything that a table asks of a record, by name. */
export type Needs<R> = Readonly<Record<string, Need<R>>>;

/** The replies to a table's needs: all that its rows can read. */
export type Replies<N extends Needs<never>> = { readonly [K in keyof N]: ReturnType<N[K]> };

/** One line of a table as those see it who explain a grade. */
export interface RowHead {
	readonly grade: number;
	/** The rule in plain words. */
	readonly because: string;
	readonly source: string;
	readonly standing: Standing;
}

/** One line of a grading table over the replies `A` to its needs. */
export interface Row<A, R, Topic extends string = string> extends RowHead {
	/** Which facts decide here. */
	readonly topic: Topic;
	readonly holds: (replies: A) => Verdict;
	/** The deciding facts in words, where the general words of the topic say too little. */
	readonly words?: (record: R) => string;
}

/** Something that the record says, under its topic. */
export interface Fact<Topic extends string = string> {
	readonly topic: Topic;
	readonly words: string;
}

interface ScaleTable<N extends Needs<R>, R, Topic extends string> {
	/** As in the published comparisons, for example `ASTCT_CRS`. */
	readonly id: string;
	readonly title: string;
	readonly source: string;
	/** What the rows read of a record: nothing else can change the grade. */
	readonly needs: N;
	/** Worst first; the first that holds wins. */
	readonly rows: readonly Row<Replies<N>, R, Topic>[];
	/** All facts of a record that a reason may name. */
	readonly facts: (record: R) => readonly Fact<Topic>[];
	/** The reason for grade 0. */
	readonly none: string;
}

/** What the replies come to, not yet in words. Plain data. */
export type Decision = Graded & {
	/** Place in the table of the row that gave the grade; absent when none held, or when the grade cannot be said. */
	readonly place?: number;
	/** What is missing, where the grade cannot be said. */
	readonly missing?: readonly string[];
};

/** A grading scale: a table of rows over replies, and the grade that follows. */
export interface Scale<R = BedsideRecord> {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	readonly needs: Needs<R>;
	readonly rows: readonly RowHead[];
	/** The decision that follows from the replies to the needs, in their order: equal replies, equal decision. */
	readonly decide: (replies: readonly Reply[]) => Decision;
	/** The words for a decision about a record. */
	readonly tell: (decision: Decision, record: R) => Grade;
	/** Asks, decides and tells. */
	readonly grade: (record: R) => Grade;
}

/**
 * Turns a table into a scale. A row sees only the replies to the needs that the table names, so two records with equal replies have equal
 * grades, and who looks often need not grade again.
 *
 *     const fever = scaleOf({ id, title, source, needs: { fever: hasFever }, rows, facts, none: "no fever" });
 *     fever.grade({ temp_c: 38.4 }).grade   // 1
 */
export function scaleOf<N extends Needs<R>, R, Topic extends string>(table: ScaleTable<N, R, Topic>): Scale<R> {
	const { id, title, source, needs, rows } = table;
	const names = Object.keys(needs);
	const questions = Object.values(needs);
	// A copy of what has all names already is made faster than an object that grows.
	const unasked: Readonly<Record<string, Reply>> = Object.fromEntries(names.map((name) => [name, undefined]));
	const decide = (replies: readonly Reply[]) => {
		const named = { ...unasked };
		for (const [i, name] of names.entries()) named[name] = replies[i];
		return decided(rows, named as Replies<N>);
	};
	const tell = (decision: Decision, record: R) => worded(table, record, decision);
	const grade = (record: R) => tell(decide(questions.map((ask) => ask(record))), record);
	return { id, title, source, needs, rows, decide, tell, grade };
}

/** The replies are the same, gaps included. */
export function isSameReply(a: Reply, b: Reply): boolean {
	return a === b || (isGap(a) && isGap(b) && a.missing === b.missing);
}

function isGap(reply: Reply): reply is Missing {
	return typeof reply === "object" && reply !== null;
}

/** A row that could not be judged: the grade it would have given, and what is missing. */
interface Gap {
	readonly grade: number;
	readonly missing: string;
}

/** The rows that could not be judged leave open what is above the first that holds. */
function decided<A>(rows: readonly Row<A, never>[], replies: A): Decision {
	const open: Gap[] = [];
	for (let place = 0; place < rows.length; place++) {
		const { grade, holds } = rows[place]!;
		const verdict = holds(replies);
		if (verdict === true) return closed({ grade, place }, open);
		if (isMissing(verdict)) open.push({ grade, missing: verdict.missing });
	}
	return closed({ grade: 0 }, open);
}

/** A row that could not be judged makes the grade unknown only if it would have given another grade. */
function closed(sure: { readonly grade: number; readonly place?: number }, open: readonly Gap[]): Decision {
	const gaps = open.filter(({ grade }) => grade !== sure.grade);
	if (gaps.length === 0) return sure;
	const grades = [sure.grade, ...gaps.map(({ grade }) => grade)];
	return { grade: null, least: Math.min(...grades), most: Math.max(...grades), missing: gaps.map(({ missing }) => missing) };
}

function worded<N extends Needs<R>, R, Topic extends string>(table: ScaleTable<N, R, Topic>, record: R, decision: Decision): Grade {
	const facts = table.facts(record);
	const { place, missing = [] } = decision;
	if (decision.grade === null) {
		const { grade, least, most } = decision;
		return { scale: table.id, grade, least, most, because: sentence([...missing, ...facts.map(({ words }) => words)]) };
	}
	const { grade } = decision;
	const row = place === undefined ? undefined : table.rows[place];
	const told = row === undefined ? table.none : (row.words?.(record) ?? facts.find((f) => f.topic === row.topic)?.words ?? row.because);
	const because = sentence([told, ...facts.filter(({ topic }) => topic !== row?.topic).map(({ words }) => words)]);
	return row === undefined ? { scale: table.id, grade, because } : { scale: table.id, grade, because, row: row.because };
}

function sentence(parts: readonly string[]): string {
	return parts.length === 1 ? parts[0]! : parts.filter((part, i) => parts.indexOf(part) === i).join("; ");
}
