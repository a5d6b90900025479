import { instant, snapped } from "../chart/instant.ts";
import type { Dose, PlannedGift, PlannedOrder, PlannedSetting } from "../scenario/plan.ts";

/** A dose, rate or device that is due. */
export interface Administration {
	readonly treatment: string;
	readonly dose: Dose;
	/** Hours until a rate or device ends; null: open. */
	readonly lasts: number | null;
	readonly why: string;
	/** A care team gives it: a rate or device takes the place of what runs of its treatment, and limits warn once. */
	readonly byRule?: true;
}

/** An administration that is to come: what it gives is told when its time has come. */
export interface DueGift extends Omit<Administration, "dose"> {
	readonly gift: PlannedGift<number>;
	/** It begins as if it had been given at this interval (hours) for ever. */
	readonly steady?: number;
}

/** Something that is to happen at a known time. */
export type Task =
	/** What runs under this id ends. */
	| { readonly kind: "stop"; readonly id: number }
	/** An input that a hazard holds goes back to rest. */
	| { readonly kind: "release"; readonly input: string }
	/** A state is put to a value. */
	| { readonly kind: "put"; readonly setting: PlannedSetting }
	/** What was given reaches the patient, after its lag. */
	| { readonly kind: "arrive"; readonly administration: Administration }
	| { readonly kind: "give"; readonly due: DueGift }
	| { readonly kind: "repeat"; readonly order: PlannedOrder<number>; readonly begun: number; readonly index: number }
	/** A rule that was decided on comes to the bedside; `rule`: its place in the protocol. */
	| { readonly kind: "act"; readonly rule: number; readonly treatment: string; readonly gives: boolean };

interface Entry {
	readonly time: number;
	/** Order of noting; equal times keep it. */
	readonly number: number;
	readonly task: Task;
}

/** What comes first at one instant: stops and releases, then states that are set, then starts and doses. */
const firstness: Readonly<Record<Task["kind"], number>> = { stop: 0, release: 0, put: 1, arrive: 2, give: 2, repeat: 3, act: 4 };

/** Tasks ordered by time; at one instant stops come before starts and doses. */
export interface Schedule {
	readonly add: (time: number, task: Task) => void;
	/** Time of the next task; infinite when there is none. */
	readonly next: () => number;
	/** Takes out all tasks up to a time, in order. */
	readonly take: (time: number) => Task[];
	readonly holds: (isMeant: (task: Task) => boolean) => boolean;
	/** Takes out what is meant, whenever it was due. */
	readonly drop: (isMeant: (task: Task) => boolean) => Task[];
}

/** Whether a task gives some of a treatment. */
export const givesSome =
	(treatment: string) =>
	(task: Task): boolean => {
		switch (task.kind) {
			case "give":
				return task.due.treatment === treatment;
			case "repeat":
				return task.order.treatment === treatment;
			case "act":
				return task.treatment === treatment && task.gives;
			default:
				return false;
		}
	};

export function newSchedule(): Schedule {
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
		const at = placeOf({ time: own - 2 * instant, number: 0, task: { kind: "stop", id: 0 } });
		const near = entries[at]?.time ?? Number.POSITIVE_INFINITY;
		return near <= own + 2 * instant ? near : own;
	};
	return {
		add: (time, task) => {
			const entry = { time: instantOf(time), number: count++, task };
			entries.splice(placeOf(entry), 0, entry);
		},
		next: () => entries[0]?.time ?? Number.POSITIVE_INFINITY,
		take: (time) => {
			const later = entries.findIndex((entry) => entry.time > time);
			const due = entries.slice(0, later < 0 ? entries.length : later);
			entries = entries.slice(due.length);
			return due.map(({ task }) => task);
		},
		holds: (isMeant) => entries.some(({ task }) => isMeant(task)),
		drop: (isMeant) => {
			const gone = entries.filter(({ task }) => isMeant(task)).map(({ task }) => task);
			entries = entries.filter(({ task }) => !isMeant(task));
			return gone;
		},
	};
}
