import type { Medicine } from "../chart/formulary.ts";
import type { Place } from "../input/problem.ts";
import type { Formula } from "../language/formula.ts";
import type { Quantity } from "../language/quantity.ts";
import type { Unit } from "../language/units.ts";
import type { Module } from "../model/model.ts";

/** A parameter of the model or of the treatment, and what brings it into the unit that is needed. */
export interface ScaledParameter {
	readonly parameter: string;
	readonly factor: number;
}

/** Where a dose goes: a state it adds to, or a rate channel (an input) it runs through. */
export interface Route {
	readonly name: string;
	readonly into: string;
	/** Hours an infusion takes when an order says nothing: a number, or a parameter that each patient has of his own; null: at once. */
	readonly over: number | ScaledParameter | null;
	/** The share that arrives: a number, or a parameter that each patient has of his own. */
	readonly bioavailability: number | ScaledParameter;
	/** Hours from giving to arriving. */
	readonly lag: number | ScaledParameter;
	readonly place: Place;
}

/** A row that is looked at for each dose before it is given. */
export interface Limit {
	readonly kind: "reject" | "warn";
	readonly when: Formula;
	readonly say: string;
}

/** A named set of numeric inputs; its name is a label, never in an equation. */
export interface Device {
	readonly name: string;
	readonly usual: DeviceSettings;
	readonly sets: readonly { readonly input: string; readonly is: Formula; readonly place: Place }[];
	readonly limits: readonly Limit[];
}

/** L/min, fraction, cmH2O. */
export interface DeviceSettings {
	readonly flow?: number;
	readonly fio2?: number;
	readonly peep?: number;
}

/** One step of a ladder: a device at its settings. */
export interface LadderStep {
	readonly device: string;
	readonly settings: DeviceSettings;
}

/** A drug, fluid or device as its file says it. */
export interface Treatment {
	readonly name: string;
	readonly file: string;
	readonly about: string;
	/** Unit of its doses; null for devices. */
	readonly amount: Unit | null;
	readonly usual: {
		readonly dose: Quantity | null;
		readonly rate: Quantity | null;
		readonly cap: Quantity | null;
		readonly route: string | null;
	};
	readonly routes: ReadonlyMap<string, Route>;
	/** Weakest first. */
	readonly devices: ReadonlyMap<string, Device>;
	/** What rules climb, least first; below the first step there is none. */
	readonly ladder: readonly LadderStep[];
	readonly equations: Module;
	readonly limits: readonly Limit[];
	/** What it is to those who grade and draw. */
	readonly medicine: Medicine;
	/** Its columns in a trajectory: the flow or state with its own name, and its inputs. */
	readonly columns: readonly { readonly name: string; readonly unit: Unit; readonly about: string }[];
}

/** How to measure a device's settings. */
export const deviceSettings = { flow: "L/min", fio2: "1", peep: "cmH2O" } as const;

/** No device, as a file calls it: what it connects does not run. */
export const noDevice = "none";

/** What can run, by name: treatments and their devices. */
export const runningNames = (treatments: readonly Pick<Treatment, "name" | "devices">[]): ReadonlySet<string> =>
	new Set(treatments.flatMap(({ name, devices }) => [name, ...devices.keys()]).filter((name) => name !== noDevice));
