import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { differences } from "../../notebooks/executor/differences.ts";
import { executedText } from "../../notebooks/executor/execute.ts";
import { type Cell, notebookText, type Output, readNotebook, sourceOf } from "../../notebooks/executor/notebook.ts";
import { home } from "../../src/node/model-files.ts";
import { aFolder } from "../cli/crsim.ts";
import { told } from "../package/installed.ts";

const paths = globSync("notebooks/*.ipynb", { cwd: home }).sort();
const textOf = (path: string) => readFileSync(join(home, path), "utf8");
const codeOf = (path: string) => readNotebook(textOf(path)).cells.filter(({ cell_type }) => cell_type === "code");
const svgs = (outputs: readonly Output[] = []) =>
	outputs.flatMap((output) => (output.output_type === "stream" ? [] : [(output.data["image/svg+xml"] ?? []).join("")]));

test("there are seven notebooks, in the order in which they are read", () => {
	expect(paths.map((path) => basename(path, ".ipynb"))).toEqual([
		"1-one-patient",
		"2-when-to-give-tocilizumab",
		"3-what-decides",
		"4-write-your-own-drug",
		"5-design-a-protocol",
		"6-a-trial-and-its-prediction",
		"7-one-storm-eleven-figures",
	]);
});

describe.each(paths)("%s", (path) => {
	test("gives the figures and numbers that it holds; else: npm run notebooks, and look at what has changed", async () => {
		expect(differences(textOf(path), await executedText(join(home, path)))).toEqual([]);
	}, 700_000);

	test("is nbformat 4.5 as Jupyter writes it, for the kernel of Deno", () => {
		const notebook = readNotebook(textOf(path));
		expect([notebook.nbformat, notebook.nbformat_minor, notebook.metadata.kernelspec?.name]).toEqual([4, 5, "deno"]);
		expect(notebookText(notebook)).toBe(textOf(path));
		const ids = notebook.cells.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test("says in its first cell that it is for teaching and research only, and imports the package alone", () => {
		const [first] = readNotebook(textOf(path)).cells;
		expect([first!.cell_type, sourceOf(first!)]).toEqual(["markdown", expect.stringContaining("For teaching and research only")]);
		const imported = codeOf(path).flatMap((cell) => [...sourceOf(cell).matchAll(/\bfrom\s+"([^"]+)"|\bimport\(\s*"([^"]+)"/g)]);
		expect([...new Set(imported.map(([, name, other]) => name ?? other))]).toEqual(["crsim/node"]);
	});

	test("has been executed from top to bottom without a warning; its figures are small enough for a code host", () => {
		const cells = codeOf(path);
		expect(cells.map(({ execution_count }) => execution_count)).toEqual(cells.map((_, i) => i + 1));
		const warned = cells.flatMap(({ outputs = [] }) => outputs.filter((one) => one.output_type === "stream" && one.name === "stderr"));
		expect(warned).toEqual([]);
		const figures = cells.flatMap(({ outputs }) => svgs(outputs)).filter((svg) => svg !== "");
		expect(figures.length).toBeGreaterThan(0);
		expect(figures.join("").length).toBeLessThan(200_000);
	});
});

test("every cell is TypeScript that a strict compiler takes", () => {
	const folder = aFolder();
	for (const path of paths) {
		const name = basename(path, ".ipynb").replace(/\W/g, "_");
		writeFileSync(join(folder, `${name}.ts`), codeOf(path).map(sourceOf).join(";\n"));
	}
	const options = {
		extends: join(home, "tsconfig.json"),
		compilerOptions: {
			noPropertyAccessFromIndexSignature: false,
			module: "esnext",
			moduleResolution: "bundler",
			typeRoots: [join(home, "node_modules/@types")],
			paths: { "crsim/node": [join(home, "src/node/index.ts")], odex: [join(home, "src/ode/odex-package.d.ts")] },
		},
		include: [join(folder, "*.ts"), join(home, "src/**/*-package.d.ts")],
	};
	writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(options));
	const compiler = join(home, "node_modules/typescript/bin/tsc");
	const { stdout, stderr } = told(process.execPath, [compiler, "-p", folder], { cwd: folder });
	expect(stdout + stderr).toBe("");
});

/** A notebook of these cells, in a folder of its own. */
function notebookOf(...sources: readonly string[]): string {
	const path = join(aFolder(), "mine.ipynb");
	const cells = sources.map((source, i): Cell => ({ cell_type: "code", id: `c${i}`, metadata: {}, source }));
	writeFileSync(path, notebookText({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
	return path;
}

const wordsOf = async (work: Promise<string>): Promise<string> => {
	try {
		await work;
	} catch (error) {
		return (error as Error).message;
	}
	return "";
};

describe("a notebook that cannot be executed", () => {
	test.each([
		[
			"an error of a function of another cell",
			["const f = () => {\n\tthrow new RangeError('no');\n};", "1;\nf()"],
			"cell 2, line 2\n  RangeError: no",
		],
		["wrong TypeScript", ["const a = 1;", "const b: number = ;"], "cell 2, line 1"],
		["a package that is not there", ['import { x } from "not-there";'], 'there is no package "not-there"'],
		[
			"a wrong scenario",
			['import { runScenario } from "crsim/node";\n\nawait runScenario("about: x\\nuntil: 3 mg\\n")'],
			"cell 1, line 3\n  scenario:2:8  until",
		],
		[
			"a figure without data",
			[
				'import { draw, runScenario } from "crsim/node";',
				'const run = await runScenario("no-tumor", { until: "1 day" });\nawait draw(run, "comparison")',
			],
			"cell 2, line 2\n  draw:1:1  name  unknown figure",
		],
	])("is told with notebook, cell and line: %s", async (_, sources, words) => {
		const said = await wordsOf(executedText(notebookOf(...sources)));
		expect(said).toContain("mine.ipynb, cell ");
		expect(said).toContain(words);
	});

	test("ends though its loop does not", async () => {
		expect(await wordsOf(executedText(notebookOf("let i = 0;", "for (;;) i++;"), { longestMs: 3000 }))).toMatch(
			/cell \d.*\n.*stopped after 3 s/,
		);
	});
});

test("cells share their names, may give them anew, wait anywhere, and show their last value", async () => {
	const path = notebookOf(
		'import { listAll } from "crsim/node";\nconst x: number = 2;',
		'const x = await Promise.resolve(3);\nconsole.log("x is", x);\nconsole.error("careful");',
		'x + (await listAll("methods")).length * 0',
	);
	const cells = readNotebook(await executedText(path)).cells;
	expect(cells.map(({ outputs }) => outputs)).toEqual([
		[],
		[
			{ output_type: "stream", name: "stdout", text: ["x is 3\n"] },
			{ output_type: "stream", name: "stderr", text: ["careful\n"] },
		],
		[{ output_type: "execute_result", execution_count: 3, data: { "text/plain": ["3"] }, metadata: {} }],
	]);
});

test("a number that changes, printed or in a figure, is found", () => {
	const path = paths[1]!;
	const text = textOf(path);
	expect(differences(text, text)).toEqual([]);
	const [counted] = /\b\d+ of 16/.exec(text)!;
	expect(differences(text.replace(counted, "99 of 16"), text)).toEqual([
		expect.stringMatching(new RegExp(`^cell 1: stdout: kept ".*99 of 16.*now ".*\\b${counted}`)),
	]);
	const sum = text.replace(/(specification )\w/, "$1z");
	expect(differences(sum, text)).toEqual([expect.stringMatching(/^cell 2: text\/plain: /)]);
});
