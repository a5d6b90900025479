import { inUnit } from "../language/quantity.ts";
import type { Unit } from "../language/units.ts";
import { drawOf } from "../model/hazard-draw.ts";
import type { Correlation, Hazard, PatientClass, Variation } from "../model/model.ts";
import { wholeIn } from "../model/spread.ts";
import type { Varying } from "./plan.ts";

/** What a scenario itself says of the numbers of its patient. */
export interface StatedValue {
	/** Values of parameters and covariates, in the pages' units. */
	readonly values: ReadonlyMap<string, number>;
	/** Numbers that are the same in every patient, because the scenario gives them. */
	readonly fixed: ReadonlySet<string>;
	/** Numbers that the scenario sets to a multiple: they vary around it. */
	readonly multiples: ReadonlyMap<string, number>;
	/** By how much the scenario multiplies spreads. */
	readonly spreads: ReadonlyMap<string, number>;
}

/** What of a parameter or a covariate says how it varies. */
export interface VaryingNumber extends Variation {
	readonly name: string;
	readonly unit: Unit;
	readonly value: number;
	readonly classes?: readonly PatientClass[];
}

/** The numbers of a page, or of a disease or product. */
export interface VaryingNumbers {
	readonly parameters: readonly VaryingNumber[];
	readonly covariates: readonly VaryingNumber[];
}

type ClassSpread = Variation & { readonly classes: readonly PatientClass[] };

const classesOf = ({ classes = [] }: VaryingNumber) => classes;

/** The spread of a number: that of the product or disease which names it, else the page's; range and classes of the page stand unless replaced. */
export function spreadOf(row: VaryingNumber, nearer: VaryingNumber | undefined): ClassSpread {
	const page: ClassSpread = { cv: row.cv, distribution: row.distribution, range: row.range, classes: classesOf(row) };
	if (!nearer) return page;
	const bound = (value: number) => inUnit({ value, unit: nearer.unit }, row.unit);
	const own = classesOf(nearer);
	return {
		cv: nearer.cv,
		distribution: nearer.distribution,
		range: nearer.range ? [bound(nearer.range[0]), bound(nearer.range[1])] : page.range,
		classes: own.length > 0 ? own : page.classes,
		...(nearer.holdsMedian ? { holdsMedian: true } : {}),
	};
}

/** The range around a value that may be a multiple; none when the scenario went beyond it on purpose. */
function rangeAround(value: number, range: Variation["range"], multiple: number): Variation["range"] {
	if (!range) return null;
	const [least, most] = [range[0] * multiple, range[1] * multiple];
	return least <= value && value <= most ? [least, most] : null;
}

/**
 * The lower triangle of a matrix of correlations that makes correlated normal numbers out of independent ones (Cholesky); undefined when
 * they cannot hold together. A number depends on those before it only.
 */
function triangle(matrix: readonly (readonly number[])[]): number[][] | undefined {
	const rows: number[][] = [];
	for (const [i, row] of matrix.entries()) {
		const made: number[] = [];
		for (let j = 0; j < i; j++) {
			const sum = made.reduce((total, weight, k) => total + weight * rows[j]![k]!, 0);
			made.push((row[j]! - sum) / rows[j]![j]!);
		}
		const left = 1 - made.reduce((total, weight) => total + weight * weight, 0);
		if (!(left > 1e-9)) return undefined;
		rows.push([...made, Math.sqrt(left)]);
	}
	return rows;
}

type Mix = Pick<Varying, "own" | "shares">;

/** How the numbers that vary go together; undefined when the correlations contradict one another. */
function mixes(names: ReadonlySet<string>, correlations: readonly Correlation[]): ReadonlyMap<string, Mix> | undefined {
	const rows = correlations.filter(({ between: [a, b] }) => names.has(a) && names.has(b));
	const linked = [...new Set(rows.flatMap(({ between }) => between))];
	const between = (a: string, b: string) => rows.findLast(({ between: pair }) => pair.includes(a) && pair.includes(b))?.value ?? 0;
	const weights = triangle(linked.map((a) => linked.map((b) => (a === b ? 1 : between(a, b)))));
	if (!weights) return undefined;
	return new Map(
		linked.map((name, i) => {
			const shares = weights[i]!.slice(0, i).flatMap((weight, j) => (weight === 0 ? [] : [{ of: linked[j]!, weight }]));
			return [name, { own: weights[i]![i]!, shares }];
		}),
	);
}

const alone: Mix = { own: 1, shares: [] };

/** A share in percent is a share of 100. */
function wholeOf({ unit }: VaryingNumber, { distribution }: ClassSpread): Pick<Varying, "whole"> {
	const whole = distribution === "logit-normal" ? wholeIn(unit) : 1;
	return whole === 1 ? {} : { whole };
}

/**
 * The numbers of a run that differ between virtual patients. `sets` are disease and product, the nearer one last. Undefined when the
 * correlations of the files cannot hold together.
 */
export function varyingOf(
	model: { readonly correlations: readonly Correlation[] },
	pages: readonly (VaryingNumbers & { readonly hazards: readonly Hazard[] })[],
	sets: readonly (VaryingNumbers & { readonly correlations: readonly Correlation[] })[],
	said: StatedValue,
): Varying[] | undefined {
	const rows: VaryingNumber[] = pages.flatMap((page) => [...page.parameters, ...page.covariates, ...page.hazards.map(drawOf)]);
	const nearest = new Map(sets.flatMap((set) => [...set.parameters, ...set.covariates]).map((row) => [row.name, row]));
	const spreads = rows.flatMap((row) => {
		const { name } = row;
		const value = said.values.get(name) ?? row.value;
		const told = spreadOf(row, nearest.get(name));
		const spread = { ...told, cv: told.cv * (said.spreads.get(name) ?? 1) };
		const range = rangeAround(value, spread.range, said.multiples.get(name) ?? 1);
		const varies = (spread.cv > 0 && value !== 0) || spread.classes.length > 0;
		return varies && !said.fixed.has(name) ? [{ name, value, ...spread, range, ...wholeOf(row, spread) }] : [];
	});
	const mixed = mixes(new Set(spreads.map(({ name }) => name)), [...model.correlations, ...sets.flatMap((set) => set.correlations)]);
	return mixed && spreads.map((spread) => ({ ...spread, ...(mixed.get(spread.name) ?? alone) }));
}
