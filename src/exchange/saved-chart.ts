import { chartEventOf, newChart } from "../chart/chart.ts";
import type { Formulary } from "../chart/formulary.ts";
import type { Blood, MaskingDose, Sight } from "../chart/sight.ts";
import { type Bind, readingsOf } from "../chart/signs.ts";
import { type DatedAct, type Toxicities, withDeath } from "../grading/toxicities.ts";
import { entryOf } from "../input/entry-of.ts";
import { type LookRow, lookRows } from "./run-looks.ts";

/** The tables of a run: what was saved at each time, and what happened. */
export interface SavedRun {
	readonly times: ArrayLike<number>;
	/** The numbers of a column; undefined when there is none. */
	readonly column: (name: string) => ArrayLike<number> | undefined;
	/** In order of time. */
	readonly acts: readonly DatedAct[];
	readonly formulary: Formulary;
	/** Which columns and facts are which clinical signs. */
	readonly bind: Bind;
	/** What a death is put down to is one of these. */
	readonly toxicities: Toxicities;
	/** What no column shows, by the model's names: age and weight. */
	readonly facts: Readonly<Record<string, { readonly value: number }>>;
	/** At which rows the patient was looked at; left out: where the run itself looked. */
	readonly looks?: readonly LookRow[];
}

/** A look at a saved run. */
export interface SavedLook extends LookRow {
	readonly sight: Sight;
	readonly blood: Blood;
	readonly against: readonly MaskingDose[];
}

/**
 * The looks of a run from its tables, as the run itself had them.
 *
 *     savedLooks({ ...run, times, column, acts: run.events, facts: run.patient })
 */
export function savedLooks({
	times,
	column,
	acts,
	formulary,
	bind,
	toxicities,
	facts,
	looks = lookRows(times),
}: SavedRun): readonly SavedLook[] {
	const chart = newChart();
	let at = 0;
	const now = readingsOf(bind, (name) => {
		const values = column(name);
		const fact = entryOf(facts, name)?.value ?? Number.NaN;
		return values === undefined ? () => fact : () => values[at] ?? Number.NaN;
	});
	const seizing = bind.seizure && column(bind.seizure.column);
	let act = 0;
	let seen = 0;
	const catchUp = ({ row, time, after }: LookRow) => {
		for (; act < acts.length && (acts[act]!.time < time || (after && acts[act]!.time === time)); act++) {
			const entry = chartEventOf(withDeath(acts[act]!, toxicities), entryOf(formulary, acts[act]!.what));
			if (entry !== undefined) chart.note(entry);
		}
		// Each change of the column is saved at its instant, so the rows tell begin and end exactly.
		if (seizing !== undefined) for (; seen <= row; seen++) chart.note({ kind: "seizure", time: times[seen]!, runs: seizing[seen]! > 0 });
	};
	return looks.map((look) => {
		catchUp(look);
		at = look.row;
		const { signs, blood } = now();
		return { ...look, sight: chart.look(look.time, signs), blood, against: chart.against() };
	});
}
