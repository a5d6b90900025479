import { describe, expect, test } from "vitest";
import { omexOf } from "../../src/exchange/omex.ts";
import { sbmlOf } from "../../src/exchange/sbml/export-sbml.ts";
import { readXml, type XmlElement } from "../../src/exchange/sbml/read-xml.ts";
import { loadScenario, modelsAtHand } from "../../src/node/scenario-files.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { runOptions } from "../../src/simulate/options.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { readZip } from "./sbml/read-zip.ts";

const { plan } = loadScenario("scenarios/untreated.yaml", modelsAtHand(), { until: 48 });
const engine = loadProgram(compileProgram(plan, { machineCode: false }));
const patient = nominalPatient(engine.program);
const options = runOptions({ every: 2 });
const run = simulate(engine, patient, options);
const bytes = omexOf(plan, patient, run, options);
const files = readZip(Buffer.from(bytes));

const all = (at: XmlElement): readonly XmlElement[] => [at, ...at.children.flatMap(all)];
const elements = (file: string, name: string) => all(readXml(files.get(file)!(), file)).filter((one) => one.name === name);
const only = (file: string, name: string) => elements(file, name)[0]!.attributes;

describe("a run as a COMBINE archive", () => {
	test("holds what its manifest names, one of which a tool is to open", () => {
		const contents = elements("manifest.xml", "content").map(({ attributes }) => attributes);
		const named = contents.map(({ location }) => location!.replace("./", "")).filter((name) => name !== ".");
		expect(named.sort()).toEqual([...files.keys()].sort());
		expect(contents.filter(({ master }) => master === "true").map(({ location }) => location)).toEqual(["./time-course.sedml"]);
	});

	test("holds the very SBML of the run", () => {
		expect(files.get("model.xml")!()).toBe(sbmlOf(plan, patient, run));
	});

	test("asks for the hours of the run, from its start", () => {
		const [{ from, until }] = [plan];
		const { outputEndTime, numberOfSteps, initialTime } = only("time-course.sedml", "uniformTimeCourse");
		expect([initialTime, outputEndTime, numberOfSteps].map(Number)).toEqual([0, until - from, (until - from) / 2]);
	});

	test("asks for all columns that are numbers, each of which is in the model", () => {
		const parameters = new Set(elements("model.xml", "parameter").map(({ attributes }) => attributes["id"]));
		const targets = elements("time-course.sedml", "variable").flatMap(
			({ attributes: { target = "" } }) => /'(.+)'/.exec(target)?.[1] ?? [],
		);
		expect(targets.filter((id) => !parameters.has(id))).toEqual([]);
		expect(targets).toEqual(expect.arrayContaining(["il6", "temperature", "map", "norepinephrine_rate"]));
		expect(elements("time-course.sedml", "dataSet").length).toBe(targets.length + 1);
	});

	test("is the same to the last byte whenever it is written", () => {
		expect(Buffer.from(omexOf(plan, patient, run, options)).equals(Buffer.from(bytes))).toBe(true);
	});
});
