import type { Formula } from "../language/formula.ts";

/** A place of care, and when a patient is there: conditions over the signs, not over anything that the model simulates. */
export interface Stay {
	readonly name: string;
	readonly about: string;
	/** A patient who is elsewhere comes when it holds. */
	readonly begins: Formula;
	/** One who is there leaves when it holds and `begins` does not. */
	readonly ends: Formula;
}
