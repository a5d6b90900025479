import { instant } from "../chart/instant.ts";
import type { Dose } from "../scenario/plan.ts";
import type { RunningSpan } from "../treatment/dose-log.ts";
import { noDevice } from "../treatment/treatment.ts";
import { stepOf } from "./ladder.ts";
import type { Program } from "./program.ts";
import { markedLength, type Rewind } from "./rewind.ts";
import type { Change } from "./run.ts";
import type { Variables } from "./variables.ts";

/** Something that runs: an infusion, a pressor, a device. */
export interface Infusion {
	readonly id: number;
	readonly treatment: string;
	readonly dose: Dose;
	readonly since: number;
	/** Null: open. */
	readonly until: number | null;
	readonly sets: readonly { readonly input: string; readonly value: number }[];
	/** Rates add up; of the devices of one treatment the one begun last is the one that counts. */
	readonly join: "add" | "replace";
}

export type DeviceInfusion = Infusion & { readonly dose: Extract<Dose, { kind: "device" }> };

export type NewInfusion = Omit<Infusion, "id" | "since">;

/** What runs now, and the input channels that follow from it. */
export interface Infusions {
	readonly running: () => readonly Infusion[];
	readonly start: (time: number, infusion: NewInfusion) => number;
	/** Starts in place of the rates or devices of its treatment that run. */
	readonly replace: (time: number, infusion: NewInfusion) => number;
	readonly stop: (time: number, id: number) => void;
	/** A hazard sets an input until it is released, which is not sooner than `until`. */
	readonly hold: (time: number, hold: { readonly input: string; readonly value: number; readonly until: number }) => void;
	readonly release: (time: number, input: string) => void;
	/** The device connected now; null for none. */
	readonly device: () => DeviceInfusion | null;
	/** The one of a treatment that counts. */
	readonly deviceOf: (treatment: string) => DeviceInfusion | null;
	/** Where on its ladder a treatment stands; 0 for one that has none. */
	readonly stepOf: (treatment: string) => number;
	/** Whether a rate, a slow dose or a device runs now: of a treatment by its name, or a device by its own. A device that is none does not. */
	readonly isOn: (name: string) => boolean;
	/** What has run so far, in the order of its ends. */
	readonly spans: () => readonly RunningSpan[];
	readonly mark: () => Rewind;
}

/** Names of what runs: of the devices of one treatment the one that counts. */
function namesOf(running: readonly Infusion[]): ReadonlySet<string> {
	const devices = new Map<string, string>();
	const names = new Set<string>();
	for (const { treatment, dose } of running)
		if (dose.kind === "device") devices.set(treatment, dose.device);
		else names.add(treatment);
	for (const [treatment, device] of devices) if (device !== noDevice) names.add(treatment).add(device);
	return names;
}

/** Follows what runs, writes the patient's inputs, and notes each change for the flat export. */
export function infusionsOf({ treatments, model }: Program, { u }: Variables, changes: Change[]): Infusions {
	let running: readonly Infusion[] = [];
	/** The devices among them: asked for at every look. */
	let devices: readonly DeviceInfusion[] = [];
	let on: ReadonlySet<string> = new Set();
	/** Steps of the ladders, until something comes or goes. */
	const steps = new Map<string, number>();
	let begun = new Map<string, number>();
	const over: RunningSpan[] = [];
	let held = new Map<string, { readonly value: number; readonly until: number }>();
	let count = 0;
	const { inputs } = model;
	const places = new Map(inputs.map((input, i) => [input.name, i]));
	const rest = new Map(inputs.map((input) => [input.name, input.value]));
	const touched = (infusion: Pick<Infusion, "sets">) => infusion.sets.map((set) => set.input);

	/** Of the devices of a treatment the one begun last. */
	const lastOf = (treatment: string) => running.findLast((one) => one.join === "replace" && one.treatment === treatment);
	/** The value an input has with all that runs; summed anew each time, so that nothing is left behind when all has stopped. */
	const valueNow = (input: string): number => {
		const hold = held.get(input);
		if (hold !== undefined) return hold.value;
		let sum = rest.get(input)!;
		for (const one of running)
			if (one.join === "replace" && lastOf(one.treatment) === one) for (const set of one.sets) if (set.input === input) sum = set.value;
		for (const { join, sets } of running) if (join === "add") for (const set of sets) if (set.input === input) sum += set.value;
		return sum;
	};
	/** A device that comes or goes also moves what the other devices of its treatment set. */
	const reached = (infusion: Pick<Infusion, "sets" | "treatment" | "join">) =>
		infusion.join === "add"
			? touched(infusion)
			: [...touched(infusion), ...running.filter((one) => one.treatment === infusion.treatment).flatMap(touched)];
	const update = (time: number, inputs: readonly string[]) => {
		for (const input of new Set(inputs)) {
			const place = places.get(input)!;
			const value = valueNow(input);
			if (u[place] === value) continue;
			u[place] = value;
			changes.push({ time, target: input, kind: "set", value });
		}
	};
	// A device that sets inputs of its own is laid over the resting state of its ladder: what it does not set is as with none.
	for (const treatment of Object.values(treatments)) for (const { input, value } of treatment.off) rest.set(input, value);
	const nowRuns = (time: number, infusions: readonly Infusion[]) => {
		running = infusions;
		const before = on;
		on = namesOf(running);
		for (const name of before) if (!on.has(name)) over.push({ name, from: begun.get(name)!, to: time });
		for (const name of on) if (!before.has(name)) begun.set(name, time);
		devices = infusions.filter((infusion): infusion is DeviceInfusion => infusion.dose.kind === "device");
		steps.clear();
	};
	const deviceOf = (treatment: string) => devices.findLast((infusion) => infusion.treatment === treatment) ?? null;
	const findStep = (treatment: string) => {
		const planned = treatments[treatment];
		const step = planned === undefined ? 0 : stepOf(planned, deviceOf(treatment)?.dose ?? null);
		steps.set(treatment, step);
		return step;
	};
	const start = (time: number, infusion: NewInfusion, others: readonly Infusion[]) => {
		const id = count++;
		const before = running.filter((one) => !others.includes(one)).flatMap(touched);
		nowRuns(time, [...others, { ...infusion, id, since: time }]);
		update(time, [...reached(infusion), ...before]);
		return id;
	};
	return {
		running: () => running,
		start: (time, infusion) => start(time, infusion, running),
		replace: (time, infusion) => {
			const isReplaced = (one: Infusion) => one.treatment === infusion.treatment && one.dose.kind === infusion.dose.kind;
			return start(
				time,
				infusion,
				running.filter((one) => !isReplaced(one)),
			);
		},
		stop: (time, id) => {
			const infusion = running.find((one) => one.id === id);
			if (!infusion) return;
			nowRuns(
				time,
				running.filter((one) => one.id !== id),
			);
			update(time, reached(infusion));
		},
		hold: (time, { input, value, until }) => {
			// A second strike inside the first prolongs it.
			held.set(input, { value, until: Math.max(until, held.get(input)?.until ?? until) });
			update(time, [input]);
		},
		release: (time, input) => {
			if ((held.get(input)?.until ?? time) <= time + instant) held.delete(input);
			update(time, [input]);
		},
		device: () => devices.at(-1) ?? null,
		deviceOf,
		stepOf: (treatment) => steps.get(treatment) ?? findStep(treatment),
		isOn: (name) => on.has(name),
		spans: () => [...over, ...[...on].map((name) => ({ name, from: begun.get(name)!, to: Number.POSITIVE_INFINITY }))],
		mark: () => {
			const then = [running, devices, on, count] as const;
			const [begunThen, heldThen, inputsThen] = [new Map(begun), new Map(held), u.slice()];
			const rewind = markedLength(over);
			return () => {
				[running, devices, on, count] = then;
				[begun, held] = [new Map(begunThen), new Map(heldThen)];
				u.set(inputsThen);
				steps.clear();
				rewind();
			};
		},
	};
}
