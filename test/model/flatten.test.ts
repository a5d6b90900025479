import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printExpression } from "../../src/language/print.ts";
import { equationRoutines, equationsInJavaScript } from "../../src/model/equation-routines.ts";
import { flatten } from "../../src/model/flatten.ts";
import { compileModel } from "../../src/model/model-program.ts";
import { inOrder } from "../../src/model/order.ts";
import { aFlatModel, aModel, aTreatment, toldOf, toldOfPage } from "./a-model.ts";
import { pointOf, quickly, slowly } from "./numbers-of.ts";

const parameter = (value: string) => `{ value: ${value}, source: assumed, evidence: assumed }`;

describe("laws of the flat model", () => {
	const rows = [
		"  release: { unit: mg/h, is: gain * level^2 }",
		"  level: { unit: mg, is: shifted + 1 mg }",
		"  shifted: { unit: mg, is: drug - rest }",
		"  rest: { unit: mg, is: twice / 2 }",
		"  twice: { unit: mg, is: 2 * base }",
	];
	const page = (flows: readonly string[]) =>
		`parameters:\n  gain: ${parameter("2 1/mg/h")}\n  base: ${parameter("3 mg")}\nstates:\n  drug: { unit: mg, start: 5 mg, rate: release }\nflows:\n${flows.join("\n")}\n`;

	test("values do not depend on the order of flows in the file", () => {
		const expected = slowly(aFlatModel(page(rows)), pointOf(aFlatModel(page(rows))));
		expect(expected.get("d(drug)")).toBe(2 * (5 - 3 + 1) ** 2);
		fc.assert(
			fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
				const flat = aFlatModel(page(shuffled));
				expect(slowly(flat, pointOf(flat)).get("d(drug)")).toBe(expected.get("d(drug)"));
				expect(quickly(flat, pointOf(flat)).get("d(drug)")).toBe(expected.get("d(drug)"));
			}),
			{ numRuns: 50, seed: 1 },
		);
	});

	test("values do not depend on the order of the pages", () => {
		const body = `states:\n  drug: { unit: mg, start: base, rate: -loss * drug }\n`;
		const numbers = `parameters:\n  base: ${parameter("3 mg")}\n  loss: ${parameter("2 /day")}\n`;
		for (const model of [aModel({ body, numbers }), aModel({ numbers, body })]) {
			const flat = flatten(model);
			expect(quickly(flat, pointOf(flat)).get("d(drug)")).toBeCloseTo(-0.25, 15);
		}
	});

	test("a flat model is plain data: a thread and JSON hand it on unchanged", () => {
		const flat = aFlatModel(
			`${page(rows)}hazards:\n  fall: { rate: 0.1 /h, then: { set: { down: 1 }, for: 5 min } }\ninputs:\n  down: { unit: "1", rest: 0 }\n`,
		);
		expect(structuredClone(flat)).toEqual(flat);
		expect(JSON.parse(JSON.stringify(flat))).toEqual(flat);
	});

	test("names of a file never enter the generated text", () => {
		const flat = aFlatModel(
			`parameters:\n  c0: ${parameter("2")}\n  dy: ${parameter("3")}\n  hill1: ${parameter("5")}\n  constructor_x: ${parameter("7")}\nstates:\n  process: { unit: "1", start: "1", rate: "(c0 * dy + hill1) / 1 h + (c0 * dy + hill1) / 2 h + constructor_x * k / 1 h" }\nflows:\n  k: { unit: "1", is: process * c0 }\nobservables:\n  window: { unit: "1", is: process }\n`,
		);
		const body = equationsInJavaScript(equationRoutines(flat));
		for (const word of ["process", "window", "constructor"]) expect(body).not.toContain(word);
		expect(quickly(flat, pointOf(flat)).get("d(process)")).toBe(11 + 11 / 2 + 14);
		expect(quickly(flat, pointOf(flat)).get("window")).toBe(1);
	});

	test("a flat model that reads a name it does not have is not turned into code", () => {
		const flat = aFlatModel(page(rows));
		expect(() => compileModel({ ...flat, parameters: [] }, { machineCode: false })).toThrow("the flat model has no");
	});

	test("units of other scales are converted, towards the declared unit", () => {
		const flat = aFlatModel(
			`states:\n  drug: { unit: ug, start: 1 mg, scale: 1 mg, rate: -0.24 mg/day }\nflows:\n  late: { unit: day, is: t }\n`,
		);
		expect(flat.states[0]).toMatchObject({ start: 1000, scale: 1000 });
		const values = quickly(flat, { ...pointOf(flat), t: 48 });
		expect(values.get("d(drug)")).toBeCloseTo(-10, 14);
		expect(values.get("late")).toBeCloseTo(2, 14);
	});

	test("values given for a run replace those of the pages", () => {
		const flat = flatten(aModel({ page: page(rows) }), { values: new Map([["base", 4]]) });
		expect(slowly(flat, pointOf(flat)).get("d(drug)")).toBe(2 * (5 - 4 + 1) ** 2);
	});
});

describe("starts", () => {
	test("a start is computed from parameters, covariates and flows of these alone", () => {
		const flat = aFlatModel(
			`parameters:\n  dose: ${parameter("2 mg/kg")}\ncovariates:\n  weight: { unit: kg, default: 70 kg }\nflows:\n  whole: { unit: mg, is: dose * weight }\nstates:\n  drug: { unit: g, start: whole / 2, rate: 0 }\n`,
		);
		expect(flat.states[0]!.start).toBeCloseTo(0.07, 15);
	});

	test("every start that depends on what changes in time is told", () => {
		const told = toldOfPage(
			`inputs:\n  flow: { unit: mg, rest: 1 mg }\nflows:\n  twice: { unit: mg, is: 2 * a }\nstates:\n  a: { unit: mg, start: flow, rate: 0 }\n  b: { unit: mg, start: twice, rate: 0 }\n  c: { unit: h, start: t, rate: 0 }\n`,
		);
		expect(told).toEqual([
			'paper/modules/page.yaml:7:25  states.a.start  a start cannot depend on "flow", which changes in time',
			"  allowed: parameters, covariates, and flows of these alone",
			'paper/modules/page.yaml:8:25  states.b.start  a start cannot depend on "twice", which changes in time',
			"  allowed: parameters, covariates, and flows of these alone",
			'paper/modules/page.yaml:9:24  states.c.start  a start cannot depend on "t", which changes in time',
			"  allowed: parameters, covariates, and flows of these alone",
		]);
	});

	test("a start that is no number is told", () => {
		expect(toldOfPage(`parameters:\n  none: ${parameter("0")}\nstates:\n  a: { unit: "1", start: 1 / none, rate: 0 }\n`)).toContain(
			"paper/modules/page.yaml:5:26  states.a.start  the start is not a finite number",
		);
	});
});

describe("slots", () => {
	const page = (join: string, rest = "0") =>
		`slots:\n  effect: { unit: "1", rest: ${rest}, join: ${join} }\nstates:\n  a: { unit: "1", start: "1", rate: effect / 1 h }\n`;
	const writers = (texts: readonly string[], model: ReturnType<typeof aModel>) =>
		texts.map((text, i) => aTreatment(`drug${i}`, `writes:\n  effect: ${text}\n`, model));

	test.each([
		["sum", "0", ["0.1", "0.2", "0.3"], 0.6],
		["sum", "1", ["0.5"], 1.5],
		["product", "1", ["0.5", "0.5"], 0.25],
		["product", "2", ["0.5"], 1],
		["any", "0", ["0.5", "0.5"], 0.75],
		["any", "0", ["0.9"], 0.9],
		["any", "0.5", ["0.5"], 0.75],
		["last", "0", ["0.1", "0.2"], 0.2],
		["sum", "0.25", [], 0.25],
		["any", "0.5", [], 0.5],
	] as const)("join %s at rest %s with %j makes %d", (join, rest, texts, value) => {
		const model = aModel({ page: page(join, rest) });
		const flat = flatten(model, { treatments: writers(texts, model) });
		expect(quickly(flat, pointOf(flat)).get("d(a)")).toBeCloseTo(value, 14);
	});

	test("an unwritten slot is an input at rest", () => {
		expect(aFlatModel(page("any")).inputs).toEqual([{ name: "effect", unit: "1", value: 0 }]);
	});

	test("a write in another scale is converted, in another dimension refused with both units", () => {
		const model = aModel({ page: page("sum") });
		const flat = flatten(model, { treatments: writers(["50 percent"], model) });
		expect(quickly(flat, pointOf(flat)).get("d(a)")).toBe(0.5);
		expect(toldOf(() => flatten(model, { treatments: writers(["3 mg"], model) }))).toEqual([
			"paper/treatments/drug0.yaml:3:11  writes.effect  the result is in mg (a mass), but 1 (a pure number) is declared",
		]);
	});

	test("a write into what is no slot suggests the nearest", () => {
		const model = aModel({ page: page("sum") });
		const treatments = [aTreatment("drug", "writes:\n  efect: 1\n", model)];
		expect(toldOf(() => flatten(model, { treatments }))).toEqual([
			'paper/treatments/drug.yaml:3:3  writes.efect  "efect" is not a slot of the model',
			'  allowed: effect. Did you mean "effect"?',
		]);
	});

	test("two slots whose writers need each other are a circle, told at a write", () => {
		const model = aModel({
			page: `slots:\n  a: { unit: "1", rest: 0, join: sum }\n  b: { unit: "1", rest: 0, join: sum }\nstates:\n  x: { unit: "1", start: "1", rate: a / 1 h }\n`,
		});
		const treatments = [aTreatment("drug", "writes:\n  a: b + 1\n  b: a + 1\n", model)];
		expect(toldOf(() => flatten(model, { treatments }))[0]).toBe(
			"paper/treatments/drug.yaml:3:6  writes.a  these flows depend on each other in a circle: a -> b -> a",
		);
	});
});

describe("infusions", () => {
	test("a state that a route leads into gets a rate input, shared by all treatments that infuse it", () => {
		const model = aModel({ page: `states:\n  volume: { unit: mL, start: 0 mL, rate: 0 }\n` });
		const drug = (name: string) => aTreatment(name, "amount: mL\nroutes:\n  iv: { into: volume, over: 1 h }\n", model);
		const flat = flatten(model, { treatments: [drug("saline"), drug("albumin")] });
		expect(flat.inputs).toEqual([{ name: "volume_infusion", unit: "mL/h", value: 0 }]);
		const point = pointOf(flat);
		point.u[0] = 250;
		expect(quickly(flat, point).get("d(volume)")).toBe(250);
	});
});

describe("hazards", () => {
	const page = `inputs:\n  seizing: { unit: "1", rest: 0 }\nhazards:\n  seizure: { rate: 0.24 /day, then: { set: { seizing: 1 }, for: 30 min } }\n`;

	test("a hazard is a state that rises from 0 and a draw whose nominal value is the median", () => {
		const flat = aFlatModel(page);
		expect(flat.states.map(({ name, start }) => [name, start])).toEqual([["seizure_hazard", 0]]);
		expect(flat.parameters).toEqual([{ name: "seizure_draw", unit: "1", value: Math.LN2 }]);
		expect(flat.hazards).toEqual([
			{
				name: "seizure",
				state: "seizure_hazard",
				draw: "seizure_draw",
				sets: [{ input: "seizing", value: 1 }],
				lasts: 0.5,
				dies: null,
				isInfection: false,
				happens: true,
			},
		]);
		expect(quickly(flat, pointOf(flat)).get("d(seizure_hazard)")).toBeCloseTo(0.01, 15);
	});

	test("a patient's own draw replaces the median", () => {
		expect(flatten(aModel({ page }), { values: new Map([["seizure_draw", 2]]) }).parameters[0]!.value).toBe(2);
	});

	test("it sets inputs of its own page only", () => {
		expect(toldOfPage(page.replace("set: { seizing", "set: { sezing"))[0]).toBe(
			'paper/modules/page.yaml:5:46  hazards.seizure.then.set.sezing  "sezing" is not an input of this page',
		);
	});
});

describe("a faulty model is told with file, line and column, and all at once", () => {
	const state = (rate: string, more = "") => `states:\n  a:\n    unit: mg\n    start: 1 mg\n    rate: ${rate}\n${more}`;
	test.each([
		[
			"a rate in the unit of the state",
			state("a"),
			"5:11  states.a.rate  the result is in mg (a mass), but mg/h (a mass/time) is declared".replace("5:", "6:"),
		],
		[
			"a sum of two dimensions",
			state("-0.1 /h * (a + 3 h)"),
			'6:26  states.a.rate  adding "a" in mg and "3 h" in h: a mass and a time do not go together',
		],
		["a guilty part on the second line", state(">-\n      -0.1 /h\n      * bb"), '8:9  states.a.rate  unknown name "bb"'],
		[
			"a flow in another unit",
			"flows:\n  f: { unit: mL/h, is: 2 mg / 1 h }\n",
			"3:24  flows.f.is  the result is in mg/h (a mass/time), but mL/h (a flow (volume/time)) is declared",
		],
		["an unknown function", state("-0.1 /h * erf(a)"), '6:21  states.a.rate  unknown function "erf"'],
		[
			"an equation that reads an observable",
			state("-0.1 /h * seen", "observables:\n  seen: { unit: mg, is: a }\n"),
			'6:21  states.a.rate  "seen" is an observable, for output only',
		],
		["a missing rate", "states:\n  a: { unit: mg, start: 1 mg }\n", '3:3  states.a  the key "rate" is missing'],
		["a missing unit", "states:\n  a: { start: 1 mg, rate: 0 }\n", '3:3  states.a  the key "unit" is missing'],
		["an unknown unit", "states:\n  a: { unit: mgg, start: 1 mg, rate: 0 }\n", '3:14  states.a.unit  unknown unit "mgg"'],
		[
			"a scale of nothing",
			"states:\n  a: { unit: mg, start: 1 mg, rate: 0, scale: 0 mg }\n",
			"3:47  states.a.scale  a scale must be greater than zero",
		],
		["a name that is a unit", "states:\n  mg: { unit: mg, start: 1 mg, rate: 0 }\n", '3:3  states.mg  "mg" is a unit and cannot be a name'],
		[
			"a name that is the time",
			"states:\n  t: { unit: mg, start: 1 mg, rate: 0 }\n",
			'3:3  states.t  "t" is the time and cannot be a name',
		],
		[
			"a name that is a word of the language",
			"states:\n  and: { unit: mg, start: 1 mg, rate: 0 }\n",
			'3:3  states.and  "and" is a word of the expression language and cannot be a name',
		],
		["a name that is no name", "states:\n  a-b: { unit: mg, start: 1 mg, rate: 0 }\n", '3:3  states.a-b  "a-b" is not a name'],
		[
			"a parameter without a source",
			"parameters:\n  k: { value: 1 /h, evidence: assumed }\n",
			'3:3  parameters.k  the key "source" is missing',
		],
		[
			"a parameter outside its range",
			"parameters:\n  k: { value: 1 /h, range: [2 /h, 3 /h], source: assumed, evidence: assumed }\n",
			"3:28  parameters.k.range  the value is outside its own range",
		],
		[
			"an expression cut at a comma",
			"flows:\n  f: { unit: mg, is: max(1 mg, 2 mg) }\n",
			'3:32  flows.f.2 mg)  "2 mg)" looks like the rest of an expression that YAML cut at a comma',
		],
	])("%s", (_, page, expected) => {
		expect(toldOfPage(page)[0]).toBe(`paper/modules/page.yaml:${expected}`);
	});

	test("a circle of flows is named with its place and its way", () => {
		const told = toldOfPage("flows:\n  a: { unit: mg, is: b + 1 mg }\n  b: { unit: mg, is: 2 * c }\n  c: { unit: mg, is: a }\n");
		expect(told).toEqual([
			"paper/modules/page.yaml:3:22  flows.a.is  these flows depend on each other in a circle: a -> b -> c -> a",
			"  turn one of them into a state: a flow cannot depend on itself",
		]);
	});

	test("a flow that needs itself is a circle", () => {
		expect(toldOfPage("flows:\n  a: { unit: mg, is: a }\n")[0]).toContain("a -> a");
	});

	test("a chain of fifty thousand flows is ordered without running out of stack", () => {
		const things = Array.from({ length: 50_000 }, (_, i) => ({ name: `f${i}`, needs: [`f${i + 1}`] }));
		const result = inOrder(things, (thing) => thing.needs);
		expect("order" in result && result.order[0]!.name).toBe("f49999");
	});

	test("a name that stands on two pages is told at its second place", () => {
		const states = "states:\n  a: { unit: mg, start: 1 mg, rate: 0 }\n";
		expect(toldOf(() => flatten(aModel({ first: states, second: states })))).toEqual([
			'paper/modules/second.yaml:3:3  a  the name "a" is already used at paper/modules/first.yaml:3',
			"  use a name that no other page or treatment has",
		]);
	});

	test("problems of several pages come together", () => {
		const told = toldOf(() => aModel({ first: "states: 3\n", second: "flows:\n  f: { is: 1 }\n", third: "nonsense: 1\n" }));
		expect(told.filter((line) => line.startsWith("paper/"))).toHaveLength(3);
	});

	test("a page that is not there, an unknown default and an unknown correlation are told with what is there", () => {
		const told = toldOf(() =>
			aModel(
				{ body: `parameters:\n  k: ${parameter("1 /h")}\n` },
				"defaults: { product: axi }\ncorrelations:\n  - [k, kk, 0.3]\n  - [k, k, 2]\n",
			),
		);
		expect(told).toEqual([
			'paper/model.yaml:4:22  defaults.product  unknown product "axi"',
			"  there are none here.",
			'paper/model.yaml:6:9  correlations[0][1]  unknown parameter "kk"',
			'  allowed: k. Did you mean "k"?',
			'paper/model.yaml:7:5  correlations[1]  "k" is correlated with itself',
			"paper/model.yaml:7:12  correlations[1][2]  expected a correlation between -1 and 1, found 2",
		]);
	});

	test("an output that the model does not have is told with the nearest", () => {
		expect(
			toldOf(() => flatten(aModel({ body: "states:\n  il6: { unit: pg/mL, start: 1 pg/mL, rate: 0 }\n" }, "outputs: [il66]\n")))[1],
		).toContain('Did you mean "il6"');
	});
});

describe("what a reader of the flat model sees", () => {
	test("conversions are written out, in pure numbers", () => {
		const flat = aFlatModel("states:\n  a: { unit: pg/mL, start: 1 ng/mL, rate: 0.24 ng/mL/day - a * 0.1 /h }\n");
		expect(printExpression(flat.states[0]!.rate)).toBe("(0.24 - a * 0.1 * 0.024) * 41.666666666666664");
	});
});
