import { onCommandLine, refuse } from "../node/asked.ts";
import { listOf } from "../node/list-all.ts";
import { textTable } from "../report/text-table.ts";
import { wishesOf } from "./paint.ts";
import { exitCodes, result, resultLines, say } from "./speak.ts";

export interface Arguments {
	readonly name?: string | undefined;
	readonly out?: string | undefined;
	readonly models?: string | undefined;
}

/** Which lessons there are. */
async function listed(): Promise<number> {
	const rows = await listOf("lessons", {}, onCommandLine);
	resultLines(textTable(rows.map(({ name, minutes, about }) => [name, `${minutes} min`, about])));
	return exitCodes.done;
}

export async function lesson({ name, out, models }: Arguments): Promise<number> {
	if (name === undefined) {
		if (out !== undefined) refuse(onCommandLine, "out", "a handout is that of one lesson", "crsim lesson who-makes-il6 --out handout.html");
		return listed();
	}
	const { checkHandoutName, handoutOf, lessonRun, writeHandout } = await import("../node/lesson-handout.ts");
	if (out !== undefined) checkHandoutName(out, onCommandLine);
	const ran = lessonRun(name, models);
	for (const warning of ran.lesson.warnings) say(`warning: ${warning}`);
	if (out !== undefined) {
		writeHandout(out, await handoutOf(ran));
		say(`wrote ${out}`);
	}
	const { lessonLines } = await import("../report/lesson-terminal.ts");
	result(lessonLines(ran, wishesOf(process.stdout)).join("\n"));
	return ran.steps.every(({ runs, answer }) => [runs.own, answer.own].every(({ outcome }) => outcome.kind === "finished"))
		? exitCodes.done
		: exitCodes.numbers;
}
