import { studyStatus } from "../node/study-status.ts";
import { exitCodes, result, resultLines } from "./speak.ts";

/** Ranges of patients that are written out; a sweep may lack thousands. */
const mostShown = 20;

function ranges(list: readonly (readonly [number, number])[]): string {
	const more = list.length > mostShown ? ` and ${list.length - mostShown} more ranges` : "";
	return `${list
		.slice(0, mostShown)
		.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`))
		.join(", ")}${more}`;
}

/** Prints what a folder holds of its study. */
export function sweepStatus(folder: string, format: string): number {
	const status = studyStatus(folder);
	if (format === "json") {
		result(JSON.stringify(status, null, "\t"));
		return exitCodes.done;
	}
	const { title, file, patients, seed, runs, blocks, missing, spoiled } = status;
	resultLines([
		title,
		`${file}, ${patients} patients in each cell, seed ${seed}`,
		`${runs.done} of ${runs.of} runs done, ${blocks.finished} of ${blocks.of} blocks finished`,
		...(missing.length === 0 ? [] : [`missing: patients ${ranges(missing)}`]),
		...(spoiled.length === 0 ? [] : [`cut off or changed: patients ${ranges(spoiled)}; the same sweep runs them again`]),
	]);
	return exitCodes.done;
}
