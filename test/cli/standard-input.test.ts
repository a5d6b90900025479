import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { skipped } from "../support/skipped.ts";
import { aFolder, folderWith } from "./crsim.ts";

const main = join(home, "src/cli/main.ts");

/** Types a command that reads this text, and gives its lines of JSON. */
function answered(words: readonly string[], input: string) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
		input,
		encoding: "utf8",
		env: { ...process.env, NO_COLOR: "1" },
	});
	const lines = () => stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Record<string, unknown>]));
	return { status, stdout, stderr, lines };
}

const titleOf = ({ scenario }: Record<string, unknown>) => (scenario as { title: string }).title;

describe("crsim run -", () => {
	const documents = "about: A.\nuntil: 2 day\n---\nabout: B.\ncarre: p0\n---\nabout: C.\nuntil: 1 day\n";

	test("answers each document by a line; what is wrong by its problems where they stand, and goes on", () => {
		const { status, stderr, lines } = answered(["run", "-", "--format", "ndjson"], documents);
		const [a, b, c, ...others] = lines();
		expect([status, stderr, others]).toEqual([1, "", []]);
		expect([a!["input"], titleOf(a!), c!["input"], titleOf(c!)]).toEqual([1, "A", 3, "C"]);
		expect(b).toEqual({
			input: 2,
			problems: [expect.objectContaining({ file: "standard input", line: 5, column: 1, key: "carre", message: "unknown key" })],
		});
	});

	test("answers lines of JSON as the same runs by themselves, byte for byte again", () => {
		const lines = [0.5, 2].map((burden) => JSON.stringify({ about: "T.", until: "1 day", patient: { tumor_burden: burden } }));
		const together = answered(["run", "-", "--format", "ndjson"], `${lines.join("\n")}\n`);
		const apart = lines.map((line) => answered(["run", "-", "--format", "json"], line));
		expect(together.status).toBe(0);
		expect(together.lines().map(({ input: _, ...answer }) => answer)).toEqual(
			apart.map(({ stdout }) => {
				const { scenario, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
				return { ...rest, scenario: { ...(scenario as object), sha256: expect.any(String) } };
			}),
		);
		expect(answered(["run", "-", "--format", "ndjson"], `${lines.join("\n")}\n`).stdout).toBe(together.stdout);
	});

	test("answers a line before the next has come", async () => {
		const child = spawn(process.execPath, [main, "run", "-", "--format", "ndjson"], { env: { ...process.env, NO_COLOR: "1" } });
		const said: string[] = [];
		for (const title of ["First", "Second"]) {
			child.stdin.write(`${JSON.stringify({ about: `${title}.`, until: "1 day" })}\n`);
			said.push(await new Promise<string>((done) => child.stdout.once("data", (data) => done(String(data)))));
		}
		child.stdin.end();
		expect(await new Promise((done) => child.on("close", done))).toBe(0);
		expect(said.map((line) => titleOf(JSON.parse(line)))).toEqual(["First", "Second"]);
	});

	test("a reader that leaves has whole lines, and is no failure", () => {
		const file = folderWith(Array.from({ length: 6 }, (_, i) => `{"about":"N${i}.","until":"1 day"}\n`).join(""), "runs.ndjson");
		const command = `'${process.execPath}' '${main}' run - --format ndjson < runs.ndjson | head -n 2; echo "\${PIPESTATUS[0]}"`;
		const { stdout, stderr } = spawnSync("bash", ["-c", command], { cwd: file, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
		const [first, second, code] = stdout.trim().split("\n");
		expect([titleOf(JSON.parse(first!)), titleOf(JSON.parse(second!)), code, stderr]).toEqual(["N0", "N1", "0", ""]);
	});

	test("reads one scenario where no lines are asked for", () => {
		expect(answered(["run", "-"], "about: A short stay.\nuntil: 1 day\n").stdout).toContain("A short stay");
		const wrong = answered(["run", "-"], "about: A short stay.\nuntil: 1 dy\n");
		expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringMatching(/^standard input:2:10 {2}until {2}unknown unit "dy"/)]);
	});

	test("refuses what is empty, and a folder beside lines", () => {
		const nothing = answered(["run", "-", "--format", "ndjson"], "\n");
		expect([nothing.status, nothing.stderr]).toEqual([1, expect.stringContaining("nothing came on the standard input")]);
		const folder = answered(["run", "-", "--format", "ndjson", "--out", "x"], documents);
		expect([folder.status, folder.stderr]).toEqual([
			1,
			expect.stringContaining("--out  --format ndjson prints lines and writes no folder"),
		]);
	});
});

describe("crsim grade - and sweep -", () => {
	test("records are answered line by line", () => {
		const record = (id: string, inputs: object) => `${JSON.stringify({ id, scale: "ASTCT_CRS", inputs })}\n`;
		const { status, lines } = answered(
			["grade", "-", "--format", "ndjson"],
			record("a", { temp_c: 38.6 }) + record("b", { tempc: 38.6 }) + record("c", { temp_c: 37 }),
		);
		const [a, b, c] = lines();
		expect(status).toBe(1);
		expect([a!["grade"], c!["input"], c!["grade"]]).toEqual([1, 3, 0]);
		expect(b!["problems"]).toEqual([expect.objectContaining({ line: 2, key: "b tempc" })]);
	});

	test("charts stand between dashes", () => {
		const text = "id,day,temp_c,sbp_low\nA,2,38.4,no\n---\nid,day,temp_c,sbp_low\nB,2,38.4,yes\nC,2,37,no\n";
		const { status, lines } = answered(["grade", "-", "--format", "ndjson", "--scale", "ASTCT_CRS"], text);
		expect([status, lines().map(({ input, id, grade }) => [input, id, grade])]).toEqual([
			0,
			[
				[1, "A", 1],
				[2, "B", 2],
				[2, "C", 0],
			],
		]);
		expect(answered(["grade", "-", "--scale", "ASTCT_CRS"], "day,temp_c\n2,38.4\n").stdout).toMatch(/^ASTCT_CRS +1/m);
	});

	test("studies are answered by what they found", () => {
		const study = (until: string) => `about: S.\nuntil: ${until}\npatients: 2\noutcomes: { peak: peak(il6) }\n`;
		const { status, lines } = answered(["sweep", "-", "--workers", "1", "--format", "ndjson"], `${study("1 day")}---\n${study("1")}`);
		const [found, wrong] = lines();
		expect([status, found!["input"], found!["patients"]]).toEqual([1, 1, 2]);
		expect(wrong!["problems"]).toEqual([expect.objectContaining({ file: "standard input", line: 7, key: "until" })]);
	});
});

describe("the README's programs", () => {
	const readme = readFileSync(join(home, "README.md"), "utf8");
	const blockOf = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(readme)![1]!;
	const runs = (tool: string, words: readonly string[], name: string) => {
		const is = spawnSync(tool, words).status === 0;
		if (!is) skipped(name);
		return is;
	};
	const hasPython = runs("python3", ["--version"], "many runs driven from Python (Debian: python3)");
	const hasR = runs("Rscript", ["-e", "library(jsonlite)"], "many runs driven from R (Debian: r-cran-jsonlite)");

	const said = (tool: string, file: string, language: string) => {
		const path = join(aFolder(), file);
		writeFileSync(path, blockOf(language));
		const { status, stdout } = spawnSync(tool, [path], { cwd: home, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
		return { status, lines: stdout.trim().split("\n") };
	};

	test.runIf(hasPython)("Python drives many runs, and is told which is wrong", { timeout: 120_000 }, () => {
		const { status, lines } = said("python3", "runs.py", "python");
		expect(status).toBe(0);
		expect(lines.map((line) => line.split(" ")[0])).toEqual(["1", "2", "3", "4"]);
		expect(Number(lines[2]!.split(" ")[1])).toBeGreaterThan(Number(lines[0]!.split(" ")[1]));
		expect(lines[3]).toBe('4 "-1" is outside the plausible range');
	});

	test.runIf(hasR)("R drives many runs", { timeout: 120_000 }, () => {
		const { status, lines } = said("Rscript", "runs.R", "r");
		expect([status, lines.map((line) => line.split(" ")[0])]).toEqual([0, ["1", "2", "3"]]);
	});
});
