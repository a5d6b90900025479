import { openFolder, sharedCard } from "../node/study-folder.ts";
import { writeResults } from "../node/study-results.ts";
import { writeStudyPages } from "../node/write-study.ts";
import { figureSize } from "./figure-size.ts";
import { giveBack } from "./memory.ts";
import { exitCodes, say } from "./speak.ts";
import { printStudy, sayStudyWritten } from "./study-output.ts";

export interface Arguments {
	readonly folders: readonly string[];
	readonly out: string;
	readonly format: string;
	readonly force?: boolean | undefined;
	readonly partial?: boolean | undefined;
	readonly tables?: boolean | undefined;
	readonly size?: string | undefined;
}

export async function merge({ folders, out, format, force, partial, tables, size: asked }: Arguments): Promise<number> {
	const size = figureSize({ size: asked, out });
	const whole = sharedCard(folders);
	openFolder(out, whole, { force });
	const { summary, card } = await writeResults(folders, out, whole, { partial, tables });
	// What decides is found by whoever runs the study as a whole.
	const found = { summary, sensitivity: null };
	for (const warning of card.head.warnings) say(`warning: ${warning}`);
	if (summary.partial) say(`partial: ${summary.partial.runs} of ${summary.partial.of} runs are there`);
	sayStudyWritten(
		out,
		await writeStudyPages(out, found, card, { size, afterFigure: giveBack }),
		tables === false ? "the figures" : undefined,
	);
	printStudy(found, format);
	return exitCodes.done;
}
