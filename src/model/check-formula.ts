import type { Problem } from "../input/problem.ts";
import { checkedCondition, checkedQuantity, type UnitContext } from "../language/check-units.ts";
import { type Expression, number } from "../language/expression.ts";
import { type Fault, problemOf } from "../language/fault.ts";
import type { Formula } from "../language/formula.ts";
import { type Unit, unitOf } from "../language/units.ts";
import type { Symbols } from "./symbols.ts";

/** Where a formula stands: what is integrated reads no observables. */
type Use = "equation" | "output";

const hour = unitOf("h");

function readableNames(symbols: Symbols, use: Use): string[] {
	return [...symbols.values()].filter((symbol) => use === "output" || symbol.kind !== "observable").map((symbol) => symbol.name);
}

const contextOf = (symbols: Symbols, text: string, use: Use): UnitContext => ({
	text,
	meaning: (read) => {
		if (read === "t") return { kind: "quantity", unit: hour };
		const symbol = symbols.get(read);
		const readable = symbol && (use === "output" || symbol.kind !== "observable");
		if (readable) return { kind: "quantity", unit: symbol.unit };
		if (symbol)
			return {
				kind: "not here",
				message: `"${read}" is an observable, for output only`,
				hint: "use states, flows, inputs, slots and parameters",
			};
		return { kind: "unknown name", allowed: readableNames(symbols, use) };
	},
});

/** Checks a formula towards a unit and gives it back as pure numbers; problems are gathered. */
export type FormulaChecker = (formula: Formula, declared: Unit, use: Use) => Expression;

export function formulaChecker(symbols: Symbols, problems: Problem[]): FormulaChecker {
	return (formula, declared, use) => {
		const faults: Fault[] = [];
		const checked = checkedQuantity(formula.expression, declared, contextOf(symbols, formula.text, use), faults);
		for (const fault of faults) problems.push(problemOf(fault, formula));
		return checked ?? number(0);
	};
}

/** The same for a condition on what is integrated. */
export function conditionOf(formula: Formula, symbols: Symbols, problems: Problem[]): Expression {
	const faults: Fault[] = [];
	const checked = checkedCondition(formula.expression, contextOf(symbols, formula.text, "equation"), faults);
	for (const fault of faults) problems.push(problemOf(fault, formula));
	return checked ?? number(0);
}
