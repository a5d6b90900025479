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

interface Row {
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
export const responseRows: readonly Row[] = [
	{ word: "CR", title: "complete response", from: 95, source: "ours" },
	{ word: "PR", title: "partial response", from: 50, source: lugano },
	{ word: "SD", title: "stable disease", from: -50, source: lugano },
	{ word: "PD", title: "progressive disease", from: Number.NEGATIVE_INFINITY, source: lugano },
];

/** Day of the usual first staging after infusion. */
const stagingDay = 28;

/**
 * The response on day 28, read from the column `tumor_shrinkage`. Null when the run has no such column, ended before that day, or had no
 * tumor to begin with.
 *
 *     responseOf(run.trajectory)?.word   // "CR"
 */
export function responseOf({ times, columns }: Trajectory): Response | null {
	const column = columns.get("tumor_shrinkage");
	const row = times.findLastIndex((time) => time <= stagingDay * 24);
	if (column?.kind !== "number" || row < 0 || (times.at(-1) ?? 0) < stagingDay * 24) return null;
	if ((columns.get("tumor_total")?.values[times.findLastIndex((time) => time <= 0)] ?? 1) === 0) return null;
	const shrinkage = column.values[row]!;
	const { word } = responseRows.find(({ from }) => shrinkage >= from) ?? responseRows.at(-1)!;
	return { word, day: stagingDay, shrinkage };
}

/** `complete response on day 28: 96 % smaller`; empty when there is none to tell. */
export function responseSentence(response: Response | null): string {
	if (response === null) return "";
	const { title } = responseRows.find(({ word }) => word === response.word)!;
	const size = `${Math.abs(response.shrinkage).toFixed(0)} % ${response.shrinkage < 0 ? "larger" : "smaller"}`;
	return `${title} on day ${response.day}: ${size}`;
}
