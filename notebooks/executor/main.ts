// npm run notebooks: executes notebooks and writes their outputs into them; with --check it writes nothing and says what would change.
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { differences } from "./differences.ts";
import { executedText } from "./execute.ts";
import { readNotebook } from "./notebook.ts";
import { NotebookError } from "./notebook-error.ts";
import { executedPython } from "./python.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** The notebooks that need nothing but this project; one in Python is executed when it is named. */
const ours = (): string[] =>
	globSync("*.ipynb", { cwd: folder })
		.sort()
		.map((name) => resolve(folder, name));

/** Written aside and renamed: whoever has it open finds the old or the new, never a half. */
function write(path: string, text: string): void {
	const aside = `${path}.${process.pid}.part`;
	try {
		writeFileSync(aside, text);
		renameSync(aside, path);
	} finally {
		rmSync(aside, { force: true });
	}
}

/** Executes one notebook; says what changed. Whether all is well. */
async function run(path: string, isCheck: boolean): Promise<boolean> {
	const begin = performance.now();
	try {
		const kept = readFileSync(path, "utf8");
		const isPython = readNotebook(kept).metadata.kernelspec?.name === "python3";
		const now = isPython ? executedPython(path) : await executedText(path);
		const changed = differences(kept, now);
		if (!isCheck && now !== kept) write(path, now);
		const seconds = ((performance.now() - begin) / 1000).toFixed(1);
		const size = `${Math.round(now.length / 1000)} kB`;
		console.log(`${basename(path)}: ${changed.length === 0 ? "as before" : isCheck ? "differs" : "renewed"} (${seconds} s, ${size})`);
		if (isCheck) for (const one of changed) console.log(`  ${one}`);
		return !isCheck || changed.length === 0;
	} catch (error) {
		if (!(error instanceof NotebookError) && !(error instanceof SyntaxError)) throw error;
		console.error(error instanceof NotebookError ? error.message : `${path}: no notebook: ${error.message}`);
		return false;
	}
}

const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith("--")).map((path) => resolve(path));
const isCheck = args.includes("--check");
let good = true;
for (const path of named.length > 0 ? named : ours()) good = (await run(path, isCheck)) && good;
if (!good && isCheck) console.log("npm run notebooks writes what comes out now; look at the difference before you commit it");
process.exitCode = good ? 0 : 1;
