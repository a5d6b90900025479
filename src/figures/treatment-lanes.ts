import type { Role } from "../chart/role.ts";
import type { Run, RunEvent } from "../simulate/run.ts";
import { labelOf, plainName } from "../trajectory/plain-name.ts";
import { amountText } from "../trajectory/unit-text.ts";
import { drugLook, drugRank } from "./drug-looks.ts";
import type { TimeWindow } from "./time-window.ts";

/** A dose at an instant, or a support over a stretch. Days since infusion. */
export interface LaneMark {
	readonly from: number;
	readonly to: number;
	readonly label: string;
	/** Height of the mark, 0–1: a dose or a rate as a share of the highest of its lane, a device by how much it helps. */
	readonly share: number;
	readonly kind: "dose" | "rate" | "device";
}

/** Words for a group of marks, to stand behind its end when there is room. */
export interface LaneLabel {
	readonly from: number;
	readonly end: number;
	readonly text: string;
}

/** All that was given of one treatment. */
export interface Lane {
	readonly what: string;
	readonly name: string;
	/** For a narrow margin. */
	readonly short: string;
	readonly role: Role | "";
	readonly color: string;
	readonly doses: readonly LaneMark[];
	/** Rates and devices, each until it is changed or stopped. */
	readonly supports: readonly LaneMark[];
	readonly labels: readonly LaneLabel[];
}

/** What was given, one lane a treatment, families together and the earlier first. Events outside the window are left out. */
export const treatmentLanes = ({ events, formulary }: Pick<Run, "events" | "formulary">, window: TimeWindow): readonly Lane[] => {
	// The infusion of the cells has its own gray rule at day 0.
	const given = events.filter((e) => e.kind !== "hazard" && e.role !== "cell therapy");
	return [...new Set(given.map((e) => e.what))]
		.map((what) => lane(what, { events: given.filter((e) => e.what === what), names: namesOf(formulary, what), window }))
		.filter((l) => l.doses.length + l.supports.length > 0)
		.sort((a, b) => drugRank(a.role) - drugRank(b.role) || start(a) - start(b));
};

const start = (l: Lane): number => Math.min(...[...l.doses, ...l.supports].map((m) => m.from));

/** The names of a treatment: in full, and for a tight place. */
export const namesOf = (formulary: Run["formulary"], what: string): { readonly full: string; readonly short: string } => {
	const full = labelOf(formulary, what);
	return { full, short: formulary[what]?.names.short ?? full };
};

interface GivenSpan {
	readonly events: readonly RunEvent[];
	readonly names: ReturnType<typeof namesOf>;
	readonly window: TimeWindow;
}

const lane = (what: string, { events, names, window }: GivenSpan): Lane => {
	const role = events[0]?.role ?? "";
	const dosed = events.filter((e) => e.kind === "dose" && inside(e.time / 24, window));
	const largest = Math.max(0, ...dosed.map((e) => e.amount ?? 0));
	const doses = dosed.map((e) => ({
		from: e.time / 24,
		to: (e.until ?? e.time) / 24,
		label: amountText(e.amount, e.unit),
		share: largest > 0 ? (e.amount ?? largest) / largest : 1,
		kind: "dose" as const,
	}));
	const running = supports(
		events.filter((e) => e.kind !== "dose"),
		window,
	);
	return {
		what,
		name: names.full,
		short: names.short,
		role,
		color: drugLook(role).color,
		doses,
		supports: running,
		labels: [...doseLabels(doses), ...supportLabels(running)].sort((a, b) => a.from - b.from),
	};
};

const inside = (day: number, { from, to }: TimeWindow): boolean => day >= from && day <= to;

/** Each change holds until the next event of the same treatment, its known end, or the end of the window. A rate of 0 is a stop. */
const supports = (changes: readonly RunEvent[], window: TimeWindow): readonly LaneMark[] => {
	const highest = Math.max(0, ...changes.filter((e) => e.kind === "rate").map((e) => e.amount ?? 0));
	return changes
		.map((event, i) => ({
			event,
			from: event.time / 24,
			to: Math.min(window.to, (changes[i + 1]?.time ?? event.until ?? window.to * 24) / 24),
		}))
		.filter(
			({ event, from, to }) =>
				event.kind !== "stop" && !(event.kind === "rate" && event.amount === 0) && event.route !== "none" && to > from && to > window.from,
		)
		.map(({ event, from, to }) => ({
			from: Math.max(from, window.from),
			to,
			label: supportText(event),
			share: event.kind === "device" ? (deviceShare[event.route] ?? 1) : highest > 0 ? (event.amount ?? highest) / highest : 1,
			kind: event.kind === "device" ? "device" : "rate",
		}));
};

/** Devices by how much they help, for the height of the bar only. */
const deviceShare: Readonly<Record<string, number>> = {
	nasal_cannula: 0.3,
	blow_by: 0.3,
	simple_mask: 0.45,
	venturi: 0.5,
	nonrebreather: 0.6,
	hfnc: 0.75,
	cpap: 0.85,
	bipap: 0.85,
};

/** Doses of equal amount that stand less than two days apart share their words: `8 × 10 mg`. */
const doseLabels = (doses: readonly LaneMark[]): readonly LaneLabel[] => {
	const groups: LaneMark[][] = [];
	for (const dose of doses) {
		const last = groups.at(-1);
		if (last !== undefined && last[0]?.label === dose.label && dose.from - (last.at(-1)?.from ?? 0) < 2) last.push(dose);
		else groups.push([dose]);
	}
	return groups.map((group) => {
		const [first, last] = [group[0] as LaneMark, group.at(-1) as LaneMark];
		return {
			from: first.from,
			end: last.to - last.from > 0.3 ? last.to : last.from,
			text: group.length > 1 ? `${group.length} × ${first.label}` : first.label,
		};
	});
};

/** A support without a break has one label: its highest rate, or the device that helped most. */
const supportLabels = (marks: readonly LaneMark[]): readonly LaneLabel[] => {
	const stretches: LaneMark[][] = [];
	for (const mark of marks) {
		const last = stretches.at(-1);
		if (last !== undefined && mark.from - (last.at(-1)?.to ?? 0) < 1e-6) last.push(mark);
		else stretches.push([mark]);
	}
	return stretches.map((stretch) => ({ from: stretch[0]?.from ?? 0, end: stretch.at(-1)?.to ?? 0, text: stretchText(stretch) }));
};

const stretchText = (stretch: readonly LaneMark[]): string => {
	const labels = [...new Set(stretch.map((mark) => mark.label))];
	const highest = stretch.reduce((a, b) => (b.share > a.share ? b : a));
	return labels.length > 1 ? `up to ${highest.label}` : highest.label;
};

const supportText = (event: RunEvent): string => (event.kind === "device" ? plainName(event.route) : amountText(event.amount, event.unit));
