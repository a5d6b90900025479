/** Which sign begins the decimals in a table; `both`: some cells say the one, some the other; `unsaid`: no cell says it. */
export type DecimalMark = "point" | "comma" | "both" | "unsaid";

/** A number as people type it: read, or what to write instead. */
export type TypedNumber = { readonly value: number } | { readonly remedy: string } | undefined;

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** One group of three digits: `12,000` is twelve thousand to one and twelve to another. */
const oneGroup = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/;
/** Groups of three that nothing else can be: two of them, or one with decimals behind it, or parted by spaces or apostrophes. */
const groups =
	/^([+-]?[1-9]\d{0,2})(?:((?:,\d{3}){2,}|,\d{3}(?=\.))(?:\.(\d+))?|((?:\.\d{3}){2,}|\.\d{3}(?=,))(?:,(\d+))?|((?:[ ']\d{3})+)(?:[.,](\d+))?)$/;
const withComma = /^[+-]?\d*,\d+$/;

/** With the minus, spaces and apostrophes that keyboards have. */
const keyed = (text: string): string =>
	text
		.replaceAll("\u2212", "-")
		.replaceAll(/[\u00A0\u2007\u2009\u202F]/g, " ")
		.replaceAll("\u2019", "'");

/**
 * Which sign begins the decimals, told from the numbers of a table that leave no doubt. A table parted by commas writes points unless all of them
 * say otherwise.
 */
export function decimalMark(texts: Iterable<string>, separator: string): DecimalMark {
	let [point, comma] = [false, false];
	for (const typed of texts) {
		const text = keyed(typed.replace(/^[<>=≤≥ ]+/, "").replace(/(?<=\d)\s*[^\d\s.,']+$/, ""));
		if (oneGroup.test(text)) continue;
		if (/^[+-]?\d*\.\d+(e|$)/i.test(text) || /,\d{3}\.\d+$/.test(text)) point = true;
		else if (withComma.test(text) || /\.\d{3},\d+$/.test(text)) comma = true;
	}
	if (point && comma) return "both";
	if (comma) return "comma";
	return point || separator === "," ? "point" : "unsaid";
}

/**
 * Reads a number as people type it: with a decimal point or comma, with groups of thousands, with the minus of a typesetter. What can be two
 * numbers is asked back; undefined is no number.
 *
 *     readTyped("12,000", "point")   // { value: 12000 }
 */
export function readTyped(typed: string, mark: DecimalMark): TypedNumber {
	const text = keyed(typed);
	const sign = oneGroup.exec(text)?.[1];
	if (sign !== undefined) return ofOneGroup(text, sign, mark);
	if (plain.test(text)) return { value: Number(text) };
	if (withComma.test(text)) return { value: Number(text.replace(",", ".")) };
	const [, lead = "", commas = "", behindPoint, points = "", behindComma, spaces = "", behindEither] = groups.exec(text) ?? [];
	const digits = commas + points + spaces;
	if (digits === "") return undefined;
	const decimals = behindPoint ?? behindComma ?? behindEither ?? "";
	return { value: Number(`${lead}${digits.replaceAll(/\D/g, "")}.${decimals}0`) };
}

/** `12,000` or `12.000`: a decimal where the table begins decimals so, thousands where it does not. */
function ofOneGroup(text: string, sign: string, mark: DecimalMark): TypedNumber {
	const [whole, decimal] = [text.replace(sign, ""), text.replace(sign, ".")];
	if (mark === "both" || mark === "unsaid")
		return {
			remedy: `write ${whole} if the ${sign === "," ? "comma" : "point"} separates thousands, ${decimal.replace(/0+$/, "0")} if it is the decimal mark`,
		};
	return { value: Number((mark === "comma") === (sign === ",") ? decimal : whole) };
}
