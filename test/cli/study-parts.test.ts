import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { sumOf } from "../../src/node/seal.ts";
import { aFolder, crsim } from "./crsim.ts";

const study = `about: A study in small blocks.
until: 1 day
patients: 7
seed: 3
blocks: { patients: 2, cells: 2 }
vary: { patient.tumor_burden: [1, 3] }
arms:
  - name: nobody acts
  - name: tocilizumab
    treatments: [ { give: tocilizumab, dose: 8 mg/kg, at: 2 h } ]
outcomes:
  peak_il6: peak(il6)
  hot: peak(temperature) >= 38 degC
covariates: [weight]
bands: [il6]
trajectories: { every: 12 h, columns: [il6] }
`;
const results = ["outcomes.parquet", "outcomes.csv", "trajectories.parquet", "summary.json", "manifest.json", "report.html"];

describe("the parts of a study", () => {
	const cwd = aFolder();
	writeFileSync(join(cwd, "study.yaml"), study);
	const type = (...words: string[]) => crsim(words, { cwd });
	const sweep = (...words: string[]) => type("sweep", "study.yaml", "--workers", "1", ...words);
	const read = (folder: string, names = results) => names.map((name) => sumOf(readFileSync(join(cwd, folder, name))));

	beforeAll(async () => {
		expect((await sweep("--out", "whole")).status).toBe(0);
	}, 120_000);

	test("an array of a scheduler, begun anew and in any order, gives the bytes of one run", async () => {
		for (const index of ["2", "0", "1", "0"]) {
			const words = ["sweep", "study.yaml", "--workers", "1", "--out", `parts/${index}`, "--shard", "auto/3"];
			const { status, stderr } = await crsim(words, { cwd, env: { JOB_COMPLETION_INDEX: index } });
			expect([status, stderr]).toEqual([0, expect.stringContaining(`part ${Number(index) + 1} of 3, as Kubernetes says`)]);
		}
		expect((await type("merge", "parts/1", "parts/0", "parts/2", "--out", "merged")).status).toBe(0);
		expect(read("merged")).toEqual(read("whole"));
	}, 120_000);

	test("all parts in one folder give them too, and nothing is left beside the results", async () => {
		for (const part of ["2/2", "1/2"]) expect((await sweep("--out", "shared", "--shard", part)).status).toBe(0);
		expect((await type("merge", "shared", "--out", "shared")).status).toBe(0);
		expect(read("shared")).toEqual(read("whole"));
		expect(readdirSync(join(cwd, "shared", "blocks", "outcomes"))).toEqual(readdirSync(join(cwd, "whole", "blocks", "outcomes")));
		expect(readdirSync(join(cwd, "shared", "blocks", "outcomes")).every((name) => /^\d{6}\.parquet$/.test(name))).toBe(true);
	}, 120_000);

	test("more parts than blocks are refused with the number that fits", async () => {
		const { status, stderr } = await sweep("--out", "none", "--shard", "1/9");
		expect([status, stderr]).toEqual([1, expect.stringContaining("at most 8: --shard 1/8")]);
	});

	test("summary and page are made of sums alone: without any table of patients they are the same", async () => {
		expect((await sweep("--out", "sums")).status).toBe(0);
		// The sums are not asked for the rows of patients.
		const { status, stderr } = await type("merge", "sums", "--out", "page", "--no-tables");
		expect([status, stderr]).toEqual([0, expect.stringContaining("the figures")]);
		expect(read("page", ["summary.json", "report.html"])).toEqual(read("whole", ["summary.json", "report.html"]));
		expect(existsSync(join(cwd, "page", "outcomes.csv"))).toBe(false);
	}, 120_000);

	test("part of a study is merged on request, and says in every output how much it is; status says what is missing", async () => {
		const status = await type("sweep", "--status", "parts/1");
		expect(status.stdout).toMatch(/8 of 28 runs done, 2 of 8 blocks finished|12 of 28 runs done, 3 of 8 blocks finished/);
		expect(status.stdout).toMatch(/missing: patients /);
		rmSync(join(cwd, "parts/1/blocks/outcomes", readdirSync(join(cwd, "parts/1/blocks/outcomes"))[0]!));
		expect((await type("sweep", "parts/1", "--status")).stdout).toContain("cut off or changed: patients");
		expect(JSON.parse((await type("sweep", "parts/1", "--status", "--format", "json")).stdout)).toMatchObject({
			patients: 7,
			runs: { of: 28 },
		});
		expect((await type("merge", "parts/1", "parts/2", "--out", "some")).stderr).toContain("are missing");
		const { status: code, stdout, stderr } = await type("merge", "parts/1", "parts/2", "--out", "some", "--partial");
		expect([code, stderr]).toEqual([0, expect.stringMatching(/partial: \d+ of 28 runs are there/)]);
		const said = /partial: \d+ of 28 runs/;
		expect(stdout).toMatch(said);
		for (const name of ["report.html", "summary.json", "outcomes.csv-metadata.json"])
			expect([name, readFileSync(join(cwd, "some", name), "utf8")]).toEqual([name, expect.stringMatching(said)]);
		const manifest = JSON.parse(readFileSync(join(cwd, "some", "manifest.json"), "utf8")) as { partial: unknown };
		expect(manifest.partial).toMatchObject({ of: 28 });
		for (const name of readdirSync(join(cwd, "some", "plots")).filter((file) => file.endsWith(".vl.json")))
			expect([name, readFileSync(join(cwd, "some", "plots", name), "utf8")]).toEqual([name, expect.stringMatching(said)]);
		// Later, with all parts, the same folder holds the whole.
		expect((await sweep("--out", "parts/1", "--shard", "2/3")).status).toBe(0);
		expect((await type("merge", "parts/0", "parts/1", "parts/2", "--out", "some")).status).toBe(0);
		expect(read("some")).toEqual(read("whole"));
	}, 120_000);

	test("finished blocks are asked in SQL, over parts as over the whole", async () => {
		const sql = "select arm, count(*) as patients, round(max(peak_il6), 3) as most from outcomes group by arm order by arm";
		const answers = await Promise.all([["parts/0", "parts/1", "parts/2"], ["whole"]].map((folders) => folders)).then(async (list) => {
			const found: string[] = [];
			for (const folders of list) found.push((await type("query", ...folders, sql, "--format", "csv")).stdout);
			return found;
		});
		expect(answers[0]).toBe(answers[1]);
		expect(answers[0]).toMatch(/^arm,patients,most\nnobody acts,14,[\d.]+\ntocilizumab,14,[\d.]+\n$/);
		const some = await type("query", "parts/0", "select count(*) from trajectories where time_h = 0");
		expect(some.stderr).toMatch(/of \d of 8 blocks of patients/);
		expect((await type("query", "whole", "select nothing from outcomes")).stderr).toContain("the tables are outcomes and trajectories");
	}, 60_000);

	test("storage that cannot rename holds the same bytes, and what is half written there counts for nothing", async () => {
		const forbid = join(cwd, "forbid.cjs");
		writeFileSync(
			forbid,
			`const fs = require("node:fs"); fs.renameSync = () => { throw Object.assign(new Error("rename"), { code: "ENOSYS" }); }; require("node:module").syncBuiltinESMExports();\n`,
		);
		const words = ["--require", forbid, join(home, "src/cli/main.ts"), "sweep", "study.yaml", "--out", "mounted", "--workers", "1"];
		const ran = spawnSync(process.execPath, words, { cwd, encoding: "utf8", timeout: 110_000 });
		expect([ran.status, ran.stderr]).toEqual([0, expect.any(String)]);
		expect(read("mounted")).toEqual(read("whole"));
		// Killed after the table of a block and before its mark.
		const blocks = join(cwd, "mounted", "blocks");
		rmSync(join(blocks, "sums", "000001.json.gz"));
		writeFileSync(join(blocks, "outcomes", "000001.parquet"), "half");
		expect((await type("sweep", "--status", "mounted")).stdout).toContain("7 of 8 blocks finished");
		expect((await sweep("--out", "mounted")).stderr).toContain("4 of 28 runs");
		expect(read("mounted")).toEqual(read("whole"));
	}, 120_000);
});
