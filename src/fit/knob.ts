import { exp } from "../elementary/exponential.ts";
import { log } from "../elementary/logarithm.ts";

/** A parameter that a fit may move, as a multiple of the value that a patient's disease, product or page gives it. */
export interface Knob {
	readonly name: string;
	/** The disease or product of the patients that it is of; null: of all. */
	readonly group: string | null;
	/** Whether its value moves, or by how much patients differ in it. */
	readonly of: "value" | "spread";
	/** Bounds of the multiple; 1 lies between them. */
	readonly least: number;
	readonly most: number;
	/** Why it may lie there. */
	readonly because: string;
}

/** What to call it among others. */
export const knobLabel = ({ name, of, group }: Knob): string =>
	`${of === "value" ? name : `spread of ${name}`}${group === null ? "" : ` (${group})`}`;

/** Where between the bounds a multiple lies, on a logarithmic scale: 0 to 1. */
const placeOf = ({ least, most }: Knob, multiple: number) => log(multiple / least) / log(most / least);

const logit = (p: number) => log(p / (1 - p));

/**
 * The multiple at a coordinate that is standard normal before any data: between the bounds whatever the coordinate, 1 at 0. So before any data a
 * quarter of members lies below a third of the way, and one in forty below an eighth (with 1 in the middle).
 *
 *     multipleAt({ name: "il6_gain", group: null, of: "value", least: 0.5, most: 2, because: "" }, 0)     // 1
 */
export function multipleAt(knob: Knob, coordinate: number): number {
	const turned = logit(placeOf(knob, 1)) + coordinate;
	return knob.least * exp(log(knob.most / knob.least) / (1 + exp(-turned)));
}
