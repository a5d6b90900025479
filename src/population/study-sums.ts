import { type BinCounts, count, inOrder } from "./bins.ts";
import type { Block } from "./block.ts";
import { addMoments, addNumber, type ExactMoments, noExactMoments } from "./exact-sum.ts";
import type { PairCounts } from "./paired-difference.ts";
import type { DayCounts, PatientRow } from "./simulate-patients.ts";
import { cellsInUse, dayPlaces, type StudyHead } from "./study-head.ts";
import type { StudySummary } from "./study-summary.ts";

/** What is known of one outcome in one cell. */
export interface OutcomeSums {
	readonly moments: ExactMoments;
	/** Patients who have a probability outcome. */
	have: number;
	readonly bins: Map<number, number>;
	least: number;
	most: number;
}

/** The same patients in two cells. */
export interface PairSums {
	readonly moments: ExactMoments;
	readonly counts: { -readonly [K in keyof PairCounts]: PairCounts[K] };
}

/** All that is added up of one cell. */
export interface CellSums {
	finished: number;
	failed: number;
	readonly outcomes: readonly OutcomeSums[];
	/** By outcome, against the cell that this one is compared with. */
	readonly pairs: readonly PairSums[];
	/** The same by `[covariate][outcome][quarter]`. */
	readonly quarters: readonly (readonly (readonly PairSums[])[])[];
}

/** Counts by day, of a cell or of one over all sets of an ensemble. */
export interface PlaceSums {
	/** By `[band][day]`. */
	readonly bands: readonly (readonly Map<number, number>[])[];
	/** By `[grade][day]`: patients at grade 0 to 5 and at an unknown one. */
	readonly flows: readonly (readonly number[][])[];
}

type NamedFailure = StudySummary["failures"]["first"][number];

/**
 * All that the summary of a study needs, and nothing of a single patient but the first failures. Its size does not grow with the patients, and
 * sums of parts add up to those of the whole, to the last bit, in any order. Plain data.
 */
export interface StudySums {
	readonly cells: Map<number, CellSums>;
	readonly places: Map<number, PlaceSums>;
	/** The first failures, with their reasons. */
	named: NamedFailure[];
}

/** Failures that a summary names. */
const mostNamed = 20;

const noOutcome = (): OutcomeSums => ({
	moments: noExactMoments(),
	have: 0,
	bins: new Map(),
	least: Number.POSITIVE_INFINITY,
	most: Number.NEGATIVE_INFINITY,
});
const noPairs = (): PairSums => ({ moments: noExactMoments(), counts: { both: 0, onlyHere: 0, onlyThere: 0, neither: 0 } });

const noCell = ({ outcomes, covariates }: StudyHead): CellSums => ({
	finished: 0,
	failed: 0,
	outcomes: outcomes.map(noOutcome),
	pairs: outcomes.map(noPairs),
	quarters: covariates.map(() => outcomes.map(() => [noPairs(), noPairs(), noPairs(), noPairs()])),
});

const noPlace = ({ bands, grades, days }: StudyHead): PlaceSums => ({
	bands: bands.map(() => days.map(() => new Map())),
	flows: grades.map(() => days.map(() => [0, 0, 0, 0, 0, 0, 0])),
});

export const noSums = (): StudySums => ({ cells: new Map(), places: new Map(), named: [] });

function entry<T>(map: Map<number, T>, key: number, make: () => T): T {
	const found = map.get(key);
	if (found !== undefined) return found;
	const made = make();
	map.set(key, made);
	return made;
}

/** The sums of a cell of which nothing may have been added yet. */
export const cellOf = (sums: StudySums, cell: number, head: StudyHead): CellSums => entry(sums.cells, cell, () => noCell(head));
/** The counts by day of a place of which nothing may have been added yet. */
export const placeOf = (sums: StudySums, place: number, head: StudyHead): PlaceSums => entry(sums.places, place, () => noPlace(head));

function addOutcome(sums: OutcomeSums, value: number, unit: string): void {
	if (!Number.isFinite(value)) return;
	addNumber(sums.moments, value);
	if (value === 1) sums.have++;
	count(sums.bins, value, unit);
	sums.least = Math.min(sums.least, value);
	sums.most = Math.max(sums.most, value);
}

function addPair({ moments, counts }: PairSums, here: number, there: number): void {
	if (!Number.isFinite(here) || !Number.isFinite(there)) return;
	addNumber(moments, here - there);
	counts[here === 1 ? (there === 1 ? "both" : "onlyHere") : there === 1 ? "onlyThere" : "neither"]++;
}

/** Which quarter of all patients a value lies in, 0 to 3. */
const quarterOf = (value: number, [low, middle, high]: readonly [number, number, number]) =>
	value < low ? 0 : value < middle ? 1 : value < high ? 2 : 3;

const inOrderOfPatients = (one: NamedFailure, other: NamedFailure) => one.patient - other.patient || one.cell - other.cell;

function nameFailures(sums: StudySums, more: readonly NamedFailure[]): void {
	if (more.length > 0) sums.named = [...sums.named, ...more].sort(inOrderOfPatients).slice(0, mostNamed);
}

function addRow(sums: StudySums, { patient, cell, failed, outcomes }: PatientRow, head: StudyHead): void {
	const found = cellOf(sums, cell, head);
	if (failed !== null) {
		found.failed++;
		nameFailures(sums, [{ patient, cell, why: failed }]);
		return;
	}
	found.finished++;
	for (const [o, { unit }] of head.outcomes.entries()) addOutcome(found.outcomes[o]!, outcomes[o]!, unit);
}

/** Adds the same patient in a cell and in the one that it is compared with. */
function addPatientPair({ pairs, quarters }: CellSums, here: PatientRow, there: PatientRow, { outcomes, covariates }: StudyHead): void {
	if (here.failed !== null || there.failed !== null) return;
	for (const o of outcomes.keys()) {
		const [one, other] = [here.outcomes[o]!, there.outcomes[o]!];
		addPair(pairs[o]!, one, other);
		for (const [c, { quarters: borders }] of covariates.entries())
			if (borders) addPair(quarters[c]![o]![quarterOf(there.covariates[c]!, borders)]!, one, other);
	}
}

/** Adds the rows of one patient. With the sets of an ensemble `fit/study-ensemble.ts` deals. */
function addPatient(sums: StudySums, rows: readonly PatientRow[], head: StudyHead): void {
	const inUse = cellsInUse(head);
	const byCell = new Map(rows.map((row) => [row.cell, row]));
	for (const row of rows) {
		if (row.cell >= inUse) continue;
		addRow(sums, row, head);
		const against = head.against[row.cell] ?? null;
		const there = against === null ? undefined : byCell.get(against);
		if (there) addPatientPair(cellOf(sums, row.cell, head), row, there, head);
	}
}

function addCounts(counts: Map<number, number>, more: BinCounts): void {
	for (const [bin, n] of more) counts.set(bin, (counts.get(bin) ?? 0) + n);
}

function addPlace(
	{ bands, flows }: PlaceSums,
	more: { readonly bands: DayCounts["bands"][number]; readonly flows: DayCounts["flows"][number] },
) {
	for (const [b, byDay] of bands.entries()) for (const [d, bins] of byDay.entries()) addCounts(bins, more.bands[b]![d]!);
	for (const [g, byDay] of flows.entries())
		for (const [d, counts] of byDay.entries()) for (const k of counts.keys()) counts[k]! += more.flows[g]![d]![k]!;
}

/** The rows of each patient: those of one stand together. */
function* byPatient(rows: readonly PatientRow[]): Generator<readonly PatientRow[]> {
	for (let from = 0; from < rows.length; ) {
		let to = from + 1;
		while (to < rows.length && rows[to]!.patient === rows[from]!.patient) to++;
		yield rows.slice(from, to);
		from = to;
	}
}

/**
 * Adds up a block of patients.
 *
 *     addSums(all, sumsOf(block, head), head);
 */
export function sumsOf({ rows, days }: Block, head: StudyHead): StudySums {
	const sums = noSums();
	for (const patient of byPatient(rows)) addPatient(sums, patient, head);
	const places = dayPlaces(head);
	for (const place of new Set(rows.map(({ cell }) => places[cell]!)))
		addPlace(placeOf(sums, place, head), { bands: days.bands[place]!, flows: days.flows[place]! });
	return sums;
}

function addPairs(sums: PairSums, { moments, counts }: PairSums): void {
	addMoments(sums.moments, moments);
	for (const kind of ["both", "onlyHere", "onlyThere", "neither"] as const) sums.counts[kind] += counts[kind];
}

function addCell(sums: CellSums, more: CellSums): void {
	sums.finished += more.finished;
	sums.failed += more.failed;
	for (const [o, outcome] of sums.outcomes.entries()) {
		const other = more.outcomes[o]!;
		addMoments(outcome.moments, other.moments);
		outcome.have += other.have;
		addCounts(outcome.bins, other.bins);
		outcome.least = Math.min(outcome.least, other.least);
		outcome.most = Math.max(outcome.most, other.most);
		addPairs(sums.pairs[o]!, more.pairs[o]!);
	}
	for (const [c, list] of sums.quarters.entries())
		for (const [o, quarters] of list.entries()) for (const [q, pairs] of quarters.entries()) addPairs(pairs, more.quarters[c]![o]![q]!);
}

/** Adds the sums of other patients or cells, in place. */
export function addSums(sums: StudySums, more: StudySums, head: StudyHead): void {
	for (const [cell, other] of more.cells) addCell(cellOf(sums, cell, head), other);
	for (const [place, other] of more.places) addPlace(placeOf(sums, place, head), other);
	nameFailures(sums, more.named);
}

/** Tells the fields that JSON has no number for. */
const bounds: Readonly<Record<string, number>> = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };

/** Counts in bins as one list: the bin, as its distance from the one before, and its count. Less than half of what pairs take, compressed. */
const binsWritten = (bins: BinCounts): number[] => {
	let last = 0;
	return inOrder(bins).flatMap(([bin, n]) => {
		const step = bin - last;
		last = bin;
		return [step, n];
	});
};

function binsRead(list: readonly number[]): Map<number, number> {
	const bins = new Map<number, number>();
	let bin = 0;
	for (let i = 0; i < list.length; i += 2) {
		bin += list[i]!;
		bins.set(bin, list[i + 1]!);
	}
	return bins;
}

const isBins = (map: ReadonlyMap<number, unknown>): map is BinCounts => [...map.values()].every((value) => typeof value === "number");

/** Sums as JSON: counts in bins under `bins`, other maps as lists of pairs under `entries`. */
export const sumsJson = (sums: StudySums): string =>
	JSON.stringify(sums, (_, value: unknown) => {
		if (!(value instanceof Map)) return value;
		const map = value as ReadonlyMap<number, unknown>;
		return isBins(map) ? { bins: binsWritten(map) } : { entries: [...map].sort(([a], [b]) => a - b) };
	});

/** Sums from their JSON. */
export const sumsFromJson = (text: string): StudySums =>
	JSON.parse(text, (key, value: unknown) => {
		if (value === null) return bounds[key] ?? null;
		const { bins, entries } = value as { bins?: unknown; entries?: unknown };
		if (Array.isArray(bins) && bins.every((one) => typeof one === "number")) return binsRead(bins as number[]);
		return Array.isArray(entries) ? new Map(entries as [number, unknown][]) : value;
	}) as StudySums;
