import type { Kit } from "./kit.ts";
import type { Parts } from "./parts.ts";
import type { Wish } from "./wish.ts";

/** What of a kit is not needed before the first curve is drawn. */
export interface LateKit extends Pick<Kit, "parameters" | "lessons" | "map" | "bedside" | "figures"> {
	/** All but the one that is shown first. */
	readonly scenarios: Kit["scenarios"];
}

/** A kit in two parts: `withLate(early, late)` is whole again. */
export function splitKit(kit: Kit): { readonly early: Kit; readonly late: LateKit } {
	return {
		early: {
			...kit,
			scenarios: kit.scenarios.filter(({ name }) => name === kit.first),
			parameters: [],
			figures: [],
			lessons: [],
			map: null,
		},
		late: {
			lessons: kit.lessons,
			map: kit.map,
			bedside: kit.bedside,
			parameters: kit.parameters,
			figures: kit.figures,
			scenarios: kit.scenarios.filter(({ name }) => name !== kit.first),
		},
	};
}

export const withLate = (early: Kit, late: LateKit): Kit => ({ ...early, ...late, scenarios: [...early.scenarios, ...late.scenarios] });

/** What of the parts only some wishes need: protocols, scenarios but the first, tasks of lessons; and the figures, which only who saves one needs. */
export type LateParts = Pick<Parts, "cares" | "scenarios" | "tasks" | "figures">;

/** Parts in two: what the wishes of the scenario need that is shown first, and the rest. */
export function splitParts(parts: Parts, first: string): { readonly early: Parts; readonly late: LateParts } {
	const { cares, scenarios, tasks, figures } = parts;
	const some = (kept: boolean) => Object.fromEntries(Object.entries(scenarios).filter(([name]) => (name === first) === kept));
	return {
		early: { ...parts, cares: {}, scenarios: some(true), tasks: {}, figures: [] },
		late: { cares, scenarios: some(false), tasks, figures },
	};
}

/** Whether a wish can be run before the late parts are there. */
export const isEarlyWish = (
	{ care, scenario, lesson }: Pick<Wish, "care" | "scenario" | "lesson">,
	{ first }: Pick<Kit, "first">,
): boolean => care === "none" && lesson === null && scenario === first;
