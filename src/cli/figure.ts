import { availableParallelism } from "node:os";
import { onCommandLine, refuse } from "../node/asked.ts";
import { listOf } from "../node/list-all.ts";
import { disclaimer } from "../report/disclaimer.ts";
import { textTable } from "../report/text-table.ts";
import { wrapWords } from "../report/wrap-words.ts";
import { figureSize } from "./figure-size.ts";
import { wishesOf } from "./paint.ts";
import { exitCodes, resultLines, say } from "./speak.ts";

export interface Arguments {
	readonly name?: string | undefined;
	readonly out?: string | undefined;
	readonly force?: boolean | undefined;
	readonly size?: string | undefined;
	readonly models?: string | undefined;
}

/** Paragraphs are set in lines of this many characters at most. */
const widest = 96;

/** Which teaching figures there are. */
async function listed(): Promise<number> {
	const rows = await listOf("figures", {}, onCommandLine);
	resultLines(textTable(rows.map(({ name, about }) => [name, about])));
	return exitCodes.done;
}

export async function figure({ name, out, force, models, size: asked }: Arguments): Promise<number> {
	const size = figureSize({ size: asked, out });
	if (name === undefined) {
		if (out !== undefined)
			refuse(onCommandLine, "out", "a picture is that of one figure", "crsim figure hypotension --out out/hypotension");
		return listed();
	}
	const { makeTeachingFigure, writeTeachingFigure } = await import("../node/make-teaching-figure.ts");
	const made = await makeTeachingFigure(name, { models, size, workers: availableParallelism() });
	for (const warning of made.figure.warnings) say(`warning: ${warning}`);
	for (const claim of made.broken) say(`warning: the sentence does not hold ${claim}`);
	if (out !== undefined) {
		for (const warning of await writeTeachingFigure(out, made, { force })) say(warning);
		say(`wrote ${out}`);
	}
	const { paint, width = widest } = wishesOf(process.stdout);
	const { title, sentence } = made.figure;
	const words = wrapWords(sentence, Math.min(width, widest));
	const rows = textTable(made.table, { right: (made.table[0] ?? []).map((_, i) => i).slice(1) });
	resultLines([paint.strong(title), ...words, paint.soft(disclaimer), "", ...rows]);
	return made.finished ? exitCodes.done : exitCodes.numbers;
}
