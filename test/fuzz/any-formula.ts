import type { Draw } from "./draw.ts";
import { oddNames, oddNumbers, units } from "./odd.ts";

/** The names that a formula may meet. */
export interface Names {
	readonly quantities: readonly string[];
	readonly grades: readonly string[];
	readonly treatments: readonly string[];
	readonly functions: readonly string[];
}

const number = (draw: Draw) =>
	draw.chance(0.15)
		? draw.one(oddNumbers)
		: `${draw.one(["0", "0.5", "1", "2", "38", "90", "92", "1000"])}${draw.chance(0.5) ? ` ${draw.one(units)}` : ""}`;
const name = (draw: Draw, { quantities, grades, treatments }: Names) =>
	draw.one([quantities, grades, treatments, draw.chance(0.1) ? oddNames : quantities].map((list) => draw.one(list)));

/** A formula from the grammar: mostly of the right form, its units and names often wrong. */
export function anyFormula(draw: Draw, names: Names, depth = 4): string {
	const inner = () => anyFormula(draw, names, depth - 1);
	if (depth <= 0 || draw.chance(0.15)) return draw.chance(0.5) ? number(draw) : name(draw, names);
	return draw.one([
		() => `${inner()} ${draw.one(["<", "<=", ">", ">=", "==", "!="])} ${inner()}`,
		() => `${inner()} ${draw.one(["and", "or"])} ${inner()}`,
		() => `not (${inner()})`,
		() => `(${inner()})`,
		() => `${inner()} ${draw.one(["+", "-", "*", "/", "^"])} ${inner()}`,
		() => `-${inner()}`,
		() => `${inner()} ? ${inner()} : ${inner()}`,
		() => `${draw.one(names.functions)}(${Array.from({ length: draw.whole(4) }, inner).join(", ")})`,
		() => `${draw.one(["held", "known"])}(${inner()}) >= ${number(draw)}`,
		() =>
			`${draw.one(["since", "doses", "amount"])}(${draw.one(names.treatments)}${draw.chance(0.5) ? `, ${number(draw)}` : ""}) ${draw.one(["<", ">="])} ${number(draw)}`,
		() => `${draw.one(names.grades)} >= ${draw.whole(6)}`,
	])();
}
