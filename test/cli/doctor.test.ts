import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checksHere, type Finding, findingsOf, nodeCheck } from "../../src/node/doctor.ts";
import { isAtLeast, ownNode } from "../../src/node/node-version.cjs";
import { aFolder, crsim } from "./crsim.ts";

const looked = async (words: readonly string[], env: Readonly<Record<string, string>>) => {
	const { status, stdout, stderr } = await crsim(["doctor", ...words], { cwd: aFolder(), env });
	expect(stderr).toBe("");
	return { status, stdout };
};

describe("crsim doctor", () => {
	test("says that all works where it does, a line for each thing", async () => {
		const { status, stdout } = await looked([], { CRSIM_CACHE_DIR: join(aFolder(), "cache") });
		expect(status).toBe(0);
		const lines = stdout.trim().split("\n");
		expect(lines.at(-1)).toBe("All that crsim needs works here.");
		const names = lines.slice(0, -2).map((line) => /^good {2}(\S+(?: \S+)*)/.exec(line)?.[1]);
		expect(names).toEqual([
			"Node",
			"models and scenarios",
			"generated code",
			"WebAssembly",
			"fonts",
			"figures",
			"threads",
			"kept code",
			"kept scenarios",
			"results",
			"other programs",
		]);
	});

	test("names a cache that is not used as a note, with what to do", async () => {
		const cache = aFolder();
		mkdirSync(join(cache, "code"), { mode: 0o777 });
		const { status, stdout } = await looked([], { CRSIM_CACHE_DIR: "/dev/null/crsim" });
		expect(status).toBe(0);
		expect(stdout).toMatch(/^note {2}kept code +\/dev\/null\/crsim cannot be made \(ENOTDIR\)\n +→ .*CRSIM_CACHE_DIR/m);
	});

	test("a cache that is not wished is none", async () => {
		expect((await looked([], { CRSIM_CACHE_DIR: "off" })).stdout).toMatch(/^good {2}kept code +none/m);
	});

	test("as JSON says the same for programs, each thing with its remedy", async () => {
		const { status, stdout } = await looked(["--format", "json"], { CRSIM_CACHE_DIR: "off" });
		const { works, findings } = JSON.parse(stdout) as { works: boolean; findings: readonly Finding[] };
		expect([status, works, findings.length]).toEqual([0, true, checksHere(".").length]);
		for (const { remedy } of findings) expect(remedy.length).toBeGreaterThan(3);
	});
});

describe("what a doctor finds", () => {
	const failing = (needed: boolean) => ({
		name: "x",
		needed,
		look: () => {
			throw new Error("it is broken\nat line 3");
		},
		remedy: "mend it",
	});

	test("is wrong when it is needed and does not work, else a note", async () => {
		const findings = await findingsOf([failing(true), failing(false), { ...failing(true), look: () => "fine" }]);
		expect(findings.map(({ standing, found }) => [standing, found])).toEqual([
			["wrong", "it is broken"],
			["note", "it is broken"],
			["good", "fine"],
		]);
	});

	test.each([
		["22.18.0", true, "good"],
		["22.17.9", true, "wrong"],
		["22.12.0", false, "good"],
		["20.19.0", false, "wrong"],
		["24.0.0", true, "good"],
	])("of Node %s in a clone (%s) is %s", async (version, isClone, standing) => {
		expect((await findingsOf([nodeCheck(version, isClone)]))[0]!.standing).toBe(standing);
	});

	test("of an older Node is told with numbers, not as text", () => {
		expect(isAtLeast("9.99.0", [22, 12])).toBe(false);
		expect(isAtLeast("100.0.0", [22, 12])).toBe(true);
	});

	test("is the Node that a clone brings along, on Windows too", () => {
		expect(ownNode("/home/ada/crsim", "linux")).toBe("/home/ada/crsim/node_modules/node/bin/node");
		expect(ownNode("C:\\crsim", "win32")).toBe("C:\\crsim\\node_modules\\node\\bin\\node.exe");
	});
});
