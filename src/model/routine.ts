import type { Expression } from "../language/expression.ts";
import { javascript } from "../language/generate.ts";
import { asFunction } from "./pieces.ts";

/** A number of an array that a routine reads or writes. */
export interface Address {
	readonly array: string;
	readonly index: number;
}

/** Where the value of a name stands while a routine runs: in an array, or in a variable of this name. */
export type Operand = Address | string;

/** One number that a routine makes. */
export interface Statement {
	/** As later steps name it; empty when none does. */
	readonly name: string;
	/** Where it is also written. */
	readonly into?: Address;
	readonly is: Expression;
}

/** A function to be generated: straight arithmetic on numbers and arrays, in a form that no language of machines has touched yet. */
export interface Routine {
	readonly name: string;
	/** Parameters: numbers come before arrays. */
	readonly numbers: readonly string[];
	readonly arrays: readonly string[];
	readonly place: (name: string) => Operand;
	readonly steps: readonly Statement[];
	/** The function tells whether this is finite. */
	readonly finite?: Expression;
}

const addressText = ({ array, index }: Address) => `${array}[${index}]`;

/** The text that reads a place in JavaScript. */
export const placeText = (place: Operand) => (typeof place === "string" ? place : addressText(place));

/**
 * A routine as lines of JavaScript: a `const` that holds the function.
 *
 *     routineInJavaScript(routine)   // ["const rates = (t, y, p, u, k, dy) => {", …]
 */
export function routineInJavaScript({ name, numbers, arrays, place, steps, finite }: Routine): string[] {
	const text = (e: Expression) => javascript(e, (one) => placeText(place(one)));
	const lines = steps.map((step) => ({
		name: step.name && placeText(place(step.name)),
		...(step.into ? { place: addressText(step.into) } : {}),
		is: text(step.is),
	}));
	const returns = finite ? { returns: `Number.isFinite(${text(finite)})` } : {};
	return asFunction({ name, parameters: [...numbers, ...arrays].join(", "), ...returns }, lines);
}
