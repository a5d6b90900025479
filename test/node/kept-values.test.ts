import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keep, recall } from "../../src/node/kept-values.ts";

let root = "";
const at = (key: string) => join(root, "scenarios", key);

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "crsim-test-"));
	vi.stubEnv("CRSIM_CACHE_DIR", root);
});
afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(root, { recursive: true, force: true });
});

describe("a value that is kept", () => {
	test("comes back as it was, with infinities, negative zero, maps and parts that are shared", () => {
		const shared = { numbers: [Number.POSITIVE_INFINITY, -0, Number.NaN, 0.1 + 0.2] };
		keep("one", { map: new Map([["a", shared]]), again: shared, nothing: undefined });
		const value = recall("one") as { map: Map<string, unknown>; again: unknown };
		expect(value).toEqual({ map: new Map([["a", shared]]), again: shared, nothing: undefined });
		expect(value.map.get("a")).toBe(value.again);
	});

	test("is found under its own key only", () => {
		keep("one", 1);
		expect(recall("two")).toBeUndefined();
	});

	test.each<readonly [words: string, spoil: (path: string, bytes: Uint8Array) => void]>([
		["is empty", (path) => writeFileSync(path, "")],
		["is half written", (path, bytes) => writeFileSync(path, bytes.subarray(0, bytes.length / 2))],
		["has one bit turned", (path, bytes) => writeFileSync(path, bytes.with(bytes.length - 3, bytes.at(-3)! ^ 1))],
		["is some other file", (path) => writeFileSync(path, "about: a scenario\n".repeat(100))],
		["is that of another key", (path) => copyFileSync(at("other"), path)],
		["could have been written by others", (path) => chmodSync(path, 0o666)],
		[
			"is a folder",
			(path) => {
				rmSync(path);
				mkdirSync(path);
			},
		],
		["is gone", (path) => rmSync(path)],
	])("is made anew when its file %s", (_, spoil) => {
		keep("one", { answer: 42 });
		keep("other", { answer: 43 });
		spoil(at("one"), readFileSync(at("one")));
		expect(recall("one")).toBeUndefined();
		expect(() => keep("one", { answer: 42 })).not.toThrow();
		expect(recall("other")).toEqual({ answer: 43 });
	});

	test("takes the place of a spoiled one", () => {
		keep("one", { answer: 42 });
		writeFileSync(at("one"), "spoiled");
		keep("one", { answer: 42 });
		expect(recall("one")).toEqual({ answer: 42 });
	});

	test("can be read by this user alone", () => {
		keep("one", 1);
		expect(statSync(at("one")).mode & 0o777).toBe(0o600);
	});

	test("leaves after 64 newer ones, and nothing is left aside", () => {
		for (let i = 0; i < 70; i++) keep(`key-${i}`, i);
		expect(readdirSync(join(root, "scenarios")).length).toBe(64);
		expect(readdirSync(join(root, "scenarios")).filter((name) => name.endsWith(".part"))).toEqual([]);
		expect(recall("key-69")).toBe(69);
	});

	test.each(["/proc/nowhere/crsim", "/dev/null/crsim", "off"])("is not kept in %s, and nobody need know", (folder) => {
		vi.stubEnv("CRSIM_CACHE_DIR", folder);
		expect(() => keep("one", 1)).not.toThrow();
		expect(recall("one")).toBeUndefined();
	});
});
