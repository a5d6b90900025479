import { inUnit } from "../language/quantity.ts";
import { unitOf } from "../language/units.ts";

const day = unitOf("day");
const hour = unitOf("h");

/** A time as a scenario's file has it: `5 day`, `7 h`, at ten significant digits; in days where that is as short. */
export function dayText(hours: number): string {
	const inDays = Number(inUnit({ value: hours, unit: hour }, day).toPrecision(10));
	const inHours = Number(hours.toPrecision(10));
	return hours !== 0 && String(inDays).length <= String(inHours).length ? `${inDays} day` : `${inHours} h`;
}
