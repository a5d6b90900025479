import type { Run, RunEvent } from "../simulate/run.ts";
import { plainName } from "../trajectory/plain-name.ts";
import { amountText } from "../trajectory/unit-text.ts";
import { dayOf } from "./extremes.ts";

/** Doses of one treatment for one reason, or one stretch of a support. */
export interface TreatmentEntry {
	readonly what: string;
	readonly from: number;
	/** Day of the last dose, or of the support's end; equal to `from` for a single dose. */
	readonly to: number;
	/** `560 mg`, `8 × 10 mg`, `up to 0.12 µg/kg/min`, `nasal cannula 2 L/min`. */
	readonly amount: string;
	readonly why: string;
	readonly doses: number;
}

/** What was given, told shortly: equal doses for one reason share a line, and a support is one line from its begin to its end. */
export const treatmentDigest = (run: Run): readonly TreatmentEntry[] => {
	const end = (run.trajectory.times.at(-1) ?? 0) / 24;
	const names = [...new Set(run.events.map((e) => e.what))];
	return names
		.flatMap((what) => {
			const events = run.events.filter((e) => e.what === what);
			return [
				...doseEntries(events.filter((e) => e.kind === "dose")),
				...supportEntries(
					events.filter((e) => e.kind === "rate" || e.kind === "device" || e.kind === "stop"),
					end,
				),
			];
		})
		.sort((a, b) => a.from - b.from);
};

/** A pause longer than this, in days, begins a new line. */
const pause = 2;

const doseEntries = (doses: readonly RunEvent[]): readonly TreatmentEntry[] => {
	const groups: RunEvent[][] = [];
	for (const dose of doses) {
		const group = groups.find((g) => isSameCourse(g.at(-1) as RunEvent, dose));
		if (group === undefined) groups.push([dose]);
		else group.push(dose);
	}
	return groups.map((group) => {
		const [first, last] = [group[0] as RunEvent, group.at(-1) as RunEvent];
		const one = amountText(first.amount, first.unit);
		return {
			what: first.what,
			from: dayOf(first.time),
			to: dayOf(last.time),
			amount: group.length > 1 ? `${group.length} × ${one}` : one,
			why: group.length > 1 ? reasonOf(first) : first.why,
			doses: group.length,
		};
	});
};

/** Why, without the number of a repeat. */
const reasonOf = ({ why }: RunEvent): string => why.replace(/ \(repeat \d+\)$/, "");

const isSameCourse = (a: RunEvent, b: RunEvent): boolean =>
	a.amount === b.amount && a.unit === b.unit && reasonOf(a) === reasonOf(b) && (b.time - a.time) / 24 <= pause;

const supportEntries = (changes: readonly RunEvent[], end: number): readonly TreatmentEntry[] => {
	const stretches: { events: RunEvent[]; to: number }[] = [];
	let open = false;
	for (const change of changes) {
		const current = stretches.at(-1);
		if (isOff(change)) {
			if (open && current !== undefined) current.to = dayOf(change.time);
			open = false;
		} else if (open && current !== undefined && change.kind !== "device") {
			current.events.push(change);
			current.to = closing(change, end);
		} else {
			// Each step of a device is a line of its own: the device, not its name, sets the grade.
			if (open && current !== undefined) current.to = dayOf(change.time);
			stretches.push({ events: [change], to: closing(change, end) });
			open = true;
		}
	}
	return stretches.map(({ events, to }) => {
		const first = events[0] as RunEvent;
		return { what: first.what, from: dayOf(first.time), to, amount: supportAmount(events), why: first.why, doses: 0 };
	});
};

const isOff = (event: RunEvent): boolean =>
	event.kind === "stop" || (event.kind === "rate" && event.amount === 0) || event.route === "none";
const closing = (event: RunEvent, end: number): number => (event.until === null ? end : dayOf(event.until));

const supportAmount = (events: readonly RunEvent[]): string => {
	const [device] = events.filter((e) => e.kind === "device");
	if (device !== undefined) return `${plainName(device.route)}${settingText(device)}`;
	const highest = events.reduce((a, b) => ((b.amount ?? 0) > (a.amount ?? 0) ? b : a));
	return `${events.length > 1 ? "up to " : ""}${amountText(highest.amount, highest.unit)}`;
};

/** Devices are set by their flow or by the oxygen fraction. */
const settingText = ({ amount, unit }: RunEvent): string =>
	amount === null ? "" : unit === "1" ? `, FiO₂ ${Number(amount.toFixed(2))}` : ` ${amountText(amount, unit)}`;

/** `3.4`, `4.0–5.3`, or `-5.0 to -3.0` where a dash would be read as a sign. */
export const dayText = ({ from, to }: { from: number; to: number }): string => {
	const [a, b] = [from.toFixed(1), to.toFixed(1)];
	return a === b ? a : `${a}${from < 0 ? " to " : "–"}${b}`;
};
