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
	readonly models?: string | undefined;
}

export function grade({ input, scale, format, explain, models }: Arguments): number {
	const graded = gradeFile(input, { scales: scale?.split(","), models }, onCommandLine);
	for (const note of graded.notes) say(`note: ${note}`);
	if (format === "json") printJson(graded, explain);
	else printTable(graded, explain);
	return exitCodes.done;
}

function printJson({ kind, answers, explained }: GradedFile, explain: boolean): void {
	const rowsFor = (answer: GradeAnswer, i: number) =>
		kind === "records" ? (explained[i]?.rows ?? []) : explained.flatMap((part) => part.rows).filter(({ scale }) => scale === answer.scale);
	const all = answers.map((answer, i) => flatAnswer(explain ? { ...answer, explain: rowsFor(answer, i) } : answer));
	result(JSON.stringify(all, null, "\t"));
}

function printTable({ answers, explained }: GradedFile, explain: boolean): void {
	const wishes = { ...wishesOf(process.stdout), width: Math.min(columnsOf(process.stdout) ?? 140, 180) };
	const parts = explain ? explained.map(({ heading, rows }) => ["", ...gradeExplain(heading, rows, wishes)]) : [];
	resultLines([...gradeTable(answers, wishes), ...parts.flat(), "", wishes.paint.soft(disclaimer)]);
}
