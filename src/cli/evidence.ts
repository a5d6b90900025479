import { onCommandLine } from "../node/asked.ts";
import { weighParameters } from "../node/weigh-parameters.ts";
import { evidenceRows, evidenceTable } from "../report/evidence-table.ts";
import type { Models } from "../treatment/library.ts";
import { progressTeller } from "./progress.ts";
import { exitCodes, result } from "./speak.ts";

interface Asked {
	readonly name: string;
	readonly scenario?: string | undefined;
	readonly outcomes?: string | undefined;
	readonly format: string;
}

/** Rows of the table; all of them are in the JSON. */
const strongest = 30;

const listed = (names: string | undefined) => names?.split(",").map((name) => name.trim());

/** What the strongest influences of a model rest on. */
export function showEvidence({ name, scenario, outcomes, format }: Asked, models: Models): number {
	const { tell, stop } = progressTeller();
	const onProgress = (progress: { done: number; all: number }) => tell({ ...progress, found: 0 });
	const weighed = weighParameters(models, name, { scenario, outcomes: listed(outcomes) }, { words: onCommandLine, onProgress });
	stop();
	if (format === "json") {
		const { judges, nominal, unmoved, failed } = weighed;
		const asked = judges.map(({ outcome: { name: called, is, unit }, matters }, i) => ({
			name: called,
			is,
			unit,
			matters,
			nominal: nominal[i]!,
		}));
		result(JSON.stringify({ scenario: weighed.scenario, outcomes: asked, parameters: evidenceRows(weighed), unmoved, failed }, null, "\t"));
	} else result(evidenceTable(weighed, strongest).join("\n"));
	return exitCodes.done;
}
