import { describe, expect, test } from "vitest";
import { crsim } from "./crsim.ts";

describe("crsim model", () => {
	test("prints the whole model as one HTML page", async () => {
		const { status, stdout } = await crsim(["model", "checkpoint-inhibitor", "--format", "html"]);
		expect(status).toBe(0);
		expect(stdout).toMatch(/^<!doctype html>/);
		expect(stdout).toContain("</html>");
	});

	test("prints what the strongest influences rest on, and as JSON all of them with what they moved", async () => {
		const words = ["model", "cart-crs", "--evidence", "--outcomes", "fever,ice"];
		const table = await crsim(words);
		const json = await crsim([...words, "--format", "json"]);
		expect([table.status, json.status]).toEqual([0, 0]);
		const rows = table.stdout.split("\n").filter((line) => /^ *\d+ {2}\w/.test(line));
		expect(rows).toHaveLength(30);
		const said = JSON.parse(json.stdout);
		expect(said.outcomes.map(({ name }: { name: string }) => name)).toEqual(["fever", "ice"]);
		expect(rows[0]).toContain(said.parameters[0].parameter);
		expect(said.parameters[0]).toMatchObject({ rank: 1, evidence: expect.any(String), outcomes: { fever: { times: expect.any(Number) } } });
	});

	test("a model that says no outcomes cannot be weighed, and is told so", async () => {
		const { status, stderr } = await crsim(["model", "checkpoint-inhibitor", "--evidence"]);
		expect(status).toBe(1);
		expect(stderr).toContain("has no file evidence.yaml");
		expect(stderr).toContain("cart-crs");
	});

	test("a model without a ladder of severity has no table of magnitudes, and is told so", async () => {
		const { status, stderr } = await crsim(["model", "checkpoint-inhibitor", "--magnitudes"]);
		expect(status).toBe(1);
		expect(stderr).toContain('there is no ladder of severity for "checkpoint-inhibitor"');
	});
});
