/** An exact fraction: unit factors are kept so, that conversions carry no rounding of their own. */
export interface Rational {
	readonly top: bigint;
	readonly bottom: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
	let [x, y] = [a, b];
	while (y !== 0n) [x, y] = [y, x % y];
	return x < 0n ? -x : x;
}

function reduced(top: bigint, bottom: bigint): Rational {
	const common = gcd(top, bottom);
	return { top: top / common, bottom: bottom / common };
}

/** Reads a decimal number exactly: `rational("133.322387415")`, `rational("1e-12")`. */
export function rational(decimal: string): Rational {
	const [, whole = "", fraction = "", exponent = "0"] = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(decimal) ?? [];
	const shift = Number(exponent) - fraction.length;
	const digits = BigInt(whole + fraction);
	return shift >= 0 ? reduced(digits * 10n ** BigInt(shift), 1n) : reduced(digits, 10n ** BigInt(-shift));
}

export const one: Rational = { top: 1n, bottom: 1n };

export function times(a: Rational, b: Rational): Rational {
	return reduced(a.top * b.top, a.bottom * b.bottom);
}

export function power(a: Rational, exponent: number): Rational {
	const n = BigInt(Math.abs(exponent));
	return exponent >= 0 ? { top: a.top ** n, bottom: a.bottom ** n } : { top: a.bottom ** n, bottom: a.top ** n };
}

export function over(a: Rational, b: Rational): Rational {
	return times(a, power(b, -1));
}

/** The nearest double. */
export function toNumber(a: Rational): number {
	const largest = 2n ** 53n;
	if (a.top < largest && a.bottom < largest) return Number(a.top) / Number(a.bottom);
	// Beyond 53 bits one rounded division is not exact: print enough decimal digits and let the number parser round once.
	const digits = 40n + BigInt(a.bottom.toString().length);
	return Number(`${(a.top * 10n ** digits) / a.bottom}e-${digits}`);
}
