import type { Display } from "../trajectory/display.ts";
import type { Observation } from "./chart-errors.ts";
import type { fanShares } from "./course-fan.ts";

/** What an arm is called in which the chart goes on giving what it says was given. */
export const asChartedCare = "as charted";

/** A column over time in one arm: lines by `fanShares`, in the unit of the column. */
export interface FanBand {
	readonly column: string;
	readonly title: string;
	readonly unit: string;
	readonly display?: Display;
	/** By share, then by time. */
	readonly lines: { readonly [share in `${(typeof fanShares)[number]}`]: readonly number[] };
}

/** What could follow under one kind of care. Shares are weighed. */
export interface FanArm {
	readonly care: string;
	/** Weight of the patients whose run failed: they count nowhere else. */
	readonly failed: number;
	readonly died: number;
	/** By toxicity: share of the patients at each worst grade from 0 to 5 after the known hours, and at an unknown one. */
	readonly grades: readonly { readonly toxicity: string; readonly shares: readonly number[] }[];
	readonly bands: readonly FanBand[];
}

/** How many hidden values lie where the fan says that 80 % would. */
export interface HiddenShare {
	readonly column: string;
	readonly values: number;
	readonly inside: number;
}

/** What a chart says of who its patient could be, and what could follow. Plain data; hours since infusion. */
export interface ChartFit {
	readonly title: string;
	readonly scenario: string;
	readonly chart: string;
	readonly model: string;
	readonly seed: number;
	/** Members of the sampler. */
	readonly patients: number;
	/** Distinct virtual patients among them, and of how many of equal weight they are worth. */
	readonly distinct: number;
	readonly effective: number;
	/** To which power the likelihood counts: the errors of the chart are taken to be 1/sqrt(power) times larger. */
	readonly power: number;
	readonly stages: number;
	readonly runs: number;
	/** Misfit of the nearest patient for each charted value: about 1 where he fits. */
	readonly nearest: number;
	readonly known: number;
	readonly until: number;
	/** Charted values that were used. */
	readonly values: number;
	readonly times: readonly number[];
	readonly arms: readonly FanArm[];
	/** All that was charted of the columns of the fan. */
	readonly charted: readonly Observation[];
	/** Of values that stand in the chart after the known hours, under the care that it says was given; null where none do. */
	readonly hidden: { readonly arm: number; readonly columns: readonly HiddenShare[] } | null;
	readonly notes: readonly string[];
}

/** Patients of equal weight below which shares and lines are too coarse to be read. */
export const fewEffective = 20;
