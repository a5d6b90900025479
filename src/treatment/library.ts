import type { Charting } from "../chart/charting.ts";
import type { Formulary } from "../chart/formulary.ts";
import { bindShape, readBind } from "../chart/read-bind.ts";
import { roles } from "../chart/role.ts";
import type { Bind } from "../chart/signs.ts";
import { readToxicities, toxicitiesShape } from "../grading/read-toxicities.ts";
import { gradeNamesOf, type Toxicities } from "../grading/toxicities.ts";
import { type Problem, throwIfAny } from "../input/problem.ts";
import { checkShape, shape } from "../input/shape.ts";
import { type YamlReader, yamlReader } from "../input/yaml-reader.ts";
import { partReader } from "../language/read-parts.ts";
import type { Unit } from "../language/units.ts";
import type { EvidencePlan } from "../model/evidence-plan.ts";
import type { Magnitude } from "../model/magnitude.ts";
import type { Model, Module } from "../model/model.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { ModelMap } from "../model/model-map.ts";
import type { Population } from "../model/population.ts";
import { readEvidence } from "../model/read-evidence.ts";
import { readFigures } from "../model/read-figures.ts";
import { readMagnitudes } from "../model/read-magnitudes.ts";
import { readMap } from "../model/read-map.ts";
import { fileOf, gathering, type ModelReading, type ModelTexts, namesIn, readModel } from "../model/read-model.ts";
import { readPopulation } from "../model/read-population.ts";
import { readUsualRanges } from "../model/read-usual-ranges.ts";
import { symbolsOf } from "../model/symbols.ts";
import { usualFigures } from "../model/usual-figures.ts";
import type { UsualRange } from "../model/usual-range.ts";
import type { AttributionRules } from "./attribution.ts";
import type { ConditionNames } from "./condition.ts";
import { longestRun, type Order } from "./order.ts";
import { orderShape } from "./order-shape.ts";
import { implausibleFacts } from "./plausible-facts.ts";
import { readAttribution } from "./read-attribution.ts";
import { readCharting } from "./read-charting.ts";
import { type OrderContext, readOrder } from "./read-order.ts";
import { readStays } from "./read-stays.ts";
import { readTreatment } from "./read-treatment.ts";
import type { Stay } from "./stay.ts";
import { runningNames, type Treatment } from "./treatment.ts";
import { unknownTreatment } from "./unknown-treatment.ts";

/** A model with everything that can be given in it. */
export interface Library {
	readonly model: Model;
	/** Which of its columns and facts are which clinical signs. */
	readonly bind: Bind;
	readonly toxicities: Toxicities;
	/** What the model can give. */
	readonly treatments: ReadonlyMap<string, Treatment>;
	/** What a chart may name: those, and drugs whose files say only what they are. */
	readonly formulary: Formulary;
	/** What the files of the latter say, by name. */
	readonly charted: ReadonlyMap<string, string>;
	/** The orders that come with the model, a disease, a product, a product in a disease or a group of a population, by where they are said. */
	readonly standing: ReadonlyMap<string, readonly Order[]>;
	/** Who may be treated, by name. */
	readonly populations: ReadonlyMap<string, Population>;
	/** What can be drawn of its runs: the figures of its folder, or usual ones when it has none. */
	readonly figures: readonly ModelFigure[];
	/** Its causes and effects as a map; null when nobody drew one. */
	readonly map: ModelMap | null;
	/** What is usual at the bedside by grade, to hold its runs against; none when nobody wrote it down. */
	readonly magnitudes: readonly Magnitude[];
	/** Which facts of a patient usually go together; none when nobody wrote it down. */
	readonly usualRanges: readonly UsualRange[];
	/** By what the weight of its parameters is judged; null when nobody wrote it down. */
	readonly evidence: EvidencePlan | null;
	/** Where patients are cared for, by name; none when nobody wrote it down. */
	readonly stays: ReadonlyMap<string, Stay>;
	/** What a ward charts of a course, and how well; null when nobody wrote it down. */
	readonly charting: Charting | null;
	/** Which signs a bedside takes to be of another cause than a toxicity; none when nobody wrote it down. */
	readonly attribution: AttributionRules;
	/** The texts it was read from, for messages and hashes. */
	readonly files: ModelTexts;
}

/** Models by their names. */
export interface Models extends Pick<ReadonlyMap<string, Library>, "get" | "keys"> {
	/** Reads what else belongs to a process, such as protocols; without it every text is parsed whenever it is needed. */
	readonly yaml?: YamlReader;
}

/** Two files that go by one name: a chart could mean either. */
function sharedNames(treatments: readonly Treatment[]): Problem[] {
	const owners = new Map<string, string>();
	return treatments.flatMap(({ name, file, medicine: { names } }) =>
		[name, ...names.other].flatMap((word) => {
			const owner = owners.get(word.toLowerCase());
			owners.set(word.toLowerCase(), owner ?? name);
			if (owner === undefined || owner === name) return [];
			const message = `"${word}" is also a name of ${owner}`;
			return [{ file, line: 1, column: 1, key: "names.other", message, hint: "give each treatment names of its own" }];
		}),
	);
}

const clinicalShape = shape.looseObject({ bind: bindShape, toxicities: toxicitiesShape });

/** What the model means at the bedside. Only names of its own pages are bound, since every run has them. */
function clinicalOf(reading: ModelReading, pages: readonly Module[]): Pick<Library, "bind" | "toxicities"> {
	const yaml = fileOf(reading, "model.yaml");
	const body = yaml && checkShape(yaml, clinicalShape, reading.problems);
	if (!yaml || !body) return { bind: {}, toxicities: {} };
	const read = partReader(yaml, reading.problems);
	const names = symbolsOf(pages, []);
	const hazards = pages.flatMap((page) => page.hazards);
	return { bind: readBind(read, body.bind ?? {}, names), toxicities: readToxicities(read, body.toxicities ?? {}, { names, hazards }) };
}

/** The columns that a run must have so that its written folder can be graded; facts of the patient are written beside them. */
export function boundColumns({ bind, model }: Pick<Library, "bind" | "model">): string[] {
	const facts = new Set(model.modules.flatMap((page) => page.covariates.map(({ name }) => name)));
	return Object.values(bind).flatMap(({ column }) => (facts.has(column) ? [] : [column]));
}

const standingShape = shape.looseObject({ standing: shape.array(orderShape).optional() });
const useShape = standingShape.extend({ disease: shape.array(shape.string()) });
const fileShape = standingShape.extend({ meant_for: shape.array(useShape).optional() });

/** Where the standing orders of a product in one disease are found. */
const useKey = (path: string, disease: string | null) => `${path}#${disease}`;

/** The standing orders of one file of the model's folder, read as those of a scenario, and those that it says of some diseases alone. */
function ordersIn(reading: ModelReading, path: string, context: OrderContext): (readonly [string, Order[]])[] {
	const yaml = fileOf(reading, path);
	const body = yaml && checkShape(yaml, fileShape, reading.problems);
	if (!yaml || !body) return [[path, []]];
	const read = partReader(yaml, reading.problems);
	const uses = (body.meant_for ?? []).flatMap(({ disease, standing = [] }, i) => {
		const orders = standing.flatMap((row, j) => readOrder(read, ["meant_for", i, "standing", j], row, context));
		return disease.map((name) => [useKey(path, name), orders] as const);
	});
	return [[path, (body.standing ?? []).flatMap((row, i) => readOrder(read, ["standing", i], row, context))], ...uses];
}

const groupsShape = shape.looseObject({ groups: shape.array(standingShape) });

/** Where the standing orders of a group of a population are found. */
const groupKey = (population: string, group: number) => `populations/${population}.yaml#${group}`;

/** The standing orders of the groups of a population, and whether what they go without is something that can be given. */
function groupOrders(reading: ModelReading, { name, groups }: Population, context: OrderContext): (readonly [string, Order[]])[] {
	const { problems } = reading;
	for (const { treatment, place } of groups.flatMap(({ without }) => without))
		if (context.treatment(treatment) === undefined)
			problems.push({
				...place,
				key: "groups.without",
				...unknownTreatment(treatment, { names: context.treatmentNames, formulary: context.formulary }),
			});
	const yaml = fileOf(reading, `populations/${name}.yaml`);
	const body = yaml && checkShape(yaml, groupsShape, problems);
	if (!yaml || !body) return [];
	const read = partReader(yaml, problems);
	return body.groups.map(({ standing = [] }, i) => [
		groupKey(name, i),
		standing.flatMap((row, j) => readOrder(read, ["groups", i, "standing", j], row, context)),
	]);
}

/** The columns that a run of the model may have, with their units: the model's outputs (all that moves when it names none), and those of treatments. */
function columnUnits({ modules, outputs }: Model, treatments: readonly Treatment[]): ReadonlyMap<string, Unit> {
	const rows = (pages: readonly Model["modules"][number][]) =>
		pages.flatMap((page) => [...page.inputs, ...page.slots, ...page.states, ...page.flows, ...page.observables]);
	const all = new Map([...rows(modules), ...rows(treatments.map(({ equations }) => equations))].map(({ name, unit }) => [name, unit]));
	const flows = new Set(modules.flatMap((page) => page.flows).map(({ name }) => name));
	const named =
		outputs.length > 0
			? outputs.map(({ name }) => name)
			: rows(modules)
					.map(({ name }) => name)
					.filter((name) => !flows.has(name));
	const given = treatments.flatMap((treatment) => treatment.columns);
	const known = named.flatMap((name) => (all.has(name) ? [[name, all.get(name)!] as const] : []));
	return new Map([...known, ...given.map(({ name, unit }) => [name, unit] as const)]);
}

/** What the columns of a model are, in words. */
const columnWords = ({ modules }: Model): ReadonlyMap<string, string> =>
	new Map(modules.flatMap((page) => [...page.states, ...page.flows, ...page.observables].map(({ name, about }) => [name, about] as const)));

/**
 * Reads a model folder with its treatments, each text once. Throws an InputError with every problem of every file.
 *
 *     const library = readLibrary({ name: "cart-crs", folder: "models/cart-crs", texts });
 */
export function readLibrary(files: ModelTexts, yaml: YamlReader = yamlReader()): Library {
	const problems: Problem[] = [];
	const reading = { files, yaml, problems };
	const model = gathering(problems, () => readModel(files, yaml));
	// Without its pages a treatment would be told to write into what is not there.
	if (model === undefined) throwIfAny(problems);
	const pages = model?.modules ?? [];
	const all = namesIn(files, "treatments").flatMap((name) => {
		const text = fileOf(reading, `treatments/${name}.yaml`);
		return (text && gathering(problems, () => readTreatment(name, text, pages))) ?? [];
	});
	problems.push(...sharedNames(all));
	throwIfAny(problems);
	const clinical = clinicalOf(reading, pages);
	problems.push(...implausibleFacts(model!, clinical.bind));
	const treatments = new Map(all.filter(({ medicine }) => medicine.simulated).map((one) => [one.name, one]));
	const formulary = Object.fromEntries(all.map(({ name, medicine }) => [name, medicine]));
	const { from } = model!;
	const treatment = (name: string) => treatments.get(name);
	const context = { from, until: longestRun, treatmentNames: [...treatments.keys()], formulary, treatment };
	const saying = ["model.yaml", ...["diseases", "products"].flatMap((kind) => namesIn(files, kind).map((name) => `${kind}/${name}.yaml`))];
	const { diseases, products } = model!;
	const populations = namesIn(files, "populations").flatMap((name) => readPopulation(reading, name, { pages, diseases, products }) ?? []);
	const standing = new Map<string, readonly Order[]>([
		...saying.flatMap((path) => ordersIn(reading, path, context)),
		...populations.flatMap((one) => groupOrders(reading, one, context)),
	]);
	const columns = columnUnits(model!, [...treatments.values()]);
	const own = readFigures(reading, { columns, grades: gradeNamesOf(clinical.toxicities), roles }, model!.figures);
	const map = readMap(reading, pages);
	const magnitudes = readMagnitudes(reading, columns);
	const usualRanges = readUsualRanges(reading, pages);
	const stays = readStays(reading);
	const charting = readCharting(reading, { columns, abouts: columnWords(model!), stays, treatments });
	const attribution = readAttribution(reading, bedsideNames({ ...clinical, treatments, formulary }, pages));
	const evidence = readEvidence(reading);
	throwIfAny(problems);
	const charted = new Map(all.filter(({ medicine }) => !medicine.simulated).map(({ name, about }) => [name, about]));
	const figures = own.length > 0 ? own : usualFigures(model!, { columns, hasTreatments: treatments.size > 0 });
	return {
		model: model!,
		...clinical,
		treatments,
		formulary,
		charted,
		standing,
		populations: new Map(populations.map((one) => [one.name, one])),
		figures,
		map,
		magnitudes,
		usualRanges,
		stays,
		charting,
		attribution,
		evidence,
		files,
	};
}

/** What conditions about causes may name: what the model binds to clinical signs, and what was given. */
function bedsideNames(
	{ bind, treatments, formulary }: Pick<Library, "bind" | "treatments" | "formulary">,
	pages: readonly Module[],
): ConditionNames {
	const symbols = symbolsOf(pages, []);
	const all = [...treatments.values()];
	return {
		quantities: new Map(
			Object.values(bind).flatMap(({ column }) => (symbols.has(column) ? [[column, symbols.get(column)!.unit] as const] : [])),
		),
		plausible: new Map(),
		grades: [],
		treatments: new Map(all.map(({ name, amount }) => [name, amount])),
		formulary,
		ladders: new Set(),
		running: runningNames(all),
	};
}

/** Whose standing orders are asked for. */
export interface StandingFor {
	readonly disease: string | null;
	readonly product: string | null;
	/** The place of his group among those of a population; left out: he belongs to none. */
	readonly member?: { readonly population: Population; readonly group: number } | undefined;
}

/**
 * The orders that every run gets: those of the model, each replaced by what the disease says of the same treatment, that by what the product
 * says, of all and then of this disease, and that by what the group of a population says. So a product brings its own dose, and a trial its own conditioning.
 */
export function standingOrders({ standing }: Pick<Library, "standing">, { disease, product, member }: StandingFor): readonly Order[] {
	const ofProduct = `products/${product}.yaml`;
	const files = ["model.yaml", `diseases/${disease}.yaml`, ofProduct, useKey(ofProduct, disease)];
	const layers = [...files.map((path) => standing.get(path) ?? []), ordersOfGroup({ standing }, member)];
	const all = layers.reduce<readonly Order[]>((orders, nearer) => {
		const replaced = new Set(nearer.map((order) => order.treatment));
		return [...orders.filter((order) => !replaced.has(order.treatment)), ...nearer];
	}, []);
	const without = new Set(member?.population.groups[member.group]?.without.map(({ treatment }) => treatment) ?? []);
	return all.filter(({ treatment }) => !without.has(treatment));
}

/** The orders that the table of a population itself states for one of its groups. */
export const ordersOfGroup = ({ standing }: Pick<Library, "standing">, member: StandingFor["member"]): readonly Order[] =>
	(member && standing.get(groupKey(member.population.name, member.group))) ?? [];

/** Columns of the treatments that a run leaves out: they are 0 there. */
export function absentColumns(library: Library, present: ReadonlySet<string>): Map<string, { unit: Unit; about: string }> {
	const absent = [...library.treatments.values()].filter((treatment) => !present.has(treatment.name));
	return new Map(absent.flatMap((treatment) => treatment.columns.map(({ name, unit, about }) => [name, { unit, about }] as const)));
}
