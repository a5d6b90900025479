import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { hashOfSources } from "../../src/node/program.ts";
import { skipped } from "../support/skipped.ts";
import { aPlace, install, packed, type Said, told } from "./installed.ts";

const folder = aPlace();
const at = (...parts: string[]) => join(folder, ...parts);
const { clone, tarball } = packed(folder);
const { absent } = install(tarball, folder);
if (absent) skipped(`the installed package was not tried. ${absent}`);

const package_ = at("node_modules/crsim");
const scenario = "about: A bulky tumor.\npatient: { tumor_burden: 3 }\nuntil: 6 day\ncare: p4\n";
const study = `${scenario}patients: 6\nseed: 7\narms:\n  - { name: nobody, care: none }\n  - { name: P4, care: p4 }\noutcomes:\n  crs_2: worst(crs) >= 2\n`;
const chart = "day,temp_c,sbp_low,o2_device\n1,38.4,no,none\n2,39.1,yes,none\n";

/** Runs the installed program from the folder of its user, as `npx crsim` would. */
const installed = (...args: string[]): Said => told(process.execPath, [at("node_modules/.bin/crsim"), ...args], { cwd: folder });
/** Runs the clone from the same folder. */
const cloned = (...args: string[]): Said => told(process.execPath, [join(home, "src/cli/crsim.cjs"), ...args], { cwd: folder });

const filesIn = (place: string) =>
	new Map(
		readdirSync(place, { recursive: true, encoding: "utf8" })
			.sort()
			.filter((name) => statSync(join(place, name)).isFile())
			.map((name) => [name, readFileSync(join(place, name), "base64")]),
	);

beforeAll(() => {
	writeFileSync(at("bulky.yaml"), scenario);
	writeFileSync(at("study.yaml"), study);
	writeFileSync(at("chart.csv"), chart);
	writeFileSync(at("wrong.yaml"), "about: Wrong.\nuntill: 3 day\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const importsOf = (text: string) =>
	[
		...text
			.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
			.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+|\brequire\(\s*|\.resolve\()["']([^"']+)["']/gm),
	].map((match) => match[1]!);
const packageOf = (name: string) =>
	name
		.split("/")
		.slice(0, name.startsWith("@") ? 2 : 1)
		.join("/");

/** The declarations that a door leads to, and the packages that they name. */
function declarations(door: string): { readonly files: readonly string[]; readonly packages: readonly string[] } {
	const files: string[] = [];
	const packages = new Set<string>();
	const visit = (file: string) => {
		if (files.includes(file)) return;
		files.push(file);
		for (const name of importsOf(readFileSync(file, "utf8"))) {
			if (name.startsWith(".")) visit(join(dirname(file), name.replace(/\.ts$/, ".d.ts").replace(/\.cjs$/, ".d.cts")));
			else packages.add(packageOf(name));
		}
	};
	visit(join(clone, door));
	return { files, packages: [...packages] };
}

describe("the packed program", () => {
	test("holds built code with types, models and scenarios, and no sources, tests or tools", () => {
		const { stdout } = told("tar", ["tzf", tarball], { cwd: folder });
		const names = stdout
			.trim()
			.split("\n")
			.map((name) => name.replace(/^package\//, ""));
		expect(names.filter((name) => name.startsWith("src/"))).toEqual(["src/cli/crsim.cjs"]);
		expect(names.filter((name) => /^(test|out|notebooks)\/|(?<!\.d)\.c?ts$|ensure-installed|write-build|write-schemas/.test(name))).toEqual(
			[],
		);
		for (const name of [
			"dist/index.js",
			"dist/index.d.ts",
			"dist/node/index.js",
			"dist/node/index.d.ts",
			"dist/cli/main.js",
			"dist/build.json",
		])
			expect(names).toContain(name);
		for (const part of ["models", "scenarios"]) {
			const own = readdirSync(join(home, part), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
			expect(names.filter((name) => name.startsWith(`${part}/`) && name.endsWith(".yaml")).length).toBe(own.length);
		}
		expect(names).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md", "package.json"]));
	});

	test("is known by the texts of its sources: what was kept of it or made by it is told from what any other made", () => {
		expect(JSON.parse(readFileSync(join(clone, "dist/build.json"), "utf8"))).toEqual({ code: hashOfSources() });
	});

	test("is built before it is packed, whoever packs it", () => {
		const { scripts } = JSON.parse(readFileSync(join(clone, "package.json"), "utf8")) as { scripts: Record<string, string> };
		expect(scripts["prepack"]).toBe("npm run build");
	});

	test("depends on the packages that it loads, and on no others", () => {
		const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(clone, "package.json"), "utf8")) as {
			dependencies: object;
			peerDependencies: object;
		};
		const code = readdirSync(join(clone, "dist"), { recursive: true, encoding: "utf8" }).filter((name) => /\.c?js$/.test(name));
		const loaded = code.flatMap((name) => importsOf(readFileSync(join(clone, "dist", name), "utf8")));
		const packages = loaded.filter((name) => /^[@a-z]/.test(name) && !name.startsWith("node:")).map(packageOf);
		expect([...new Set(packages)].sort()).toEqual(Object.keys({ ...dependencies, ...peerDependencies }).sort());
	});

	test.each(["dist/index.d.ts", "dist/node/index.d.ts"])("%s names no package: a user's compiler reads our types alone", (door) => {
		const { files, packages } = declarations(door);
		expect(files.length).toBeGreaterThan(50);
		expect(packages).toEqual([]);
		const named = files.filter((file) => /["'](?:odex|mathjs|vega|vega-lite)\b/.test(readFileSync(file, "utf8")));
		expect(named.map((file) => relative(clone, file))).toEqual([]);
	});

	test("no module of the core reaches for Node, and none waits at its top", () => {
		const reached: string[] = [];
		const visit = (file: string) => {
			if (reached.includes(file)) return;
			reached.push(file);
			for (const name of importsOf(readFileSync(file, "utf8"))) {
				expect({ file, name }).toEqual({ file, name: expect.not.stringMatching(/^node:/) });
				if (name.startsWith(".")) visit(join(dirname(file), name));
			}
		};
		visit(join(clone, "dist/index.js"));
		expect(reached.length).toBeGreaterThan(100);
		const all = readdirSync(join(clone, "dist"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
		expect(
			all.filter((name) => /^(?:\w.*)?\bawait\b/m.test(readFileSync(join(clone, "dist", name), "utf8").replace(/^.*\basync\b.*$/gm, ""))),
		).toEqual([]);
	});

	test("a clone runs its sources, whatever an older build holds", () => {
		const main = join(clone, "dist/cli/main.js");
		const built = readFileSync(main, "utf8");
		writeFileSync(main, 'console.log("an old build");\n');
		const { status, stdout } = told(process.execPath, [join(clone, "src/cli/crsim.cjs"), "list", "methods"], { cwd: folder });
		writeFileSync(main, built);
		expect(status).toBe(0);
		expect(stdout).toMatch(/^rodas/);
	});

	test("a clone sees that a source has changed, without reading it: what it kept is made anew", () => {
		const cache = join(folder, "cache-of-clone");
		const run = () =>
			told(process.execPath, [join(clone, "src/cli/crsim.cjs"), "run", "no-tumor", "--until", "2 day"], {
				cwd: folder,
				env: { CRSIM_CACHE_DIR: cache, CRSIM_TIMES: "1" },
			}).stderr;
		expect(run()).toContain("scenario read and compiled");
		expect(run()).toContain("scenario found again");
		const touched = join(clone, "src/simulate/clock.ts");
		writeFileSync(touched, `${readFileSync(touched, "utf8")}\n`);
		expect(run()).toContain("scenario read and compiled");
	});
});

describe.skipIf(absent !== undefined)("the installed program", () => {
	test("has the packages that it needs and none that only the clone needs", () => {
		expect(existsSync(join(package_, "dist/cli/main.js"))).toBe(true);
		for (const name of ["vitest", "typescript", "wabt", "node", "@biomejs/biome", "@types/node"])
			expect(existsSync(at("node_modules", name))).toBe(false);
	});

	test.each([[["list", "scenarios"]], [["list", "treatments"]], [["--help"]], [["model", "cart-crs", "--page", "fever"]]])(
		"crsim %j says what the clone says",
		(args) => {
			const said = installed(...args);
			expect(said).toEqual(cloned(...args));
			expect(said.status).toBe(0);
			expect(said.stdout.length).toBeGreaterThan(200);
		},
	);

	test("crsim run --out writes, byte for byte, what the clone writes: tables, figures, report; a second time too, from its cache", () => {
		const [first, again, own] = [
			installed("run", "bulky.yaml", "--out", "out/a"),
			installed("run", "bulky.yaml", "--out", "out/b"),
			cloned("run", "bulky.yaml", "--out", "out/c"),
		];
		expect(first.status).toBe(0);
		expect([first.stdout, again.stdout]).toEqual([own.stdout, own.stdout]);
		const files = filesIn(at("out/c"));
		expect([...files.keys()]).toEqual(expect.arrayContaining(["report.html", "trajectory.csv", "plots/cascade.svg", "plots/cascade.png"]));
		expect(filesIn(at("out/a"))).toEqual(files);
		expect(filesIn(at("out/b"))).toEqual(files);
	});

	test("crsim sweep --workers 2 writes what the clone writes, and goes on where the clone stopped", () => {
		expect(cloned("sweep", "study.yaml", "--workers", "1", "--out", "sweep/clone").status).toBe(0);
		const said = installed("sweep", "study.yaml", "--workers", "2", "--out", "sweep/package");
		expect(said.stderr).toContain("12 of 12 runs");
		expect(said.status).toBe(0);
		expect(filesIn(at("sweep/package"))).toEqual(filesIn(at("sweep/clone")));
		expect(installed("sweep", "study.yaml", "--out", "sweep/clone").stderr).toContain("12 of 12 runs were done before");
	});

	test("crsim --version says its version", () => {
		const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
		expect(installed("--version").stdout).toBe(`${version}\n`);
	});

	test("a wrong file is told with its place, exit 1", () => {
		const { status, stderr } = installed("run", "wrong.yaml");
		expect(status).toBe(1);
		expect(stderr).toContain("wrong.yaml:2:1");
		expect(stderr).toContain('Did you mean "until"?');
	});

	test("an older Node is told what is needed", () => {
		const older = at("older.cjs");
		writeFileSync(older, 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.11.0" } });\n');
		const { status, stderr } = told(process.execPath, ["--require", older, at("node_modules/.bin/crsim"), "list", "methods"], {
			cwd: folder,
		});
		expect({ status, stderr: stderr.trim() }).toEqual({
			status: 1,
			stderr: "crsim needs Node 22.12 or newer, and this is 20.11.0: install a newer one (nodejs.org).",
		});
	});

	test("a consumer in strict TypeScript compiles, its compiler checking our types too, and runs", () => {
		writeConsumers();
		const compiler = join(home, "node_modules/typescript/bin/tsc");
		const checked = told(process.execPath, [compiler, "-p", at("typescript")], { cwd: folder });
		expect(checked).toEqual({ status: 0, stdout: "", stderr: "" });
		const { stdout, stderr } = told(process.execPath, [at("typescript/consumer.js")], { cwd: folder });
		expect(stderr).toBe("");
		expect(JSON.parse(stdout)).toEqual(answers);
	});

	test.each(["consumer.mjs", "consumer.cjs"])("a consumer in plain JavaScript runs: %s", (name) => {
		writeConsumers();
		const { stdout, stderr } = told(process.execPath, [at(name)], { cwd: folder });
		expect(stderr).toBe("");
		expect(JSON.parse(stdout)).toEqual(answers);
	});
});

test.skipIf(absent !== undefined)("the example of the README runs as it is written", () => {
	const [example] = [...readFileSync(join(home, "README.md"), "utf8").matchAll(/^```js\n([\s\S]*?)^```/gm)].map((match) => match[1]!);
	writeFileSync(at("readme.mjs"), example!);
	const { status, stdout, stderr } = told(process.execPath, [at("readme.mjs")], { cwd: folder });
	expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
	expect(stdout).toContain("PENN_CRS");
});

/** What each of the consumers below prints. */
const answers = {
	outcome: "finished",
	rows: expect.any(Number),
	sameAsCore: true,
	written: true,
	patients: [6, 6],
	graded: [2],
	scenarios: true,
	problems: ["runScenario:until", "runScenario:untill", "wrong.yaml:untill"],
};

const body = (text: string, as: (what: string) => string) => `
const { run, summary, files } = await runScenario("bulky.yaml", { until: "3 day", out: "out/consumer", plots: ["cascade"] });
const model = readLibrary(modelTexts());
const plan = parseScenario(readFileSync("bulky.yaml", "utf8").replace("care: p4\\n", ""), { file: "bulky.yaml", models: new Map([["cart-crs", model]]), until: 72 });
const program = compileProgram(plan);
const alone = simulate(loadProgram(program), nominalPatient(program));
const { run: nobody } = await runScenario("bulky.yaml", { until: "3 day", care: "none" });
const last = (one${as(": Run")}) => (one.trajectory.columns.get("il6")?.values ?? []).at(-1);
const { summary: study } = await runStudy("study.yaml", { workers: 2 });
const graded = await gradeChart("chart.csv", { scales: ["ASTCT_CRS"] });
const scenarios = await listAll("scenarios");
const problems${as(": string[]")} = [];
for (const attempt of [
	() => runScenario("bulky.yaml", { until: "3 mg" }),
	() => runScenario("bulky.yaml", { untill: "3 day" }${as(" as object")}),
	() => runScenario("wrong.yaml"),
]) {
	try {
		await attempt();
	} catch (error) {
		if (error instanceof InputError) problems.push(...error.problems.map(({ file, key }) => \`\${file}:\${key}\`));
	}
}
console.log(JSON.stringify({
	outcome: summary.outcome.kind,
	rows: run.trajectory.times.length,
	sameAsCore: last(alone) === last(nobody),
	written: files.length > 5 && files.every((file) => existsSync(file)),
	patients: study.cells.map(({ outcomes }) => outcomes[0]?.patients),
	graded: graded.answers.map(({ grade }) => grade),
	scenarios: scenarios.some(({ name, about }) => name === "untreated" && about !== ""),
	problems,
}));
${text}`;

const core = ["compileProgram", "loadProgram", "nominalPatient", "parseScenario", "readLibrary", "simulate"];
const ofNode = ["gradeChart", "InputError", "listAll", "runScenario", "runStudy"];

const modelTexts = (as: (what: string) => string) => `
function modelTexts()${as(": ModelTexts")} {
	const folder = "node_modules/crsim/models/cart-crs";
	const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".yaml")).sort();
	return { name: "cart-crs", folder, texts: new Map(names.map((name) => [name, readFileSync(\`\${folder}/\${name}\`, "utf8")])) };
}`;

/** The same consumer in three tongues. Node's own types are not at hand, so the little that is used of it is declared. */
function writeConsumers(): void {
	const plain = () => "";
	const typed = (what: string) => what;
	const imports = (extra = "") =>
		`import { ${core.join(", ")}${extra} } from "crsim";\nimport { ${ofNode.join(", ")} } from "crsim/node";\n`;
	const files = 'import { existsSync, readdirSync, readFileSync } from "node:fs";\n';
	const declared = `declare module "node:fs" {
	export function existsSync(path: string): boolean;
	export function readdirSync(path: string, how: { recursive: true }): string[];
	export function readFileSync(path: string, how: "utf8"): string;
}
declare const console: { log(text: string): void };
`;
	mkdirSync(at("typescript"), { recursive: true });
	writeFileSync(at("typescript/node.d.ts"), declared);
	writeFileSync(at("typescript/package.json"), '{ "type": "module" }\n');
	writeFileSync(at("typescript/consumer.ts"), `${imports(", type ModelTexts, type Run")}${files}${modelTexts(typed)}${body("", typed)}`);
	const strict = {
		strict: true,
		exactOptionalPropertyTypes: true,
		noPropertyAccessFromIndexSignature: true,
		noUncheckedIndexedAccess: true,
	};
	const options = { ...strict, target: "es2024", lib: ["es2024"], module: "nodenext", types: [], skipLibCheck: false };
	writeFileSync(at("typescript/tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["node.d.ts", "consumer.ts"] }));
	writeFileSync(at("consumer.mjs"), `${imports()}${files}${modelTexts(plain)}${body("", plain)}`);
	const required = `const { ${core.join(", ")} } = require("crsim");\nconst { ${ofNode.join(", ")} } = require("crsim/node");\nconst { existsSync, readdirSync, readFileSync } = require("node:fs");\n`;
	writeFileSync(at("consumer.cjs"), `${required}${modelTexts(plain)}\n(async () => {${body("", plain)}})();\n`);
}
