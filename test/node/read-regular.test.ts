import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openGradeInput } from "../../src/node/grade-files.ts";
import { readModelTexts } from "../../src/node/model-files.ts";
import { readRegular } from "../../src/node/read-regular.ts";
import { readText } from "../../src/node/read-text.ts";
import { problemsIn } from "../support/a-scenario.ts";

const folder = mkdtempSync(join(tmpdir(), "crsim-regular-"));
const file = (name: string, text = "") => {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
};
const said = (read: () => unknown) => problemsIn(read).map(({ line, column, message }) => `${line}:${column} ${message}`);

test("a regular file is read to its last byte, at most so many", () => {
	const path = file("ten.txt", "0123456789");
	expect(readRegular(path, { most: 10 }).toString("utf8")).toBe("0123456789");
	expect(said(() => readRegular(path, { most: 9 }))).toEqual(["1:1 the file has more than 9 bytes"]);
	expect(readRegular(file("empty.txt"), { most: 10 })).toHaveLength(0);
});

test.skipIf(process.platform === "win32")("the bytes are counted where the size of a file says nothing", () => {
	expect(readRegular("/proc/self/status", { most: 100_000 }).length).toBeGreaterThan(100);
	expect(said(() => readRegular("/proc/self/status", { most: 50 }))).toEqual(["1:1 the file has more than 50 bytes"]);
});

test("what is not there, and a folder, are told as that", () => {
	expect(said(() => readRegular(join(folder, "none"), { most: 10 }))).toEqual(["1:1 there is no such file"]);
	expect(said(() => readRegular(folder, { most: 10 }))).toEqual(["1:1 this is a folder, not a file"]);
});

test.skipIf(process.platform === "win32")("a pipe and a device are refused at once, by every reader", () => {
	const pipe = join(folder, "pipe.yaml");
	expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
	const refused = ["1:1 this is a pipe or a device, not a regular file"];
	for (const path of [pipe, "/dev/zero", "/dev/null"]) {
		expect(said(() => readText(path))).toEqual(refused);
		expect(said(() => openGradeInput(path))).toEqual(refused);
	}
	expect(said(() => readModelTexts("a model", folder))).toEqual(refused);
});
