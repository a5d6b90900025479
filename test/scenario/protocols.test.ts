import { describe, expect, test } from "vitest";
import { problemsIn, readScenario, tinyModel, told } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";

const text = "about: A test.\nmodel: tiny\ncare: test\n";
const rule = (row: string) => `about: x\nrules:\n  - { ${row} }\n`;

const read = (protocols: string | Readonly<Record<string, string>>) =>
	readScenario(text, { protocols: typeof protocols === "string" ? { test: protocols } : protocols });

const names = (protocols: Readonly<Record<string, string>>) => read(protocols).care?.rules.map(({ name }) => name);

describe("care", () => {
	test("none: nobody acts", () => {
		expect(readScenario("about: x\nmodel: tiny\ncare: none\n").care).toBeNull();
		expect(readScenario("about: x\nmodel: tiny\n").care).toBeNull();
	});

	test("an unknown protocol is told with the nearest names, at the scenario or at the command line", () => {
		const protocols = { p4: rule("name: a, when: crs >= 1, give: pool") };
		expect(told(() => readScenario("about: x\nmodel: tiny\ncare: p5\n", { protocols }))).toEqual([
			'3:7 care | unknown protocol "p5" | allowed: none, p4. Did you mean "p4"? See: crsim list protocols',
		]);
		const [problem] = problemsIn(() => readScenario("about: x\nmodel: tiny\n", { protocols, care: "p5" }));
		expect([problem?.file, problem?.key]).toEqual(["command line", "--care"]);
	});

	test("laid over from outside stands in the title", () => {
		const protocols = { p4: rule("name: a, when: crs >= 1, give: pool") };
		expect(readScenario("about: A test.\nmodel: tiny\n", { protocols, care: "p4" }).title).toBe("A test · care: p4");
	});

	test("compiles only what it can begin", () => {
		const scenario = read(`about: x\nrules:\n  - { name: a, when: crs >= 1, give: pool }\n  - { name: b, when: crs >= 1, stop: drug }\n`);
		expect(Object.keys(scenario.treatments)).toEqual(["pool"]);
	});
});

describe("layers", () => {
	const base = `about: x\nlook: 2 h\nrules:
  - { name: a, group: one, when: crs >= 1, give: pool }
  - { name: b, group: two, when: crs >= 2, give: pool }
  - { name: c, group: two, when: crs >= 3, give: pool }
`;

	test("rules of the base come first, own rules behind", () => {
		expect(names({ base, test: `about: x\nextends: base\nrules:\n  - { name: d, when: crs >= 4, give: drug }\n` })).toEqual([
			"a",
			"b",
			"c",
			"d",
		]);
	});

	test("a rule of the same name replaces the base's in its place", () => {
		const scenario = read({ base, test: `about: x\nextends: base.yaml\nrules:\n  - { name: b, when: crs >= 4, give: drug }\n` });
		expect(scenario.care?.rules.map(({ name, action }) => [name, action.treatment])).toEqual([
			["a", "pool"],
			["b", "drug"],
			["c", "pool"],
		]);
	});

	test("without leaves out rules and groups", () => {
		expect(names({ base, test: "about: x\nextends: base\nwithout: [two]\n" })).toEqual(["a"]);
		expect(names({ base, test: "about: x\nextends: base\nwithout: [a, c]\n" })).toEqual(["b"]);
		expect(told(() => read({ base, test: "about: x\nextends: base\nwithout: [thre]\n" }))[0]).toMatch(
			'3:11 without[0] | there is no rule or group "thre" to leave out',
		);
	});

	test("several bases are laid over each other in their order", () => {
		const other = `about: x\nrules:\n  - { name: b, when: crs >= 1, give: drug }\n  - { name: z, when: crs >= 1, give: drug }\n`;
		const scenario = read({ base, other, test: "about: x\nextends: [base, other]\n" });
		expect(scenario.care?.rules.map(({ name, action }) => `${name} ${action.treatment}`)).toEqual(["a pool", "b drug", "c pool", "z drug"]);
	});

	test("the look is the protocol's own, else the closest of its bases, else an hour", () => {
		expect(read({ base, test: "about: x\nextends: base\n" }).care?.look).toBe(2);
		expect(read({ base, test: "about: x\nextends: base\nlook: every 30 min\n" }).care?.look).toBe(0.5);
		expect(read(rule("name: a, when: crs >= 1, give: pool")).care?.look).toBe(1);
	});

	test("a circle and an unknown base are told", () => {
		expect(told(() => read({ a: "about: x\nextends: test\n", test: "about: x\nextends: a\n" }))).toEqual([
			"2:10 extends | protocols extend each other in a circle: protocols/test.yaml -> protocols/a.yaml -> protocols/test.yaml | remove extends: from one of them",
		]);
		expect(told(() => read({ base, test: "about: x\nextends: bse\n" }))[0]).toMatch(
			'2:10 extends | unknown protocol "bse" | allowed: base, test. Did you mean "base"?',
		);
	});

	test("a problem stands where the rule really is, also in a base", () => {
		const problems = problemsIn(() => read({ base: base.replace("crs >= 2", "csr >= 2"), test: "about: x\nextends: base\n" }));
		expect(problems.map(({ file, line, key }) => `${file}:${line} ${key}`)).toEqual(["protocols/base.yaml:5 rules[1].when"]);
	});

	describe("optional rules", () => {
		const rows = (give: string, when: string) =>
			`rules:\n  - { name: a, when: crs >= 1, give: ${give} }\n  - { name: b, when: ${when}, give: pool }\n  - { name: c, when: since(a) >= 1 h and crs >= 1, give: pool }\n`;
		const aspirin = "about: x\nrole: other\n";
		const body = tinyModel().texts.get("modules/body.yaml")!;
		const beside = {
			"treatments/aspirin.yaml": aspirin,
			"modules/body.yaml": body.replace("observables:", 'observables:\n  albumin: { unit: g/L, is: "40 g/L" }'),
		};
		const readBeside = (protocol: string) => readScenario(text, { protocols: { test: protocol }, beside });

		test("for what the model lacks and others have are left out, and every run warns of it; others are refused", () => {
			const scenario = readBeside(`about: x\noptional: true\n${rows("aspirin", "albumin < 20 g/L")}`);
			expect(scenario.care?.rules.map(({ name }) => name)).toEqual(["c"]);
			const expected = [
				'protocols/test.yaml:4: the rule "a" is left out: the model has no aspirin',
				'protocols/test.yaml:5: the rule "b" is left out: the model has no albumin, which its condition needs',
			];
			expect(scenario.warnings).toEqual(expected);
			expect(runPlan(scenario).warnings).toEqual(expect.arrayContaining(expected));
			expect(told(() => readBeside(`about: x\n${rows("aspirin", "albumin < 20 g/L")}`))).toHaveLength(3);
		});

		test.each([
			["asprin", "albumin < 20 g/L", 'rules[0].give | unknown treatment "asprin"'],
			["aspirin", "albumn < 20 g/L", 'rules[1].when | unknown name "albumn"'],
			["aspirin", "albumin < 20 g/L and worst(crss) > 1", 'rules[1].when | unknown grade "crss"'],
			["aspirin", "known(albumin) and step(drug) > 1", 'rules[1].when | unknown ladder "drug"'],
			["aspirin", "hold(albumin < 20 g/L) > 1 h", 'rules[1].when | unknown function "hold"'],
		])("with a name that nobody knows are refused: %s, %s", (give, when, expected) => {
			const found = told(() => readBeside(`about: x\noptional: true\n${rows(give, when)}`));
			expect(found.some((one) => one.includes(expected))).toBe(true);
		});
	});
});

describe("what is wrong in a rule", () => {
	test.each([
		["name: a, when: crs >= 1", "3:7 rules[0].name | this rule does nothing"],
		["name: a, when: crs >= 1, give: pool, stop: drug", "rules[0].stop | a rule does one thing: give and stop do not go together"],
		["name: a, when: crs >= 1, give: poool", 'rules[0].give | unknown treatment "poool"'],
		[
			"name: a, when: crs >= 1, give: pool, step: 1 mg/h",
			"rules[0].step | step: does not go with give | allowed beside give: dose, rate, over, route",
		],
		["name: a, when: crs >= 1, stop: pool, dose: 1 mg", "rules[0].dose | dose: does not go with stop | stop: needs nothing else"],
		["name: a, when: crs >= 1, give: pool, device: cpap", "rules[0].device | device: does not go with pool"],
		["name: a, when: crs >= 1, give: pool, dose: 1 L", 'rules[0].dose | expected a mass (mg), such as "10 mg", found "1 L" (a volume)'],
		["name: a, when: crs >= 1, titrate: pressor", "rules[0].titrate | titrate: needs step:"],
		["name: a, when: crs >= 1, titrate: oxygen", "rules[0].titrate | oxygen has no rate to titrate | write escalate: or deescalate:"],
		["name: a, when: crs >= 1, titrate: pressor, step: 1 mg, between: [0, 1 ug/kg/min]", 'found "1 mg" (a mass)'],
		["name: a, when: crs >= 1, titrate: pressor, step: 0, between: [0, 1 ug/kg/min]", "rules[0].step | a step of 0 changes nothing"],
		["name: a, when: crs >= 1, escalate: pool", "rules[0].escalate | pool has no ladder"],
		["name: a, when: crs >= 1, taper: drug", "rules[0].taper | taper: needs steps:"],
		["name: a, when: crs >= 1, taper: drug, steps: [{ dose: 1 mg, for: 1 day }]", "rules[0].steps[0].for | a step of doses needs every:"],
		["name: a, when: crs >= 1 mg, give: pool", "rules[0].when | comparing"],
		["name: a, when: csr >= 1, give: pool", 'rules[0].when | unknown name "csr"'],
		["name: a, when: 'step(pool) > 1', give: pool", 'rules[0].when | unknown ladder "pool"'],
		["name: a, when: 'since(b) > 1 h', give: pool", 'rules[0].when | unknown treatment "b"'],
		["name: a, when: crs >= 1, wait: 1e300 h, give: pool", 'rules[0].wait | "1e300 h" is longer than a run may be'],
		["name: a, when: crs >= 1, every: 1e300 h, give: pool", 'rules[0].every | "1e300 h" is longer than a run may be'],
		["name: a, when: crs >= 1, wait: -1 h, give: pool", 'rules[0].wait | "-1 h" is below zero'],
		["name: a, when: crs >= 1, every: 1 s, give: pool", 'rules[0].every | "1 s" is less than a minute'],
		["name: a, when: crs >= 1, at_most: 0, give: pool", "rules[0].at_most | "],
		["name: pool, when: crs >= 1, give: pool", 'rules[0].name | "pool" is a treatment'],
		["name: a, wen: crs >= 1, give: pool", "rules[0].wen | unknown key"],
	])("%s", (row, expected) => {
		expect(told(() => read(rule(row))).join("\n")).toContain(expected);
	});

	test("two rules of one file cannot have one name", () => {
		const twice = `about: x\nrules:\n  - { name: a, when: crs >= 1, give: pool }\n  - { name: a, when: crs >= 2, give: pool }\n`;
		expect(told(() => read(twice))[0]).toMatch('4:13 rules[1].name | the name "a" is already used by rules[0]');
	});

	test.each(["look: 3 mg", "look: 0 h", "look: 30 h", "look: often"])("%s is told", (line) => {
		expect(told(() => read(`about: x\n${line}\nrules:\n  - { name: a, when: crs >= 1, give: pool }\n`))[0]).toMatch(/^2:7 look \|/);
	});
});

describe("rules that can never act", () => {
	const foreseen = (when: string, more = "give: pool") =>
		read(rule(`name: a, when: '${when}', ${more}`)).warnings.flatMap((line) => line.split("never act: ")[1] ?? []);

	test.each([
		["crs > 5", '"crs > 5" cannot hold'],
		["crs < 0", '"crs < 0" cannot hold'],
		["doses(pool) < 0", '"doses(pool) < 0" cannot hold'],
		["map < 60 mmHg and map > 70 mmHg", '"map < 60 mmHg" and "map > 70 mmHg" exclude each other'],
		["60 mmHg > map and 9 kPa < map", "exclude each other"],
		["crs > 2 and crs < 3", '"crs > 2" and "crs < 3" exclude each other'],
		["crs >= 2 and (crs < 2 or crs > 5)", "exclude each other"],
		["held(crs > 5) >= 3 h", "cannot hold"],
		["since(drug) < 3 h", '"since(drug) < 3 h" cannot hold'],
		["temperature > 50 degC", "cannot hold"],
		["worst(crs, 24 h) >= 6", "cannot hold"],
	])("%s", (when, reason) => {
		expect(foreseen(when)).toHaveLength(1);
		expect(foreseen(when)[0]).toContain(reason);
	});

	test.each([
		"crs >= 5",
		"crs > 2 and crs < 4",
		"map < 60 mmHg or map > 70 mmHg",
		"since(a) > 3 h",
		"doses(pool) == 0",
		"not (crs > 5)",
		"crs >= 1 and crs <= 1",
	])("%s may hold", (when) => {
		expect(foreseen(when)).toEqual([]);
	});

	test("a stop of what nothing gives", () => {
		expect(foreseen("crs >= 1", "stop: drug")).toEqual(["nothing here gives drug"]);
	});
});
