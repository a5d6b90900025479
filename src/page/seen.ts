import { nearest } from "../input/nearest.ts";
import { addressOf, caseOfAddress, wishOfAddress } from "./address.ts";
import { mostPanels, panelsOf } from "./elements/chosen-panels.ts";
import { views } from "./elements/views.ts";
import type { Kit } from "./kit.ts";
import type { ValidWish } from "./valid-wish.ts";
import type { Wish } from "./wish.ts";

/** What a person looks at beside the wish itself; what is left out is as usual. */
export interface Seen {
	/** Id of a tab. */
	readonly view?: string;
	/** The course that stands in gray. */
	readonly pinned?: Wish;
	/** Ids of panels. */
	readonly shown?: readonly string[];
	/** Of the cursor, in hours since infusion. */
	readonly time?: number;
	/** The blind case that is open. */
	readonly seed?: number;
}

/** The keys of an address under which it stands; all of a pinned wish stands behind `pinned.`. */
const keys = { view: "tab", pinned: "pinned.", shown: "panels", time: "hour" } as const;

const fragmentWords = (fragment: string): URLSearchParams => new URLSearchParams(fragment.replace(/^#/, ""));

/**
 * A wish and what is seen of it as the fragment of an address. A blind case tells nothing but its number.
 *
 *     addressOfPage(wish, { view: "crowd" }, kit)   // "#scenario=untreated&tab=crowd"
 */
export function addressOfPage(wish: Wish, { view, pinned, shown, time, seed }: Seen, kit: Kit): string {
	if (view === "blind" && seed !== undefined) return `#case=${seed}`;
	const words = fragmentWords(addressOf(wish, kit));
	if (pinned !== undefined) for (const [key, word] of fragmentWords(addressOf(pinned, kit))) words.set(keys.pinned + key, word);
	if (shown !== undefined) words.set(keys.shown, shown.join(" "));
	if (view !== undefined) words.set(keys.view, view);
	if (time !== undefined) words.set(keys.time, String(time));
	return `#${words}`;
}

/** What an address says is to be seen; what it says wrongly is left out, or put right, and told in `notes`. */
function seenOf(fragment: string, kit: Kit, until: number): { readonly seen: Seen; readonly notes: readonly string[] } {
	const words = fragmentWords(fragment);
	const notes: string[] = [];
	const seed = caseOfAddress(fragment);
	const view = seed === null ? viewOf(words.get(keys.view), notes) : "blind";
	const pinned = pinnedOf(words, kit, notes);
	const shown = shownOf(words.get(keys.shown), kit, notes);
	const time = timeOf(words.get(keys.time), { from: kit.model.from, until }, notes);
	return {
		seen: {
			...(view === undefined ? {} : { view }),
			...(pinned === undefined ? {} : { pinned }),
			...(shown === undefined ? {} : { shown }),
			...(time === undefined ? {} : { time }),
			...(seed === null ? {} : { seed }),
		},
		notes,
	};
}

function viewOf(said: string | null, notes: string[]): string | undefined {
	if (said === null || views.some(({ id }) => id === said)) return said ?? undefined;
	const [found] = nearest(
		said,
		views.map(({ id }) => id),
	);
	notes.push(`there is no tab "${said}"${found === undefined ? "" : `: ${found} is shown`}`);
	return found;
}

function pinnedOf(words: URLSearchParams, kit: Kit, notes: string[]): Wish | undefined {
	const own = [...words].flatMap(([key, word]) => (key.startsWith(keys.pinned) ? [[key.slice(keys.pinned.length), word]] : []));
	if (own.length === 0) return undefined;
	const valid = wishOfAddress(new URLSearchParams(own).toString(), kit);
	notes.push(...valid.notes.map((note) => `of the pinned course: ${note}`));
	return valid.wish;
}

function shownOf(said: string | null, kit: Kit, notes: string[]): readonly string[] | undefined {
	if (said === null) return undefined;
	const asked = [...new Set(said.split(" ").filter((id) => id !== ""))];
	const known = asked.filter((id) => panelsOf(kit, [id]).length > 0);
	const unknown = asked.filter((id) => !known.includes(id));
	if (unknown.length > 0) notes.push(`there is no panel ${unknown.map((id) => `"${id}"`).join(", ")}: left out`);
	if (known.length > mostPanels) notes.push(`only ${mostPanels} panels can be shown: the first are kept`);
	return known.length === 0 && unknown.length > 0 ? undefined : known.slice(0, mostPanels);
}

function timeOf(said: string | null, { from, until }: { from: number; until: number }, notes: string[]): number | undefined {
	if (said === null) return undefined;
	const time = Number(said);
	if (said.trim() !== "" && time >= from && time <= until) return time;
	notes.push(`the cursor is left out: "${said}" is no hour of this run`);
	return undefined;
}

/** The wish of an address and what is to be seen of it; where it is old or broken the nearest, with notes of what was mended. */
export function pageOfAddress(fragment: string, kit: Kit): ValidWish & { readonly seen: Seen } {
	const { wish, notes } = wishOfAddress(fragment, kit);
	const { seen, notes: more } = seenOf(fragment, kit, wish.until);
	return { wish, seen, notes: [...notes, ...more] };
}
