import { describe, expect, test } from "vitest";
import { firstControl, visible, visibleInPlace } from "../../src/input/control-characters.ts";
import { formatProblems } from "../../src/input/format-problems.ts";

describe("control characters are written out", () => {
	test.each([
		["a sequence that clears the screen", "a\u001b[2Jb", "a\\u001b[2Jb"],
		["its one-character form", "\u009b31m", "\\u009b31m"],
		["a carriage return, which overwrites a line", "good\rbad", "good\\u000dbad"],
		["an override of direction", "a\u202egpj.exe", "a\\u202egpj.exe"],
		["half a character", "a\ud83d", "a\\ud83d"],
		["a line break in disguise", "a\u2028b", "a\\u2028b"],
	])("%s", (_, text, shown) => {
		expect(visible(text)).toBe(shown);
		expect(firstControl(text)?.name).toMatch(/^U\+[0-9A-F]{4}$/);
		expect(JSON.parse(`"${visible(text)}"`)).toBe(text);
		expect([...visibleInPlace(text)].length).toBe([...text].length);
	});

	test.each(["plain", "two\n\tlines", "µg · 38 °C – “quoted”", "שלום \u200f", "🙂", ""])("%j stays as it is", (text) => {
		expect(visible(text)).toBe(text);
		expect(firstControl(text)).toBeUndefined();
	});

	test("a problem quotes names, values and lines without them, the mark below its place", () => {
		const problem = { file: "a\u001b.yaml", line: 1, column: 4, key: "k\u0007", message: "m\u202e", hint: "h\u0085" };
		expect(formatProblems([problem], () => "\u001bx:y\u009b")).toBe(
			"a\\u001b.yaml:1:4  k\\u0007  m\\u202e\n    1 | \ufffdx:y\ufffd\n      |    ^\n  h\\u0085",
		);
	});
});
