import type { Day, Facts, Lab, Spell } from "./cohort.ts";

/** One figure of a trial beside the same figure of a virtual arm. */
export interface Row {
	readonly name: string;
	readonly simulated: number;
	readonly reported: number;
	readonly unit: "%" | "d" | "";
	/** Patients of the trial behind a percentage. */
	readonly of: number;
}

export const percent = (facts: readonly Facts[], holds: (one: Facts) => boolean): number =>
	facts.length === 0 ? Number.NaN : (100 * facts.filter(holds).length) / facts.length;

export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const place = share * (sorted.length - 1);
	const low = sorted[Math.floor(place)] ?? Number.NaN;
	return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? low) - low);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

function ranks(values: readonly number[]): number[] {
	const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
	const found = new Array<number>(values.length);
	for (let i = 0; i < order.length; ) {
		let j = i;
		while (j < order.length && values[order[j]!] === values[order[i]!]) j++;
		for (let k = i; k < j; k++) found[order[k]!] = (i + j - 1) / 2;
		i = j;
	}
	return found;
}

/** Spearman's rank correlation, ties at their middle. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
	const [x, y] = [ranks(a), ranks(b)];
	const middle = (a.length - 1) / 2;
	const product = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, i) => sum + (value - middle) * (v[i]! - middle), 0);
	return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

const some = (spells: readonly (number | null)[]): number[] => spells.filter((value) => value !== null);
const onsets = (facts: readonly Facts[], of: (one: Facts) => Spell) => some(facts.map((one) => of(one).onset));
const lengths = (facts: readonly Facts[], of: (one: Facts) => Spell) => some(facts.map((one) => of(one).length));
const geometricMean = (values: readonly number[]) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

export type Scale = "astct" | "lee" | "penn";

/** What a trial reported of an arm: percent of patients unless the name says days; numbers in parentheses are patients of the trial. */
export interface Reported {
	readonly scale: Scale;
	readonly of: number;
	readonly any: number;
	readonly severe: number;
	readonly worst?: number;
	readonly tocilizumab?: number;
	readonly repeated?: number;
	readonly steroid?: number;
	readonly pressor?: number;
	readonly highDosePressor?: number;
	readonly oxygen?: number;
	readonly ventilated?: number;
	readonly hypotension?: number;
	readonly neurologic?: number;
	readonly severeNeurologic?: number;
	readonly onsetDay?: number;
	readonly lengthDays?: number;
	readonly neurologicOnsetDay?: number;
	readonly neurologicDays?: number;
	readonly cartPeak?: number;
	readonly cartPeakDay?: number;
	readonly infected?: number;
	readonly hyperinflamed?: number;
	readonly fibrinogenBelow100?: number;
	readonly highFever?: number;
	readonly neutrophilsBelowOne?: number;
	readonly fewNeutrophils?: number;
	readonly fewestNeutrophils?: number;
	readonly lateNeutropenia?: number;
	readonly fewPlatelets?: number;
	readonly response?: number;
	readonly completeResponse?: number;
}

/** The same figures of virtual patients, under the same names. */
export function measured(facts: readonly Facts[], scale: Scale): Record<Exclude<keyof Reported, "scale" | "of">, number> {
	const crs = facts.filter((one) => one[scale].worst >= 1);
	const treated = (drug: (one: Facts) => boolean) => percent(facts, drug);
	return {
		any: percent(facts, (one) => one[scale].worst >= 1),
		severe: percent(facts, (one) => one[scale].worst >= 3),
		worst: percent(facts, (one) => one[scale].worst >= 4),
		tocilizumab: treated((one) => one.tocilizumab.length > 0),
		repeated: percent(crs, (one) => one.tocilizumab.length > 1),
		steroid: treated((one) => one.steroid),
		pressor: treated((one) => one.pressor),
		highDosePressor: treated((one) => one.highDosePressor),
		oxygen: treated((one) => one.oxygen),
		ventilated: treated((one) => one.ventilated),
		hypotension: treated((one) => one.bolus || one.pressor),
		neurologic: percent(facts, (one) => one.neurologic.worst >= 1),
		severeNeurologic: percent(facts, (one) => one.neurologic.worst >= 3),
		onsetDay: median(onsets(crs, (one) => one[scale])),
		lengthDays: median(lengths(crs, (one) => one[scale])),
		neurologicOnsetDay: median(onsets(facts, (one) => one.neurologic)),
		neurologicDays: median(lengths(facts, (one) => one.neurologic)),
		cartPeak: geometricMean(facts.map((one) => Math.max(one.cartPeak, 1e-3))),
		cartPeakDay: median(facts.map((one) => one.cartPeakDay)),
		infected: percent(facts, (one) => one.infected),
		hyperinflamed: percent(facts, (one) => one.hyperinflammation > 0.3),
		fibrinogenBelow100: percent(crs, (one) => one.lowestFibrinogen < 100),
		highFever: percent(crs, (one) => one.highestTemperature >= 38.6),
		neutrophilsBelowOne: percent(facts, (one) => one.lowestAnc < 1),
		fewNeutrophils: percent(facts, (one) => one.lowestAnc <= 0.5),
		fewestNeutrophils: percent(facts, (one) => one.lowestAnc <= 0.1),
		lateNeutropenia: percent(facts, (one) => one.lateNeutropenia),
		fewPlatelets: percent(facts, (one) => one.lowestPlatelets < 50),
		response: percent(facts, (one) => one.response === "CR" || one.response === "PR"),
		completeResponse: percent(facts, (one) => one.response === "CR"),
	};
}

const days: ReadonlySet<string> = new Set(["onsetDay", "lengthDays", "neurologicOnsetDay", "neurologicDays", "cartPeakDay"]);

export function rowsOf(facts: readonly Facts[], { scale, of, ...reported }: Reported): Row[] {
	const found = measured(facts, scale);
	return Object.entries(reported).map(([name, figure]) => ({
		name,
		simulated: found[name as keyof typeof found],
		reported: figure,
		unit: days.has(name) ? "d" : name === "cartPeak" ? "" : "%",
		of,
	}));
}

/** How many standard errors a row misses by: the binomial ones of both and three points, or a fifth of a logarithm for times and levels. */
export function miss({ simulated, reported, unit, of, name }: Row, patients: number): number {
	if (unit !== "%") return Math.log(simulated / reported) / (name === "cartPeak" ? 0.4 : 0.2);
	const p = Math.min(Math.max(reported / 100, 0.01), 0.99);
	return (simulated - reported) / (100 * Math.sqrt((p * (1 - p)) / of + (p * (1 - p)) / patients + 0.03 ** 2));
}

/** Median of a laboratory peak by the worst grade 0 to 4, NaN where too few patients stand. */
export const mediansByGrade = (
	facts: readonly Facts[],
	lab: Lab,
	peaks: (one: Facts) => Readonly<Record<Lab, number>> = (one) => one.peaks,
): number[] =>
	[0, 1, 2, 3, 4].map((grade) => {
		const group = facts.filter((one) => one.astct.worst === grade);
		return group.length < 4 ? Number.NaN : median(group.map((one) => peaks(one)[lab]));
	});

/** Median of a laboratory value on the day by that day's grade. */
export const mediansByDay = (facts: readonly Facts[], lab: Lab): number[] =>
	[0, 1, 2, 3, 4].map((grade) => {
		const group = facts.flatMap((one) => one.days).filter((day) => day.grade === grade);
		return group.length < 4 ? Number.NaN : median(group.map((day) => day.levels[lab]));
	});

/** Percent of patient-days with at least this grade among those with interleukin-6 within a fifth of a decade of a level. */
export function gradeGivenIl6(all: readonly Day[], grade: number, level: number): number {
	const near = all.filter(({ levels }) => Math.abs(Math.log10(levels.il6 / level)) <= 0.2);
	return near.length < 8 ? Number.NaN : (100 * near.filter((day) => day.grade >= grade).length) / near.length;
}
