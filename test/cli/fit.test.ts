import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { FitAccount } from "../../src/fit/account.ts";
import { aFolder, crsim, type Said } from "./crsim.ts";

const trial = `about: A small trial.
source: "doi:10.1000/paper"
until: 4 day
endpoints:
  - { name: highest interferon, kind: marker, is: median(peak(ifn_gamma)), seen: 90 pg/mL of 200, evidence: assumed, use: fit }
  - { name: fever, kind: CRS, is: worst(crs) >= 1, seen: 9 of 30, evidence: assumed, use: check }
`;
const fit = `about: A small fit.
patients: 6
members: 10
steps: 2
lots: 2
trials: [small.yaml]
parameters:
  typical_burden: { between: ["0.01x", "3x"], because: assumed }
groups:
  axi-cel: { cytokine_gain: { between: ["0.5x", "2x"], because: assumed } }
`;

describe("crsim fit", () => {
	const cwd = aFolder();
	writeFileSync(join(cwd, "small.yaml"), trial);
	writeFileSync(join(cwd, "fit.yaml"), fit);
	const call = (words: string) => crsim(["fit", "fit.yaml", ...words.split(" ").filter(Boolean)], { cwd });
	const file = (path: string) => readFileSync(join(cwd, path), "utf8");
	let whole: Said;

	beforeAll(async () => {
		whole = await call("--out whole --workers 2 --format json");
	}, 240_000);

	test("comes nearer to what was seen, and says so of parameter and target", () => {
		expect(whole.status).toBe(0);
		const { misfits, parameters, targets } = JSON.parse(whole.stdout) as FitAccount;
		expect(misfits).toHaveLength(3);
		expect(misfits[2]).toBeLessThan(misfits[0]!);
		expect(parameters.map(({ name }) => name)).toEqual(["typical_burden", "cytokine_gain (axi-cel)"]);
		expect(parameters[0]!.with[0]).toMatchObject({ trial: "small", endpoint: "highest interferon" });
		expect(targets).toHaveLength(1);
		expect(Math.abs(targets[0]!.after)).toBeLessThan(Math.abs(targets[0]!.before));
	});

	test("writes members that a trial takes as its sets of parameters, and their results in other patients", async () => {
		const found = await crsim(["trial", "small.yaml", "--patients", "2", "--sets", "whole/ensemble.yaml", "--format", "json"], { cwd });
		expect(found.status).toBe(0);
		expect(JSON.parse(found.stdout)).toMatchObject({ sets: 10 });
		expect(JSON.parse(file("whole/validation/trials.json"))).toMatchObject({ sets: 10, seed: 2 });
	});

	test("stops when asked, goes on with the same command, and ends the same to the last byte, on one thread as on two", async () => {
		const early = await call("--out parts --workers 1 --steps 1");
		expect(early.stderr).toContain("not finished: the same command goes on");
		const late = await call("--out parts --workers 1");
		expect(late.stderr).toContain("going on after 1 of 2 assimilations");
		for (const one of ["state.json", "ensemble.yaml", "fit.json"]) expect(file(`parts/${one}`)).toBe(file(`whole/${one}`));
	}, 240_000);

	test("refuses the state of another fit, and one that was cut short", async () => {
		writeFileSync(join(cwd, "other.yaml"), fit.replace("steps: 2", "steps: 3"));
		const other = await crsim(["fit", "other.yaml", "--out", "whole"], { cwd });
		expect(other.status).toBe(1);
		expect(other.stderr).toContain("this is the state of another fit");
		writeFileSync(join(cwd, "whole/state.json"), file("whole/state.json").slice(0, 100));
		const cut = await call("--out whole");
		expect(cut.status).toBe(1);
		expect(cut.stderr).toContain("it was cut short");
	});

	test("says what is wrong with a file before anything runs", async () => {
		writeFileSync(join(cwd, "wrong.yaml"), fit.replace("typical_burden", "typical_burdn").replace("small.yaml", "zuma-11"));
		const wrong = await crsim(["check", "wrong.yaml"], { cwd });
		expect(wrong.status).toBe(1);
		expect(wrong.stderr).toContain('unknown parameter "typical_burdn"');
		expect(wrong.stderr).toContain("typical_burden");
		writeFileSync(join(cwd, "wrong.yaml"), fit.replace("small.yaml", "zuma-11"));
		const lost = await crsim(["fit", "wrong.yaml"], { cwd });
		expect(lost.status).toBe(1);
		expect(lost.stderr).toContain("there is no such trial");
	}, 60_000);
});
