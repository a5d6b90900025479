import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/language/parse.ts";
import { equationMathml, mathml } from "../../src/report/mathml.ts";

function parsed(text: string) {
	const read = parseExpression(text);
	if (!("expression" in read)) throw new Error(text);
	return read.expression;
}

/** The markup as plain text: what a reader would say aloud, with fractions as (above)/(below). */
const spoken = (markup: string) =>
	markup
		.replace(/<mfrac>/g, "frac[")
		.replace(/<\/mfrac>/g, "]")
		.replace(/<msup>/g, "sup[")
		.replace(/<\/msup>/g, "]")
		.replace(/<\/?(mrow|math|mtable|mtr|mtd)[^>]*>/g, "")
		.replace(/<\/(mi|mn|mo|mtext)>/g, " ")
		.replace(/<[^>]*>/g, "")
		.replace(/\u00a0/g, " ")
		.replace(/ +/g, " ")
		.trim();
const said = (text: string) => spoken(mathml(parsed(text)));

describe("an expression as MathML", () => {
	test("a chain of products and quotients becomes one fraction", () => {
		expect(said("a * b / c * d / e")).toBe("frac[a · b · d c · e ]");
	});

	test("parentheses stay where they matter and fall where the bar does their work", () => {
		expect(said("a * (b + c)")).toBe("a · ( b + c )");
		expect(said("(a + b) / (c - d)")).toBe("frac[a + b c − d ]");
		expect(said("a - (b - c)")).toBe("a − b + c");
		expect(said("(a + b)^2")).toBe("sup[( a + b ) 2 ]");
		expect(said("-a^2")).toBe("− sup[a 2 ]");
	});

	test("hill of names is written out, of longer things it keeps its name", () => {
		expect(said("hill(x, k, 3)")).toBe("frac[sup[x 3 ]sup[k 3 ]+ sup[x 3 ]]");
		expect(said("hill(x, k)")).toBe("frac[x k + x ]");
		expect(said("hill(x - y, k, 3)")).toBe("hill ( x − y , k , 3 )");
	});

	test("a condition becomes cases, a unit stands behind its number", () => {
		expect(said("t > 0 h ? a : 0")).toBe("{ a if t &gt; 0 h 0 otherwise");
		expect(said("2 mL/kg * w")).toBe("( 2 mL/kg ) · w".replace("( 2 mL/kg )", "2 mL/kg"));
	});

	test("a name that looks like markup cannot become any", () => {
		expect(equationMathml("<b>", parsed("a"))).not.toContain("<b>");
	});

	test("a long equation is broken between its terms, a short one is not", () => {
		const long = Array.from({ length: 12 }, (_, i) => `a_rather_long_name_${i}`).join(" + ");
		expect(equationMathml("y", parsed(long)).match(/<mtr>/g)!.length).toBeGreaterThan(1);
		expect(equationMathml("y", parsed("a + b")).match(/<mtr>/g)!.length).toBe(1);
	});

	test("every tag that opens is closed, in its order", () => {
		for (const text of ["a", "a / b", "hill(a, b, c)", "(t > 1 h ? exp(-a / b) : sqrt(c)) * min(d, 2)", "abs(-a) + pow(b, 2) - log(c)"]) {
			const open: string[] = [];
			for (const [, slash, tag, self] of equationMathml("y", parsed(text), { derivative: true }).matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
				if (self === "/") continue;
				if (slash === "") open.push(tag!);
				else expect(open.pop()).toBe(tag);
			}
			expect(open).toEqual([]);
		}
	});
});
