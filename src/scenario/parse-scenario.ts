import { snapped } from "../chart/instant.ts";
import { type Bind, plausibleRanges } from "../chart/signs.ts";
import { childWithIce } from "../grading/child-with-ice.ts";
import { gradeNamesOf } from "../grading/toxicities.ts";
import { type LocatedYaml, readYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem, throwIfAny, withoutTwins } from "../input/problem.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { unitOf } from "../language/units.ts";
import type { FlatModel } from "../model/flat-model.ts";
import { flatten, symbolsOfModel } from "../model/flatten.ts";
import type { Module } from "../model/model.ts";
import { gathering } from "../model/read-model.ts";
import { type BodySize, perPatient } from "../treatment/amount.ts";
import type { ConditionNames } from "../treatment/condition.ts";
import { knownElsewhere } from "../treatment/elsewhere.ts";
import { surelyHolds } from "../treatment/inquiry.ts";
import {
	absentColumns,
	boundColumns,
	type Library,
	type Models,
	ordersOfGroup,
	type StandingFor,
	standingOrders,
} from "../treatment/library.ts";
import { longestRun, type Order } from "../treatment/order.ts";
import type { Protocol } from "../treatment/protocol.ts";
import { type OrderContext, readOrder } from "../treatment/read-order.ts";
import { type ProtocolTexts, type ReadProtocol, readProtocol } from "../treatment/read-protocol.ts";
import { runningNames, type Treatment } from "../treatment/treatment.ts";
import { writtenQuantities } from "../treatment/written-amount.ts";
import { type EventHistory, type EventTableText, type EventWish, factsWritten, readEventTable, withFactsOf } from "./event-table.ts";
import { type OpenSibling, readLayers } from "./extends.ts";
import { firstSentence } from "./first-sentence.ts";
import { bodyWith, usualWeight } from "./fit-to-patient.ts";
import { askerOf, factsOnly, foreseenLimits } from "./foreseen-limits.ts";
import { idleRules } from "./idle-rules.ts";
import { infectionsOf, withInfections } from "./infections.ts";
import { nowOf, withMovingFacts } from "./moving-facts.ts";
import { oddFacts, oddUse, type Published } from "./odd-facts.ts";
import { type PatientValues, patientValues } from "./patient-values.ts";
import type { Plan, PlannedOrder, PlannedPopulation } from "./plan.ts";
import { planCare, reachOf, withRules } from "./plan-care.ts";
import { type PlanContext, planOrder, planTreatment } from "./plan-order.ts";
import { type ScenarioBody as Body, scenarioBody } from "./scenario-shape.ts";
import { readSettings, settableStates } from "./settings.ts";
import { notSteady } from "./steady-drug.ts";
import { trueFromStart } from "./true-from-start.ts";

export interface ParseOptions {
	/** What to call the text in messages; its folder is where `extends` looks. */
	readonly file: string;
	readonly models: Models;
	readonly open?: OpenSibling;
	/** The care protocols that `care` may name; without them only `none` is known. */
	readonly protocols?: ProtocolTexts;
	/** Overrides the scenario's `care`. */
	readonly care?: string;
	/** Overrides the scenario's `until`, hours. */
	readonly until?: number;
	/** Which treatments' equations the run has: those that can be reached, or all, so that any of them may be given later without compiling anew. */
	readonly equations?: "reached" | "all";
	/** A table of events beside what the scenario gives, and which patient of the table, or of the scenario's own, is meant; `first`: of several the first. */
	readonly events?: { readonly table?: EventTableText; readonly id?: string; readonly first?: boolean };
}

const hour = unitOf("h");
const noProtocols: ProtocolTexts = { names: () => [], open: () => undefined };
const defaultModel = "cart-crs";
const defaultUntil = 30 * 24;
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
	if (until > longestRun) read.wrong(["until"], `"${written}" is longer than a run may be`, `at most ${longestRun / 24} day`);
	if (until <= from) read.wrong(["until"], `"${written}" is not after the model starts (${from / 24} day)`, 'for example "30 day"');
	return until > from && until <= longestRun ? snapped(until) : defaultUntil;
}

/** A group of a population, or undefined: the patients of a scenario that names none. */
type Member = StandingFor["member"];

/** The groups of the population that a scenario names. */
function membersOf(read: PartReader, { population: name }: Body, { populations }: Library): readonly Member[] {
	if (name === undefined) return [undefined];
	const population = populations.get(name);
	if (population) return population.groups.map((_, group) => ({ population, group }));
	const hint = populations.size === 0 ? "this model has none" : `${allowedHint(name, populations.keys())} See: crsim list populations`;
	read.wrong(["population"], `unknown population "${name}"`, hint);
	return [undefined];
}

/** Disease and product of a group, as far as the scenario does not say them. */
function kindsOf({ patient = {} }: Body, { model: { defaults } }: Library, member: Member): Pick<StandingFor, "disease" | "product"> {
	const group = member?.population.groups[member.group];
	const kind = (key: "disease" | "product") => (patient[key] === undefined ? (group?.[key] ?? defaults[key]) : String(patient[key]));
	return { disease: kind("disease"), product: kind("product") };
}

/** What a table of events says of one patient, where there is one. */
function historyOf(
	read: PartReader,
	wish: EventWish | undefined,
	{ library, from, until, options }: Pick<Understood, "library" | "until"> & { readonly from: number; readonly options: ParseOptions },
): EventHistory | undefined {
	const { table: given, id = wish?.id, first } = options.events ?? {};
	const { file, open } = options;
	const name = wish?.from;
	const text = given === undefined && name !== undefined ? open?.(name) : undefined;
	const table = given ?? (text === undefined ? undefined : { file: file.replace(/[^/\\]*$/, "") + name, text });
	if (table === undefined) {
		if (name !== undefined) read.wrong(["treatments", "from"], `there is no file "${name}" in the scenario's folder`, "check its spelling");
		return undefined;
	}
	const context = { library, from, until, problems: read.problems, id: id === undefined ? undefined : String(id), first };
	return readEventTable(table, wish ?? {}, context);
}

/** What orders are read with, and those that a table of events lists. */
type OrdersContext = OrderContext & { readonly listed: readonly Order[] };

/** The orders of each group: what stands for it, and what the scenario gives. */
function readOrders(read: PartReader, body: Body, library: Library, context: OrdersContext, members: readonly Member[]): Order[][] {
	const own = [...(body.treatments ?? []).flatMap((row, i) => readOrder(read, ["treatments", i], row, context)), ...context.listed];
	const named = new Set([...(body.treatments ?? []).map((row) => row.give), ...context.listed.map((order) => order.treatment)]);
	const standing = members.map((member) => standingOrders(library, { ...kindsOf(body, library, member), member }));
	const without = readWithout(read, body, { standing: new Set(standing.flat().map((order) => order.treatment)), named });
	// A standing order that lies beyond a short run is none of the scenario's mistakes: it is left out.
	const isGiven = ({ treatment, begins }: Order) =>
		!named.has(treatment) && !without.has(treatment) && !(begins.kind === "at" && begins.time > context.until);
	return standing.map((orders) => [...orders.filter(isGiven), ...own]);
}

/** The standing treatments that are left out: only what stands can be, and not what the scenario gives itself. */
function readWithout(
	read: PartReader,
	body: Body,
	{ standing, named }: { standing: ReadonlySet<string>; named: ReadonlySet<string> },
): ReadonlySet<string> {
	const names = body.without ?? [];
	for (const [i, name] of names.entries()) {
		if (!standing.has(name)) read.wrong(["without", i], `"${name}" is not a standing treatment here`, allowedHint(name, standing));
		else if (named.has(name)) read.wrong(["without", i], `"${name}" is given in treatments`, "leave it out in one of the two places");
	}
	return new Set(names);
}

/** Refuses what would make a run without an end, before its doses are written out. */
function checkNumberOfDoses(read: PartReader, orders: readonly Order[], span: number): void {
	const stretches = orders.flatMap((order) => order.stretches);
	const count = stretches.reduce((sum, { every, lasts }) => sum + (every === null ? 1 : Math.min(lasts ?? span, span) / every), 0);
	if (!(count > mostDoses)) return;
	read.wrong(["treatments"], `these orders make about ${Math.round(count)} doses`, `at most ${mostDoses} in one scenario`);
	throw new InputError(read.problems);
}

/** Reads protocols for a model; what is wrong with one is told each time. */
export type CareReader = (care: string, library: Library) => ReadProtocol;

/** A reader that reads each protocol once: the cells of a study ask for the same one. */
export function careReader({ protocols: texts = noProtocols, models }: Pick<ParseOptions, "protocols" | "models">): CareReader {
	const found = new Map<string, ReadProtocol>();
	return (care, library) => {
		const key = `${library.model.name}\0${care}`;
		const known =
			found.get(key) ??
			readProtocol(care, {
				texts,
				treatments: library.treatments,
				formulary: library.formulary,
				isKnownElsewhere: knownElsewhere(models, library),
				yaml: models.yaml ?? readYaml,
			});
		found.set(key, known);
		return known;
	};
}

function careOf(read: PartReader, body: Body, library: Library, options: ParseOptions, readCare: CareReader): Protocol | null {
	const { care: given, protocols: texts = noProtocols } = options;
	const care = given ?? body.care ?? "none";
	if (care === "none") return null;
	const { protocol, problems } = readCare(care, library);
	read.problems.push(...problems);
	if (protocol) return protocol;
	if (texts.open(care) === undefined) {
		const place =
			given === undefined ? { ...read.yaml.place(["care"]), key: "care" } : { file: "command line", line: 1, column: 1, key: "--care" };
		const hint = `${allowedHint(care, ["none", ...texts.names()])} See: crsim list protocols`;
		read.problems.push({ ...place, message: `unknown protocol "${care}"`, hint });
	}
	// What is wrong with it is told; the rest of the scenario is still looked at.
	return null;
}

/** The title of a scenario; a protocol laid over it from outside is named, since several courses of one scenario stand side by side. */
const titleOf = ({ about }: Body, given: string | undefined, history: EventHistory | undefined) => {
	const ofPatient = history && history.ids.length > 1 ? ` · ID ${history.id}` : "";
	return `${firstSentence(about)}${given === undefined ? "" : ` · care: ${given}`}${ofPatient}`;
};

/** The names that conditions and limits may read in this run. */
function conditionNames(library: Library, given: readonly Treatment[]): ConditionNames {
	const symbols = symbolsOfModel(
		library.model,
		given.map((treatment) => treatment.equations),
	);
	const absent = absentColumns(library, new Set(given.map((treatment) => treatment.name)));
	const quantities = new Map([...absent].map(([name, { unit }]) => [name, unit]));
	for (const symbol of symbols.values()) quantities.set(symbol.name, symbol.unit);
	const all = [...library.treatments.values()];
	const ladders = new Set(all.filter((treatment) => treatment.ladder.length > 0).map(({ name }) => name));
	const plausible = plausibleRanges(library.bind);
	return {
		quantities,
		plausible,
		grades: gradeNamesOf(library.toxicities),
		treatments: new Map(all.map(({ name, amount }) => [name, amount])),
		formulary: library.formulary,
		ladders,
		running: runningNames(all),
	};
}

/** A scenario read: its orders, and what they are given from. */
interface Understood {
	readonly read: PartReader;
	readonly body: Body;
	readonly library: Library;
	readonly until: number;
	/** What a table of events says. */
	readonly history: EventHistory | undefined;
	/** The groups of the population, each with its orders; one group when the scenario names none. */
	readonly members: readonly { readonly member: Member; readonly orders: readonly Order[] }[];
	readonly protocol: Protocol | null;
	/** The treatments that the orders and the care team can reach, each once. */
	readonly given: readonly Treatment[];
}

function understand(yaml: LocatedYaml, options: ParseOptions, readCare: CareReader): Understood {
	const problems: Problem[] = [];
	const found = scenarioBody(yaml, problems);
	if (!found) throw new InputError(problems);
	const own = partReader(yaml, problems);
	const library = libraryOf(own, found.body, options.models);
	const { from } = library.model;
	const until = readUntil(own, found.body, from, options.until);
	const history = historyOf(own, found.events, { library, from, until, options });
	const read = partReader(withFactsOf(own, history), problems);
	const body = history ? { ...found.body, patient: { ...found.body.patient, ...factsWritten(history) } } : found.body;
	const protocol = careOf(read, body, library, options, readCare);
	const treatmentNames = [...library.treatments.keys()];
	const { treatments, formulary } = library;
	const context = { from, until, treatmentNames, formulary, treatment: (name: string) => treatments.get(name) };
	const groups = membersOf(read, body, library);
	const orders = readOrders(read, body, library, { ...context, listed: history?.orders ?? [] }, groups);
	for (const one of orders) checkNumberOfDoses(read, one, until - from);
	const reached = new Set(
		options.equations === "all" ? treatmentNames : [...orders.flat().map((order) => order.treatment), ...reachOf(protocol)],
	);
	const given = [...reached].map((name) => library.treatments.get(name)!);
	return { read, body, library, until, history, members: groups.map((member, i) => ({ member, orders: orders[i]! })), protocol, given };
}

/** A support that nothing ends runs on for weeks, and its grade with it: said, since it is rarely meant. */
function openEnded(orders: readonly Order[]): string[] {
	const open = orders.filter(({ stretches }) => stretches.some(({ gift, lasts }) => gift.kind !== "dose" && lasts === null));
	return open.map(({ treatment, why }) => `${treatment} (${why}) has no for: it runs to the end of the run`);
}

/** A steady state is that of a drug alone. */
function checkSteady(
	orders: readonly Order[],
	{ treatments }: Library,
	{ flat, held, problems }: { readonly flat: FlatModel; readonly held: readonly string[]; readonly problems: Problem[] },
): void {
	for (const { steady, treatment, stretches, key } of orders) {
		const gift = stretches[0]?.gift;
		const problem =
			steady && (gift?.kind === "dose" || gift?.kind === "rate")
				? notSteady(treatments.get(treatment)!, gift.route, { flat, held })
				: undefined;
		if (steady && problem) problems.push({ ...steady.place, key: `${key}.ss`, ...problem });
	}
}

/** A fact of the patient in the unit of the sign that it is bound to; undefined where it is none. */
function factOf(values: ReadonlyMap<string, number>, bound: Bind["age"]): number | undefined {
	const value = bound && values.get(bound.column);
	return value === undefined ? undefined : value * bound!.factor;
}

/** Doses per kg need a weight: a model without one gets that of a usual adult, and the run says so. */
function bodyOf(
	values: ReadonlyMap<string, number>,
	{ orders, bind, warnings }: { readonly orders: readonly Order[]; readonly bind: Bind; readonly warnings: string[] },
): BodySize {
	const weight = factOf(values, bind.weight);
	const amounts = orders.flatMap(({ stretches }) =>
		stretches.flatMap(({ gift }) => {
			if (gift.kind === "device") return [];
			const written = gift.kind === "dose" ? [gift.amount, ...(gift.pace ? [gift.pace.rate] : [])] : [gift.rate];
			return written.flatMap(writtenQuantities);
		}),
	);
	if (weight === undefined && amounts.some(({ unit }) => perPatient(unit).per !== null))
		warnings.push(`the model has no weight; doses per kg or m2 are for ${usualWeight} kg`);
	return bodyWith(weight);
}

/**
 * Reads a scenario, checks all that can be known without running it, and gives it in pure numbers. Throws an InputError with every problem:
 * each with its place, what was read and what is allowed.
 *
 *     const plan = parseScenario(text, { file: "scenarios/severe.yaml", models });
 *     const program = compileProgram(plan);
 */
export function parseScenario(text: string, options: ParseOptions): Plan {
	return scenarioFrom(readLayers(text, { ...options, yaml: options.models.yaml }), options);
}

/** One group of a scenario's patients, at its medians. */
interface KnownMember {
	readonly share: number;
	readonly about: string;
	readonly patient: PatientValues;
	readonly orders: readonly Order[];
	readonly published: Published;
}

function knownMember(
	{ read, body, library }: Understood,
	{ member, orders }: Understood["members"][number],
	{ equations, states }: { readonly equations: readonly Module[]; readonly states: ReadonlyMap<string, unknown> },
): KnownMember {
	const patient = patientValues(read, body.patient ?? {}, body.set ?? {}, {
		model: library.model,
		states,
		equations,
		treatments: [...library.treatments.values()],
		plausible: plausibleRanges(library.bind),
		member,
	});
	const group = member?.population.groups[member.group];
	const use = group !== undefined && group.disease === patient.disease && group.product === patient.product;
	const published = { use, orders: new Set(use ? ordersOfGroup(library, member) : []) };
	return { share: group?.share ?? 1, about: group?.about ?? "", patient, orders, published };
}

/** One group of a scenario's patients, planned. */
interface PlannedMember extends Omit<KnownMember, "orders"> {
	/** Parameters and covariates in the units of the flat model. */
	readonly facts: ReadonlyMap<string, number>;
	readonly context: PlanContext;
	readonly orders: readonly { readonly order: Order; readonly planned: PlannedOrder }[];
}

/** What all groups of a scenario share. */
interface Shared {
	readonly library: Library;
	readonly flat: FlatModel | undefined;
	/** What pages say of parameters and covariates, for a group whose disease and product say nothing of them. */
	readonly ofPages: ReadonlyMap<string, number>;
	/** What is said of the states that are set. */
	readonly said: readonly string[];
	/** Hours since infusion at which the run ends. */
	readonly until: number;
	readonly context: Omit<PlanContext, "patient" | "surely">;
}

function planMember({ orders, ...member }: KnownMember, { library, flat, ofPages, said, until, context: shared }: Shared): PlannedMember {
	const { patient, published } = member;
	const { warnings } = shared;
	const { bind, model, treatments } = library;
	const facts = new Map(flat?.parameters.map(({ name, value }) => [name, patient.values.get(name) ?? ofPages.get(name) ?? value]) ?? []);
	warnings.push(...patient.warnings, ...said, ...openEnded(orders));
	const body = bodyOf(patient.values, { orders, bind, warnings });
	const context: PlanContext = {
		...shared,
		patient: { body, parameter: (name) => facts.get(name) ?? Number.NaN },
		surely: (condition) => surelyHolds(condition, factsOnly(facts)),
	};
	const planned = orders.flatMap((order) => {
		const plan = planOrder(order, treatments.get(order.treatment)!, context);
		return plan ? [{ order, planned: plan }] : [];
	});
	const asker = askerOf(factsOnly(facts), context.patient);
	// Of a dose in two parts a short run sees the first alone.
	const isWhole = standingOrders(library, patient).every(({ begins }) => begins.kind === "when" || begins.time <= until);
	warnings.push(
		...oddFacts(patient.values, library.usualRanges, model.modules),
		...(isWhole
			? oddUse(model.products.get(patient.product ?? ""), patient.disease, { orders: planned, treatments, body, asker, published })
			: []),
		...childWithIce(factOf(patient.values, bind.age), library),
	);
	return { ...member, facts, context, orders: planned };
}

/** The covariates that differ between patients, in the order of the model. */
function factsThatDiffer(members: readonly PlannedMember[]): readonly string[] {
	const drawn = new Set(members.flatMap(({ patient: { varying, follows } }) => [...varying, ...follows].map(({ name }) => name)));
	return Object.keys(members[0]!.patient.covariates).filter((name) => drawn.has(name));
}

/** The groups as a run needs them; null where there is no population. */
function plannedPopulation(members: readonly PlannedMember[], flat: FlatModel, { members: [first] }: Understood): PlannedPopulation | null {
	const population = first?.member?.population;
	if (population === undefined) return null;
	return {
		name: population.name,
		facts: factsThatDiffer(members),
		groups: members.map(({ share, about, patient: { disease, product, varying, follows }, facts, orders }) => ({
			share,
			about,
			disease,
			product,
			values: flat.parameters.map(({ name }) => facts.get(name)!),
			varying,
			follows,
			orders: orders.map(({ planned }) => planned),
		})),
		nominal: largestOf(members),
	};
}

/** The place of the largest group, the first of several. */
const largestOf = (members: readonly Pick<KnownMember, "share">[]): number =>
	members.reduce((largest, { share }, i) => (share > members[largest]!.share ? i : largest), 0);

/** A scenario from what was read of its files; as `parseScenario`. Several of one study share the reader of their care. */
export function scenarioFrom(yaml: LocatedYaml, options: ParseOptions, readCare = careReader(options)): Plan {
	const understood = understand(yaml, options, readCare);
	const { read, body, library, until, history, protocol, given } = understood;
	const { model } = library;
	const { problems } = read;
	const equations = given.map((treatment) => treatment.equations);
	const states = settableStates(library);
	const known = understood.members.map((one) => knownMember(understood, one, { equations, states }));
	const nominal = largestOf(known);
	const { patient } = known[nominal]!;
	const absent = absentColumns(library, new Set(given.map((treatment) => treatment.name)));
	const columns = [...boundColumns(library), ...given.flatMap((treatment) => treatment.columns.map((column) => column.name))];
	const still = gathering(problems, () => flatten(model, { treatments: equations, values: patient.values, absent, columns }));
	const flat = still && withMovingFacts(still, history?.moving ?? []);
	const setting = flat && readSettings(read, body.set ?? {}, { states, flat, from: model.from, until });
	const warnings: string[] = [...(history?.warnings ?? [])];
	const shared = {
		symbols: symbolsOfModel(model, equations),
		names: withRules(conditionNames(library, given), protocol),
		problems,
		warnings,
	};
	const ofPages = new Map(
		[...model.modules, ...equations].flatMap((page) =>
			[...page.parameters, ...page.covariates].map(({ name, value }) => [name, value] as const),
		),
	);
	const members = known.map((one) => planMember(one, { library, flat, ofPages, said: setting?.said ?? [], until, context: shared }));
	const { orders, context } = members[nominal]!;
	const treatments = Object.fromEntries(given.map((treatment) => [treatment.name, planTreatment(treatment, context)]));
	const care =
		protocol && planCare(protocol, library.treatments, { ...context, isKnownElsewhere: knownElsewhere(options.models, library) });
	// Limits go with the body: where a fact of the patient could not be read, they would be told of somebody else.
	const isPatientRead = !problems.some(({ key }) => key.startsWith("patient."));
	const foreseenFor = ({ orders: planned, facts, context: { patient: dosed } }: PlannedMember) =>
		foreseenLimits(planned, { treatments, facts, patient: dosed, until, problems });
	const foreseen = isPatientRead ? members.flatMap(foreseenFor) : [];
	const idle = protocol && care ? idleRules(protocol, care, { names: shared.names, given: new Set(Object.keys(treatments)) }) : [];
	const held = (history?.moving ?? []).map(({ name }) => nowOf(name));
	if (flat) for (const one of known) checkSteady(one.orders, library, { flat, held, problems });
	const always = members.flatMap((one) => trueFromStart({ orders: one.orders, protocol, care }, { from: model.from, facts: one.facts }));
	// A device that two orders use would tell its problem twice, and what is wrong for one group is for the others.
	throwIfAny(withoutTwins(problems));
	const infections = infectionsOf(flat!, body.infections);
	return {
		file: options.file,
		title: titleOf(body, options.care, history),
		about: body.about,
		model: model.name,
		patient: { disease: patient.disease, product: patient.product, covariates: patient.covariates },
		varying: patient.varying,
		population: plannedPopulation(members, flat!, understood),
		from: model.from,
		until,
		flat: withInfections(flat!, infections),
		infections,
		settings: [...setting!.settings, ...(history?.settings ?? [])],
		events: history ? { file: history.file, id: history.id, ids: history.ids } : null,
		orders: orders.map(({ planned }) => planned),
		care,
		treatments,
		bind: library.bind,
		toxicities: library.toxicities,
		attribution: library.attribution,
		figures: library.figures,
		warnings: [...new Set([...warnings, ...foreseen, ...idle, ...always])],
	};
}
