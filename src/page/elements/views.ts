import type { Kit } from "../kit.ts";

/** What the page can give to an element: what can be chosen and asked, the course of Explore and its cursor, pages of the model. */
export type ViewGift = "kit" | "runner" | "wish" | "answer" | "time" | "map" | "pageOf" | "seed";

/** A view of the page: a tab, and the element that fills it; none for those that the page itself is made of. */
export interface View {
	readonly id: string;
	readonly label: string;
	readonly element: string | null;
	/** What its element is given. */
	readonly gets: readonly ViewGift[];
	/** What it is for, said where a person first meets it. */
	readonly about: string;
}

/** The views in the order of their tabs. */
export const views: readonly View[] = [
	{ id: "explore", label: "Explore", element: null, gets: [], about: "Move a dose, and every curve follows." },
	{
		id: "why",
		label: "Why",
		element: "crsim-map",
		gets: ["kit", "map", "pageOf", "answer", "time"],
		about: "The cascade as a map: what drives what, as time plays.",
	},
	{ id: "lessons", label: "Lessons", element: null, gets: [], about: "Ten minutes each, with a question to find out." },
	{
		id: "predict",
		label: "Predict first",
		element: "crsim-predict",
		gets: ["kit", "runner", "wish"],
		about: "Draw your guess before the curves are shown.",
	},
	{ id: "blind", label: "Blind case", element: "crsim-blind", gets: ["kit", "runner", "seed"], about: "Treat a patient hour by hour." },
	{ id: "crowd", label: "Crowd", element: "crsim-crowd", gets: ["kit", "runner", "wish"], about: "The same care, many virtual patients." },
];

/** Loads the element of a view; called once, when its tab is first opened. */
export type LateViews = Readonly<Record<string, () => Promise<unknown>>>;

/** The element that fills a view; undefined for those that the page itself is made of. */
export const elementOf = (view: string): string | undefined =>
	view === "lessons" ? "crsim-lesson" : (views.find(({ id }) => id === view)?.element ?? undefined);

/** Views whose elements are there or can be loaded. */
export const tabsAtHand = ({ lessons }: Pick<Kit, "lessons">, late: LateViews): readonly View[] =>
	views.filter(({ id, element }) =>
		element === null ? id !== "lessons" || lessons.length > 0 : customElements.get(element) !== undefined || late[element] !== undefined,
	);

/** The tab that an arrow key leads to, round the ends; undefined for other keys. */
export function tabAfter(ids: readonly string[], current: string, key: string): string | undefined {
	const place = ids.indexOf(current);
	const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: ids.length - 1 }[key];
	return to === undefined ? undefined : ids[(to + ids.length) % ids.length];
}
