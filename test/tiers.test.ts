import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { home } from "../src/node/model-files.ts";
import { leftOutOfFast, long } from "./support/tiers.ts";

const matched = (pattern: string) => globSync(pattern, { cwd: home }).filter((file) => file.endsWith(".test.ts"));

describe("the tiers of tests", () => {
	test("what the fast one leaves out exists", () => {
		expect(leftOutOfFast.filter((pattern) => matched(pattern).length === 0)).toEqual([]);
	});

	test("the fast one keeps most files, and some of every folder of laws", () => {
		const leftOut = new Set(leftOutOfFast.flatMap(matched));
		const kept = matched("test/**/*.test.ts").filter((file) => !leftOut.has(file));
		expect(kept.length).toBeGreaterThan(leftOut.size);
		for (const folder of ["chart", "grading", "language", "model", "node", "ode", "population", "scenario", "simulate", "treatment"])
			expect(kept.filter((file) => file.startsWith(`test/${folder}/`)).length, folder).toBeGreaterThan(0);
		expect(kept).toEqual(expect.arrayContaining(["test/numbers.test.ts", "test/scenarios.test.ts", "test/structure.test.ts"]));
	});

	test("every file of the long one says what of it the usual one runs", () => {
		const files = matched(long);
		expect(files.length).toBeGreaterThan(0);
		expect(files.filter((file) => !readFileSync(join(home, file), "utf8").includes("byTier({"))).toEqual([]);
	});
});
