import type { Kit } from "./kit.ts";
import type { Parts } from "./parts.ts";

/** What of a kit is not needed before the first curve is drawn. */
export interface LateKit extends Pick<Kit, "parameters" | "lessons" | "map" | "bedside" | "figures"> {
	/** Courses of lessons. */
	readonly hidden: Kit["scenarios"];
}

/** A kit in two parts: `withLate(early, late)` is whole again. */
export function splitKit(kit: Kit): { readonly early: Kit; readonly late: LateKit } {
	return {
		early: {
			...kit,
			scenarios: kit.scenarios.filter(({ hidden }) => !hidden),
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
			hidden: kit.scenarios.filter(({ hidden }) => hidden),
		},
	};
}

export const withLate = (early: Kit, { hidden, ...late }: LateKit): Kit => ({
	...early,
	...late,
	scenarios: [...early.scenarios, ...hidden],
});

/** What of the parts only some wishes need: protocols, courses and tasks of lessons; and the figures, which only who saves one needs. */
export type LateParts = Pick<Parts, "cares" | "scenarios" | "tasks" | "figures">;

/** Parts in two: what every wish needs, and the rest. */
export function splitParts(parts: Parts, isEarly: (scenario: string) => boolean): { readonly early: Parts; readonly late: LateParts } {
	const { cares, scenarios, tasks, figures } = parts;
	const some = (kept: boolean) => Object.fromEntries(Object.entries(scenarios).filter(([name]) => isEarly(name) === kept));
	return {
		early: { ...parts, cares: {}, scenarios: some(true), tasks: {}, figures: [] },
		late: { cares, scenarios: some(false), tasks, figures },
	};
}

/** Whether a wish can be run before the late parts are there. */
export const isEarlyWish = ({
	care,
	scenario,
	lesson,
}: {
	readonly care: string;
	readonly scenario: string;
	readonly lesson: unknown;
}): boolean => care === "none" && lesson === null && !scenario.startsWith("lesson.");
