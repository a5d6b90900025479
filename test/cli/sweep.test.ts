import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { asyncBufferFromFile } from "hyparquet/src/node.js";
import { beforeAll, describe, expect, test } from "vitest";
import { readCsv } from "../../src/input/read-csv.ts";
import { home } from "../../src/node/model-files.ts";
import { aFolder, crsim, crsimProcess } from "./crsim.ts";

const study = `about: A small study.
patient: { tumor_burden: 2 }
until: 3 day
patients: 210
seed: 3
arms:
  - name: nobody acts
  - name: tocilizumab
    treatments: [ { give: tocilizumab, dose: 8 mg/kg, at: 2 day } ]
outcomes:
  fever: peak(temperature) >= 38 degC
  hot: duration(temperature > 38 degC)
  peak_il6: peak(il6)
trajectories: { every: 12 h, columns: [il6, map] }
`;
const results = ["outcomes.parquet", "outcomes.csv", "outcomes.csv-metadata.json", "trajectories.parquet", "summary.json", "manifest.json"];

function studyFolder(): string {
	const folder = aFolder();
	writeFileSync(join(folder, "study.yaml"), study);
	return folder;
}

const bytesOf = (folder: string) => results.map((name) => readFileSync(join(folder, name)).toString("base64"));

async function rowsOf(path: string) {
	const file = await asyncBufferFromFile(path);
	return { rows: await parquetReadObjects({ file }), metadata: await parquetMetadataAsync(file) };
}

describe("crsim sweep", () => {
	const cwd = studyFolder();
	const type = (...words: string[]) => crsim(words, { cwd });
	const sweep = (...args: string[]) => type("sweep", "study.yaml", ...args);
	const whole = () => bytesOf(join(cwd, "one"));

	beforeAll(async () => {
		expect((await sweep("--out", "one", "--workers", "1")).status).toBe(0);
		for (const part of ["1", "2", "3"]) expect((await sweep("--out", `parts/${part}`, "--shard", `${part}/3`)).status).toBe(0);
	}, 240_000);

	test("two workers give the same bytes as one", async () => {
		expect(crsimProcess(["sweep", "study.yaml", "--out", "two", "--workers", "2"], { cwd }).status).toBe(0);
		expect(bytesOf(join(cwd, "two"))).toEqual(whole());
	});

	test("shards merged give the same bytes as one run", async () => {
		expect((await type("merge", "parts/3", "parts/1", "parts/2", "--out", "merged")).status).toBe(0);
		expect(bytesOf(join(cwd, "merged"))).toEqual(whole());
	});

	test("a run killed in the middle and resumed gives the same bytes, and so does one with a spoiled part", async () => {
		const killed = spawn(process.execPath, [join(home, "src/cli/main.ts"), "sweep", "study.yaml", "--out", "killed", "--workers", "2"], {
			cwd,
		});
		const blocks = join(cwd, "killed", "blocks", "sums");
		while (!(existsSync(blocks) && readdirSync(blocks).some((name) => name.endsWith(".json.gz"))) && killed.exitCode === null)
			await new Promise((resolve) => setTimeout(resolve, 20));
		killed.kill("SIGKILL");
		await new Promise((resolve) => killed.once("exit", resolve));
		const kept = readdirSync(blocks).filter((name) => name.endsWith(".json.gz"));
		expect(kept.length).toBeGreaterThan(0);
		const again = await sweep("--out", "killed", "--workers", "2");
		if (kept.length < 3) expect(again.stderr).toMatch(/^(200|400) of 420 runs were done before/);
		expect(bytesOf(join(cwd, "killed"))).toEqual(whole());

		writeFileSync(join(blocks, kept[0]!), readFileSync(join(blocks, kept[0]!)).subarray(0, 1000));
		expect((await sweep("--out", "killed")).status).toBe(0);
		expect(bytesOf(join(cwd, "killed"))).toEqual(whole());
	}, 240_000);

	test("a row of outcomes.parquet is what crsim run --patient gives for that patient", async () => {
		const { rows, metadata } = await rowsOf(join(cwd, "one", "outcomes.parquet"));
		expect(rows.length).toBe(420);
		expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([200, 200, 20]);
		expect(metadata.key_value_metadata?.[0]?.key).toBe("crsim");
		const row = rows.find(({ patient, arm }) => patient === 117 && arm === "tocilizumab")!;
		writeFileSync(
			join(cwd, "arm.yaml"),
			"about: One arm.\npatient: { tumor_burden: 2 }\nuntil: 3 day\ntreatments: [ { give: tocilizumab, dose: 8 mg/kg, at: 2 day } ]\n",
		);
		const { stdout } = await type("run", "arm.yaml", "--seed", "3", "--patient", "117", "--format", "json");
		const summary = JSON.parse(stdout) as { peaks: Record<string, { value: number }>; options: { patient: number } };
		expect(summary.peaks["il6"]!.value).toBe(row["peak_il6"]);
		expect(summary.options.patient).toBe(117);
	});

	test("outcomes.csv holds the values of outcomes.parquet, bit for bit, and its metadata say what each column is", async () => {
		const { rows } = await rowsOf(join(cwd, "one", "outcomes.parquet"));
		const text = readFileSync(join(cwd, "one", "outcomes.csv"), "utf8");
		const { header, rows: lines } = readCsv(text, "outcomes.csv");
		const { tableSchema, ...about } = JSON.parse(readFileSync(join(cwd, "one", "outcomes.csv-metadata.json"), "utf8")) as {
			url: string;
			tableSchema: { columns: { name: string; datatype: string; "schema:unitText"?: string }[] };
		};
		expect(about.url).toBe("outcomes.csv");
		expect(tableSchema.columns.map(({ name }) => name)).toEqual(header.map(({ text }) => text));
		const units = Object.fromEntries(tableSchema.columns.map((column) => [column.name, column["schema:unitText"]]));
		expect([units["hot"], units["peak_il6"], units["arm"]]).toEqual(["day", "pg/mL", undefined]);
		const values = { double: Number, integer: Number, boolean: (text: string) => text === "true", string: String };
		const read = lines.map((cells) =>
			Object.fromEntries(
				tableSchema.columns.map(({ name, datatype }, i) => [
					name,
					cells[i]!.text === "" ? null : values[datatype as keyof typeof values](cells[i]!.text),
				]),
			),
		);
		expect(read.length).toBe(420);
		expect(read).toEqual(rows);
	});

	test("trajectories.parquet holds every wished row, in single precision", async () => {
		const { rows } = await rowsOf(join(cwd, "one", "trajectories.parquet"));
		const one = rows.filter(({ patient, arm }) => patient === 5 && arm === "nobody acts");
		// From the start of the model on day -6 to day 3, every 12 h.
		expect(one.map(({ time_h }) => time_h)).toEqual(Array.from({ length: 19 }, (_, i) => -144 + 12 * i));
		expect(Math.fround(Number(one[18]!["map"]))).toBe(one[18]!["map"]);
	});

	test("a folder that holds another study, missing parts, and folders without one are refused", async () => {
		const other = await sweep("--out", "one", "--seed", "4");
		expect([other.status, other.stderr]).toEqual([1, expect.stringContaining("holds parts of another study")]);
		const missing = await type("merge", "parts/1", "parts/3", "--out", "hole");
		expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining("patients 100 to 199 are missing")]);
		mkdirSync(join(cwd, "empty"));
		const empty = await type("merge", "parts/1", "empty", "--out", "hole");
		expect([empty.status, empty.stderr]).toEqual([1, expect.stringContaining("there is no part of a study in this folder")]);
	});

	test("a study cannot be run, nor a scenario swept; each is told what it is for", async () => {
		expect((await type("run", "study.yaml")).stderr).toContain("this is a study, not a scenario");
		writeFileSync(join(cwd, "scenario.yaml"), "about: One patient.\nuntil: 3 day\n");
		const swept = await type("sweep", "scenario.yaml");
		expect([swept.status, swept.stderr]).toEqual([1, expect.stringContaining("crsim run scenario.yaml")]);
		expect((await type("sweep", "what-decide")).stderr).toContain('Did you mean "what-decides"?');
	});

	test.each([
		["--workers", "0"],
		["--shard", "3/2"],
		["--patients", "1e9"],
		["--seed", "-1"],
	])("%s %s is refused with what is allowed", async (option, value) => {
		const { status, stderr } = await sweep(option, value);
		expect([status, stderr]).toEqual([1, expect.stringContaining(`"${value}" is not a`)]);
	});

	test("a shard is refused where nothing is kept", async () => {
		expect((await sweep("--shard", "1/2")).stderr).toContain("must be kept in a folder");
	});
});
