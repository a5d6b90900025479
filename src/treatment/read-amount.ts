import type { Path } from "../input/located-yaml.ts";
import { formatQuantity, inUnit, type Quantity, wrongDimension } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { sameDimension, type Unit } from "../language/units.ts";
import { perPatient } from "./amount.ts";

/** In the treatment's own unit; far above any dose of cells, and far below where a body's weight could make a number infinite. */
const largest = 1e30;

/** What an amount must be. */
export interface AmountWish {
	/** Its unit, but for `/kg` or `/m2`. */
	readonly needed: Unit;
	readonly example: string;
	/** Whether it may be nothing: a placebo, a level of a study. */
	readonly zero: boolean;
}

const isBareZero = ({ value, unit }: Quantity): boolean => value === 0 && Object.keys(unit.parts).length === 0;

/** The same quantity; a bare 0 gets the unit that is needed. */
export const withUnit = (quantity: Quantity, needed: Unit): Quantity => (isBareZero(quantity) ? { value: 0, unit: needed } : quantity);

/** What is wrong with an amount; undefined when it is as it must be. */
export function amountFault(quantity: Quantity, { needed, example, zero }: AmountWish): { message: string; hint?: string } | undefined {
	const { absolute } = perPatient(quantity.unit);
	if (!sameDimension(absolute, needed) && !(zero && isBareZero(quantity)))
		return { message: wrongDimension(formatQuantity(quantity), absolute, needed, example) };
	if (zero && isBareZero(quantity)) return undefined;
	if (!(inUnit({ value: quantity.value, unit: absolute }, needed) <= largest))
		return { message: `"${formatQuantity(quantity)}" is more than anybody could be given`, hint: `for example "${example}"` };
	if (quantity.value > 0 || (zero && quantity.value === 0)) return undefined;
	const wanted = zero ? "is below zero" : "is not greater than zero";
	return { message: `"${formatQuantity(quantity)}" ${wanted}`, hint: `for example "${example}"` };
}

/** A dose or a rate in the treatment's own amount, per kg or m2 allowed; wrong units and negative amounts are told. */
export function readAmount(read: PartReader, path: Path, wish: AmountWish): Quantity | undefined {
	const quantity = read.quantity(path);
	if (!quantity) return undefined;
	const fault = amountFault(quantity, wish);
	if (!fault) return withUnit(quantity, wish.needed);
	read.wrong(path, fault.message, fault.hint);
	return undefined;
}
