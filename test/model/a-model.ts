import { formatProblems } from "../../src/input/format-problems.ts";
import { readYaml } from "../../src/input/located-yaml.ts";
import { InputError } from "../../src/input/problem.ts";
import type { FlatModel } from "../../src/model/flat-model.ts";
import { type FlattenOptions, flatten } from "../../src/model/flatten.ts";
import type { Model, Module } from "../../src/model/model.ts";
import { readModel } from "../../src/model/read-model.ts";
import { readTreatment } from "../../src/treatment/read-treatment.ts";

/** A model of the pages given by their names; each text goes without its `about`. */
export function aModel(pages: Readonly<Record<string, string>>, main = ""): Model {
	const texts = new Map(Object.entries(pages).map(([name, text]) => [`modules/${name}.yaml`, `about: A page.\n${text}`]));
	texts.set("model.yaml", `about: A model.\nfrom: 0 h\nmodules: [${Object.keys(pages).join(", ")}]\n${main}`);
	return readModel({ name: "paper", folder: "paper", texts });
}

/** A depot that nothing reads, for treatments that must have a route. */
const depot = (name: string) =>
	`amount: mg\nstates:\n  ${name}_depot: { unit: mg, start: 0 mg, rate: 0 }\nroutes:\n  iv: { into: ${name}_depot }\n`;

/** The equations of a treatment of the model; its text goes without `about`, and without routes where these do not matter. */
export const aTreatment = (name: string, text: string, model: Model): Module =>
	readTreatment(
		name,
		readYaml(
			`about: A drug.\n${text.trimEnd()}\nrole: other\n${text.includes("routes:") ? "" : depot(name)}`,
			`paper/treatments/${name}.yaml`,
		),
		model.modules,
	).equations;

export const aFlatModel = (page: string, options: FlattenOptions = {}): FlatModel => flatten(aModel({ page }), options);

/** What is told about a faulty model, one line for each problem and hint. */
export function toldOf(make: () => unknown): string[] {
	try {
		make();
	} catch (error) {
		if (error instanceof InputError) return formatProblems(error.problems).split("\n");
		throw error;
	}
	return [];
}

export const toldOfPage = (page: string): string[] => toldOf(() => aFlatModel(page));
