import type { Expression } from "../expression/expression.ts";
import { javascript } from "../expression/generate.ts";
import { webAssembly } from "../expression/webassembly.ts";
import { asFunction } from "./pieces.ts";

/** A number of an array that a routine reads or writes. */
export interface Slot {
	readonly array: string;
	readonly index: number;
}

/** Where the value of a name stands while a routine runs: in an array, or in a variable of this name. */
export type Place = Slot | string;

/** One number that a routine makes. */
export interface Step {
	/** As later steps name it; empty when none does. */
	readonly name: string;
	/** Where it is also written. */
	readonly slot?: Slot;
	readonly is: Expression;
}

/** A function to be generated: straight arithmetic on numbers and arrays, in a form that no language of machines has touched yet. */
export interface Routine {
	readonly name: string;
	/** Parameters: numbers come before arrays. */
	readonly numbers: readonly string[];
	readonly arrays: readonly string[];
	readonly place: (name: string) => Place;
	readonly steps: readonly Step[];
	/** The function tells whether this is finite. */
	readonly finite?: Expression;
}

const slotText = ({ array, index }: Slot) => `${array}[${index}]`;

/** The text that reads a place in JavaScript. */
export const placeText = (place: Place) => (typeof place === "string" ? place : slotText(place));

/**
 * A routine as lines of JavaScript: a `const` that holds the function.
 *
 *     routineInJavaScript(routine)   // ["const rates = (t, y, p, u, k, dy) => {", …]
 */
export function routineInJavaScript({ name, numbers, arrays, place, steps, finite }: Routine): string[] {
	const text = (e: Expression) => javascript(e, (one) => placeText(place(one)));
	const lines = steps.map((step) => ({
		name: step.name && placeText(place(step.name)),
		...(step.slot ? { place: slotText(step.slot) } : {}),
		is: text(step.is),
	}));
	const returns = finite ? { returns: `Number.isFinite(${text(finite)})` } : {};
	return asFunction({ name, parameters: [...numbers, ...arrays].join(", "), ...returns }, lines);
}

/** Where arrays begin in the memory of a WebAssembly module, bytes; an array that is not named here is handed over as an address. */
export type Addresses = Readonly<Record<string, number>>;

/**
 * A routine as a function of WebAssembly in its text form. Numbers and results are the same to the last bit as in JavaScript: both do the
 * same operations in the same order.
 */
export function routineInWebAssembly({ name, numbers, arrays, place, steps, finite }: Routine, addresses: Addresses): string[] {
	const within = ({ array, index }: Slot) => {
		const begin = addresses[array];
		return begin === undefined ? `offset=${8 * index} (local.get $${array})` : `offset=${begin + 8 * index} (i32.const 0)`;
	};
	const read = (one: string) => {
		const found = place(one);
		return typeof found === "string" ? `(local.get $${found})` : `(f64.load ${within(found)})`;
	};
	const text = (e: Expression) => webAssembly(e, read);
	const parameters = [
		...numbers.map((one) => `(param $${one} f64)`),
		...arrays.filter((one) => addresses[one] === undefined).map((one) => `(param $${one} i32)`),
	];
	const variables = [...new Set(steps.flatMap((step) => (step.name ? [placeText(place(step.name))] : [])))];
	const lines = steps.map(({ name: own, slot, is }) => {
		if (!own) return slot ? `(f64.store ${within(slot)} ${text(is)})` : "";
		const variable = placeText(place(own));
		return slot ? `(f64.store ${within(slot)} (local.tee $${variable} ${text(is)}))` : `(local.set $${variable} ${text(is)})`;
	});
	return [
		`(func $${name} (export "${name}") ${parameters.join(" ")}${finite ? " (result i32)" : ""}`,
		...variables.map((one) => `(local $${one} f64)`),
		...lines,
		...(finite ? [`(f64.lt (f64.abs ${text(finite)}) (f64.const inf))`] : []),
		")",
	];
}
