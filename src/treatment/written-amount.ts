import type { Path } from "../input/located-yaml.ts";
import type { Expression } from "../language/expression.ts";
import type { Formula } from "../language/formula.ts";
import { type Quantity, readQuantity } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { dimensionless } from "../language/units.ts";
import { type AmountWish, amountFault, readAmount, withUnit } from "./read-amount.ts";

/** A dose or a rate as an order or a rule says it. */
export type WrittenAmount =
	| { readonly kind: "quantity"; readonly quantity: Quantity }
	/** Computed when it is given. */
	| { readonly kind: "formula"; readonly is: Formula }
	/** One of two, by a condition that is looked at when it is given. */
	| { readonly kind: "choice"; readonly when: Formula; readonly then: WrittenAmount; readonly otherwise: WrittenAmount };

export const plainAmount = (quantity: Quantity): WrittenAmount => ({ kind: "quantity", quantity });

/** All that an amount may turn out to be, as far as it is written as quantities. */
export function writtenQuantities(amount: WrittenAmount): readonly Quantity[] {
	switch (amount.kind) {
		case "quantity":
			return [amount.quantity];
		case "formula":
			return [];
		case "choice":
			return [...writtenQuantities(amount.then), ...writtenQuantities(amount.otherwise)];
	}
}

/** What only an expression has: an operator, or a call. A number that cannot be read is told as such. */
const isExpression = (text: string): boolean => /[?*()]|\S\s+[-+]\s+\S/.test(text);

/** A number of an expression as a quantity; undefined for what has to be computed. */
function quantityOf(e: Expression): Quantity | undefined {
	if (e.kind === "number") return { value: e.value, unit: e.unit ?? dimensionless };
	const inner = e.kind === "negate" ? quantityOf(e.of) : undefined;
	return inner && { ...inner, value: -inner.value };
}

/** One branch of an expression, each with its own place. */
function branchOf(read: PartReader, e: Expression, whole: Formula, wish: AmountWish): WrittenAmount | undefined {
	const part = { ...whole, expression: e };
	if (e.kind === "choice") {
		const [then, otherwise] = [branchOf(read, e.then, whole, wish), branchOf(read, e.otherwise, whole, wish)];
		return then && otherwise && { kind: "choice", when: { ...whole, expression: e.when }, then, otherwise };
	}
	const quantity = quantityOf(e);
	if (!quantity) return { kind: "formula", is: part };
	const fault = amountFault(quantity, wish);
	if (!fault) return plainAmount(withUnit(quantity, wish.needed));
	read.problems.push({ ...whole.locate(e.span), key: whole.key, ...fault });
	return undefined;
}

/**
 * Reads a dose or a rate: a quantity (`8 mg/kg`), an expression (`5 mg/kg * min(weight, 100 kg)`), or a choice between such
 * (`weight < 30 kg ? 12 mg/kg : 8 mg/kg`), each branch in a unit of its own. What is wrong goes to the reader's problems.
 *
 *     readWrittenAmount(read, ["treatments", 0, "dose"], { needed: unitOf("mg"), example: "8 mg/kg", zero: true })
 */
export function readWrittenAmount(read: PartReader, path: Path, wish: AmountWish): WrittenAmount | undefined {
	const written = String(read.written(path));
	if ("quantity" in readQuantity(read.written(path)) || !isExpression(written)) {
		const quantity = readAmount(read, path, wish);
		return quantity && plainAmount(quantity);
	}
	const whole = read.formula(path);
	return whole && branchOf(read, whole.expression, whole, wish);
}
