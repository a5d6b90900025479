import { describe, expect, test } from "vitest";
import { aScenario, told } from "../support/a-scenario.ts";

const head = "about: A table.\nline: second\nsetting: trial\npatients: 100\n";
const source = 'source: "doi:10.1000/x"\n';
const group = "groups: [{ share: 1, disease: calm }]\n";
const whole = `${head}${source}${group}`;

/** What is said of a population file, read with the tiny model. */
const read = (text: string, lines = "") => told(() => aScenario(lines, { model: { "populations/table.yaml": text } }));
const fact = (keys: string) => read(`${whole}covariates:\n  weight: { ${keys} }\n`);

/** Each problem holds the words expected for it, in any order, and there are no others. */
function expectTold(found: readonly string[], expected: readonly string[]): void {
	const missing = expected.filter((words) => !found.some((one) => one.includes(words)));
	const surplus = found.filter((one) => !expected.some((words) => one.includes(words)));
	expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
}

describe("a population file", () => {
	test("that is right is read, and a scenario may name it", () => {
		const plan = aScenario("population: table\n", {
			model: {
				"populations/table.yaml": `${head}${source}groups:
  - { share: 3 of 4, disease: calm, product: plain }
  - { share: 1 of 4, disease: calm, product: strong, covariates: { age: { value: 70 year, evidence: measured } } }
covariates:
  weight: { value: 80 kg, quartiles: [70 kg, 90 kg], distribution: normal, evidence: measured }
  age: { is: weight / (2 kg) * 1 year, source: assumed, evidence: assumed }
`,
			},
		});
		const [first, second] = plan.population!.groups;
		expect([first!.share, second!.share]).toEqual([0.75, 0.25]);
		expect([first!.product, second!.product]).toEqual(["plain", "strong"]);
		const at = (name: string) => plan.flat.parameters.findIndex((one) => one.name === name);
		const value = (one: typeof first, name: string) => one!.values[at(name)];
		expect([value(first, "weight"), value(first, "age"), value(first, "gain")]).toEqual([80, 40, 2]);
		// What is said of a group goes before what is said of all.
		expect([value(second, "weight"), value(second, "age"), value(second, "gain")]).toEqual([80, 70, 3]);
		expect(first!.varying.map(({ name, distribution }) => [name, distribution])).toEqual([["weight", "normal"]]);
		expect(first!.varying[0]!.cv * 80).toBeCloseTo(10 / 0.6745, 2);
	});

	test.each<readonly [string, string, ...string[]]>([
		["without a source", `${head}${group}`, 'the key "source" is missing'],
		["without its number of patients", `about: A.\nline: x\nsetting: trial\n${source}${group}`, 'the key "patients" is missing'],
		[
			"of an unknown setting",
			`${whole}`.replace("setting: trial", "setting: ward"),
			'setting | "ward" is not one of the allowed words | allowed: trial, routine care',
		],
		[
			"with shares below 1",
			`${head}${source}groups: [{ share: 0.5 }, { share: 0.4 }]\n`,
			"groups | expected shares that add up to 1, found 0.9 | patients",
		],
		[
			"with shares above 1",
			`${head}${source}groups: [{ share: 50 of 60 }, { share: 20 of 60 }]\n`,
			"groups | expected shares that add up to 1, found 1.167",
		],
		[
			"with a share of nobody",
			`${head}${source}groups: [{ share: 0 }, { share: 1 }]\n`,
			'groups[0].share | expected a share of the patients above 0 and at most 1, found "0"',
		],
		[
			"of an unknown disease",
			`${head}${source}groups: [{ share: 1, disease: clam }]\n`,
			'unknown disease "clam" | allowed: calm. Did you mean "calm"?',
		],
		[
			"of an unknown product",
			`${head}${source}groups: [{ share: 1, product: strang }]\n`,
			'unknown product "strang" | allowed: plain, strong. Did you mean "strong"?',
		],
		["without an unknown treatment", `${head}${source}groups: [{ share: 1, without: [drugg] }]\n`, 'unknown treatment "drugg"'],
		[
			"with a wrong dose",
			`${head}${source}groups:\n  - { share: 1, standing: [{ give: drug, dose: 3 day, at: 0 h }] }\n`,
			'expected a mass (mg), such as "1 mg/kg", found "3 day" (a time)',
		],
		["with an unknown key", `${whole}wight: 3\n`, "wight | unknown key"],
		[
			"with an unknown fact",
			`${whole}covariates: { wight: { value: 3 kg, evidence: assumed } }\n`,
			'covariates.wight | unknown covariate "wight" | allowed: weight, age. Did you mean "weight"?',
		],
		[
			"with an unknown parameter",
			`${whole}parameters: { gian: { cv: 0.5, evidence: assumed } }\n`,
			'parameters.gian | unknown parameter "gian"',
		],
		[
			"with a correlation above 1",
			`${whole}correlations: [{ between: [weight, age], value: 1.2, evidence: assumed }]\n`,
			"expected a correlation between -1 and 1, found 1.2",
		],
		[
			"with a correlation of nothing",
			`${whole}correlations: [{ between: [weight, aeg], value: 0.2, evidence: assumed }]\n`,
			'unknown covariate or parameter "aeg"',
		],
	])("%s is refused with its place", (_, text, ...expected) => {
		expectTold(read(text), expected);
	});

	test.each<readonly [string, ...string[]]>([
		["value: 80 kg", 'the key "evidence" is missing'],
		["cv: 0.2, evidence: assumed", 'covariates.weight | the key "value" is missing'],
		["value: 80 cm, evidence: assumed", 'expected a mass (kg), such as "70 kg", found "80 cm" (a length)'],
		[
			"value: 80 kg, cv: 0.2, quartiles: [70 kg, 90 kg], evidence: measured",
			"the spread is said by cv and by quartiles | one of cv, quartiles, extremes",
		],
		["value: 80 kg, quartiles: [85 kg, 90 kg], evidence: measured", "the median 80 does not lie between 85 and 90"],
		["value: 80 kg, extremes: [90 kg, 70 kg], evidence: measured", "the median 80 does not lie between 90 and 70"],
		["value: 80 kg, extremes: [0 kg, 90 kg], evidence: measured", "no lognormal number reaches from 0 to 90"],
		["value: 300 kg, evidence: measured", "the value 300 is outside its range, 3 to 250"],
		["value: 80 kg, range: [90 kg, 100 kg], evidence: measured", "the value 80 is outside its range, 90 to 100"],
		[
			"value: 80 kg, distribution: logit-normal, evidence: measured",
			"weight.value | expected a value between 0 and 1 kg for logit-normal, found 80",
		],
		["value: 80 kg, cv: -1, evidence: measured", "expected at least 0"],
		["value: 80 kg, distribution: gamma, evidence: measured", "is not one of the allowed words | allowed: lognormal, normal, logit-normal"],
		["is: age * 1 kg, evidence: assumed", "the result is in year*kg"],
		["is: aeg, evidence: assumed", 'unknown name "aeg"'],
		["is: weight, evidence: assumed", 'unknown name "weight"'],
		["is: age / (1 year) * 1 kg, value: 3 kg, evidence: assumed", '"weight" follows from others by is | leave out is, or value'],
	])("{ %s } is refused with its place", (keys, ...expected) => {
		const found = fact(keys);
		expect(found.length).toBe(expected.length);
		for (const words of expected) expect(found.join("\n")).toContain(words);
		for (const one of found) expect(one).toMatch(/^[89]:\d+ /);
	});

	test("that correlates what cannot go together is told so, where it is named", () => {
		const rows = "[weight, age], [weight, gain], [age, gain]".split(/, (?=\[)/);
		const text = `${whole}covariates:
  weight: { value: 80 kg, cv: 0.2, evidence: assumed }
  age: { value: 50 year, cv: 0.2, evidence: assumed }
parameters:
  gain: { cv: 0.2, evidence: assumed }
correlations:
${rows.map((between, i) => `  - { between: ${between}, value: ${[0.9, 0.9, -0.9][i]}, evidence: assumed }`).join("\n")}
`;
		expectTold(read(text, "population: table\n"), ["correlations | these correlations contradict each other"]);
		expect(read(text)).toEqual([]);
	});

	test("that is not there is answered by those that are", () => {
		expectTold(read(whole, "population: tabel\n"), [
			'population | unknown population "tabel" | allowed: table. Did you mean "table"? See: crsim list populations',
		]);
		expectTold(
			told(() => aScenario("population: table\n")),
			['population | unknown population "table" | this model has none'],
		);
	});
});
