import { onCommandLine } from "../node/asked.ts";
import { type GradedFile, gradeFile } from "../node/grade-file.ts";
import { disclaimer } from "../report/disclaimer.ts";
import { flatAnswer, type GradeAnswer } from "../report/grade-answers.ts";
import { gradeExplain } from "../report/grade-explain.ts";
import { gradeTable } from "../report/grade-table.ts";
import { columnsOf, wishesOf } from "./paint.ts";
import { exitCodes, result, resultLines, say } from "./speak.ts";

export interface Arguments {
	readonly input: string;
	readonly scale?: string | undefined;
	readonly format: string;
	readonly explain: boolean;
	readonly infusion?: string | undefined;
	readonly models?: string | undefined;
}

export function grade({ input, scale, format, explain, infusion, models }: Arguments): number {
	const graded = gradeFile(input, { scales: scale?.split(","), infusion, models }, onCommandLine);
	for (const note of graded.notes) say(`note: ${note}`);
	if (format === "json") printJson(graded, explain);
	else printTable(graded, explain);
	return exitCodes.done;
}

function printJson({ kind, answers, explained }: GradedFile, explain: boolean): void {
	const rowsFor = (answer: GradeAnswer, i: number) =>
		kind === "records"
			? (explained[i]?.rows ?? [])
			: explained
					.filter(({ id }) => id === answer.id)
					.flatMap((part) => part.rows)
					.filter(({ scale }) => scale === answer.scale);
	const all = answers.map((answer, i) => flatAnswer(explain ? { ...answer, explain: rowsFor(answer, i) } : answer));
	result(JSON.stringify(all, null, "\t"));
}

function printTable({ kind, answers, explained }: GradedFile, explain: boolean): void {
	const wishes = { ...wishesOf(process.stdout), width: Math.min(columnsOf(process.stdout) ?? 140, 180) };
	const several = new Set(answers.map(({ id }) => id)).size > 1 && kind !== "records";
	const parts = explain
		? explained.map(({ id, heading, rows }) => ["", ...gradeExplain(several ? `${id}: ${heading}` : heading, rows, wishes)])
		: [];
	resultLines([...gradeTable(answers, wishes), ...parts.flat(), "", wishes.paint.soft(disclaimer)]);
}
