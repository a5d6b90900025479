import { type ChartedColumn, wordSigns } from "../chart/charting.ts";
import { signRows } from "../chart/signs.ts";
import { cos } from "../elementary/circular.ts";
import { exp } from "../elementary/exponential.ts";
import { type PlannedCharting, stayRows } from "../population/planned-charting.ts";
import { normalQuantile } from "../random/normal.ts";
import { type Individual, uniform } from "../random/stream.ts";
import type { Run } from "../simulate/run.ts";
import { placeOf, valueThere } from "../trajectory/between-rows.ts";
import { chartVisits, joinedVisits, type Visit } from "./chart-visits.ts";
import type { LookRow } from "./run-looks.ts";
import { savedLooks } from "./saved-chart.ts";
import { type ColumnWriter, chartText, numberCell, type WrittenLook } from "./write-chart.ts";

/** What a ward writes down of a value: within what the instrument shows, in its steps, a bound beyond what the laboratory can tell. */
export interface Measured {
	readonly sign: "" | "<" | ">";
	readonly value: number;
}

/** A value to twelve digits, so that 3 steps of 0.1 are 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/**
 * One measurement of a value, in the unit of the column; `draw` is a number between 0 and 1.
 *
 *     measure(temperature, 38.46, 0.5)   // { sign: "", value: 38.5 } for steps of 0.1
 */
export function measure({ noise, step, least, most, below, above }: ChartedColumn, value: number, draw: number): Measured {
	const error = noise === null ? 0 : noise.sd * normalQuantile(draw);
	const read = noise?.kind === "logarithmic" ? value * exp(error) : value + error;
	if (below !== null && read < below) return { sign: "<", value: below };
	if (above !== null && read > above) return { sign: ">", value: above };
	const stepped = step === null ? read : tidy(Math.round(read / step) * step);
	return { sign: "", value: Math.min(Math.max(stepped, least), most) };
}

/**
 * What the time of day adds to a column in one patient, `clock` being hours since midnight. Amplitude and the hour of the highest are the patient's
 * own; over 24 hours it adds nothing.
 */
export function dailyRhythm({ name, rhythm }: Pick<ChartedColumn, "name" | "rhythm">, individual: Individual): (clock: number) => number {
	if (rhythm === null) return () => 0;
	const differs = (what: string) => normalQuantile(uniform(individual, `charting/${name}/rhythm/${what}`));
	const amplitude = Math.max(rhythm.amplitude + rhythm.amplitudeSd * differs("amplitude"), 0);
	const highest = rhythm.highest + rhythm.highestSd * differs("highest");
	return (clock) => amplitude * cos(((clock - highest) / 24) * 2 * Math.PI);
}

/** The saved rows of a run with those of the visits between them, and the looks at these; visits at one row are one. */
function withVisits({ trajectory }: Run, visits: readonly Visit[]) {
	const placed = visits.flatMap((visit) => {
		const place = placeOf(trajectory, visit.time);
		return place === undefined ? [] : [{ visit, place }];
	});
	const saved = Array.from(trajectory.times, (time, row) => ({ time, place: { row, share: 0 } }));
	const between = placed.flatMap(({ visit, place }) => (place.share > 0 ? [{ time: visit.time, place }] : []));
	const rows = [...saved, ...between].sort((a, b) => a.time - b.time);
	const rowOf = new Map(rows.map(({ place }, row) => [place.share > 0 ? place : place.row, row]));
	const looked = Map.groupBy(placed, ({ place }) => rowOf.get(place.share > 0 ? place : place.row)!);
	const column = (name: string) => {
		const found = trajectory.columns.get(name);
		return found?.kind === "number" ? rows.map(({ place }) => valueThere(found, place)) : undefined;
	};
	return {
		times: rows.map(({ time }) => time),
		looks: [...looked.keys()].map((row): LookRow => ({ row, time: rows[row]!.time, after: true })),
		made: [...looked.values()].map((same) => joinedVisits(same.map(({ visit }) => visit))),
		column,
	};
}

/** When a ward comes because something happened: whatever is given, changed or stopped, a seizure that begins or ends, and a death. */
function actTimes({ events, trajectory, bind, outcome }: Run): readonly number[] {
	const seizing = bind.seizure === undefined ? undefined : trajectory.columns.get(bind.seizure.column);
	const turns =
		seizing?.kind !== "number"
			? []
			: Array.from(trajectory.times).filter((_, row) => row > 0 && seizing.values[row]! > 0 !== seizing.values[row - 1]! > 0);
	const end = outcome.kind === "finished" && outcome.died !== null ? [trajectory.times.at(-1)!] : [];
	const acts = events.flatMap(({ kind, time }) => (kind === "hazard" ? [] : [time]));
	return [...new Set([...acts, ...turns, ...end])].sort((a, b) => a - b);
}

/** What a chart calls a column of the model, and the number there that is 1 in the model's unit. */
function chartNames({ bind }: Pick<Run, "bind">): ReadonlyMap<string, { readonly column: string; readonly factor: number }> {
	const rows = signRows.flatMap(({ name, chart }) => {
		const bound = bind[name];
		return bound === undefined || chart === null
			? []
			: [[chart.column, { column: bound.column, factor: bound.factor / chart.factor }] as const];
	});
	return new Map(rows);
}

/**
 * A run as a ward would have charted it, for `crsim grade`: at its rounds and with what was given, with errors, rounding, bounds of the laboratory and
 * rounds that nobody wrote down. Draws are those of the patient; the run is not changed.
 *
 *     const text = chartedCsv(run, charting, { seed: 1, patient: 7 });
 *     gradeStay(readChart(text, { file: "chart.csv", formulary: run.formulary }).looks);
 */
export function chartedCsv(run: Run, charting: PlannedCharting, individual: Individual): string {
	const { trajectory, events, formulary, bind, toxicities, patient } = run;
	const inStay = stayRows(run, charting);
	const visits = chartVisits(charting, individual, {
		from: trajectory.times[0]!,
		to: trajectory.times.at(-1)!,
		isIn: (stay, time) => inStay.get(stay)?.[placeOf(trajectory, time)?.row ?? 0] === 1,
		acts: actTimes(run),
	});
	const { times, looks, made, column } = withVisits(run, visits);
	const saved = savedLooks({ times, column, acts: events, formulary, bind, toxicities, facts: patient, looks });
	const writer = chartWriter(run, { charting, individual, visits: made, column });
	return chartText(run, saved, writer);
}

/** Facts of the patient as people tell them: whole years that are over, so that no line of age is crossed, and weight to a tenth. */
const factCells: Readonly<Record<string, (text: string) => string>> = {
	age_y: (text) => (text === "" ? "" : String(Math.floor(Number(text)))),
	weight_kg: (text) => (text === "" ? "" : String(tidy(Math.round(Number(text) * 10) / 10))),
};

const isExact = ({ noise, rhythm, step, below, above }: ChartedColumn): boolean =>
	noise === null && rhythm === null && step === null && below === null && above === null;

interface WriterContext {
	readonly charting: PlannedCharting;
	readonly individual: Individual;
	/** In the order of the rows. */
	readonly visits: readonly Visit[];
	/** The numbers of a column at all rows of the looks' table. */
	readonly column: (name: string) => readonly number[] | undefined;
}

function chartWriter(run: Run, { charting, individual, visits, column }: WriterContext) {
	const charted = new Map(charting.columns.map((one) => [one.name, one]));
	const names = chartNames(run);
	const rhythms = new Map(charting.columns.map((one) => [one, dailyRhythm(one, individual)]));
	/** What a round found; undefined where none was due, null where nobody wrote it down. */
	const found = (one: ChartedColumn, values: readonly number[], { look, place }: WrittenLook): Measured | null | undefined => {
		const { slot, rounds } = visits[place]!;
		const round = rounds.get(one.round);
		if (round === undefined) return undefined;
		const value = values[look.row]! + rhythms.get(one)!(charting.infused + look.time);
		return round.isMissed || Number.isNaN(value) ? null : measure(one, value, uniform(individual, `charting/${one.name}/${slot}`));
	};
	const inPlace = (own: ColumnWriter): ColumnWriter => {
		const told = factCells[own.name];
		if (told !== undefined) return { name: own.name, cell: (row) => told(own.cell(row)) };
		const meant = names.get(own.name) ?? levelNamed(run, own.name);
		const one = meant && charted.get(meant.column);
		const values = one && column(one.name);
		if (meant === undefined || one === undefined || values === undefined) return own;
		const field = signRows.find(({ chart }) => chart?.column === own.name)?.field;
		const cell = (row: WrittenLook): string => {
			const read = found(one, values, row);
			if (!read) return "";
			const asSeen = own.cell(row);
			// Words, and what cannot be asked of the patient, stand as they were seen; so does what is charted to the last digit.
			if (field === undefined || asSeen === "" || Number.isNaN(Number(asSeen)) || isExact(one)) return asSeen;
			return `${read.sign}${numberCell(tidy(read.value * meant.factor), field)}`;
		};
		return { name: own.name, cell };
	};
	const inChart = new Set([...names.values()].map((one) => one.column));
	const besides = charting.columns.flatMap((one): readonly ColumnWriter[] => {
		const values = inChart.has(one.name) || wordSigns.some((name) => run.bind[name]?.column === one.name) ? undefined : column(one.name);
		if (values === undefined) return [];
		const cell = (row: WrittenLook): string => {
			const read = found(one, values, row);
			return read ? `${read.sign}${read.value}` : "";
		};
		return [{ name: one.name, cell }];
	});
	return { inPlace, besides };
}

function levelNamed({ bind }: Run, name: string) {
	const level = wordSigns.find((one) => one === name);
	const bound = level && bind[level];
	return bound && { column: bound.column, factor: 1 };
}
