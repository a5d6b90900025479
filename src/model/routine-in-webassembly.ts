import type { Expression } from "../language/expression.ts";
import { webAssembly } from "../language/webassembly.ts";
import { type Address, placeText, type Routine } from "./routine.ts";

/** Where arrays begin in the memory of a WebAssembly module, bytes; an array that is not named here is handed over as an address. */
export type Addresses = Readonly<Record<string, number>>;

/**
 * A routine as a function of WebAssembly in its text form. Numbers and results are the same to the last bit as in JavaScript: both do the
 * same operations in the same order.
 */
export function routineInWebAssembly({ name, numbers, arrays, place, steps, finite }: Routine, addresses: Addresses): string[] {
	const within = ({ array, index }: Address) => {
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
	const lines = steps.map(({ name: own, into, is }) => {
		if (!own) return into ? `(f64.store ${within(into)} ${text(is)})` : "";
		const variable = placeText(place(own));
		return into ? `(f64.store ${within(into)} (local.tee $${variable} ${text(is)}))` : `(local.set $${variable} ${text(is)})`;
	});
	return [
		`(func $${name} (export "${name}") ${parameters.join(" ")}${finite ? " (result i32)" : ""}`,
		...variables.map((one) => `(local $${one} f64)`),
		...lines,
		...(finite ? [`(f64.lt (f64.abs ${text(finite)}) (f64.const inf))`] : []),
		")",
	];
}
