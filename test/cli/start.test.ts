import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { aFolder, crsim, crsimProcess, folderWith, type Said } from "./crsim.ts";

const cached = (folder: string) => ({ env: { CRSIM_CACHE_DIR: folder } });
const scenariosIn = (cache: string) => readdirSync(join(cache, "scenarios"));

/** Every file below a folder by its path. */
const filesIn = (folder: string) =>
	new Map(
		readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.sort()
			.map((path) => [path.slice(folder.length), readFileSync(path, "base64")]),
	);

/** The modules that a command loads: the packages, and the files of our own. */
function loadedBy(args: readonly string[], cache: string): { packages: readonly string[]; own: readonly string[] } {
	const list = join(aFolder(), "modules.txt");
	const preload = join(home, "test/support/loaded-modules.mjs");
	crsimProcess(args, { env: { CRSIM_CACHE_DIR: cache, LOADED_MODULES: list, NODE_OPTIONS: `--import=${preload}` } });
	const all = readFileSync(list, "utf8").split("\n");
	const packages = all.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
	return {
		packages: [...new Set(packages)].sort(),
		own: all.flatMap((url) => /^(?!.*\/node_modules\/).*\/src\/(.*)/.exec(url)?.[1] ?? []),
	};
}

function started(args: readonly string[], cache: string): Promise<Said> {
	const child = spawn(process.execPath, [join(home, "src/cli/main.ts"), ...args], {
		cwd: home,
		env: { ...process.env, NO_COLOR: "1", CRSIM_CACHE_DIR: cache },
	});
	const said = { stdout: "", stderr: "" };
	child.stdout.on("data", (data) => (said.stdout += data));
	child.stderr.on("data", (data) => (said.stderr += data));
	return new Promise((done) => child.on("close", (status) => done({ status, ...said })));
}

/** A folder with a study, and a scenario whose rules trigger each other. */
function aFolderOfAll(): string {
	const folder = folderWith("about: Rules without an end.\ncare: loop\nuntil: 1 day\n", "loop.yaml");
	mkdirSync(join(folder, "protocols"));
	const rules = [
		"{ name: on, when: norepinephrine_rate == 0, give: norepinephrine, rate: 0.1 ug/kg/min }",
		"{ name: off, when: norepinephrine_rate > 0, stop: norepinephrine }",
	];
	writeFileSync(join(folder, "protocols/loop.yaml"), `about: x\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join("")}`);
	writeFileSync(join(folder, "study.yaml"), "about: A study.\nuntil: 1 day\npatients: 4\noutcomes: { peak: peak(il6) }\n");
	return folder;
}

describe("a process of the program", () => {
	// The other tests type most commands within their own process: here is why they may.
	test.each([
		[["--help"], 0],
		[["run", "--help"], 0],
		[["--version"], 0],
		[["list", "protocols"], 0],
		[["run", "no-tumor", "--until", "2 day", "--format", "json"], 0],
		[["run", "no-tumor", "--until", "2 day", "--out", "out", "--plots", "cascade"], 0],
		[["sweep", "study.yaml", "--out", "out"], 0],
		[["run", "nowhere.yaml"], 1],
		[["run", "no-tumor", "--outt", "x"], 1],
		[["rum", "no-tumor"], 1],
		[[], 1],
		[["run", "loop.yaml"], 2],
	] as const)("says, writes and ends after crsim %j as the command line does within a test", async (args, code) => {
		const [one, other] = [aFolderOfAll(), aFolderOfAll()];
		const alone = crsimProcess(args, { cwd: one });
		expect(alone.status).toBe(code);
		expect(await crsim(args, { cwd: other })).toEqual(alone);
		expect(filesIn(other)).toEqual(filesIn(one));
	});
});

describe("starting", () => {
	test("a run with a cache says and writes, byte for byte, what one without says and writes", () => {
		const cache = aFolder();
		const [without, first, again] = ["off", cache, cache].map((folder) => {
			const out = aFolder();
			const { status, stdout } = crsimProcess(["run", "death-averted", "--out", out], cached(folder));
			return { status, stdout, files: filesIn(out) };
		});
		expect(without!.files.size).toBeGreaterThan(15);
		expect(first).toEqual(without);
		expect(again).toEqual(without);
	});

	test("compare and export say the same with a cache as without", async () => {
		const cache = aFolder();
		for (const args of [
			["compare", "untreated", "--care", "p0,p4", "--until", "12 day", "--format", "json"],
			["export", "demonstration", "--format", "flat", "--until", "5 day"],
			["run", "untreated", "--patient", "3", "--until", "3 day", "--format", "json"],
		]) {
			const without = await crsim(args, cached("off"));
			expect(without.status).toBe(0);
			expect(await crsim(args, cached(cache))).toEqual(without);
			expect(await crsim(args, cached(cache))).toEqual(without);
		}
	});

	test("a spoiled cache is made anew without a word", () => {
		// What is kept has the same bytes only from processes that have done the same before.
		const cache = aFolder();
		const args = ["run", "no-tumor", "--until", "2 day"];
		const right = crsimProcess(args, cached(cache));
		const [name] = scenariosIn(cache);
		const path = join(cache, "scenarios", name!);
		const good = readFileSync(path);
		writeFileSync(path, good.subarray(0, 1000));
		expect(crsimProcess(args, cached(cache))).toEqual(right);
		expect(readFileSync(path).equals(good)).toBe(true);
	});

	test.each(["/proc/nowhere", "/dev/null"])("with a cache folder that cannot be written, such as %s, a run says the same", (folder) => {
		const args = ["run", "no-tumor", "--until", "2 day"];
		expect(crsimProcess(args, cached(folder))).toEqual(crsimProcess(args, cached("off")));
	});

	test("processes that start at once share a cache and agree", async () => {
		const cache = aFolder();
		const args = ["run", "no-tumor", "--until", "2 day"];
		const all = await Promise.all(Array.from({ length: 4 }, () => started(args, cache)));
		for (const one of all) expect(one).toEqual({ ...all[0]!, status: 0, stderr: "" });
		expect(scenariosIn(cache).length).toBe(1);
	});

	test("a scenario found again needs no parser, no checker of shapes, nothing that draws: only yargs and what a run needs", () => {
		const cache = aFolder();
		crsimProcess(["run", "untreated"], cached(cache));
		const { packages, own } = loadedBy(["run", "untreated"], cache);
		const ofYargs = ["cliui", "escalade", "get-caller-file", "string-width", "y18n", "yargs", "yargs-parser"];
		const others = ["ansi-regex", "ansi-styles", "emoji-regex", "get-east-asian-width", "strip-ansi", "wrap-ansi"];
		const run = ["jstat", "odex", "seedrandom"];
		expect(packages.filter((name) => ![...ofYargs, ...others, ...run].includes(name))).toEqual([]);
		expect(packages).toContain("yargs");
		const readers = /^(model|treatment|scenario|language|exchange)\/(parse|read)|^(figures|population)\/|html|kernel-module|assemble/;
		expect(own.filter((file) => readers.test(file))).toEqual([]);
		// Nor most of the rest: the program has some 900 files. Thirteen of these say what the commands are.
		expect(own.length).toBeLessThan(192);
	});

	test("a scenario that is new needs mathjs, and a help text no more than yargs", () => {
		const cache = aFolder();
		expect(loadedBy(["run", "untreated"], cache).packages).toContain("mathjs");
		expect(loadedBy(["run", "--help"], cache).packages).not.toContain("mathjs");
	});

	test("an export loads what writes its format, and no other printer", () => {
		const printers = (format: string) =>
			loadedBy(["export", "no-tumor", "--until", "1 day", "--format", format], aFolder()).own.filter((file) =>
				/^exchange\/(printers|sbml|flat-export|nonmem-export|charted|write-chart)/.test(file),
			);
		expect(printers("flat")).toEqual(["exchange/flat-export.ts"]);
		const python = printers("python");
		expect(python).toContain("exchange/printers/python.ts");
		expect(python.filter((file) => /\/(r|c|julia|matlab)\.ts$|sbml/.test(file))).toEqual([]);
	});

	test("a shell waits for no reader: to complete names no package is loaded, and few files", () => {
		const cache = aFolder();
		for (const words of [
			["run", "unt"],
			["run", "untreated", "--care", "p"],
			["list", "treatments", "toc"],
		]) {
			const { packages, own } = loadedBy(["--get-yargs-completions", "crsim", ...words], cache);
			expect(packages.filter((name) => ["mathjs", "yaml", "zod", "vega", "vega-lite"].includes(name))).toEqual([]);
			expect(own.length).toBeLessThan(90);
		}
		// Names that a model must be read for are kept.
		const columns = ["--get-yargs-completions", "crsim", "list", "columns", "il"];
		expect(loadedBy(columns, cache).packages).toContain("yaml");
		expect(loadedBy(columns, cache).packages).not.toContain("yaml");
	});

	test("the cache stands where the user keeps caches, never in the project; off keeps none", () => {
		const before = readdirSync(home).sort();
		const [xdg, person, nobody] = [aFolder(), aFolder(), aFolder()];
		const args = ["run", "no-tumor", "--until", "2 day"];
		crsimProcess(args, { env: { CRSIM_CACHE_DIR: "", XDG_CACHE_HOME: xdg, HOME: nobody } });
		crsimProcess(args, { env: { CRSIM_CACHE_DIR: "", XDG_CACHE_HOME: "", HOME: person } });
		crsimProcess(args, { env: { CRSIM_CACHE_DIR: "off", XDG_CACHE_HOME: nobody, HOME: nobody } });
		expect(readdirSync(join(xdg, "crsim")).sort()).toEqual(["code", "scenarios"]);
		expect(readdirSync(join(person, ".cache/crsim")).sort()).toEqual(["code", "scenarios"]);
		expect(readdirSync(nobody)).toEqual([]);
		expect(readdirSync(home).sort()).toEqual(before);
		expect(existsSync(join(home, "src/.cache"))).toBe(false);
	});

	test("CRSIM_TIMES=1 tells on stderr where the time goes, and changes nothing else", () => {
		const plain = crsimProcess(["run", "no-tumor", "--until", "2 day"]);
		const { stdout, stderr } = crsimProcess(["run", "no-tumor", "--until", "2 day"], { env: { CRSIM_TIMES: "1" } });
		expect(stdout).toBe(plain.stdout);
		const names = stderr
			.trim()
			.split("\n")
			.map((line) => /^ *\d+ ms {2}(.*)$/.exec(line)?.[1]);
		expect(names).toEqual([
			"Node started",
			"commands loaded",
			"program loaded",
			"scenario found again",
			"simulated",
			"summary printed",
			"in all",
		]);
	});
});

test.skipIf(!existsSync("/dev/full"))("a full disk under the output is told in words, not as a defect", () => {
	const full = openSync("/dev/full", "w");
	const { status, stderr } = spawnSync(process.execPath, [join(home, "src/cli/main.ts"), "list", "methods"], {
		encoding: "utf8",
		stdio: ["ignore", full, "pipe"],
		env: { ...process.env, CRSIM_CACHE_DIR: "off" },
	});
	closeSync(full);
	expect([status, stderr]).toEqual([1, "the output: the disk is full (ENOSPC)\n"]);
});
