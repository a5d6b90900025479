import type { Expression } from "../../language/expression.ts";
import { printNumber } from "../../language/print.ts";

/** How expressions are written in another language. */
export interface Dialect {
	readonly power: (base: string, exponent: string) => string;
	readonly choice: (when: string, then: string, otherwise: string) => string;
	readonly and: string;
	readonly or: string;
	readonly not: (condition: string) => string;
	readonly unequal: string;
	/** A name of the model as the language takes it. */
	readonly named: (name: string) => string;
	/** The name of one of our functions, where it has another. */
	readonly functionName?: (name: string, count: number) => string;
}

/** Names as they are, but for words of the language, which end with a line. */
export const unlessReserved = (words: string) => {
	const reserved = new Set(words.split(" "));
	return (name: string): string => (reserved.has(name) ? `${name}_` : name);
};

/** A number with a decimal point: whole numbers divide without a remainder in some languages. */
export function numberIn(value: number): string {
	const text = printNumber(value);
	return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

const isSimple = ({ kind }: Expression): boolean => kind === "name" || kind === "call";

/** An expression in another language; every operand that is more than a name stands in parentheses. */
export function printIn(e: Expression, dialect: Dialect): string {
	const print = (part: Expression): string => printIn(part, dialect);
	const operand = (part: Expression): string =>
		isSimple(part) || (part.kind === "number" && part.value >= 0) ? print(part) : `(${print(part)})`;
	switch (e.kind) {
		case "number":
			return numberIn(e.value);
		case "name":
			return e.name === "t" ? "t" : dialect.named(e.name);
		case "negate":
			return `-${operand(e.of)}`;
		case "not":
			return dialect.not(print(e.of));
		case "call":
			return `${dialect.functionName?.(e.name, e.args.length) ?? e.name}(${e.args.map(print).join(", ")})`;
		case "choice":
			return dialect.choice(print(e.when), print(e.then), print(e.otherwise));
		case "binary": {
			const [left, right] = [operand(e.left), operand(e.right)];
			if (e.operator === "^") return dialect.power(print(e.left), print(e.right));
			const words = { and: dialect.and, or: dialect.or, "!=": dialect.unequal } as const;
			return `${left} ${words[e.operator as keyof typeof words] ?? e.operator} ${right}`;
		}
	}
}
