import { exactShare } from "./binomial-interval.ts";
import { type BinCounts, count, inOrder, joinedCounts, quantiles } from "./bins.ts";
import { deviationOf, type Moments, meanEstimate, noMoments, withNumber } from "./mean-estimate.ts";
import { type PairCounts, pairedShareDifference } from "./paired-difference.ts";
import { type DayCounts, flowGrades, type PatientRow } from "./simulate-patients.ts";
import type { HeadCovariate, StudyHead } from "./study-head.ts";
import type { Band, Benefit, Difference, Estimate, OutcomeSummary, StudySummary } from "./study-summary.ts";

/** A block of patients: their rows in order of patient and cell, and their counts by day. */
export interface Block {
	readonly rows: readonly PatientRow[];
	readonly days: DayCounts;
}

/** Failures that a summary names. */
const mostNamed = 20;
const shares = { 5: 0.05, 25: 0.25, 50: 0.5, 75: 0.75, 95: 0.95 } as const;

/** What is known of one outcome in one cell. */
interface OutcomeSums {
	moments: Moments;
	/** Patients who have a probability outcome. */
	have: number;
	readonly bins: Map<number, number>;
	least: number;
	most: number;
}

/** The same patients in two cells. */
interface PairSums {
	moments: Moments;
	counts: PairCounts;
}

const noOutcome = (): OutcomeSums => ({
	moments: noMoments(0),
	have: 0,
	bins: new Map(),
	least: Number.POSITIVE_INFINITY,
	most: Number.NEGATIVE_INFINITY,
});
const noPairs = (): PairSums => ({ moments: noMoments(0), counts: { both: 0, onlyHere: 0, onlyThere: 0, neither: 0 } });

/** Sums about the first number of all, which lies near the others; blocks come in their order, so it is always the same. */
const aboutFirst = (moments: Moments, value: number): Moments => (moments.n === 0 ? noMoments(value) : moments);

function addNumber(sums: OutcomeSums, value: number, unit: string): void {
	if (!Number.isFinite(value)) return;
	sums.moments = withNumber(aboutFirst(sums.moments, value), value);
	if (value === 1) sums.have++;
	count(sums.bins, value, unit);
	sums.least = Math.min(sums.least, value);
	sums.most = Math.max(sums.most, value);
}

function addPair(sums: PairSums, here: number, there: number): void {
	if (!Number.isFinite(here) || !Number.isFinite(there)) return;
	sums.moments = withNumber(aboutFirst(sums.moments, here - there), here - there);
	const kind = here === 1 ? (there === 1 ? "both" : "onlyHere") : there === 1 ? "onlyThere" : "neither";
	sums.counts = { ...sums.counts, [kind]: sums.counts[kind] + 1 };
}

type Kind = OutcomeSummary["kind"];

const differenceOf = (kind: Kind, { moments, counts }: PairSums): Estimate =>
	kind === "probability" ? pairedShareDifference(counts) : meanEstimate(moments);

function outcomeSummary(
	{ name, is, kind, unit }: StudyHead["outcomes"][number],
	{ moments, have, bins, least, most }: OutcomeSums,
): OutcomeSummary {
	const { n } = moments;
	if (kind === "probability") return { kind, name, is, patients: n, count: have, share: exactShare(have, n) };
	return {
		kind,
		name,
		is,
		unit,
		patients: n,
		mean: meanEstimate(moments),
		sd: deviationOf(moments),
		quantiles: quantilesOf(bins, unit, [least, most]),
	};
}

function quantilesOf(bins: BinCounts, unit: string, within?: readonly [number, number]) {
	const values = quantiles(bins, { unit, shares: Object.values(shares), ...(within ? { within } : {}) });
	const [q5, q25, q50, q75, q95] = values as [number, number, number, number, number];
	return { "5": q5, "25": q25, "50": q50, "75": q75, "95": q95 };
}

function bandOf({ column, title, unit }: StudyHead["bands"][number], days: readonly BinCounts[]): Band {
	const byDay = days.map((bins) => quantilesOf(bins, unit));
	const along = (q: "5" | "25" | "50" | "75" | "95") => byDay.map((one) => one[q]);
	return {
		column,
		title,
		unit,
		quantiles: { "5": along("5"), "25": along("25"), "50": along("50"), "75": along("75"), "95": along("95") },
	};
}

/** Which quarter of all patients a value lies in, 0 to 3. */
const quarterOf = (value: number, [low, middle, high]: readonly [number, number, number]) =>
	value < low ? 0 : value < middle ? 1 : value < high ? 2 : 3;

/** What is added up over the blocks of a study. Its size does not grow with the patients. */
export interface Gathering {
	/** Adds the next block; blocks come in their order, so that sums are the same however the work was cut. */
	readonly add: (block: Block) => void;
	readonly summary: () => StudySummary;
}

/** Opens the sums of a study. */
export function gatheringOf(head: StudyHead): Gathering {
	const { cells, outcomes, covariates, against } = head;
	const table = <T>(make: () => T) => cells.map(() => outcomes.map(make));
	const sums = table(noOutcome);
	const pairs = table(noPairs);
	const quarters = cells.map(() => covariates.map(() => outcomes.map(() => [noPairs(), noPairs(), noPairs(), noPairs()])));
	const finished = cells.map(() => 0);
	const failed = cells.map(() => 0);
	const first: StudySummary["failures"]["first"][number][] = [];
	const bands = cells.map(() => head.bands.map(() => head.days.map((): BinCounts => new Map())));
	const flows = cells.map(() => flowGrades.map(() => head.days.map(() => [0, 0, 0, 0, 0, 0, 0])));

	const addRow = (row: PatientRow) => {
		if (row.failed !== null) {
			failed[row.cell]!++;
			if (first.length < mostNamed) first.push({ patient: row.patient, cell: row.cell, why: row.failed });
			return;
		}
		finished[row.cell]!++;
		for (const [o, { unit }] of outcomes.entries()) addNumber(sums[row.cell]![o]!, row.outcomes[o]!, unit);
	};
	const addPairs = (row: PatientRow, other: PatientRow | undefined) => {
		if (!other || row.failed !== null || other.failed !== null) return;
		for (const o of outcomes.keys()) {
			const [here, there] = [row.outcomes[o]!, other.outcomes[o]!];
			addPair(pairs[row.cell]![o]!, here, there);
			for (const [c, { quarters: borders }] of covariates.entries()) {
				if (borders) addPair(quarters[row.cell]![c]![o]![quarterOf(other.covariates[c]!, borders)]!, here, there);
			}
		}
	};
	const compared = cells.flatMap((_, cell) => {
		const reference = against[cell];
		return reference === null || reference === undefined ? [] : [{ cell, against: reference }];
	});
	const benefit = (where: { cell: number; against: number }, c: number, o: number): Benefit[] => {
		const { name: covariate, unit: covariateUnit, quarters: borders }: HeadCovariate = covariates[c]!;
		if (!borders) return [];
		const { name: outcome, unit, kind } = outcomes[o]!;
		const edges = [null, ...borders, null];
		const rows = quarters[where.cell]![c]![o]!.map((one, q) => ({
			from: edges[q]!,
			to: edges[q + 1]!,
			pairs: one.moments.n,
			difference: one.moments.n < 2 ? null : differenceOf(kind, one),
		}));
		return [{ outcome, unit, kind, ...where, covariate, covariateUnit, quarters: rows }];
	};
	return {
		add: ({ rows, days }) => {
			for (let i = 0; i < rows.length; i += cells.length) {
				const patient = rows.slice(i, i + cells.length);
				for (const row of patient) addRow(row);
				for (const { cell, against: reference } of compared) addPairs(patient[cell]!, patient[reference]);
			}
			for (const [c, list] of days.bands.entries())
				for (const [b, byDay] of list.entries())
					for (const [d, bins] of byDay.entries()) bands[c]![b]![d] = joinedCounts([bands[c]![b]![d]!, bins]);
			for (const [c, list] of days.flows.entries())
				for (const [g, byDay] of list.entries())
					for (const [d, counts] of byDay.entries()) for (const [k, n] of counts.entries()) flows[c]![g]![d]![k]! += n;
		},
		summary: () => ({
			title: head.title,
			about: head.about,
			seed: head.seed,
			patients: head.patients,
			cells: cells.map(({ arm, vary }, c) => ({
				arm,
				vary,
				finished: finished[c]!,
				failed: failed[c]!,
				outcomes: outcomes.map((outcome, o) => outcomeSummary(outcome, sums[c]![o]!)),
				days: head.days,
				bands: head.bands.map((band, b) => bandOf(band, bands[c]![b]!)),
				flows: head.bands.length === 0 ? [] : flowGrades.map((grade, g) => ({ grade, counts: flows[c]![g]! })),
			})),
			differences: compared.flatMap((where) =>
				outcomes.map(({ name: outcome, unit, kind }, o): Difference => {
					const one = pairs[where.cell]![o]!;
					return { outcome, unit, kind, ...where, pairs: one.moments.n, difference: differenceOf(kind, one) };
				}),
			),
			benefits: compared.flatMap((where) => covariates.flatMap((_, c) => outcomes.flatMap((_outcome, o) => benefit(where, c, o)))),
			failures: { count: failed.reduce((sum, n) => sum + n, 0), first },
		}),
	};
}

/** A block as JSON: unknown numbers are null, bins are pairs. */
export const blockJson = ({ rows, days }: Block): unknown => ({
	rows: rows.map(({ patient, cell, failed, covariates, outcomes }) => [patient, cell, failed, covariates, outcomes]),
	bands: days.bands.map((list) => list.map((byDay) => byDay.map(inOrder))),
	flows: days.flows,
});

type Written = {
	readonly rows: readonly [number, number, string | null, (number | null)[], (number | null)[]][];
	readonly bands: readonly (readonly (readonly (readonly (readonly [number, number])[])[])[])[];
	readonly flows: DayCounts["flows"];
};

const known = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NaN);

/** A block from its JSON. */
export function blockFromJson(written: unknown): Block {
	const { rows, bands, flows } = written as Written;
	return {
		rows: rows.map(([patient, cell, failed, covariates, outcomes]) => ({
			patient,
			cell,
			failed,
			covariates: known(covariates),
			outcomes: known(outcomes),
		})),
		days: { bands: bands.map((list) => list.map((byDay) => byDay.map((pairs) => new Map<number, number>(pairs)))), flows },
	};
}

/** Parts of one block, in order of patients, as one. */
export function joinedParts(parts: readonly Block[]): Block {
	const [head] = parts;
	if (!head) throw new RangeError("a block has parts");
	const along = <T>(pick: (block: Block) => readonly T[], join: (same: readonly T[]) => T): T[] =>
		pick(head).map((_, i) => join(parts.map((part) => pick(part)[i]!)));
	return {
		rows: parts.flatMap(({ rows }) => rows),
		days: {
			bands: along(
				({ days }) => days.bands,
				(cells) => cells[0]!.map((byDay, b) => byDay.map((_, d) => joinedCounts(cells.map((cell) => cell[b]![d]!)))),
			),
			flows: along(
				({ days }) => days.flows,
				(cells) =>
					cells[0]!.map((byDay, g) =>
						byDay.map((counts, d) => counts.map((_, k) => cells.reduce((sum, cell) => sum + cell[g]![d]![k]!, 0))),
					),
			),
		},
	};
}
