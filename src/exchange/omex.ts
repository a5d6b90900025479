import { strToU8, zipSync } from "fflate";
import type { Plan } from "../scenario/plan.ts";
import type { RunOptions } from "../simulate/options.ts";
import type { Patient } from "../simulate/patient.ts";
import type { Run } from "../simulate/run.ts";
import { sbmlOf } from "./sbml/export-sbml.ts";
import { element } from "./sbml/xml-text.ts";

const declaration = `<?xml version="1.0" encoding="UTF-8"?>\n`;
const sbmlNamespace = "http://www.sbml.org/sbml/level3/version2/core";
const specification = "http://identifiers.org/combine.specifications";

/** Files of the archive, by what they are. */
const files = { manifest: "manifest.xml", model: "model.xml", course: "time-course.sedml" } as const;

/** A time course, told in hours since the start of the run. */
interface Course {
	readonly hours: number;
	readonly steps: number;
	readonly relativeTolerance: number;
	/** Quantities of the model that are read. */
	readonly columns: readonly { readonly name: string; readonly title: string }[];
}

/** Names of KiSAO: CVODE, which most tools have, and how exactly it is to integrate. */
const kisao = { cvode: "KISAO:0000019", relativeTolerance: "KISAO:0000209" } as const;

/** A quantity that a report shows: as it is, without a formula. */
const generatorOf = (id: string, title: string, variable: Readonly<Record<string, string>>): string =>
	element("dataGenerator", { id, name: title }, [
		element("listOfVariables", {}, [element("variable", { id: `${id}_read`, taskReference: "task", ...variable })]),
		element("math", { xmlns: "http://www.w3.org/1998/Math/MathML" }, [`<ci>${id}_read</ci>`]),
	]);

/** One time course of the model beside it and a report of its columns (SED-ML, level 1 version 4). */
function sedMl({ hours, steps, relativeTolerance, columns }: Course): string {
	const place = (name: string) => `/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='${name}']`;
	const rows = [
		{ id: "column_0", label: "time_h", made: generatorOf("column_0", "time, hours", { symbol: "urn:sedml:symbol:time" }) },
		...columns.map(({ name, title }, i) => {
			const id = `column_${i + 1}`;
			return { id, label: name, made: generatorOf(id, title === "" ? name : title, { target: place(name) }) };
		}),
	];
	const sets = rows.map(({ id, label }) => element("dataSet", { id: `${id}_shown`, label, dataReference: id }));
	const algorithm = element("algorithm", { kisaoID: kisao.cvode }, [
		element("listOfAlgorithmParameters", {}, [
			element("algorithmParameter", { kisaoID: kisao.relativeTolerance, value: relativeTolerance }),
		]),
	]);
	const course = { id: "course", initialTime: 0, outputStartTime: 0, outputEndTime: hours, numberOfSteps: steps };
	const head = { xmlns: "http://sed-ml.org/sed-ml/level1/version4", "xmlns:sbml": sbmlNamespace, level: 1, version: 4 };
	const sedml = element("sedML", head, [
		element("listOfModels", {}, [
			element("model", { id: "model", language: "urn:sedml:language:sbml.level-3.version-2", source: files.model }),
		]),
		element("listOfSimulations", {}, [element("uniformTimeCourse", course, [algorithm])]),
		element("listOfTasks", {}, [element("task", { id: "task", modelReference: "model", simulationReference: "course" })]),
		element(
			"listOfDataGenerators",
			{},
			rows.map(({ made }) => made),
		),
		element("listOfOutputs", {}, [element("report", { id: "report" }, [element("listOfDataSets", {}, sets)])]),
	]);
	return `${declaration}${sedml}\n`;
}

function manifest(): string {
	const content = (location: string, format: string, more: Readonly<Record<string, boolean>> = {}) =>
		element("content", { location, format: `${specification}${format}`, ...more });
	const inside = [
		content(".", "/omex"),
		content(`./${files.manifest}`, "/omex-manifest"),
		content(`./${files.model}`, "/sbml.level-3.version-2"),
		content(`./${files.course}`, "/sed-ml.level-1.version-4", { master: true }),
	];
	return `${declaration}${element("omexManifest", { xmlns: `${specification}/omex-manifest` }, inside)}\n`;
}

/** The day that every file of an archive bears, the first that a zip can name: the same run gives the same bytes. */
const noDay = "1980-01-01T00:00:00";

/**
 * A run as a COMBINE archive (OMEX): its SBML and one time course in SED-ML, with a manifest, for tools that repeat a simulation. Times are in hours since
 * the start of the run. The time course asks for all columns of the run that are numbers.
 *
 *     omexOf(plan, patient, run, options)   // bytes of a zip
 */
export function omexOf(plan: Plan, patient: Patient, run: Run, { every, relativeTolerance }: RunOptions): Uint8Array {
	const { flat, from } = plan;
	const known = new Map([...flat.states, ...flat.flows, ...flat.observables].map(({ name, title }) => [name, title]));
	const columns = [...flat.columns, ...flat.inputs.map(({ name }) => name)].map((name) => ({ name, title: known.get(name) ?? "" }));
	const hours = run.trajectory.times.at(-1)! - from;
	const course = {
		hours,
		steps: Math.round(hours / every),
		relativeTolerance,
		columns: [...new Map(columns.map((one) => [one.name, one])).values()],
	};
	const texts = { [files.manifest]: manifest(), [files.model]: sbmlOf(plan, patient, run), [files.course]: sedMl(course) };
	return zipSync(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])), { level: 9, mtime: noDay });
}
