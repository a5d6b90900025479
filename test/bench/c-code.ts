import { equationRoutines, equationsInJavaScript } from "../../src/model/equation-routines.ts";
import type { FlatModel } from "../../src/model/flat-model.ts";
import { algebraInJavaScript, linearizationRoutines } from "../../src/model/linearization.ts";
import { continues, type RosenbrockTableau } from "../../src/ode/rosenbrock-tableau.ts";

/** What the generated functions call, in C. */
const prelude = `
#include <math.h>
#define unequal(a, b) ((a) < (b) || (a) > (b))
static double same(double a) { return a; }
static double least(double a, double b) { return isnan(a) || isnan(b) ? NAN : a < b ? a : b; }
static double greatest(double a, double b) { return isnan(a) || isnan(b) ? NAN : a > b ? a : b; }
#define ONE_OF(a, b, name, ...) name
#define min(...) ONE_OF(__VA_ARGS__, least, same, same)(__VA_ARGS__)
#define max(...) ONE_OF(__VA_ARGS__, greatest, same, same)(__VA_ARGS__)
static double clamp(double x, double lo, double hi) { return min(max(x, lo), hi); }
static double hill1(double x, double k) { return x > 0 ? x / (k + x) : x <= 0 ? 0 : NAN; }
static double hill2(double x, double k) { return x > 0 ? x * x / (k * k + x * x) : x <= 0 ? 0 : NAN; }
static double hill3(double x, double k) { return x > 0 ? x * x * x / (k * k * k + x * x * x) : x <= 0 ? 0 : NAN; }
static double hill4(double x, double k) { return x > 0 ? x * x * x * x / (k * k * k * k + x * x * x * x) : x <= 0 ? 0 : NAN; }
static double hill(double x, double k, double n) { return x > 0 ? pow(x, n) / (pow(k, n) + pow(x, n)) : x <= 0 ? 0 : NAN; }
static double power2(double x) { return x * x; }
static double power3(double x) { return x * x * x; }
static double power4(double x) { return x * x * x * x; }
`;

const parameter = (name: string) => (name === "t" || name === "shift" ? `double ${name}` : `double *${name}`);

/** One line of a generated function in C: it is arithmetic in both languages, but C's whole numbers divide without a remainder. */
function line(text: string): string {
	return text
		.replace(/^\tconst (\w+) = /, "\tconst double $1 = ")
		.replaceAll("Number.isFinite(", "isfinite(")
		.replaceAll("===", "==")
		.replaceAll(/\babs\(/g, "fabs(")
		.replaceAll("NaN", "NAN")
		.replaceAll(/(?<![\w.[]|\de[+-])(\d+)(?![\w.\]])/g, "$1.0")
		.replaceAll(/(?<![\w.[])(\d+)(e[+-]?\d+)/g, "$1.0$2");
}

/** Functions of generated JavaScript in C, those of these names and their pieces. */
function functionsInC(code: string, names: readonly string[]): string[] {
	const lines = code.split("\n");
	const own = names.join("|");
	const isHeld = new RegExp(`^const ((?:${own})\\d*Held) = new Float64Array\\((\\d+)\\);$`);
	const isHead = new RegExp(`^const ((?:${own})\\d*) = \\((.*)\\) => \\{$`);
	const made: string[] = [];
	for (let i = 0; i < lines.length; i++) {
		const held = isHeld.exec(lines[i]!);
		if (held) made.push(`static double ${held[1]}[${Number(held[2]) + 1}];`);
		const head = isHead.exec(lines[i]!);
		if (!head) continue;
		const body: string[] = [];
		for (i++; lines[i] !== "};"; i++) body.push(line(lines[i]!));
		const gives = body.some((one) => one.startsWith("\treturn ")) ? "int" : "void";
		made.push(`static ${gives} ${head[1]}(${head[2]!.split(", ").map(parameter).join(", ")}) {`, ...body, "}");
	}
	return made;
}

/**
 * The right-hand side in C: the very lines of the generated function, so that compiled solvers are measured on the same arithmetic.
 * Defines `rates(t, y, p, u, k, dy)`.
 */
export const ratesInC = (flat: FlatModel): string =>
	[prelude, ...functionsInC(equationsInJavaScript(equationRoutines(flat)), ["rates"])].join("\n");

/** All that a Rosenbrock method in C needs of a model and of its tableau: rates, Jacobian and elimination as the program generates them. */
export function rodasInC(flat: FlatModel, tableau: RosenbrockTableau): string {
	const algebra = algebraInJavaScript(linearizationRoutines(flat));
	const { a, c, alpha, d, dense, gamma, order, embeddedOrder, share } = tableau;
	const stages = a.length;
	const row = (numbers: readonly number[]) => `{${numbers.map(String).join(", ") || 0}}`;
	const table = (name: string, rows: readonly (readonly number[])[]) =>
		`static const double ${name}[${rows.length}][${stages}] = {${rows.map(row).join(", ")}};`;
	const list = (type: string, name: string, numbers: readonly number[]) =>
		`static const ${type} ${name}[${numbers.length}] = ${row(numbers)};`;
	const sizes = { N: flat.states.length, STAGES: stages, BENDS: dense.length, PARTS: algebra.partCount, ENTRIES: algebra.places.length };
	const counts = { ...sizes, MEMORY: algebra.memory, ORDER: order, EMBEDDED: embeddedOrder, GAMMA: gamma, SHARE: share };
	return [
		ratesInC(flat),
		...functionsInC(algebra.body, ["linearize", "prepare", "factorize", "forward", "backward"]),
		...Object.entries(counts).map(([name, value]) => `#define ${name} ${value}`),
		table("A", a),
		table("C", c),
		table("DENSE", dense),
		list("double", "ALPHA", alpha),
		list("double", "D", d),
		list(
			"int",
			"CONTINUES",
			a.map((_, stage) => Number(continues(tableau, stage))),
		),
		list(
			"int",
			"FADES",
			flat.states.map(({ fades }) => Number(fades)),
		),
	].join("\n");
}
