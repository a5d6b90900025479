import { instant, snapped } from "../chart/instant.ts";
import { type Closure, closureOf, type Values } from "../language/evaluate.ts";
import type { Expression } from "../language/expression.ts";
import type { FlatEvent } from "../model/flat-model.ts";
import type { Step } from "../ode/method.ts";
import type { Effect } from "./effects.ts";
import type { Engine } from "./engine.ts";
import type { Rewind } from "./rewind.ts";
import type { Variables } from "./variables.ts";

/** Events acting on one another at one instant after which they are called a loop. */
const mostAtOnce = 1000;

/** Parts of a step at whose ends conditions are looked at: one that holds for less than that may be missed. */
const looksInStep = 4;

/** An event was triggered and is to act. */
interface Pending {
	readonly event: number;
	readonly time: number;
	/** What it sets, where that was computed as it was triggered. */
	readonly values: readonly number[] | null;
}

/** An event acts: what it does, and by which name. */
interface Act {
	readonly name: string;
	readonly effects: readonly Effect[];
}

/** The events of a model during a run. */
export interface ModelEvents {
	/** The first time in a step at which a condition begins or ceases to hold; undefined when none does. */
	readonly changeIn: (step: Step) => number | undefined;
	/** When the next event acts that is known to. */
	readonly next: () => number;
	/** Takes note of the conditions as they are now; whether an event is to act. */
	readonly isDue: (time: number) => boolean;
	/** Lets events act one after the other, by their priority; what one does may trigger others. Gives those that never come to an end. */
	readonly act: (time: number, bringAbout: (act: Act) => void) => readonly string[] | undefined;
	readonly mark: () => Rewind;
}

interface ReadyEvent {
	readonly event: FlatEvent;
	readonly when: Closure;
	readonly after: Closure | null;
	readonly priority: Closure | null;
	readonly sets: readonly Closure[];
}

const readyOf = (event: FlatEvent): ReadyEvent => {
	const ready = (e: Expression | null) => e && closureOf(e);
	return {
		event,
		when: closureOf(event.when),
		after: ready(event.after),
		priority: ready(event.priority),
		sets: event.sets.map(({ is }) => closureOf(is)),
	};
};

/** Reads any name of the model at a time and states. */
function readerOf({ model }: Engine, { p, u, k }: Variables) {
	const signals = new Float64Array(model.program.signals.length);
	return (time: number, y: Float64Array): Values => {
		model.observe(time, y, p, u, k, signals);
		const arrays = { y, p, u, signals };
		return {
			number: (name) => {
				if (name === "t") return time;
				const place = model.placeOf(name)!;
				return arrays[place.array][place.index]!;
			},
		};
	};
}

/** Where between two times of a step something first differs, to an instant: just beyond it. */
function firstDifference(differs: (time: number) => boolean, from: number, to: number): number {
	let [before, after] = [from, to];
	while (after - before > instant / 4) {
		const middle = (before + after) / 2;
		if (middle <= before || middle >= after) break;
		if (differs(middle)) after = middle;
		else before = middle;
	}
	const whole = snapped(after);
	return whole > from && whole <= to && differs(whole) ? whole : Math.min(to, snapped(after + instant));
}

const effectsOf = ({ event: { name, sets } }: ReadyEvent, values: readonly number[], time: number, isState: (name: string) => boolean) => [
	...sets.map(({ target }, i): Effect => {
		const value = values[i]!;
		if (isState(target)) return { kind: "put", state: target, value };
		return { kind: "hold", input: target, value, until: Number.POSITIVE_INFINITY };
	}),
	{
		kind: "event",
		event: { what: name, kind: "hazard", time, until: null, amount: null, unit: "", route: "", role: "", why: "its condition became true" },
	} as const,
];

/** The events of a model for one run; undefined where it has none. */
export function modelEventsOf(engine: Engine, variables: Variables): ModelEvents | undefined {
	const { events = [] } = engine.model.program;
	if (events.length === 0) return undefined;
	const ready = events.map(readyOf);
	const read = readerOf(engine, variables);
	const inside = new Float64Array(variables.y.length);
	let held = events.map(({ fromStart }) => !fromStart);
	let pending: readonly Pending[] = [];
	const isState = (name: string) => engine.model.placeOf(name)!.array === "y";
	const isPast = (time: number) => (one: Pending) => one.time <= time + instant;

	const notice = (time: number): void => {
		const values = read(time, variables.y);
		for (const [i, { event, when, after, sets }] of ready.entries()) {
			const holds = when(values) !== 0;
			if (!holds && !event.persists) pending = pending.filter((one) => one.event !== i);
			if (holds && !held[i]) {
				const wait = after?.(values) ?? 0;
				const known = event.values === "trigger" ? sets.map((set) => set(values)) : null;
				pending = [...pending, { event: i, time: wait > 0 ? snapped(time + wait) : time, values: known }];
			}
			held[i] = holds;
		}
	};
	/** The one of those due that comes first: by its priority now, then by how long it has been due. */
	const firstOf = (due: readonly Pending[], time: number): Pending => {
		const values = read(time, variables.y);
		const rank = ({ event }: Pending) => ready[event]!.priority?.(values) ?? Number.NEGATIVE_INFINITY;
		return due.reduce((first, one) => (rank(one) > rank(first) ? one : first));
	};
	return {
		changeIn: (step) => {
			const differs = (time: number) => {
				step.at(time, inside);
				const values = read(time, inside);
				return ready.some(({ when }, i) => (when(values) !== 0) !== held[i]);
			};
			let before = step.from;
			for (let i = 1; i <= looksInStep; i++) {
				const time = i === looksInStep ? step.to : step.from + (i / looksInStep) * (step.to - step.from);
				if (differs(time)) return firstDifference(differs, before, time);
				before = time;
			}
			return undefined;
		},
		next: () => Math.min(...pending.map(({ time }) => time)),
		isDue: (time) => {
			notice(time);
			return pending.some(isPast(time));
		},
		act: (time, bringAbout) => {
			const acted: string[] = [];
			for (;;) {
				notice(time);
				const due = pending.filter(isPast(time));
				if (due.length === 0) return undefined;
				if (acted.length >= mostAtOnce) return [...new Set(acted.slice(-events.length))];
				const first = firstOf(due, time);
				pending = pending.filter((one) => one !== first);
				const one = ready[first.event]!;
				const values = first.values ?? one.sets.map((set) => set(read(time, variables.y)));
				bringAbout({ name: one.event.name, effects: effectsOf(one, values, time, isState) });
				acted.push(one.event.name);
			}
		},
		mark: () => {
			const then = [[...held], pending] as const;
			return () => {
				[held, pending] = [[...then[0]], then[1]];
			};
		},
	};
}
