import { numbers } from "../random/stream.ts";
import { exactShare } from "./binomial-interval.ts";
import { type BinCounts, quantiles } from "./bins.ts";
import type { Block } from "./block.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { momentsOf } from "./exact-sum.ts";
import { deviationOf, type Moments, meanEstimate } from "./mean-estimate.ts";
import { medianOf } from "./median-interval.ts";
import { pairedShareDifference } from "./paired-difference.ts";
import { pairedShareRatio } from "./paired-ratio.ts";
import { cellsInUse, type StudyHead } from "./study-head.ts";
import type { Band, Benefit, CellSummary, Difference, Estimate, Interval, OutcomeSummary, StudySummary } from "./study-summary.ts";
import { addSums, cellOf, noSums, type OutcomeSums, type PairSums, placeOf, type StudySums, sumsOf } from "./study-sums.ts";

const shares = { 5: 0.05, 25: 0.25, 50: 0.5, 75: 0.75, 95: 0.95 } as const;

type OutcomeKind = OutcomeSummary["kind"];

const differenceOf = (kind: OutcomeKind, { moments, counts }: PairSums): Estimate =>
	kind === "probability" ? pairedShareDifference(counts) : meanEstimate(momentsOf(moments));

const ratioOf = (kind: OutcomeKind, { counts }: PairSums): Interval | null => (kind === "probability" ? pairedShareRatio(counts) : null);

function outcomeSummary(outcome: StudyHead["outcomes"][number], sums: OutcomeSums, next: () => number): OutcomeSummary {
	const { name, is, kind, unit, among } = outcome;
	const { have, bins, least, most } = sums;
	const moments = momentsOf(sums.moments);
	const { n } = moments;
	const said = { name, is, ...(among === undefined ? {} : { among }) };
	if (kind === "probability") return { kind, ...said, patients: n, count: have, share: exactShare(have, n) };
	const within = [least, most] as const;
	return {
		kind,
		...said,
		unit,
		patients: n,
		...meanOf(outcome, { moments, bins, within }, next),
		median: medianOf(n, (share) => quantiles(bins, { unit, shares: [share], within })[0]!),
		sd: deviationOf(moments),
		quantiles: quantilesOf(bins, unit, within),
	};
}

/** The mean with the interval of Student's t, or that of a bootstrap where it would go below what any patient can have. */
function meanOf(
	{ unit, least: bound }: StudyHead["outcomes"][number],
	{ moments, bins, within }: { readonly moments: Moments; readonly bins: BinCounts; readonly within: readonly [number, number] },
	next: () => number,
): { readonly mean: Estimate; readonly meanBy: "t" | "bootstrap" } {
	const mean = meanEstimate(moments);
	const leaves = bound !== undefined && moments.n >= 2 && within[0] >= bound && mean.interval[0] < bound;
	if (!leaves) return { mean, meanBy: "t" };
	const interval = bootstrapInterval(bins, { unit, mean: mean.value, within, next });
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

function cellSummaries(head: StudyHead, sums: StudySums): CellSummary[] {
	const inUse = cellsInUse(head);
	const bandsOf = (place: number) => head.bands.map((band, b) => bandOf(band, placeOf(sums, place, head).bands[b]!));
	return head.cells.slice(0, inUse).map(({ arm, vary }, c) => {
		const { finished, failed, outcomes } = cellOf(sums, c, head);
		const { flows } = placeOf(sums, c, head);
		return {
			arm,
			vary,
			finished,
			failed,
			outcomes: head.outcomes.map((outcome, o) =>
				outcomeSummary(outcome, outcomes[o]!, numbers(head.seed, `bootstrap ${c} ${outcome.name}`)),
			),
			days: head.days,
			bands: bandsOf(c),
			...(head.ensemble === undefined ? {} : { overSets: bandsOf(inUse + c) }),
			flows: head.bands.length === 0 ? [] : head.grades.map(({ toxicity: grade }, g) => ({ grade, counts: flows[g]! })),
		};
	});
}

const differencesOf = (head: StudyHead, sums: StudySums, where: CellComparison): Difference[] =>
	head.outcomes.map(({ name: outcome, unit, kind }, o) => {
		const one = cellOf(sums, where.cell, head).pairs[o]!;
		return { outcome, unit, kind, ...where, pairs: one.moments.n, difference: differenceOf(kind, one), ratio: ratioOf(kind, one) };
	});

/** The differences by quarter of each covariate that has quarters. */
function benefitsOf(head: StudyHead, sums: StudySums, where: CellComparison): Benefit[] {
	const { covariates, outcomes } = head;
	const { quarters } = cellOf(sums, where.cell, head);
	return covariates.flatMap(({ name: covariate, unit: covariateUnit, quarters: borders }, c) => {
		if (!borders) return [];
		const edges = [null, ...borders, null];
		return outcomes.map(({ name: outcome, unit, kind }, o): Benefit => {
			const rows = quarters[c]![o]!.map((one, q) => ({
				from: edges[q]!,
				to: edges[q + 1]!,
				pairs: one.moments.n,
				difference: one.moments.n < 2 ? null : differenceOf(kind, one),
			}));
			return { outcome, unit, kind, ...where, covariate, covariateUnit, quarters: rows };
		});
	});
}

/** What is added up over the blocks of a study. Its size does not grow with the patients. */
export interface Gathering {
	/** Adds a block: the same to the last bit in any order, however the work was cut. `sums` are those of the block, where they are known. */
	readonly add: (block: Block, sums?: StudySums) => void;
	readonly summary: () => StudySummary;
}

/** Opens the sums of a study. */
export function gatheringOf(head: StudyHead): Gathering {
	const sums = noSums();
	return { add: (block, more = sumsOf(block, head)) => addSums(sums, more, head), summary: () => summaryOf(head, sums) };
}

function summaryOf(head: StudyHead, sums: StudySums): StudySummary {
	const { title, about, seed, patients, warnings } = head;
	const compared = comparisonsOf(head);
	const cells = cellSummaries(head, sums);
	return {
		title,
		about,
		seed,
		patients,
		cells,
		differences: compared.flatMap((where) => differencesOf(head, sums, where)),
		benefits: compared.flatMap((where) => benefitsOf(head, sums, where)),
		failures: { count: cells.reduce((sum, { failed }) => sum + failed, 0), first: sums.named },
		warnings,
	};
}
