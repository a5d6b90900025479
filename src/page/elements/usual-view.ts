import type { Kit, KitLessonStep } from "../kit.ts";
import type { Seen } from "../seen.ts";
import type { Wish } from "../wish.ts";
import { idsShowing } from "./chosen-panels.ts";

/** The tab that is shown first. */
export const firstView = "explore";

/** The step of a lesson that a wish belongs to. */
export const stepOf = (kit: Kit, { lesson }: Pick<Wish, "lesson">): KitLessonStep | undefined =>
	lesson === null ? undefined : kit.lessons.find(({ name }) => name === lesson.name)?.steps[lesson.step];

/** Whether a step asks what a course will be, beside one that was shown: then the answer comes before the curves. */
export const isPrediction = ({ beside, choices, find }: KitLessonStep): boolean => beside !== null && choices.length > 0 && find === null;

/** Ids of the panels that are shown where nobody chose any. */
export const usualPanels = (kit: Kit, step: KitLessonStep | undefined): readonly string[] =>
	step !== undefined && step.show.length > 0 ? idsShowing(kit, step.show) : kit.shown;

/** What is looked at; `pinned` also where it is the wish itself. */
export interface Looked {
	readonly view: string;
	readonly pinned: Wish | undefined;
	readonly shown: readonly string[];
	readonly time: number | undefined;
	readonly seed: number | undefined;
}

/** What of it is otherwise than a wish alone would be shown: an address tells no more. */
export function seenOtherwise(kit: Kit, wish: Wish, { view, pinned, shown, time, seed }: Looked): Seen {
	const step = stepOf(kit, wish);
	const isPinned = pinned !== undefined && !same(pinned, step?.beside ?? wish);
	return {
		...(view === (step ? "lessons" : firstView) ? {} : { view }),
		...(isPinned ? { pinned } : {}),
		...(same(shown, usualPanels(kit, step)) ? {} : { shown }),
		...(time === undefined ? {} : { time }),
		...(seed === undefined ? {} : { seed }),
	};
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
