import { Console } from "node:console";
import type { Runtime } from "node:inspector";
import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { cellCode } from "./cell-code.ts";
import { linesOf, type Output } from "./notebook.ts";

/** What a cell gave: its outputs, and what it threw. */
export interface Evaluated {
	readonly outputs: readonly Output[];
	readonly thrown: { readonly error: unknown; readonly line: number } | undefined;
}

/** Evaluates the cells of one notebook, one after the other; they share their names. */
export interface CellSession {
	readonly evaluate: (source: string, count: number) => Promise<Evaluated>;
}

const display = Symbol.for("Jupyter.display");

/** A value as a notebook shows it: by media type, or as the console would print it. */
async function shown(value: unknown): Promise<Readonly<Record<string, string>>> {
	const own = (value as { [display]?: () => unknown } | null)?.[display];
	if (typeof own !== "function") return { "text/plain": inspect(value) };
	return (await own.call(value)) as Readonly<Record<string, string>>;
}

/** A console whose words are outputs of the cell that runs. */
function capturing(outputs: () => Output[]): Console {
	const stream = (name: "stdout" | "stderr") =>
		new Writable({
			decodeStrings: false,
			write: (chunk, _, done) => {
				const list = outputs();
				const last = list.at(-1);
				const joined = last?.output_type === "stream" && last.name === name ? list.pop() : undefined;
				const before = joined?.output_type === "stream" ? joined.text.join("") : "";
				list.push({ output_type: "stream", name, text: linesOf(before + String(chunk)) });
				done();
			},
		});
	return new Console({ stdout: stream("stdout"), stderr: stream("stderr"), colorMode: false });
}

/** What an import of a cell loads: packages as the notebook's folder sees them, those of this project from anywhere. */
function importer(notebook: string): (name: string) => Promise<unknown> {
	const places = [createRequire(notebook), createRequire(import.meta.url)];
	return async (name) => {
		if (name.startsWith("node:")) return import(name);
		for (const { resolve } of places) {
			try {
				return await import(pathToFileURL(resolve(name)).href);
			} catch (error) {
				const { code } = error as { code?: string };
				if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") throw error;
			}
		}
		throw new Error(`there is no package "${name}"; notebooks import crsim/node`);
	};
}

/** The line of a cell that a stack leads to; undefined when none of it does. */
const lineIn = (stack: string, file: string): number | undefined => {
	const at = stack.indexOf(`${file}:`);
	return at < 0 ? undefined : Number(/^\d+/.exec(stack.slice(at + file.length + 1))?.[0]);
};

/**
 * Opens a session in this process. It evaluates as the console of a browser and Deno's kernel do: names last from cell to cell and may be given
 * anew, `await` stands anywhere, and the value of the last expression is shown.
 *
 *     const { outputs } = await openSession("notebooks/1-one-patient.ipynb").evaluate("1 + 1", 1);
 */
export function openSession(notebook: string): CellSession {
	const session = new Session();
	session.connect();
	// The way from an error of a library to the cell can be long.
	Error.stackTraceLimit = 100;
	let outputs: Output[] = [];
	const kept: { value: unknown } = { value: undefined };
	const keep = "crsim notebook: value of the last expression";
	Object.assign(globalThis, { $import: importer(notebook), console: capturing(() => outputs) });
	Object.defineProperty(globalThis, keep, { value: (value: unknown) => Object.assign(kept, { value }) });

	/** The value behind what the inspector says of it. */
	const realValue = async (said: Runtime.RemoteObject): Promise<unknown> => {
		const { objectId, value, unserializableValue } = said;
		const argument = objectId !== undefined ? { objectId } : unserializableValue !== undefined ? { unserializableValue } : { value };
		const { result: global } = await session.post("Runtime.evaluate", { expression: "globalThis" });
		const functionDeclaration = `function (value) { this[${JSON.stringify(keep)}](value); }`;
		await session.post("Runtime.callFunctionOn", { functionDeclaration, objectId: global.objectId!, arguments: [argument] });
		return kept.value;
	};

	return {
		evaluate: async (source, count) => {
			outputs = [];
			const file = `cell-${count}.ts`;
			let code: string;
			try {
				code = cellCode(source);
			} catch (error) {
				return { outputs, thrown: { error, line: lineIn(String((error as Error).stack), "") ?? 1 } };
			}
			const expression = `${code}\n//# sourceURL=${file}`;
			const asked: Runtime.EvaluateParameterType & { replMode: boolean } = { expression, replMode: true, awaitPromise: true };
			const { result, exceptionDetails } = await session.post("Runtime.evaluate", asked);
			if (exceptionDetails) {
				const error = exceptionDetails.exception ? await realValue(exceptionDetails.exception) : new Error(exceptionDetails.text);
				const line = lineIn(error instanceof Error ? String(error.stack) : "", file);
				return { outputs, thrown: { error, line: line ?? exceptionDetails.lineNumber + 1 } };
			}
			const value = result.type === "undefined" ? undefined : await realValue(result);
			if (value !== undefined) {
				const data = Object.entries(await shown(value)).map(([type, text]) => [type, linesOf(text)] as const);
				outputs.push({ output_type: "execute_result", execution_count: count, data: Object.fromEntries(data), metadata: {} });
			}
			return { outputs, thrown: undefined };
		},
	};
}
