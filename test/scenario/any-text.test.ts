import fc from "fast-check";
import { expect, test } from "vitest";
import { readLibrary } from "../../src/treatment/library.ts";
import { problemsIn, readScenario, tinyModel } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";

const scenario = `about: A patient with everything.
model: tiny
patient: { disease: calm, product: strong, weight: 60 kg, age: 12 year }
until: 5 day
care: none
treatments:
  - give: guarded
    dose: 8 mg/kg
    when: crs >= 1 and held(temperature > 38 degC) >= 2 h
    repeat: { every: 8 h, at_most: 4, while: crs >= 1 }
  - give: drug
    dose: 10 mg
    at: 1 day
    every: 6 h
    for: 2 day
    route: drip
    taper: [{ dose: 5 mg, every: 12 h, for: 1 day }]
  - give: pressor
    rate: 0.08 ug/kg/min
    at: 2 day
    for: 30 h
  - give: oxygen
    device: nasal_cannula
    flow: 3 L/min
    when: doses(drug, 24 h) >= 2 or since(guarded) < 1 day
    for: 1 day
set: { gain: 1.5x, fever_height: 3 degC }
`;

type Mutation = (text: string) => string;

const odd = [
	":",
	" ",
	"\n",
	"\t",
	"-",
	"{",
	"}",
	"[",
	"]",
	"'",
	'"',
	"#",
	"&",
	"*",
	"!",
	"|",
	">",
	"%",
	"@",
	"0",
	"-1",
	"1e999",
	"\u0000",
	"é",
	"null",
	"~",
	"<<: ",
	".inf",
	"0 h",
	"/kg",
];
const spot = fc.nat({ max: 999 });
const lineMutation = fc.tuple(fc.constantFrom("delete", "double", "swap", "indent", "value"), spot, spot).map(
	([kind, a, b]): Mutation =>
		(text) => {
			const lines = text.split("\n");
			const [i, j] = [a % lines.length, b % lines.length];
			if (kind === "delete") lines.splice(i, 1);
			else if (kind === "double") lines.splice(j, 0, lines[i]!);
			else if (kind === "swap") [lines[i], lines[j]] = [lines[j]!, lines[i]!];
			else if (kind === "indent") lines[i] = `  ${lines[i]}`;
			else lines[i] = lines[i]!.replace(/: .*$/, `: ${lines[j]!.replace(/^.*: /, "")}`);
			return lines.join("\n");
		},
);
const characterMutation = fc.tuple(spot, fc.constantFrom(...odd), fc.nat({ max: 3 })).map(
	([at, put, drop]): Mutation =>
		(text) =>
			text.slice(0, at % text.length) + put + text.slice((at % text.length) + drop),
);
const mutated = (text: string) =>
	fc
		.array(fc.oneof(lineMutation, characterMutation), { minLength: 1, maxLength: 4 })
		.map((steps) => steps.reduce((now, step) => step(now), text));

test("the scenario that is mutated below is a good one", () => {
	expect(problemsIn(() => readScenario(scenario))).toEqual([]);
});

test("a scenario text with random faults is read and run, or refused with places in it, and never anything else", () => {
	fc.assert(
		fc.property(mutated(scenario), (text) => {
			const problems = problemsIn(() => readScenario(text));
			if (problems.length === 0) runPlan(readScenario(text));
			for (const { line, column, message } of problems) {
				expect(line).toBeGreaterThanOrEqual(1);
				expect(line).toBeLessThanOrEqual(text.split("\n").length + 1);
				expect(column).toBeGreaterThanOrEqual(1);
				expect(message).not.toMatch(/undefined|NaN|\[object/);
			}
		}),
		{ seed: 20240607, numRuns: 800 },
	);
});

test("a treatment text with random faults is read or refused, and so is the scenario that gives it", () => {
	const names = ["drug", "guarded", "pressor", "oxygen"];
	const texts = tinyModel().texts;
	const faulty = fc.constantFrom(...names).chain((name) => mutated(texts.get(`treatments/${name}.yaml`)!).map((text) => ({ name, text })));
	fc.assert(
		fc.property(faulty, ({ name, text }) => {
			const model = { [`treatments/${name}.yaml`]: text };
			if (problemsIn(() => readLibrary(tinyModel(model))).length === 0) problemsIn(() => readScenario(scenario, { model }));
		}),
		{ seed: 20240608, numRuns: 400 },
	);
});

test("any short text at all is read or refused", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
			problemsIn(() => readScenario(text));
			problemsIn(() => readScenario(`about: A.\nmodel: tiny\n${text}`));
		}),
		{ seed: 20240609, numRuns: 300 },
	);
});
