import { readFileSync } from "node:fs";
import { join } from "node:path";
import { home } from "./model-files.ts";

/** The version of this program, as its package says it. */
export function version(): string {
	return (JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string }).version;
}
