import type { Path } from "../input/located-yaml.ts";
import { formatQuantity, inUnit, type Quantity, wrongDimension } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { sameDimension, type Unit } from "../language/units.ts";
import { perPatient } from "./amount.ts";

/** In the treatment's own unit; far above any dose of cells, and far below where a body's weight could make a number infinite. */
const largest = 1e30;

/** A dose or a rate in the treatment's own amount, per kg or m2 allowed; wrong units, zero and negative amounts are told. */
export function readAmount(read: PartReader, path: Path, needed: Unit, example: string): Quantity | undefined {
	const quantity = read.quantity(path);
	if (!quantity) return undefined;
	const { absolute } = perPatient(quantity.unit);
	if (!sameDimension(absolute, needed)) {
		read.wrong(path, wrongDimension(formatQuantity(quantity), absolute, needed, example));
		return undefined;
	}
	if (!(quantity.value > 0)) {
		read.wrong(path, `"${formatQuantity(quantity)}" is not greater than zero`, `for example "${example}"`);
		return undefined;
	}
	if (!(inUnit({ value: quantity.value, unit: absolute }, needed) <= largest)) {
		read.wrong(path, `"${formatQuantity(quantity)}" is more than anybody could be given`, `for example "${example}"`);
		return undefined;
	}
	return quantity;
}
