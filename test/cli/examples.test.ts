import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/cli/command-line.ts";
import { home } from "../../src/node/model-files.ts";
import { builtBy } from "../support/built-options.ts";
import { aFolder, crsim, type Said } from "./crsim.ts";

/** The words of a line of a shell, and the file that its output goes to. */
function typed(line: string): { readonly words: readonly string[]; readonly into?: string } {
	const [command = "", into] = line.split(" > ");
	const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
	return { words: words.slice(1), ...(into === undefined ? {} : { into }) };
}

/** Those that use what others write come last. */
const late = ["merge", "query", "grade"];
const examples = commands
	.map(builtBy)
	.flatMap(({ name, examples }) => examples.map((line) => [name, line] as const))
	.sort(([a], [b]) => late.indexOf(a) - late.indexOf(b));

describe("the examples of every help text", () => {
	const said = new Map<string, Said>();

	// As a reader types them, one after another, where the shipped scenarios are at hand: minutes of work on a slow machine.
	beforeAll(async () => {
		const cwd = aFolder();
		symlinkSync(join(home, "scenarios"), join(cwd, "scenarios"));
		for (const [, line] of examples) {
			const { words, into } = typed(line);
			const answer = await crsim(words, { cwd });
			said.set(line, answer);
			if (into !== undefined) writeFileSync(join(cwd, into), answer.stdout);
		}
	}, 900_000);

	test("there is one for every command, and its help shows it", async () => {
		expect(new Set(examples.map(([name]) => name)).size).toBe(commands.length);
		const { stdout } = await crsim(["merge", "--help"]);
		expect(stdout).toContain(examples.find(([name]) => name === "merge")![1]);
	});

	test("work as they are typed", () => {
		const failed = [...said].filter(([line, { status, stdout }]) => status !== 0 || (stdout.length < 20 && !/--shard/.test(line)));
		expect(failed.map(([line, { status, stderr }]) => ({ line, status, stderr }))).toEqual([]);
	});
});
