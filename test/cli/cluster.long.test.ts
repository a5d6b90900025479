import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { home } from "../../src/node/model-files.ts";
import { sumOf } from "../../src/node/seal.ts";
import { hasSlurm, privateSlurm } from "../support/private-slurm.ts";
import { byTier } from "../support/tiers.ts";
import { aFolder, crsim } from "./crsim.ts";

const shipped = join(home, "scenarios/studies/cluster");
const main = `${process.execPath} ${join(home, "src/cli/main.ts")}`;
const results = ["outcomes.parquet", "outcomes.csv", "summary.json", "manifest.json", "report.html"];

const study = (patients: number) => `about: A study for a cluster.
until: 1 day
patients: ${patients}
seed: 5
blocks: { patients: 1 }
outcomes: { peak_il6: peak(il6) }
`;

async function aPlace(patients: number) {
	const cwd = aFolder();
	writeFileSync(join(cwd, "study.yaml"), study(patients));
	expect((await crsim(["sweep", "study.yaml", "--workers", "1", "--out", "whole"], { cwd })).status).toBe(0);
	const read = (folder: string) => results.map((name) => sumOf(readFileSync(join(cwd, folder, name))));
	return { cwd, read };
}

const hasParallel = spawnSync("which", ["parallel"]).status === 0;
const slurmHere = byTier({ fast: false, usual: false, long: hasSlurm() });
if (byTier({ fast: false, usual: false, long: !hasSlurm() }))
	console.warn("Slurm is not here (apt-get install slurm-wlm, as root): not tried");
if (!hasParallel) console.warn("GNU parallel is not here (apt-get install parallel): not tried");

describe("the files for clusters", () => {
	test.runIf(hasParallel)(
		"GNU parallel runs the parts and joins them into the bytes of one run",
		async () => {
			const { cwd, read } = await aPlace(3);
			const env = { ...process.env, CRSIM: main, STUDY: "study.yaml", OUT: "parts", PARTS: "3" };
			const ran = spawnSync("sh", [join(shipped, "parallel.sh")], { cwd, env, encoding: "utf8", timeout: 400_000 });
			expect([ran.status, ran.stderr]).toEqual([0, expect.stringContaining("part 3 of 3, as GNU parallel says")]);
			expect(read("parts")).toEqual(read("whole"));
		},
		600_000,
	);

	test("the arguments of the Kubernetes job run, one pod after another", async () => {
		const { cwd, read } = await aPlace(3);
		const text = readFileSync(join(shipped, "kubernetes.yaml"), "utf8");
		const { spec } = parse(text) as {
			spec: { completions: number; completionMode: string; template: { spec: { containers: { args: string[] }[] } } };
		};
		const { args } = spec.template.spec.containers[0]!;
		expect([spec.completionMode, args]).toEqual(["Indexed", expect.arrayContaining([`auto/${spec.completions}`])]);
		const words = args.map((word) => ({ "tocilizumab-timing": "study.yaml", "/results": "results" })[word] ?? word);
		// As many pods as this study has blocks.
		for (const index of ["0", "1", "2"]) {
			const own = words.map((word) => word.replace(`auto/${spec.completions}`, "auto/3"));
			expect((await crsim(own, { cwd, env: { JOB_COMPLETION_INDEX: index } })).status).toBe(0);
		}
		expect((await crsim(["merge", "results", "--out", "results"], { cwd })).status).toBe(0);
		expect(read("results")).toEqual(read("whole"));
	}, 600_000);

	test.runIf(slurmHere)(
		"a node of Slurm that is killed in the middle loses nothing and doubles nothing: requeued, its tasks give the bytes of one run",
		async () => {
			const { cwd, read } = await aPlace(24);
			const slurm = await privateSlurm(aFolder());
			try {
				const env = `--export=ALL,CRSIM=${main},STUDY=study.yaml,OUT=${join(cwd, "parts")}`;
				const chdir = `--chdir=${cwd}`;
				const array = slurm.ask("sbatch", "--parsable", "--array=0-3", env, chdir, join(shipped, "slurm.sh")).trim();
				slurm.ask("sbatch", `--dependency=afterok:${array}`, env, chdir, "--output=merge.log", join(shipped, "merge.sh"));
				const records = join(cwd, "parts/blocks/sums");
				const finished = () => (existsSync(records) ? readdirSync(records).filter((name) => /^\d+\.json\.gz$/.test(name)).length : 0);
				const wait = async (what: () => boolean, seconds: number) => {
					for (let tries = 0; tries < seconds * 5 && !what(); tries++) await new Promise((resolve) => setTimeout(resolve, 200));
					return what();
				};
				expect(await wait(() => finished() > 0, 120)).toBe(true);
				slurm.killNode();
				const before = finished();
				expect(before).toBeLessThan(24);
				await new Promise((resolve) => setTimeout(resolve, 3000));
				// Nothing of the node runs on.
				expect(finished()).toBe(before);
				slurm.startNode();
				expect(await wait(() => slurm.ask("squeue", "-h").trim() === "", 400)).toBe(true);
				expect(finished()).toBe(24);
				expect(read("parts")).toEqual(read("whole"));
				const logs = readdirSync(cwd)
					.filter((name) => name.startsWith("slurm-"))
					.map((name) => readFileSync(join(cwd, name), "utf8"));
				expect(logs.join("")).toContain("as Slurm says: SLURM_ARRAY_TASK_ID=");
			} finally {
				slurm.stop();
			}
		},
		900_000,
	);
});
