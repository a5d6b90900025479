import type { PlannedOrder } from "../scenario/plan.ts";
import type { Engine } from "./engine.ts";
import { type RunOptions, runOptions } from "./options.ts";
import { checkPatient, type Patient } from "./patient.ts";
import type { Program } from "./program.ts";
import { type Rewind, rewindAll } from "./rewind.ts";
import type { Run } from "./run.ts";
import { attendFirst, type Moment, planOrder, runOn, setOut, type UnderWay } from "./simulate.ts";
import { fitted, markedSimulation } from "./simulation.ts";

/** Hours between two marks, at least. */
const between = 6;

/** Hours that a change must lie behind what a mark has seen of the time to come: more than any rounding. */
const margin = 1e-6;

/** A moment of a run to which it can be brought back. */
interface Mark {
	readonly moment: Moment;
	readonly rewind: Rewind;
	/** The orders that it was made with. */
	readonly orders: readonly PlannedOrder<number>[];
	/** Treatments of which somebody wanted to know by then what was still to be given. */
	readonly asked: ReadonlySet<string>;
}

/** A run, and the moments of it that are marked, in order of time. */
interface Kept {
	readonly run: UnderWay;
	readonly marks: Mark[];
}

/** Whether two values of plain data say the same; parts that are one and the same are not looked into. */
function isSame(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => isSame(one, b[i]));
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	const keys = Object.keys(a);
	const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
	return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(left[key], right[key]));
}

/** What of a program a run depends on besides its orders. */
const besideOrders = ({ id: _id, title: _title, lesson: _lesson, warnings: _warnings, orders: _orders, model, ...rest }: Program) => ({
	...rest,
	model: model.id,
});

/** Where two lists of orders part. */
interface Parting {
	/** Places of the orders that differ. */
	readonly places: readonly number[];
	/** Hour at which the first of them begins, in either list; before all time where one waits for a condition. */
	readonly time: number;
	readonly treatments: readonly string[];
}

function partingOf(before: readonly PlannedOrder<number>[], after: readonly PlannedOrder<number>[]): Parting | undefined {
	if (before.length !== after.length) return undefined;
	const places = [...after.keys()].filter((place) => !isSame(before[place], after[place]));
	const orders = places.flatMap((place) => [before[place]!, after[place]!]);
	const times = orders.map(({ begins }) => (begins.kind === "at" ? begins.time : Number.NEGATIVE_INFINITY));
	return { places, time: Math.min(...times), treatments: orders.map(({ treatment }) => treatment) };
}

/**
 * Brings a run back to its last moment that one with other orders shares with it, and gives it those. Gives the hour at which they part; undefined where
 * there is no such moment: the run is then of no more use.
 */
function broughtBack({ run, marks }: Kept, engine: Engine, patient: Patient): number | undefined {
	const { simulation } = run;
	const { orders } = fitted(engine.program, patient);
	const partings = new Map([...new Set(marks.map((mark) => mark.orders))].map((before) => [before, partingOf(before, orders)]));
	const last = marks.findLastIndex((mark) => isShared(mark, partings.get(mark.orders)));
	const mark = marks[last];
	const parting = mark && partings.get(mark.orders);
	if (mark === undefined || parting === undefined) return undefined;
	marks.length = last + 1;
	mark.rewind();
	const { schedule } = simulation;
	const areApart = () => parting.places.every((place) => schedule.isApart(place));
	if (!areApart()) return undefined;
	run.simulation = { ...simulation, engine, orders };
	for (const place of parting.places) planOrder(run.simulation, place);
	run.now = mark.moment;
	return areApart() ? parting.time : undefined;
}

/** Whether a run whose orders part so would have come to a mark. Who asks what is still to come sees an order before it begins. */
const isShared = ({ moment, asked }: Mark, parting: Parting | undefined): boolean =>
	parting !== undefined && moment.goesOn!.reach + margin < parting.time && !parting.treatments.some((treatment) => asked.has(treatment));

/** Runs on and marks moments on the way, up to a time. */
function markedRun(kept: Kept, until: number, loop: ReturnType<typeof attendFirst> = undefined): Run {
	const { run, marks } = kept;
	let next = (marks.at(-1)?.moment.time ?? Number.NEGATIVE_INFINITY) + between;
	return runOn(run, loop, (moment, time) => {
		if (time < next || time >= until) return;
		next = time + between;
		const { simulation, clock } = run;
		const grids = [clock.saves, clock.looks, clock.rounds, clock.moments].map((grid) => grid.mark());
		marks.push({
			moment: moment(),
			rewind: rewindAll([markedSimulation(simulation), ...grids]),
			orders: simulation.orders,
			asked: simulation.schedule.asked(),
		});
	});
}

/**
 * Gives what simulates as `simulate` does, to the same bits, and faster where a run differs from the one before in orders at known times alone, as while a
 * dose is dragged: it goes on from the last moment that both share. What it keeps of the last run takes some MB.
 *
 *     const again = retracer();
 *     again(engine, patient);
 *     again(engineOfLaterDose, patient)   // only what follows is computed
 */
export function retracer(): (engine: Engine, patient: Patient, given?: Partial<RunOptions>) => Run {
	let last: (Kept & { readonly facts: unknown }) | undefined;
	return (engine, patient, given = {}) => {
		const options = runOptions(given);
		checkPatient(engine.program, patient);
		const { individual, group, values } = patient;
		const facts = { program: besideOrders(engine.program), individual, group, values, options };
		const before = last !== undefined && isSame(last.facts, facts) ? last : undefined;
		// A run that breaks off leaves nothing that could be gone on from.
		last = undefined;
		const parting = before && broughtBack(before, engine, patient);
		if (before !== undefined && parting !== undefined) {
			const run = markedRun(before, parting);
			last = before;
			return run;
		}
		const run = setOut(engine, patient, options);
		const kept = { run, marks: [], facts };
		const came = markedRun(kept, Number.POSITIVE_INFINITY, attendFirst(run));
		last = kept;
		return came;
	};
}
