import { multipleOf } from "../scenario/fit-to-patient.ts";
import { type ChosenGift, chosen } from "../scenario/gifts.ts";
import { logged, ownValues } from "../scenario/own-values.ts";
import type { Dose, PlannedGift, PlannedOrder, PlannedSetting } from "../scenario/plan.ts";
import { plainName } from "../trajectory/plain-name.ts";
import { actsOf } from "../treatment/order.ts";
import type { OwnValues } from "./answers.ts";
import type { Effect } from "./effect.ts";
import type { DeviceInfusion, Infusion } from "./infusions.ts";
import { chartedDevice, connectedBut } from "./live-chart.ts";
import type { RunEvent } from "./run.ts";
import type { Administration, DueGift, Task } from "./schedule.ts";
import type { Simulation } from "./simulation.ts";
import { settle } from "./steady-state.ts";

const day = (time: number) => `day ${Number((time / 24).toFixed(2))}`;

const scheduled = (time: number, task: Task): Effect => ({ kind: "schedule", time, task });
const told = (event: RunEvent): Effect => ({ kind: "event", event });

/** Plans all acts of an order that begins now. */
export function begin({ engine }: Simulation, order: PlannedOrder<number>, time: number): Effect[] {
	const { treatment, why, repeat, stretches } = order;
	const steady = order.steady && { every: stretches[0]?.every ?? null, joins: order.steady };
	const acts = actsOf(stretches, engine.program.until - time).map(({ after, gift, lasts }, i) => {
		const due = { treatment, gift, lasts, why, ...(i === 0 && steady ? { steady } : {}) };
		return scheduled(time + after, { kind: "give", due });
	});
	const repeats = repeat && repeat.atMost > 1 ? [scheduled(time + repeat.every, { kind: "repeat", order, begun: time, index: 1 })] : [];
	return [...acts, ...repeats];
}

/** What a gift comes to now. */
export const choose = ({ engine, answers, dosed }: Simulation, gift: PlannedGift<number>, time: number): ChosenGift =>
	chosen(gift, {
		holds: (condition) => answers.holds(condition, time),
		number: (number) => engine.numbers[number]!(answers.answers, time),
		multiple: (one, times) => multipleOf(one, times, dosed),
	});

/** Gives what a gift comes to now; nothing for a dose of 0, and a warning for what cannot be told. */
function give(simulation: Simulation, { gift, steady, ...rest }: DueGift, time: number): readonly Effect[] {
	const found = choose(simulation, gift, time);
	if (found.kind === "nothing") return [];
	if (found.kind === "unknown") return notGiven(rest.treatment, time, found.say);
	const { dose } = found;
	const { treatment } = rest;
	const none = "given so for ever it reaches no steady state: more comes than can leave";
	// A rate that has run for ever ends now.
	if (steady?.every === null && dose.kind === "rate")
		return settle(simulation, { treatment, joins: steady.joins, dose, every: null }, time) ?? notGiven(treatment, time, none);
	const { refused, effects } = administer(simulation, { ...rest, dose }, time);
	if (refused || typeof steady?.every !== "number" || dose.kind !== "dose") return effects;
	const settled = settle(simulation, { treatment, joins: steady.joins, dose, every: steady.every }, time);
	return settled ? [...settled, ...effects] : notGiven(treatment, time, none);
}

const notGiven = (treatment: string, time: number, say: string): readonly Effect[] => [
	{ kind: "warn", text: `${treatment} at ${day(time)} was not given: ${say}` },
];

/** What the scenario sets, now. */
function put(simulation: Simulation, setting: PlannedSetting): readonly Effect[] {
	switch (setting.kind) {
		case "state": {
			const { state, to } = setting;
			return [{ kind: "put", state, value: to.kind === "value" ? to.number : to.number * simulation.variables.reading(state)() }];
		}
		case "input":
			return [{ kind: "hold", input: setting.input, value: setting.value, until: Number.POSITIVE_INFINITY }];
		case "washout":
			return setting.treatments.flatMap((treatment) => washout(simulation, treatment));
	}
}

/** A treatment leaves the body: what runs of it ends, what is on its way never arrives, and its own states are as at the start. */
function washout({ engine: { program, model }, infusions, variables: { p, k, y } }: Simulation, treatment: string): readonly Effect[] {
	const starts = new Float64Array(y.length);
	model.starts(p, k, starts);
	const runs = infusions.running().filter((one) => one.treatment === treatment);
	return [
		...runs.map(({ id }): Effect => ({ kind: "stop", id })),
		{ kind: "lose", treatment },
		...program.treatments[treatment]!.states.map((state): Effect => ({ kind: "put", state, value: starts[model.placeOf(state)!.index]! })),
	];
}

/** What runs of a drug now, all its infusions together; in the unit of its rates. One of them may be left out. */
export function runningRate({ infusions }: Simulation, treatment: string, but?: number): number {
	let sum = 0;
	for (const { id, treatment: of, dose } of infusions.running())
		if (of === treatment && dose.kind === "rate" && id !== but) sum += dose.rate;
	return sum;
}

/** The rate of a drug once this one runs too. A care team's rate replaces what ran; orders add up. */
function rateWith(simulation: Simulation, { treatment, dose, byRule }: Administration): number {
	if (dose.kind !== "rate") return Number.NaN;
	return byRule ? dose.rate : dose.rate + runningRate(simulation, treatment);
}

/** What the limits of a treatment say of a dose that is due. */
export interface LimitCheck {
	readonly refused: boolean;
	readonly effects: readonly Effect[];
}

/** Looks at the limits of a dose that is due: a warning for each that it passes; refused when one rejects it. */
export function checkLimits(simulation: Simulation, administration: Administration, time: number): LimitCheck {
	const { engine, answers } = simulation;
	const { treatment, dose, byRule } = administration;
	const { limits, deviceLimits } = engine.program.treatments[treatment]!;
	const own: OwnValues = dose.kind === "rate" ? { rate: rateWith(simulation, administration) } : ownValues(dose);
	answers.about(own);
	const passed = (dose.kind === "device" ? (deviceLimits[dose.device] ?? []) : limits).filter(({ condition }) =>
		answers.holds(condition, time),
	);
	const rejects = passed.filter(({ kind }) => kind === "reject");
	const [told, words] = rejects.length > 0 ? [rejects, " was not given"] : [passed, ""];
	return {
		refused: rejects.length > 0,
		// A team that titrates or tries again would say the same at every look.
		effects: told.map(({ say }) => ({
			kind: "warn",
			text: `${treatment} at ${day(time)}${words}: ${say}`,
			about: `${treatment}: ${say}`,
			once: byRule === true,
		})),
	};
}

/** The one number of a device that a chart would name: its flow for low-flow devices, else its oxygen fraction. */
function deviceAmount({ settings }: Extract<Dose, { kind: "device" }>): { amount: number | null; unit: string } {
	if (settings.fio2 !== undefined) return { amount: settings.fio2, unit: "1" };
	if (settings.flow !== undefined) return { amount: settings.flow, unit: "L/min" };
	return { amount: null, unit: "" };
}

function eventOf(simulation: Simulation, administration: Administration, time: number): RunEvent {
	const { treatment, dose, lasts, why } = administration;
	const { unit, medicine } = simulation.engine.program.treatments[treatment]!;
	const common = { time, what: treatment, why, role: medicine.role };
	const end = (hours: number | null) => (hours === null ? null : time + hours);
	switch (dose.kind) {
		case "dose": {
			const until = dose.over > 0 ? end(dose.lag + dose.over) : null;
			const arriving = until !== null && (dose.share !== 1 || dose.lag > 0) ? { arriving: (dose.amount * dose.share) / dose.over } : {};
			return { ...common, ...arriving, kind: "dose", amount: dose.amount, unit, route: dose.route, until };
		}
		case "rate": {
			const until = end(lasts === null ? null : dose.lag + lasts);
			return { ...common, kind: "rate", amount: rateWith(simulation, administration), unit: dose.unit, route: dose.route, until };
		}
		case "device":
			return {
				...common,
				kind: "device",
				...deviceAmount(dose),
				route: dose.device,
				until: end(lasts),
				connected: chartedDevice(dose, simulation.engine.program),
			};
	}
}

/** What reaches the patient. */
function arrive({ treatment, dose, lasts, byRule }: Administration): Effect {
	const runs = (hours: number | null, join: Infusion["join"], sets: Infusion["sets"]): Effect => ({
		kind: "start",
		infusion: { treatment, dose, join, sets },
		lasts: hours,
		replaces: byRule === true && dose.kind !== "dose",
	});
	switch (dose.kind) {
		case "dose":
			return dose.target.kind === "state"
				? { kind: "jump", state: dose.target.name, by: dose.value }
				: runs(dose.over, "add", [{ input: dose.target.name, value: dose.value }]);
		case "rate":
			return runs(lasts, "add", [{ input: dose.input, value: dose.value }]);
		case "device":
			return runs(lasts, "replace", dose.sets);
	}
}

/** Gives a dose, rate or device that no limit refuses: it is logged, and reaches the patient after its lag. */
export function administer(simulation: Simulation, administration: Administration, time: number): LimitCheck {
	const { refused, effects } = checkLimits(simulation, administration, time);
	if (refused) return { refused, effects };
	const { treatment, dose } = administration;
	const lag = dose.kind === "device" ? 0 : dose.lag;
	const arrival = lag > 0 ? scheduled(time + lag, { kind: "arrive", administration }) : arrive(administration);
	const log: Effect = { kind: "log", dose: logged(treatment, dose, time) };
	return { refused, effects: [...effects, log, told(eventOf(simulation, administration, time)), arrival] };
}

/** The end of a rate or device is an event of its own; that of a dose's infusion is not. */
function end(simulation: Simulation, id: number, time: number): Effect[] {
	const { infusions, engine } = simulation;
	const infusion = infusions.running().find((one) => one.id === id);
	if (!infusion) return [];
	const stop: Effect = { kind: "stop", id };
	const { dose, treatment } = infusion;
	const { role } = engine.program.treatments[treatment]!.medicine;
	if (dose.kind === "dose") return [stop];
	if (dose.kind === "device") {
		const event = { time, what: treatment, kind: "stop", amount: null, unit: "", route: dose.device, until: null, role } as const;
		const below = infusions.device()?.id === id ? returnTo(simulation, id, time) : [];
		const connected = connectedBut(simulation, (one) => one.id === id);
		return [stop, told({ ...event, why: "its time is over", connected }), ...below];
	}
	const amount = runningRate(simulation, treatment, id);
	const [kind, why] = amount > 0 ? (["rate", "the time of a part is over"] as const) : (["stop", "its time is over"] as const);
	return [stop, told({ time, what: treatment, kind, amount, unit: dose.unit, route: dose.route, why, until: null, role })];
}

/** A device that still runs under the one that ends counts again: the chart says so. */
function returnTo({ infusions, engine }: Simulation, ended: number, time: number): Effect[] {
	const isDevice = (one: Infusion): one is DeviceInfusion => one.dose.kind === "device";
	const devices = infusions.running().filter(isDevice);
	const below = devices.findLast(({ id }) => id !== ended);
	const above = devices.find(({ id }) => id === ended);
	if (!below || !above) return [];
	const why = `${plainName(above.dose.device)} has ended`;
	const { treatment, dose, until } = below;
	const { role } = engine.program.treatments[treatment]!.medicine;
	const common = { time, what: treatment, why, role };
	return [
		told({ ...common, kind: "device", ...deviceAmount(dose), route: dose.device, until, connected: chartedDevice(dose, engine.program) }),
	];
}

/** A repeat is due: it is given while its condition holds, and ends for good the first time it does not. */
function repeat(simulation: Simulation, { order, begun, index }: Extract<Task, { kind: "repeat" }>, time: number): Effect[] {
	const { answers } = simulation;
	const { every, atMost, while: going } = order.repeat!;
	if (going !== null && !answers.holds(going, time)) return [];
	const { gift, lasts } = order.stretches[0]!;
	const why = `${order.why} (repeat ${index + 1})`;
	const effects = give(simulation, { treatment: order.treatment, gift, lasts, why }, time);
	const next = scheduled(begun + (index + 1) * every, { kind: "repeat", order, begun, index: index + 1 });
	return index + 1 < atMost ? [...effects, next] : [...effects];
}

/** What a task of the schedule brings about now. */
export function perform(simulation: Simulation, task: Exclude<Task, { kind: "act" }>, time: number): readonly Effect[] {
	switch (task.kind) {
		case "stop":
			return end(simulation, task.id, time);
		case "release":
			return [{ kind: "release", input: task.input }];
		case "put":
			return put(simulation, task.setting);
		case "arrive":
			return [arrive(task.administration)];
		case "give":
			return give(simulation, task.due, time);
		case "repeat":
			return repeat(simulation, task, time);
	}
}
