import type { Fineness } from "../trajectory/display.ts";

/**
 * A number as a chart would print it: no digit that nobody could measure, thousands separated by a comma.
 *
 *     clinicalNumber(17_342.6, { digits: 3 })     // 17,300
 */
export const clinicalNumber = (value: number, fineness: Fineness): string => {
	const text = "decimals" in fineness ? value.toFixed(fineness.decimals) : inDigits(value, fineness.digits);
	const [whole = "", part] = (Number(text) === 0 ? text.replace("-", "") : text).split(".");
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
	return part === undefined ? grouped : `${grouped}.${part}`;
};

/** `toPrecision` without an exponent and without trailing zeros after the point. */
const inDigits = (value: number, digits: number): string => {
	if (value === 0 || !Number.isFinite(value)) return String(value);
	const magnitude = Math.floor(Math.log10(Math.abs(value)));
	return magnitude < -6 ? value.toExponential(digits - 1) : String(Number(value.toPrecision(digits)));
};
