import { equationRoutines, equationsInJavaScript } from "../../src/model/equation-routines.ts";
import type { FlatModel } from "../../src/model/flat-model.ts";

/** What the generated functions call, in C. */
const prelude = `
#include <math.h>
#define unequal(a, b) ((a) < (b) || (a) > (b))
static double min(double a, double b) { return isnan(a) || isnan(b) ? NAN : a < b ? a : b; }
static double max(double a, double b) { return isnan(a) || isnan(b) ? NAN : a > b ? a : b; }
static double clamp(double x, double lo, double hi) { return min(max(x, lo), hi); }
static double power2(double x) { return x * x; }
static double power3(double x) { return x * x * x; }
static double power4(double x) { return x * x * x * x; }
`;

const parameter = (name: string) => (name === "t" ? "double t" : `double *${name}`);

/** One line of a generated function in C: it is arithmetic in both languages, but C's whole numbers divide without a remainder. */
function line(text: string): string {
	return text
		.replace(/^\tconst (\w+) = /, "\tconst double $1 = ")
		.replaceAll("===", "==")
		.replaceAll(/\babs\(/g, "fabs(")
		.replaceAll("NaN", "NAN")
		.replaceAll(/(?<![\w.[])(\d+)(?![\w.\]])/g, "$1.0")
		.replaceAll(/(?<![\w.[])(\d+)(e[+-]?\d+)/g, "$1.0$2");
}

/**
 * The right-hand side in C: the very lines of the generated function, so that compiled solvers are measured on the same arithmetic.
 * Defines `rates(t, y, p, u, k, dy)`.
 */
export function ratesInC(flat: FlatModel): string {
	const lines = equationsInJavaScript(equationRoutines(flat)).split("\n");
	const code: string[] = [];
	for (let i = 0; i < lines.length; i++) {
		const held = /^const (rates\d*Held) = new Float64Array\((\d+)\);$/.exec(lines[i]!);
		if (held) code.push(`static double ${held[1]}[${Number(held[2]) + 1}];`);
		const head = /^const (rates\d*) = \((.*)\) => \{$/.exec(lines[i]!);
		if (!head) continue;
		code.push(`static void ${head[1]}(${head[2]!.split(", ").map(parameter).join(", ")}) {`);
		for (i++; lines[i] !== "};"; i++) code.push(line(lines[i]!));
		code.push("}");
	}
	return [prelude, ...code].join("\n");
}
