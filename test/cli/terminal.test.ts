import { describe, expect, test } from "vitest";
import { columnsOf, shownOn, wishesOf } from "../../src/cli/paint.ts";
import { hangingWrap } from "../../src/report/wrap-words.ts";
import { crsim } from "./crsim.ts";

type Stream = NodeJS.WriteStream;
const pipe = {} as Stream;
const terminal = (columns: number) => ({ isTTY: true, columns }) as Stream;

const widest = (text: string) => Math.max(...text.split("\n").map((line) => [...line].length));

describe("the width of what is printed", () => {
	test.each([
		["of a terminal is its own, whatever COLUMNS says", terminal(90), { COLUMNS: "70" }, 90],
		["of a pipe is what COLUMNS says", pipe, { COLUMNS: "70" }, 70],
		["of a pipe is nobody's without COLUMNS", pipe, {}, undefined],
		["is nobody's when COLUMNS is no number", pipe, { COLUMNS: "wide" }, undefined],
		["is nobody's when COLUMNS is nothing", pipe, { COLUMNS: "0" }, undefined],
		["is never less than words need", pipe, { COLUMNS: "3" }, 40],
		["nor more than anybody reads", pipe, { COLUMNS: "100000" }, 400],
	] as const)("%s", (_, stream, env: Readonly<Record<string, string>>, expected) => {
		expect(columnsOf(stream, env)).toBe(expected);
	});

	test.each([
		["--help"],
		["grade", "--help"],
		["run", "no-tumor", "--until", "3 day"],
		["compare", "no-tumor", "untreated", "--until", "3 day"],
		["grade", "scenarios/charts/first-week.csv", "--scale", "ASTCT_CRS"],
		["list", "scenarios"],
		["list", "conditions"],
	])("holds for crsim %s %s %s", async (...args) => {
		const { stdout, status } = await crsim(args, { env: { COLUMNS: "64" } });
		expect(status).toBe(0);
		expect(widest(stdout)).toBeLessThanOrEqual(64);
		expect(widest(stdout)).toBeGreaterThan(50);
	});

	test("a list into a pipe has one line for each, however long", async () => {
		const { stdout } = await crsim(["list", "treatments"]);
		expect(widest(stdout)).toBeGreaterThan(150);
		expect(stdout).not.toMatch(/^ /m);
	});
});

describe("a line that is too long", () => {
	test.each([
		["goes on below its last column", "CRS  grade 2: low pressure", 20, ["CRS  grade 2: low", "     pressure"]],
		["goes on two spaces in when it has none", "one two three four", 9, ["one two", "  three", "  four"]],
		["keeps a word that is longer yet", "see averyveryverylongword", 10, ["see", "  averyveryverylongword"]],
		["is left alone when it fits", "a   b", 5, ["a   b"]],
		["is measured without its colors", "\u001b[1ma b\u001b[22m", 3, ["\u001b[1ma b\u001b[22m"]],
	])("%s", (_, line, width, lines) => {
		expect(hangingWrap(line, width)).toEqual(lines);
	});
});

describe("colors", () => {
	const painted = (stream: Stream, env: Readonly<Record<string, string>>) => {
		const before = { ...process.env };
		for (const name of ["NO_COLOR", "FORCE_COLOR"]) delete process.env[name];
		Object.assign(process.env, env);
		try {
			return shownOn(stream, wishesOf(stream).paint.strong("x")) !== "x";
		} finally {
			for (const name of ["NO_COLOR", "FORCE_COLOR"]) {
				if (before[name] === undefined) delete process.env[name];
				else process.env[name] = before[name];
			}
		}
	};

	test.each([
		["a terminal has them", terminal(80), {}, true],
		["a pipe has none", pipe, {}, false],
		["NO_COLOR takes them", terminal(80), { NO_COLOR: "1" }, false],
		["an empty NO_COLOR does not", terminal(80), { NO_COLOR: "" }, true],
		["FORCE_COLOR gives them to a pipe", pipe, { FORCE_COLOR: "1" }, true],
		["FORCE_COLOR=0 takes them", terminal(80), { FORCE_COLOR: "0" }, false],
		["NO_COLOR wins", pipe, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
	] as const)("%s", (_, stream, env: Readonly<Record<string, string>>, expected) => {
		expect(painted(stream, env)).toBe(expected);
	});

	test("of our own pass, any other sequence is written out", () => {
		const before = process.env["NO_COLOR"];
		process.env["NO_COLOR"] = "";
		try {
			const { paint } = wishesOf(terminal(80));
			const own = paint.strong("a") + paint.grade("3", 3) + paint.grade("?", null);
			expect(shownOn(terminal(80), own)).toBe(own);
			expect(shownOn(terminal(80), `${own}\u001b[8mhidden\u001b[2J\u001b]0;title\u0007\u202e`)).toBe(
				`${own}\\u001b[8mhidden\\u001b[2J\\u001b]0;title\\u0007\\u202e`,
			);
			expect(shownOn(pipe, "\u001b[1ma")).toBe("\\u001b[1ma");
		} finally {
			if (before === undefined) delete process.env["NO_COLOR"];
			else process.env["NO_COLOR"] = before;
		}
	});
});
