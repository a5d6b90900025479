import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatProblems } from "../../src/input/format-problems.ts";
import { allowedHint, didYouMean, nearest } from "../../src/input/nearest.ts";
import { InputError, type Problem } from "../../src/input/problem.ts";
import { workSoFar } from "../support/work.ts";

const many = (count: number): Problem[] =>
	Array.from({ length: count }, (_, i) => ({ file: "a.yaml", line: i + 1, column: 1, key: "", message: `wrong ${i}` }));

describe("very many problems", () => {
	test("the first fifty are shown with their lines, the rest is a number", () => {
		const told = (count: number) => formatProblems(many(count), () => "x\n".repeat(count)).split("\n");
		expect(told(50)).toHaveLength(150);
		expect(told(51).slice(-2)).toEqual(["      | ^", "… and 1 more problem"]);
		expect(told(20_160).at(-1)).toBe("… and 20110 more problems");
	});

	test("one with another remedy is among those shown, in its place", () => {
		const problems = many(80).map((one, i) => ({ ...one, hint: i === 70 ? "look here" : "as before" }));
		const told = formatProblems(problems);
		expect(told.split("\n").slice(-3)).toEqual(["a.yaml:71:1  wrong 70", "  look here", "… and 30 more problems"]);
	});

	test("a file is asked for once, however many problems it has", () => {
		let asked = 0;
		formatProblems(many(40), () => {
			asked++;
			return "x\n".repeat(40);
		});
		expect(asked).toBe(1);
	});
});

describe("nearest words", () => {
	const keys = ["give", "dose", "at", "when", "every", "for", "over"];

	test.each([
		["dsoe", ["dose"]],
		["Dose", ["dose"]],
		["doze", ["dose"]],
		["evry", ["every"]],
		["whenn", ["when"]],
		["frequency", []],
		["x", []],
		["", []],
	])("%s: %j", (word, found) => {
		expect(nearest(word, keys)).toEqual(found);
	});

	test("a beginning is near to the whole", () => {
		expect(nearest("toci", ["anakinra", "tocilizumab"])).toEqual(["tocilizumab"]);
	});

	test.each([
		["a name cut short is the longer one, not another with one letter changed", "ALL", ["CLL", "B-ALL"], ["B-ALL"]],
		["dashes and underscores do not matter to a beginning", "IEC_HS", ["ICE", "IECHS_DX"], ["IECHS_DX"]],
		["a part of many names says nothing", "rate", ["a_rate", "b_rate", "c_rate", "d_rate"], []],
	])("%s", (_law, word, allowed, found) => {
		expect(nearest(word, allowed)).toEqual(found);
	});

	test("of a list that is cut, the names that share a word with the one that was written stay", () => {
		const names = [...Array.from({ length: 40 }, (_, i) => `other-${i}`), "tocilizumab-too-late"];
		expect(allowedHint("tocilizumab-early", names)).toMatch(/^allowed: tocilizumab-too-late, other-0, .* \(41 in all\)\.$/);
	});

	test("a right word is its own nearest, first of at most three", () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 1 }), (words) => {
				const found = nearest(words[0]!, words);
				expect(found[0]).toBe(words[0]);
				expect(found.length).toBeLessThanOrEqual(3);
			}),
			{ seed: 1 },
		);
	});

	test("a single slip in a word of four letters or more is understood", () => {
		const slip = fc.tuple(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(3), fc.constantFrom("drop", "double", "swap"));
		fc.assert(
			fc.property(slip, ([word, i, kind]) => {
				const slipped =
					kind === "drop"
						? word.slice(0, i) + word.slice(i + 1)
						: kind === "double"
							? word.slice(0, i) + word[i] + word.slice(i)
							: word.slice(0, i) + (word[i + 1] ?? "") + word[i] + word.slice(i + 2);
				expect(nearest(slipped, [word, "somethingelse"])).toContain(word);
			}),
			{ seed: 2 },
		);
	});

	test("the hint lists what is allowed and asks", () => {
		expect(allowedHint("dsoe", ["give", "dose"])).toBe('allowed: give, dose. Did you mean "dose"?');
		expect(allowedHint("zzz", ["give", "dose"])).toBe("allowed: give, dose.");
		expect(didYouMean("ab", ["ax", "ay"])).toBe('Did you mean "ax" or "ay"?');
		expect(didYouMean("CRS", ["crs", "crp"])).toBe('Did you mean "crs"?');
	});

	test("a long list is cut and counted", () => {
		const many = Array.from({ length: 40 }, (_, i) => `name${i}`);
		expect(allowedHint("zzz", many)).toMatch(/name23, … \(40 in all\)\.$/);
	});

	test("a word of a million characters takes no time", () => {
		const before = workSoFar();
		nearest("a".repeat(1_000_000), keys);
		expect(workSoFar() - before).toBeLessThan(200);
	});
});

const problem = (given: Partial<Problem>): Problem => ({ file: "severe.yaml", line: 1, column: 1, key: "", message: "is wrong", ...given });

describe("problems as text, word for word", () => {
	const source = "about: A test.\ntreatments:\n  - give: tocilizumab\n    dsoe: 8 mg/kg\n    at: 3 mg\n";
	const unknown = problem({
		line: 4,
		column: 5,
		key: "treatments[0].dsoe",
		message: "unknown key",
		hint: 'allowed: give, dose. Did you mean "dose"?',
	});
	const unit = problem({
		line: 5,
		column: 9,
		key: "treatments[0].at",
		message: 'expected a time (h), such as "3 day", found "3 mg" (a mass)',
	});

	test("place, key, what is wrong, the line itself, what to do; in the order of the lines", () => {
		expect(formatProblems([unit, unknown], () => source)).toBe(
			[
				"severe.yaml:4:5  treatments[0].dsoe  unknown key",
				"    4 |     dsoe: 8 mg/kg",
				"      |     ^",
				'  allowed: give, dose. Did you mean "dose"?',
				'severe.yaml:5:9  treatments[0].at  expected a time (h), such as "3 day", found "3 mg" (a mass)',
				"    5 |     at: 3 mg",
				"      |         ^",
			].join("\n"),
		);
	});

	test("without the source only the words are given", () => {
		expect(formatProblems([unknown])).toBe('severe.yaml:4:5  treatments[0].dsoe  unknown key\n  allowed: give, dose. Did you mean "dose"?');
	});

	test("a problem of the whole file has no key", () => {
		expect(formatProblems([problem({})])).toBe("severe.yaml:1:1  is wrong");
	});

	test("files come in the order of their names, and each is asked for its own text", () => {
		const text = formatProblems([problem({ file: "b.yaml" }), problem({ file: "a.yaml" })], (file) => `text of ${file}`);
		expect(text.split("\n").filter((line) => line.includes("|"))).toEqual([
			"    1 | text of a.yaml",
			"      | ^",
			"    1 | text of b.yaml",
			"      | ^",
		]);
	});

	test("of many problems fifty are told and the others counted by column; each file is read once", () => {
		const many = Array.from({ length: 20_160 }, (_, i) => problem({ line: i + 2, key: `row ${i + 2} ${i % 2 === 0 ? "temp_c" : "map"}` }));
		let asked = 0;
		const text = formatProblems(many, () => {
			asked++;
			return "x\n".repeat(30_000);
		});
		expect(asked).toBe(1);
		expect(text.match(/is wrong/g)).toHaveLength(50);
		expect(text.split("\n").at(-1)).toBe("… and 20110 more problems, such as 10055 of temp_c, 10055 of map");
		expect(formatProblems(many.slice(0, 50))).not.toContain("more");
	});

	test("in a long line the guilty place is still shown above its mark", () => {
		const [, shown, mark] = formatProblems([problem({ column: 501 })], () => `${"x".repeat(500)}!${"x".repeat(5000)}`).split("\n");
		expect(shown!.length).toBeLessThan(200);
		expect(shown![mark!.indexOf("^")]).toBe("!");
	});

	test("a tab takes the width of its mark", () => {
		const [, shown, mark] = formatProblems([problem({ column: 4 })], () => "a:\t!").split("\n");
		expect(shown![mark!.indexOf("^")]).toBe("!");
	});

	test("the error carries every problem, and its text names every place", () => {
		const error = new InputError([unknown, unit]);
		expect(error.problems).toEqual([unknown, unit]);
		expect(error.message).toBe(
			'severe.yaml:4:5 treatments[0].dsoe unknown key\nsevere.yaml:5:9 treatments[0].at expected a time (h), such as "3 day", found "3 mg" (a mass)',
		);
	});
});
