import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { home } from "../src/node/model-files.ts";
import { aFolder } from "./cli/crsim.ts";

/** The blocks of `src/README.md` that belong to files: new ones whole, others as lines behind lines. */
const readme = readFileSync(join(home, "src/README.md"), "utf8");
const blocks = [...readme.matchAll(/^```(\w+) file=(\S+)\n([\s\S]*?)^```$/gm)].map(([, kind, file, text]) => ({
	kind: kind!,
	file: file!,
	text: text!,
}));

/** A text with the lines of a block: ` ` is found there, `-` goes, `+` is put in. */
function patched(text: string, block: string): string {
	const lines = block.replace(/\n$/, "").split("\n");
	const without = (mark: string) =>
		lines
			.filter((line) => line[0] !== mark)
			.map((line) => `${line.slice(1)}\n`)
			.join("");
	const before = without("+");
	if (text.split(before).length !== 2) throw new Error(`these lines stand ${text.split(before).length - 1} times:\n${before}`);
	return text.replace(before, () => without("-"));
}

const copy = aFolder();

/** A command in the copy to which everything was added. */
function added(...args: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, "src/cli/main.ts"), ...args], { cwd: copy, encoding: "utf8" });
	return { status, stdout, stderr };
}

const wrote = (folder: string, name: string) => readFileSync(join(copy, folder, name), "utf8");

/** The numbers of a column of a written run. */
function columnOf(folder: string, name: string): number[] {
	const [header, ...rows] = wrote(folder, "trajectory.csv").trim().split("\n");
	const place = header!.split(",").indexOf(name);
	return rows.map((row) => Number(row.split(",")[place]));
}

beforeAll(() => {
	for (const part of ["src", "models", "scenarios", "package.json", "package-lock.json", "tsconfig.json"])
		cpSync(join(home, part), join(copy, part), { recursive: true });
	symlinkSync(join(home, "node_modules"), join(copy, "node_modules"));
	for (const { kind, file, text } of blocks) {
		const path = join(copy, file);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, kind === "diff" ? patched(readFileSync(path, "utf8"), text) : text);
	}
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("what src/README.md adds works in a copy of the project", () => {
	test("every kind has its section, and the copy still has right types", () => {
		const sections = [...readme.matchAll(/^### (.*)$/gm)].map((match) => match[1]!);
		expect(sections).toEqual(["a drug", "an organ", "a scale", "a figure", "a solver", "an outcome", "a lesson", "a verb"]);
		const { status, stdout } = spawnSync(process.execPath, [join(home, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json"], {
			cwd: copy,
			encoding: "utf8",
		});
		expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
	});

	test("a drug: it is given, masks fever, is named by its brand in a chart, and graded as what its role says", () => {
		writeFileSync(
			join(copy, "cool.yaml"),
			"about: A test.\nuntil: 6 day\ntreatments: [ { give: ibuprofen, at: 2 day, every: 8 h, for: 3 day } ]\n",
		);
		expect(added("run", "cool.yaml", "--out", "out/cool", "--plots", "none")).toMatchObject({
			status: 0,
			stderr: expect.stringContaining("wrote"),
		});
		expect(wrote("out/cool", "events.csv")).toMatch(/^48,ibuprofen,600,mg,oral/m);
		const reasonWith = (given: string) => {
			writeFileSync(join(copy, "chart.csv"), `day,temp_c,map,given\n1,38.6,80,none\n2,37.2,55,${given}\n`);
			return added("grade", "chart.csv", "--scale", "ASTCT_CRS").stdout;
		};
		expect(reasonWith("none")).toContain("fever earlier in this episode");
		expect(reasonWith("Nurofen")).toContain("temperature masked by ibuprofen");
	});

	test("an organ: its column is saved, and rises when the pressure falls", () => {
		expect(added("run", "bulky-untreated", "--until", "8 day", "--out", "out/heart", "--plots", "none").status).toBe(0);
		const troponin = columnOf("out/heart", "troponin");
		expect(Math.max(...troponin)).toBeGreaterThan(1.2 * troponin[0]!);
	});

	test("a scale: it stands in the list and grades a record", () => {
		expect(added("list", "scales").stdout).toContain("CTCAE5_FEVER");
		writeFileSync(join(copy, "records.json"), JSON.stringify([{ id: "a", scale: "CTCAE5_FEVER", inputs: { temp_c: 39.4 } }]));
		expect(added("grade", "records.json").stdout).toMatch(/^a +CTCAE5_FEVER +2 +fever 39.4 °C$/m);
	});

	test("a figure: it is listed, drawn and stands in the report", () => {
		expect(added("list", "plots").stdout).toMatch(/^marrow +The marrow/m);
		expect(added("run", "marrow-aplastic", "--until", "12 day", "--out", "out/marrow", "--plots", "marrow").status).toBe(0);
		const spec = wrote("out/marrow", "plots/marrow.vl.json");
		for (const column of ["anc", "platelets", "hemoglobin"]) expect(spec).toContain(column);
		expect(wrote("out/marrow", "report.html")).toContain("The marrow");
	});

	test("a solver: it gives the same peak", () => {
		const peak = (method: string) => {
			const run = [
				"run",
				"untreated",
				"--until",
				"9 day",
				"--method",
				method,
				"--rtol",
				"1e-7",
				"--out",
				`out/${method}`,
				"--plots",
				"none",
			];
			expect(added(...run).status).toBe(0);
			return Math.max(...columnOf(`out/${method}`, "il6"));
		};
		expect(Math.abs(peak("rodas3") / peak("rodas5p") - 1)).toBeLessThan(1e-3);
	});

	test("an outcome: a study reads it", () => {
		const text = "about: A test.\nuntil: 20 day\npatients: 3\noutcomes:\n  times: episodes(crs)\n";
		writeFileSync(join(copy, "study.yaml"), text);
		expect(added("list", "outcomes").stdout).toMatch(/^episodes\(grade\)/m);
		expect(added("sweep", "study.yaml")).toMatchObject({ status: 0, stdout: expect.stringContaining("Times: episodes(crs)") });
	});

	test("a lesson: it is listed, and runs with its numbers filled in", () => {
		expect(added("lesson").stdout).toMatch(/^fever-and-burden +4 min +What makes the fever come early\?/m);
		const { status, stdout, stderr } = added("lesson", "fever-and-burden", "--out", "out/lesson.html");
		expect({ status, stderr }).toEqual({ status: 0, stderr: "wrote out/lesson.html\n" });
		expect(stdout).toMatch(/^b\. On day \d\.\d in place of day \d\.\d/m);
		expect(wrote("out", "lesson.html")).toContain("What makes the fever come early?");
	});

	test("a verb: it answers, and stands in the help", () => {
		expect(added("facts")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^cart-crs: \d+ treatments, \d+ modules/) });
		expect(added("--help").stdout).toContain("crsim facts");
	});
});
