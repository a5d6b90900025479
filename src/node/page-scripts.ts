import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint, keep, recall } from "./kept-values.ts";
import { home } from "./model-files.ts";
import { hashOfSources } from "./program.ts";

/** The scripts of the page, by name, and where each begins in the sources. */
export const pageEntries = { main: "main.ts", runner: "run-worker.ts", reader: "read-worker.ts", drawer: "draw-worker.ts" } as const;
export type PageScripts = Readonly<Record<keyof typeof pageEntries, string>>;

/** The folder of built code that holds the scripts of the page; in a clone there is none. */
export const builtScripts = "page-scripts";

const names = Object.keys(pageEntries) as (keyof typeof pageEntries)[];

/** One script with all that it imports, for any browser, without anything that it would have to load. */
async function bundled(entry: string): Promise<string> {
	const { build } = await import("vite");
	const output = await build({
		configFile: false,
		logLevel: "silent",
		root: home,
		define: { "process.env.NODE_ENV": '"production"' },
		build: {
			write: false,
			minify: true,
			target: "es2023",
			modulePreload: false,
			rolldownOptions: { input: join(home, "src/page", entry), output: { format: "iife", codeSplitting: false } },
		},
	});
	const [first] = Array.isArray(output) ? output : [output];
	const chunk = first && "output" in first ? first.output[0] : undefined;
	if (chunk?.type !== "chunk") throw new Error(`${entry} was not bundled`);
	return chunk.code;
}

/** Makes the scripts of the page from the sources of a clone. */
export async function bundledScripts(): Promise<PageScripts> {
	const made = await Promise.all(names.map(async (name) => [name, await bundled(pageEntries[name])] as const));
	return Object.fromEntries(made) as PageScripts;
}

/**
 * The scripts of the page: those that the build left beside the built code, or in a clone made of its sources, once for each state of them.
 */
export async function pageScripts(): Promise<PageScripts> {
	const built = fileURLToPath(new URL(`../${builtScripts}`, import.meta.url));
	if (existsSync(built))
		return Object.fromEntries(names.map((name) => [name, readFileSync(join(built, `${name}.js`), "utf8")])) as PageScripts;
	const key = fingerprint(["page scripts", hashOfSources()]);
	const found = recall(key) as PageScripts | undefined;
	if (found !== undefined) return found;
	const scripts = await bundledScripts();
	keep(key, scripts);
	return scripts;
}
