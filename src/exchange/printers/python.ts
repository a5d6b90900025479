import { type Dialect, numberIn, printIn, unlessReserved } from "./dialect.ts";
import { headLines, type PrintedRun, parameterLines, prologue, type Statements } from "./printed-run.ts";

const dialect: Dialect = {
	power: (base, exponent) => `power(${base}, ${exponent})`,
	choice: (when, then, otherwise) => `(${then} if ${when} else ${otherwise})`,
	and: "and",
	or: "or",
	not: (condition) => `not (${condition})`,
	unequal: "!=",
	named: unlessReserved(
		"False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with y u dy pd np math states inputs start scale events rates jacobian simulate power print sys solve_ivp",
	),
	functionName: (name) => ({ min: "least", max: "greatest", round: "nearest" })[name] ?? name,
};

const statements: Statements = {
	dialect,
	assign: (name, value) => `${name} = ${value}`,
	item: (array, place) => `${array}[${place}]`,
};

const prelude = `import math
import sys

import numpy as np
from scipy.integrate import solve_ivp

sin, cos, tanh, arctan = math.sin, math.cos, math.tanh, math.atan


def exp(x):
    return math.inf if x > 709.782712893384 else math.exp(x)


def log(x):
    return math.log(x) if x > 0 else -math.inf if x == 0 else math.nan


def sqrt(x):
    return math.sqrt(x) if x >= 0 else math.nan


def power(x, n):
    if x == 0 and n < 0:
        return math.inf
    if x < 0 and n != math.floor(n):
        return math.nan
    return math.pow(x, n)


def least(*values):
    return math.nan if any(math.isnan(x) for x in values) else min(values)


def greatest(*values):
    return math.nan if any(math.isnan(x) for x in values) else max(values)


def clamp(x, lo, hi):
    return least(greatest(x, lo), hi)


def hill(x, k, n=1.0):
    return power(x, n) / (power(k, n) + power(x, n)) if x > 0 else 0.0


def floor(x):
    return float(math.floor(x))


def ceil(x):
    return float(math.ceil(x))


def nearest(x):
    return float(math.floor(x + 0.5))


def arcsin(x):
    return math.asin(x) if abs(x) <= 1 else math.nan


def arccos(x):
    return math.acos(x) if abs(x) <= 1 else math.nan


def factorial(n):
    if not (n >= 0 and n == math.floor(n)):
        return math.nan
    return math.inf if n > 170 else float(math.factorial(int(n)))
`;

const solving = `

def simulate(rtol=1e-9, every=1.0):
    """Times (hours) and states, a row an instant; integrated anew after each thing that happened."""
    y, u = np.array(start), list(inputs_at_rest)
    atol = [rtol * 1e-3 * size for size in scale]
    cuts = sorted({begins, ends, *(event[0] for event in events if begins < event[0] < ends)})
    rows = []
    for i, cut in enumerate(cuts):
        for time, of, target, adds, value in events:
            if time != cut:
                continue
            (y if of == "state" else u)[target] = value + (y[target] if of == "state" and adds else 0.0)
        if i + 1 == len(cuts):
            rows.append((cut, *y))
            break
        inside = [n * every for n in range(math.ceil(cut / every), math.ceil(cuts[i + 1] / every))]
        found = solve_ivp(
            lambda t, x: rates(t, x.tolist(), u),
            (cut, cuts[i + 1]),
            y,
            method="LSODA",
            jac=lambda t, x: jacobian(t, x.tolist(), u),
            t_eval=[*inside, cuts[i + 1]],
            rtol=rtol,
            atol=atol,
        )
        if not found.success:
            raise RuntimeError(found.message)
        rows.extend((t, *found.y[:, at]) for at, t in enumerate(inside))
        y = found.y[:, -1].copy()
    return rows


if __name__ == "__main__":
    print(",".join(["time_h", *states]))
    for row in simulate(*(float(word) for word in sys.argv[1:])):
        print(",".join(repr(float(value)) for value in row))
`;

const list = (name: string, values: readonly string[]): string => `${name} = [${values.join(", ")}]`;
const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);

/** A run as a module of Python that SciPy integrates; as a program it prints the states at whole hours as CSV. */
export function runInPython(run: PrintedRun): string {
	const { states, inputs, steps, entries, events } = run;
	const rates = states.map(({ rate }) => rate);
	const derivatives = [...steps, ...entries].map(({ is }) => is);
	return [
		...headLines(run).map((line) => `# ${line}`),
		prelude,
		...parameterLines(run, statements, "#"),
		"",
		list(
			"states",
			states.map(({ name }) => JSON.stringify(name)),
		),
		list(
			"start",
			states.map(({ start }) => numberIn(start)),
		),
		list(
			"scale",
			states.map(({ scale }) => numberIn(scale)),
		),
		list(
			"inputs_at_rest",
			inputs.map(({ value }) => numberIn(value)),
		),
		`begins, ends = ${numberIn(run.from)}, ${numberIn(run.until)}`,
		"# time, what, its place, whether the value is added, value",
		"events = [",
		...events.map(
			({ time, of, target, adds, value }) => `    (${numberIn(time)}, "${of}", ${target}, ${adds ? "True" : "False"}, ${numberIn(value)}),`,
		),
		"]",
		"",
		"",
		"def rates(t, y, u):",
		...indented(prologue(run, statements, rates)),
		"    return [",
		...states.map(({ name, rate }) => `        ${printIn(rate, dialect)},  # ${name}`),
		"    ]",
		"",
		"",
		"def jacobian(t, y, u):",
		...indented(prologue(run, statements, derivatives)),
		...indented(steps.map(({ name, is }) => statements.assign(dialect.named(name), printIn(is, dialect)))),
		"    pd = np.zeros((len(states), len(states)))",
		...indented(entries.map(({ row, column, is }) => `pd[${row}, ${column}] = ${printIn(is, dialect)}`)),
		"    return pd",
		solving,
	].join("\n");
}
