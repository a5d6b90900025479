import { type LocatedYaml, type Path, readYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem, throwIfAny } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import type { YamlReader } from "../input/yaml-reader.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { unitOf } from "../language/units.ts";
import type { Correlation, Covariate, Model, Module, Use, ValueSet } from "./model.ts";
import { modelShape, moduleShape, valueSetShape } from "./module-shape.ts";
import { readModule, readParameter, variation } from "./read-module.ts";

/** The texts of a model's folder by path inside it: `model.yaml`, `modules/fever.yaml`, `products/axi-cel.yaml`, … */
export interface ModelTexts {
	/** Name of the folder. */
	readonly name: string;
	/** What to call the folder in messages, for example `models/cart-crs`. */
	readonly folder: string;
	readonly texts: ReadonlyMap<string, string>;
	/** What messages call a text that is no file of the folder, by its path. */
	readonly called?: ReadonlyMap<string, string>;
}

const hour = unitOf("h");

/** Runs a reader and gathers its problems instead of stopping at the first file. */
export function gathering<T>(problems: Problem[], read: () => T): T | undefined {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		problems.push(...error.problems);
		return undefined;
	}
}

/** Base names of the files of one subfolder: `products/axi-cel.yaml` gives `axi-cel`. */
export function namesIn(files: ModelTexts, subfolder: string): string[] {
	return [...files.texts.keys()].flatMap((path) => new RegExp(`^${subfolder}/([^/]+)\\.yaml$`).exec(path)?.[1] ?? []).sort();
}

/** The texts of a model, what reads them, and what is wrong with them. */
export interface ModelReading {
	readonly files: ModelTexts;
	readonly yaml: YamlReader;
	readonly problems: Problem[];
}

/** One file of a model's folder; undefined, perhaps with problems, when there is none that can be read. */
export function fileOf({ files, yaml, problems }: ModelReading, path: string): LocatedYaml | undefined {
	const text = files.texts.get(path);
	if (text === undefined) return undefined;
	return gathering(problems, () => yaml(text, files.called?.get(path) ?? `${files.folder}/${path}`));
}

function readPage(reading: ModelReading, name: string): Module | undefined {
	const { problems } = reading;
	const yaml = fileOf(reading, `modules/${name}.yaml`);
	const sections = yaml && checkShape(yaml, moduleShape, problems);
	return yaml && sections ? readModule(partReader(yaml, problems), name, sections) : undefined;
}

/** Rows `[a, b, r]`; both must be names that vary between patients somewhere in the model. */
function readCorrelations(
	read: PartReader,
	rows: readonly (readonly [string, string, number])[] = [],
	pages: readonly Module[],
): Correlation[] {
	const names = pages.flatMap((page) => [...page.parameters, ...page.covariates].map((row) => row.name));
	return rows.map(([a, b, value], i) => {
		for (const [at, name] of [a, b].entries()) {
			if (!names.includes(name)) read.wrong(["correlations", i, at], `unknown parameter "${name}"`, allowedHint(name, names));
		}
		if (a === b) read.wrong(["correlations", i], `"${a}" is correlated with itself`);
		if (!(Math.abs(value) < 1)) read.wrong(["correlations", i, 2], `expected a correlation between -1 and 1, found ${value}`);
		return { between: [a, b], value };
	});
}

/** What a disease or product says of a covariate: its typical value, perhaps with its spread. */
function readFact(
	read: PartReader,
	[name, row]: readonly [string, NonNullable<ShapeOf<typeof valueSetShape>["covariates"]>[string]],
	covariates: readonly Covariate[],
): Covariate | undefined {
	const known = covariates.find((one) => one.name === name);
	const path = ["covariates", name];
	if (!known) {
		const names = covariates.map((one) => one.name);
		read.wrongKey(path, `unknown covariate "${name}"`, allowedHint(name, names));
		return undefined;
	}
	const spread = typeof row === "object" ? variation(row) : {};
	const value = read.quantityIn(typeof row === "object" ? [...path, "value"] : path, known.unit, "70 kg");
	return { ...known, ...spread, value, place: read.yaml.keyPlace(path) };
}

function readValueSet(reading: ModelReading, path: string, model: readonly Module[]): ValueSet | undefined {
	const { problems } = reading;
	const yaml = fileOf(reading, path);
	const set = yaml && checkShape(yaml, valueSetShape, problems);
	if (!yaml || !set) return undefined;
	const read = partReader(yaml, problems);
	const covariates = model.flatMap((page) => page.covariates);
	return {
		name: path.replace(/^.*\/|\.yaml$/g, ""),
		file: yaml.file,
		about: set.about,
		names: set.names ?? [],
		parameters: Object.entries(set.parameters ?? {}).flatMap(([name, row]) => readParameter(read, ["parameters", name], row) ?? []),
		covariates: Object.entries(set.covariates ?? {}).flatMap(([name, row]) => readFact(read, [name, row], covariates) ?? []),
		correlations: readCorrelations(read, set.correlations, model),
		standing: set.standing ?? [],
		meantFor: readUses(read, set.meant_for ?? [], namesIn(reading.files, "diseases")),
	};
}

type WrittenUse = NonNullable<ShapeOf<typeof valueSetShape>["meant_for"]>[number];

/** For what a product is meant. What it says of a disease is said in one place. */
function readUses(read: PartReader, rows: readonly WrittenUse[], diseases: readonly string[]): Use[] {
	const named = new Set<string>();
	for (const [i, { disease }] of rows.entries())
		for (const [k, name] of disease.entries()) {
			if (named.has(name)) read.wrong(["meant_for", i, "disease", k], `"${name}" is named twice`, "one row for each disease");
			named.add(name);
		}
	return rows.flatMap((row, i) => readUse(read, ["meant_for", i], row, diseases) ?? []);
}

function readUse(
	read: PartReader,
	path: Path,
	{ disease, at_most, standing = [], source }: WrittenUse,
	diseases: readonly string[],
): Use | undefined {
	const quantities = [["dose", 0], ["dose", 1], ...(at_most === undefined ? [] : [["at_most"]])].map((key) =>
		read.quantity([...path, ...key]),
	);
	for (const [k, name] of disease.entries())
		if (!diseases.includes(name)) read.wrong([...path, "disease", k], `unknown disease "${name}"`, allowedHint(name, diseases));
	const [least, most, atMost = null] = quantities;
	return least && most && { diseases: disease, dose: [least, most], atMost, standing, source };
}

function readSets(reading: ModelReading, subfolder: string, pages: readonly Module[]): Map<string, ValueSet> {
	const sets = namesIn(reading.files, subfolder).map((name) => readValueSet(reading, `${subfolder}/${name}.yaml`, pages));
	return new Map(sets.flatMap((set) => (set ? [[set.name, set]] : [])));
}

/**
 * Reads a model from the texts of its folder. Throws an InputError with every problem of every file. Units are checked by `flatten`.
 *
 *     const model = readModel({ name: "cart-crs", folder: "models/cart-crs", texts });
 */
export function readModel(files: ModelTexts, yamlOf: YamlReader = readYaml): Model {
	const problems: Problem[] = [];
	const reading = { files, yaml: yamlOf, problems };
	const main = files.texts.get("model.yaml");
	const file = `${files.folder}/model.yaml`;
	if (main === undefined) throw new InputError([{ file, line: 1, column: 1, key: "", message: "this model has no model.yaml" }]);
	const yaml = yamlOf(main, file);
	const body = checkShape(yaml, modelShape, problems);
	if (!body) throw new InputError(problems);
	const read = partReader(yaml, problems);
	const pages = body.modules.flatMap((name, i) => {
		if (files.texts.has(`modules/${name}.yaml`)) return readPage(reading, name) ?? [];
		read.wrong(["modules", i], `there is no page modules/${name}.yaml`, allowedHint(name, namesIn(files, "modules")));
		return [];
	});
	const from = read.quantityIn(["from"], hour, "-6 day");
	if (from > 0) read.wrong(["from"], "runs start at infusion or before", 'for example "-6 day"');
	const products = readSets(reading, "products", pages);
	const diseases = readSets(reading, "diseases", pages);
	for (const key of ["product", "disease"] as const) {
		const name = body.defaults?.[key];
		// The files count, not what could be read of them: a faulty file has its own problems.
		const known = namesIn(files, `${key}s`);
		if (name !== undefined && !known.includes(name)) read.wrong(["defaults", key], `unknown ${key} "${name}"`, allowedHint(name, known));
	}
	const figures = body.figures ?? [];
	for (const [i, name] of figures.entries()) {
		const known = namesIn(files, "figures");
		if (figures.indexOf(name) < i) read.wrong(["figures", i], `"${name}" appears twice`, "keep one of the two");
		else if (!known.includes(name)) read.wrong(["figures", i], `there is no figure figures/${name}.yaml`, allowedHint(name, known));
	}
	const correlations = readCorrelations(read, body.correlations, pages);
	throwIfAny(problems);
	return {
		name: files.name,
		file,
		about: body.about,
		from,
		modules: pages,
		products,
		diseases,
		defaults: { product: body.defaults?.product ?? null, disease: body.defaults?.disease ?? null },
		figures: body.figures ?? [],
		outputs: (body.outputs ?? []).map((name, i) => ({ name, place: yaml.place(["outputs", i]) })),
		correlations,
		standing: body.standing ?? [],
	};
}
