import { checksHere, type Finding, findingsOf } from "../node/doctor.ts";
import { version } from "../node/program.ts";
import { textTable } from "../report/text-table.ts";
import { wishesOf } from "./paint.ts";
import { exitCodes, result, resultLines } from "./speak.ts";

export interface Arguments {
	readonly format: string;
}

export async function doctor({ format }: Arguments): Promise<number> {
	const findings = await findingsOf(checksHere(process.cwd()));
	const wrong = findings.filter(({ standing }) => standing === "wrong").length;
	if (format === "json") result(JSON.stringify({ crsim: version(), works: wrong === 0, findings }, null, "\t"));
	else printFindings(findings, wrong);
	return wrong === 0 ? exitCodes.done : exitCodes.input;
}

/** A line for each thing, and below what does not work a line that says what to do. */
function printFindings(findings: readonly Finding[], wrong: number): void {
	const { paint } = wishesOf(process.stdout);
	const rows = findings.flatMap(({ name, standing, found, remedy }) => [
		[standing, name, found],
		...(standing === "good" ? [] : [["", "", `→ ${remedy}`]]),
	]);
	const lines = textTable(rows).map((line) => (/^(?:wrong|note)/.test(line) ? paint.warning(line) : line));
	const sum =
		wrong === 0
			? "All that crsim needs works here."
			: `${wrong} of the things that crsim needs ${wrong === 1 ? "does" : "do"} not work here.`;
	resultLines([...lines, "", paint.strong(sum)]);
}
