import { convertNumber, describeDimension, formatUnit, readUnit, sameDimension, type Unit } from "./units.ts";

/** A number with the unit it was written in. */
export interface Quantity {
	readonly value: number;
	readonly unit: Unit;
}

const longest = 100;

export type ReadQuantity = { readonly quantity: Quantity } | { readonly message: string; readonly hint?: string; readonly offset: number };

/** What people write for a quantity and what it is, where it can mean one thing only. */
const shorthands: readonly (readonly [RegExp, string])[] = [
	[/^q\s*(\d+(?:\.\d+)?)\s*(h|hr|hrs|hours?|min|mins|d|days?)$/i, "$1 $2"],
	[/^days? ?([+-]?\d+(?:\.\d+)?)$/i, "$1 day"],
	[/^([+-]?\d+),(\d{1,2}|\d{4,})(?=$|[^\d.,])/, "$1.$2"],
];

const intervals: Readonly<Record<string, string>> = {
	hourly: "1 h",
	qid: "6 h",
	tid: "8 h",
	bid: "12 h",
	qd: "24 h",
	od: "24 h",
	daily: "24 h",
	"once daily": "24 h",
	"twice daily": "12 h",
	weekly: "7 day",
};

/** What people write in place of a quantity, and the one remedy that fits. */
const remedies: readonly { readonly written: RegExp; readonly remedy: (text: string) => string }[] = [
	{
		written: /^\d{1,2}:\d\d(:\d\d)?( ?[ap]m)?$/i,
		remedy: () => 'this looks like a time of day; times are counted from the infusion: write, for example, "3 day" or "80 h"',
	},
	{
		written: /^\d{4}-\d{1,2}-\d{1,2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}/,
		remedy: () => 'this looks like a date; times are counted from the infusion: write, for example, "3 day"',
	},
	{
		written: /^[+-]?\d{1,3}(,\d{3})+(?!\d)/,
		remedy: (text) => {
			const [digits = ""] = /^[+-]?[\d,]+/.exec(text) ?? [];
			return `write ${digits.replaceAll(",", "")} if the comma separates thousands, ${digits.replace(",", ".")} if it is a decimal comma`;
		},
	},
	{
		written: new RegExp(`^(${Object.keys(intervals).join("|")})$`, "i"),
		remedy: (text) => `write "${intervals[text.toLowerCase()]}"`,
	},
];

/**
 * Reads `8 mg/kg`, `0.18 /h`, `5e-4`, `-6 day`, a plain number of YAML, or what can only mean one of these: `5 mcg/kg`, `10,0 mg`, `q8h`,
 * `day 3`. `example` is what to write in such a place.
 *
 *     readQuantity("8 mg/kg")   // { quantity: { value: 8, unit: mg/kg } }
 */
export function readQuantity(written: unknown, example = "8 mg/kg"): ReadQuantity {
	const whole = typeof written === "number" || typeof written === "string" ? String(written) : "";
	const typed = whole.trim();
	const lead = whole.length - whole.trimStart().length;
	const suchAs = `write, for example, "${example}"`;
	if (typed.length > longest)
		return { message: `a text of ${typed.length} characters is not a number with a unit`, hint: suchAs, offset: 0 };
	if (typed.includes("%"))
		return { message: `"${typed}": % is not a unit here`, hint: "write 92 percent or 0.92", offset: whole.indexOf("%") };
	const text = plainQuantity(typed);
	const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*(\/?\s*[A-Za-zµμ°℃℉].*|1\/.*))?$/.exec(text);
	if (!match) {
		const remedy = remedies.find((one) => one.written.test(text))?.remedy(text);
		const found = typeof written === "number" ? written : JSON.stringify(written);
		return { message: `${found} is not a number with a unit`, hint: remedy ?? suchAs, offset: 0 };
	}
	const value = Number(match[1]);
	if (!Number.isFinite(value)) return { message: `"${text}" is not a finite number`, offset: 0 };
	const spelled = match[2] ?? "1";
	const read = readUnit(spelled);
	// In what was written otherwise the unit ends the text as well.
	if ("message" in read)
		return { message: read.message, hint: read.hint, offset: Math.max(0, lead + typed.length - spelled.length + read.offset) };
	return { quantity: { value, unit: read.unit } };
}

/** The quantity without what people write in its place: the minus of a typesetter, shorthands. */
function plainQuantity(typed: string): string {
	const text = typed.replaceAll("\u2212", "-");
	const shorthand = shorthands.find(([pattern]) => pattern.test(text));
	return shorthand === undefined ? text : text.replace(shorthand[0], shorthand[1]);
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
	const percent = inUnit({ value, unit }, needed);
	const plain = `write "${value} percent"`;
	if (!Number.isFinite(percent)) return { message: `${value} has no unit and would be a hundred times as many percent`, hint: plain };
	const whole = `${percent} percent`;
	return { message: `${value} has no unit and would be ${whole}`, hint: `${plain}, or "${whole}" if that is meant` };
}

/** `expected a time (h), such as "3 day", found "3 mg" (a mass)` */
export function wrongDimension(written: unknown, found: Unit, needed: Unit, example: string): string {
	const read = Object.keys(found.parts).length === 0 ? `${written} without a unit` : `"${written}" (${describeDimension(found)})`;
	return `expected ${describeDimension(needed)} (${formatUnit(needed)}), such as "${example}", found ${read}`;
}

export function formatQuantity(quantity: Quantity): string {
	const unit = formatUnit(quantity.unit);
	return unit === "1" ? String(quantity.value) : `${quantity.value} ${unit.startsWith("1/") ? unit.slice(1) : unit}`;
}
