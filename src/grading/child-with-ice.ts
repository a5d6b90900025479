import type { Bind } from "../chart/signs.ts";
import { gradesByIce, type Toxicities } from "./toxicities.ts";

/** Years from which on the encephalopathy score ICE is meant. Source: Lee DW 2019, doi:10.1016/j.bbmt.2018.12.758. */
const iceFrom = 12;

/** Children are graded by CAPD; of a model that does not bind it their ICANS is graded by the ICE of an older child. */
export function childWithIce(years: number | undefined, { bind, toxicities }: { bind: Bind; toxicities: Toxicities }): string[] {
	if (years === undefined || years >= iceFrom || bind.ice === undefined || bind.capd !== undefined || !gradesByIce(toxicities)) return [];
	const shown = Number(years.toPrecision(3));
	const age = `${shown} ${shown === 1 ? "year" : "years"}`;
	return [`ICE is meant for ${iceFrom} years and older; CAPD is not simulated, so ICANS at ${age} is graded by ICE all the same`];
}
