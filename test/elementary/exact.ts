import { all, type BigNumber, create, type MathJsInstance } from "mathjs";

const math = create(all!, { number: "BigNumber", precision: 50 }) as MathJsInstance;
const two = math.bignumber(2);
const powerOfTwo = (k: number) => math.pow(two, math.bignumber(k)) as BigNumber;

/** The exponent of the last place of a number. */
function lastPlace(x: number): number {
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, x);
	return Math.max((view.getUint16(0) >> 4) & 0x7ff, 1) - 1075;
}

/** All digits of a number: mathjs would take the shortest text that reads back. */
export function exactly(x: number): BigNumber {
	const place = lastPlace(x);
	const half = Math.floor(-place / 2);
	const whole = x * 2 ** half * 2 ** (-place - half);
	return math.multiply(math.bignumber(BigInt(whole).toString()), powerOfTwo(place)) as BigNumber;
}

export const {
	add,
	subtract,
	multiply,
	divide,
	exp,
	log,
	sin,
	cos,
	tanh,
	asin,
	acos,
	atan,
	factorial,
	expm1,
	log1p,
	log2,
	pow,
	round,
	bignumber,
} = math as unknown as Record<string, (...of: BigNumber[]) => BigNumber> & { bignumber: (x: number | string) => BigNumber };

/** How far a number is from the true value, in units of the last place of the true value. */
export function ulps(found: number, truth: BigNumber): number {
	const unit = powerOfTwo(lastPlace(Number(truth.toString())));
	return Math.abs(Number(divide!(subtract!(exactly(found), truth), unit).toString()));
}
