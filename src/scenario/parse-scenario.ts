import { type PartReader, partReader } from "../expression/read-parts.ts";
import { unitOf } from "../expression/units.ts";
import { flatten, symbolsOfModel } from "../model/flatten.ts";
import { gathering } from "../model/read-model.ts";
import type { LocatedYaml } from "../problem/located-yaml.ts";
import { allowedHint } from "../problem/nearest.ts";
import { InputError, type Problem } from "../problem/problem.ts";
import { checkShape, type ShapeOf, throwIfAny } from "../problem/shape.ts";
import { perPatient, surfaceOf } from "../treatment/amount.ts";
import type { ConditionNames } from "../treatment/condition.ts";
import { snapped } from "../treatment/instant.ts";
import { absentColumns, type Library, standingOrders } from "../treatment/library.ts";
import type { Order } from "../treatment/order.ts";
import { type OrderContext, readOrder } from "../treatment/read-order.ts";
import type { Treatment } from "../treatment/treatment.ts";
import { type OpenSibling, readLayers } from "./extends.ts";
import { foreseenLimits } from "./foreseen-limits.ts";
import { patientValues } from "./patient-values.ts";
import { type PlanContext, planOrder, planTreatment } from "./plan-order.ts";
import type { Scenario } from "./scenario.ts";
import { scenarioShape } from "./scenario-shape.ts";

export interface ParseOptions {
	/** What to call the text in messages; its folder is where `extends` looks. */
	readonly file: string;
	readonly models: Pick<ReadonlyMap<string, Library>, "get" | "keys">;
	/** Ids of the grades that conditions may read, such as `crs`. */
	readonly grades: readonly string[];
	readonly open?: OpenSibling;
	/** Overrides the scenario's `care`. */
	readonly care?: string;
	/** Overrides the scenario's `until`, hours. */
	readonly until?: number;
}

type Body = ShapeOf<typeof scenarioShape>;

const hour = unitOf("h");
const longest = 366 * 24;
const defaultModel = "cart-crs";
const defaultUntil = 30 * 24;
const usualWeight = 70;
/** Doses at known intervals that one scenario may order; a run looks back at all of them at each. */
const mostDoses = 20_000;

function libraryOf(read: PartReader, body: Body, models: ParseOptions["models"]): Library {
	const name = body.model ?? defaultModel;
	const library = models.get(name);
	if (library) return library;
	const where = body.model === undefined ? read.wrongKey : read.wrong;
	where(["model"], `unknown model "${name}"`, `${allowedHint(name, models.keys())} See: crsim list models`);
	throw new InputError(read.problems);
}

function readUntil(read: PartReader, body: Body, from: number, given: number | undefined): number {
	const until = given ?? (body.until === undefined ? defaultUntil : read.quantityIn(["until"], hour, "30 day"));
	const written = given === undefined ? body.until : `${given / 24} day`;
	if (until > longest) read.wrong(["until"], `"${written}" is longer than a run may be`, "at most 366 day");
	if (until <= from) read.wrong(["until"], `"${written}" is not after the model starts (${from / 24} day)`, 'for example "30 day"');
	return until > from && until <= longest ? snapped(until) : defaultUntil;
}

function readOrders(read: PartReader, body: Body, library: Library, context: OrderContext): Order[] {
	const own = (body.treatments ?? []).flatMap((row, i) => readOrder(read, ["treatments", i], row, context) ?? []);
	const named = new Set((body.treatments ?? []).map((row) => row.give));
	// A standing order that lies beyond a short run is none of the scenario's mistakes: it is left out.
	const standing = standingOrders(library, { ...context, until: longest }, read.problems).filter(
		({ treatment, begins }) => !named.has(treatment) && !(begins.kind === "at" && begins.time > context.until),
	);
	return [...standing, ...own];
}

/** Refuses what would make a run without an end, before its doses are written out. */
function checkNumberOfDoses(read: PartReader, orders: readonly Order[], span: number): void {
	const stretches = orders.flatMap((order) => order.stretches);
	const count = stretches.reduce((sum, { every, lasts }) => sum + (every === null ? 1 : Math.min(lasts ?? span, span) / every), 0);
	if (!(count > mostDoses)) return;
	read.wrong(["treatments"], `these orders make about ${Math.round(count)} doses`, `at most ${mostDoses} in one scenario`);
	throw new InputError(read.problems);
}

function checkCare(read: PartReader, body: Body, given: string | undefined): void {
	const care = given ?? body.care ?? "none";
	if (care === "none") return;
	const message = `"${care}": protocols come later; today only "none" is known`;
	if (given !== undefined) read.problems.push({ file: "command line", line: 1, column: 1, key: "--care", message, hint: "leave it out" });
	else read.wrong(["care"], message, 'write "care: none" and give the supports in treatments');
}

/** The names that conditions and limits may read in this run. */
function conditionNames(library: Library, given: readonly Treatment[], grades: readonly string[]): ConditionNames {
	const symbols = symbolsOfModel(
		library.model,
		given.map((treatment) => treatment.equations),
	);
	const absent = absentColumns(library, new Set(given.map((treatment) => treatment.name)));
	const quantities = new Map([...absent].map(([name, { unit }]) => [name, unit]));
	for (const symbol of symbols.values()) quantities.set(symbol.name, symbol.unit);
	return { quantities, grades, treatments: new Map([...library.treatments.values()].map(({ name, amount }) => [name, amount])) };
}

/** A device that two orders use would tell its problem twice. */
function withoutTwins(problems: readonly Problem[]): Problem[] {
	const same = (a: Problem, b: Problem) => a.file === b.file && a.line === b.line && a.column === b.column && a.message === b.message;
	return problems.filter((problem, i) => problems.findIndex((other) => same(problem, other)) === i);
}

const firstSentence = (text: string) =>
	(/^.*?[.!?](?=\s|$)/s.exec(text.trim())?.[0] ?? text.trim()).replace(/\.$/, "").replace(/\s+/g, " ");

/** A scenario read: its orders, and what they are given from. */
interface Understood {
	readonly read: PartReader;
	readonly body: Body;
	readonly library: Library;
	readonly until: number;
	readonly orders: readonly Order[];
	/** The treatments that the orders can reach, each once. */
	readonly given: readonly Treatment[];
}

function understand(text: string, options: ParseOptions): Understood {
	const problems: Problem[] = [];
	const yaml: LocatedYaml = readLayers(text, options.file, options.open ?? (() => undefined));
	const body = checkShape(yaml, scenarioShape, problems);
	if (!body) throw new InputError(problems);
	const read = partReader(yaml, problems);
	const library = libraryOf(read, body, options.models);
	checkCare(read, body, options.care);
	const { from } = library.model;
	const until = readUntil(read, body, from, options.until);
	const treatmentNames = [...library.treatments.keys()];
	const orders = readOrders(read, body, library, { from, until, treatmentNames, treatment: (name) => library.treatments.get(name) });
	checkNumberOfDoses(read, orders, until - from);
	const given = [...new Set(orders.map((order) => order.treatment))].map((name) => library.treatments.get(name)!);
	return { read, body, library, until, orders, given };
}

/** Doses per kg need a weight: a model without one gets that of a usual adult, and the run says so. */
function bodyOf(values: ReadonlyMap<string, number>, orders: readonly Order[], warnings: string[]): PlanContext["body"] {
	const weight = values.get("weight");
	const amounts = orders.flatMap(({ stretches }) =>
		stretches.flatMap(({ gift }) => (gift.kind === "dose" ? [gift.amount] : gift.kind === "rate" ? [gift.rate] : [])),
	);
	if (weight === undefined && amounts.some(({ unit }) => perPatient(unit).per !== null))
		warnings.push(`the model has no weight; doses per kg or m2 are for ${usualWeight} kg`);
	return { weight: weight ?? usualWeight, surface: surfaceOf(weight ?? usualWeight) };
}

/**
 * Reads a scenario, checks all that can be known without running it, and gives it in pure numbers. Throws an InputError with every problem:
 * each with its place, what was read and what is allowed.
 *
 *     const scenario = parseScenario(text, { file: "scenarios/severe.yaml", models, grades: ["crs", "icans"] });
 *     const run = simulate(scenario);
 */
export function parseScenario(text: string, options: ParseOptions): Scenario {
	const { read, body, library, until, orders, given } = understand(text, options);
	const { model } = library;
	const { problems } = read;
	const equations = given.map((treatment) => treatment.equations);
	const patient = patientValues(read, body.patient ?? {}, body.set ?? {}, {
		model,
		equations,
		treatments: [...library.treatments.values()],
	});
	const absent = absentColumns(library, new Set(given.map((treatment) => treatment.name)));
	const columns = given.flatMap((treatment) => treatment.columns.map((column) => column.name));
	const flat = gathering(problems, () => flatten(model, { treatments: equations, values: patient.values, absent, columns }));
	const warnings = [...patient.warnings];
	const context: PlanContext = {
		body: bodyOf(patient.values, orders, warnings),
		symbols: symbolsOfModel(model, equations),
		names: conditionNames(library, given, options.grades),
		problems,
		warnings,
	};
	const planned = orders.flatMap((order) => {
		const plan = planOrder(order, library.treatments.get(order.treatment)!, context);
		return plan ? [{ order, planned: plan }] : [];
	});
	const treatments = Object.fromEntries(given.map((treatment) => [treatment.name, planTreatment(treatment, context)]));
	const facts = new Map(flat?.parameters.map(({ name, value }) => [name, value]) ?? []);
	const foreseen = foreseenLimits(planned, { treatments, facts, until, problems });
	throwIfAny(withoutTwins(problems));
	return {
		file: options.file,
		title: firstSentence(body.about),
		about: body.about,
		model: model.name,
		patient: { disease: patient.disease, product: patient.product, covariates: patient.covariates },
		from: model.from,
		until,
		flat: flat!,
		orders: planned.map(({ planned: plan }) => plan),
		treatments,
		warnings: [...new Set(warnings)],
		foreseen,
	};
}
