import type { Dose, Scenario } from "../scenario/scenario.ts";
import type { Patient } from "./patient.ts";
import type { Change } from "./run.ts";

/** Something that runs: an infusion, a pressor, a device. */
export interface Supply {
	readonly id: number;
	readonly treatment: string;
	readonly dose: Dose;
	readonly since: number;
	readonly sets: readonly { readonly input: string; readonly value: number }[];
	/** Rates add up; the device begun last is the one that counts. */
	readonly join: "add" | "replace";
}

/** What runs now, and the input channels that follow from it. */
export interface Supplies {
	readonly running: () => readonly Supply[];
	readonly start: (time: number, supply: Omit<Supply, "id" | "since">) => number;
	readonly stop: (time: number, id: number) => Supply | undefined;
	/** A hazard sets an input until it is released. */
	readonly hold: (time: number, input: string, value: number) => void;
	readonly release: (time: number, input: string) => void;
	/** The device connected now; null for none. */
	readonly device: () => Extract<Dose, { kind: "device" }> | null;
}

/** Follows what runs, writes the patient's inputs, and notes each change for the flat export. */
export function suppliesOf(scenario: Scenario, patient: Patient, changes: Change[]): Supplies {
	let running: readonly Supply[] = [];
	const held = new Map<string, number>();
	let count = 0;
	const { flat, u } = patient;
	const places = new Map(flat.inputs.map((input, i) => [input.name, i]));
	const rest = new Map(flat.inputs.map((input) => [input.name, input.value]));
	const touched = (supply: Pick<Supply, "sets">) => supply.sets.map((set) => set.input);

	/** The value an input has with all that runs; summed anew each time, so that nothing is left behind when all has stopped. */
	const valueOf = (input: string): number => {
		const hold = held.get(input);
		if (hold !== undefined) return hold;
		const here = running.flatMap((supply) => supply.sets.filter((set) => set.input === input).map((set) => ({ join: supply.join, value: set.value })));
		const replaced = here.filter((set) => set.join === "replace").at(-1);
		const base = replaced?.value ?? rest.get(input)!;
		return here.filter((set) => set.join === "add").reduce((sum, set) => sum + set.value, base);
	};
	const update = (time: number, inputs: readonly string[]) => {
		for (const input of new Set(inputs)) {
			const place = places.get(input)!;
			const value = valueOf(input);
			if (u[place] === value) continue;
			u[place] = value;
			changes.push({ time, target: input, kind: "set", value });
		}
	};
	// A device that sets inputs of its own is laid over the resting state of its ladder: what it does not set is as with none.
	for (const treatment of Object.values(scenario.treatments)) for (const { input, value } of treatment.off) rest.set(input, value);
	return {
		running: () => running,
		start: (time, supply) => {
			const id = count++;
			running = [...running, { ...supply, id, since: time }];
			update(time, touched(supply));
			return id;
		},
		stop: (time, id) => {
			const supply = running.find((one) => one.id === id);
			if (!supply) return undefined;
			running = running.filter((one) => one.id !== id);
			update(time, touched(supply));
			return supply;
		},
		hold: (time, input, value) => {
			held.set(input, value);
			update(time, [input]);
		},
		release: (time, input) => {
			held.delete(input);
			update(time, [input]);
		},
		device: () => {
			const last = running.filter((supply) => supply.dose.kind === "device").at(-1);
			return last?.dose.kind === "device" ? last.dose : null;
		},
	};
}
