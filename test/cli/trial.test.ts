import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readCsv } from "../../src/input/read-csv.ts";
import type { TrialsResult } from "../../src/trial/result.ts";
import { aFolder, crsim, type Said } from "./crsim.ts";

const trial = `about: A small trial.
source: "doi:10.1000/paper"
patient: { tumor_burden: 2 }
until: 4 day
care: p4
endpoints:
  - { name: fever, id: A1, kind: CRS, is: worst(crs) >= 1, seen: 18 of 20, evidence: assumed, use: check }
  - { name: tocilizumab, id: A2, kind: treatment, is: doses(tocilizumab) >= 1, among: worst(crs) >= 2, seen: 3 of 9, evidence: assumed, use: fit }
  - { name: highest interleukin-6, id: A3, kind: marker, is: median(peak(il6)), seen: 2 ng/mL of 20, quartiles: [1 ng/mL, 3 ng/mL], evidence: assumed, use: check }
  - { name: response, id: A4, kind: response, seen: 3 of 9, unstated: too early, evidence: assumed, use: check }
`;
const sets = "about: Two.\nsource: assumed\nsets: [ { typical_burden: 0.0001x }, { typical_burden: 1x } ]\n";

describe("crsim trial", () => {
	const cwd = aFolder();
	writeFileSync(join(cwd, "small.yaml"), trial);
	writeFileSync(join(cwd, "sets.yaml"), sets);
	const call = (words: string) => crsim(["trial", "small.yaml", "--patients", "24", ...words.split(" ").filter(Boolean)], { cwd });
	const jsonOf = ({ stdout }: Said) => JSON.parse(stdout) as TrialsResult;
	let first: Said;
	let found: TrialsResult;

	beforeAll(async () => {
		first = await call("--format json --out out/one --workers 1");
		found = jsonOf(first);
	}, 240_000);

	test("predicts each endpoint that is stated, for the trial's own patients", () => {
		expect(first.status).toBe(0);
		const { endpoints } = found.trials[0]!;
		expect(endpoints.map(({ id, verdict }) => [id, verdict !== "not known"])).toEqual([
			["A1", true],
			["A2", true],
			["A3", true],
			["A4", false],
		]);
		expect(endpoints[2]).toMatchObject({ unit: "pg/mL", seen: { value: 2000, beside: { of: "quartiles", from: 1000, to: 3000 } } });
		for (const { prediction } of endpoints.slice(0, 3)) {
			expect(prediction!.interval[0]).toBeLessThanOrEqual(prediction!.value);
			expect(prediction!.value).toBeLessThanOrEqual(prediction!.interval[1]);
			expect(prediction!.sd.parameters).toBeNull();
		}
	});

	test("gives the same bytes for two threads, and again from what its folder holds", async () => {
		const two = await call("--format json --workers 2");
		expect(two.stdout).toBe(first.stdout);
		const again = await call("--format json --out out/one --workers 1");
		expect(again.stdout).toBe(first.stdout);
		expect(again.stderr).toContain("24 of 24 runs were done before");
	});

	test("writes what it printed: JSON, a table that reads back, figures and a page", () => {
		const file = (name: string) => readFileSync(join(cwd, "out/one", name), "utf8");
		expect(JSON.parse(file("trials.json"))).toEqual(found);
		const { header: cells, rows } = readCsv(file("endpoints.csv"), "endpoints.csv");
		const header = cells.map(({ text }) => text);
		expect(rows).toHaveLength(4);
		expect(header.slice(0, 3)).toEqual(["trial", "id", "endpoint"]);
		const metadata = JSON.parse(file("endpoints.csv-metadata.json")) as { tableSchema: { columns: { name: string }[] } };
		expect(metadata.tableSchema.columns.map(({ name }) => name)).toEqual(header);
		expect(file("report.html")).toContain("for teaching and research only");
		expect(file("plots/small.svg")).toContain("<svg");
	});

	test("sets of parameters widen an interval by what they differ, and are told apart from patients", async () => {
		const wide = jsonOf(await call("--format json --sets sets.yaml"));
		const [fever] = wide.trials[0]!.endpoints;
		const alone = found.trials[0]!.endpoints[0]!.prediction!;
		expect(wide.sets).toBe(2);
		expect(fever!.prediction!.sd.parameters).toBeGreaterThan(alone.sd.patients);
		const width = ([low, high]: readonly [number, number]) => high - low;
		expect(width(fever!.prediction!.interval)).toBeGreaterThan(width(alone.interval));
	});

	test("the null model gives the same doses to patients who get no better, and stands beside the model", async () => {
		const inert = await call("--without-effects --against out/one");
		expect(inert.status).toBe(0);
		expect(inert.stdout).toMatch(/drugs of care|without effect/);
	});

	test("a parameter set otherwise is kept with the result", async () => {
		const changed = jsonOf(await call("--format json --set il6_gain=0.1x"));
		expect(changed.changes).toEqual({ il6_gain: "0.1x" });
		expect(changed.trials[0]!.endpoints[2]!.prediction!.value).toBeLessThan(found.trials[0]!.endpoints[2]!.prediction!.value);
	});
});
