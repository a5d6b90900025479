import { InputError } from "../input/problem.ts";
import { onCommandLine, refuse } from "../node/asked.ts";
import { documentsOfInput, isStandardInput, problemsOfInput } from "../node/standard-input.ts";
import { exitCodes, result } from "./speak.ts";

/** A line of JSON that answers an input, and whether its numbers were found. */
export interface AnswerLine {
	readonly answer: object;
	readonly code: number;
}

/** What answers the text of an input, or a file by its name. */
export type Answering = (given: string) => AsyncIterable<AnswerLine> | Iterable<AnswerLine>;

/** Refuses a folder beside lines: the runs of several inputs would stand in each other's place. */
export function refuseFolder(out: string | undefined): void {
	if (out !== undefined)
		refuse(onCommandLine, "out", "--format ndjson prints lines and writes no folder", "leave --out away, or print --format json");
}

/** A line for each answer; gives the gravest exit code. */
async function printAnswers(answers: ReturnType<Answering>, about: object): Promise<number> {
	let code: number = exitCodes.done;
	for await (const one of answers) {
		result(JSON.stringify({ ...about, ...one.answer }));
		code = Math.max(code, one.code);
	}
	return code;
}

/**
 * Answers each document of the standard input by lines of JSON in their order, which say by `input` which one they answer, from 1; one that is wrong is
 * answered by its problems, and the next is read. A file is answered by its lines alone.
 */
export async function answerDocuments(file: string, answering: Answering): Promise<number> {
	if (!isStandardInput(file)) return printAnswers(answering(file), {});
	let [input, isWrong, code] = [0, false, exitCodes.done as number];
	for await (const { text, line } of documentsOfInput()) {
		input++;
		try {
			code = Math.max(code, await printAnswers(answering(text), { input }));
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			result(JSON.stringify({ input, problems: problemsOfInput(error.problems, line) }));
			isWrong = true;
		}
	}
	return isWrong ? exitCodes.input : code;
}
