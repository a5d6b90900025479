import type { Place } from "../input/problem.ts";
import type { Formula } from "../language/formula.ts";
import type { Quantity } from "../language/quantity.ts";
import type { Unit } from "../language/units.ts";
import type { Display } from "../trajectory/display.ts";

export type Evidence = "measured" | "fitted" | "assumed";
export type Join = "sum" | "product" | "any" | "last";
export type Codes = Readonly<Record<string, string>>;

interface NamedQuantity {
	readonly name: string;
	readonly about: string;
	readonly unit: Unit;
	readonly place: Place;
	readonly codes?: Codes;
}

/** What may be a column of a trajectory. */
interface Shown extends NamedQuantity {
	/** How the column is shown, as far as the file says. */
	readonly display?: Display;
}

/** A kind of patient in whom a number is a multiple of what it is in others. */
export interface PatientClass {
	/** Share of patients, 0 to 1. */
	readonly share: number;
	readonly times: number;
	readonly about: string;
}

/** How a number differs between patients, around its value as the median. */
export interface Variation {
	/** Coefficient of variation; 0 when it does not vary. */
	readonly cv: number;
	readonly distribution: "lognormal" | "normal" | "logit-normal" | "exponential";
	/** Plausible least and most: draws beyond are not made. */
	readonly range: readonly [number, number] | null;
	/** The range moves no median, however it lies around it. */
	readonly holdsMedian?: true;
}

/** Two numbers that go together between patients. */
export interface Correlation {
	readonly between: readonly [string, string];
	/** Of the normal numbers behind them; between -1 and 1. */
	readonly value: number;
}

/** Why something is believed. */
export interface Origin {
	readonly source: string;
	readonly evidence: Evidence;
}

/** Why a spread is believed, which need not be why its value is. */
export interface SpreadOrigin extends Origin {
	/** A remark; often empty. */
	readonly about: string;
}

/** A number of the model: its value, how it varies between patients, and why we believe it. */
export interface Parameter extends NamedQuantity, Variation, Origin {
	readonly value: number;
	readonly classes: readonly PatientClass[];
	/** Why it is believed to differ so between patients; null where it does not differ. */
	readonly spread: SpreadOrigin | null;
}

/** A fact of the patient: weight, age. */
export interface Covariate extends NamedQuantity, Variation {
	readonly value: number;
}

/** A numeric, piecewise constant channel that events set. */
export interface Input extends Shown {
	readonly rest: number;
}

/** A place where treatments may write; `rest` when none does. */
export interface Slot extends Shown {
	readonly rest: number;
	readonly join: Join;
}

export interface State extends Shown {
	readonly start: Formula;
	/** Size that matters: absolute tolerance = relative tolerance x 3e-3 x scale. */
	readonly scale: number;
	readonly rate: Formula;
}

/** Named algebra; an observable is a flow for output only. */
export interface Flow extends Shown {
	readonly is: Formula;
}

/** Something that happens by chance: at the moment the cumulative hazard reaches the patient's draw. */
export interface Hazard {
	readonly name: string;
	readonly about: string;
	readonly place: Place;
	readonly rate: Formula;
	readonly sets: readonly { readonly input: string; readonly value: number; readonly place: Place }[];
	/** Hours until the inputs go back to rest; null: they stay. */
	readonly lasts: number | null;
	/** The toxicity that the patient dies of, by its name in `toxicities:`; null: it is survived. */
	readonly dies: string | null;
	/** An infection, which a scenario may leave out (`infections: none`). */
	readonly isInfection: boolean;
}

/** Something that happens whenever a condition becomes true: states and inputs are set to values. */
export interface ModelEvent {
	readonly name: string;
	readonly about: string;
	readonly place: Place;
	readonly when: Formula;
	/** How long after that it acts; null: at once. */
	readonly after: Formula | null;
	/** Of several that act at one instant the one with the largest number comes first. */
	readonly priority: Formula | null;
	/** Whether it acts even if the condition no longer holds by then. */
	readonly persists: boolean;
	/** Whether a condition that holds when a run starts has become true there. */
	readonly fromStart: boolean;
	/** When the values are computed: as the condition becomes true, or as they are set. */
	readonly values: "trigger" | "execution";
	readonly sets: readonly { readonly target: string; readonly is: Formula; readonly place: Place }[];
}

/** What a treatment writes into a slot. */
export interface Write {
	readonly slot: string;
	readonly is: Formula;
	readonly place: Place;
}

/** One page of a model, or the equations of one treatment. */
export interface Module {
	readonly name: string;
	readonly file: string;
	readonly about: string;
	readonly parameters: readonly Parameter[];
	readonly covariates: readonly Covariate[];
	readonly inputs: readonly Input[];
	readonly slots: readonly Slot[];
	readonly states: readonly State[];
	readonly flows: readonly Flow[];
	readonly observables: readonly Flow[];
	readonly hazards: readonly Hazard[];
	readonly events: readonly ModelEvent[];
	readonly writes: readonly Write[];
	/** States that infusions run into: `<state>_infusion` is added to their rate. */
	readonly infused: readonly { readonly state: string; readonly unit: Unit; readonly place: Place }[];
}

/** A named set of values for a product or a disease. */
export interface ValueSet {
	readonly name: string;
	readonly file: string;
	readonly about: string;
	/** Other names that people know it by: brands, words written out. */
	readonly names: readonly string[];
	readonly parameters: readonly Parameter[];
	readonly covariates: readonly Covariate[];
	readonly correlations: readonly Correlation[];
	/** Treatments that come with it, as in a scenario file: the dose of a product, say. */
	readonly standing: readonly unknown[];
	/** For what a product is meant; empty where its file says nothing. */
	readonly meantFor: readonly Use[];
}

/** What a product is meant for, and in which doses of the treatments that it brings. */
export interface Use {
	readonly diseases: readonly string[];
	readonly dose: readonly [least: Quantity, most: Quantity];
	/** However heavy the patient; null: no such bound. */
	readonly atMost: Quantity | null;
	/** Dose and conditioning in these diseases, as in a scenario file. */
	readonly standing: readonly unknown[];
	readonly source: string;
}

/** A model as its files say it, parsed; units are checked when it is flattened. */
export interface Model {
	readonly name: string;
	readonly file: string;
	readonly about: string;
	/** Hours from infusion at which runs start; not positive. */
	readonly from: number;
	readonly modules: readonly Module[];
	readonly products: ReadonlyMap<string, ValueSet>;
	readonly diseases: ReadonlyMap<string, ValueSet>;
	readonly defaults: { readonly product: string | null; readonly disease: string | null };
	/** Names of figures in the order of a report. */
	readonly figures: readonly string[];
	/** Names of the columns of a trajectory, in order; empty: all states, observables, slots and inputs. */
	readonly outputs: readonly { readonly name: string; readonly place: Place }[];
	readonly correlations: readonly Correlation[];
	/** Treatments that every run gets unless its scenario gives the same one, as in a scenario file. */
	readonly standing: readonly unknown[];
}
