import { describe, expect, test } from "vitest";
import { cos, sin } from "../../src/elementary/circular.ts";
import { exp, expm1 } from "../../src/elementary/exponential.ts";
import { factorial } from "../../src/elementary/factorial.ts";
import { tanh } from "../../src/elementary/hyperbolic.ts";
import { arccos, arcsin, arctan } from "../../src/elementary/inverse-circular.ts";
import { log, log1p, log2 } from "../../src/elementary/logarithm.ts";
import { pow } from "../../src/elementary/power.ts";
import { further, sequence } from "./arguments.ts";
import * as exact from "./exact.ts";

const next = sequence(20261130);
const between = (least: number, most: number) => () => least + (most - least) * next();
/** Numbers of every size between two. */
const ofSize = (least: number, most: number) => () => 2 ** between(Math.log2(least), Math.log2(most))();
const eitherSign = (draw: () => number) => () => (next() < 0.5 ? -1 : 1) * draw();
const many = (count: number, ...draws: (() => number)[]) => Array.from({ length: count }, (_, i) => draws[i % draws.length]!());

const worst = (
	xs: readonly number[],
	ours: (x: number) => number,
	truth: (x: ReturnType<typeof exact.exactly>) => ReturnType<typeof exact.exactly>,
) => Math.max(...xs.map((x) => exact.ulps(ours(x), truth(exact.exactly(x)))));

const tiny = eitherSign(ofSize(2 ** -1060, 1));

describe("against 50 digits of mathjs, the error in units of the last place", () => {
	test("of exp is below 1, down to results below the normal numbers", () => {
		const xs = many(900, between(-745, 709.7), between(-745, -708), between(-2, 2), tiny, between(0.34, 0.36));
		expect(worst(xs, exp, exact.exp!)).toBeLessThan(1);
	});

	test("of expm1 is below 1", () => {
		const xs = many(600, between(-38, 50), between(-1.1, 1.1), between(50, 709), eitherSign(ofSize(1e-20, 1)));
		expect(worst(xs, expm1, exact.expm1!)).toBeLessThan(1);
	});

	test("of log is below 1, from the least number on", () => {
		const xs = many(600, ofSize(2 ** -1074, 2 ** 1023), between(0.69, 1.45), between(0.999, 1.001), ofSize(2 ** -1074, 2 ** -1000));
		expect(worst([5e-324, Number.MAX_VALUE, ...xs], log, exact.log!)).toBeLessThan(1);
	});

	test("of log1p is below 1", () => {
		const xs = many(600, between(-0.9999, 3), eitherSign(ofSize(1e-18, 0.9)), ofSize(0.1, 2 ** 1000), between(-0.3, 0.5));
		expect(worst(xs, log1p, exact.log1p!)).toBeLessThan(1);
	});

	test("of log2 is below 2, and 0 at powers of two", () => {
		expect(worst(many(400, ofSize(2 ** -1074, 2 ** 1023), between(0.7, 1.42)), log2, exact.log2!)).toBeLessThan(2);
		for (let k = -1074; k < 1024; k++) expect(log2(2 ** k)).toBe(k);
	});

	test("of sin and cos is below 1 as far as they go, and next to the multiples of a quarter turn", () => {
		const near = many(150, () => Math.round(between(-1e6, 1e6)()) * (Math.PI / 2));
		const xs = [...many(350, between(-8, 8), between(-1647099, 1647099), eitherSign(ofSize(1e-12, 1))), ...near, 1647099.3291652855];
		expect(worst(xs, sin, exact.sin!)).toBeLessThan(1);
		expect(worst(xs, cos, exact.cos!)).toBeLessThan(1);
	});

	test("of arctan is below 1, of arcsin and arccos below 2.5, up to their ends", () => {
		const xs = many(400, between(-3, 3), eitherSign(ofSize(1e-12, 2 ** 70)), between(0.4, 1.3));
		expect(worst(xs, arctan, exact.atan!)).toBeLessThan(1);
		const inside = [-1, 1, ...many(400, between(-1, 1), eitherSign(ofSize(1e-12, 1)), between(0.999, 1), between(-1, -0.999))];
		expect(worst(inside, arcsin, exact.asin!)).toBeLessThan(2.5);
		expect(worst(inside, arccos, exact.acos!)).toBeLessThan(2.5);
		expect([arcsin(1.0000001), arccos(-2), arctan(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
		expect([arctan(Number.POSITIVE_INFINITY), arctan(-0), arcsin(-0)]).toEqual([Math.PI / 2, -0, -0]);
	});

	test("of factorial is 0 up to 22!, and below 15 up to the last that is finite", () => {
		const whole = Array.from({ length: 171 }, (_, n) => n);
		expect(worst(whole.slice(0, 23), factorial, exact.factorial!)).toBe(0);
		expect(worst(whole, factorial, exact.factorial!)).toBeLessThan(15);
		expect([factorial(171), factorial(-1), factorial(1.5), factorial(Number.NaN)]).toEqual([
			Number.POSITIVE_INFINITY,
			...[Number.NaN, Number.NaN, Number.NaN],
		]);
	});

	test("of tanh is below 2.2", () => {
		const xs = many(500, between(-1.2, 1.2), between(-22, 22), eitherSign(ofSize(1e-12, 1)));
		expect(worst(xs, tanh, exact.tanh!)).toBeLessThan(2.2);
	});

	test("of pow is below 0.55, whatever the sizes", () => {
		const base = many(700, ofSize(2 ** -1074, 2 ** 1023), between(0.7, 1.42), between(0.1, 100), between(0.9999, 1.0001));
		const errors = base.map((x) => {
			const most = Math.min(700 / Math.abs(Math.log(x)), 1e300);
			const y = between(-most, most)();
			return exact.ulps(pow(x, y), exact.pow!(exact.exactly(x), exact.exactly(y)));
		});
		expect(Math.max(...errors)).toBeLessThan(0.55);
	});

	test("of pow is below 1 where the result is no normal number", () => {
		const errors = many(200, between(0.1, 50)).map((x) => {
			const y = between(-744, -708.5)() / Math.log(x);
			return exact.ulps(pow(x, y), exact.pow!(exact.exactly(x), exact.exactly(y)));
		});
		expect(Math.max(...errors)).toBeLessThan(1);
	});
});

describe("laws", () => {
	const some = many(20_000, between(-20, 20), eitherSign(ofSize(1e-300, 600)));

	test("sin and tanh are odd, cos is even, to the last bit", () => {
		const wrong = some.filter((x) => sin(-x) !== -sin(x) || tanh(-x) !== -tanh(x) || cos(-x) !== cos(x));
		expect(wrong.filter((x) => Math.abs(x) < 1e6)).toEqual([]);
	});

	test("exp and log undo each other", () => {
		expect(many(5000, ofSize(1e-300, 1e300)).filter((x) => Math.abs(exp(log(x)) / x - 1) > 2e-13)).toEqual([]);
		expect(many(5000, between(-700, 700)).filter((x) => Math.abs(log(exp(x)) - x) > 1e-13)).toEqual([]);
	});

	test("sin^2 + cos^2 is 1", () => {
		expect(many(5000, between(-1e6, 1e6)).filter((x) => Math.abs(sin(x) ** 2 + cos(x) ** 2 - 1) > 5e-16)).toEqual([]);
	});

	test("a number and its neighbor come out in their order: exp, log, tanh, and powers of both", () => {
		const rising = [exp, expm1, log, log1p, tanh, (x: number) => pow(x, 0.75), (x: number) => pow(1.1, x)];
		const xs = many(20_000, ofSize(1e-5, 600), between(0.3, 3));
		for (const [i, f] of rising.entries())
			expect(
				xs.filter((x) => f(further(x)) < f(x)),
				`function ${i}`,
			).toEqual([]);
	});

	test("a whole power that is a number comes out exactly, so does a root", () => {
		const pairs = Array.from({ length: 60 * 53 }, (_, i) => [1 + (i % 60), Math.floor(i / 60)] as const).filter(
			([x, n]) => x ** n < 2 ** 53,
		);
		for (const [x, n] of pairs) {
			const power = Number(BigInt(x) ** BigInt(n));
			expect(pow(x, n)).toBe(power);
			expect(pow(-x, n)).toBe(n % 2 === 0 ? power : -power);
		}
		for (let x = 1; x < 3000; x++) expect(pow(x * x, 0.5)).toBe(x);
		for (let k = -1074; k < 1024; k++) expect(pow(2, k)).toBe(2 ** k);
	});
});
