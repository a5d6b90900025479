import { onCommandLine } from "../node/asked.ts";
import { type GradedFile, gradeFile, gradeOpened } from "../node/grade-file.ts";
import { gradeInputOfText } from "../node/grade-files.ts";
import { isStandardInput, standardInput, withInput } from "../node/standard-input.ts";
import { disclaimer } from "../report/disclaimer.ts";
import { flatAnswer, type GradeAnswer } from "../report/grade-answers.ts";
import { gradeExplain } from "../report/grade-explain.ts";
import { gradeTable } from "../report/grade-table.ts";
import { answerDocuments } from "./answer-documents.ts";
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

/** Grades a file, or the text that came in its place. */
function graded(given: string, { input, scale, infusion, models }: Arguments): GradedFile {
	const options = { scales: scale?.split(","), infusion, models };
	if (!isStandardInput(input)) return gradeFile(given, options, onCommandLine);
	return gradeOpened(() => gradeInputOfText(given), { ...options, file: standardInput }, onCommandLine);
}

export async function grade(args: Arguments): Promise<number> {
	const { input, format, explain } = args;
	const gradedWithNotes = (given: string) => {
		const found = graded(given, args);
		for (const note of found.notes) say(`note: ${note}`);
		return found;
	};
	if (format === "ndjson")
		return answerDocuments(input, (one) => answersOf(gradedWithNotes(one), explain).map((answer) => ({ answer, code: exitCodes.done })));
	const found = await withInput(input, gradedWithNotes);
	if (format === "json") result(JSON.stringify(answersOf(found, explain), null, "\t"));
	else printTable(found, explain);
	return exitCodes.done;
}

/** The answers as JSON holds them. */
function answersOf({ kind, answers, explained }: GradedFile, explain: boolean): readonly object[] {
	const rowsFor = (answer: GradeAnswer, i: number) =>
		kind === "records"
			? (explained[i]?.rows ?? [])
			: explained
					.filter(({ id }) => id === answer.id)
					.flatMap((part) => part.rows)
					.filter(({ scale }) => scale === answer.scale);
	return answers.map((answer, i) => flatAnswer(explain ? { ...answer, explain: rowsFor(answer, i) } : answer));
}

function printTable({ kind, answers, explained }: GradedFile, explain: boolean): void {
	const wishes = { ...wishesOf(process.stdout), width: Math.min(columnsOf(process.stdout) ?? 140, 180) };
	const several = new Set(answers.map(({ id }) => id)).size > 1 && kind !== "records";
	const parts = explain
		? explained.map(({ id, heading, rows }) => ["", ...gradeExplain(several ? `${id}: ${heading}` : heading, rows, wishes)])
		: [];
	resultLines([...gradeTable(answers, wishes), ...parts.flat(), "", wishes.paint.soft(disclaimer)]);
}
