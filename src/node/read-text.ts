import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import { home } from "./model-files.ts";

const largestFile = 1_000_000;

/** Names of the scenarios that come with the program. */
export function shippedScenarios(): string[] {
	const folder = join(home, "scenarios");
	return readdirSync(folder)
		.filter((name) => name.endsWith(".yaml"))
		.sort();
}

/** The text of a file that a person named; an InputError says why it cannot be read. */
export function readText(file: string): string {
	const refuse = (message: string, hint: string): never => {
		throw new InputError([{ file, line: 1, column: 1, key: "", message, hint }]);
	};
	try {
		const status = statSync(file);
		if (status.isDirectory()) return refuse("this is a folder, not a scenario file", "name a .yaml file");
		if (status.size > largestFile) return refuse(`the file has ${status.size} bytes`, `at most ${largestFile} are read`);
		return readFileSync(file, "utf8");
	} catch (error) {
		if (error instanceof InputError) throw error;
		const { code } = error as { code?: string };
		if (code === "ENOENT") return refuse("there is no such file", `${allowedHint(file, shippedScenarios())} See: crsim list scenarios`);
		return refuse(`the file cannot be read (${code})`, "look at its permissions");
	}
}
