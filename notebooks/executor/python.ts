import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { NotebookError } from "./notebook-error.ts";

const runner = fileURLToPath(new URL("run_python.py", import.meta.url));

/** What Python notebooks may import. */
export const packages = ["pandas", "matplotlib"] as const;

/** A Python that has these packages: the one that the shell finds, else that of the system; undefined where there is none. */
export const pythonAtHand = (): string | undefined =>
	["python3", "/usr/bin/python3"].find((one) => spawnSync(one, ["-c", `import ${packages.join(", ")}`]).status === 0);

/**
 * Executes a Python notebook and gives its text with the outputs; nothing is written. Throws a NotebookError that names the cell and the line, or
 * the packages that are missing.
 */
export function executedPython(path: string, env: Readonly<Record<string, string>> = {}): string {
	const python = pythonAtHand();
	if (python === undefined)
		throw new NotebookError(
			`${path}\n  no Python with ${packages.join(" and ")} is here: apt-get install python3-pandas python3-matplotlib`,
		);
	const { status, stdout, stderr } = spawnSync(python, [runner, path], {
		encoding: "utf8",
		env: { ...process.env, ...env },
		maxBuffer: 64 * 1024 * 1024,
	});
	if (status !== 0) throw new NotebookError(stderr.trim());
	return stdout;
}
