import { unitOf } from "../language/units.ts";
import type { Hazard, Parameter } from "./model.ts";

/** The patient's own draw of a hazard as a parameter, at the median: the hazard strikes when it has added up to this. */
export const drawOf = ({ name, place }: Hazard): Parameter => ({
	name: `${name}_draw`,
	about: `The patient's draw for ${name}`,
	unit: unitOf("1"),
	place,
	value: Math.LN2,
	cv: 1,
	distribution: "exponential",
	range: null,
	classes: [],
	source: "an exponential chance at its median",
	evidence: "assumed",
	spread: { source: "chance itself", evidence: "assumed", about: "" },
});
