import { instant, snapped } from "../chart/instant.ts";
import type { Dose, PlannedGift, PlannedOrder, PlannedSetting } from "../scenario/plan.ts";
import type { SteadyJoin } from "../treatment/order.ts";
import type { Rewind } from "./rewind.ts";

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
	/** It begins as if it had been given for ever: at this interval (hours), or (null) without a break. */
	readonly steady?: { readonly every: number | null; readonly joins: SteadyJoin };
}

/** Something that is to happen at a known time. */
export type Task =
	/** What runs under this id ends. */
	| { readonly kind: "stop"; readonly id: number }
	/** An input that a hazard holds goes back to rest. */
	| { readonly kind: "release"; readonly input: string }
	/** What the scenario sets at a known time. */
	| { readonly kind: "put"; readonly setting: PlannedSetting }
	/** What was given reaches the patient, after its lag. */
	| { readonly kind: "arrive"; readonly administration: Administration }
	| { readonly kind: "give"; readonly due: DueGift }
	| { readonly kind: "repeat"; readonly order: PlannedOrder<number>; readonly begun: number; readonly index: number }
	/** A rule that was decided on comes to the bedside; `rule`: its place in the protocol. */
	| { readonly kind: "act"; readonly rule: number; readonly treatment: string; readonly gives: boolean };

interface Entry {
	readonly time: number;
	/** Its own time, before it was brought to the instant of another. */
	readonly own: number;
	/** Of which order it is, by its place, when the run begins; what states are set to comes before all orders, what the run brings along after them. */
	readonly of: number;
	/** Order of noting; equal times keep it. */
	readonly number: number;
	readonly task: Task;
}

/** What the run brings along. */
const later = Number.POSITIVE_INFINITY;

/** What comes first at one instant: stops and releases, then states that are set, then starts and doses. */
const firstness: Readonly<Record<Task["kind"], number>> = { stop: 0, release: 0, put: 1, arrive: 2, give: 2, repeat: 3, act: 4 };

/** Tasks ordered by time; at one instant stops come before starts and doses. */
export interface Schedule {
	readonly add: (time: number, task: Task) => void;
	/** Notes what an order brings, by its place, as if it were noted when the run begins; it takes the place of what was noted of it. */
	readonly plan: (order: number, note: () => void) => void;
	/** Whether an order stands in nobody's way: no task of another lies so close to one of its own that one of them was moved. */
	readonly isApart: (order: number) => boolean;
	/** Time of the next task; infinite when there is none. */
	readonly next: () => number;
	/** Takes out all tasks up to a time, in order. */
	readonly take: (time: number) => Task[];
	/** Whether some of a treatment is still to be given. */
	readonly holds: (treatment: string) => boolean;
	/** Takes out what is still to be given of a treatment. */
	readonly drop: (treatment: string) => Task[];
	/** Takes out what was given of a treatment and has not arrived. */
	readonly dropOnTheWay: (treatment: string) => void;
	/** Treatments of which somebody wanted to know so far what is still to be given. */
	readonly asked: () => ReadonlySet<string>;
	readonly mark: () => Rewind;
}

/** Whether a task gives some of a treatment. */
const givesSome =
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
	let of = -1;
	let asked: ReadonlySet<string> = new Set();
	const order = (a: Entry, b: Entry) =>
		a.time - b.time || firstness[a.task.kind] - firstness[b.task.kind] || (a.of < b.of ? -1 : a.of > b.of ? 1 : a.number - b.number);
	const ask = (treatment: string) => {
		if (!asked.has(treatment)) asked = new Set([...asked, treatment]);
		return givesSome(treatment);
	};
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
		const at = placeOf({ time: own - 2 * instant, own, of: -1, number: 0, task: { kind: "stop", id: 0 } });
		const near = entries[at]?.time ?? Number.POSITIVE_INFINITY;
		return near <= own + 2 * instant ? near : own;
	};
	return {
		add: (time, task) => {
			const entry = { time: instantOf(time), own: snapped(time), of, number: count++, task };
			entries.splice(placeOf(entry), 0, entry);
		},
		plan: (order, note) => {
			entries = entries.filter((entry) => entry.of !== order);
			of = order;
			note();
			of = later;
		},
		isApart: (order) => {
			const others = entries.filter((entry) => entry.of !== order);
			const isMoved = (a: number, b: number) => a !== b && Math.abs(a - b) <= 4 * instant;
			return entries.every((entry) => entry.of !== order || others.every(({ own }) => !isMoved(own, entry.own)));
		},
		next: () => entries[0]?.time ?? Number.POSITIVE_INFINITY,
		take: (time) => {
			const notYet = entries.findIndex((entry) => entry.time > time);
			const due = entries.slice(0, notYet < 0 ? entries.length : notYet);
			entries = entries.slice(due.length);
			return due.map(({ task }) => task);
		},
		holds: (treatment) => {
			const isMeant = ask(treatment);
			return entries.some(({ task }) => isMeant(task));
		},
		drop: (treatment) => {
			const isMeant = ask(treatment);
			const gone = entries.filter(({ task }) => isMeant(task)).map(({ task }) => task);
			entries = entries.filter(({ task }) => !isMeant(task));
			return gone;
		},
		dropOnTheWay: (treatment) => {
			entries = entries.filter(({ task }) => task.kind !== "arrive" || task.administration.treatment !== treatment);
		},
		asked: () => asked,
		mark: () => {
			const then = [[...entries], count, of, asked] as const;
			return () => {
				[entries, count, of, asked] = [[...then[0]], then[1], then[2], then[3]];
			};
		},
	};
}
