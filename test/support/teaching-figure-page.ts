import type { MadeFigure } from "../../src/node/make-teaching-figure.ts";

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Title, sentence and numbers of a teaching figure, for a golden file that a clinician reads. */
export function figurePage({ figure: { title, sentence }, table: [head = [], ...rows] }: MadeFigure): string {
	return [`# ${title}`, "", sentence, "", line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
}
