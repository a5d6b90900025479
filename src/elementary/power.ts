import { highWord, powerOfTwo, scaled } from "./bits.ts";
import { power, subnormal } from "./coefficients.ts";
import { intervals, powerTables as tables } from "./power-tables.ts";

const [a3, a4, a5, a6, a7, a8] = power.logarithm;
const [b3, b4, b5] = power.exponential;

/** The first 26 bits of a number: products of two such are exact. */
function first26(x: number): number {
	const c = power.split * x;
	return c - (c - x);
}

/** e^(high + low), where |low| is small: 2^(k/128) times e to a small rest. */
function exponentialOfParts(high: number, low: number): number {
	if (high >= power.largest) return Number.POSITIVE_INFINITY;
	if (high < power.least) return 0;
	const k = Math.floor(high * power.inverseStep + 0.5);
	const j = k & (intervals - 1);
	const r = high - k * power.stepHigh - k * power.stepLow + low;
	const z = r * r;
	const root = tables[3 * intervals + j]!;
	const more = tables[4 * intervals + j]! + r + z * (0.5 + r * b3) + z * z * (b4 + r * b5);
	return scaled(root + root * more, k >> 7);
}

/** (x 2^-shift)^y for a normal x > 0 and |y| < 2^64. */
function raised(x: number, y: number, shift: number): number {
	const word = highWord(x) - power.root;
	const i = (word >> 13) & (intervals - 1);
	const m = x * powerOfTwo(-(word >> 20));
	const n = (word >> 20) - shift;
	// m times a number near its inverse is 1 + r, exactly in two parts.
	const inverse = tables[i]!;
	const mHigh = m + power.coarse - power.coarse;
	const rHigh = mHigh * inverse - 1;
	const rLow = (m - mHigh) * inverse;
	const r = rHigh + rLow;
	// log(x) = n ln 2 - log(inverse) + r - r^2/2 + ..., with what each sum loses.
	const whole = n * power.ln2High + tables[intervals + i]!;
	const sum = whole + r;
	const half = -0.5 * rHigh;
	const square = half * rHigh;
	const leading = sum + square;
	const r2 = r * r;
	const cubic = r * r2 * (a3 + r * a4 + r2 * (a5 + r * a6 + r2 * (a7 + r * a8)));
	const lost = whole - sum + r + (rHigh - r + rLow) + (sum - leading + square);
	const rest = n * power.ln2Low + tables[2 * intervals + i]! + lost + rLow * (half - 0.5 * r) + cubic;
	// y log(x), again exactly in two parts.
	const logarithm = leading + rest;
	const lHigh = first26(logarithm);
	const lLow = leading - logarithm + rest + (logarithm - lHigh);
	const yHigh = first26(y);
	return exponentialOfParts(yHigh * lHigh, (y - yHigh) * lHigh + y * lLow);
}

/** x^y where y is so large that it is even, and only the size of x matters. */
function hugelyRaised(size: number, y: number): number {
	if (size === 1) return Number.isFinite(y) ? 1 : Number.NaN;
	return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
}

/**
 * x^y; the error is below 0.55 ulp, or 1 where the result is no normal number; powers that are numbers are exact. What is no number, or
 * infinite, or signed is as in ECMAScript: x^0 is 1, (-8)^(1/3) is NaN, 1^infinity is NaN. By tables after Tang (1989,
 * doi:10.1145/63522.214389; 1990, doi:10.1145/98267.98294), with the logarithm in two parts as Nagy has it in Arm's optimized routines
 * (https://github.com/ARM-software/optimized-routines, math/pow.c).
 *
 *     pow(2, 10)       // 1024
 *     pow(70, 0.75)    // 24.200454924935872
 */
export function pow(x: number, y: number): number {
	if (x >= subnormal.below && x < Number.POSITIVE_INFINITY && Math.abs(y) < power.huge) return raised(x, y, 0);
	return specialPower(x, y);
}

function specialPower(x: number, y: number): number {
	if (y === 0) return 1;
	if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
	const size = Math.abs(x);
	if (Math.abs(y) >= power.huge) return hugelyRaised(size, y);
	if (x > 0 && x < subnormal.below) return raised(x * subnormal.factor, y, subnormal.shift);
	const isWhole = Math.floor(y) === y;
	const isOrdinary = size > 0 && size < Number.POSITIVE_INFINITY;
	if (isOrdinary && !isWhole) return Number.NaN;
	const isOdd = isWhole && Math.floor(y / 2) !== y / 2;
	const value = isOrdinary ? pow(size, y) : hugelyRaised(size, y);
	return isOdd && (x < 0 || 1 / x < 0) ? -value : value;
}
