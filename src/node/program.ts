import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { home } from "./model-files.ts";

/** The version of this program, as its package says it. */
export function version(): string {
	return (JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string }).version;
}

/** What a build leaves beside the built code: what code it is. */
export const buildFile = "build.json";

/** The code that the program was built from; undefined in a clone, where the sources themselves are run. */
function builtFrom(): string | undefined {
	const file = fileURLToPath(new URL(`../${buildFile}`, import.meta.url));
	return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { code: string }).code : undefined;
}

/** The files of a clone that decide what it does, from its home; in the same order on every system. */
function sources(): string[] {
	const code = readdirSync(join(home, "src"), { recursive: true, encoding: "utf8" })
		.filter((name) => /\.c?ts$|\.cjs$/.test(name))
		.map((name) => `src/${name.split(sep).join("/")}`);
	return [...code.sort(), "package.json", "package-lock.json"].filter((name) => existsSync(join(home, name)));
}

/** Hash of the texts of all sources. */
export function hashOfSources(): string {
	const hash = createHash("sha256");
	for (const name of sources()) hash.update(readFileSync(join(home, name))).update("\0");
	return hash.digest("hex");
}

/** The code that runs, by the texts of its sources: the same in a clone and in what was built from it, on every machine. */
export const codeHash = (): string => builtFrom() ?? hashOfSources();

/**
 * Tells this program and the Node that runs it from every other state of them, and reads no source for it: what was built has its hash
 * written beside it, and in a clone the sizes and times of the files do. For caches of this machine only.
 */
export function programState(): string {
	const state = builtFrom() ?? sources().map((name) => [name, ...sizeAndTime(join(home, name))]);
	return JSON.stringify([process.version, state]);
}

function sizeAndTime(path: string): [size: number, time: number] {
	const { size, mtimeMs } = statSync(path);
	return [size, mtimeMs];
}
