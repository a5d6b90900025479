import { type Comparison, type Expression, isComparison } from "../language/expression.ts";
import { type Bounds, boundsOf, isCount, type KnownRanges } from "./bounds.ts";

type Compared = Extract<Expression, { kind: "binary" }> & { readonly operator: Comparison };

/** A condition of more ways than this is not looked into. */
const mostWays = 64;

/** The ways in which a condition can be true: lists of parts that must hold together. */
function waysOf(e: Expression): readonly (readonly Expression[])[] {
	if (e.kind !== "binary" || (e.operator !== "and" && e.operator !== "or")) return [[e]];
	const [left, right] = [waysOf(e.left), waysOf(e.right)];
	if (e.operator === "or") return [...left, ...right];
	return left.length * right.length > mostWays ? [[e]] : left.flatMap((one) => right.map((other) => [...one, ...other]));
}

const isCompared = (e: Expression): e is Compared => e.kind === "binary" && isComparison(e.operator);

/** Whether two values within their bounds can compare so. */
function canCompare(operator: Comparison, [a, b]: Bounds, [c, d]: Bounds): boolean {
	switch (operator) {
		case "<":
			return a < d;
		case "<=":
			return a <= d;
		case ">":
			return b > c;
		case ">=":
			return b >= c;
		case "==":
			return a <= d && c <= b;
		case "!=":
			return !(a === b && c === d && a === c);
	}
}

const mirrored: Readonly<Record<Comparison, Comparison>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=" };

/** What a comparison with a written number leaves of a value; strict bounds of what is counted become the next whole number. */
function leaves({ operator, value, counts }: { operator: Comparison; value: number; counts: boolean }): {
	least: number;
	most: number;
	open: boolean;
} {
	const free = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY, open: false };
	switch (operator) {
		case "<":
			return counts ? { ...free, most: Math.ceil(value) - 1 } : { ...free, most: value, open: true };
		case "<=":
			return { ...free, most: value };
		case ">":
			return counts ? { ...free, least: Math.floor(value) + 1 } : { ...free, least: value, open: true };
		case ">=":
			return { ...free, least: value };
		case "==":
			return { least: value, most: value, open: false };
		case "!=":
			return free;
	}
}

/** The text of an expression without its places: equal expressions have equal texts. */
const sameness = (e: Expression): string => JSON.stringify(e, (key, value: unknown) => (key === "span" ? undefined : value));

interface Demand {
	readonly part: Compared;
	readonly least: number;
	readonly most: number;
	readonly open: boolean;
}

/** A comparison with a written number, as a demand on the other side. */
function demandOf(part: Compared, known: KnownRanges): { readonly about: string; readonly demand: Demand } | undefined {
	const [left, right] = [part.left, part.right];
	const [of, value, operator] =
		right.kind === "number"
			? [left, right.value, part.operator]
			: left.kind === "number"
				? [right, left.value, mirrored[part.operator]]
				: [];
	if (!of || value === undefined || !operator) return undefined;
	// A conversion of units is a factor behind the name.
	const scaled = of.kind === "binary" && of.operator === "*" && of.right.kind === "number" && of.right.value > 0;
	const [plain, limit] = scaled && of.right.kind === "number" ? [of.left, value / of.right.value] : [of, value];
	return { about: sameness(plain), demand: { part, ...leaves({ operator, value: limit, counts: isCount(plain, known) }) } };
}

const clash = (a: Demand, b: Demand): boolean => {
	const [least, most] = [Math.max(a.least, b.least), Math.min(a.most, b.most)];
	return least > most || (least === most && (a.open || b.open));
};

/** Why parts cannot hold together; undefined when they can, as far as can be seen. */
function whyNot(parts: readonly Expression[], known: KnownRanges, quote: (e: Expression) => string): string | undefined {
	const compared = parts.filter(isCompared);
	const alone = compared.find((part) => !canCompare(part.operator, boundsOf(part.left, known), boundsOf(part.right, known)));
	if (alone) return `${quote(alone)} cannot hold`;
	const seen = new Map<string, Demand[]>();
	for (const part of compared) {
		const found = demandOf(part, known);
		if (!found) continue;
		const before = seen.get(found.about) ?? [];
		const other = before.find((one) => clash(one, found.demand));
		if (other) return `${quote(other.part)} and ${quote(part)} exclude each other`;
		seen.set(found.about, [...before, found.demand]);
	}
	return undefined;
}

/**
 * Why a checked condition can never hold, as far as units, known bounds of signs and grades, and contradictions tell; undefined when it may.
 *
 *     neverHolds(condition, { text: "crs > 5", known })   // '"crs > 5" cannot hold'
 */
export function neverHolds(
	condition: Expression,
	{ text, known }: { text: string; known: Omit<KnownRanges, "canHold"> },
): string | undefined {
	const canHold = (inner: Expression): boolean => neverHolds(inner, { text, known }) === undefined;
	const quote = (e: Expression) => `"${text.slice(e.span.start, e.span.end)}"`;
	const reasons = waysOf(condition).map((parts) => whyNot(parts, { ...known, canHold }, quote));
	return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}
