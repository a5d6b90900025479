import type { Dose, Scenario } from "../scenario/scenario.ts";
import { instant } from "../treatment/instant.ts";
import type { Patient } from "./patient.ts";
import type { Change } from "./run.ts";

/** Something that runs: an infusion, a pressor, a device. */
export interface Supply {
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

export type DeviceSupply = Supply & { readonly dose: Extract<Dose, { kind: "device" }> };

/** What runs now, and the input channels that follow from it. */
export interface Supplies {
	readonly running: () => readonly Supply[];
	readonly start: (time: number, supply: Omit<Supply, "id" | "since">) => number;
	/** Starts in place of the rates or devices of its treatment that run. */
	readonly replace: (time: number, supply: Omit<Supply, "id" | "since">) => number;
	readonly stop: (time: number, id: number) => Supply | undefined;
	/** A hazard sets an input until it is released, which is not sooner than `until`. */
	readonly hold: (time: number, hold: { readonly input: string; readonly value: number; readonly until: number }) => void;
	readonly release: (time: number, input: string) => void;
	/** The device connected now; null for none. */
	readonly device: () => DeviceSupply | null;
	/** The one of a treatment that counts. */
	readonly deviceOf: (treatment: string) => DeviceSupply | null;
}

/** Follows what runs, writes the patient's inputs, and notes each change for the flat export. */
export function suppliesOf(scenario: Scenario, patient: Patient, changes: Change[]): Supplies {
	let running: readonly Supply[] = [];
	/** The devices among them: asked for at every look. */
	let devices: readonly DeviceSupply[] = [];
	const held = new Map<string, { readonly value: number; readonly until: number }>();
	let count = 0;
	const { flat, u } = patient;
	const places = new Map(flat.inputs.map((input, i) => [input.name, i]));
	const rest = new Map(flat.inputs.map((input) => [input.name, input.value]));
	const touched = (supply: Pick<Supply, "sets">) => supply.sets.map((set) => set.input);

	/** The value an input has with all that runs; summed anew each time, so that nothing is left behind when all has stopped. */
	const valueNow = (input: string): number => {
		const hold = held.get(input);
		if (hold !== undefined) return hold.value;
		const connected = new Map(running.filter((supply) => supply.join === "replace").map((supply) => [supply.treatment, supply.id]));
		const counts = (supply: Supply) => supply.join === "add" || connected.get(supply.treatment) === supply.id;
		const here = running
			.filter(counts)
			.flatMap((supply) => supply.sets.filter((set) => set.input === input).map((set) => ({ join: supply.join, value: set.value })));
		const replaced = here.filter((set) => set.join === "replace").at(-1);
		const base = replaced?.value ?? rest.get(input)!;
		return here.filter((set) => set.join === "add").reduce((sum, set) => sum + set.value, base);
	};
	/** A device that comes or goes also moves what the other devices of its treatment set. */
	const reached = (supply: Pick<Supply, "sets" | "treatment" | "join">) =>
		supply.join === "add"
			? touched(supply)
			: [...touched(supply), ...running.filter((one) => one.treatment === supply.treatment).flatMap(touched)];
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
	for (const treatment of Object.values(scenario.treatments)) for (const { input, value } of treatment.off) rest.set(input, value);
	const nowRuns = (supplies: readonly Supply[]) => {
		running = supplies;
		devices = supplies.filter((supply): supply is DeviceSupply => supply.dose.kind === "device");
	};
	const start = (time: number, supply: Omit<Supply, "id" | "since">, others: readonly Supply[]) => {
		const id = count++;
		const before = running.filter((one) => !others.includes(one)).flatMap(touched);
		nowRuns([...others, { ...supply, id, since: time }]);
		update(time, [...reached(supply), ...before]);
		return id;
	};
	return {
		running: () => running,
		start: (time, supply) => start(time, supply, running),
		replace: (time, supply) => {
			const isReplaced = (one: Supply) => one.treatment === supply.treatment && one.dose.kind === supply.dose.kind;
			return start(
				time,
				supply,
				running.filter((one) => !isReplaced(one)),
			);
		},
		stop: (time, id) => {
			const supply = running.find((one) => one.id === id);
			if (!supply) return undefined;
			nowRuns(running.filter((one) => one.id !== id));
			update(time, reached(supply));
			return supply;
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
		deviceOf: (treatment) => devices.findLast((supply) => supply.treatment === treatment) ?? null,
	};
}
