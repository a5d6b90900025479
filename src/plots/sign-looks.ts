import type { ScaleWish } from "./value-scale.ts";

/** How one column of a trajectory is drawn. */
export interface SignLook {
	/** Axis title, short: it stands in the margin. */
	readonly name: string;
	readonly scale: ScaleWish;
	/** Usual adult range, shaded behind the curve. */
	readonly normal?: readonly [low: number, high: number];
	/** Said in place of the unit when the column is dimensionless. */
	readonly meaning?: string;
}

const linear = (from: number, to: number, step: number): ScaleWish => ({ kind: "linear", from, to, step });
const log = (from: number, to: number): ScaleWish => ({ kind: "log", from, to });
const free: ScaleWish = { kind: "free" };

/**
 * One row a column. Ranges are the usual adult reference ranges of bedside charts and laboratories; assays differ, and the shading is
 * there to guide the eye, not to call a value abnormal.
 */
const looks: Readonly<Record<string, SignLook>> = {
	cart_cells: { name: "CAR-T cells", scale: log(0.1, 100) },
	tumor: { name: "Tumor", scale: free, meaning: "relative burden" },
	ifn_gamma: { name: "Interferon-γ", scale: log(1, 1000), normal: [1, 15] },
	gm_csf: { name: "GM-CSF", scale: log(1, 100) },
	il1: { name: "Interleukin-1", scale: log(0.1, 100) },
	il6: { name: "Interleukin-6", scale: log(1, 1000), normal: [1, 7] },
	il6_signal: { name: "IL-6 signal", scale: log(1, 1000) },
	il10: { name: "Interleukin-10", scale: log(1, 1000) },
	macrophages_active: { name: "Macrophages", scale: free, meaning: "active, relative" },
	crp: { name: "CRP", scale: linear(0, 200, 50), normal: [0, 10] },
	ferritin: { name: "Ferritin", scale: log(100, 10_000), normal: [100, 400] },
	temperature: { name: "Temperature", scale: linear(35.5, 41, 1), normal: [36, 38] },
	heart_rate: { name: "Heart rate", scale: linear(50, 140, 20), normal: [60, 100] },
	resp_rate: { name: "Breathing rate", scale: linear(8, 32, 8), normal: [12, 20] },
	map: { name: "MAP (mean arterial)", scale: linear(45, 110, 20), normal: [65, 105] },
	sbp: { name: "Systolic", scale: linear(45, 150, 20) },
	pao2: { name: "Arterial oxygen", scale: linear(40, 110, 20), normal: [75, 100] },
	pf_ratio: { name: "PaO₂/FiO₂", scale: linear(0, 500, 100), normal: [300, 500] },
	capillary_leak: { name: "Capillary leak", scale: free, meaning: "relative" },
	bbb: { name: "Barrier opening", scale: free, meaning: "relative" },
	neuroinflammation: { name: "Neuroinflammation", scale: free, meaning: "relative" },
	lung_water: { name: "Lung water", scale: linear(0, 15, 5) },
	spo2: { name: "Oxygen saturation", scale: linear(84, 100, 4), normal: [94, 100] },
	fio2: { name: "Inspired oxygen", scale: linear(0.2, 1, 0.2), meaning: "FiO₂, fraction" },
	ice: { name: "ICE score", scale: linear(0, 10, 5), meaning: "points, 10 = clear" },
	anc: { name: "Neutrophils", scale: log(0.01, 10), normal: [1.5, 7.5] },
	platelets: { name: "Platelets", scale: linear(0, 300, 100), normal: [150, 400] },
	hemoglobin: { name: "Hemoglobin", scale: linear(6, 14, 2), normal: [12, 16] },
	fibrinogen: { name: "Fibrinogen", scale: linear(0, 600, 200), normal: [200, 400] },
	lactate: { name: "Lactate", scale: linear(0, 4, 1), normal: [0.5, 2] },
	creatinine: { name: "Creatinine", scale: linear(0, 2, 0.5), normal: [0.6, 1.2] },
	tocilizumab: { name: "Tocilizumab", scale: free },
	dexamethasone: { name: "Dexamethasone", scale: free },
	anakinra: { name: "Anakinra", scale: free },
	il6r_occupancy: { name: "IL-6 receptors", scale: linear(0, 1, 0.5), meaning: "fraction blocked" },
	norepinephrine_rate: { name: "Norepinephrine", scale: free },
	vasopressin_rate: { name: "Vasopressin", scale: free },
	fluid_rate: { name: "Fluids", scale: free },
};

/** The look of a column; one that is not listed is drawn from 0 upward under its own name. */
export const signLook = (column: string): SignLook => looks[column] ?? { name: sentence(column), scale: free };

const sentence = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
