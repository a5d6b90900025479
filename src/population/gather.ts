import { numbers } from "../random/stream.ts";
import { exactShare } from "./binomial-interval.ts";
import { type BinCounts, count, inOrder, joinedCounts, quantiles } from "./bins.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { deviationOf, type Moments, meanEstimate, noMoments, withNumber } from "./mean-estimate.ts";
import { medianOf } from "./median-interval.ts";
import { type PairCounts, pairedShareDifference } from "./paired-difference.ts";
import { pairedShareRatio } from "./paired-ratio.ts";
import type { DayCounts, PatientRow } from "./simulate-patients.ts";
import { cellsInUse, dayPlaces, type StudyHead } from "./study-head.ts";
import type { Band, Benefit, CellSummary, Difference, Estimate, Interval, OutcomeSummary, StudySummary } from "./study-summary.ts";

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

type OutcomeKind = OutcomeSummary["kind"];

const differenceOf = (kind: OutcomeKind, { moments, counts }: PairSums): Estimate =>
	kind === "probability" ? pairedShareDifference(counts) : meanEstimate(moments);

const ratioOf = (kind: OutcomeKind, { counts }: PairSums): Interval | null => (kind === "probability" ? pairedShareRatio(counts) : null);

function outcomeSummary(outcome: StudyHead["outcomes"][number], sums: OutcomeSums, next: () => number): OutcomeSummary {
	const { name, is, kind, unit, among } = outcome;
	const { moments, have, bins, least, most } = sums;
	const { n } = moments;
	const said = { name, is, ...(among === undefined ? {} : { among }) };
	if (kind === "probability") return { kind, ...said, patients: n, count: have, share: exactShare(have, n) };
	const within = [least, most] as const;
	return {
		kind,
		...said,
		unit,
		patients: n,
		...meanOf(outcome, sums, next),
		median: medianOf(n, (share) => quantiles(bins, { unit, shares: [share], within })[0]!),
		sd: deviationOf(moments),
		quantiles: quantilesOf(bins, unit, within),
	};
}

/** The mean with the interval of Student's t, or that of a bootstrap where it would go below what any patient can have. */
function meanOf(
	{ unit, least: bound }: StudyHead["outcomes"][number],
	{ moments, bins, least, most }: OutcomeSums,
	next: () => number,
): { readonly mean: Estimate; readonly meanBy: "t" | "bootstrap" } {
	const mean = meanEstimate(moments);
	const leaves = bound !== undefined && moments.n >= 2 && least >= bound && mean.interval[0] < bound;
	if (!leaves) return { mean, meanBy: "t" };
	const interval = bootstrapInterval(bins, { unit, mean: mean.value, within: [least, most], next });
	return { mean: { ...mean, interval }, meanBy: "bootstrap" };
}

function quantilesOf(bins: BinCounts, unit: string, within?: readonly [number, number]) {
	const values = quantiles(bins, { unit, shares: Object.values(shares), ...(within ? { within } : {}) });
	const [q5, q25, q50, q75, q95] = values as [number, number, number, number, number];
	return { "5": q5, "25": q25, "50": q50, "75": q75, "95": q95 };
}

function bandOf({ column, title, unit, display }: StudyHead["bands"][number], days: readonly BinCounts[]): Band {
	const byDay = days.map((bins) => quantilesOf(bins, unit));
	const along = (q: "5" | "25" | "50" | "75" | "95") => byDay.map((one) => one[q]);
	return {
		column,
		title,
		unit,
		...(display === undefined ? {} : { display }),
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

/** All sums of a study, by `[cell]` first. */
interface Sums {
	readonly finished: number[];
	readonly failed: number[];
	/** The first failures, with their reasons. */
	readonly named: StudySummary["failures"]["first"][number][];
	/** By `[cell][outcome]`. */
	readonly outcomes: readonly (readonly OutcomeSums[])[];
	readonly pairs: readonly (readonly PairSums[])[];
	/** By `[cell][covariate][outcome][quarter]`. */
	readonly quarters: readonly (readonly (readonly (readonly PairSums[])[])[])[];
	readonly bands: BinCounts[][][];
	readonly flows: number[][][][];
}

function noSums(head: StudyHead): Sums {
	const { outcomes, covariates, bands, days, grades } = head;
	const inEachCell = <T>(make: () => T): T[] => Array.from({ length: cellsInUse(head) }, make);
	const inEachPlace = <T>(make: () => T): T[] => [...new Set(dayPlaces(head))].map(make);
	return {
		finished: inEachCell(() => 0),
		failed: inEachCell(() => 0),
		named: [],
		outcomes: inEachCell(() => outcomes.map(noOutcome)),
		pairs: inEachCell(() => outcomes.map(noPairs)),
		quarters: inEachCell(() => covariates.map(() => outcomes.map(() => [noPairs(), noPairs(), noPairs(), noPairs()]))),
		bands: inEachPlace(() => bands.map(() => days.map((): BinCounts => new Map()))),
		flows: inEachPlace(() => grades.map(() => days.map(() => [0, 0, 0, 0, 0, 0, 0]))),
	};
}

function addRow(sums: Sums, { patient, cell, failed, outcomes }: PatientRow, head: StudyHead): void {
	if (failed !== null) {
		sums.failed[cell]!++;
		if (sums.named.length < mostNamed) sums.named.push({ patient, cell, why: failed });
		return;
	}
	sums.finished[cell]!++;
	for (const [o, { unit }] of head.outcomes.entries()) addNumber(sums.outcomes[cell]![o]!, outcomes[o]!, unit);
}

/** Adds the same patient in a cell and in the one that it is compared with. */
function addPatientPair(sums: Sums, here: PatientRow, there: PatientRow, { outcomes, covariates }: StudyHead): void {
	if (here.failed !== null || there.failed !== null) return;
	for (const o of outcomes.keys()) {
		const [one, other] = [here.outcomes[o]!, there.outcomes[o]!];
		addPair(sums.pairs[here.cell]![o]!, one, other);
		for (const [c, { quarters: borders }] of covariates.entries())
			if (borders) addPair(sums.quarters[here.cell]![c]![o]![quarterOf(there.covariates[c]!, borders)]!, one, other);
	}
}

function addDays({ bands, flows }: Sums, days: DayCounts): void {
	for (const [c, list] of days.bands.entries())
		for (const [b, byDay] of list.entries())
			for (const [d, bins] of byDay.entries()) bands[c]![b]![d] = joinedCounts([bands[c]![b]![d]!, bins]);
	for (const [c, list] of days.flows.entries())
		for (const [g, byDay] of list.entries())
			for (const [d, counts] of byDay.entries()) for (const [k, n] of counts.entries()) flows[c]![g]![d]![k]! += n;
}

/** A cell and the one that it is compared with. */
interface CellComparison {
	readonly cell: number;
	readonly against: number;
}

const comparisonsOf = ({ cells, against }: StudyHead): CellComparison[] =>
	cells.flatMap((_, cell) => {
		const reference = against[cell];
		return reference === null || reference === undefined ? [] : [{ cell, against: reference }];
	});

const cellSummaries = (head: StudyHead, sums: Sums): CellSummary[] =>
	head.cells.slice(0, cellsInUse(head)).map(({ arm, vary }, c) => ({
		arm,
		vary,
		finished: sums.finished[c]!,
		failed: sums.failed[c]!,
		outcomes: head.outcomes.map((outcome, o) =>
			outcomeSummary(outcome, sums.outcomes[c]![o]!, numbers(head.seed, `bootstrap ${c} ${outcome.name}`)),
		),
		days: head.days,
		bands: head.bands.map((band, b) => bandOf(band, sums.bands[c]![b]!)),
		...(head.ensemble === undefined ? {} : { overSets: head.bands.map((band, b) => bandOf(band, sums.bands[cellsInUse(head) + c]![b]!)) }),
		flows: head.bands.length === 0 ? [] : head.grades.map(({ toxicity: grade }, g) => ({ grade, counts: sums.flows[c]![g]! })),
	}));

const differencesOf = ({ outcomes }: StudyHead, { pairs }: Sums, where: CellComparison): Difference[] =>
	outcomes.map(({ name: outcome, unit, kind }, o) => {
		const one = pairs[where.cell]![o]!;
		return { outcome, unit, kind, ...where, pairs: one.moments.n, difference: differenceOf(kind, one), ratio: ratioOf(kind, one) };
	});

/** The differences by quarter of each covariate that has quarters. */
function benefitsOf({ covariates, outcomes }: StudyHead, { quarters }: Sums, where: CellComparison): Benefit[] {
	return covariates.flatMap(({ name: covariate, unit: covariateUnit, quarters: borders }, c) => {
		if (!borders) return [];
		const edges = [null, ...borders, null];
		return outcomes.map(({ name: outcome, unit, kind }, o): Benefit => {
			const rows = quarters[where.cell]![c]![o]!.map((one, q) => ({
				from: edges[q]!,
				to: edges[q + 1]!,
				pairs: one.moments.n,
				difference: one.moments.n < 2 ? null : differenceOf(kind, one),
			}));
			return { outcome, unit, kind, ...where, covariate, covariateUnit, quarters: rows };
		});
	});
}

/** Opens the sums of a study. */
export function gatheringOf(head: StudyHead): Gathering {
	const sums = noSums(head);
	const compared = comparisonsOf(head);
	const { title, about, seed, patients, cells } = head;
	const inUse = cellsInUse(head);
	return {
		add: ({ rows, days }) => {
			for (let i = 0; i < rows.length; i += cells.length) {
				// With the sets of an ensemble `fit/study-ensemble.ts` deals.
				const patient = rows.slice(i, i + inUse);
				for (const row of patient) addRow(sums, row, head);
				for (const { cell, against } of compared) addPatientPair(sums, patient[cell]!, patient[against]!, head);
			}
			addDays(sums, days);
		},
		summary: () => ({
			title,
			about,
			seed,
			patients,
			cells: cellSummaries(head, sums),
			differences: compared.flatMap((where) => differencesOf(head, sums, where)),
			benefits: compared.flatMap((where) => benefitsOf(head, sums, where)),
			failures: { count: sums.failed.reduce((sum, n) => sum + n, 0), first: sums.named },
			warnings: head.warnings,
		}),
	};
}

/** A block as JSON: unknown numbers are null, bins are pairs. */
export const blockJson = ({ rows, days }: Block): unknown => ({
	rows: rows.map(({ patient, cell, failed, covariates, outcomes }) => [patient, cell, failed, covariates, outcomes]),
	bands: days.bands.map((list) => list.map((byDay) => byDay.map(inOrder))),
	flows: days.flows,
});

type WrittenBlock = {
	readonly rows: readonly [number, number, string | null, (number | null)[], (number | null)[]][];
	readonly bands: readonly (readonly (readonly (readonly (readonly [number, number])[])[])[])[];
	readonly flows: DayCounts["flows"];
};

const known = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NaN);

/** A block from its JSON. */
export function blockFromJson(written: unknown): Block {
	const { rows, bands, flows } = written as WrittenBlock;
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
