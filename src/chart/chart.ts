import type { Medicine } from "./formulary.ts";
import { instant } from "./instant.ts";
import type { Oxygen } from "./oxygen.ts";
import { givenOxygen } from "./oxygen.ts";
import type { Pressor } from "./pressor.ts";
import { runsAtRate } from "./role.ts";
import type { MaskingDose, Sight, Signs, Supports } from "./sight.ts";
import { windows } from "./windows.ts";

/** Something that happened and counts at later looks. Hours since infusion. */
export type ChartEvent =
	/** A dose begins, or (`rate`) an infusion runs at this rate from now on; 0: it is off. `is`: what the treatment is, where that is known. */
	| { readonly kind: "dose"; readonly time: number; readonly what: string; readonly is: Medicine | undefined }
	| {
			readonly kind: "rate";
			readonly time: number;
			readonly what: string;
			readonly is: Medicine | undefined;
			readonly rate: number;
			readonly unit: string;
			readonly hours?: number | undefined;
	  }
	/** A bolus of fluid for pressure, whatever the fluid. */
	| { readonly kind: "bolus"; readonly time: number }
	/** What is connected from now on. */
	| { readonly kind: "oxygen"; readonly time: number; readonly oxygen: Oxygen | null }
	| { readonly kind: "seizure"; readonly time: number; readonly runs: boolean }
	| { readonly kind: "death"; readonly time: number; readonly of: Sight["diedOf"] };

/** What the bedside shows over time. One for each patient; events and looks come in order of time. */
export interface Chart {
	readonly note: (event: ChartEvent) => void;
	/** A look with what is measured now. What it hands out is never changed by later events. */
	readonly look: (time: number, signs: Signs) => Pick<Sight, "time" | "signs" | "supports" | "diedOf">;
	/** Doses so far of drugs against hyperinflammation. */
	readonly against: () => readonly MaskingDose[];
	/** Marks how things stand; what it gives brings them back. */
	readonly mark: () => () => void;
}

/** Hours from which on a seizure is a long one: 5 min. */
const LONG = 5 / 60;

/** A seizure, hours since infusion; `to` is infinite while it runs. */
interface Seizure {
	readonly from: number;
	readonly to: number;
}

/**
 * What a look makes of the seizures so far: one that ended within the last day counts, and a long one more than a brief one. Looks are an
 * hour apart and a seizure lasts minutes, so the chart is read, not the moment. One that still runs ends now.
 */
function seizureAmong(begun: readonly Seizure[], time: number): Signs["seizure"] {
	const recent = begun.filter(({ to }) => time - Math.min(to, time) < windows.seizure);
	if (recent.length === 0) return undefined;
	return recent.some(({ from, to }) => Math.min(to, time) - from > LONG + instant) ? "prolonged_gt5min" : "brief_resolved";
}

/** Times that still count at some look from `time` on, with this one. */
const recent = (times: readonly number[], time: number, hours: number): readonly number[] => [
	...times.filter((one) => time - one < hours),
	time,
];

/**
 * Opens a chart: the one function behind a live run, a saved folder and a typed table. An event costs what is still recent, a look a
 * constant amount, so a long stay is no slower an hour than a short one.
 *
 *     const chart = newChart();
 *     chart.note({ kind: "dose", time: 70, what: "tocilizumab", is: formulary["tocilizumab"] });
 *     look(bedside, chart.look(72, signs));
 */
export function newChart(): Chart {
	let boluses: readonly number[] = [];
	let antibiotics: readonly number[] = [];
	let maskedBy: readonly MaskingDose[] = [];
	let against: readonly MaskingDose[] = [];
	let pressors: readonly Pressor[] = [];
	let oxygen: Supports["oxygen"] = null;
	let lastProduct = Number.NEGATIVE_INFINITY;
	let seizures: readonly Seizure[] = [];
	let diedOf: Sight["diedOf"];

	const begins = (time: number, what: string, is: Medicine | undefined) => {
		if (is?.role === "antibiotic") antibiotics = recent(antibiotics, time, windows.antibiotic);
		if (is?.role === "coagulation product") lastProduct = time;
		if (is?.masksFever === true) maskedBy = [...maskedBy, { name: what, time }];
		if (is?.againstHyperinflammation === true) against = [...against, { name: what, time }];
	};
	const runs = ({ what, is, rate, unit, hours }: Extract<ChartEvent, { kind: "rate" }>) => {
		const others = pressors.filter(({ drug }) => drug !== what);
		const now: Pressor = { drug: what, rate, unit, is: is?.vasoactive ?? undefined, ...(hours === undefined ? {} : { hours }) };
		if (rate > 0) pressors = others.length < pressors.length ? pressors.map((one) => (one.drug === what ? now : one)) : [...pressors, now];
		else pressors = others;
	};
	const seizes = (time: number, now: boolean) => {
		const last = seizures.at(-1);
		const open = last !== undefined && last.to === Number.POSITIVE_INFINITY;
		if (now && !open)
			seizures = [...seizures.filter(({ to }) => time - to < windows.seizure), { from: time, to: Number.POSITIVE_INFINITY }];
		if (!now && open) seizures = [...seizures.slice(0, -1), { from: last.from, to: time }];
	};
	return {
		note: (event) => {
			const { time } = event;
			switch (event.kind) {
				case "dose":
					if (event.is?.role === "fluid") boluses = recent(boluses, time, windows.bolusCount);
					begins(time, event.what, event.is);
					break;
				case "rate":
					if (event.is !== undefined && runsAtRate(event.is.role)) runs(event);
					if (event.rate > 0) begins(time, event.what, event.is);
					break;
				case "bolus":
					boluses = recent(boluses, time, windows.bolusCount);
					break;
				case "oxygen":
					oxygen = givenOxygen(event.oxygen);
					break;
				case "seizure":
					seizes(time, event.runs);
					break;
				case "death":
					diedOf = event.of;
					break;
				default:
					event satisfies never;
			}
		},
		look: (time, signs) => ({
			time,
			signs: seizures.length === 0 ? signs : { ...signs, seizure: seizureAmong(seizures, time) },
			supports: { pressors, oxygen, boluses, antibiotics, maskedBy, products: time - lastProduct < windows.product },
			diedOf,
		}),
		against: () => against,
		mark: () => {
			const then = [boluses, antibiotics, maskedBy, against, pressors, oxygen, lastProduct, seizures, diedOf] as const;
			return () => {
				[boluses, antibiotics, maskedBy, against, pressors, oxygen, lastProduct, seizures, diedOf] = then;
			};
		},
	};
}

/** The columns of an event as a run has it and `events.csv` writes it. */
export interface RunAct {
	readonly time: number;
	readonly what: string;
	readonly kind: "dose" | "rate" | "device" | "stop" | "hazard";
	readonly amount: number | null;
	readonly unit: string;
	/** What is connected after it, of an event of oxygen. */
	readonly connected?: Oxygen | null | undefined;
	/** What the patient died of, where a scale counts such a death. */
	readonly died?: Sight["diedOf"];
}

/** What an event of a run is on the chart: nothing, or one entry. `is` tells what its treatment is. */
export function chartEventOf(act: RunAct, is: Medicine | undefined): ChartEvent | undefined {
	const { time, what } = act;
	if (act.died !== undefined) return { kind: "death", time, of: act.died };
	if (act.connected !== undefined) return { kind: "oxygen", time, oxygen: act.connected };
	switch (act.kind) {
		case "dose":
			return { kind: "dose", time, what, is };
		case "rate":
			return { kind: "rate", time, what, is, rate: act.amount ?? 0, unit: act.unit };
		case "stop":
			return { kind: "rate", time, what, is, rate: 0, unit: act.unit };
		case "device":
		case "hazard":
			return undefined;
		default:
			return act.kind satisfies never;
	}
}
