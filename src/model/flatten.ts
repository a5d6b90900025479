import { allowedHint } from "../input/nearest.ts";
import { type Problem, throwIfAny } from "../input/problem.ts";
import { evaluate } from "../language/evaluate.ts";
import { binary, type Expression, name, namesIn, number } from "../language/expression.ts";
import type { Formula } from "../language/formula.ts";
import { minus, multiply, plus } from "../language/simplify.ts";
import { divideUnits, formatUnit, type Unit, unitOf } from "../language/units.ts";
import { type FormulaChecker, formulaChecker } from "./check-formula.ts";
import { displaysOf } from "./displays.ts";
import type { FlatFlow, FlatHazard, FlatModel, FlatState, FlatValue } from "./flat-model.ts";
import { flatEvents } from "./flatten-events.ts";
import { drawOf } from "./hazard-draw.ts";
import type { Flow, Join, Model, Module, Slot } from "./model.ts";
import { inOrder } from "./order.ts";
import { infusedStates, infusionInto, type Symbols, symbolsOf } from "./symbols.ts";

export interface FlattenOptions {
	/** Equations of the treatments that this run can reach. */
	readonly treatments?: readonly Module[];
	/** Values of parameters and covariates that differ from the pages', in the pages' units. */
	readonly values?: ReadonlyMap<string, number>;
	/** Columns of treatments that are left out of this run: they are 0. */
	readonly absent?: ReadonlyMap<string, { readonly unit: Unit; readonly about: string }>;
	/** Columns of the treatments in this run and of bound signs, besides the model's outputs. */
	readonly columns?: readonly string[];
}

const hour = unitOf("h");

/** What several writers of one slot make together with its value at rest. */
function joined(join: Join, rest: number, writers: readonly Expression[]): Expression {
	switch (join) {
		case "sum":
			return writers.reduce(plus, number(rest));
		case "product":
			return writers.reduce(multiply, number(rest));
		case "any": {
			const open = (e: Expression) => minus(number(1), e);
			if (writers.length === 1 && rest === 0) return writers[0]!;
			return open(writers.map(open).reduce(multiply, open(number(rest))));
		}
		case "last":
			return writers.at(-1)!;
	}
}

function slotFlows(
	slots: readonly Slot[],
	pages: readonly Module[],
	symbols: Symbols,
	check: FormulaChecker,
	problems: Problem[],
): { flows: FlatFlow[]; inputs: FlatValue[] } {
	const flows: FlatFlow[] = [];
	const inputs: FlatValue[] = [];
	for (const write of pages.flatMap((page) => page.writes)) {
		if (symbols.get(write.slot)?.kind === "slot") continue;
		const names = slots.map((slot) => slot.name);
		problems.push({
			...write.place,
			key: `writes.${write.slot}`,
			message: `"${write.slot}" is not a slot of the model`,
			hint: allowedHint(write.slot, names),
		});
	}
	for (const slot of slots) {
		const writers = pages.flatMap((page) => page.writes.filter((write) => write.slot === slot.name));
		const unit = formatUnit(slot.unit);
		if (writers.length === 0) inputs.push({ name: slot.name, unit, value: slot.rest });
		else {
			const is = joined(
				slot.join,
				slot.rest,
				writers.map((write) => check(write.is, slot.unit, "equation")),
			);
			flows.push({ name: slot.name, unit, title: slot.about, is });
		}
	}
	return { flows, inputs };
}

/** What stands behind a flow in the files: its own line, or a write into its slot. */
interface EquationSource {
	readonly name: string;
	readonly is: Formula;
}

function ordered(flows: readonly FlatFlow[], sources: readonly EquationSource[], problems: Problem[]): FlatFlow[] {
	const result = inOrder(flows, (flow) => namesIn(flow.is));
	if ("order" in result) return result.order;
	const { is } = sources.find((source) => source.name === result.cycle[0])!;
	const hint = "turn one of them into a state: a flow cannot depend on itself";
	problems.push({
		...is.locate({ start: 0, end: 0 }),
		key: is.key,
		message: `these flows depend on each other in a circle: ${result.cycle.join(" -> ")}`,
		hint,
	});
	return [];
}

/** Names of flows that depend on nothing but parameters: they are computed once a run. */
export function constantFlows({ flows, parameters }: Pick<FlatModel, "flows" | "parameters">): ReadonlySet<string> {
	const constant = new Set(parameters.map((parameter) => parameter.name));
	const names = new Set<string>();
	for (const flow of flows) {
		if (![...namesIn(flow.is)].every((read) => constant.has(read))) continue;
		constant.add(flow.name);
		names.add(flow.name);
	}
	return names;
}

/** The values of parameters and of flows that depend on nothing else. */
function constantValues(flat: Pick<FlatModel, "flows" | "parameters">): Map<string, number> {
	const values = new Map(flat.parameters.map(({ name: key, value }) => [key, value]));
	const constants = constantFlows(flat);
	const read = (key: string) => values.get(key) ?? Number.NaN;
	for (const flow of flat.flows) if (constants.has(flow.name)) values.set(flow.name, evaluate(flow.is, { number: read }));
	return values;
}

/**
 * The same equations with other values of some parameters and covariates, in the flat model's units; the states start from them.
 *
 *     const child = revalued(flat, new Map([["weight", 20]]));
 */
export function revalued(flat: FlatModel, values: ReadonlyMap<string, number>): FlatModel {
	const parameters = flat.parameters.map((one) => (values.has(one.name) ? { ...one, value: values.get(one.name)! } : one));
	const known = constantValues({ ...flat, parameters });
	const read = (key: string) => known.get(key) ?? Number.NaN;
	return { ...flat, parameters, states: flat.states.map((state) => ({ ...state, start: evaluate(state.startIs, { number: read }) })) };
}

function startValues(
	flat: Omit<FlatModel, "states">,
	formulas: readonly { name: string; formula: Formula; unit: Unit }[],
	check: FormulaChecker,
	problems: Problem[],
): Map<string, { readonly start: number; readonly startIs: Expression }> {
	const values = constantValues(flat);
	const read = (key: string) => values.get(key) ?? Number.NaN;
	const starts = new Map<string, { readonly start: number; readonly startIs: Expression }>();
	// With a flow in trouble every start that reads it would seem to depend on something unknown.
	const flowsAreSound = problems.length === 0;
	for (const { name, formula, unit } of formulas) {
		const before = problems.length;
		const expression = check(formula, unit, "equation");
		const sound = flowsAreSound && problems.length === before;
		const moving = [...namesIn(expression)].find((key) => !values.has(key));
		const report = (message: string, hint: string) =>
			problems.push({ ...formula.locate({ start: 0, end: 0 }), key: formula.key, message, hint });
		if (moving && sound)
			report(`a start cannot depend on "${moving}", which changes in time`, "allowed: parameters, covariates, and flows of these alone");
		const value = evaluate(expression, { number: read });
		if (!moving && sound && !Number.isFinite(value)) report("the start is not a finite number", "check the values it is computed from");
		starts.set(name, { start: value, startIs: expression });
	}
	return starts;
}

function hazardsOf(pages: readonly Module[]): FlatHazard[] {
	return pages.flatMap((page) =>
		page.hazards.map((hazard) => ({
			name: hazard.name,
			state: `${hazard.name}_hazard`,
			draw: drawOf(hazard).name,
			sets: hazard.sets.map(({ input, value }) => ({ input, value })),
			lasts: hazard.lasts,
			dies: hazard.dies,
			isInfection: hazard.isInfection,
			happens: true,
		})),
	);
}

function columnsOf(model: Model, symbols: Symbols, options: FlattenOptions, problems: Problem[]): string[] {
	if (model.outputs.length === 0) {
		const shown = new Set(["state", "observable", "slot", "input"]);
		const all = [...symbols.values()].filter((symbol) => shown.has(symbol.kind)).map((symbol) => symbol.name);
		return [...new Set([...all, ...(options.columns ?? [])])];
	}
	const known = model.outputs.filter(({ name: column, place }) => {
		if ((symbols.has(column) && symbols.get(column)!.kind !== "parameter") || options.absent?.has(column)) return true;
		problems.push({
			...place,
			key: "outputs",
			message: `"${column}" is not a state, flow, observable, slot, input or treatment`,
			hint: allowedHint(column, symbols.keys()),
		});
		return false;
	});
	return [...new Set([...known.map((output) => output.name), ...(options.columns ?? [])])];
}

/**
 * Checks every unit of a model with the treatments of one run and brings it into pure numbers in order of evaluation. Throws an InputError
 * with all problems.
 *
 *     const flat = flatten(model, { treatments: [tocilizumab.equations] });
 */
export function flatten(model: Model, options: FlattenOptions = {}): FlatModel {
	const problems: Problem[] = [];
	const pages = [...model.modules, ...(options.treatments ?? [])];
	const symbols = symbolsOf(pages, problems);
	const check = formulaChecker(symbols, problems);
	const all = <T>(rows: (page: Module) => readonly T[]): T[] => pages.flatMap((page) => [...rows(page)]);
	const valueFor = (key: string, value: number) => options.values?.get(key) ?? value;

	const parameters: FlatValue[] = [
		...[...all((page) => page.parameters), ...all((page) => page.covariates)].map(({ name: key, unit, value }) => ({
			name: key,
			unit: formatUnit(unit),
			value: valueFor(key, value),
		})),
		// The nominal patient meets each hazard at its median draw.
		...all((page) => page.hazards).map((hazard) => {
			const { name: key, value } = drawOf(hazard);
			return { name: key, unit: "1", value: valueFor(key, value) };
		}),
	];
	const flow = (use: "equation" | "output") => (row: Flow) => ({
		name: row.name,
		unit: formatUnit(row.unit),
		title: row.about,
		is: check(row.is, row.unit, use),
	});
	const slots = slotFlows(
		all((page) => page.slots),
		pages,
		symbols,
		check,
		problems,
	);
	const inputs: FlatValue[] = [
		...all((page) => page.inputs).map(({ name: key, unit, rest }) => ({ name: key, unit: formatUnit(unit), value: rest })),
		...infusedStates(pages).map(({ state, unit }) => ({ name: infusionInto(state), unit: formatUnit(unit), value: 0 })),
		...slots.inputs,
	];
	const sources = all((page) => page.flows);
	const written: EquationSource[] = all((page) => page.writes).map((write) => ({ name: write.slot, is: write.is }));
	const flows = ordered([...sources.map(flow("equation")), ...slots.flows], [...sources, ...written], problems);
	const outputs = all((page) => page.observables);
	const absent: FlatFlow[] = [...(options.absent ?? [])].map(([key, { unit, about }]) => ({
		name: key,
		unit: formatUnit(unit),
		title: about,
		is: number(0),
	}));
	const observables = [...ordered(outputs.map(flow("output")), outputs, problems), ...absent.filter(({ name: key }) => !symbols.has(key))];
	const columns = columnsOf(model, symbols, options, problems);

	const states = all((page) => page.states);
	const given = new Set((options.treatments ?? []).flatMap((page) => page.states));
	const infusions = new Set(infusedStates(pages).map(({ state }) => state));
	const rates = states.map((state) => {
		const rate = check(state.rate, divideUnits(state.unit, hour), "equation");
		return infusions.has(state.name) ? binary("+", rate, name(infusionInto(state.name))) : rate;
	});
	const events = flatEvents(pages, symbols, check, problems);
	const withoutStates = { parameters, inputs, flows, observables, hazards: hazardsOf(pages), events, columns, display: displaysOf(pages) };
	const starts = startValues(
		withoutStates,
		states.map((state) => ({ name: state.name, formula: state.start, unit: state.unit })),
		check,
		problems,
	);
	const flatStates: FlatState[] = [
		...states.map((state, i) => ({
			name: state.name,
			unit: formatUnit(state.unit),
			title: state.about,
			...starts.get(state.name)!,
			scale: state.scale,
			fades: given.has(state),
			rate: rates[i]!,
		})),
		...all((page) => page.hazards).map((hazard) => ({
			name: `${hazard.name}_hazard`,
			unit: "1",
			title: `Cumulative hazard: ${hazard.about}`,
			start: 0,
			startIs: number(0),
			scale: 1,
			fades: false,
			rate: check(hazard.rate, unitOf("1/h"), "equation"),
		})),
	];
	throwIfAny(problems);
	return { ...withoutStates, states: flatStates };
}

/** The symbols of a model with some treatments; throws when a name stands twice. */
export function symbolsOfModel(model: Model, treatments: readonly Module[] = []): Symbols {
	const problems: Problem[] = [];
	const symbols = symbolsOf([...model.modules, ...treatments], problems);
	throwIfAny(problems);
	return symbols;
}
