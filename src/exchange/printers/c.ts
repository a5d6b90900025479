import { type Dialect, numberIn, printIn } from "./dialect.ts";
import { headLines, type PrintedRun, parameterLines, prologue, type Statements } from "./printed-run.ts";

const dialect: Dialect = {
	power: (base, exponent) => `pow(${base}, ${exponent})`,
	choice: (when, then, otherwise) => `(${when} ? ${then} : ${otherwise})`,
	and: "&&",
	or: "||",
	not: (condition) => `!(${condition})`,
	unequal: "!=",
	// So that no name is one of the language, or a function of math.h.
	named: (name) => `v_${name}`,
	// Functions of C take two arguments at most: longer ones are nested by the macros of the prelude.
	functionName: (name, count) =>
		({
			abs: "fabs",
			min: `least${count}`,
			max: `greatest${count}`,
			hill: `hill${count}`,
			round: "nearest",
			arcsin: "asin",
			arccos: "acos",
			arctan: "atan",
		})[name] ?? name,
};

const statements: Statements = {
	dialect,
	assign: (name, value) => `const double ${name} = ${value};`,
	item: (array, place) => `${array}[${place}]`,
};

/** `least3(a, b, c)` by two and two. */
function chained(name: string, two: string): readonly string[] {
	return Array.from({ length: 15 }, (_, i) => i + 1).map((count) => {
		const args = Array.from({ length: count }, (_, i) => `double a${i}`);
		const rest = Array.from({ length: count - 1 }, (_, i) => `a${i}`).join(", ");
		const body = count === 1 ? "a0" : `${two}(${name}${count - 1}(${rest}), a${count - 1})`;
		return `static inline double ${name}${count}(${args.join(", ")}) { return ${body}; }`;
	});
}

const prelude = [
	"#include <math.h>",
	"static inline double lesser(double a, double b) { return isnan(a) || isnan(b) ? NAN : a < b ? a : b; }",
	"static inline double larger(double a, double b) { return isnan(a) || isnan(b) ? NAN : a > b ? a : b; }",
	...chained("least", "lesser"),
	...chained("greatest", "larger"),
	"static inline double clamp(double x, double lo, double hi) { return lesser(larger(x, lo), hi); }",
	"static inline double hill3(double x, double k, double n) { return x > 0 ? pow(x, n) / (pow(k, n) + pow(x, n)) : x <= 0 ? 0 : NAN; }",
	"static inline double hill2(double x, double k) { return hill3(x, k, 1); }",
	"static inline double factorial(double n) { double r = 1; if (!(n >= 0 && n == floor(n))) return NAN; for (; n > 1 && r < INFINITY; n--) r *= n; return r; }",
	"static inline double nearest(double x) { return floor(x + 0.5); }",
];

const list = (values: readonly (string | number)[]) => `{${values.join(", ") || "0"}}`;

/** The numbers of what happened: times, where, whether it adds, values. */
function eventTables({ events }: PrintedRun): readonly string[] {
	const rows = events.map(({ time, of, target, adds, value }) =>
		list([numberIn(time), of === "state" ? 0 : 1, target, adds ? 1 : 0, numberIn(value)]),
	);
	return [
		"/* What happened: a state (0) or an input (1) is set to a value, or the value is added. */",
		"struct event { double time; int of, target, adds; double value; };",
		`#define EVENTS ${events.length}`,
		`static const struct event events[] = ${rows.length === 0 ? "{{0}}" : `{\n${rows.map((row) => `  ${row},`).join("\n")}\n}`};`,
	];
}

/**
 * A run in C: parameters, start, what happened, `rates` and `jacobian` (column by column, `jacobian[row + column * STATES]`); no main, so that a
 * solver of one's own includes it.
 */
export function runInC(run: PrintedRun): string {
	const { states, inputs, steps, entries } = run;
	const rates = states.map(({ rate }) => rate);
	const unused = (names: string) => `  (void)t; (void)y; (void)u; (void)${names};`;
	return `${[
		...headLines(run).map((one) => `/* ${one.replaceAll("*/", "* /")} */`),
		...prelude,
		`#define STATES ${states.length}`,
		`#define INPUTS ${inputs.length}`,
		`static const double begins = ${numberIn(run.from)}, ends = ${numberIn(run.until)};`,
		`static const char *const state_names[] = ${list(states.map(({ name }) => `"${name}"`))};`,
		`static const double start[] = ${list(states.map(({ start }) => numberIn(start)))};`,
		"/* The size of each state that matters. */",
		`static const double scale[] = ${list(states.map((state) => numberIn(state.scale)))};`,
		`static const double inputs_at_rest[] = ${list(inputs.map(({ value }) => numberIn(value)))};`,
		...eventTables(run),
		...parameterLines(run, { ...statements, assign: (name, value) => `static ${statements.assign(name, value)}` }, "//"),
		"static void rates(double t, const double *y, const double *u, double *dy) {",
		unused("dy"),
		...prologue(run, statements, rates).map((one) => `  ${one}`),
		...states.map(({ rate }, i) => `  dy[${i}] = ${printIn(rate, dialect)};`),
		"}",
		"static void jacobian(double t, const double *y, const double *u, double *pd) {",
		unused("pd"),
		"  for (int i = 0; i < STATES * STATES; i++) pd[i] = 0;",
		...prologue(
			run,
			statements,
			[...steps, ...entries].map(({ is }) => is),
		).map((one) => `  ${one}`),
		...steps.map(({ name, is }) => `  ${statements.assign(dialect.named(name), printIn(is, dialect))}`),
		...entries.map(({ row, column, is }) => `  pd[${row + column * states.length}] = ${printIn(is, dialect)};`),
		"}",
	].join("\n")}\n`;
}
