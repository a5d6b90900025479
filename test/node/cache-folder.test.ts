import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cacheOf, usersCaches } from "../../src/node/cache-folder.cjs";
import { keep, recall } from "../../src/node/kept-values.ts";
import { makeFolder } from "../../src/node/make-folder.cjs";
import { crsimProcess } from "../cli/crsim.ts";

let root = "";

beforeEach(() => {
	root = join(mkdtempSync(join(tmpdir(), "crsim-test-")), "cache");
	vi.stubEnv("CRSIM_CACHE_DIR", root);
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
	rmSync(join(root, ".."), { recursive: true, force: true });
});

const kinds = ["code", "scenarios"] as const;

/** A folder becomes a link to where it was moved. */
function intoLink(folder: string): void {
	renameSync(folder, `${folder}-elsewhere`);
	symlinkSync(`${folder}-elsewhere`, folder);
}

/** How a folder comes to be one that somebody else may have filled. */
const spoilings: Readonly<Record<string, readonly [spoil: (folder: string) => void, why: string]>> = {
	"may be written by its group": [(folder) => chmodSync(folder, 0o770), "other users may write into it"],
	"may be written by everybody": [(folder) => chmodSync(folder, 0o777), "other users may write into it"],
	"is a link": [intoLink, "it is a link"],
	"belongs to another user": [
		() => {
			const own = process.getuid!();
			vi.spyOn(process, "getuid").mockReturnValue(own + 1);
		},
		"it belongs to another user",
	],
};

describe.each(kinds)("the folder of %s", (kind) => {
	test("is made for this user alone", () => {
		expect(cacheOf(kind)).toEqual({ folder: join(root, kind) });
		for (const folder of [root, join(root, kind)]) expect(statSync(folder).mode & 0o777).toBe(0o700);
	});

	test("that others could read is closed to them", () => {
		mkdirSync(join(root, kind), { recursive: true, mode: 0o755 });
		expect(cacheOf(kind).folder).toBe(join(root, kind));
		expect(statSync(join(root, kind)).mode & 0o777).toBe(0o700);
	});

	test("is none of either when the user wants none", () => {
		vi.stubEnv("CRSIM_CACHE_DIR", "off");
		expect(cacheOf(kind)).toEqual({});
	});

	describe.each(Object.entries(spoilings))("that %s", (_, [spoil, why]) => {
		test.each([
			["itself", (folder: string) => folder],
			["as a whole", (folder: string) => join(folder, "..")],
		])("%s is not used", (_, which) => {
			const { folder } = cacheOf(kind);
			spoil(which(folder!));
			expect(cacheOf(kind).trouble).toMatch(new RegExp(`^${root}.* is not used: ${why}$`));
			expect(cacheOf(kind).folder).toBeUndefined();
		});
	});
});

describe("what is kept", () => {
	test.each(Object.entries(spoilings))("is neither read nor written where the folder %s", (_, [spoil]) => {
		keep("one", 1);
		expect(recall("one")).toBe(1);
		const before = readdirSync(join(root, "scenarios"));
		spoil(join(root, "scenarios"));
		expect(recall("one")).toBeUndefined();
		keep("two", 2);
		expect(readdirSync(join(root, "scenarios"))).toEqual(before);
	});

	test("is not read through a link", () => {
		keep("one", 1);
		const file = join(root, "scenarios/one");
		intoLink(file);
		expect(readFileSync(file).length).toBeGreaterThan(0);
		expect(recall("one")).toBeUndefined();
	});
});

describe("a process", () => {
	const args = ["list", "protocols"];
	const plain = () => crsimProcess(args, { env: { CRSIM_CACHE_DIR: "off" } });
	const filesIn = (folder: string) =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((one) => one.isFile())
			.map((one) => join(one.parentPath, one.name));

	test("uses no cache that others may write into, and leaves it as it is", () => {
		for (const kind of kinds) mkdirSync(join(root, kind), { recursive: true });
		chmodSync(root, 0o777);
		expect(crsimProcess(args, { env: { CRSIM_CACHE_DIR: root } })).toEqual(plain());
		expect(filesIn(root)).toEqual([]);
	});

	test("with compiled code that was tampered with says the same", () => {
		crsimProcess(args, { env: { CRSIM_CACHE_DIR: root } });
		const files = filesIn(root);
		expect(files.length).toBeGreaterThan(20);
		for (const file of files) {
			const bytes = readFileSync(file);
			for (let at = 64; at < bytes.length; at += 97) bytes[at]! ^= 0x55;
			writeFileSync(file, bytes);
		}
		expect(crsimProcess(args, { env: { CRSIM_CACHE_DIR: root } })).toEqual(plain());
	});
});

describe("where caches stand", () => {
	const home = (): string => "/home/ada";
	const nowhere = (): string => {
		throw new Error("no home");
	};

	test.each([
		["linux", {}, home, "/home/ada/.cache"],
		["linux", { XDG_CACHE_HOME: "/caches" }, home, "/caches"],
		["linux", { XDG_CACHE_HOME: "caches" }, home, "/home/ada/.cache"],
		["linux", { LOCALAPPDATA: "/local" }, home, "/home/ada/.cache"],
		["linux", {}, nowhere, undefined],
		["win32", { LOCALAPPDATA: "C:\\Users\\Ada\\AppData\\Local" }, home, "C:\\Users\\Ada\\AppData\\Local"],
		["win32", {}, () => "C:\\Users\\Ada", "C:\\Users\\Ada\\.cache"],
	])("on %s with %j", (platform, env: Readonly<Record<string, string>>, place, expected) => {
		expect(usersCaches(platform, env, place)).toBe(expected);
	});
});

describe("a folder is made", () => {
	test("with those above it, and is left alone when it is there", () => {
		const folder = join(root, "a/b");
		makeFolder(folder);
		makeFolder(folder);
		expect(existsSync(folder)).toBe(true);
	});

	test.each(["/proc/nowhere/at/all", "/dev/null/a"])("or the system says why not: %s", (folder) => {
		expect(() => makeFolder(folder)).toThrow(/ENOENT|ENOTDIR/);
	});
});
