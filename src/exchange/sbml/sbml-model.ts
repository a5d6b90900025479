import type { XmlElement } from "./read-xml.ts";

/** Something of an SBML model with a name, and where it stands. */
interface Named {
	readonly id: string;
	readonly at: XmlElement;
}

export interface SbmlCompartment extends Named {
	readonly size: number | undefined;
	readonly constant: boolean;
	/** A point: it has no size, and what is in it is counted as an amount. */
	readonly isPoint: boolean;
}

export interface SbmlSpecies extends Named {
	readonly compartment: string;
	readonly amount: number | undefined;
	readonly concentration: number | undefined;
	/** Its name stands for an amount, not for a concentration. */
	readonly isAmount: boolean;
	/** Reactions leave it as it is. */
	readonly boundary: boolean;
	readonly constant: boolean;
	readonly conversionFactor: string | undefined;
}

export interface SbmlParameter extends Named {
	readonly value: number | undefined;
	readonly constant: boolean;
}

/** A reactant or product of a reaction. */
export interface SbmlReference {
	readonly at: XmlElement;
	readonly species: string;
	/** The name of its stoichiometry, where rules may change it. */
	readonly id: string | undefined;
	readonly stoichiometry: number | undefined;
	/** The stoichiometry as an expression (Level 2). */
	readonly math: XmlElement | undefined;
	/** -1: used up, 1: made. */
	readonly sign: 1 | -1;
}

export interface SbmlReaction extends Named {
	readonly references: readonly SbmlReference[];
	readonly law: XmlElement | undefined;
	readonly locals: readonly SbmlParameter[];
}

/** `variable` is given by the expression, or changes at its rate. */
export interface SbmlRule {
	readonly at: XmlElement;
	readonly kind: "assignment" | "rate";
	readonly variable: string;
	readonly math: XmlElement | undefined;
}

export interface SbmlAssignment {
	readonly at: XmlElement;
	readonly symbol: string;
	readonly math: XmlElement | undefined;
}

export interface SbmlFunction extends Named {
	readonly arguments: readonly string[];
	readonly body: XmlElement | undefined;
}

export interface SbmlEvent {
	readonly at: XmlElement;
	readonly id: string | undefined;
	readonly trigger: XmlElement | undefined;
	readonly delay: XmlElement | undefined;
	readonly priority: XmlElement | undefined;
	readonly persists: boolean;
	/** A trigger that is true at the start has become true there. */
	readonly fromStart: boolean;
	/** When the values of its assignments are computed. */
	readonly values: "trigger" | "execution";
	readonly assignments: readonly { readonly at: XmlElement; readonly variable: string; readonly math: XmlElement | undefined }[];
}

/** A model of SBML core as its file says it; expressions are still elements of MathML. */
export interface SbmlModel {
	readonly name: string;
	readonly at: XmlElement;
	readonly level: number;
	readonly compartments: readonly SbmlCompartment[];
	readonly species: readonly SbmlSpecies[];
	readonly parameters: readonly SbmlParameter[];
	readonly reactions: readonly SbmlReaction[];
	readonly rules: readonly SbmlRule[];
	readonly assignments: readonly SbmlAssignment[];
	readonly functions: readonly SbmlFunction[];
	readonly events: readonly SbmlEvent[];
	/** Of all species that name no other. */
	readonly conversionFactor: string | undefined;
	/** Seconds of its unit of time; null: the file does not say. */
	readonly timeUnit: number | null;
}
