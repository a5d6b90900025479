import { allowedHint } from "../input/nearest.ts";
import type { Library } from "../treatment/library.ts";
import type { Route, Treatment } from "../treatment/treatment.ts";
import { unknownTreatment } from "../treatment/unknown-treatment.ts";

/** Where a dose of a table of events goes. */
export interface EventTarget {
	readonly treatment: Treatment;
	readonly route: Route;
}

/** A word of a table that leads nowhere, and what to write in its place. */
export interface NoTarget {
	readonly message: string;
	readonly hint: string;
}

const usualRoute = (treatment: Treatment): EventTarget | NoTarget => {
	const route = treatment.routes.get(treatment.usual.route ?? "");
	if (route) return { treatment, route };
	return { message: `${treatment.name} is a device: a table of events gives doses`, hint: "write it as a treatment of the scenario" };
};

/** Whether a dose into this target can come at once: a rate channel takes none. */
export const takesAtOnce = ({ treatment: { equations }, route: { into } }: EventTarget): boolean =>
	equations.infused.some(({ state }) => state === into);

/**
 * What `CMT` or `GIVE` names: a treatment (by its usual route), a route of one, a state that a route leads into, or a number, which stands for
 * the name at its place among `numbered`.
 *
 *     eventTarget("dexamethasone.oral", library, [])
 *     eventTarget("2", library, ["tocilizumab", "dex_gut"])
 */
export function eventTarget(word: string, library: Library, numbered: readonly string[]): EventTarget | NoTarget {
	const { treatments, formulary } = library;
	if (/^\d+$/.test(word)) {
		const name = numbered[Number(word) - 1];
		if (name !== undefined) return eventTarget(name, library, []);
		const hint =
			numbered.length === 0
				? 'write a name, or list what the numbers stand for: "treatments: { from: doses.csv, cmt: [tocilizumab, dexamethasone.iv] }"'
				: `allowed: 1 to ${numbered.length} (${numbered.join(", ")})`;
		return { message: `nothing says what the number ${word} stands for`, hint };
	}
	const [name = "", way] = word.split(".");
	const treatment = treatments.get(name);
	if (treatment && way === undefined) return usualRoute(treatment);
	if (treatment && way !== undefined) {
		const route = treatment.routes.get(way);
		return route
			? { treatment, route }
			: { message: `"${way}" is not a route of ${name}`, hint: allowedHint(way, treatment.routes.keys()) };
	}
	for (const one of treatments.values()) for (const route of one.routes.values()) if (route.into === word) return { treatment: one, route };
	return unknownTreatment(word, { names: treatments.keys(), formulary });
}
