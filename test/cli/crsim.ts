import { spawnSync } from "node:child_process";
import { Console } from "node:console";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { crsim as commandLine } from "../../src/cli/command-line.ts";
import { home } from "../../src/node/model-files.ts";

export interface Said {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

interface Place {
	/** The folder in which the command is typed; the clone's when left out. */
	readonly cwd?: string;
	/** Environment variables beside those of the tests. */
	readonly env?: Readonly<Record<string, string>>;
}

/** A folder of its own for one test. */
export const aFolder = (): string => mkdtempSync(join(tmpdir(), "crsim-test-"));

/** Thrown in place of an end of the process, to end the command alone. */
class Exit extends Error {
	readonly status: number | undefined;
	constructor(status: number | undefined) {
		super(`exit ${status}`);
		this.status = status;
	}
}

/** A stream that keeps what is written to it. */
function keeping(): { readonly stream: Writable; readonly text: () => string } {
	const chunks: string[] = [];
	const stream = new Writable({
		decodeStrings: false,
		write: (chunk, _, done) => {
			chunks.push(String(chunk));
			done();
		},
	});
	return { stream, text: () => chunks.join("") };
}

/** Puts values over properties of an object and gives what takes them off again. */
function over(target: object, values: Readonly<Record<string, unknown>>): () => void {
	const before = Object.keys(values).map((key) => [key, Object.getOwnPropertyDescriptor(target, key)] as const);
	for (const [key, value] of Object.entries(values))
		Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
	return () => {
		for (const [key, descriptor] of before) {
			if (descriptor) Object.defineProperty(target, key, descriptor);
			else Reflect.deleteProperty(target, key);
		}
	};
}

function overEnvironment(values: Readonly<Record<string, string>>): () => void {
	const before = Object.keys(values).map((key) => [key, process.env[key]] as const);
	Object.assign(process.env, values);
	return () => {
		for (const [key, value] of before) {
			if (value === undefined) delete process.env[key];
			else process.env[key] = value;
		}
	};
}

/**
 * Runs a command line in this process: the words of a person, what is said on both streams, and the code with which the program would end.
 * What a process alone can show (its start, signals, pipes, compiled code) is asked of `crsimProcess`.
 */
export async function crsim(words: readonly string[], { cwd = home, env = {} }: Place = {}): Promise<Said> {
	const [out, err] = [keeping(), keeping()];
	const [stdout, stderr] = [out.stream, err.stream];
	const ended = (status = Number(process.exitCode ?? 0)): Said => ({ status, stdout: out.text(), stderr: err.text() });
	const exit = (status?: number): never => {
		throw new Exit(status);
	};
	const [folder, code] = [process.cwd(), process.exitCode];
	const undo = [
		overEnvironment({ NO_COLOR: "1", ...env }),
		over(process, { stdout, stderr, exit }),
		over(globalThis, { console: new Console({ stdout, stderr }) }),
	];
	process.exitCode = undefined;
	process.chdir(cwd);
	try {
		await commandLine(words);
		return ended();
	} catch (error) {
		if (error instanceof Exit) return ended(error.status);
		throw error;
	} finally {
		process.chdir(folder);
		process.exitCode = code;
		for (const back of undo.reverse()) back();
	}
}

/** Runs the program as a person would, as a process of its own. */
export function crsimProcess(words: readonly string[], { cwd = home, env = {} }: Place = {}): Said {
	const main = join(home, "src/cli/main.ts");
	const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
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
