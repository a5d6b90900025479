import { fixedPoint, type Round } from "../ode/fixed-point.ts";
import { odex } from "../ode/odex.ts";
import type { Dose } from "../scenario/plan.ts";
import type { SteadyJoin } from "../treatment/order.ts";
import type { Effect } from "./effect.ts";
import type { Infusion, Infusions } from "./infusions.ts";
import type { Simulation } from "./simulation.ts";

type AmountDose = Extract<Dose, { kind: "dose" }>;
type RateDose = Extract<Dose, { kind: "rate" }>;

/** What has been given for ever: a dose at equal times, or a rate without a break (`every`: null). */
export type Regimen = {
	readonly treatment: string;
	/** Whether what was given otherwise is forgotten, or stays beside it. */
	readonly joins: SteadyJoin;
} & ({ readonly dose: AmountDose /** Hours. */; readonly every: number } | { readonly dose: RateDose; readonly every: null });

/** Hours over which a rate without a break is looked at: it ends where it began, however long they are. */
const anyLength = 24;

/** How exactly an interval is integrated, and when a state counts as unchanged by it. */
const relativeTolerance = 1e-11;
const unchanged = 1e-9;
const mostSteps = 100_000;

/** A piece of an interval between two doses: how long it lasts, and how fast the drug runs in. */
interface Piece {
	readonly from: number;
	readonly to: number;
	readonly rate: number;
	/** What arrives at its begin, at once. */
	readonly jump: number;
}

/** An interval of a regimen, from the moment of giving to the next: doses of before still run in, or arrive late. */
function piecesOf({ dose, every }: Regimen): Piece[] {
	if (every === null) return [{ from: 0, to: anyLength, rate: dose.value, jump: 0 }];
	const arrival = dose.lag % every;
	if (dose.target.kind === "state") {
		const before = arrival > 0 ? [{ from: 0, to: arrival, rate: 0, jump: 0 }] : [];
		return [...before, { from: arrival, to: every, rate: 0, jump: dose.value }];
	}
	const wholes = Math.floor(dose.over / every);
	const rest = dose.over - wholes * every;
	const end = arrival + rest;
	const wraps = end > every;
	const runs = (time: number) => (wraps ? time >= arrival || time < end - every : time >= arrival && time < end);
	const cuts = [0, arrival, wraps ? end - every : end, every].sort((a, b) => a - b);
	return cuts.slice(1).flatMap((to, i) => {
		const from = cuts[i]!;
		const rate = dose.value * (wholes + (runs((from + to) / 2) ? 1 : 0));
		return to > from ? [{ from, to, rate, jump: 0 }] : [];
	});
}

/** What runs of the drug and is none of the regimen: earlier doses that still run in; beside a regimen that comes on top, and for one that is a rate itself, rates too. */
const runsBeside = ({ running: all }: Infusions, { treatment, joins, every }: Regimen): readonly Infusion[] =>
	all().filter((one) => one.treatment === treatment && (one.dose.kind === "dose" || joins === "added" || every === null));

/** Where a regimen goes. */
const targetOf = ({ dose }: Regimen): AmountDose["target"] => (dose.kind === "dose" ? dose.target : { kind: "input", name: dose.input });

/** What one interval of a regimen makes of the drug's own states, all else of the patient as it is. */
function intervalOf({ engine, variables, infusions }: Simulation, regimen: Regimen, places: Int32Array, scale: Float64Array): Round {
	const { model } = engine;
	const { p, k } = variables;
	const [y, u, dy] = [variables.y.slice(), variables.u.slice(), new Float64Array(variables.y.length)];
	const { name, kind } = targetOf(regimen);
	const target = model.placeOf(name)!.index;
	for (const { sets } of runsBeside(infusions, regimen)) for (const { input, value } of sets) u[model.placeOf(input)!.index]! -= value;
	const rest = kind === "input" ? u[target]! : 0;
	const integrator = odex({
		rates: (t, own, out) => {
			places.forEach((place, i) => {
				y[place] = own[i]!;
			});
			model.rates(t, y, p, u, k, dy);
			places.forEach((place, i) => {
				out[i] = dy[place]!;
			});
		},
		relativeTolerance,
		absoluteTolerance: scale.map((one) => relativeTolerance * 1e-3 * one),
	});
	const pieces = piecesOf(regimen);
	return (state, out) => {
		out.set(state);
		for (const { from, to, rate, jump } of pieces) {
			if (kind === "input") u[target] = rest + rate;
			else out[places.indexOf(target)]! += jump;
			const { end, y: reached } = integrator.integrate({ from, to, start: out.slice(), maxSteps: mostSteps, onStep: () => undefined });
			if (end.kind !== "reached") return false;
			out.set(reached);
		}
		return true;
	};
}

/** A drug leaves no less than nothing; a rounding below is nothing. */
const isPossible = (states: Float64Array, scale: Float64Array) => states.every((value, i) => value >= -1e-6 * scale[i]!);

/** Doses given before that still run, or are still to arrive. */
function running({ treatment, dose, every }: Regimen, time: number): Effect[] {
	const effects: Effect[] = [];
	if (every === null) return effects;
	const { lag, over, target, value } = dose;
	for (let before = every; lag + over - before > 0 || (lag > 0 && lag === before); before += every) {
		const arrives = lag - before;
		const administration = { treatment, dose, lasts: null, why: "" };
		if (arrives >= 0) effects.push({ kind: "schedule", time: time + arrives, task: { kind: "arrive", administration } });
		else if (target.kind === "input") {
			const infusion = { treatment, dose, join: "add", sets: [{ input: target.name, value }] } as const;
			effects.push({ kind: "start", infusion, lasts: lag + over - before, replaces: false });
		}
	}
	return effects;
}

/**
 * Brings the drug's own states to where they stand when a dose of the regimen is about to be given, as if it had gone on for ever. Alone, what they
 * held before is gone and what runs of the drug ends; added, both stay and it comes on top. Undefined when the regimen has no steady state.
 */
export function settle(simulation: Simulation, regimen: Regimen, time: number): readonly Effect[] | undefined {
	const { engine, infusions, variables } = simulation;
	const { states } = engine.program.treatments[regimen.treatment]!;
	const places = Int32Array.from(states, (name) => engine.model.placeOf(name)!.index);
	const scale = Float64Array.from(places, (place) => engine.model.program.states[place]!.scale);
	const round = intervalOf(simulation, regimen, places, scale);
	// One interval from nothing shows how much of the drug there is at all.
	const first = new Float64Array(places.length);
	if (!round(new Float64Array(places.length), first)) return undefined;
	const sizes = scale.map((one, i) => Math.max(one, Math.abs(first[i]!)));
	const found = fixedPoint(round, { start: first, scale: sizes, unchanged });
	if (!found || !isPossible(found, sizes)) return undefined;
	const isAlone = regimen.joins === "alone";
	const stops = isAlone ? runsBeside(infusions, regimen).map(({ id }): Effect => ({ kind: "stop", id })) : [];
	const held = (i: number) => (isAlone ? 0 : variables.y[places[i]!]!);
	const puts = states.map((state, i): Effect => ({ kind: "put", state, value: held(i) + Math.max(0, found[i]!) }));
	return [...stops, ...puts, ...running(regimen, time)];
}
