import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const source = new URL("../src", import.meta.url).pathname;

/** The folders of `src` in the way of the data: a file imports from its own folder, from earlier rows, and from the left of its own row. */
const rows: readonly (readonly string[])[] = [
	["elementary", "webassembly", "input"],
	["random", "ode"],
	["language"],
	["trajectory", "model"],
	["chart", "grading"],
	["treatment"],
	["scenario", "simulate"],
	["population"],
	["trial", "lesson"],
	["fit"],
	["figures", "report", "exchange"],
	["index.ts"],
	["page", "node", "cli"],
];
const order = rows.flat();
/** Folders that may open files, and whatever else belongs to one host. */
const hosts = rows.at(-1)!;

interface Edge {
	readonly file: string;
	readonly target: string;
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesIn(path) : /\.(ts|cjs)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
	});
}

const files = filesIn(source).map((path) => ({ file: relative(source, path), text: readFileSync(path, "utf8") }));
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

function edges(without: (text: string) => string = (text) => text): Edge[] {
	const pattern = /(?:from\s+|import\s*\(\s*|import\s+|require\(\s*)["']([^"']+)["']/g;
	return files.flatMap(({ file, text }) => [...without(code(text)).matchAll(pattern)].map((match) => ({ file, target: match[1]! })));
}

const folderOf = (file: string) => file.split("/")[0]!;
const core = (file: string) => !hosts.includes(folderOf(file));

describe("the structure of src", () => {
	test("every folder stands in a row", () => {
		expect(files.map(({ file }) => folderOf(file)).filter((folder) => !order.includes(folder))).toEqual([]);
	});

	test("imports go to earlier rows, or to the left", () => {
		const wrong = edges()
			.filter(({ target }) => target.startsWith("."))
			.map(({ file, target }) => ({ file, to: relative(source, join(source, file, "..", target)) }))
			.filter(({ file, to }) => order.indexOf(folderOf(to)) > order.indexOf(folderOf(file)));
		expect(wrong).toEqual([]);
	});

	test("no file is in an import cycle", () => {
		const graph = new Map<string, string[]>();
		for (const { file, target } of edges()) {
			if (target.startsWith(".")) graph.set(file, [...(graph.get(file) ?? []), relative(source, join(source, file, "..", target))]);
		}
		const done = new Set<string>();
		const cycles: string[] = [];
		const visit = (file: string, path: readonly string[]) => {
			if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
			if (done.has(file) || path.includes(file)) return;
			for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
			done.add(file);
		};
		for (const file of graph.keys()) visit(file, []);
		expect(cycles).toEqual([]);
	});

	test("outside of the host folders nothing reaches for files, the clock, chance or the console (the page: tsconfig.core.json)", () => {
		const reaches = /\bfrom\s+["']node:|\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bperformance\.|\bconsole\.|\bprocess\./;
		expect(files.filter(({ file, text }) => core(file) && reaches.test(code(text))).map(({ file }) => file)).toEqual([]);
	});

	test("each outside package is met in one file; its types alone may be named elsewhere", () => {
		const met = new Map<string, Set<string>>();
		const types = /^(?:import|export) type [^;]*? from ["'][^"']+["'];$/gms;
		for (const { file, target } of edges((text) => text.replace(types, ""))) {
			if (target.startsWith(".") || target.startsWith("node:")) continue;
			const name = target.startsWith("@") ? target.split("/").slice(0, 2).join("/") : target.split("/")[0]!;
			met.set(name, (met.get(name) ?? new Set()).add(file));
		}
		const often = [...met].filter(([, where]) => where.size > 1).map(([name, where]) => `${name}: ${[...where].join(", ")}`);
		expect(often).toEqual([]);
	});

	test("nothing is remembered beside what is handed on: no table by the identity of an object, no variable of a module", () => {
		const remembering = /\bnew Weak(?:Map|Set|Ref)\b|^(?:export )?(?:let|var) /m;
		expect(files.filter(({ text }) => remembering.test(code(text))).map(({ file }) => file)).toEqual([]);
	});

	test("what decides results calls no function whose last bit ECMAScript leaves to the engine", () => {
		const shown = ["figures", "report", ...hosts];
		// Whole numbers of any length have exact powers.
		const exact = ["language/rational.ts"];
		const ofEngine = /\bMath\.(?:exp|expm1|log|log1p|log2|log10|pow|a?(?:sin|cos|tan)h?|atan2|cbrt|hypot)\b/;
		const power = /(?<!\b\d+n? )\*\*|\*\*(?! -?\d+n?\b)/;
		const wrong = files.filter(({ file, text }) => ofEngine.test(code(text)) || (!exact.includes(file) && power.test(code(text))));
		expect(wrong.map(({ file }) => file).filter((file) => !shown.includes(folderOf(file)))).toEqual([]);
	});

	test("a file of under 15 lines is shared by several, meets a package, or has another reason to stand alone", () => {
		const reasons: Readonly<Record<string, string>> = {
			"cli/main.ts": "the program begins here",
			"model/displays.ts": "how columns are shown is no step of flattening",
			"node/chart-worker.cjs": "a worker thread begins here",
			"node/study-worker.cjs": "a worker thread begins here",
			"node/write-build.ts": "a step of the build",
			"page/elements/page-footer.ts": "the foot of every view",
			"page/read-worker.ts": "a worker of the page begins here",
			"page/start.ts": "the page as one file begins here",
			"node/write-schemas.ts": "a command of the project",
			"report/known-limits.ts": "texts that the model's page and a handout may show too",
		};
		const imported = new Map<string, Set<string>>();
		const packages = new Set<string>();
		for (const { file, target } of edges()) {
			if (!target.startsWith(".")) packages.add(file);
			else {
				const to = relative(source, join(source, file, "..", target));
				imported.set(to, (imported.get(to) ?? new Set()).add(file));
			}
		}
		const short = files.filter(({ text }) => text.trimEnd().split("\n").length < 15).map(({ file }) => file);
		const alone = short.filter((file) => (imported.get(file)?.size ?? 0) < 2 && !packages.has(file));
		expect(alone.filter((file) => !(file in reasons))).toEqual([]);
		expect(Object.keys(reasons).filter((file) => !short.includes(file))).toEqual([]);
	});

	test("there are no default exports and no enums, and text becomes code in one file only", () => {
		const odd = files.filter(({ text }) => /^export default\b|^(export )?(const )?enum\b/m.test(code(text))).map(({ file }) => file);
		const makers = files.filter(({ text }) => /\bnew Function\b|\beval\(/.test(code(text))).map(({ file }) => file);
		expect({ odd, makers }).toEqual({ odd: [], makers: ["model/function-from-text.ts"] });
	});
});
