import { chartEventOf, newChart } from "../chart/chart.ts";
import { asDevice, type Oxygen } from "../chart/oxygen.ts";
import type { Blood, MaskingDose, Sight } from "../chart/sight.ts";
import { readingsOf } from "../chart/signs.ts";
import { withDeath } from "../grading/toxicities.ts";
import type { Dose } from "../scenario/plan.ts";
import type { Engine } from "./engine.ts";
import type { DeviceInfusion, Infusion, Infusions } from "./infusions.ts";
import type { Program } from "./program.ts";
import { type Rewind, rewindAll } from "./rewind.ts";
import type { Change, RunEvent } from "./run.ts";
import type { Variables } from "./variables.ts";

/** What a look at a running patient finds. */
export interface LiveLook {
	readonly sight: Sight;
	readonly blood: Blood;
	readonly against: readonly MaskingDose[];
}

/** The chart of a patient whose run goes on. */
export interface LiveChart {
	readonly look: (time: number) => LiveLook;
	readonly mark: () => Rewind;
}

/** Reads a list that grows, each entry once. */
function follow<T>(list: readonly T[], see: (entry: T) => void) {
	let read = 0;
	return {
		goOn: () => {
			for (; read < list.length; read++) see(list[read]!);
		},
		mark: (): Rewind => {
			const then = read;
			return () => {
				read = then;
			};
		},
	};
}

/**
 * The chart of a running patient: signs are read at each look (the patient is up to date), events and changes as they have happened. Both
 * lists grow between looks.
 *
 *     const chart = liveChart(program, variables, { events, changes });
 *     chart.look(72).sight.supports.pressors
 */
export function liveChart(
	{ treatments, bind, toxicities }: Pick<Program, "treatments" | "bind" | "toxicities">,
	{ reading }: Pick<Variables, "reading">,
	{ events, changes }: { readonly events: readonly RunEvent[]; readonly changes: readonly Change[] },
): LiveChart {
	const chart = newChart();
	const now = readingsOf(bind, reading);
	const seeEvents = follow(events, (event) => {
		const entry = chartEventOf(withDeath(event, toxicities), treatments[event.what]?.medicine);
		if (entry !== undefined) chart.note(entry);
	});
	const seeChanges = follow(changes, ({ target, kind, time, value }) => {
		if (target === bind.seizure?.column && kind === "set") chart.note({ kind: "seizure", time, runs: value > 0 });
	});
	return {
		look: (time) => {
			seeEvents.goOn();
			seeChanges.goOn();
			const { signs, blood } = now();
			return { sight: chart.look(time, signs), blood, against: chart.against() };
		},
		mark: () => rewindAll([chart.mark(), seeEvents.mark(), seeChanges.mark()]),
	};
}

/** What the patient breathes through once some of what runs has ended; null: room air. */
export function connectedBut(
	{ infusions, engine }: { readonly infusions: Pick<Infusions, "running">; readonly engine: Pick<Engine, "program"> },
	ends: (one: Infusion) => boolean,
): Oxygen | null {
	const left = infusions.running().findLast((one): one is DeviceInfusion => one.dose.kind === "device" && !ends(one));
	return left === undefined ? null : chartedDevice(left.dose, engine.program);
}

/** A device as a chart writes it: a cannula by its flow; of every other device the chart knows the fraction that it delivers. */
export function chartedDevice({ device, settings, sets }: Extract<Dose, { kind: "device" }>, { bind }: Pick<Program, "bind">): Oxygen {
	const inspired = bind.inspired_oxygen;
	const set = device === "nasal_cannula" || inspired === undefined ? undefined : sets.find(({ input }) => input === inspired.column);
	return { device: asDevice(device), lpm: settings.flow, fio2: settings.fio2 ?? (set && set.value * inspired!.factor) };
}
