import type { Route } from "../treatment/treatment.ts";

/** The share of a dose that arrives by a route: a number, or the name of the parameter that it is. */
export const shareText = ({ bioavailability }: Pick<Route, "bioavailability">): string =>
	typeof bioavailability === "number" ? String(bioavailability) : bioavailability.parameter;
