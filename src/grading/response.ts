import type { Bind } from "../chart/signs.ts";
import type { Trajectory } from "../trajectory/trajectory.ts";

export type ResponseWord = "CR" | "PR" | "SD" | "PD";

/** What became of the tumor. */
export interface Response {
	/** Complete, partial, stable, progressive. */
	readonly word: ResponseWord;
	/** Day of the reading. */
	readonly day: number;
	/** Tumor lost since infusion, percent; negative when it has grown. */
	readonly shrinkage: number;
}

interface SizeRow {
	readonly word: ResponseWord;
	readonly title: string;
	/** Holds from this shrinkage on, percent. */
	readonly from: number;
	readonly source: string;
}

const lugano = "Cheson BD 2014, doi:10.1200/JCO.2013.54.8800";

/**
 * Best first. The published limits are for areas of nodes on imaging; we read them as burden against its start. A complete response is a
 * negative scan, which a burden does not know: 95 percent is our reading.
 */
export const responseRows: readonly SizeRow[] = [
	{ word: "CR", title: "complete response", from: 95, source: "ours" },
	{ word: "PR", title: "partial response", from: 50, source: lugano },
	{ word: "SD", title: "stable disease", from: -50, source: lugano },
	{ word: "PD", title: "progressive disease", from: Number.NEGATIVE_INFINITY, source: lugano },
];

/** Day of the usual first staging after infusion. */
const stagingDay = 28;

/** Days of the usual stagings: after four weeks, then every three months in the first year. */
const stagingDays: readonly number[] = [stagingDay, 90, 180, 270, 360];

/** A run as the response sees it. */
interface Followed {
	readonly trajectory: Trajectory;
	readonly bind: Bind;
}

/**
 * The response on day 28, from the change of the tumor's burden since infusion. Null when the model binds no burden, the run ended before that
 * day, or there was no tumor to begin with.
 *
 *     responseOf(run)?.word   // "CR"
 */
export const responseOf = (run: Followed): Response | null => responseOn(run, stagingDay);

/** The best response at the stagings before the run ended; the first of several that are equal. Null as `responseOf`. */
export function bestResponseOf(run: Followed): Response | null {
	const found = stagingDays.flatMap((day) => responseOn(run, day) ?? []);
	const rank = ({ word }: Response) => responseRows.findIndex((row) => row.word === word);
	return found.reduce<Response | null>((best, one) => (best === null || rank(one) < rank(best) ? one : best), null);
}

function responseOn({ trajectory: { times, columns }, bind }: Followed, staging: number): Response | null {
	const column = columns.get(bind.tumor_burden?.column ?? "");
	const day = (hours: number) => times.findLastIndex((time) => time <= hours);
	if (column?.kind !== "number" || (times.at(-1) ?? 0) < staging * 24) return null;
	const [before, after] = [column.values[day(0)], column.values[day(staging * 24)]];
	if (before === undefined || after === undefined || !(before > 0)) return null;
	const shrinkage = 100 * (1 - after / before);
	const { word } = responseRows.find(({ from }) => shrinkage >= from) ?? responseRows.at(-1)!;
	return { word, day: staging, shrinkage };
}

/** `complete response on day 28: 96 % smaller`; empty when there is none to tell. */
export function responseSentence(response: Response | null): string {
	if (response === null) return "";
	const { title } = responseRows.find(({ word }) => word === response.word)!;
	const size = `${Math.abs(response.shrinkage).toFixed(0)} % ${response.shrinkage < 0 ? "larger" : "smaller"}`;
	return `${title} on day ${response.day}: ${size}`;
}
