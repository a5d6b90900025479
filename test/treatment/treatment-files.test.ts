import { describe, expect, test } from "vitest";
import { readLibrary } from "../../src/treatment/library.ts";
import { aRunOf, aScenario, problemsIn, tinyModel, told, treated } from "../support/a-scenario.ts";

const file = "treatments/x.yaml";
const withFile = (text: string) => ({ [file]: `about: A.\n${text}\nrole: other\n` });
const read = (text: string) => told(() => readLibrary(tinyModel(withFile(text))));
const fluid = "amount: mL\nroutes: { iv: { into: fluid_rate } }\n";

describe("a treatment file is refused, with its place, when", () => {
	test.each([
		["it gives nothing", "amount: mg", "1:1  | a treatment needs either routes: (for its doses) or devices:"],
		["it has no routes in routes", "amount: mg\nroutes: {}", "1:1  | a treatment needs either routes:"],
		["it has no devices in devices", "devices: {}", "1:1  | a treatment needs either routes:"],
		["it has routes and devices", `${fluid}devices: { a: { sets: { fio2: 0.3 } } }`, "1:1  | a treatment needs either routes:"],
		["its doses have no unit", "routes: { iv: { into: volume } }", "2:11 routes.iv | a treatment with routes needs amount:"],
		["its unit is unknown", "amount: mgg\nroutes: { iv: { into: volume } }", '2:9 amount | unknown unit "mgg" | Did you mean "mg"?'],
		[
			"a route leads nowhere",
			"amount: mL\nroutes: { iv: { into: volum } }",
			'3:23 routes.iv.into | "volum" is not a state or an input | allowed: volume,',
		],
		[
			"a route leads into a state of another kind",
			"amount: mg\nroutes: { iv: { into: volume } }",
			"3:23 routes.iv.into | volume is in mL, but doses are in mg",
		],
		[
			"a route leads into a rate of another kind",
			"amount: mg\nroutes: { iv: { into: fluid_rate } }",
			"3:23 routes.iv.into | fluid_rate is in mL/h, but doses per hour are in mg/h",
		],
		[
			"an infusion takes no time",
			"amount: mL\nroutes: { iv: { into: fluid_rate, over: 0 h } }",
			'3:41 routes.iv.over | "0 h" is not greater than zero',
		],
		["a lag is negative", "amount: mL\nroutes: { iv: { into: fluid_rate, lag: -1 h } }", '3:40 routes.iv.lag | "-1 h" is not zero or more'],
		["the usual dose has another unit", `${fluid}usual: { dose: 3 mg }`, "4:16 usual.dose | expected a volume (mL)"],
		["the usual rate is no rate", `${fluid}usual: { rate: 3 mL }`, "4:16 usual.rate | expected a flow (volume/time) (mL/h)"],
		["the cap is negative", `${fluid}usual: { cap: -3 mL }`, '4:15 usual.cap | "-3 mL" is not greater than zero'],
		[
			"the usual setting of a device is negative",
			"devices: { a: { usual: { fio2: -0.6 }, sets: { fio2: fio2 } } }",
			'2:32 devices.a.usual.fio2 | "-0.6" is below zero',
		],
		["the usual route is not there", `${fluid}usual: { route: sc }`, "4:17 usual.route | no such route | allowed: iv."],
		["a limit neither rejects nor warns", `${fluid}limits: [{ say: no }]`, "4:10 limits[0] | a limit needs either reject: or warn:"],
		[
			"a limit does both",
			`${fluid}limits: [{ reject: dose > 1 mL, warn: dose > 1 mL }]`,
			"4:10 limits[0] | a limit needs either reject: or warn:",
		],
		["a key is unknown", `${fluid}limts: []`, "4:1 limts | unknown key | allowed: about, parameters,"],
	])("%s", (_, text, expected) => {
		expect(read(text)).toContainEqual(expect.stringContaining(expected));
	});

	test("it is empty, a list or a word", () => {
		for (const text of ["", "- 1", "word"]) expect(problemsIn(() => readLibrary(tinyModel({ [file]: text })))).toHaveLength(1);
	});

	test("its name could not be read as a name in a condition", () => {
		const found = told(() => readLibrary(tinyModel({ "treatments/X-1.yaml": `about: A.\n${fluid}role: other\n` })));
		expect(found).toEqual(['1:1  | "X-1" is not a name for a treatment | small letters, digits and _ (rules read it as a name)']);
	});

	test("problems of several files are told together, each with its file", () => {
		const files = problemsIn(() => readLibrary(tinyModel({ [file]: "", "treatments/y.yaml": "about: A.\nrole: other\namount: mg\n" }))).map(
			(problem) => problem.file,
		);
		expect(files).toEqual(["models/tiny/treatments/x.yaml", "models/tiny/treatments/y.yaml"]);
	});
});

test("a default weight that nobody has is refused, also where the model says no range: doses go by it", () => {
	const page = tinyModel().texts.get("modules/body.yaml")!.replace("default: 70 kg", "default: -1 kg");
	const toldOf = (text: string) => told(() => readLibrary(tinyModel({ "modules/body.yaml": text })));
	const expected = expect.stringContaining('covariates.weight | "-1 kg" is outside the plausible range | allowed: 3 to 250 kg');
	expect(toldOf(page)).toEqual([expected]);
	expect(toldOf(page.replace(", range: [3 kg, 250 kg]", ""))).toEqual([expected]);
});

describe("what only a run can find is told when the treatment is given", () => {
	const given = (text: string, order: string) => problemsIn(() => aScenario(treated([order]), { model: withFile(text) }));
	test.each([
		["a slot that is not there", `${fluid}writes: { effct: 0.5 }`, "give: x, dose: 1 mL, at: 0 h", 4, '"effct" is not a slot of the model'],
		[
			"a name that is not there in a limit",
			`${fluid}limits: [{ reject: dsoe > 3 mL }]`,
			"give: x, dose: 1 mL, at: 0 h",
			4,
			'unknown name "dsoe"',
		],
		[
			"a device that sets what is no input",
			"devices: { none: { sets: { fioo2: 0.3 } } }",
			"give: x, device: none, at: 0 h",
			2,
			'"fioo2" is not an input',
		],
		[
			"a device that sets another kind of value",
			"devices: { none: { sets: { fio2: flow } } }",
			"give: x, device: none, at: 0 h",
			2,
			"the result is in L/min",
		],
		[
			"a setting that no device has",
			"devices: { none: { sets: { fio2: flw / 1 L/min } } }",
			"give: x, device: none, at: 0 h",
			2,
			'unknown name "flw"',
		],
		[
			"a setting that every object of JavaScript has",
			"devices: { none: { sets: { fio2: toString } } }",
			"give: x, device: none, at: 0 h",
			2,
			'unknown name "toString"',
		],
		[
			"a device that reads a setting which it does not have",
			"devices: { none: { usual: { flow: 2 L/min }, sets: { fio2: fio2 } } }",
			"give: x, device: none, at: 0 h",
			2,
			"none gives fio2 no finite number with flow 2",
		],
		[
			"a device that divides by a flow of 0",
			"devices: { none: { usual: { flow: 2 L/min }, sets: { fio2: 1 L/min / flow } } }",
			"give: x, device: none, flow: 0 L/min, at: 0 h",
			2,
			"none gives fio2 no finite number with flow 0",
		],
		[
			"a name that another treatment has",
			"amount: mg\nstates: { pool: { unit: mg, start: 0 mg, rate: 0 mg/h } }\nroutes: { iv: { into: pool } }",
			"give: x, dose: 1 mg, at: 0 h }\n  - { give: pool, at: 0 h",
			3,
			'the name "pool" is already used at',
		],
	])("%s", (_, text, order, line, message) => {
		const problems = given(text, order).filter((problem) => problem.message.includes(message));
		expect(problems.map((problem) => [problem.file, problem.line])).toContainEqual([
			expect.stringMatching(/treatments\/(x|pool)\.yaml$/),
			expect.any(Number),
		]);
		expect(problems.some((problem) => problem.line === line || problem.file.endsWith("pool.yaml"))).toBe(true);
		expect(problems).toHaveLength(1);
	});
});

test("a device at a setting that is no number is told once, at the order", () => {
	const model = withFile("devices: { none: { usual: { flow: 2 L/min }, sets: { fio2: flow / 1 L/min } } }");
	const problems = problemsIn(() => aScenario(treated(["give: x, device: none, flow: much, at: 0 h"]), { model }));
	expect(problems.map(({ message }) => message)).toEqual(['"much" is not a number with a unit']);
});

describe("standing orders of a model", () => {
	const model = (rows: string) => ({ "model.yaml": `${tinyModel().texts.get("model.yaml")!}standing: [${rows}]\n` });

	test("are given in every run", () => {
		const run = aRunOf("until: 1 day", {}, { model: model("{ give: pool, dose: 3 mg, at: 0 h }") });
		expect(run.events).toMatchObject([{ what: "pool", amount: 3, time: 0, why: "at 0 h" }]);
	});

	test("give way to the scenario's own order of the same treatment", () => {
		const run = aRunOf(
			treated(["give: pool, dose: 5 mg, at: 2 h"]),
			{},
			{ model: model("{ give: pool, dose: 3 mg, at: 0 h }, { give: drug, at: 1 h }") },
		);
		expect(run.events.map((event) => [event.what, event.time])).toEqual([
			["drug", 1],
			["pool", 2],
		]);
	});

	test("that are wrong are told at their place in the model", () => {
		const problems = problemsIn(() => aScenario("", { model: model("{ give: pool, dose: 3 L, at: 0 h }") }));
		expect(problems).toMatchObject([{ file: "models/tiny/model.yaml", key: "standing[0].dose" }]);
	});
});
