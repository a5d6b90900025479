import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { fingerprint, keep, recall } from "./kept-values.ts";
import { home } from "./model-files.ts";
import { hashOfSources } from "./program.ts";

/** The scripts of the page, by name, and where each begins in the sources. */
export const pageEntries = {
	start: "start.ts",
	main: "main.ts",
	runner: "run-worker.ts",
	reader: "read-worker.ts",
	drawer: "draw-worker.ts",
} as const;
export type PageScripts = Readonly<Record<keyof typeof pageEntries, string>>;

/** The folder of built code that holds the scripts of the page; in a clone there is none. */
export const builtScripts = "page-scripts";

const names = Object.keys(pageEntries) as (keyof typeof pageEntries)[];

/** The words of zod that shapes of files are written in. */
const zodNames = [
	"array",
	"boolean",
	"config",
	"int",
	"literal",
	"looseObject",
	"number",
	"record",
	"strictObject",
	"string",
	"tuple",
	"union",
	"unknown",
];

/** Parts of Vega that draw maps, trees, forces and clouds of words, or read tables: no figure of ours asks for them, and they are a third of it. */
const unused = [
	"vega-crossfilter",
	"vega-force",
	"vega-geo",
	"vega-hierarchy",
	"vega-label",
	"vega-projection",
	"vega-regression",
	"vega-voronoi",
	"vega-wordcloud",
	"d3-delaunay",
	"d3-dsv",
	"d3-geo",
	"topojson-client",
];

/** Parts of a package that a page needs, one after the other as the package itself is built of them. */
const partsOfJstat = ["core", "special", "distribution"];

/** The package of distributions without its matrices, regressions and tests, which a page never asks for. */
const lighterJstat = (): string => {
	const folder = dirname(fileURLToPath(import.meta.resolve("jstat/package.json")));
	return [...partsOfJstat.map((part) => readFileSync(join(folder, "src", `${part}.js`), "utf8")), "export default jStat;"].join("\n");
};

/** In place of packages that are met whole, and of what a page never meets: the parts that a page needs. Node loads the one-file builds faster, a page is the lighter for this. */
const lighter: Readonly<Record<string, string | (() => string)>> = {
	"mathjs/lib/browser/math.js": `import { create, parseDependencies } from ${JSON.stringify("mathjs/number")}; export default create({ parseDependencies });`,
	zod: `import { ${zodNames.join(", ")}, enum as oneOf, null as nothing } from ${JSON.stringify("zod/v4")}; export const z = { ${zodNames.join(", ")}, enum: oneOf, null: nothing };`,
	// One of its eight generators is ours.
	seedrandom: `import alea from ${JSON.stringify("seedrandom/lib/alea.js")}; export default { alea };`,
	jstat: lighterJstat,
	...Object.fromEntries(unused.map((name) => [name, "export {}"])),
	// A page opens no file beside a scenario, so it meets no table of events.
	"./event-table.ts": "export const readEventTable = () => undefined, withFactsOf = ({ yaml }) => yaml, factsWritten = () => ({});",
	"./event-shape.ts": `import { shape } from ${JSON.stringify(join(home, "src/input/shape.ts"))}; export const eventShape = shape.looseObject({ from: shape.string() });`,
	"./moving-facts.ts": "export const nowOf = (fact) => fact + '_now', withMovingFacts = (flat) => flat;",
};

/** Puts the lighter parts in. */
const slimming: Plugin = {
	name: "crsim-lighter-packages",
	enforce: "pre",
	resolveId: (id) => (Object.hasOwn(lighter, id) ? `\0lighter:${id}` : null),
	load: (id) => {
		const one = id.startsWith("\0lighter:") ? lighter[id.slice("\0lighter:".length)] : null;
		return typeof one === "function" ? one() : one;
	},
};

/** The bundler is at hand in a clone only: the package brings the scripts along. */
const bundler = "vite";

/** Scripts of some entries with all that they import, for any browser: each whole in itself, or with the parts that come late beside it. */
async function bundled(entries: Readonly<Record<string, string>>, late: "inside" | "beside"): Promise<ReadonlyMap<string, string>> {
	const { build } = (await import(bundler)) as typeof import("vite");
	const output = await build({
		configFile: false,
		logLevel: "silent",
		root: home,
		plugins: [slimming],
		define: { "process.env.NODE_ENV": '"production"' },
		// Named, since the bundler goes by the environment of whoever builds: a test would ship the builds for development.
		resolve: { conditions: ["module", "browser", "production"] },
		build: {
			write: false,
			minify: true,
			target: "es2023",
			modulePreload: false,
			rolldownOptions: {
				input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(home, "src/page", file)])),
				shimMissingExports: true,
				output:
					late === "inside"
						? { format: "iife", codeSplitting: false, entryFileNames: "[name].js" }
						: {
								format: "es",
								entryFileNames: "[name].js",
								// What an entry shares with its late parts is needed at once.
								chunkFileNames: ({ isDynamicEntry }) => (isDynamicEntry ? "late/[name].js" : "shared/[name].js"),
							},
			},
		},
	});
	const made = [output].flat().flatMap((one) => ("output" in one ? one.output : []));
	return new Map(made.flatMap((one) => (one.type === "chunk" ? [[one.fileName, one.code] as const] : [])));
}

/** One script that needs no other. */
async function wholeScript(name: string, file: string): Promise<string> {
	const [code] = (await bundled({ [name]: file }, "inside")).values();
	if (code === undefined) throw new Error(`${file} was not bundled`);
	return code;
}

/** Scripts of the page for a host, by their paths: the main one with its late parts beside it, and the one that other pages embed. */
export async function hostedScripts(): Promise<ReadonlyMap<string, string>> {
	return new Map([...(await bundled({ main: pageEntries.main }, "beside")), ["embed.js", await wholeScript("embed", "embed.ts")]]);
}

/** Makes the scripts of the page from the sources of a clone. */
export async function bundledScripts(): Promise<PageScripts> {
	const made = await Promise.all(names.map(async (name) => [name, await wholeScript(name, pageEntries[name])] as const));
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
