import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InputError } from "../../src/input/problem.ts";
import { writeResultFolder } from "../../src/node/result-folder.ts";
import { aFolder } from "../cli/crsim.ts";

const files = (...names: readonly string[]) => new Map(names.map((name) => [name, `the text of ${name}`]));
const textOf = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");

function refusalOf(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ message }) => message).join();
		throw error;
	}
	return "";
}

const first = files("report.html", "plots/cascade.svg", "plots/vitals.svg", "a/summary.json");

function aResult(): string {
	const folder = aFolder();
	expect(writeResultFolder(folder, first, {})).toEqual([]);
	return folder;
}

test("a folder holds one run: what an earlier one wrote and this one does not is removed and told, and empty folders with it", () => {
	const folder = aResult();
	writeFileSync(join(folder, "notes.txt"), "mine");
	expect(writeResultFolder(folder, files("report.html", "plots/vitals.svg"), {})).toEqual(["a/summary.json", "plots/cascade.svg"]);
	expect(["report.html", "plots/vitals.svg", "notes.txt"].every((name) => existsSync(join(folder, name)))).toBe(true);
	expect(["a", "plots/cascade.svg"].some((name) => existsSync(join(folder, name)))).toBe(false);
});

test("the same results may be written again", () => {
	expect(writeResultFolder(aResult(), first, {})).toEqual([]);
});

test("a file of somebody else in the way, and a result that was changed, are refused unless forced; nothing is written", () => {
	const folder = aFolder();
	writeFileSync(join(folder, "report.html"), "mine");
	expect(refusalOf(() => writeResultFolder(folder, first, {}))).toBe("report.html is not a result of crsim, or was changed since");
	expect([textOf(folder, "report.html"), existsSync(join(folder, "plots"))]).toEqual(["mine", false]);
	writeResultFolder(folder, first, { force: true });
	expect(textOf(folder, "report.html")).toBe("the text of report.html");

	writeFileSync(join(folder, "plots/cascade.svg"), "drawn over");
	expect(refusalOf(() => writeResultFolder(folder, files("report.html"), {}))).toContain("plots/cascade.svg");
	expect(textOf(folder, "plots/cascade.svg")).toBe("drawn over");
	expect(writeResultFolder(folder, files("report.html"), { force: true })).toEqual([
		"a/summary.json",
		"plots/cascade.svg",
		"plots/vitals.svg",
	]);
});

test("a manifest of somebody else is not written over", () => {
	const folder = aFolder();
	writeFileSync(join(folder, "manifest.json"), '{ "name": "my web page" }');
	expect(refusalOf(() => writeResultFolder(folder, first, {}))).toContain("manifest.json");
});

test("a folder of a study is not the place of a run", () => {
	const folder = aFolder();
	writeFileSync(join(folder, "study.json"), "{}");
	expect(refusalOf(() => writeResultFolder(folder, first, { force: true }))).toBe("this folder holds parts of a study");
});

test("a manifest cannot have files removed that lie outside of the folder, nor links", () => {
	const outside = aResult();
	const folder = join(outside, "a");
	const hash = (JSON.parse(textOf(outside, "manifest.json")) as { files: Record<string, string> }).files["report.html"]!;
	mkdirSync(join(folder, "b"));
	symlinkSync(join(outside, "report.html"), join(folder, "link.html"));
	writeFileSync(
		join(folder, "manifest.json"),
		JSON.stringify({
			files: { "../report.html": hash, "b/../../report.html": hash, [join(outside, "report.html")]: hash, "link.html": hash },
		}),
	);
	expect(writeResultFolder(folder, files("x.txt"), { force: true })).toEqual([]);
	expect(existsSync(join(outside, "report.html")) && existsSync(join(folder, "link.html"))).toBe(true);
});
