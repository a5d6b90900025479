import type { Vasoactive } from "./formulary.ts";

/** A rate, and for how many hours an infusion has run at or above it. */
export interface HeldRate {
	readonly rate: number;
	readonly hours: number;
}

/** One vasoactive infusion: `{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 5, is: formulary["norepinephrine"].vasoactive }`. */
export interface Pressor {
	readonly drug: string;
	readonly rate?: number;
	/** `ug/min`, `ug/kg/min` or `U/min`. */
	readonly unit?: string;
	/** Hours at or above this rate. */
	readonly hours?: number;
	/** Lower rates that it was raised from, rising, and the hours at or above each: a rise takes nothing from them. Left out: none is known. */
	readonly lower?: readonly HeldRate[] | undefined;
	/** What the drug is. Left out: a vasopressor of which nothing else is known, so that what needs a line is unknown. */
	readonly is?: Vasoactive | undefined;
}
