/** What a number most likely was when it cannot be what it should be: `{ looks: "Fahrenheit", meant: (f) => (f - 32) / 1.8 }`. */
export interface Mistake {
	readonly looks: string;
	/** The value in the unit of the field. */
	readonly meant: (value: number) => number;
	/** Decimals of `meant` in a message. */
	readonly decimals: number;
	/** Where a value inside the range is a mistake as well; left out: only values outside the range are looked at. */
	readonly when?: (value: number) => boolean;
}

/** A number that a person may write: its unit in words, the range beyond which it cannot be right, and likely mistakes. */
export interface NumberField {
	readonly kind: "number";
	/** In words: `degC`, `a fraction`, `per uL`. */
	readonly unit: string;
	readonly from: number;
	readonly to: number;
	readonly whole?: boolean;
	readonly mistakes?: readonly Mistake[];
	/** Null says that the test cannot be done. Elsewhere null is the same as left out. */
	readonly nullable?: boolean;
}

/** One of several words. `synonyms`: other words for them, in small letters. */
export interface WordField {
	readonly kind: "word";
	readonly words: readonly string[];
	readonly synonyms?: Readonly<Record<string, string>>;
}

/** The form of a field: what may be written there. */
export type Field =
	| NumberField
	| { readonly kind: "yes-no" }
	| WordField
	| { readonly kind: "text" }
	| { readonly kind: "list"; readonly of: Field; readonly gaps: boolean }
	| { readonly kind: "block"; readonly fields: Readonly<Record<string, Field>>; readonly needs: readonly string[] };

/** A field of numbers: `numberField("degC", [25, 45])`. */
export function numberField(unit: string, [from, to]: readonly [number, number], rest: Partial<NumberField> = {}): NumberField {
	return { kind: "number", unit, from, to, ...rest };
}

/** A likely mistake: the number times `factor` is what was meant. */
export const mistaken = (
	factor: number,
	looks: string,
	{ decimals = 1, when }: { decimals?: number; when?: (value: number) => boolean } = {},
): Mistake => ({ looks, meant: (value) => value * factor, decimals, ...(when === undefined ? {} : { when }) });
