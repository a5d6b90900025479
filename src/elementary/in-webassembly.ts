import { arc, circle, exponential, exponentialLess1, hyperbolic, ln2, logarithm, negligible, power, subnormal } from "./coefficients.ts";
import { largestFactorial } from "./factorial.ts";
import { intervals } from "./power-tables.ts";

/** A number, or the text of an expression of 64 bits; a name is the local variable of that name. */
type Term = number | string;

const text = (one: Term) =>
	typeof one === "number"
		? `(f64.const ${String(one).replace("Infinity", "inf").replace("NaN", "nan")})`
		: /^\w/.test(one)
			? `(local.get $${one})`
			: one;
const operation =
	(name: string) =>
	(...of: readonly Term[]) =>
		`(${name} ${of.map(text).join(" ")})`;

const [add, subtract, multiply, divide] = ["add", "sub", "mul", "div"].map((name) => operation(`f64.${name}`)) as [Op, Op, Op, Op];
const [less, atMost, more, atLeast, equal, unequal] = ["lt", "le", "gt", "ge", "eq", "ne"].map((name) => operation(`f64.${name}`)) as [
	Op,
	Op,
	Op,
	Op,
	Op,
	Op,
];
const [absolute, floor, negative, root, signed] = ["abs", "floor", "neg", "sqrt", "copysign"].map((name) => operation(`f64.${name}`)) as [
	Op,
	Op,
	Op,
	Op,
	Op,
];
type Op = ReturnType<typeof operation>;

const set = (name: string, value: Term) => `(local.set $${name} ${text(value)})`;
const call = (name: string, ...of: readonly Term[]) => operation(`call $${name}`)(...of);
const either = (when: string, then: Term, otherwise: Term) => `(select ${text(then)} ${text(otherwise)} ${when})`;
const choice = (when: string, then: Term, otherwise: Term) => `(if (result f64) ${when} (then ${text(then)}) (else ${text(otherwise)}))`;
const returnIf = (when: string, value: Term) => `(if ${when} (then (return ${text(value)})))`;
const and = (a: string, b: string) => `(i32.and ${a} ${b})`;
const or = (a: string, b: string) => `(i32.or ${a} ${b})`;

/** c0 + z (c1 + z (c2 + ...)) */
const polynomial = (z: string, [first, ...others]: readonly number[]): Term =>
	others.length === 0 ? first! : add(first!, multiply(z, polynomial(z, others)));

/** The 64 bits of a number whose high word is given, as a whole number. */
const bitsOf = (highWord: number) => `(i64.const ${BigInt(highWord) << 32n})`;
const bits = (x: Term) => `(i64.reinterpret_f64 ${text(x)})`;
const asExponent = (whole: string) => `(i64.shl ${whole} (i64.const 52))`;

/** 3 * 2^51: the last bits of its sum with a whole number are those of the number. */
const wholeBits = 6755399441055744;

/** 2^k for a whole k of 64 bits from -1022 to 1023. */
const powerOfTwo = (k: Term) => `(f64.reinterpret_i64 ${asExponent(bits(add(k, wholeBits + 1023)))})`;

/** Sets `k`, a whole number, and `m`, so that `x` = 2^k m and the high word of m is at least `least` and less than the next octave's. */
const splitExponent = (x: string, least: number) => [
	`(local.set $k (i64.shr_s (i64.sub ${bits(x)} ${bitsOf(least)}) (i64.const 52)))`,
	`(local.set $m (f64.reinterpret_i64 (i64.sub ${bits(x)} ${asExponent("(local.get $k)")})))`,
];

const numberOf = (whole: string) => `(f64.convert_i64_s (local.get $${whole}))`;

function fn(name: string, parameters: readonly string[], locals: readonly string[], body: readonly Term[]): string {
	const typeOf = (one: string) => (one === "k" ? "i64" : one === "place" ? "i32" : "f64");
	const variable = (one: string) => `(local $${one} ${typeOf(one)})`;
	return [
		`(func $${name} ${parameters.map((one) => `(param $${one} f64)`).join(" ")} (result f64)`,
		...locals.map(variable),
		...body.map(text),
		")",
	].join("\n");
}

/** r c / (2 - c), with c made of the reduced argument `r` and its square `z`. */
const c = subtract("r", multiply("z", polynomial("z", exponential.p)));

const scaled = fn(
	"scaled",
	["x", "n"],
	["half"],
	[
		returnIf(atMost(absolute("n"), 1021), multiply("x", powerOfTwo("n"))),
		set("half", floor(multiply("n", 0.5))),
		multiply(multiply("x", powerOfTwo("half")), powerOfTwo(subtract("n", "half"))),
	],
);

const exp = fn(
	"exp",
	["x"],
	["n", "high", "low", "r", "z", "c"],
	[
		returnIf(`(i32.eqz ${atMost("x", exponential.largest)})`, either(more("x", 0), Number.POSITIVE_INFINITY, Number.NaN)),
		returnIf(less("x", exponential.least), 0),
		set("n", floor(add(multiply("x", ln2.inverse), 0.5))),
		set("high", subtract("x", multiply("n", ln2.high))),
		set("low", multiply("n", ln2.low)),
		set("r", subtract("high", "low")),
		set("z", multiply("r", "r")),
		set("c", c),
		call("scaled", subtract(1, subtract(subtract("low", divide(multiply("r", "c"), subtract(2, "c"))), "high")), "n"),
	],
);

const expm1 = fn(
	"expm1",
	["x"],
	["n", "high", "low", "r", "lost", "half", "square", "r1", "t", "e", "less", "one"],
	[
		returnIf(`(i32.eqz ${atMost("x", exponential.largest)})`, either(more("x", 0), Number.POSITIVE_INFINITY, Number.NaN)),
		returnIf(less("x", exponentialLess1.least), -1),
		returnIf(less(absolute("x"), negligible), "x"),
		set("n", floor(add(multiply("x", ln2.inverse), 0.5))),
		set("high", subtract("x", multiply("n", ln2.high))),
		set("low", multiply("n", ln2.low)),
		set("r", subtract("high", "low")),
		set("lost", subtract(subtract("high", "r"), "low")),
		set("half", multiply(0.5, "r")),
		set("square", multiply("r", "half")),
		set("r1", add(1, multiply("square", polynomial("square", exponentialLess1.q)))),
		set("t", subtract(3, multiply("r1", "half"))),
		set("e", multiply("square", divide(subtract("r1", "t"), subtract(6, multiply("r", "t"))))),
		returnIf(equal("n", 0), subtract("r", subtract(multiply("r", "e"), "square"))),
		set("less", subtract(subtract(multiply("r", subtract("e", "lost")), "lost"), "square")),
		returnIf(equal("n", -1), subtract(multiply(0.5, subtract("r", "less")), 0.5)),
		returnIf(
			equal("n", 1),
			either(less("r", -0.25), multiply(-2, subtract("less", add("r", 0.5))), add(1, multiply(2, subtract("r", "less")))),
		),
		returnIf(or(less("n", 0), more("n", 56)), subtract(call("scaled", subtract(1, subtract("less", "r")), "n"), 1)),
		set("one", powerOfTwo(negative("n"))),
		multiply(
			either(less("n", 20), subtract(subtract(1, "one"), subtract("less", "r")), add(subtract("r", add("less", "one")), 1)),
			powerOfTwo("n"),
		),
	],
);

/** Sets `normal` to x, or to x times a power of two where x is too small to be normal, and `shift` to that power. */
const madeNormal = [
	set("shift", either(less("x", subnormal.below), subnormal.shift, 0)),
	set("normal", either(more("shift", 0), multiply("x", subnormal.factor), "x")),
];

const log = fn(
	"log",
	["x"],
	["shift", "normal", "k", "m", "n", "f", "s", "z", "w", "r", "half"],
	[
		returnIf(`(i32.eqz ${more("x", 0)})`, either(equal("x", 0), Number.NEGATIVE_INFINITY, Number.NaN)),
		returnIf(equal("x", Number.POSITIVE_INFINITY), "x"),
		...madeNormal,
		...splitExponent("normal", logarithm.root),
		set("n", subtract(numberOf("k"), "shift")),
		set("f", subtract("m", 1)),
		set("s", divide("f", add(2, "f"))),
		set("z", multiply("s", "s")),
		set("w", multiply("z", "z")),
		set("r", add(multiply("z", polynomial("w", logarithm.odd)), multiply("w", polynomial("w", logarithm.even)))),
		set("half", multiply(multiply(0.5, "f"), "f")),
		subtract(multiply("n", ln2.high), subtract(subtract("half", add(multiply("s", add("half", "r")), multiply("n", ln2.low))), "f")),
	],
);

const first26 = (name: string, x: string) => [set("c", multiply(power.split, x)), set(name, subtract("c", subtract("c", x)))];

/** What stands at a place of one of the tables of `pow`. */
const entry = (table: number, place: string) => (tables: number) =>
	`(f64.load offset=${tables + 8 * intervals * table} (local.get $${place}))`;

/** The address of the entry whose number are the last bits of a whole number of 64 bits. */
const placeOf = (whole: string) => `(i32.shl (i32.and (i32.wrap_i64 ${whole}) (i32.const ${intervals - 1})) (i32.const 3))`;

/** Sets `value` to the number from 1 to 2 that, times 2 to the power of `n` / 128 rounded down, is e^(high + low). */
function exponentialOfParts(tables: number): readonly string[] {
	const [b3, b4, b5] = power.exponential;
	return [
		set("n", floor(add(multiply("high", power.inverseStep), 0.5))),
		`(local.set $k ${bits(add("n", wholeBits))})`,
		`(local.set $place ${placeOf("(local.get $k)")})`,
		set("r", add(subtract(subtract("high", multiply("n", power.stepHigh)), multiply("n", power.stepLow)), "low")),
		set("r2", multiply("r", "r")),
		set("root", entry(3, "place")(tables)),
		set(
			"more",
			add(
				add(add(entry(4, "place")(tables), "r"), multiply("r2", add(0.5, multiply("r", b3)))),
				multiply(multiply("r2", "r2"), add(b4, multiply("r", b5))),
			),
		),
		set("value", add("root", multiply("root", "more"))),
	];
}

/** Powers that are infinite, 0 or no normal numbers, or nearly so. */
const extremePower = (tables: number) =>
	fn(
		"extreme_power",
		["high", "low"],
		["n", "k", "place", "r", "r2", "root", "more", "value"],
		[
			returnIf(atLeast("high", power.largest), Number.POSITIVE_INFINITY),
			returnIf(less("high", power.least), 0),
			...exponentialOfParts(tables),
			call("scaled", "value", floor(multiply("n", 1 / intervals))),
		],
	);

const logarithmLocals = [
	...["k", "m", "place", "n", "inverse", "m_high", "r_high", "r_low", "r", "whole", "sum", "half", "square", "leading", "r2", "cubic"],
	...["lost", "rest", "logarithm", "c", "l_high", "l_low", "y_high", "high", "low"],
];

/** Sets `high` and `low`, whose sum is y log(x 2^-shift), for a normal x > 0. */
function timesLogarithm(tables: number, shift: number): readonly string[] {
	const [a3, a4, a5, a6, a7, a8] = power.logarithm;
	const whole = numberOf("k");
	return [
		`(local.set $k (i64.sub ${bits("x")} ${bitsOf(power.root)}))`,
		`(local.set $place ${placeOf("(i64.shr_s (local.get $k) (i64.const 45))")})`,
		"(local.set $k (i64.shr_s (local.get $k) (i64.const 52)))",
		set("m", `(f64.reinterpret_i64 (i64.sub ${bits("x")} ${asExponent("(local.get $k)")}))`),
		set("n", shift === 0 ? whole : subtract(whole, shift)),
		set("inverse", entry(0, "place")(tables)),
		set("m_high", subtract(add("m", power.coarse), power.coarse)),
		set("r_high", subtract(multiply("m_high", "inverse"), 1)),
		set("r_low", multiply(subtract("m", "m_high"), "inverse")),
		set("r", add("r_high", "r_low")),
		set("whole", add(multiply("n", power.ln2High), entry(1, "place")(tables))),
		set("sum", add("whole", "r")),
		set("half", multiply(-0.5, "r_high")),
		set("square", multiply("half", "r_high")),
		set("leading", add("sum", "square")),
		set("r2", multiply("r", "r")),
		set(
			"cubic",
			multiply(
				multiply("r", "r2"),
				add(add(a3, multiply("r", a4)), multiply("r2", add(add(a5, multiply("r", a6)), multiply("r2", add(a7, multiply("r", a8)))))),
			),
		),
		set(
			"lost",
			add(add(add(subtract("whole", "sum"), "r"), add(subtract("r_high", "r"), "r_low")), add(subtract("sum", "leading"), "square")),
		),
		set(
			"rest",
			add(
				add(
					add(add(multiply("n", power.ln2Low), entry(2, "place")(tables)), "lost"),
					multiply("r_low", subtract("half", multiply(0.5, "r"))),
				),
				"cubic",
			),
		),
		set("logarithm", add("leading", "rest")),
		...first26("l_high", "logarithm"),
		set("l_low", add(add(subtract("leading", "logarithm"), "rest"), subtract("logarithm", "l_high"))),
		...first26("y_high", "y"),
		set("high", multiply("y_high", "l_high")),
		set("low", add(multiply(subtract("y", "y_high"), "l_high"), multiply("y", "l_low"))),
	];
}

/** x^y for a normal x > 0 and |y| < 2^64; in one piece for all that is ordinary: calls would take half as long again. */
const pow = (tables: number) =>
	fn(
		"pow",
		["x", "y"],
		[...logarithmLocals, "root", "more", "value"],
		[
			returnIf(
				`(i32.eqz ${and(and(atLeast("x", subnormal.below), less("x", Number.POSITIVE_INFINITY)), less(absolute("y"), power.huge))})`,
				call("special_power", "x", "y"),
			),
			...timesLogarithm(tables, 0),
			returnIf(`(i32.eqz ${less(absolute("high"), power.ordinary)})`, call("extreme_power", "high", "low")),
			...exponentialOfParts(tables),
			multiply("value", `(f64.reinterpret_i64 (i64.add ${asExponent("(i64.shr_s (local.get $k) (i64.const 7))")} ${bits(1)}))`),
		],
	);

/** (x 2^-54)^y. */
const subnormalPower = (tables: number) =>
	fn("subnormal_power", ["x", "y"], logarithmLocals, [...timesLogarithm(tables, subnormal.shift), call("extreme_power", "high", "low")]);

const hugelyRaised = fn(
	"hugely_raised",
	["size", "y"],
	[],
	[
		returnIf(equal("size", 1), either(less(absolute("y"), Number.POSITIVE_INFINITY), 1, Number.NaN)),
		either(`(i32.eq ${more("size", 1)} ${more("y", 0)})`, Number.POSITIVE_INFINITY, 0),
	],
);

const isWhole = equal(floor("y"), "y");
const isOrdinary = and(more("size", 0), less("size", Number.POSITIVE_INFINITY));
const isOdd = and(isWhole, unequal(floor(multiply("y", 0.5)), multiply("y", 0.5)));

const specialPower = fn(
	"special_power",
	["x", "y"],
	["size", "value"],
	[
		returnIf(equal("y", 0), 1),
		returnIf(or(unequal("x", "x"), unequal("y", "y")), Number.NaN),
		set("size", absolute("x")),
		returnIf(atLeast(absolute("y"), power.huge), call("hugely_raised", "size", "y")),
		returnIf(and(more("x", 0), less("x", subnormal.below)), call("subnormal_power", multiply("x", subnormal.factor), "y")),
		returnIf(and(isOrdinary, `(i32.eqz ${isWhole})`), Number.NaN),
		set("value", choice(isOrdinary, call("pow", "size", "y"), call("hugely_raised", "size", "y"))),
		either(and(isOdd, less(signed(1, "x"), 0)), negative("value"), "value"),
	],
);

const sine = fn(
	"sine",
	["x", "rest"],
	["z", "r", "v"],
	[
		set("z", multiply("x", "x")),
		set("r", add(polynomial("z", circle.sine.low), multiply(multiply("z", multiply("z", "z")), polynomial("z", circle.sine.high)))),
		set("v", multiply("z", "x")),
		subtract(
			"x",
			subtract(subtract(multiply("z", subtract(multiply(0.5, "rest"), multiply("v", "r"))), "rest"), multiply("v", circle.sine.first)),
		),
	],
);

const cosine = fn(
	"cosine",
	["x", "rest"],
	["z", "w", "r", "half", "one"],
	[
		set("z", multiply("x", "x")),
		set("w", multiply("z", "z")),
		set("r", add(multiply("z", polynomial("z", circle.cosine.low)), multiply(multiply("w", "w"), polynomial("z", circle.cosine.high)))),
		set("half", multiply(0.5, "z")),
		set("one", subtract(1, "half")),
		add("one", add(subtract(subtract(1, "one"), "half"), subtract(multiply("z", "r"), multiply("x", "rest")))),
	],
);

/** One more part of pi/2, where all that came before cancels. */
const nextPart = (part: number, rest: number) => [
	set("before", "left"),
	set("part", multiply("n", part)),
	set("left", subtract("before", "part")),
	set("less", subtract(multiply("n", rest), subtract(subtract("before", "left"), "part"))),
	set("y", subtract("left", "less")),
];

const turned = fn(
	"turned",
	["x", "quarters"],
	["size", "n", "left", "less", "y", "before", "part", "rest", "quadrant", "value"],
	[
		set("size", absolute("x")),
		returnIf(`(i32.eqz ${atMost("size", circle.farthest)})`, Number.NaN),
		set("n", either(atMost("size", circle.eighth), 0, floor(add(multiply("x", circle.inverseQuarter), 0.5)))),
		set("left", subtract("x", multiply("n", circle.part1))),
		set("less", multiply("n", circle.rest1)),
		set("y", subtract("left", "less")),
		`(if ${less(absolute("y"), multiply("size", circle.small))} (then`,
		...nextPart(circle.part2, circle.rest2),
		`(if ${less(absolute("y"), multiply("size", circle.tiny))} (then`,
		...nextPart(circle.part3, circle.rest3),
		"))))",
		set("rest", subtract(subtract("left", "y"), "less")),
		set("quadrant", add("n", "quarters")),
		set("quadrant", subtract("quadrant", multiply(4, floor(multiply("quadrant", 0.25))))),
		set("value", choice(or(equal("quadrant", 0), equal("quadrant", 2)), call("sine", "y", "rest"), call("cosine", "y", "rest"))),
		either(atLeast("quadrant", 2), negative("value"), "value"),
	],
);

const tanh = fn(
	"tanh",
	["x"],
	["size", "t", "value"],
	[
		set("size", absolute("x")),
		returnIf(or(less("size", hyperbolic.tiny), unequal("x", "x")), "x"),
		set("t", call("expm1", either(atLeast("size", 1), multiply(2, "size"), multiply(-2, "size")))),
		set(
			"value",
			either(
				atLeast("size", hyperbolic.far),
				1,
				either(atLeast("size", 1), subtract(1, divide(2, add("t", 2))), divide(negative("t"), add("t", 2))),
			),
		),
		either(less("x", 0), negative("value"), "value"),
	],
);

const arcPart = fn(
	"arc_part",
	["size", "a", "b", "c", "d", "turn", "rest"],
	["y", "z", "w"],
	[
		set("y", divide(add(multiply("a", "size"), "b"), add(multiply("c", "size"), "d"))),
		set("z", multiply("y", "y")),
		set("w", multiply("z", "z")),
		subtract(
			"turn",
			subtract(
				subtract(multiply("y", add(multiply("z", polynomial("w", arc.even)), multiply("w", polynomial("w", arc.odd)))), "rest"),
				"y",
			),
		),
	],
);

const arctan = fn(
	"arctan",
	["x"],
	["size"],
	[
		returnIf(unequal("x", "x"), "x"),
		set("size", absolute("x")),
		returnIf(atLeast("size", arc.far), signed(arc.most, "x")),
		signed(
			arc.parts.reduceRight<Term>((otherwise, [below, ...part]) => {
				const angle = call("arc_part", "size", ...part);
				return otherwise === 0 ? angle : choice(less("size", below), angle, otherwise);
			}, 0),
			"x",
		),
	],
);

const arcsin = fn("arcsin", ["x"], [], [call("arctan", divide("x", root(multiply(subtract(1, "x"), add(1, "x")))))]);

const arccos = fn("arccos", ["x"], [], [multiply(2, call("arctan", root(divide(subtract(1, "x"), add(1, "x")))))]);

const factorial = fn(
	"factorial",
	["x"],
	["product"],
	[
		returnIf(`(i32.eqz ${and(atLeast("x", 0), equal("x", floor("x")))})`, Number.NaN),
		returnIf(more("x", largestFactorial), Number.POSITIVE_INFINITY),
		set("product", 1),
		"(loop $next",
		`(if ${more("x", 1)} (then ${set("product", multiply("product", "x"))} ${set("x", subtract("x", 1))} (br $next)))`,
		")",
		"product",
	],
);

/** As ECMAScript's: halves go up, and what rounds to 0 keeps its sign. */
const round = fn(
	"round",
	["x"],
	["below"],
	[set("below", floor("x")), signed(either(atLeast(subtract("x", "below"), 0.5), add("below", 1), "below"), "x")],
);

const functionsWith = (tables: number): Readonly<Record<string, string>> => ({
	...{ exp, log, tanh, round, expm1, scaled, hugely_raised: hugelyRaised, special_power: specialPower, turned, sine, cosine },
	...{ arcsin, arccos, arctan, arc_part: arcPart, factorial },
	pow: pow(tables),
	extreme_power: extremePower(tables),
	subnormal_power: subnormalPower(tables),
	sin: fn("sin", ["x"], [], [call("turned", "x", 0)]),
	cos: fn("cos", ["x"], [], [call("turned", "x", 1)]),
});

/**
 * The functions in WebAssembly's text form, with the operations of those in TypeScript in the same order: those that the texts call, and
 * what these call in turn. `tables` is the address in the module's memory where `powerTables` will stand.
 *
 *     functionsCalledBy(["(call $exp (local.get $x))"], { tables: 0 })    // ["(func $exp …", "(func $scaled …"]
 */
export function functionsCalledBy(code: readonly string[], { tables }: { readonly tables: number }): readonly string[] {
	const functions = functionsWith(tables);
	const calledIn = (text: string) => [...text.matchAll(/\(call \$(\w+)/g)].map((match) => match[1]!).filter((name) => functions[name]);
	const needed = new Set(code.flatMap(calledIn));
	for (const name of needed) for (const inner of calledIn(functions[name]!)) needed.add(inner);
	return Object.entries(functions).flatMap(([name, text]) => (needed.has(name) ? [text] : []));
}
