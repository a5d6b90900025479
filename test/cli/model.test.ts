import { describe, expect, test } from "vitest";
import { crsim } from "./crsim.ts";

describe("crsim model", () => {
	test("prints the whole model as one HTML page", async () => {
		const { status, stdout } = await crsim(["model", "checkpoint-inhibitor", "--format", "html"]);
		expect(status).toBe(0);
		expect(stdout).toMatch(/^<!doctype html>/);
		expect(stdout).toContain("</html>");
	});

	test("a model without a ladder of severity has no table of magnitudes, and is told so", async () => {
		const { status, stderr } = await crsim(["model", "checkpoint-inhibitor", "--magnitudes"]);
		expect(status).toBe(1);
		expect(stderr).toContain('there is no ladder of severity for "checkpoint-inhibitor"');
	});
});
