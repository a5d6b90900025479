import { describe, expect, test } from "vitest";
import { aScenario, problemsIn, readScenario, told, treated } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";

const whole = (lines: string) => told(() => readScenario(`about: A.\nmodel: tiny\n${lines}`));
/** One order on line 4, from column 5. */
const order = (keys: string) => told(() => aScenario(`treatments:\n  - { ${keys} }`));

type Row = readonly [lines: string, ...expected: string[]];

/** Each problem holds the words expected for it, in any order, and there are no others. */
function expectTold(found: readonly string[], expected: readonly string[]): void {
	const missing = expected.filter((words) => !found.some((one) => one.includes(words)));
	const surplus = found.filter((one) => !expected.some((words) => one.includes(words)));
	expect({ missing, surplus, count: found.length }).toEqual({ missing: [], surplus: [], count: expected.length });
}

describe("the file as a whole", () => {
	test.each<Row>([
		["", "1:1  | a scenario is a block of keys | begin with"],
		["- 1", "1:1  | a scenario is a block of keys"],
		["3", "1:1  | a scenario is a block of keys"],
		["null", "1:1  | a scenario is a block of keys"],
		["crs", "1:1  | a scenario is a block of keys"],
		["model: tiny", '1:1  | the key "about" is missing'],
		["about: A.\nmodel: tinny", '2:8 model | unknown model "tinny" | allowed: tiny. Did you mean "tiny"? See: crsim list models'],
		["about: A.", '1:1 model | unknown model "cart-crs" | allowed: tiny.'],
		["about: A.\nmodel: tiny\nuntil: 3 day\nuntil: 4 day", "4:1 until | this key appears twice"],
		["about: A.\nmodel: tiny\npatient:\n\tweight: 70 kg", "4:1  | not YAML"],
		["about: A.\nmodel: tiny\nset: { __proto__: 3 }", '3:8 set | the key "__proto__" is not allowed'],
	])("%j is refused with its place", (text, ...expected) => {
		expectTold(
			told(() => readScenario(text)),
			expected,
		);
	});

	test("what is not YAML is told with its place, and nothing else is", () => {
		const found = told(() => readScenario("about: A.\nmodel: tiny\n  until: : 3"));
		expect(found.length).toBeGreaterThan(0);
		for (const one of found) expect(one).toContain("not YAML");
	});

	test("a file of 2 MB is refused at once", () => {
		expectTold(whole(`# ${"x".repeat(2_000_000)}`), ["1:1  | the file has 2000024 characters"]);
	});

	test("an alias bomb is refused", () => {
		const row = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(", ")}]\n`;
		const text = row("a", "1") + row("b", "*a") + row("c", "*b") + row("d", "*c") + row("e", "*d");
		expect(whole(text)[0]).toContain("more than 100 aliases");
	});

	test("Windows line ends and Unicode are read like any other", () => {
		const text = 'about: "Fièvre après CAR-T – 患者 1. Second."\r\nmodel: tiny\r\nuntil: 3 day\r\n';
		expect(readScenario(text)).toMatchObject({ until: 72, title: "Fièvre après CAR-T – 患者 1" });
		expect(told(() => readScenario(`${text}untill: 4 day\r\n`))[0]).toMatch(/^4:1 untill \| unknown key/);
	});
});

describe("times, patient and set", () => {
	test.each<Row>([
		[
			"untill: 3 day",
			'3:1 untill | unknown key | allowed: about, extends, model, patient, population, until, care, infections, treatments, without, set. Did you mean "until"?',
		],
		["until: 3 mg", '3:8 until | expected a time (h), such as "30 day", found "3 mg" (a mass)'],
		["until: 30", '3:8 until | expected a time (h), such as "30 day", found 30 without a unit'],
		["until: .nan", "3:8 until | "],
		["until: .inf", "3:8 until | "],
		["until: 1e999 h", '3:8 until | "1e999 h" is not a finite number'],
		["until: NaN day", '3:8 until | "NaN day" is not a number with a unit'],
		["until: 367 day", '3:8 until | "367 day" is longer than a run may be | at most 366 day'],
		["until: -2 day", '3:8 until | "-2 day" is not after the model starts (-1 day) | for example "30 day"'],
		["until:", '3:7 until | expected a number with its unit, such as "30 day", found nothing'],
		["care: standard", '3:7 care | unknown protocol "standard" | allowed: none. See: crsim list protocols'],
		["care: 5", "3:7 care | expected a text, found 5"],
		["patient:", "3:9 patient | expected a block of keys, found nothing"],
		["patient: [1]", "3:10 patient | expected a block of keys, found a list"],
		["patient: { wieght: 70 kg }", '3:12 patient.wieght | unknown key | allowed: disease, product, weight, age. Did you mean "weight"?'],
		["patient: { weight: 70 }", '3:20 patient.weight | expected a mass (kg), such as "70 kg", found 70 without a unit'],
		["patient: { weight: 70 L }", '3:20 patient.weight | expected a mass (kg), such as "70 kg", found "70 L" (a volume)'],
		["patient: { weight: 700 kg }", '3:20 patient.weight | "700 kg" is outside the plausible range | allowed: 3 to 250 kg'],
		["patient: { weight: -70 kg }", '3:20 patient.weight | "-70 kg" is outside the plausible range'],
		["patient: { weight: .nan }", "3:20 patient.weight | "],
		["patient: { weight: }", "3:20 patient.weight | expected a name, or a number with its unit, found nothing"],
		[
			"patient: { disease: clam }",
			'3:21 patient.disease | unknown disease "clam" | allowed: calm. Did you mean "calm"? See: crsim list diseases',
		],
		["patient: { product: storng }", '3:21 patient.product | unknown product "storng" | allowed: plain, strong. Did you mean "strong"?'],
		["patient: { disease: 5 }", '3:21 patient.disease | unknown disease "5"'],
		[
			"set: { gian: 1.5x }",
			'3:8 set.gian | unknown parameter "gian" | allowed: drug_loss, drug_half, gain, fever_height, volume, breathed, wave, drug, guarded, pool, pressed. Did you mean "gain"?',
		],
		["set: { gain: 3 mg }", '3:14 set.gain | expected a rate (1/time) (1/h), such as "2 /h" or "1.5x", found "3 mg" (a mass)'],
		["set: { gain: 3 }", '3:14 set.gain | expected a rate (1/time) (1/h), such as "2 /h" or "1.5x", found 3 without a unit'],
		["set: { gain: -1 /h }", '3:14 set.gain | "-1 /h" is below zero | the model has 2 /h'],
		["set: { gain: -1.5x }", '3:14 set.gain | "-1.5x" is below zero'],
		["set: { gain: 1e999x }", '3:14 set.gain | "1e999x" is not a finite multiple'],
		["set: { gain: }", "3:14 set.gain | expected a value, a multiple, for a state { to: 100 pg/mL, at: 3 day }, or for a parameter"],
		["set: { weight: 30 kg }", '3:8 set.weight | unknown parameter "weight" | it is a fact of the patient: write it under "patient:"'],
		["treatments:", "3:12 treatments | expected a list, found nothing"],
		["treatments: {}", "3:13 treatments | expected a list, found a block of keys"],
		["treatments: drug", '3:13 treatments | expected a list, found "drug"'],
	])("%j is refused with its place and what is allowed", (lines, ...expected) => {
		expectTold(whole(lines), expected);
	});

	test("a run length from outside is refused in the same words", () => {
		const found = told(() => aScenario("", { until: 9000 }));
		expectTold(found, ['"375 day" is longer than a run may be | at most 366 day']);
	});
});

describe("orders", () => {
	test.each<Row>([
		["at: 3 h", '4:5 treatments[0] | the key "give" is missing'],
		["give: 5, at: 1 h", "4:13 treatments[0].give | expected a text, found 5"],
		[
			"give: durg, at: 1 h",
			'4:13 treatments[0].give | unknown treatment "durg" | allowed: drug, guarded, oxygen, pool, pressor, saline. Did you mean "drug"? See: crsim list treatments',
		],
		[
			"give: drug, dsoe: 3 mg, at: 1 h",
			'4:19 treatments[0].dsoe | unknown key | allowed: give, dose, rate, device, flow, fio2, peep, at, times, when, every, for, doses, ss, over, route, repeat, taper. Did you mean "dose"?',
		],
		["give: drug, dose: -3 mg, at: 1 h", '4:25 treatments[0].dose | "-3 mg" is below zero | for example "1 mg/kg"'],
		["give: drug, dose: 3, at: 1 h", '4:25 treatments[0].dose | expected a mass (mg), such as "1 mg/kg", found 3 without a unit'],
		["give: drug, dose: 3 L, at: 1 h", '4:25 treatments[0].dose | expected a mass (mg), such as "1 mg/kg", found "3 L" (a volume)'],
		["give: drug, dose: 3 mg/L, at: 1 h", "4:25 treatments[0].dose | expected a mass (mg)"],
		["give: drug, dose: 3 mgg, at: 1 h", '4:27 treatments[0].dose | unknown unit "mgg" | Did you mean "mg"?'],
		["give: drug, dose: much, at: 1 h", '4:25 treatments[0].dose | "much" is not a number with a unit'],
		["give: drug, dose: .inf, at: 1 h", "4:25 treatments[0].dose | "],
		["give: drug, dose: 1e999 mg, at: 1 h", '4:25 treatments[0].dose | "1e999 mg" is not a finite number'],
		["give: drug, dose: 1e300 mg/kg, at: 1 h", '4:25 treatments[0].dose | "1e+300 mg/kg" is more than anybody could be given'],
		["give: saline, rate: 1.7e308 mL/kg/h, at: 1 h", 'treatments[0].rate | "1.7e+308 mL/kg/h" is more than anybody could be given'],
		["give: drug, at: 1 day, every: 1e300 h", '"1e300 h" is longer than a run may be | at most 366 day'],
		["give: drug, at: 1 day, every: 6 h, for: 1e300 h", '"1e300 h" is longer than a run may be | at most 366 day'],
		["give: drug, at: 1 day, over: 367 day", '"367 day" is longer than a run may be | at most 366 day'],
		["give: pressor, rate: 1 ug/min, at: 1 day, for: 1e300 h", '"1e300 h" is longer than a run may be | at most 366 day'],
		["give: drug, when: crs >= 1, repeat: { every: 1e300 h }", '"1e300 h" is longer than a run may be | at most 366 day'],
		["give: drug, at: -2 day", '4:23 treatments[0].at | "-2 day" is before the model starts (-1 day) | allowed: -1 day to 30 day'],
		["give: drug, at: 31 day", '4:23 treatments[0].at | "31 day" is after the run ends (until: 30 day)'],
		["give: drug, at: 3 mg", '4:23 treatments[0].at | expected a time (h), such as "5 day", found "3 mg" (a mass)'],
		["give: drug, at: 3", "4:23 treatments[0].at | expected a time (h)"],
		["give: drug, at: .nan", "4:23 treatments[0].at | "],
		["give: drug", '4:7 treatments[0].give | at:, times: or when: is missing | write "at: 5 day" or "when: crs >= 2"'],
		["give: drug, at: 1 h, when: crs >= 1", "4:7 treatments[0].give | at: and when: do not go together"],
		[
			"give: drug, at: 1 h, route: pish",
			'4:35 treatments[0].route | "pish" is not a route of drug | allowed: push, drip, skin. Did you mean "push"?',
		],
		["give: drug, at: 1 h, over: 0 h", '4:34 treatments[0].over | "0 h" is not a length of time greater than zero | for example "1 h"'],
	])("{ %s } is refused", (keys, ...expected) => {
		expectTold(order(keys), expected);
	});

	test.each<Row>([
		["give: drug, at: 1 h, every: 0 h", '4:35 treatments[0].every | "0 h" is not a length of time greater than zero'],
		["give: drug, at: 1 h, every: -6 h", '4:35 treatments[0].every | "-6 h" is not a length of time greater than zero'],
		["give: drug, at: 1 h, every: 1 s", '4:35 treatments[0].every | "1 s" makes more than 10000 doses'],
		["give: drug, at: 1 h, for: 3 h", "4:28 treatments[0].for | a dose with for: needs every:"],
		["give: drug, at: 1 h, every: 1 h, for: 0 h", '4:45 treatments[0].for | "0 h" is not a length of time greater than zero'],
		["give: drug, at: 1 h, every: 6 h, taper: [{dose: 1 mg, every: 6 h, for: 1 day}]", "4:40 treatments[0].taper | a taper needs for:"],
		[
			"give: drug, at: 1 h, every: 6 h, for: 1 day, taper: [{dose: 1 mg, for: 1 day}]",
			"4:73 treatments[0].taper[0].for | a taper of doses needs every:",
		],
		[
			"give: drug, at: 1 h, every: 6 h, for: 1 day, taper: [{every: 6 h, for: 1 day}]",
			"taper[0].for | a taper of a dose needs dose: in each step",
		],
		[
			"give: drug, at: 1 h, every: 6 h, for: 1 day, taper: [{rate: 1 mg/h, every: 6 h, for: 1 day}]",
			"taper[0].for | a taper of a dose needs dose: in each step",
		],
		[
			"give: pressor, rate: 7 ug/min, at: 1 h, for: 1 day, taper: [{rate: 3 ug/min, every: 6 h, for: 1 day}]",
			"taper[0].every | every: goes with a dose",
		],
		["give: drug, at: 1 h, every: 6 h, repeat: { every: 6 h }", "4:40 treatments[0].repeat | repeat: does not go with every: or taper:"],
		["give: drug, at: 1 h, repeat: { every: 0 h }", '4:45 treatments[0].repeat.every | "0 h" is not a length of time greater than zero'],
		["give: drug, at: 1 h, repeat: { every: 1 s }", '4:45 treatments[0].repeat.every | "1 s" makes more than 10000 doses'],
		["give: drug, at: 1 h, repeat: { every: 6 h, at_most: 0 }", "4:59 treatments[0].repeat.at_most | "],
		["give: drug, at: 1 h, repeat: null", "4:36 treatments[0].repeat | expected a block of keys, found nothing"],
	])("the regimen { %s } is refused", (keys, ...expected) => {
		expectTold(order(keys), expected);
	});

	test.each<Row>([
		[
			"give: pressor, dose: 3 ug, rate: 1 ug/min, at: 1 h",
			'4:22 treatments[0].dose | pressor is given as a rate | for example "rate: 0.1 ug/kg/min"',
		],
		["give: pressor, rate: -1 ug/min, at: 1 h", '4:28 treatments[0].rate | "-1 ug/min" is below zero'],
		["give: pressor, at: 1 h", "4:7 treatments[0].give | pressor needs a dose or a rate"],
		["give: pressor, rate: 3 ug, at: 1 h", "4:28 treatments[0].rate | expected a mass/time (ug/h)"],
		["give: pressor, rate: 3 ug/min, over: 3 h, at: 1 h", "4:38 treatments[0].over | a rate runs until its for: is over"],
		["give: pressor, rate: 3 ug/min, every: 3 h, at: 1 h", "4:38 treatments[0].every | every: goes with a dose"],
		["give: oxygen, at: 1 h", "4:7 treatments[0].give | oxygen needs a device | allowed: none, nasal_cannula, cpap, invasive."],
		[
			"give: oxygen, device: cpab, at: 1 h",
			'4:29 treatments[0].device | unknown device "cpab" | allowed: none, nasal_cannula, cpap, invasive. Did you mean "cpap"?',
		],
		["give: oxygen, device: cpap, flow: 3 L/min, at: 1 h", "4:35 treatments[0].flow | cpap has no flow | it has: fio2, peep"],
		["give: oxygen, device: nasal_cannula, flow: -3 L/min, at: 1 h", '4:50 treatments[0].flow | "-3 L/min" is below zero'],
		[
			"give: oxygen, device: nasal_cannula, flow: 3 mL, at: 1 h",
			'4:50 treatments[0].flow | expected a flow (volume/time) (L/min), such as "2 L/min", found "3 mL" (a volume)',
		],
		["give: oxygen, device: cpap, dose: 3 mg, at: 1 h", "4:35 treatments[0].dose | dose: does not go with oxygen, a device"],
		[
			"give: oxygen, device: cpap, at: 1 h, for: 3 h, taper: [{dose: 1 mg, for: 1 h}]",
			"4:54 treatments[0].taper | taper: does not go with oxygen",
		],
		["give: oxygen, device: cpap, at: 1 h, repeat: { every: 3 h }", "4:44 treatments[0].repeat | repeat: goes with a dose"],
		["give: drug, device: cpap, at: 1 h", "4:19 treatments[0].device | device: does not go with drug, which is not a device"],
		["give: drug, flow: 2 L/min, at: 1 h", "4:19 treatments[0].flow | flow: does not go with drug"],
	])("the rate or device { %s } is refused", (keys, ...expected) => {
		expectTold(order(keys), expected);
	});

	test.each<Row>([
		["crz >= 1", '4:26 treatments[0].when | unknown name "crz"'],
		["3", '4:26 treatments[0].when | "3" is a number, not a condition'],
		["volume > 3 mg", '4:35 treatments[0].when | comparing "volume" in mL and "3 mg" in mg'],
		["crs >= ", "treatments[0].when | not a complete expression"],
		[
			"doses(durg) > 1",
			'4:32 treatments[0].when | unknown treatment "durg" | allowed: drug, guarded, oxygen, pool, pressor, saline. Did you mean "drug"?',
		],
		["held(crs) > 1 h", '4:31 treatments[0].when | "crs" is a number, not a condition'],
		["held() > 1 h", "4:26 treatments[0].when | held takes one condition"],
		["since() > 1 h", "4:26 treatments[0].when | since takes one treatment"],
		["doses(drug, 3 mg) > 1", "4:38 treatments[0].when | expected a length of time, found a quantity in mg"],
		["doses(drug, 0 h) > 1", "treatments[0].when | expected a length of time"],
		["doses(drug, age) > 1", "treatments[0].when | expected a length of time"],
		["since(drug, 3 h) > 1 h", "treatments[0].when | since takes one treatment"],
		["change(volume) > 3 mL", "4:26 treatments[0].when | change takes a sign and a time"],
		["worst(volume) > 3", '4:32 treatments[0].when | unknown grade "volume" | allowed: crs, icans'],
		["amount(oxygen) > 3", "4:26 treatments[0].when | oxygen has no amounts"],
		["eval(3) > 1", '4:26 treatments[0].when | unknown function "eval"'],
		["not crs > 2", "4:26 treatments[0].when | expected parentheses after"],
		["92 % and crs > 1", "treatments[0].when | "],
	])("the condition %j is refused where it is wrong", (when, ...expected) => {
		expectTold(order(`give: drug, when: '${when}'`), expected);
	});

	test("a condition that is no text is refused", () => {
		expectTold(order("give: drug, when: null"), ["4:25 treatments[0].when | expected an expression, found nothing"]);
		expectTold(order("give: drug, when: true"), ["4:25 treatments[0].when | expected an expression, found true"]);
	});
});

describe("a dose that its cap would hide", () => {
	test.each(["dose: 1 g/kg", "dose: 10 mg/kg", "dose: 1e-2 g/kg"])("%s is refused, and the usual one is named", (dose) => {
		const [found, ...others] = order(`give: drug, ${dose}, at: 1 h`);
		expect(others).toEqual([]);
		expect(found).toMatch(
			/^4:25 treatments\[0\].dose \| ".*" is [\d.e+]+ times the usual dose of drug \| usual: "1 mg\/kg", at most 100 mg$/,
		);
	});

	test("a plausible one is cut with a warning", () => {
		expect(aScenario(treated(["give: drug, dose: 9 mg/kg, at: 1 h"])).warnings).toEqual(["drug: 9 mg/kg would be 630 mg; cut at 100 mg"]);
	});

	test("the same of a rule", () => {
		const protocols = { test: "about: x\nrules:\n  - { name: a, when: crs >= 1, give: drug, dose: 1 g/kg }\n" };
		expect(told(() => readScenario("about: A.\nmodel: tiny\ncare: test\n", { protocols }))).toEqual([
			expect.stringContaining('rules[0].dose | "1 g/kg" is 1000 times the usual dose of drug'),
		]);
	});
});

describe("limits that can be foreseen", () => {
	const limit = "is beyond a limit of guarded:";

	test("a dose beyond a reject limit is refused at its order, with the limit's own words", () => {
		expectTold(order("give: guarded, dose: 900 mg, at: 1 day"), [
			`4:5 treatments[0] | the dose at day 1 ${limit} 800 mg is the most at one time`,
		]);
		expectTold(order("give: pressor, rate: 5 ug/kg/min, at: 1 h"), [
			"the dose at day 0.04 is beyond a limit of pressor: above 3 ug/kg/min",
		]);
		expectTold(order("give: oxygen, device: nasal_cannula, flow: 30 L/min, at: 0 h"), [
			"the dose at day 0 is beyond a limit of oxygen: 15 L/min at most",
		]);
	});

	test("the size of a dose is looked at also when its time is not known", () => {
		expectTold(order("give: guarded, dose: 900 mg, when: crs >= 1"), [
			`4:5 treatments[0] | the dose ${limit} 800 mg is the most at one time`,
		]);
	});

	test("a dose too soon after another one is refused at the later order", () => {
		const found = told(() =>
			aScenario("treatments:\n  - { give: guarded, at: 8 h }\n  - { give: guarded, at: 15 h }\n  - { give: guarded, at: 0 h }"),
		);
		expectTold(found, [`5:5 treatments[1] | the dose at day 0.63 ${limit} doses are at least 8 hours apart`]);
	});

	test("doses exactly 8 h apart are allowed, whatever the minute", () => {
		for (const minute of [0, 6, 18, 42, 54]) expect(order(`give: guarded, at: ${minute} min, every: 8 h, for: 1 day`)).toEqual([]);
	});

	test("doses of one regimen count; each limit is told once for an order", () => {
		expectTold(order("give: guarded, at: 0 h, every: 4 h, for: 2 day"), [
			`the dose at day 0.17 ${limit} doses are at least 8 hours apart`,
			`the dose at day 0.67 ${limit} four doses in all`,
		]);
	});

	test("a warn limit is foreseen, and listed by the run as well", () => {
		const scenario = aScenario(treated(["give: guarded, at: 0 h, every: 8 h, for: 1 day"]));
		expect(scenario.warnings).toEqual(["guarded at day 0.67: third dose within 24 h"]);
		expect(runPlan(scenario).warnings).toEqual(scenario.warnings);
	});

	test("limits know the weight of the patient through the dose", () => {
		const scenario = aScenario(`patient: { weight: 120 kg }\n${treated(["give: guarded, at: 0 h"])}`);
		expect(scenario.warnings).toEqual(["guarded: 8 mg/kg would be 960 mg; cut at 800 mg"]);
	});
});

describe("set", () => {
	const gain = (lines: string) => aScenario(lines).flat.parameters.find((one) => one.name === "gain")?.value;

	test("takes a value in any unit of the dimension, or a multiple", () => {
		expect(gain("set: { gain: 0.05 /min }")).toBeCloseTo(3, 12);
		expect(gain("set: { gain: 1.5x }")).toBe(3);
		expect(gain("set: { gain: .5 x }")).toBe(1);
		expect(gain("set: { gain: 0 }")).toBe(0);
	});

	test("multiplies what the product made of a parameter", () => {
		expect(gain("patient: { product: strong }\nset: { gain: 1.5x }")).toBe(4.5);
	});

	test("outside the plausible range is a warning", () => {
		expect(aScenario("set: { gain: 3x }").warnings).toEqual(["gain is set to 6 1/h, outside its plausible range 1 to 4"]);
	});

	test("of a treatment that is not given changes nothing, and says so", () => {
		const scenario = aScenario("set: { drug_loss: 2x }");
		expect(scenario.warnings).toEqual(["drug_loss is set, but drug is not given: it changes nothing"]);
		expect(aScenario(`set: { drug_loss: 2x }\n${treated(["give: drug, at: 0 h"])}`).warnings).toEqual([]);
	});
});

test("more doses than a run could look back at are refused before they are written out", () => {
	const orders = Array.from({ length: 200 }, () => "give: pool, at: 0 h, every: 5 min");
	expectTold(
		told(() => aScenario(treated(orders, "30 day"))),
		["treatments | these orders make about 1785600 doses | at most 20000 in one scenario"],
	);
});

test("several problems of one file are all told together", () => {
	const lines =
		"untill: 3 day\npatient: { wieght: 70 kg }\nset: { gian: 2x }\ntreatments:\n  - { give: durg, at: 1 h }\n  - { give: drug, dose: 3 L, at: 1 mg }\n  - { give: pool, dsoe: 3 mg, when: crs > 1 mL }";
	expectTold(whole(lines), [
		"3:1 untill",
		"4:12 patient.wieght",
		"5:8 set.gian",
		"7:13 treatments[0].give",
		"8:25 treatments[1].dose",
		"8:34 treatments[1].at",
		"9:19 treatments[2].dsoe",
		"treatments[2].when",
	]);
	expect(problemsIn(() => aScenario(lines)).every((problem) => problem.file === "s.yaml")).toBe(true);
});
