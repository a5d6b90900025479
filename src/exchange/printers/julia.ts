import { type Dialect, numberIn, printIn, unlessReserved } from "./dialect.ts";
import { headLines, type PrintedRun, parameterLines, prologue, type Statements } from "./printed-run.ts";

const dialect: Dialect = {
	power: (base, exponent) => `power(${base}, ${exponent})`,
	choice: (when, then, otherwise) => `(${when} ? ${then} : ${otherwise})`,
	and: "&&",
	or: "||",
	not: (condition) => `!(${condition})`,
	unequal: "!=",
	named: unlessReserved(
		"abstract baremodule begin break catch const continue do else elseif end export false finally for function global if import in isa let local macro module mutable primitive quote return struct true try type using where while y u dy pd states start scale events rates jacobian simulate power least greatest limited hill nearest arcsin arccos factorial pi im",
	),
	functionName: (name) => ({ min: "least", max: "greatest", clamp: "limited", round: "nearest", arctan: "atan" })[name] ?? name,
};

const statements: Statements = {
	dialect,
	assign: (name, value) => `${name} = ${value}`,
	item: (array, place) => `${array}[${place + 1}]`,
};

const prelude = `using OrdinaryDiffEq

least(values...) = any(isnan, values) ? NaN : minimum(values)
greatest(values...) = any(isnan, values) ? NaN : maximum(values)
limited(x, lo, hi) = least(greatest(x, lo), hi)
power(x, n) = x < 0 && n != floor(n) ? NaN : x^n
hill(x, k, n = 1.0) = x > 0 ? power(x, n) / (power(k, n) + power(x, n)) : 0.0
nearest(x) = floor(x + 0.5)
arcsin(x) = abs(x) <= 1 ? asin(x) : NaN
arccos(x) = abs(x) <= 1 ? acos(x) : NaN
factorial(n) = n >= 0 && n == floor(n) ? (n > 170 ? Inf : prod(2.0:n)) : NaN
`;

const solving = `
"Times (hours) and states, a row an instant; integrated anew after each thing that happened."
function simulate(; reltol = 1e-8, every = 1.0)
    y, u = copy(start), copy(inputs_at_rest)
    abstol = reltol * 1e-3 .* scale
    cuts = sort(unique([begins; ends; [e[1] for e in events if begins < e[1] < ends]]))
    rows = Vector{Float64}[]
    for (i, cut) in enumerate(cuts)
        for (time, of, place, adds, value) in events
            time == cut || continue
            of == :input ? (u[place] = value) : (y[place] = value + (adds ? y[place] : 0.0))
        end
        i == length(cuts) && (push!(rows, [cut; y]); break)
        inside = collect(ceil(cut / every):(ceil(cuts[i + 1] / every) - 1)) .* every
        problem = ODEProblem(ODEFunction(rates!; jac = jacobian!), y, (cut, cuts[i + 1]), u)
        found = solve(problem, Rodas5P(); reltol, abstol, saveat = [inside; cuts[i + 1]], maxiters = 10^7)
        for time in inside
            push!(rows, [time; time == cut ? y : found(time)])
        end
        y = copy(found.u[end])
    end
    rows
end

if abspath(PROGRAM_FILE) == @__FILE__
    println(join(["time_h"; states], ","))
    foreach(row -> println(join(row, ",")), simulate())
end
`;

const list = (name: string, values: readonly string[], type = ""): string => `${name} = ${type}[${values.join(", ")}]`;
const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);

/** A run as a program of Julia for OrdinaryDiffEq. No test of ours runs it, and its first lines say so. */
export function runInJulia(run: PrintedRun): string {
	const { states, inputs, steps, entries, events } = run;
	const rates = states.map(({ rate }) => rate);
	const derivatives = [...steps, ...entries].map(({ is }) => is);
	return [
		...headLines(run).map((line) => `# ${line}`),
		"# Not run by the tests of crsim, which run the same equations in R, Python and C: compare a few columns with trajectory.csv before use.",
		prelude,
		...parameterLines(run, { ...statements, assign: (name, value) => `const ${name} = ${value}` }, "#"),
		list(
			"const states",
			states.map(({ name }) => JSON.stringify(name)),
		),
		list(
			"const start",
			states.map(({ start }) => numberIn(start)),
			"Float64",
		),
		list(
			"const scale",
			states.map(({ scale }) => numberIn(scale)),
			"Float64",
		),
		list(
			"const inputs_at_rest",
			inputs.map(({ value }) => numberIn(value)),
			"Float64",
		),
		`const begins, ends = ${numberIn(run.from)}, ${numberIn(run.until)}`,
		"# time, what, its place, whether the value is added, value",
		"const events = [",
		...events.map(({ time, of, target, adds, value }) => `    (${numberIn(time)}, :${of}, ${target + 1}, ${adds}, ${numberIn(value)}),`),
		"]",
		"",
		"function rates!(dy, y, u, t)",
		...indented(prologue(run, statements, rates)),
		...indented(states.map(({ rate }, i) => `dy[${i + 1}] = ${printIn(rate, dialect)}`)),
		"    nothing",
		"end",
		"",
		"function jacobian!(pd, y, u, t)",
		...indented(prologue(run, statements, derivatives)),
		...indented(steps.map(({ name, is }) => statements.assign(dialect.named(name), printIn(is, dialect)))),
		"    fill!(pd, 0.0)",
		...indented(entries.map(({ row, column, is }) => `pd[${row + 1}, ${column + 1}] = ${printIn(is, dialect)}`)),
		"    nothing",
		"end",
		solving,
	].join("\n");
}
