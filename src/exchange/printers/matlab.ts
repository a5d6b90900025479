import { type Dialect, numberIn, printIn, unlessReserved } from "./dialect.ts";
import { headLines, type PrintedRun, parameterLines, prologue, type Statements } from "./printed-run.ts";

const dialect: Dialect = {
	power: (base, exponent) => `power_(${base}, ${exponent})`,
	// Both are computed: nothing in MATLAB fails for it.
	choice: (when, then, otherwise) => `pick(${when}, ${then}, ${otherwise})`,
	and: "&&",
	or: "||",
	not: (condition) => `~(${condition})`,
	unequal: "~=",
	named: unlessReserved(
		"break case catch classdef continue else elseif end for function global if otherwise parfor persistent return spmd switch try while y u dy pd t",
	),
	functionName: (name) =>
		({ min: "least", max: "greatest", clamp: "limited", round: "nearest", hill: "hill_", arctan: "atan", factorial: "factorial_" })[name] ??
		name,
};

const statements: Statements = {
	dialect,
	assign: (name, value) => `${name} = ${value};`,
	item: (array, place) => `${array}(${place + 1})`,
};

const solving = `
function rows = simulate(reltol, every)
    % Times (hours) and states, a row an instant; integrated anew after each thing that happened.
    [states, y, scale, u, span, events] = numbers();
    cuts = unique([span, events(events(:, 1) > span(1) & events(:, 1) < span(2), 1)']);
    rows = zeros(0, numel(states) + 1);
    for i = 1:numel(cuts)
        for k = find(events(:, 1)' == cuts(i))
            place = events(k, 3);
            if events(k, 2) == 1
                u(place) = events(k, 5);
            else
                y(place) = events(k, 5) + events(k, 4) * y(place);
            end
        end
        if i == numel(cuts)
            rows(end + 1, :) = [cuts(i), y'];
            break
        end
        inside = (ceil(cuts(i) / every):(ceil(cuts(i + 1) / every) - 1)) * every;
        times = unique([cuts(i), inside, cuts(i + 1)]);
        if numel(times) == 2
            times = [times(1), mean(times), times(2)];
        end
        options = odeset('RelTol', reltol, 'AbsTol', reltol * 1e-3 * scale, 'Jacobian', @(t, x) jacobian(t, x, u));
        [~, found] = ode15s(@(t, x) rates(t, x, u), times, y, options);
        rows = [rows; times(ismember(times, inside))', found(ismember(times, inside), :)];
        y = found(end, :)';
    end
end

function r = least(varargin)
    r = min([varargin{:}]);
    if any(isnan([varargin{:}])), r = NaN; end
end

function r = greatest(varargin)
    r = max([varargin{:}]);
    if any(isnan([varargin{:}])), r = NaN; end
end

function r = limited(x, lo, hi)
    r = least(greatest(x, lo), hi);
end

function r = power_(x, n)
    r = x ^ n;
    if ~isreal(r), r = NaN; end
end

function r = hill_(x, k, n)
    if nargin < 3, n = 1; end
    if x > 0, r = power_(x, n) / (power_(k, n) + power_(x, n)); else, r = 0; end
end

function r = nearest(x)
    r = floor(x + 0.5);
end

function r = arcsin(x)
    if abs(x) <= 1, r = asin(x); else, r = NaN; end
end

function r = arccos(x)
    if abs(x) <= 1, r = acos(x); else, r = NaN; end
end

function r = factorial_(n)
    if n >= 0 && n == floor(n), r = prod(2:min(n, 171)); else, r = NaN; end
end

function r = pick(when, a, b)
    if when, r = a; else, r = b; end
end
`;

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);
const column = (values: readonly string[]): string => `[${values.join("; ")}]`;

/** A run as a script of MATLAB for ode15s. No test of ours runs it, and its first lines say so. */
export function runInMatlab(run: PrintedRun): string {
	const { states, inputs, steps, entries, events } = run;
	const rates = states.map(({ rate }) => rate);
	const derivatives = [...steps, ...entries].map(({ is }) => is);
	const parameters = indented(parameterLines(run, statements, "%"));
	const rows = events.map(
		({ time, of, target, adds, value }) =>
			`${numberIn(time)}, ${of === "state" ? 0 : 1}, ${target + 1}, ${adds ? 1 : 0}, ${numberIn(value)}`,
	);
	return [
		...headLines(run).map((line) => `% ${line}`),
		"% Not run by the tests of crsim, which run the same equations in R, Python and C: compare a few columns with trajectory.csv before use.",
		"rows = simulate(1e-8, 1);",
		"",
		"function [states, start, scale, inputs, span, events] = numbers()",
		`    states = {${states.map(({ name }) => `'${name}'`).join(", ")}};`,
		`    start = ${column(states.map(({ start }) => numberIn(start)))};`,
		`    scale = ${column(states.map(({ scale }) => numberIn(scale)))};`,
		`    inputs = ${column(inputs.map(({ value }) => numberIn(value)))};`,
		`    span = [${numberIn(run.from)}, ${numberIn(run.until)}];`,
		"    % time; a state (0) or an input (1); its place; whether the value is added; value",
		`    events = reshape([${rows.join("; ")}], [], 5);`,
		"end",
		"",
		"function dy = rates(t, y, u)",
		...parameters,
		...indented(prologue(run, statements, rates)),
		`    dy = zeros(${states.length}, 1);`,
		...indented(states.map(({ rate }, i) => `dy(${i + 1}) = ${printIn(rate, dialect)};`)),
		"end",
		"",
		"function pd = jacobian(t, y, u)",
		...parameters,
		...indented(prologue(run, statements, derivatives)),
		...indented(steps.map(({ name, is }) => statements.assign(dialect.named(name), printIn(is, dialect)))),
		`    pd = zeros(${states.length});`,
		...indented(entries.map(({ row, column: at, is }) => `pd(${row + 1}, ${at + 1}) = ${printIn(is, dialect)};`)),
		"end",
		solving,
	].join("\n");
}
