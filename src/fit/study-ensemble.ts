import { log } from "../elementary/logarithm.ts";
import { type Gathering, gatheringOf } from "../population/gather.ts";
import type { PatientRow } from "../population/simulate-patients.ts";
import { cellsInUse, type StudyHead } from "../population/study-head.ts";
import type { Deciders, EnsembleSummary, OverSets, StudySummary } from "../population/study-summary.ts";
import { drawsOf } from "../random/stream.ts";
import { meanOf, pullsOf, varianceOf, virtualSets } from "../trial/virtual-sets.ts";
import { decidingShares } from "./deciding-shares.ts";

/** What patients have of an outcome, by set: patients are in the same order in each. */
type ValuesBySet = readonly (readonly number[])[];

const quantileOf = (sorted: readonly number[], share: number): number => {
	const place = share * (sorted.length - 1);
	const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
	return low + (high - low) * (place - Math.floor(place));
};

/**
 * What sets of parameters add to the mean of an outcome (a share: the mean of 0 and 1), told apart from chance; null where it is known in nobody.
 *
 *     overSets([[1, 0, 1], [1, 1, 1]])?.parameters
 */
export function overSets(values: ValuesBySet): OverSets | null {
	const found = virtualSets(values, "mean");
	if (found === null) return null;
	const { sets, weight, size } = found;
	const centers = sets.map(({ center }) => center);
	const center = meanOf(centers);
	const ofPatients = meanOf(values.flatMap((set) => pullsOf(set, "mean")?.variance ?? []));
	const sorted = centers.map((one) => center + weight * (one - center)).sort((a, b) => a - b);
	return {
		center,
		interval: [quantileOf(sorted, 0.025), quantileOf(sorted, 0.975)],
		parameters: weight * Math.sqrt(varianceOf(centers)),
		chance: Math.sqrt(ofPatients / size),
		patients: Math.sqrt(ofPatients),
	};
}

type Columns = Parameters<typeof decidingShares>[0];

/** Multiples as logarithms: what is twice and what is half lie equally far. What is no multiple is left as it is written. */
function knobsOf(
	sets: NonNullable<StudyHead["ensemble"]>["sets"],
): readonly { readonly name: string; readonly values: readonly number[] }[] {
	const written = sets.map((set) =>
		Object.entries(set).flatMap(([name, entry]): readonly (readonly [string, number])[] => {
			const parts =
				typeof entry === "object" && entry !== null ? Object.entries(entry as Record<string, unknown>) : [["value", entry] as const];
			return parts.map(([of, value]) => {
				const number = Number.parseFloat(String(value));
				return [
					of === "value" || of === "to" ? name : `${of} of ${name}`,
					/x\s*$/.test(String(value)) && number > 0 ? log(number) : number,
				];
			});
		}),
	);
	const names = [...new Set(written.flatMap((entries) => entries.map(([name]) => name)))];
	return names.map((name) => ({ name, values: written.map((entries) => entries.find(([one]) => one === name)?.[1] ?? 0) }));
}

const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));
const meanOfKnown = (values: readonly number[]): number => (known(values).length === 0 ? Number.NaN : meanOf(known(values)));

/** Where each patient stands in each thing that patients differ in: the share of patients below. */
function drawsBy(names: readonly string[], { seed, patients }: { readonly seed: number; readonly patients: readonly number[] }): Columns {
	const chances = patients.map((patient) => drawsOf({ seed, patient }));
	return names.map((name) => ({ name, values: chances.map((chance) => chance(name)) }));
}

/** Cells whose deciders are told; a grid of many would fill pages. */
const mostDecided = 12;

/** What is added up of the sets of an ensemble, block by block. */
export interface EnsembleGathering {
	readonly add: (rows: readonly PatientRow[]) => void;
	/** What the sets add to what was found with the parameters in use. */
	readonly summary: (study: StudySummary) => EnsembleSummary;
}

/**
 * Gathers what every set of a study's ensemble makes of its patients; null where it has none.
 *
 *     const ensemble = ensembleGathering(head);
 *     ensemble?.add(rows);
 */
export function ensembleGathering(head: StudyHead): EnsembleGathering | null {
	const { ensemble, outcomes, seed, cells } = head;
	if (ensemble === undefined) return null;
	const inUse = cellsInUse(head);
	const values = cells.map(() => outcomes.map((): number[] => []));
	const patients: number[] = [];
	let failed = 0;
	const bySet = (cell: number, outcome: number): ValuesBySet => ensemble.sets.map((_, s) => values[inUse * (s + 1) + cell]![outcome]!);
	const differences = (cell: number, against: number, outcome: number): ValuesBySet => {
		const there = bySet(against, outcome);
		return bySet(cell, outcome).map((set, s) => set.map((value, i) => value - there[s]![i]!));
	};
	let drawn: Columns | undefined;
	const draws = (): Columns => {
		drawn ??= drawsBy(ensemble.varying, { seed, patients });
		return drawn;
	};
	const decidersOf = (found: ValuesBySet, where: Pick<Deciders, "outcome" | "cell" | "against">): Deciders | null => {
		const over = overSets(found);
		if (over === null) return null;
		const { parameters, patients: between } = over;
		const all = parameters * parameters + between * between;
		const ofPatients = patients.map((_, i) => meanOfKnown(found.map((set) => set[i]!)));
		return {
			...where,
			unknowns: all > 0 ? (parameters * parameters) / all : 0,
			parameters: decidingShares(knobsOf(ensemble.sets), { outcomes: found.map(meanOfKnown), seed }),
			patients: decidingShares(draws(), { outcomes: ofPatients, seed }),
		};
	};
	return {
		add: (rows) => {
			for (const { patient, cell, failed: why, outcomes: read } of rows) {
				if (cell === 0) patients.push(patient);
				if (why !== null && cell >= inUse) failed++;
				for (const o of outcomes.keys()) values[cell]![o]!.push(Number.isFinite(read[o]!) ? read[o]! : Number.NaN);
			}
		},
		summary: (study) => {
			const places = study.cells.map((_, c) => c);
			const told = [
				...places.slice(0, mostDecided).flatMap((cell) => outcomes.map(({ name }, o) => ({ outcome: name, o, cell, against: null }))),
				...study.differences
					.slice(0, mostDecided * outcomes.length)
					.map(({ outcome, cell, against }) => ({ outcome, o: outcomes.findIndex(({ name }) => name === outcome), cell, against })),
			];
			return {
				name: ensemble.name,
				source: ensemble.source,
				sets: ensemble.sets.length,
				failed,
				cells: places.map((cell) => outcomes.map((_, o) => overSets(bySet(cell, o)))),
				differences: study.differences.map(({ outcome, cell, against }) =>
					overSets(
						differences(
							cell,
							against,
							outcomes.findIndex(({ name }) => name === outcome),
						),
					),
				),
				decides: told.flatMap(({ o, ...where }) => {
					const found = where.against === null ? bySet(where.cell, o) : differences(where.cell, where.against, o);
					return decidersOf(found, where) ?? [];
				}),
			};
		},
	};
}

/**
 * Opens the sums of a study, with those of its ensemble where it has one.
 *
 *     const gathering = studyGathering(head);
 *     gathering.add(block);
 */
export function studyGathering(head: StudyHead): Gathering {
	const [sums, ensemble] = [gatheringOf(head), ensembleGathering(head)];
	if (ensemble === null) return sums;
	return {
		add: (block, summed) => {
			sums.add(block, summed);
			ensemble.add(block.rows);
		},
		summary: () => {
			const study = sums.summary();
			return { ...study, ensemble: ensemble.summary(study) };
		},
	};
}
