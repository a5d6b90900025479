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
	bbb: { name: "Barrier opening", scale: free, meaning: "relative", normal: [0, 0.05] },
	neuroinflammation: { name: "Neuroinflammation", scale: free, meaning: "relative", normal: [0, 0.1] },
	lung_water: { name: "Lung water", scale: linear(0, 15, 5) },
	spo2: { name: "Oxygen saturation", scale: linear(84, 100, 4), normal: [94, 100] },
	fio2: { name: "Inspired oxygen", scale: linear(0.2, 1, 0.2), meaning: "FiO₂, fraction" },
	ice: { name: "ICE score", scale: linear(0, 10, 5), meaning: "points, 10 = clear", normal: [9.5, 10] },
	anc: { name: "Neutrophils", scale: log(0.01, 10), normal: [1.5, 7.5] },
	platelets: { name: "Platelets", scale: linear(0, 300, 100), normal: [150, 400] },
	hemoglobin: { name: "Hemoglobin", scale: linear(6, 14, 2), normal: [12, 16] },
	fibrinogen: { name: "Fibrinogen", scale: linear(0, 600, 200), normal: [200, 400] },
	triglycerides: { name: "Triglycerides", scale: linear(0, 400, 100), normal: [50, 150] },
	procalcitonin: { name: "Procalcitonin", scale: log(0.01, 10), normal: [0.01, 0.5] },
	bacteria: { name: "Bacteria", scale: log(0.001, 10), meaning: "1 = evident" },
	urine_output: { name: "Urine", scale: free, normal: [0.035, 0.12] },
	albumin: { name: "Albumin", scale: linear(10, 50, 10), normal: [35, 50] },
	endothelium: { name: "Endothelium", scale: free, meaning: "activation" },
	csf_il6: { name: "IL-6 in spinal fluid", scale: log(0.1, 100) },
	consciousness: { name: "Consciousness", scale: linear(0, 4, 1), meaning: "0 alert, 4 unarousable", normal: [0, 0.4] },
	seizure_active: { name: "Seizure", scale: linear(0, 1, 1), meaning: "1 = now" },
	cerebral_edema: { name: "Cerebral edema", scale: linear(0, 2, 1), meaning: "1 focal, 2 diffuse" },
	lactate: { name: "Lactate", scale: linear(0, 4, 1), normal: [0.5, 2] },
	creatinine: { name: "Creatinine", scale: linear(0, 2, 0.5), normal: [0.6, 1.2] },
	tolerance: { name: "Tolerance", scale: linear(0, 1, 0.5), meaning: "1 = whole", normal: [0.95, 1] },
	pd1_blocked: { name: "PD-1 blocked", scale: linear(0, 1, 0.5), meaning: "fraction" },
	autoreactive_cells: { name: "Self-reactive T cells", scale: log(0.01, 10) },
	skin_inflammation: { name: "Skin inflammation", scale: linear(0, 1, 0.5), meaning: "relative", normal: [0, 0.05] },
	colon_inflammation: { name: "Bowel inflammation", scale: linear(0, 1, 0.5), meaning: "relative" },
	stool_frequency: { name: "Stools", scale: linear(0, 8, 2), normal: [0.4, 3] },
	liver_enzyme: { name: "ALT", scale: log(10, 100), normal: [10, 45] },
	thyroxine: { name: "Free thyroxine", scale: linear(0, 30, 10), normal: [12, 22] },
	il6r_occupancy: { name: "IL-6 receptors", scale: linear(0, 1, 0.5), meaning: "fraction blocked" },
	fluid_rate: { name: "Fluids", scale: free },
};

/** The look of a column; one that is not listed is drawn from 0 upward under its own name, a rate under that of its drug. */
export const signLook = (column: string): SignLook => looks[column] ?? { name: sentence(column.replace(/_rate$/, "")), scale: free };

const sentence = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
