import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { home } from "../../src/node/model-files.ts";

export interface Said {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** A folder of its own for one test. */
export const aFolder = (): string => mkdtempSync(join(tmpdir(), "crsim-test-"));

/** Runs the program as a person would, from a folder. */
export function crsim(args: readonly string[], { cwd = home, env = {} }: { cwd?: string; env?: Record<string, string> } = {}): Said {
	const main = join(home, "src/cli/main.ts");
	const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
		cwd,
		encoding: "utf8",
		env: { ...process.env, NO_COLOR: "1", ...env },
		maxBuffer: 64 * 1024 * 1024,
		timeout: 50_000,
	});
	return { status, stdout, stderr };
}

/** Writes a scenario text into a folder of its own and gives that folder. */
export function folderWith(text: string, name = "scenario.yaml"): string {
	const folder = aFolder();
	writeFileSync(join(folder, name), text);
	return folder;
}
