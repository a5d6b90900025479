import { children, type Expression, mapChildren } from "./expression.ts";
import { printNumber } from "./print.ts";

/** Turns names into the text that reads them in generated code, such as `y[3]`. */
export type Reference = (name: string) => string;

/** What generated code calls; it stands once above the functions that use it. It reads `elementary`, which whoever makes functions of the text hands over. */
export const prelude = [
	"const {abs, ceil, floor, max, min, round, sqrt} = Math;",
	"const {exp, log, pow, sin, cos, tanh, arcsin, arccos, arctan, factorial} = elementary;",
	"const hill1 = (x, k) => x > 0 ? x / (k + x) : x <= 0 ? 0 : NaN;",
	"const hill2 = (x, k) => x > 0 ? x * x / (k * k + x * x) : x <= 0 ? 0 : NaN;",
	"const hill3 = (x, k) => { const a = x * x * x; return x > 0 ? a / (k * k * k + a) : x <= 0 ? 0 : NaN; };",
	"const hill4 = (x, k) => { const a = x * x, b = k * k; return x > 0 ? a * a / (b * b + a * a) : x <= 0 ? 0 : NaN; };",
	"const hill = (x, k, n) => { const a = pow(x, n); return x > 0 ? a / (pow(k, n) + a) : x <= 0 ? 0 : NaN; };",
	"const clamp = (x, lo, hi) => min(max(x, lo), hi);",
	// Unknown is not "different": a comparison with NaN is false.
	"const unequal = (a, b) => a < b || a > b;",
	"const power2 = (x) => x * x;",
	"const power3 = (x) => x * x * x;",
	"const power4 = (x) => { const a = x * x; return a * a; };",
].join("\n");

const wholePower = (e: Expression) =>
	e.kind === "number" && Number.isInteger(e.value) && e.value >= 2 && e.value <= 4 ? e.value : undefined;

/** JavaScript text of an expression of pure numbers. Whole powers become products; every part stands in parentheses. */
export function javascript(e: Expression, reference: Reference): string {
	const text = (part: Expression): string => {
		switch (part.kind) {
			case "number":
				return part.value < 0 ? `(${printNumber(part.value)})` : printNumber(part.value);
			case "name":
				return reference(part.name);
			case "negate":
				return `(-${text(part.of)})`;
			case "not":
				return `(!${text(part.of)})`;
			case "choice":
				return `(${text(part.when)} ? ${text(part.then)} : ${text(part.otherwise)})`;
			case "call": {
				const exponent = part.name === "hill" ? (part.args[2] ? whole(part.args[2]) : 1) : undefined;
				if (exponent) return `hill${exponent}(${text(part.args[0]!)}, ${text(part.args[1]!)})`;
				return `${part.name}(${part.args.map(text).join(", ")})`;
			}
			case "binary":
				return binaryText(part);
		}
	};
	const whole = (part: Expression) => (part.kind === "number" && part.value === 1 ? 1 : wholePower(part));
	const binaryText = (part: Extract<Expression, { kind: "binary" }>): string => {
		const [a, b] = [text(part.left), text(part.right)];
		switch (part.operator) {
			case "^": {
				const exponent = wholePower(part.right);
				return exponent ? `power${exponent}(${a})` : `pow(${a}, ${b})`;
			}
			case "and":
				return `(${a} && ${b})`;
			case "or":
				return `(${a} || ${b})`;
			case "==":
				return `(${a} === ${b})`;
			case "!=":
				return `unequal(${a}, ${b})`;
			default:
				return `(${a} ${part.operator} ${b})`;
		}
	};
	return text(e);
}

/** Numbers expressions by their structure: the same structure gives the same number, wherever it stands. */
function numbering(): (e: Expression) => number {
	const numbers = new Map<Expression, number>();
	const structures = new Map<string, number>();
	const ownWord = (e: Expression) => {
		if (e.kind === "number") return String(e.value);
		if (e.kind === "name" || e.kind === "call") return `${e.kind} ${e.name}`;
		return e.kind === "binary" ? e.operator : e.kind;
	};
	const numberOf = (e: Expression): number => {
		const known = numbers.get(e);
		if (known !== undefined) return known;
		let structure = ownWord(e);
		for (const child of children(e)) structure += ` ${numberOf(child)}`;
		const made = structures.get(structure) ?? structures.size;
		structures.set(structure, made);
		numbers.set(e, made);
		return made;
	};
	return numberOf;
}

const isLeaf = (e: Expression) => e.kind === "number" || e.kind === "name";
const isCondition = (e: Expression) =>
	e.kind === "not" || (e.kind === "binary" && ["<", "<=", ">", ">=", "==", "!=", "and", "or"].includes(e.operator));

/** One line of generated code: a value with a name of our own. */
export interface Assignment {
	readonly name: string;
	readonly is: Expression;
}

/**
 * Takes out what stands more than once, so that it is computed once: new assignments (`c0`, `c1`, …) come before the one that first
 * needs them. Assignments must be in order of evaluation.
 */
export function shareCommon(assignments: readonly Assignment[], fresh: (index: number) => string): Assignment[] {
	const numberOf = numbering();
	const seen = new Map<number, number>();
	const count = (e: Expression) => {
		if (isLeaf(e)) return;
		const key = numberOf(e);
		const times = (seen.get(key) ?? 0) + 1;
		seen.set(key, times);
		if (times === 1) for (const child of children(e)) count(child);
	};
	for (const { is } of assignments) count(is);
	const names = new Map<number, string>();
	const result: Assignment[] = [];
	const shared = (e: Expression): Expression => {
		if (isLeaf(e)) return e;
		const key = numberOf(e);
		const name = names.get(key);
		if (name) return { kind: "name", name, span: e.span };
		const inner = mapChildren(e, shared);
		if ((seen.get(key) ?? 0) < 2 || isCondition(e)) return inner;
		const made = fresh(names.size);
		names.set(key, made);
		result.push({ name: made, is: inner });
		return { kind: "name", name: made, span: e.span };
	};
	for (const { name, is } of assignments) result.push({ name, is: shared(is) });
	return result;
}
