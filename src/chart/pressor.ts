import type { Vasoactive } from "./formulary.ts";

/** One vasoactive infusion: `{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 5, is: formulary["norepinephrine"].vasoactive }`. */
export interface Pressor {
	readonly drug: string;
	readonly rate?: number;
	/** `ug/min`, `ug/kg/min` or `U/min`. */
	readonly unit?: string;
	/** Hours at or above this rate. */
	readonly hours?: number;
	/** What the drug is. Left out: a vasopressor of which nothing else is known, so that what needs a line is unknown. */
	readonly is?: Vasoactive | undefined;
}
