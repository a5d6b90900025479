import { binary, children, type Expression, isComparison, mapChildren, number } from "../language/expression.ts";
import { type Assignment, javascript } from "../language/generate.ts";
import { simplify } from "../language/simplify.ts";
import { asArithmetic } from "./arithmetic.ts";
import type { FlatModel } from "./flat-model.ts";
import { constantFlows } from "./flatten.ts";
import { type Operand, placeText } from "./routine.ts";

/** Parts that depend on parameters alone, found while generating: each is computed once a run. */
export interface ConstantParts {
	/** The expression as arithmetic, with each such part replaced by its name. */
	readonly taken: (e: Expression) => Expression;
	readonly found: () => readonly Assignment[];
}

const partName = (index: number) => `%p${index}`;

const isCondition = (e: Expression) =>
	e.kind === "not" || (e.kind === "binary" && (isComparison(e.operator) || e.operator === "and" || e.operator === "or"));

const isProduct = (e: Expression): e is Extract<Expression, { kind: "binary" }> =>
	e.kind === "binary" && (e.operator === "*" || e.operator === "/");

/** What a product multiplies and what it divides by, in order. */
function factorsOf(e: Expression): { over: readonly Expression[]; under: readonly Expression[] } {
	if (!isProduct(e)) return { over: [e], under: [] };
	const [left, right] = [factorsOf(e.left), factorsOf(e.right)];
	return e.operator === "*"
		? { over: [...left.over, ...right.over], under: [...left.under, ...right.under] }
		: { over: [...left.over, ...right.under], under: [...left.under, ...right.over] };
}

const productOf = (factors: readonly Expression[]) =>
	factors.length === 0 ? undefined : factors.reduce((product, factor) => binary("*", product, factor));

const quotient = (over: Expression | undefined, under: Expression | undefined) =>
	under === undefined ? (over ?? number(1)) : binary("/", over ?? number(1), under);

export function constantParts(flat: FlatModel, place: (name: string) => Operand): ConstantParts {
	const constant = new Set([...flat.parameters.map((parameter) => parameter.name), ...constantFlows(flat)]);
	const names = new Map<string, string>();
	const found: Assignment[] = [];
	const known = new Map<Expression, boolean>();
	/** Depends on nothing that moves. */
	const stands = (e: Expression): boolean => {
		if (e.kind === "name") return constant.has(e.name);
		const still = known.get(e) ?? children(e).every(stands);
		known.set(e, still);
		return still;
	};
	/** The name of a part; what is a name or a number already stays so. */
	const named = (e: Expression): Expression => {
		if (e.kind === "name" || e.kind === "number") return e;
		const key = javascript(e, (one) => placeText(place(one)));
		const name = names.get(key) ?? partName(names.size);
		if (!names.has(key)) {
			names.set(key, name);
			found.push({ name, is: e });
		}
		return { kind: "name", name, span: e.span };
	};
	/** A product with all its constant factors as one, and one division by what moves: a division takes as long as several products. */
	const gathered = (e: Expression): Expression => {
		const { over, under } = factorsOf(e);
		const moving = (factors: readonly Expression[]) => factors.filter((factor) => !stands(factor)).map(taken);
		const still = simplify(quotient(productOf(over.filter(stands)), productOf(under.filter(stands))));
		const above = moving(over);
		if (!(still.kind === "number" && still.value === 1)) above.push(named(still));
		return quotient(productOf(above), productOf(moving(under)));
	};
	const taken = (e: Expression): Expression => {
		if (e.kind === "name" || e.kind === "number") return e;
		if (isCondition(e)) return mapChildren(e, taken);
		if (stands(e)) return named(simplify(e));
		return isProduct(e) ? gathered(e) : mapChildren(e, taken);
	};
	return { taken: (e) => taken(asArithmetic(e)), found: () => found };
}
