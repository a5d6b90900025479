import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/cli/command-line.ts";
import { completions } from "../../src/cli/completion.ts";
import { listAll } from "../../src/node/list-all.ts";
import { home } from "../../src/node/model-files.ts";
import { builtBy } from "../support/built-options.ts";
import { aFolder, crsimProcess } from "./crsim.ts";

let before = "";
beforeAll(() => {
	before = process.cwd();
	const folder = aFolder();
	for (const name of ["mine.yaml", "chart.csv", "notes.txt", "$(touch hit).yaml", "un told.yaml"]) writeFileSync(join(folder, name), "");
	process.chdir(folder);
});
afterAll(() => process.chdir(before));

/** What is offered behind `crsim` for a line; a space at its end begins a new word. */
const offered = (line: string) => completions(line.split(" "));

describe("what a shell offers", () => {
	test.each([
		["run unt", ["untreated"]],
		["run mi", ["mine.yaml"]],
		["run untreated --care p1", ["p1", "p10", "p11", "p11-twice-daily", "p12"]],
		["run --care stand", ["standard"]],
		["run --care=stand", ["--care=standard"]],
		["run --care = stand", ["standard"]],
		["run --care p4 unt", ["untreated"]],
		["run --care=p4 unt", ["untreated"]],
		["run --care = p4 unt", ["untreated"]],
		["run x --method r", ["rodas4", "rodas5p"]],
		["run x --plots vit", ["vitals"]],
		["run x --plots cascade,vit", ["cascade,vitals"]],
		["run x --plots comp", []],
		["compare x y --strips ica", ["icans", "icaht"]],
		["compare x y --strips crs,al", ["crs,all"]],
		["compare x y --plots ", ["comparison", "none"]],
		["run x --plots casc,casc", ["casc,cascade"]],
		["compare untreated no-t", ["no-tumor"]],
		["compare untreated --care none,sta", ["none,standard"]],
		["check early", ["early-or-late-both"]],
		["check shock-n", ["shock-norepinephrine"]],
		["sweep early", ["early-or-late-both"]],
		["sweep untr", []],
		["grade ", ["chart.csv", "mine.yaml"]],
		["grade chart.csv --scale ASTCT_CRS,LEE", ["ASTCT_CRS,LEE2014_CRS"]],
		["grade chart.csv --explain --scale QSO", ["QSOFA"]],
		["model check", ["checkpoint-inhibitor"]],
		["model --treatment toc", ["tocilizumab"]],
		["model checkpoint-inhibitor --model checkpoint-inhibitor --treatment inf", ["infliximab"]],
		["model --page fev", ["fever"]],
		["model --evidence --outcomes il6,pre", ["il6,pressure"]],
		["model --evidence --scenario untr", ["untreated"]],
		["export demonstration-w", ["demonstration-without-tocilizumab"]],
		["list di", ["diseases"]],
		["list products axi", ["axi-cel"]],
		["list diseases LB", ["LBCL"]],
		["list populations MM-r", ["MM-routine"]],
		["list treatments anak", ["anakinra"]],
		["list columns temperatur", ["temperature"]],
		["list parameters il6_gai", ["il6_gain", "il6_gain_linear"]],
		["list scales ASTCT_I", ["ASTCT_ICANS"]],
		["list methods ode", ["odex"]],
		["list studies what", ["what-decides"]],
		["list products axi-cel tis", ["tisa-cel"]],
		["run early", ["early-or-late-both"]],
		["run early-or-late-both --arm ", []],
		["run early-or-late-both --force unt", ["untreated"]],
		["run --charted unt", ["untreated"]],
		["run untreated --seed ", []],
		["run untreated --out ", []],
	] as const)("crsim %s", async (line, names) => {
		expect(await offered(line)).toEqual(names);
	});

	test.each(["", "ru", "run --", "run x --format ", "nonsense x"])("crsim %j is left to yargs", async (line) => {
		expect(await offered(line)).toBeUndefined();
	});

	/** Options whose values are free texts, or folders, which the shell completes by itself. */
	const free = [
		"until",
		"every",
		"rtol",
		"seed",
		"patient",
		"patients",
		"workers",
		"shard",
		"models",
		"out",
		"infusion",
		"arm",
		"cell",
		"chart",
		"known",
		"events",
		"from",
		"days",
		"title",
		"id",
		"against",
		"steps",
	];

	test.each(commands.map(builtBy))("something behind every option of crsim $name that takes names", async ({ name, options }) => {
		for (const [option, { type, choices }] of options) {
			if (choices !== undefined) continue;
			const names = await offered(`${name} --${option} `);
			if (type === "boolean") expect([option, names]).toEqual([option, await offered(`${name} `)]);
			else if (!free.includes(option)) expect([option, names]).not.toEqual([option, []]);
		}
	});

	test.each(["plots", "treatments", "products", "diseases", "populations"] as const)(
		"the %s of each model that crsim list names",
		async (kind) => {
			for (const model of ["cart-crs", "checkpoint-inhibitor"]) {
				const listed = (await listAll(kind, { model })).map(({ name }) => name);
				expect([...(await offered(`list --model ${model} ${kind} `))!].sort()).toEqual(listed.sort());
			}
		},
	);

	test("no name that a shell would read as more than a name", async () => {
		expect(await offered("run $")).toEqual([]);
		expect(await offered("run un")).toEqual(["untreated"]);
	});

	test("a model that cannot be read offers nothing", async () => {
		expect(await offered("list columns --model nowhere a")).toEqual([]);
	});
});

describe("in a shell", () => {
	test("yargs is asked for commands, options and choices, we for names", () => {
		const asked = (...words: readonly string[]) =>
			crsimProcess(["--get-yargs-completions", "crsim", ...words], { env: { SHELL: "/bin/bash" } })
				.stdout.split("\n")
				.filter(Boolean);
		expect(asked("")).toEqual(expect.arrayContaining(["run", "compare", "doctor", "completion"]));
		expect(asked("run", "x", "--format", "")).toEqual(["table", "json", "ndjson"]);
		expect(asked("run", "unt")).toEqual(["untreated"]);
		expect(asked("run", "--")).toEqual(expect.arrayContaining(["--care", "--out"]));
	});

	test("the script for bash completes a line", () => {
		const script = crsimProcess(["completion"], { env: { SHELL: "/bin/bash" } }).stdout;
		const typed = (...words: readonly string[]) => `
			COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; COMPREPLY=()
			_crsim_yargs_completions; printf '%s ' "\${COMPREPLY[@]}"; echo`;
		const program = `crsim() { "${process.execPath}" "${join(home, "src/cli/main.ts")}" "$@"; }\n${script}`;
		const { stdout, stderr } = spawnSync(
			"bash",
			["-c", program + typed("crsim", "run", "unt") + typed("crsim", "run", "x", "--care", "=", "stand")],
			{ encoding: "utf8" },
		);
		expect({ stdout, stderr }).toEqual({ stdout: "untreated \nstandard \n", stderr: "" });
	});

	test("the script for zsh asks in the same way", () => {
		const { stdout } = crsimProcess(["completion"], { env: { SHELL: "/bin/zsh" } });
		expect(stdout).toContain("#compdef crsim");
		expect(stdout).toMatch(/crsim --get-yargs-completions "\$\{words\[@\]\}"/);
	});
});
