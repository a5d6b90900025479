import { type Cell, type Output, readNotebook } from "./notebook.ts";

const textsOf = (output: Output): readonly (readonly [what: string, text: string])[] =>
	output.output_type === "stream"
		? [[output.name, output.text.join("")]]
		: Object.entries(output.data).map(([type, text]) => [type, text.join("")] as const);

/** The first line that differs, so far as a person wants to read it. */
function firstDifference(before: string, after: string): string {
	const [old, now] = [before.split("\n"), after.split("\n")];
	const at = old.findIndex((line, i) => line !== now[i]);
	const i = at < 0 ? old.length : at;
	// A picture is one long line: the place in it tells more than its beginning.
	const from = Math.max(0, [...(old[i] ?? "")].findIndex((letter, k) => letter !== now[i]?.[k]) - 30);
	const part = (line: string | undefined) => JSON.stringify(line?.slice(from, from + 90) ?? "nothing");
	return `kept ${part(old[i])}, now ${part(now[i])}`;
}

function differencesOfCell(kept: Cell, now: Cell): readonly string[] {
	const [before, after] = [kept, now].map(({ outputs = [] }) => outputs.flatMap(textsOf));
	const longest = Math.max(before!.length, after!.length);
	return Array.from({ length: longest }, (_, i) => [before![i], after![i]] as const).flatMap(([old, fresh]) => {
		if (old?.[0] === fresh?.[0] && old?.[1] === fresh?.[1]) return [];
		return [`${fresh?.[0] ?? old?.[0]}: ${firstDifference(old?.[1] ?? "", fresh?.[1] ?? "")}`];
	});
}

/**
 * What the outputs of two texts of one notebook differ in, a line each: the cell, the kind of output, what was kept and what came out now. None
 * when they are the same.
 *
 *     differences(readFileSync("a.ipynb", "utf8"), await executedText("a.ipynb"))   // ["cell 3: stdout: kept \"4\", now \"5\""]
 */
export function differences(kept: string, now: string): readonly string[] {
	const code = (text: string) => readNotebook(text).cells.filter(({ cell_type }) => cell_type === "code");
	const [before, after] = [code(kept), code(now)];
	const told = after.flatMap((cell, i) => differencesOfCell(before[i]!, cell).map((one) => `cell ${i + 1}: ${one}`));
	return told.length > 0 || kept === now ? told : ["its text is written in another way"];
}
