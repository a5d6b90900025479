import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fileName } from "../../src/input/file-name.ts";
import { replaceFile } from "../../src/node/replace-file.ts";
import { writeFiles } from "../../src/node/write-files.ts";
import { aFolder } from "../cli/crsim.ts";

describe("files of a folder", () => {
	test("take the place of a link that stands there; what it leads to stays as it is", () => {
		const [folder, elsewhere] = [aFolder(), join(aFolder(), "secret")];
		writeFileSync(elsewhere, "as it was");
		symlinkSync(elsewhere, join(folder, "summary.json"));
		writeFiles(folder, new Map([["summary.json", "new"]]));
		expect(readFileSync(join(folder, "summary.json"), "utf8")).toBe("new");
		expect(readFileSync(elsewhere, "utf8")).toBe("as it was");
	});

	test("may be wished into a folder through a link that a person made", () => {
		const [real, link] = [aFolder(), join(aFolder(), "link")];
		symlinkSync(real, link);
		writeFiles(link, new Map([["a/b.txt", "x"]]));
		expect(readFileSync(join(real, "a/b.txt"), "utf8")).toBe("x");
	});

	test.each(["../outside.txt", "a/../../outside.txt", ".."])("are never written outside of it: %s", (path) => {
		const folder = join(aFolder(), "inside");
		mkdirSync(folder);
		expect(() => writeFiles(folder, new Map([[path, "x"]]))).toThrow("outside");
		expect(readdirSync(join(folder, ".."), { recursive: true })).toEqual(["inside"]);
	});
});

describe("on Windows, where a file is open in another program", () => {
	const failing = (codes: readonly string[]) => {
		const left = [...codes];
		const tries: number[] = [];
		const waited: number[] = [];
		const rename = () => {
			tries.push(1);
			const code = left.shift();
			if (code) throw Object.assign(new Error(code), { code });
		};
		return { tries, waited, rename, wait: (ms: number) => void waited.push(ms) };
	};

	test.each(["EPERM", "EACCES", "EBUSY"])("it is put in place when %s has passed", (code) => {
		const { tries, waited, ...how } = failing([code, code]);
		replaceFile("a", "b", { platform: "win32", ...how });
		expect([tries.length, waited.length]).toEqual([3, 2]);
	});

	test("it is told what holds on for more than a second", () => {
		const { waited, tries, ...how } = failing(Array(20).fill("EBUSY"));
		expect(() => replaceFile("a", "b", { platform: "win32", ...how })).toThrow("EBUSY");
		expect(waited.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(1000);
		expect(tries.length).toBe(waited.length + 1);
	});

	test.each([
		["win32", "ENOSPC"],
		["linux", "EPERM"],
	] as const)("on %s %s is told at once", (platform, code) => {
		const { waited, tries, ...how } = failing([code]);
		expect(() => replaceFile("a", "b", { platform, ...how })).toThrow(code);
		expect([tries.length, waited]).toEqual([1, []]);
	});
});

describe("a name of a file", () => {
	test.each([
		["tocilizumab-at-grade-2", "tocilizumab-at-grade-2"],
		["P4+ 8 mg.kg", "P4+ 8 mg.kg"],
		["../../etc/passwd", "-..-etc-passwd"],
		["..", "unnamed"],
		["", "unnamed"],
		["a\\b:c*d?e", "a-b-c-d-e"],
		["<script>", "-script-"],
		["con", "con_"],
		["NUL.txt", "NUL_.txt"],
		["com1", "com1_"],
		["LPT¹", "LPT¹_"],
		["console", "console"],
		["dots...", "dots"],
		[" spaces ", "spaces"],
		["a\u0000\u001b\u202eb", "a---b"],
		["größe", "größe"],
		["x".repeat(300), "x".repeat(100)],
	])("%j becomes %j", (name, file) => {
		expect(fileName(name)).toBe(file);
	});

	test("stays what it is once it is one, holds no path and no mark that a system reads", () => {
		const name = fc.string({ unit: fc.oneof(fc.constantFrom(..."./\\:con%nul \u0000-_~$"), fc.string({ unit: "binary", maxLength: 1 })) });
		fc.assert(
			fc.property(name, (text) => {
				const file = fileName(text);
				expect(fileName(file)).toBe(file);
				// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
				expect(file).not.toMatch(/[/\\:*?"<>|%$~\u0000-\u001f\u007f-\u009f]|^[. ]|[. ]$|^$/);
			}),
			{ seed: 4, numRuns: 1000 },
		);
	});
});
