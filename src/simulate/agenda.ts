import type { Dose, PlannedOrder } from "../scenario/scenario.ts";
import { instant, snapped } from "../treatment/instant.ts";
import type { RuleMemory } from "./care-team.ts";

/** Something that is to happen at a known time. */
export type Task =
	| { readonly kind: "stop"; readonly supply: number }
	| { readonly kind: "rest"; readonly input: string }
	| { readonly kind: "arrive"; readonly gift: Given }
	| { readonly kind: "give"; readonly gift: Given }
	/** A rule that was decided on comes to the bedside. */
	| { readonly kind: "act"; readonly memory: RuleMemory }
	| { readonly kind: "repeat"; readonly order: PlannedOrder; readonly begun: number; readonly index: number };

/** A dose of an order that is due. */
export interface Given {
	readonly treatment: string;
	readonly dose: Dose;
	/** Hours until a rate or device ends; null: open. */
	readonly lasts: number | null;
	readonly why: string;
	/** A care team gives it: a rate or device takes the place of what runs of its treatment, and limits warn once. */
	readonly byRule?: true;
}

export interface Entry {
	readonly time: number;
	/** Order of noting; equal times keep it. */
	readonly number: number;
	readonly task: Task;
}

/** What comes first at one instant: stops and rests before starts and doses. */
const firstness: Readonly<Record<Task["kind"], number>> = { stop: 0, rest: 0, arrive: 1, give: 1, repeat: 2, act: 3 };

/** Things to do, ordered by time; at one instant stops come before starts and doses. */
export interface Agenda {
	readonly note: (time: number, task: Task) => void;
	/** Time of the next entry; infinite when there is none. */
	readonly next: () => number;
	/** Takes out all entries up to a time, in order. */
	readonly take: (time: number) => Entry[];
	readonly holds: (isMeant: (task: Task) => boolean) => boolean;
	/** Takes out what is meant, whenever it was due. */
	readonly drop: (isMeant: (task: Task) => boolean) => Task[];
}

export function newAgenda(): Agenda {
	let entries: Entry[] = [];
	let count = 0;
	const order = (a: Entry, b: Entry) => a.time - b.time || firstness[a.task.kind] - firstness[b.task.kind] || a.number - b.number;
	/** How many entries come before this one. */
	const placeOf = (entry: Entry) => {
		let [low, high] = [0, entries.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (order(entries[middle]!, entry) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	};
	/** The instant of a time: that of an entry closer than a rounding or two, so that an infusion ends just when the next one begins. */
	const instantOf = (time: number) => {
		const own = snapped(time);
		const at = placeOf({ time: own - 2 * instant, number: 0, task: { kind: "stop", supply: 0 } });
		const near = entries[at]?.time ?? Number.POSITIVE_INFINITY;
		return near <= own + 2 * instant ? near : own;
	};
	return {
		note: (time, task) => {
			const entry = { time: instantOf(time), number: count++, task };
			entries.splice(placeOf(entry), 0, entry);
		},
		next: () => entries[0]?.time ?? Number.POSITIVE_INFINITY,
		take: (time) => {
			const later = entries.findIndex((entry) => entry.time > time);
			const due = entries.slice(0, later < 0 ? entries.length : later);
			entries = entries.slice(due.length);
			return due;
		},
		holds: (isMeant) => entries.some(({ task }) => isMeant(task)),
		drop: (isMeant) => {
			const gone = entries.filter(({ task }) => isMeant(task)).map(({ task }) => task);
			entries = entries.filter(({ task }) => !isMeant(task));
			return gone;
		},
	};
}
