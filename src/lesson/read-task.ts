import type { Path } from "../input/located-yaml.ts";
import type { ShapeOf } from "../input/shape.ts";
import type { PartReader } from "../language/read-parts.ts";
import type { Choice, Task } from "./lesson.ts";
import type { lessonShape } from "./lesson-shape.ts";
import type { CourseMaker } from "./make-course.ts";
import { type Askable, type AskedCourse, readCondition } from "./read-asked.ts";
import { readWords } from "./read-words.ts";

type StepBody = ShapeOf<typeof lessonShape>["steps"][number];

/** A step asks, or lets try, and then tells why. */
export function checkTask(read: PartReader, path: Path, step: StepBody): void {
	const { ask, try: tried, answer, choices } = step;
	const wrong = (key: string, message: string, hint: string) => read.wrongKey([...path, key], message, hint);
	if (ask !== undefined && tried !== undefined) wrong("try", "a step asks or lets try, and not both", "make two steps of it");
	const asks = ask !== undefined || tried !== undefined;
	if (asks && answer === undefined) read.wrong(path, 'the key "answer" is missing', "answer: { is: …, because: … }");
	if (!asks && answer !== undefined) wrong("answer", "an answer without a question", 'write "ask" or "try" before it');
	if (choices !== undefined && ask === undefined) wrong("choices", "choices without a question", 'write "ask" before them');
	if (answer === undefined) return;
	if (tried !== undefined && answer.with === undefined)
		wrong("answer", 'the answer of "try" has no "with"', "write the change that solves it, as keys of a scenario");
	if (tried === undefined && answer.with !== undefined)
		read.wrongKey([...path, "answer", "with"], '"with" belongs to "try"', 'write "try" in place of "ask", or leave it out');
	if (answer.is === undefined && (choices === undefined || tried !== undefined))
		wrong("answer", 'the answer has no "is", a condition that holds in the run', 'for example "is: peak(il6) > 1000 pg/mL"');
	checkChoice(read, path, step);
}

/** Of choices one is right, and the answer says which: `because` is about it. */
function checkChoice(read: PartReader, path: Path, { answer, choices }: StepBody): void {
	const wrong = (key: string, message: string, hint: string) => read.wrongKey([...path, "answer", key], message, hint);
	const { is, choice } = answer!;
	if (choices === undefined && choice !== undefined) wrong("choice", "there are no choices", 'write "choices", or leave it out');
	if (choices === undefined) return;
	if (is !== undefined) wrong("is", "the choices say already what holds", 'leave out "is"');
	if (choice === undefined) read.wrongKey([...path, "answer"], "the answer does not say which choice is right", 'its number: "choice: 1"');
	else if (choice > choices.length)
		read.wrong([...path, "answer", "choice"], `there is no choice ${choice}`, `allowed: 1 to ${choices.length}`);
}

/** What a question needs: its step, and what may be asked there. */
interface TaskContext {
	readonly path: Path;
	readonly askable: Askable;
}

type AnswerBody = NonNullable<StepBody["answer"]>;

/** A question with its choices, or with a condition that holds; undefined, with problems, when something of it is wrong. */
function readAsk(
	read: PartReader,
	{ choices = [] }: StepBody,
	{ is: said, choice }: AnswerBody,
	{ path, askable }: TaskContext,
): Task | undefined {
	const is = said === undefined ? null : readCondition(read, [...path, "answer", "is"], askable);
	const offered = choices.flatMap((_, i): Choice[] => {
		const at = [...path, "choices", i];
		const [say, holds] = [readWords(read, [...at, "say"], askable), readCondition(read, [...at, "is"], askable)];
		return holds ? [{ say, is: holds }] : [];
	});
	const because = readWords(read, [...path, "answer", "because"], askable);
	const question = readWords(read, [...path, "ask"], askable);
	return is === undefined || offered.length < choices.length
		? undefined
		: { kind: "ask", question, choices: offered, right: choice === undefined ? null : choice - 1, is, because };
}

/** Something to find, with a change that finds it: its answer asks the changed course, before which that of the step stands. */
function readTry(read: PartReader, solution: AskedCourse, { path, askable }: TaskContext): Task | undefined {
	const solved: Askable = { own: solution, before: askable.own };
	const is = readCondition(read, [...path, "answer", "is"], solved);
	const because = readWords(read, [...path, "answer", "because"], solved);
	const question = readWords(read, [...path, "try"], askable);
	return is && { kind: "try", question, is, solution: solution.course, because };
}

/** What is asked at a step; null: nothing. Undefined, with problems, when something of it is wrong. */
export function readTask(read: PartReader, step: StepBody, context: TaskContext, courseOf: CourseMaker): Task | null | undefined {
	const { path } = context;
	const { ask, answer } = step;
	if (answer === undefined) return null;
	if (ask !== undefined) return readAsk(read, step, answer, context);
	const solution = courseOf([[], path, [...path, "answer", "with"]], { virtual: step.virtual, ...answer.with });
	return solution && readTry(read, solution, context);
}
