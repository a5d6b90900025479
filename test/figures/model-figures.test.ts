import { describe, expect, test } from "vitest";
import { figuresOf } from "../../src/figures/figures.ts";
import { renderSvg } from "../../src/node/render-figure.ts";
import { beyondBounds } from "../../src/report/beyond-bounds.ts";
import { keyNumbers } from "../../src/report/key-numbers.ts";
import { terminalComparison } from "../../src/report/terminal-comparison.ts";
import { terminalSummary } from "../../src/report/terminal-summary.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import type { Run } from "../../src/simulate/run.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { aRunOf, aScenario, told } from "../support/a-scenario.ts";

/** A pond: a model that shares no column with ours, and says how it wants to be seen. */
const pond: Readonly<Record<string, string | undefined>> = {
	"model.yaml": "about: A pond.\nfrom: 0 h\nmodules: [pond, shore]\n",
	"modules/body.yaml": undefined,
	"modules/pond.yaml": `about: Algae eat what the rain brings.
parameters:
  growth: { value: 0.08 /h, source: assumed, evidence: assumed }
inputs:
  rain: { unit: mL/h, rest: 3 mL/h }
states:
  algae:
    about: Algae in the pond
    unit: mg/L
    start: 1 mg/L
    rate: growth * algae * (1 - algae / 900 mg/L)
    display:
      label: Green algae
      short: Algae
      axis: { from: 1 mg/L, to: 100 mg/L, log: true }
      usual: [0, 20 mg/L]
      bounds: [0, 500 mg/L]
      decimals: 0
      summary: highest
      card: true
observables:
  oxygen_left:
    unit: percent
    is: 100 percent / (1 + algae / 100 mg/L)
    display: { label: Oxygen left, usual: [60 percent, 100 percent], decimals: 1, summary: lowest, axis: { from: 0, to: 100 percent } }
`,
	"modules/shore.yaml": `about: Birds at the shore.
states:
  herons: { unit: "1", start: "2", rate: 0 /h }
  ducks: { about: Ducks on the water, unit: "1", start: "10", rate: "0.01 /h * ducks" }
`,
	"diseases/calm.yaml": undefined,
	"products/plain.yaml": undefined,
	"products/strong.yaml": undefined,
	"treatments/drug.yaml": undefined,
	"treatments/pool.yaml": undefined,
	"treatments/guarded.yaml": undefined,
	"treatments/pressor.yaml": undefined,
	"treatments/saline.yaml": undefined,
	"treatments/oxygen.yaml": undefined,
};

const green = `about: The water and who lives on it.
title: The green pond
reading: Dotted, the fish die.
panels:
  - { name: Water, left: algae, right: oxygen_left, lines: [{ at: 300 mg/L, say: fish die }] }
  - { left: [herons, ducks], labels: [gray, white] }
notes: [Herons leave last.]
`;

const runOf = (files: Readonly<Record<string, string | undefined>>): Run => aRunOf("until: 96 h\n", {}, { model: { ...pond, ...files } });
const wordsOf = async (run: Run, name: string): Promise<string> => {
	const { svg, warnings } = await renderSvg(
		figuresOf([run])
			.find((figure) => figure.name === name)!
			.spec(),
	);
	expect(warnings).toEqual([]);
	expect(svg).not.toMatch(/NaN|undefined|Infinity/);
	return svg.replaceAll(/<[^>]+>/g, "\n");
};

describe("a model of a stranger", () => {
	test("has the figure of its own file: its panels, names, units, axes and lines", async () => {
		const run = runOf({ "figures/green.yaml": green });
		expect(figuresOf([run]).map(({ name, title }) => `${name}: ${title}`)).toEqual(["green: The green pond"]);
		const words = await wordsOf(run, "green");
		for (const text of ["Water", "mg/L, log scale", "Oxygen left", "%", "gray", "white", "fish die", "Dotted, the fish die.", "1k"])
			expect(words).toContain(text);
		for (const text of ["CRS", "ICANS", "Interleukin"]) expect(words).not.toContain(text);
	});

	test("has its own table of key numbers, in its own digits, with its own usual ranges", () => {
		expect(keyNumbers(runOf({})).map(({ sign, side, text, unit, usual, isCard }) => [sign, side, text, unit, usual, isCard])).toEqual([
			["Green algae", "highest", "636", "mg/L", "< 20", true],
			["Oxygen left", "lowest", "13.6", "%", "60–100", false],
		]);
		expect(terminalSummary(runOf({})).join("\n")).toContain("Green algae");
		expect(terminalComparison([runOf({}), runOf({})]).join("\n")).toMatch(/highest green algae, mg\/L +636 +636/);
	});

	test("is told where it leaves its own bounds", () => {
		expect(beyondBounds(runOf({}))).toEqual(["Green algae reaches 636 mg/L on day 4.0; no patient is believable above 500 mg/L"]);
		expect(terminalSummary(runOf({})).join("\n")).toContain("warning: Green algae reaches 636 mg/L");
	});

	test("without figures gets a panel for each unit of a module, and a comparison", async () => {
		const run = runOf({});
		expect(figuresOf([run]).map(({ name }) => name)).toEqual(["course"]);
		expect(figuresOf([run, run]).map(({ name }) => name)).toEqual(["comparison"]);
		const words = await wordsOf(run, "course");
		for (const text of ["Algae", "Oxygen left", "Shore", "Herons", "Ducks"]) expect(words).toContain(text);
		expect(run.figures[0]!.panels.map(({ left }) => left)).toEqual([["algae"], ["oxygen_left"], ["herons", "ducks"]]);
	});

	test("that says nothing of display is summarized by what moves, named by its about or its name", () => {
		const silent = pond["modules/pond.yaml"]!.replace(/\n {4}display:\n(?: {6}.*\n)+/, "\n").replace(/\n {4}display: .*\n/, "\n");
		const run = runOf({ "modules/pond.yaml": silent });
		expect(keyNumbers(run).map(({ sign, side }) => `${side} ${sign}`)).toEqual([
			"highest Algae in the pond",
			"lowest Oxygen left",
			"highest Ducks on the water",
		]);
	});

	test("has the same program whatever it says of display and figures", () => {
		const idOf = (files: Readonly<Record<string, string>>) =>
			compileProgram(aScenario("until: 96 h\n", { model: { ...pond, ...files } }), { machineCode: false }).id;
		const relabeled = pond["modules/pond.yaml"]!.replace("Green algae", "Slime").replace("decimals: 0", "digits: 2");
		expect(idOf({ "figures/green.yaml": green, "modules/pond.yaml": relabeled })).toBe(idOf({}));
		expect(idOf({ "modules/pond.yaml": pond["modules/pond.yaml"]!.replace("0.08 /h", "0.09 /h") })).not.toBe(idOf({}));
	});
});

describe("a figure file that is wrong says where", () => {
	const faults = (text: string) =>
		told(() => readLibrary({ name: "pond", folder: "models/pond", texts: textsWith({ "figures/green.yaml": text }) }));
	const textsWith = (files: Readonly<Record<string, string>>) =>
		new Map(Object.entries({ ...pond, ...files }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));

	test("a misspelled column, with the nearest name", () => {
		expect(faults(green.replace("[herons,", "[heron,"))).toEqual([
			'6:14 panels[1].left[0] | unknown column "heron" | allowed: rain, algae, oxygen_left, herons, ducks. Did you mean "herons"? A column that is drawn must be listed in outputs: of model.yaml. See: crsim list columns',
		]);
	});

	test("two units on one axis, a wrong unit of a line, a wrong grade, a missing label", () => {
		expect(faults(green.replace("[herons, ducks]", "[herons, algae]"))[0]).toBe(
			'6:22 panels[1].left[1] | "algae" is in mg/L, "herons" in 1: one axis has one unit | put it on the right axis, or into a panel of its own',
		);
		expect(faults(green.replace("300 mg/L", "300 mL"))[0]).toMatch(/^5:\d+ panels\[0\]\.lines\[0\]\.at \| /);
		expect(faults(`${green}grades: [crz]\n`)[0]).toMatch(/^8:10 grades\[0\] \| unknown grade "crz" \| there are none here/);
		expect(faults(green.replace("[gray, white]", "[gray]"))[0]).toBe(
			"6:38 panels[1].labels | labels: 1, left columns: 2 | each left column needs one label",
		);
	});

	test("an unknown key, and a figure that model.yaml names and nobody wrote", () => {
		expect(faults(green.replace("right:", "rigt:"))[0]).toMatch(/^5:\d+ panels\[0\]\.rigt \| unknown key \| .*Did you mean "right"/);
		const texts = textsWith({ "figures/green.yaml": green, "model.yaml": `${pond["model.yaml"]}figures: [grene]\n` });
		expect(told(() => readLibrary({ name: "pond", folder: "models/pond", texts }))).toEqual([
			'4:11 figures[0] | there is no figure figures/grene.yaml | allowed: green. Did you mean "green"?',
		]);
	});

	test("a figure that model.yaml names twice, which would be drawn twice", () => {
		const texts = textsWith({ "figures/green.yaml": green, "model.yaml": `${pond["model.yaml"]}figures: [green, green]\n` });
		expect(told(() => readLibrary({ name: "pond", folder: "models/pond", texts }))).toEqual([
			'4:18 figures[1] | "green" appears twice | keep one of the two',
		]);
	});

	test("a display that cannot be meant", () => {
		const shown = (display: string) =>
			told(() =>
				readLibrary({
					name: "pond",
					folder: "models/pond",
					texts: textsWith({
						"modules/shore.yaml": `about: Birds.\nstates:\n  herons: { unit: L, start: 2 L, rate: 0 L/h, display: ${display} }\n`,
					}),
				}),
			).map((line) => line.replace(/^3:\d+ /, ""));
		expect(shown("{ usual: [3 L, 2 L] }")).toEqual(["states.herons.display.usual | the lower bound is above the upper bound"]);
		expect(shown("{ usual: [1 mmHg, 2 L] }")[0]).toContain("states.herons.display.usual[0] | ");
		expect(shown("{ axis: { from: 0, to: 3 L, log: true } }")[0]).toContain("a log axis needs a from: above 0, and a to:");
		expect(shown("{ digits: 3, decimals: 1 }")[0]).toContain("digits: and decimals: do not go together");
		expect(shown("{ summary: heighest }")[0]).toContain('Did you mean "highest"?');
	});
});
