import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sbmlOf } from "../../../src/exchange/sbml/export-sbml.ts";
import { importSbml } from "../../../src/exchange/sbml/import-sbml.ts";
import { readMathml } from "../../../src/exchange/sbml/read-mathml.ts";
import { readXml, type XmlElement } from "../../../src/exchange/sbml/read-xml.ts";
import { evaluate } from "../../../src/language/evaluate.ts";
import { name } from "../../../src/language/expression.ts";
import { flatten } from "../../../src/model/flatten.ts";
import { loadModel, type ModelEngine } from "../../../src/model/model-engine.ts";
import { compileModel } from "../../../src/model/model-program.ts";
import { readModel } from "../../../src/model/read-model.ts";
import { loadScenario, modelsAtHand } from "../../../src/node/scenario-files.ts";
import { loadProgram } from "../../../src/simulate/engine.ts";
import { nominalPatient } from "../../../src/simulate/patient.ts";
import { compileProgram } from "../../../src/simulate/program.ts";
import { simulate } from "../../../src/simulate/simulate.ts";
import { aFolder } from "../../cli/crsim.ts";
import { skipped } from "../../support/skipped.ts";

const { plan } = loadScenario("scenarios/demonstration.yaml", modelsAtHand(), { until: 96 });
const engine = loadProgram(compileProgram(plan, { machineCode: false }));
const patient = nominalPatient(engine.program);
const run = simulate(engine, patient);
const text = sbmlOf(plan, patient, run);
// Events are not read yet: they are cut out, and read by themselves.
const [before, events = "", after] = text.split(/(<listOfEvents>[\s\S]*<\/listOfEvents>)/) as [string, string, string];
const flat = flatten(readModel(importSbml(`${before}${after}`, { file: "run.xml", name: "run" }).texts));
const again = loadModel(compileModel(flat, { machineCode: false }));

/** Rates and signals of an engine at a time of its own, by name, with inputs and states by name. */
function asked(model: ModelEngine, time: number, given: (name: string) => number): Map<string, number> {
	const { states, parameters, inputs, signals, constantCount } = model.program;
	const filled = (rows: readonly { readonly name: string }[]) => Float64Array.from(rows, (row) => given(row.name));
	const [y, p, u] = [filled(states), filled(parameters), filled(inputs)];
	const [k, dy, out] = [constantCount, states.length, signals.length].map((length) => new Float64Array(length)) as [
		Float64Array,
		Float64Array,
		Float64Array,
	];
	model.constants(p, k);
	model.rates(time, y, p, u, k, dy);
	model.observe(time, y, p, u, k, out);
	return new Map([
		...states.map((state, i) => [`d ${state.name}`, dy[i]!] as const),
		...signals.map((signal, i) => [signal, out[i]!] as const),
	]);
}

const inside = (at: XmlElement, path: readonly string[]): XmlElement[] =>
	path.reduce<XmlElement[]>((found, step) => found.flatMap(({ children }) => children.filter((child) => child.name === step)), [at]);

describe("a run as SBML", () => {
	test("read back it has the same rates and the same outputs at whatever states and inputs, wherever in time", () => {
		const starts = new Map(plan.flat.states.map(({ name: own, start, scale }) => [own, Math.max(start, 1e-3 * scale)]));
		const rest = new Map(plan.flat.inputs.map(({ name: own, value }) => [own, value]));
		const values = new Map(engine.model.program.parameters.map(({ name: own }, i) => [own, patient.values[i]!]));
		const off: string[] = [];
		for (const [round, time] of [plan.from, -1.25, 0, 7.5, 200].entries()) {
			const at = (own: string) => values.get(own) ?? rest.get(own) ?? starts.get(own)! * (1 + 0.2 * Math.sin(round + own.length));
			const ours = asked(engine.model, time, at);
			const theirs = asked(again, time - plan.from, at);
			for (const [own, value] of ours) {
				const read = theirs.get(own)!;
				if (!Object.is(read, value) && !(Math.abs(read - value) <= 1e-12 * Math.abs(value)))
					off.push(`${own} at ${time}: ${read}, not ${value}`);
			}
			expect(ours.size).toBeGreaterThan(300);
		}
		expect(off).toEqual([]);
	});

	test("what happened stands in it as events, instant by instant", () => {
		const found = inside(readXml(events, "run.xml"), ["event"]).map((event) => {
			const math = (at: XmlElement) => at.children[0]!.children[0]!;
			const trigger = math(inside(event, ["trigger"])[0]!);
			const time = Number(trigger.children[2]!.texts[0]);
			const assigned = inside(event, ["listOfEventAssignments", "eventAssignment"]).map((at) => {
				const context = { meaning: name, functions: new Map(), time: () => name("t"), rateOf: name, refuse: () => undefined };
				const { number } = readMathml(math(at), context);
				return [at.attributes["variable"]!, evaluate(number, { number: () => 1 })] as const;
			});
			return { time, assigned: Object.fromEntries(assigned) };
		});
		const happened = [...Map.groupBy(run.changes, ({ time }) => time)].map(([time, changes]) => {
			const targets = new Map<string, number>();
			for (const { target, kind, value } of changes) targets.set(target, kind === "set" ? value : (targets.get(target) ?? 1) + value);
			return { time: time - plan.from, assigned: Object.fromEntries(targets) };
		});
		expect(happened.length).toBeGreaterThan(3);
		expect(found).toEqual(happened);
	});

	const python = "/usr/bin/python3";
	const hasLibsbml = spawnSync(python, ["-c", "import libsbml"]).status === 0;
	if (!hasLibsbml) skipped("the validation of exported SBML by libSBML (Debian's python3-sbml5)");

	test.skipIf(!hasLibsbml)("libSBML finds nothing wrong with it", () => {
		const file = join(aFolder(), "run.xml");
		writeFileSync(file, text);
		// Factors of conversion are written out as bare numbers, so that the units of expressions are not looked at.
		const script = `import libsbml, sys
d = libsbml.readSBML(sys.argv[1])
d.setConsistencyChecks(libsbml.LIBSBML_CAT_UNITS_CONSISTENCY, False)
d.setConsistencyChecks(libsbml.LIBSBML_CAT_MODELING_PRACTICE, False)
d.checkConsistency()
print([d.getError(i).getMessage() for i in range(d.getNumErrors())], d.getModel().getNumEvents())`;
		const { stdout, stderr } = spawnSync(python, ["-c", script, file], { encoding: "utf8" });
		expect(`${stdout}${stderr}`.trim()).toBe(`[] ${new Set(run.changes.map(({ time }) => time)).size}`);
	});
});
