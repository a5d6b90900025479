import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { aFolder, crsim, folderWith } from "./crsim.ts";

const short = "about: A short stay.\nuntil: 2 day\n";

describe("crsim run", () => {
	test("without --out writes nothing, prints the summary on stdout and nothing on stderr", async () => {
		const folder = folderWith(short);
		const { status, stdout, stderr } = await crsim(["run", "scenario.yaml"], { cwd: folder });
		expect({ status, stderr, files: readdirSync(folder) }).toEqual({ status: 0, stderr: "", files: ["scenario.yaml"] });
		expect(stdout).toContain("A short stay");
		expect(stdout).toContain("never a basis for treating a real patient");
	});

	test("with --out writes the tables, the figures in three forms, and the report, all whole", async () => {
		const folder = folderWith(short);
		const { status, stderr } = await crsim(["run", "scenario.yaml", "--out", "out"], { cwd: folder });
		expect(status).toBe(0);
		expect(stderr).toContain("report.html");
		const files = readdirSync(join(folder, "out"), { recursive: true }).map(String).sort();
		expect(files).toEqual(
			expect.arrayContaining(["events.csv", "report.html", "summary.json", "trajectory.csv", "trajectory.csv-metadata.json"]),
		);
		for (const figure of ["cascade", "vitals", "drugs"]) {
			expect(files).toEqual(expect.arrayContaining([`plots/${figure}.vl.json`, `plots/${figure}.svg`, `plots/${figure}.png`]));
		}
		expect(files.filter((name) => name.endsWith(".part"))).toEqual([]);
	});

	test("the same scenario twice gives the same bytes", async () => {
		const folder = folderWith(short);
		await crsim(["run", "scenario.yaml", "--out", "a", "--plots", "cascade"], { cwd: folder });
		await crsim(["run", "scenario.yaml", "--out", "b", "--plots", "cascade"], { cwd: folder });
		for (const name of readdirSync(join(folder, "a"), { recursive: true })
			.map(String)
			.filter((one) => /\.\w+$/.test(one))) {
			expect(readFileSync(join(folder, "a", name)).equals(readFileSync(join(folder, "b", name))), name).toBe(true);
		}
	});

	test("--format json prints summary.json, with every key of the contract", async () => {
		const folder = folderWith(short);
		const { stdout } = await crsim(["run", "scenario.yaml", "--out", "out", "--format", "json", "--plots", "none"], { cwd: folder });
		const summary = JSON.parse(stdout) as Record<string, unknown>;
		expect(summary).toEqual(JSON.parse(readFileSync(join(folder, "out/summary.json"), "utf8")));
		expect(Object.keys(summary)).toEqual(
			expect.arrayContaining([
				"scenario",
				"model",
				"version",
				"seed",
				"options",
				"solver",
				"outcome",
				"grades",
				"crs_by_scale",
				"peaks",
				"nadirs",
				"treatments",
				"warnings",
			]),
		);
		expect(summary["scenario"]).toEqual({ file: "scenario.yaml", title: "A short stay", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
	});

	test("--charted writes chart.csv that crsim grade reads, and changes no other byte", async () => {
		const folder = folderWith(short);
		await crsim(["run", "scenario.yaml", "--out", "a", "--plots", "none"], { cwd: folder });
		await crsim(["run", "scenario.yaml", "--out", "b", "--plots", "none", "--charted"], { cwd: folder });
		expect(readdirSync(join(folder, "b")).filter((name) => !existsSync(join(folder, "a", name)))).toEqual(["chart.csv"]);
		for (const name of ["trajectory.csv", "events.csv", "summary.json", "report.html"])
			expect(readFileSync(join(folder, "b", name)).equals(readFileSync(join(folder, "a", name))), name).toBe(true);
		const { status, stdout } = await crsim(["grade", "b/chart.csv", "--scale", "ASTCT_CRS"], { cwd: folder });
		expect([status, stdout]).toEqual([0, expect.stringMatching(/^ASTCT_CRS /m)]);
		const printed = await crsim(["export", "scenario.yaml", "--format", "charted"], { cwd: folder });
		expect(printed.stdout).toBe(readFileSync(join(folder, "b/chart.csv"), "utf8"));
	});

	test("--chart is drawn, told and kept in the summary; --id says whose it is", async () => {
		const folder = folderWith(short);
		writeFileSync(join(folder, "charts.csv"), "Patient;Time;Temp (°F)\nA;2026-03-02 10:00;101,3\nB;2026-03-02 10:00;98,6\n");
		const words = ["run", "scenario.yaml", "--chart", "charts.csv", "--id", "A", "--infusion", "2026-03-01 10:00"];
		const { status, stdout } = await crsim([...words, "--out", "out", "--plots", "vitals"], { cwd: folder });
		expect(status).toBe(0);
		expect(stdout).toContain("Charted: charts.csv, patient A");
		const { chart } = JSON.parse(readFileSync(join(folder, "out/summary.json"), "utf8"));
		expect(chart.distances).toEqual([expect.objectContaining({ column: "temperature", values: 1 })]);
		expect(readFileSync(join(folder, "out/plots/vitals.vl.json"), "utf8")).toContain('"charted": 38.5');
	});

	test("an event instant gives two rows of equal time, and the first column is time_h", async () => {
		const folder = folderWith(`${short}treatments:\n  - { give: tocilizumab, at: 30.5 h }\n`);
		await crsim(["run", "scenario.yaml", "--out", "out", "--plots", "none"], { cwd: folder });
		const rows = readFileSync(join(folder, "out/trajectory.csv"), "utf8").split("\n");
		expect(rows[0]!.startsWith("time_h,cart_cells,")).toBe(true);
		expect(rows.filter((row) => row.startsWith("30.5,"))).toHaveLength(2);
		expect(readFileSync(join(folder, "out/events.csv"), "utf8")).toContain("30.5,tocilizumab,560,mg,iv,at 30.5 h");
	});

	test("wrong input exits with 1, with file:line:column, and writes nothing", async () => {
		const folder = folderWith("about: Wrong.\ntreatments:\n  - give: tocilizumab\n    dsoe: 8 mg/kg\n    at: 3 mg\n");
		const { status, stdout, stderr } = await crsim(["run", "scenario.yaml", "--out", "out"], { cwd: folder });
		expect({ status, stdout, wrote: existsSync(join(folder, "out")) }).toEqual({ status: 1, stdout: "", wrote: false });
		expect(stderr).toContain("scenario.yaml:4:5  treatments[0].dsoe  unknown key");
		expect(stderr).toContain('Did you mean "dose"?');
		expect(stderr).toContain('scenario.yaml:5:9  treatments[0].at  expected a time (h), such as "5 day", found "3 mg" (a mass)');
		expect(stderr).toContain("2 problems");
	});

	test.each([
		[["run", "nowhere.yaml"], "there is no such file"],
		[["run", "."], "this is a folder"],
		[["run", "untreated", "--rtol", "0"], "between 1e-12 and 0.01"],
		[["run", "untreated", "--until", "5 mg"], "(a mass)"],
		[["run", "untreated", "--until", "400 day"], "longer than a run may be"],
		[["run", "untreated", "--every", "0 h"], "is not between"],
		[["run", "untreated", "--method", "odx"], "odex"],
		[["run", "untreated", "--plots", "cascad"], 'Did you mean "cascade"?'],
		[["run", "untreated", "--care", "standrd"], "unknown protocol"],
		[["run", "untreated", "--outt", "x"], "Unknown argument: outt\nDid you mean --out?"],
		[["run", "untreated", "--plot", "cascade"], "Did you mean --plots?"],
		[["run", "demonstratio"], 'Did you mean "demonstration.yaml"'],
		[["run", "untreated", "--out", "a", "--out", "b"], "given twice"],
		[["run", "early-or-late-both", "--cell", "a.at=1 day", "--cell", "b.at=2 day"], "the study has several arms"],
		[["run", "untreated", "--out"], "Not enough arguments following: out"],
		[["run", "untreated", "--out", ""], "--out is empty"],
		[["rum", "untreated"], 'unknown command "rum"\nDid you mean "run"?'],
		[["untreated"], "A scenario is simulated by: crsim run untreated"],
		[["run", "no-tumor", "--plots", "none", "--out", "/proc/crsim"], "the folder cannot be made"],
		[["compare", "untreated"], "2 to 6 courses can be compared"],
		[["list", "treatmnts"], 'Did you mean "treatments"?'],
		[["list", "treatment"], 'Did you mean "treatments"?'],
		[["list", "study"], 'Did you mean "studies"?'],
		[["list", "treatments", "--model", "cart"], "cart-crs"],
		[["model", "cart-crs", "--page", "fevr"], "fever"],
	])("crsim %j exits with 1 and says what to do", async (args, words) => {
		const { status, stderr } = await crsim(args);
		expect(stderr).toContain(words);
		expect(stderr).not.toContain("    at ");
		expect(status).toBe(1);
	});

	test("an output folder that cannot be written exits with 1 and leaves nothing half written", async () => {
		const folder = folderWith(short);
		writeFileSync(join(folder, "taken"), "a file");
		const { status, stderr } = await crsim(["run", "scenario.yaml", "--out", "taken", "--plots", "none"], { cwd: folder });
		expect(status).toBe(1);
		expect(stderr).toContain("cannot write");
		expect(readFileSync(join(folder, "taken"), "utf8")).toBe("a file");
	});

	test("a folder without permission is told as such", async () => {
		const folder = aFolder();
		mkdirSync(join(folder, "locked"));
		chmodSync(join(folder, "locked"), 0o500);
		writeFileSync(join(folder, "scenario.yaml"), short);
		const { status, stderr } = await crsim(["run", "scenario.yaml", "--out", "locked/out", "--plots", "none"], { cwd: folder });
		// Root may write everywhere: then there is nothing to tell.
		if (process.getuid?.() === 0) expect(status).toBe(0);
		else expect(stderr).toContain("there is no permission to write into this folder");
	});

	test("a reader that has seen enough is no failure", () => {
		const command = `"${process.execPath}" src/cli/main.ts list parameters | head -n 1; exit \${PIPESTATUS[0]}`;
		const { status, stderr } = spawnSync("bash", ["-c", command], { cwd: home, encoding: "utf8" });
		expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
	});

	test("a model of one's own needs no code", async () => {
		const folder = folderWith("about: Decay.\nmodel: decay\npatient: { start_amount: 8 mg }\nuntil: 24 h\n");
		mkdirSync(join(folder, "models/decay/modules"), { recursive: true });
		writeFileSync(join(folder, "models/decay/model.yaml"), "about: Something decays.\nfrom: 0 h\nmodules: [decay]\n");
		const page = [
			"about: First-order loss.",
			"parameters:",
			"  loss: { value: 0.1 /h, source: assumed, evidence: assumed }",
			"covariates:",
			"  start_amount: { unit: mg, default: 1 mg }",
			"states:",
			"  amount: { unit: mg, start: start_amount, rate: -loss * amount }",
		];
		writeFileSync(join(folder, "models/decay/modules/decay.yaml"), `${page.join("\n")}\n`);
		const { status, stderr } = await crsim(["run", "scenario.yaml", "--models", "models", "--out", "out"], { cwd: folder });
		expect({ status, stderr: stderr.replace(/^wrote.*\n/, "") }).toEqual({ status: 0, stderr: "" });
		const last = readFileSync(join(folder, "out/trajectory.csv"), "utf8").trim().split("\n").at(-1)!.split(",");
		expect(Number(last[1])).toBeCloseTo(8 * Math.exp(-2.4), 6);
	});
});

describe("crsim without a command", () => {
	test("shows what it can do, and that it is no advice", async () => {
		const { status, stdout } = await crsim(["--help"]);
		expect(status).toBe(0);
		expect(stdout.replace(/\s+/g, " ")).toContain("never advice for a real patient");
		for (const verb of ["run", "compare", "check", "list", "model", "export"]) expect(stdout).toContain(`crsim ${verb}`);
	});

	test.each(["run", "compare", "check", "list", "model", "export"])("%s --help shows an example that works as typed", async (verb) => {
		const { stdout } = await crsim([verb, "--help"]);
		const example = new RegExp(`^\\s+crsim (${verb} .*?)(?:  +|\\n|$)`, "m").exec(stdout.slice(stdout.indexOf("Examples:")))![1]!;
		const args = example
			.replace(/ >.*/, "")
			.trim()
			.split(/\s+/)
			.map((word) => (word.startsWith("out/") ? join(aFolder(), "out") : word));
		expect((await crsim(args)).status).toBe(0);
	});
});
