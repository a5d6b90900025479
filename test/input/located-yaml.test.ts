import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { formatProblems } from "../../src/input/format-problems.ts";
import { type LocatedYaml, type Path, pathText, readYaml } from "../../src/input/located-yaml.ts";
import { InputError } from "../../src/input/problem.ts";
import { wrongIndentation } from "../../src/input/yaml-indentation.ts";
import { workSoFar } from "../support/work.ts";

/** What is told about a faulty text, as a person reads it. */
function told(text: string): string {
	try {
		readYaml(text, "a.yaml");
	} catch (error) {
		if (error instanceof InputError) return formatProblems(error.problems);
		throw error;
	}
	return "";
}

const at = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;

/** The text that stands at a place. */
function standsAt(text: string, place: { line: number; column: number }): string {
	return text.split(/\r?\n/)[place.line - 1]!.slice(place.column - 1);
}

describe("a YAML text remembers where each key and value stood", () => {
	const text = `about: A test.
treatments:
  - give: tocilizumab
    dose: 8 mg/kg
  - { give: "dexamethasone", dose: '10 mg' }
`;
	const yaml = readYaml(text, "a.yaml");

	test.each<[Path, string, string]>([
		[["about"], "1:1", "1:8"],
		[["treatments"], "2:1", "3:3"],
		[["treatments", 0], "3:5", "3:5"],
		[["treatments", 0, "give"], "3:5", "3:11"],
		[["treatments", 0, "dose"], "4:5", "4:11"],
		[["treatments", 1, "give"], "5:7", "5:13"],
		[["treatments", 1, "dose"], "5:30", "5:36"],
	])("%j: its key at %s, its value at %s", (path, key, value) => {
		expect(at(yaml.keyPlace(path))).toBe(key);
		expect(at(yaml.place(path))).toBe(value);
	});

	test("a path that does not exist is placed at what would hold it", () => {
		expect(at(yaml.place(["treatments", 0, "when"]))).toBe("3:5");
		expect(at(yaml.place(["nothing", "here"]))).toBe("1:1");
	});

	test("a path is written as people write it", () => {
		expect(pathText(["treatments", 0, "dose"])).toBe("treatments[0].dose");
	});

	test("line ends of Windows count as one", () => {
		expect(at(readYaml("a: 1\r\nb:\r\n  c: x\r\n", "a.yaml").place(["b", "c"]))).toBe("3:6");
	});

	test("JSON is read with its places as well", () => {
		const json = readYaml('{\n  "a": [1, {"b": 2}]\n}', "a.json");
		expect(json.value).toEqual({ a: [1, { b: 2 }] });
		expect(at(json.place(["a", 1, "b"]))).toBe("2:18");
	});
});

describe("a place inside a text value is found however the text was written", () => {
	const guilty = "il6_rst";
	const rows: Readonly<Record<string, string>> = {
		plain: "is: a * (b - il6_rst)\n",
		"plain over two lines": "is: a *\n  (b - il6_rst)\n",
		"single quotes": "is: 'a * (b - il6_rst)'\n",
		"single quotes with an apostrophe": "is: 'say ''a'' (b - il6_rst)'\n",
		"double quotes": 'is: "a * (b - il6_rst)"\n',
		"double quotes with escapes": 'is: "a\\t\\x41 \\u2264 \\"b\\" - il6_rst"\n',
		folded: "is: >-\n  a * (b\n  - il6_rst)\n",
		"folded, beginning with a sign": "is: >-\n  -a * (b\n  - il6_rst)\n",
		"folded, with a comment in its first line": "is: >- # il6_rst is mistyped\n  a * (b\n  - il6_rst)\n",
		literal: "is: |\n  a * (b\n    - il6_rst)\n",
		"in braces": 'x: { is: "a * (b - il6_rst)", unit: h }\n',
		"in a list": "list:\n  - a\n  - b - il6_rst\n",
	};
	const find = (yaml: LocatedYaml, value: unknown, path: Path): Path => {
		if (typeof value === "string" && value.includes(guilty)) return path;
		if (value === null || typeof value !== "object") return [];
		return (
			Object.entries(value)
				.map(([key, inner]) => find(yaml, inner, [...path, Array.isArray(value) ? Number(key) : key]))
				.find((found) => found.length > 0) ?? []
		);
	};

	test.each(Object.entries(rows))("%s", (_, text) => {
		const yaml = readYaml(text, "a.yaml");
		const path = find(yaml, yaml.value, []);
		const written = path.reduce<unknown>((inside, part) => (inside as Record<string, unknown>)[part], yaml.value) as string;
		expect(standsAt(text, yaml.placeWithin(path, written.indexOf(guilty)))).toMatch(/^il6_rst/);
		expect(standsAt(text, yaml.placeWithin(path, 0))[0]).toBe(written[0]);
	});

	test("every character of every text is found again", () => {
		const words = fc.stringMatching(/^[a-z(][a-z0-9*+() -]{0,60}[a-z)]$/);
		fc.assert(
			fc.property(words, fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_FOLDED", "BLOCK_LITERAL"), (words, style) => {
				const text = stringify({ key: { is: words } }, { defaultStringType: style, lineWidth: 30 } as object);
				const yaml = readYaml(text, "a.yaml");
				const value = (yaml.value as { key: { is: string } }).key.is;
				for (const [i, char] of [...value].entries()) {
					if (/\s/.test(char)) continue;
					expect(standsAt(text, yaml.placeWithin(["key", "is"], i))[0]).toBe(char);
				}
			}),
			{ numRuns: 400, seed: 3 },
		);
	});

	test("what was written is what is read", () => {
		const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
		const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
			value: fc.oneof(
				{ maxDepth: 4 },
				fc.string({ maxLength: 20 }),
				fc.double({ noDefaultInfinity: true, noNaN: true }).map((n) => n + 0),
				fc.boolean(),
				fc.array(tie("value"), { maxLength: 4 }),
				fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
			),
		}));
		fc.assert(
			fc.property(fc.dictionary(key, anyValue.value, { noNullPrototype: true }), (value) => {
				const allowed = !/"(__\w+__|constructor|prototype|toString|valueOf|hasOwnProperty|isPrototypeOf)":|\\u00|\\[rbf]|\u007f/.test(
					JSON.stringify(value),
				);
				fc.pre(allowed);
				expect(readYaml(stringify(value), "a.yaml").value).toEqual(value);
			}),
			{ numRuns: 300, seed: 5 },
		);
	});
});

describe("what cannot be read is refused with its place", () => {
	test.each([
		["a: 1\nb: 2\na: 3", "a.yaml:3:1  a  this key appears twice\n  keep one of the two"],
		["a: { b: 1, b: 2 }", "a.yaml:1:12  a.b  this key appears twice\n  keep one of the two"],
		["a:\n  __proto__: { x: 1 }", 'a.yaml:2:3  a  the key "__proto__" is not allowed'],
		["constructor: 1", 'a.yaml:1:1  the key "constructor" is not allowed'],
		["a: { toString: end }", 'a.yaml:1:6  a  the key "toString" is not allowed'],
		["hasOwnProperty: 1", 'a.yaml:1:1  the key "hasOwnProperty" is not allowed'],
		[
			"is: x > 1 ? a : b",
			'a.yaml:1:5  not YAML: a second ": " on one line\n  put the expression in quotes when it holds ": " (as `a ? b : c` does)',
		],
		["a: 1\n---\nb: 2", "a.yaml:2:1  a second document begins here (---)\n  write one document in each file"],
		["{a: 1}: 2", "a.yaml:1:1  not YAML as read here: a key must be a plain word\n  write key: value"],
		["a: *nope", "a.yaml:1:4  a  the alias *nope has no anchor\n  an anchor &nope must come before it"],
		["a: 0x10", 'a.yaml:1:4  a  "0x10" is not a decimal number'],
		["a: &a [*a]", "a.yaml:1:8  the file is nested too deeply\n  at most 64 levels are allowed"],
		["a: \u0000", "a.yaml:1:1  the file is not text\n  write it as UTF-8 YAML"],
		["%YAML 1.1\n---\na: yes", 'a.yaml:1:1  the directive "%YAML 1.1" is not supported\n  remove it: files are YAML 1.2'],
		["# x\n%TAG ! y:\n---\na: 1", 'a.yaml:2:1  the directive "%TAG ! y:" is not supported\n  remove it: files are YAML 1.2'],
		['a: !!int "3.7"', "a.yaml:1:10  a  the tag !!int is not supported\n  write the value without it"],
		["a: [!python/name:os.system x]", "a.yaml:1:28  a[0]  the tag !python/name:os.system is not supported\n  write the value without it"],
		["!!str a: 1", "a.yaml:1:7  the tag !!str is not supported\n  write the value without it"],
		["a: 1\nb: caf\ufffd", "a.yaml:2:7  a character here is not UTF-8\n  save the file as UTF-8"],
		["# \u001b[31m\na: 1", "a.yaml:1:3  the file contains the control character U+001B\n  remove it: texts are plain text"],
		["a: b\u202ec", "a.yaml:1:5  the file contains the control character U+202E\n  remove it: texts are plain text"],
		['a: "b\\e[2J"', "a.yaml:1:4  a  the text contains the control character U+001B\n  remove it: texts are plain text"],
		['"a\\x9b": 1', "a.yaml:1:1  the text contains the control character U+009B\n  remove it: texts are plain text"],
	])("%j", (text, expected) => {
		expect(told(text)).toBe(expected);
	});

	test.each([
		["a tab", "a:\n\tb: 1", "a.yaml:2:1"],
		["an open bracket", "a: [1, 2\nb: 3", "a.yaml:2:"],
		["an open quote", 'a: "b', "a.yaml:1:"],
		["a wrong indentation", "a:\n    b: 1\n  c: 2", "a.yaml:3:"],
		["a percent sign at the beginning", "a: %b", "a.yaml:1:4"],
	])("%s is not YAML", (_, text, place) => {
		expect(told(text)).toMatch(/not YAML/);
		expect(told(text)).toContain(place);
	});

	test.each(["%YAML 1.2\n---\na: 1", "a: |\r\n  one\r\n  two\r\n", 'a: "one\\ttwo"', "\ufeffa: שלום\u200f", "a: 🙂"])(
		"%j is read",
		(text) => {
			expect(told(text)).toBe("");
		},
	);

	test("several faults are told together", () => {
		expect(told("a: 1\na: 2\nb: 1\nb: 2").match(/appears twice/g)).toHaveLength(2);
	});

	test("brackets in comments and texts are not nesting", () => {
		expect(told(`${"# [0, 1)\n".repeat(100)}a: 1`)).toBe("");
	});
});

describe("texts made to hurt are refused quickly", () => {
	const nine = (name: string) => Array.from({ length: 9 }, () => `*${name}`).join(", ");
	test.each([
		["100 MB", () => "a".repeat(100_000_000), "at most 1000000 are allowed"],
		[
			"an alias bomb",
			() => `a: &a [x, x]\nb: &b [${nine("a")}]\nc: &c [${nine("b")}]\nd: &d [${nine("c")}]\ne: [${nine("d")}]`,
			"more than 100 aliases",
		],
		["a hundred thousand brackets", () => "[".repeat(100_000), "nested too deeply"],
		["a hundred thousand braces", () => "{a: ".repeat(100_000), "nested too deeply"],
		["brackets hidden behind a #", () => `{a: "x #", b: ${"[".repeat(20_000)}`, "nested too deeply"],
		["a hundred thousand dashes", () => "- ".repeat(100_000), "nested too deeply"],
		["a hundred thousand question marks", () => "? ".repeat(100_000), "nested too deeply"],
		["a staircase", () => Array.from({ length: 200 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"), "nested too deeply"],
		["sixty thousand keys", () => `${Array.from({ length: 60_000 }, (_, i) => `a${i}: 1`).join("\n")}\na0: 2`, "appears twice"],
	])("%s", (_, text, message) => {
		const whole = text();
		const before = workSoFar();
		expect(told(whole)).toContain(message);
		expect(workSoFar() - before).toBeLessThan(5000);
	});
});

describe("indentation is pointed at where it is", () => {
	const good = `about: A test.
patient:
  weight: 70 kg
  age: 58 year
treatments:
  - give: tocilizumab
    dose: 8 mg/kg
    repeat: { every: 8 h,
      at_most: 2 }
  - give: dexamethasone
    taper:
    - dose: 10 mg
      every: 12 h
    when: >
      crs >= 2 and
       icans >= 1
`;
	const keyLines = good.split("\n").flatMap((line, i) => (/^ +(?:- )?\w+: /.test(line) && i !== 8 ? [i] : []));

	test("a good text has none", () => {
		expect(wrongIndentation(good)).toEqual([]);
		readYaml(good, "a.yaml");
	});

	test.each(keyLines.flatMap((i) => [1, 2, 3].map((by) => [i, by] as const)))("line %i, %i spaces deeper", (i, by) => {
		const lines = good.split("\n");
		lines[i] = " ".repeat(by) + lines[i];
		const message = told(lines.join("\n"));
		// What is still YAML is another thing than meant, which the shape of the file tells.
		if (message !== "" && i > 0) expect(Number(/^a\.yaml:(\d+):/.exec(message)![1])).toBeGreaterThanOrEqual(i);
		if (!message.includes("indented")) return;
		// The first line of a block says where the others begin, so it is the next that does not fit.
		const isFirst = lines[i - 1]!.endsWith(":");
		expect(message).toContain(`a.yaml:${i + (isFirst ? 2 : 1)}:`);
	});

	test("each wrong line is told with the column where it should begin, and nothing that follows from it", () => {
		expect(
			told(
				"about: x\npatient:\n  weight: 70 kg\n   age: 58 year\ntreatments:\n  - give: tocilizumab\n   dose: 8 mg/kg\n    when: crs >= 2\n",
			),
		).toBe(
			[
				'a.yaml:4:4  not YAML: this line is indented deeper than "weight" above it, which already has a value',
				'  start it in column 3, below "weight" of line 3',
				"a.yaml:7:4  not YAML: the indentation of this line matches no line above it",
				'  start it in column 5, below "give" of line 6',
			].join("\n"),
		);
		expect(told("patient:\n\tweight: 70 kg\n")).toContain("a.yaml:2:1  not YAML: a tab indents this line\n  indent with spaces");
	});
});

describe("merge keys", () => {
	const merged = (text: string) => readYaml(text, "a.yaml").value;

	test("put in what is not said beside them; of several blocks the first goes before", () => {
		expect(merged("a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3 }\n")).toEqual({ a: { x: 1, y: 2 }, b: { x: 1, y: 3 } });
		expect(merged("a: &a { x: 1 }\nb: &b { x: 2, y: 3 }\nc: { <<: [*a, *b], z: 4 }\n")).toMatchObject({ c: { x: 1, y: 3, z: 4 } });
		expect(merged("a: &a { x: 1 }\nb: &b { <<: *a, y: 2 }\nc:\n  <<: *b\n")).toMatchObject({ c: { x: 1, y: 2 } });
	});

	test("a merged value has the place where it was written", () => {
		expect(at(readYaml("a: &a { x: 1 }\nb: { <<: *a }\n", "a.yaml").place(["b", "x"]))).toBe("1:12");
	});

	test("what is no block, a circle and a bomb are refused", () => {
		expect(told("b: { <<: 3 }\n")).toContain("expected a block of keys after <<");
		expect(told("a: &a\n  <<: *a\n")).not.toBe("");
		expect(told("a: &a { <<: { __proto__: 1 } }\n")).toBe("");
	});
});
