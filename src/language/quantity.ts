import { convertNumber, describeDimension, formatUnit, readUnit, sameDimension, type Unit } from "./units.ts";

/** A number with the unit it was written in. */
export interface Quantity {
	readonly value: number;
	readonly unit: Unit;
}

const longest = 100;

export type ReadQuantity = { readonly quantity: Quantity } | { readonly message: string; readonly hint?: string; readonly offset: number };

/**
 * Reads `8 mg/kg`, `0.18 /h`, `5e-4`, `-6 day`, or a plain number of YAML.
 *
 *     readQuantity("8 mg/kg")   // { quantity: { value: 8, unit: mg/kg } }
 */
export function readQuantity(written: unknown): ReadQuantity {
	const whole = typeof written === "number" || typeof written === "string" ? String(written) : "";
	const text = whole.trim();
	const lead = whole.length - whole.trimStart().length;
	if (text.length > longest)
		return { message: `a text of ${text.length} characters is not a number with a unit`, hint: 'write, for example, "8 mg/kg"', offset: 0 };
	if (text.includes("%"))
		return { message: `"${text}": % is not a unit here`, hint: "write 92 percent or 0.92", offset: whole.indexOf("%") };
	const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*(\/?\s*[A-Za-z].*|1\/.*))?$/.exec(text);
	if (!match)
		return {
			message: `${typeof written === "number" ? written : JSON.stringify(written)} is not a number with a unit`,
			hint: 'write, for example, "8 mg/kg"',
			offset: 0,
		};
	const value = Number(match[1]);
	if (!Number.isFinite(value)) return { message: `"${text}" is not a finite number`, offset: 0 };
	const spelled = match[2] ?? "1";
	const read = readUnit(spelled);
	if ("message" in read) return { message: read.message, hint: read.hint, offset: lead + text.length - spelled.length + read.offset };
	return { quantity: { value, unit: read.unit } };
}

/** The number in another unit of the same dimension. */
export function inUnit(quantity: Quantity, unit: Unit): number {
	return sameUnit(quantity.unit, unit) ? quantity.value : convertNumber(quantity.value, quantity.unit, unit);
}

export function sameUnit(a: Unit, b: Unit): boolean {
	return sameDimension(a, b) && a.factor.top === b.factor.top && a.factor.bottom === b.factor.bottom;
}

/** Bare numbers that pass for a share: 0.92, 1, at most half as much again. */
const shares = { least: 0, most: 1.5 } as const;

/** Whether a unit is a percentage and nothing else. */
export const isPercent = ({ parts }: Unit): boolean => parts["percent"] === 1 && Object.keys(parts).length === 1;

const withoutUnit = ({ parts }: Unit): boolean => Object.keys(parts).length === 0;

/**
 * What to say of a bare number where a percentage is needed, when it cannot be a share: 92 is 9200 percent. Undefined when it may stand.
 *
 *     bareForPercent({ value: 92, unit: dimensionless }, unitOf("percent"))?.hint   // 'write "92 percent", …'
 *     bareForPercent({ value: 0.92, unit: dimensionless }, unitOf("percent"))       // undefined
 */
export function bareForPercent({ value, unit }: Quantity, needed: Unit): { readonly message: string; readonly hint: string } | undefined {
	if (!isPercent(needed) || !withoutUnit(unit) || (value >= shares.least && value <= shares.most)) return undefined;
	const whole = `${inUnit({ value, unit }, needed)} percent`;
	return { message: `${value} has no unit and would be ${whole}`, hint: `write "${value} percent", or "${whole}" if that is meant` };
}

/** `"3 mg" is a mass; a time is needed, e.g. "3 day"` */
export function wrongDimension(written: unknown, found: Unit, needed: Unit, example: string): string {
	const spelled = Object.keys(found.parts).length === 0 ? `${written} has no unit` : `"${written}" is ${describeDimension(found)}`;
	return `${spelled}; ${describeDimension(needed)} (${formatUnit(needed)}) is needed, e.g. "${example}"`;
}

export function formatQuantity(quantity: Quantity): string {
	const unit = formatUnit(quantity.unit);
	return unit === "1" ? String(quantity.value) : `${quantity.value} ${unit.startsWith("1/") ? unit.slice(1) : unit}`;
}
