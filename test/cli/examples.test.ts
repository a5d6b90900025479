import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/cli/command-line.ts";
import { home } from "../../src/node/model-files.ts";
import { aFolder, crsim, type Said } from "./crsim.ts";

/** The words of a line of a shell, and the file that its output goes to. */
function typed(line: string): { readonly words: readonly string[]; readonly into?: string } {
	const [command = "", into] = line.split(" > ");
	const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
	return { words: words.slice(1), ...(into === undefined ? {} : { into }) };
}

/** The examples that a command gives, by its name. */
function examplesOf(command: (typeof commands)[number]): readonly (readonly [name: string, line: string])[] {
	const lines: string[] = [];
	const builder: unknown = new Proxy(
		{},
		{
			get:
				(_, key) =>
				(...args: readonly string[]) => {
					if (key === "example") lines.push(args[0]!.replace("$0", "crsim"));
					return builder;
				},
		},
	);
	(command.builder as (yargs: unknown) => unknown)(builder);
	return lines.map((line) => [String(command.command).split(" ")[0]!, line]);
}

/** Those that use what others write come last. */
const late = ["merge", "grade"];
const examples = commands.flatMap(examplesOf).sort(([a], [b]) => late.indexOf(a) - late.indexOf(b));

describe("the examples of every help text", () => {
	const said = new Map<string, Said>();

	// As a reader types them, one after another, where the shipped scenarios are at hand.
	beforeAll(async () => {
		const cwd = aFolder();
		symlinkSync(join(home, "scenarios"), join(cwd, "scenarios"));
		for (const [, line] of examples) {
			const { words, into } = typed(line);
			const answer = await crsim(words, { cwd });
			said.set(line, answer);
			if (into !== undefined) writeFileSync(join(cwd, into), answer.stdout);
		}
	});

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
