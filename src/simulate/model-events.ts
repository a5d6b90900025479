import { instant, snapped } from "../chart/instant.ts";
import { type Closure, closureOf, type Values } from "../language/evaluate.ts";
import type { Expression } from "../language/expression.ts";
import type { FlatEvent } from "../model/flat-model.ts";
import type { Step } from "../ode/method.ts";
import type { Engine } from "./engine.ts";
import type { Rewind } from "./rewind.ts";
import type { Variables } from "./variables.ts";

/** How often each event, and one more, may act as good as at once (hours) before they are called a loop. */
const mostAtOnce = 50;
const atOnce = 1e-6;

/**
 * Shares of a step at which conditions are looked at; one that holds for a shorter while between them may be missed. They are closest behind the begin, where
 * an event may have just left its own condition.
 */
const looksInStep = [2 ** -12, 2 ** -9, 2 ** -6, 2 ** -4, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];

/** An event was triggered and is to act. */
interface Pending {
	readonly event: number;
	readonly time: number;
	/** What it sets, where that was computed as it was triggered. */
	readonly values: readonly number[] | null;
}

/** An event acts: what it sets, and by which name. */
export interface EventAct {
	readonly name: string;
	readonly sets: readonly { readonly target: string; readonly value: number }[];
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
	readonly act: (time: number, bringAbout: (act: EventAct) => void) => readonly string[] | undefined;
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

/** The events of a model for one run; undefined where it has none. */
export function modelEventsOf(engine: Engine, variables: Variables): ModelEvents | undefined {
	const { events = [] } = engine.model.program;
	if (events.length === 0) return undefined;
	const ready = events.map(readyOf);
	const read = readerOf(engine, variables);
	const inside = new Float64Array(variables.y.length);
	let held = events.map(({ fromStart }) => !fromStart);
	let acts: readonly number[] = events.map(() => 0);
	let pending: readonly Pending[] = [];
	/** Those that acted as good as at once, and since when. */
	let acted: { readonly since: number; readonly names: readonly string[] } = { since: Number.NEGATIVE_INFINITY, names: [] };
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
	/** The one of those due that comes first: by its priority now, then the one that has acted less often, so that equals take turns. */
	const firstOf = (due: readonly Pending[], time: number): Pending => {
		const values = read(time, variables.y);
		const rank = ({ event }: Pending) => ready[event]!.priority?.(values) ?? Number.NEGATIVE_INFINITY;
		const isBefore = (a: Pending, b: Pending) => rank(a) > rank(b) || (rank(a) === rank(b) && acts[a.event]! < acts[b.event]!);
		return due.reduce((first, one) => (isBefore(one, first) ? one : first));
	};
	return {
		changeIn: (step) => {
			const differs = (time: number) => {
				step.at(time, inside);
				const values = read(time, inside);
				return ready.some(({ when }, i) => (when(values) !== 0) !== held[i]);
			};
			let before = step.from;
			for (const share of looksInStep) {
				const time = share === 1 ? step.to : step.from + share * (step.to - step.from);
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
			if (time > acted.since + atOnce) acted = { since: time, names: [] };
			for (;;) {
				notice(time);
				const due = pending.filter(isPast(time));
				if (due.length === 0) return undefined;
				if (acted.names.length >= mostAtOnce * (1 + events.length)) return [...new Set(acted.names.slice(-events.length))];
				const first = firstOf(due, time);
				pending = pending.filter((one) => one !== first);
				const one = ready[first.event]!;
				const values = first.values ?? one.sets.map((set) => set(read(time, variables.y)));
				bringAbout({ name: one.event.name, sets: one.event.sets.map(({ target }, i) => ({ target, value: values[i]! })) });
				acts = acts.map((count, i) => (i === first.event ? count + 1 : count));
				acted = { ...acted, names: [...acted.names, one.event.name] };
			}
		},
		mark: () => {
			const then = [[...held], pending, acted, acts] as const;
			return () => {
				[held, pending, acted, acts] = [[...then[0]], then[1], then[2], then[3]];
			};
		},
	};
}
