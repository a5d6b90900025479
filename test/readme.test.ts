import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { home, readModelTexts } from "../src/node/model-files.ts";
import { protocolsFor } from "../src/node/protocol-files.ts";
import { parseScenario } from "../src/scenario/parse-scenario.ts";
import { gradeNames } from "../src/simulate/ward.ts";
import { readLibrary } from "../src/treatment/library.ts";

const readme = readFileSync(join(home, "README.md"), "utf8");
const blocks = (language: string) =>
	[...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((match) => match[1]!);
const commands = blocks("sh").flatMap((block) => [...block.matchAll(/^npx crsim (.*)$/gm)].map((match) => match[1]!));
const words = (command: string) => [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);

describe("the README", () => {
	test.each(commands)("npx crsim %s works as shown", (command) => {
		const { status, stdout, stderr } = spawnSync(process.execPath, ["src/cli/main.ts", ...words(command)], { cwd: home, encoding: "utf8" });
		expect(stderr.replace(/^wrote .*$/m, "").trim()).toBe("");
		expect(status).toBe(0);
		expect(stdout.length).toBeGreaterThan(20);
	});

	test("its npm commands exist", () => {
		const { scripts } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { scripts: Record<string, string> };
		const named = blocks("sh").flatMap((block) => [...block.matchAll(/^npm (?:run )?(\w+)/gm)].map((match) => match[1]!));
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
		expect(named).toContain("start");
	});

	test("its scenario reads without a problem", () => {
		const models = new Map([["cart-crs", readLibrary(readModelTexts("cart-crs"))]]);
		const [scenario] = blocks("yaml");
		expect(parseScenario(scenario!, { file: "readme.yaml", models, grades: gradeNames }).until).toBe(480);
	});

	test("its protocol reads without a problem", () => {
		const models = new Map([["cart-crs", readLibrary(readModelTexts("cart-crs"))]]);
		const shipped = protocolsFor("scenarios/readme.yaml");
		const own = { file: "readme.yaml", text: blocks("yaml")[1]! };
		const protocols = { names: shipped.names, open: (name: string) => (name === "own" ? own : shipped.open(name)) };
		const { care } = parseScenario("about: x\ncare: own\n", { file: "x.yaml", models, grades: gradeNames, protocols });
		expect(care?.rules.find((rule) => rule.name === "tocilizumab for grade 2 or more")?.wait).toBe(0.5);
	});

	test("its picture exists, and every file that it names", () => {
		const named = [...readme.matchAll(/\]\(([^)#]+)\)|`((?:src|models|scenarios)\/[\w./-]+)`/g)].map((match) => match[1] ?? match[2]!);
		expect(named.filter((path) => !existsSync(join(home, path)))).toEqual([]);
	});
});
